"""Merge fields are Liquid, in a sandbox: `{{ field }}`, a few filters, and if / unless / else. Nothing loops.

Loops, assignments and includes are refused when a text is read, so that a text can never run for ever and what it
takes to render one is bounded by its length (docs/decisions: merge fields without loops).
"""

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from typing import Any

from liquid import BoundTemplate, Environment
from liquid.exceptions import (
    BlockNestingError,
    FilterError,
    LiquidError,
    LiquidSyntaxError,
    OutputStreamLimitError,
    UndefinedError,
)
from liquid.undefined import StrictUndefined, Undefined

from pitches.errors import PitchError

TAGS = ("if", "elsif", "else", "endif", "unless", "endunless")
FILTERS = ("default", "capitalize", "upcase", "downcase", "strip")
LONGEST = 60_000

_DELIMITED = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_TAG_NAME = re.compile(r"\{%-?\s*([^\s%}]*)")


class MergeError(PitchError):
    """A text with merge fields cannot be read or rendered."""


class UnknownField(MergeError):
    """A merge field that does not exist; `name` is what was written, `closest` the field it may have meant, or ""."""

    def __init__(self, name: str, closest: str) -> None:
        hint = (
            f" Did you mean {{{{ {closest} }}}}?" if closest else " Take one of the fields offered above the message."
        )
        super().__init__(f"There is no merge field {{{{ {name} }}}}.{hint}")
        self.name = name
        self.closest = closest


class NotAllowed(MergeError):
    """Liquid that could run for long or reach beyond the fields."""


class _Sandbox(Environment):
    block_nesting_limit = 10
    output_stream_limit = 4 * LONGEST
    local_namespace_limit = 1000

    def setup_tags_and_filters(self, *, extra: bool = False) -> None:
        super().setup_tags_and_filters(extra=False)
        kept = {"if", "unless", "output", "content", "illegal"}
        self.tags = {name: tag for name, tag in self.tags.items() if name in kept or not name.isidentifier()}
        self.filters = {name: self.filters[name] for name in FILTERS}


_plain = _Sandbox(undefined=StrictUndefined)
_html = _Sandbox(undefined=StrictUndefined, autoescape=True)


class _Empty(Undefined):
    """A field that has no value for this recipient: false in `if`, replaced by `default`, noted where it would show."""

    __slots__ = ("_shown",)

    def __init__(self, name: str, shown: list[str]) -> None:
        super().__init__(name)
        self._shown = shown

    def __str__(self) -> str:
        if self.name not in self._shown:
            self._shown.append(self.name)
        return ""


def fill(source: str, values: Mapping[str, object], *, html: bool = False) -> tuple[str, list[str]]:
    """Render `source` with `values`: the text, and the names of the fields that showed nothing where they stand.

    In HTML every value is escaped. `values` names every field there is; an empty one is a field without value.
    Raises `UnknownField`, `NotAllowed`, and `MergeError` for Liquid that cannot be read.
    """
    missing: list[str] = []
    filled: dict[str, Any] = {name: value or _Empty(name, missing) for name, value in values.items()}
    read = _read(source, html)
    _check_fields(read.fields, values)
    try:
        return read.template.render(filled), missing
    except OutputStreamLimitError:
        raise NotAllowed("The text becomes too long when its merge fields are filled in.") from None
    except (FilterError, UndefinedError, LiquidError) as error:
        raise MergeError(f"A merge field cannot be filled in: {_words_of(error)}.") from None


def fields_in(source: str) -> set[str]:
    """The merge fields that `source` names. Raises as `fill` does, but for unknown fields."""
    return {path[0] for path in _read(source, False).fields}


@dataclass(frozen=True, slots=True)
class _Read:
    """A text that has been read; `fields` are the paths it names, such as ("first_name",)."""

    template: BoundTemplate
    fields: tuple[tuple[str, ...], ...]


@lru_cache(maxsize=512)
def _read(source: str, html: bool) -> _Read:
    if len(source) > LONGEST:
        raise NotAllowed(f"The text is longer than {LONGEST:,} characters; nobody reads on that far.")
    source = _DELIMITED.sub(_as_written, source)
    for name in _TAG_NAME.findall(source):
        if name not in TAGS:
            raise NotAllowed(
                f"{{% {name} %}} cannot be used in a pitch: only if, unless and else can, and nothing loops."
            )
    try:
        template = (_html if html else _plain).from_string(source)
        used = template.analyze(include_partials=False)
    except BlockNestingError:
        raise NotAllowed("Conditions are nested too deeply: ten levels are the most.") from None
    except LiquidSyntaxError as error:
        raise MergeError(f"A merge field is not written correctly: {_words_of(error)}.") from None
    except LiquidError as error:
        raise MergeError(f"A merge field cannot be read: {_words_of(error)}.") from None
    for name in used.filters:
        if name not in FILTERS:
            raise NotAllowed(f"“| {name}” cannot be used in a pitch; there are {', '.join(FILTERS)}.")
    paths = (tuple(map(str, use.segments)) for uses in used.variables.values() for use in uses)
    return _Read(template, tuple(dict.fromkeys(paths)))


def _as_written(found: re.Match[str]) -> str:
    """What stands between braces as its author typed it: an editor escapes > and &, and makes hard spaces."""
    return unescape(re.sub(r"<[^>]*>", "", found.group())).replace("\xa0", " ")


def _check_fields(paths: tuple[tuple[str, ...], ...], known: Mapping[str, object]) -> None:
    for path in paths:
        if path[0] not in known or len(path) > 1:
            written = ".".join(path)
            near = difflib.get_close_matches(written.replace(" ", "_").lower(), known, n=1, cutoff=0.5)
            raise UnknownField(written, near[0] if near else "")


def _words_of(error: LiquidError) -> str:
    return str(error.args[0] if error.args else error).strip().rstrip(".")
