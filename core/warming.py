"""What each web process would read, compile and keep with its first pages is read before they are divided.

So the first page after a start is as fast as any, the processes share that memory, and Python no longer looks through
all of it for garbage: that took a fifth of a second, in the middle of somebody's page.
"""

import gc
from pathlib import Path

from django.template import engines
from django.template.backends.django import DjangoTemplates
from django.urls import get_resolver


def warm_up() -> int:
    """Read all code and compile all templates of ours; what is in memory then stays there. Gives how many templates.

    Raises what a template or a module that cannot be read raises: better at the start than on somebody's page.
    """
    _read_patterns(get_resolver())
    number = 0
    for engine in engines.all():
        if isinstance(engine, DjangoTemplates):
            for folder in map(Path, engine.dirs):
                for path in sorted(folder.rglob("*.html")):
                    engine.get_template(path.relative_to(folder).as_posix())
                    number += 1
    gc.collect()
    gc.freeze()
    return number


def _read_patterns(resolver: object) -> None:
    for pattern in getattr(resolver, "url_patterns", ()):
        _read_patterns(pattern)
