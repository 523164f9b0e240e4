"""Lines of the audit trail in words, for one reader, in a number of queries that does not hang on the lines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import models
from django.db.models import Value

from core.history import SYSTEM, Change, HistoryEntry, Names, Pointer, said, told
from team.models import ApiToken, TrailLine, User
from team.trail.kinds import Kind, all_kinds
from team.trail.states import States, record_of, states_of

LONGEST_NAME: Final = 90
MOST_AT_ONCE: Final = 3
VERBS: Final = {**dict(TrailLine.What.choices), "secret": "Changed", "listed": "Added", "unlisted": "Removed"}
JOINTS: Final = {"secret": "of", "listed": "to", "unlisted": "from"}
"""How an act leads to the record that it was done to; to a person it is "as"."""


@dataclass(frozen=True)
class Told:
    """One line as a reader sees it. `hidden` is what they may know of only that it happened. `name` is what the record
    was called then; `url` and `part_url` are "" where there is no page, or none for this reader. `joint` leads from an
    act to the name."""

    line: TrailLine
    at: datetime
    by: str
    through: str
    verb: str
    kind: str
    name: str = ""
    url: str = ""
    part_of: str = ""
    part_url: str = ""
    said: str = ""
    changes: Sequence[Change] = ()
    hidden: bool = False
    joint: str = ""

    @property
    def is_short(self) -> bool:
        """Whether what changed can stand there at once; long texts are unfolded by those who want them."""
        return len(self.changes) <= MOST_AT_ONCE and not any(change.is_long for change in self.changes)


@dataclass(frozen=True)
class _Known:
    """What is fetched once for all lines."""

    reader: User
    kinds: dict[str, Kind]
    states: States
    entries: dict[tuple[str, int], HistoryEntry | None]
    names: Names
    visible: set[tuple[str, int]]
    tokens: dict[int, str]


def tell(lines: Sequence[TrailLine], *, to: User) -> list[Told]:
    """The lines in words, in their order."""
    kinds = all_kinds()
    states = states_of(lines, kinds)
    people = [(User, line.by_id) for line in lines if line.by_id]
    entries, names = told(list(states.values()), also=[*people, *_done_to(lines, kinds), *_pointers(states, kinds)])
    known = _Known(
        to,
        kinds,
        states,
        dict(zip(states, entries, strict=True)),
        names,
        _visible(lines, kinds, to),
        _tokens(lines, to),
    )
    return [_told(line, known) for line in lines]


def _told(line: TrailLine, known: _Known) -> Told:
    kind = known.kinds.get(line.kind)
    by = known.names.of(User, line.by_id) if line.by_id else SYSTEM
    if line.by_id is None and line.what == TrailLine.What.REFUSED:
        by = "Somebody"
    through = known.tokens.get(line.token_id, "the API") if line.token_id else ""
    plain = Told(line, line.at, by, through, VERBS[line.what].lower(), kind.words if kind else "", said=line.said)
    if kind is None or line.record is None:
        return plain
    return _told_of_record(plain, line, kind, known)


def _told_of_record(plain: Told, line: TrailLine, kind: Kind, known: _Known) -> Told:
    is_there = (line.kind, line.record) in known.visible
    if kind.private and not known.reader.is_admin and not is_there:
        return _with(plain, hidden=True, said="")
    if line.event is None:
        return _told_of_act(plain, line, kind, known, is_there=is_there)
    event, _ = known.states.get((line.kind, line.event), (None, None))
    if event is None:
        return plain
    entry = known.entries[line.kind, line.event]
    part = _part(event, kind, known)
    return _with(
        plain,
        name=_name(event, kind, known.names),
        url=kind.url_of(record_of(event, kind), known.reader) if is_there else "",
        part_of=part[0],
        part_url=part[1],
        changes=entry.changes if entry else (),
    )


def _told_of_act(plain: Told, line: TrailLine, kind: Kind, known: _Known, *, is_there: bool) -> Told:
    record = known.names.record(kind.model, line.record)
    gone = known.names.of(User, None) if kind.model is User else f"a {kind.words} that is gone"
    return _with(
        plain,
        name=_name(record, kind, known.names) if record else gone,
        url=kind.url_of(record, known.reader) if record and is_there else "",
        joint=JOINTS.get(line.what, "as"),
    )


def _with(plain: Told, **more: Any) -> Told:
    return Told(**{**plain.__dict__, **more})


def _name(event: Any, kind: Kind, names: Names) -> str:
    for field in _fields(event, kind.named):
        if getattr(event, field.attname) not in (None, ""):
            words = " ".join(said(field, event, names).split())
            return words if len(words) <= LONGEST_NAME else f"{words[: LONGEST_NAME - 1]}…"
    return ""


def _part(event: Any, kind: Kind, known: _Known) -> tuple[str, str]:
    """What it belongs to, and where that is seen."""
    for field in _fields(event, (kind.belongs_to,)):
        whole = known.names.record(field.related_model, getattr(event, field.attname))
        if whole is not None:
            of = known.kinds.get(type(whole)._meta.label)
            return str(whole), of.url_of(whole, known.reader) if of and not of.private else ""
    return "", ""


def _pointers(states: States, kinds: dict[str, Kind]) -> Iterator[Pointer]:
    """What names of records, and of what they belong to, are read from."""
    for (label, _), (event, _before) in states.items():
        for field in _fields(event, (*kinds[label].named, kinds[label].belongs_to)):
            if isinstance(field, models.ForeignKey) and (key := getattr(event, field.attname)) is not None:
                yield field.related_model, key


def _fields(event: Any, names: Sequence[str]) -> "list[Any]":
    there = {field.name: field for field in event._meta.concrete_fields}
    return [there[name] for name in names if name in there]


def _done_to(lines: Sequence[TrailLine], kinds: dict[str, Kind]) -> Iterator[Pointer]:
    """Whom and what acts concern."""
    for line in lines:
        if line.event is None and line.record is not None and line.kind in kinds:
            yield kinds[line.kind].model, line.record


def _visible(lines: Sequence[TrailLine], kinds: dict[str, Kind], reader: User) -> set[tuple[str, int]]:
    """Which of the records are there, and may be seen by the reader: one statement for all kinds."""
    keys: dict[str, set[int]] = {}
    for line in lines:
        if line.record is not None and line.kind in kinds:
            keys.setdefault(line.kind, set()).add(line.record)
    queries = [
        kinds[label].visible_to(reader).filter(pk__in=wanted).order_by().values_list(Value(label), "pk")
        for label, wanted in keys.items()
    ]
    if not queries:
        return set()
    return set(queries[0].union(*queries[1:], all=True) if len(queries) > 1 else queries[0])


def _tokens(lines: Sequence[TrailLine], reader: User) -> dict[int, str]:
    """Names of the API tokens that the reader may know of."""
    keys = {line.token_id for line in lines if line.token_id}
    if not keys:
        return {}
    return {token.pk: f"API token {token.name}" for token in ApiToken.objects.visible_to(reader).filter(pk__in=keys)}
