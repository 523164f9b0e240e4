"""Embedded PostgreSQL and Valkey, for machines that have neither. Nothing in here imports Django.

Servers are shared: every process that wants them attaches, the first one starts them, and they stop when the last one
has gone. `keeper` tells how that works.
"""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from core.embedded.attach import Attachment
from core.embedded.catalogue import PARTS
from core.embedded.errors import EmbeddedError
from core.embedded.folders import var_folder
from core.embedded.secret import require_secret_key

__all__ = ["EmbeddedError", "nothing", "services"]

_NOWHERE = {"DATABASE_URL": "postgres://nobody@127.0.0.1:1/none", "REDIS_URL": "redis://127.0.0.1:1/0"}


@contextmanager
def services(var: Path | None = None, *, disposable: bool = False, wait: bool = False) -> Iterator[list[Attachment]]:
    """Make DATABASE_URL and REDIS_URL point at running servers for as long as the block lasts.

    A variable that is set already is left alone. With `wait`, leaving the block waits until the servers that nobody
    else uses have stopped. The block is given one attachment for each server that was brought along. Raises
    EmbeddedError with a sentence for the person at the keyboard.
    """
    if "DATABASE_URL" not in os.environ:
        require_secret_key()
    missing = [part for part in PARTS.values() if not os.environ.get(part.variable)]
    held = [Attachment(part.name, var or var_folder(), disposable=disposable) for part in missing]
    try:
        with ExitStack() as stack:
            for attachment in held:
                stack.callback(attachment.release)
                attachment.begin()
            for attachment in held:
                os.environ[attachment.part.variable] = attachment.url()
                stack.callback(os.environ.pop, attachment.part.variable, None)
            yield held
    finally:
        for attachment in held if wait else []:
            attachment.wait_until_stopped()


@contextmanager
def nothing() -> Iterator[None]:
    """Satisfy the settings for a command that asks neither server: a URL that is not set leads nowhere."""
    if "DATABASE_URL" not in os.environ:
        require_secret_key()
    missing = {name: url for name, url in _NOWHERE.items() if not os.environ.get(name)}
    os.environ.update(missing)
    try:
        yield
    finally:
        for name in missing:
            os.environ.pop(name, None)
