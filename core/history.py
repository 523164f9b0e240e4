"""What happened to a record, in words: who, when, and what changed.

django-pghistory keeps a row of every state by database triggers, so nothing that changes a record gets past it, and the
middleware notes who was signed in. Here two states that follow each other become a sentence.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import zip_longest
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString

from core.differences import differences

NOT_TOLD = {"id", "created_at", "updated_at", "revision", "sequence"}
"""What changes by itself with every change, and says nothing to people."""
WRITTEN = {
    **{word: word.upper() for word in ("api", "dkim", "dns", "html", "id", "imap", "ip", "pdf", "smtp", "uid", "url")},
    "checkin": "check-in", "email": "e-mail", "rsvp": "RSVP", "urls": "URLs", "ids": "IDs",
}  # fmt: skip
"""Words that Django takes from the names of fields, and that are written otherwise."""
SYSTEM = "Mediarel"
KNOWN = "known"
"""The label of an event that only says how a record looked when its history began (`team.trail.wiring`)."""
Event = Any
"""A row that django-pghistory wrote: the state of a record after something happened to it, or before it was deleted."""
Pointer = tuple[type[models.Model], Any]
"""A model and the key of one of its records."""


@dataclass(frozen=True)
class Change:
    """One field, before and after, as text; `marked` shows what came and went, word by word."""

    label: str
    old: str
    new: str

    @property
    def marked(self) -> SafeString:
        return differences(self.old, self.new)

    @property
    def is_long(self) -> bool:
        """Whether the two are better read as one marked text than side by side."""
        return len(self.old) + len(self.new) > 80 and bool(self.old and self.new)


@dataclass(frozen=True)
class HistoryEntry:
    """One change of one record. `by` is a name; `what` a verb: created, changed, deleted. `event` is
    what django-pghistory wrote of it."""

    at: datetime
    by: str
    what: str
    changes: Sequence[Change] = ()
    event: Event = None


class Names:
    """What records are called that events point at: one query a model, whatever the number of records."""

    def __init__(self, wanted: Iterable[Pointer]) -> None:
        keys: dict[type[models.Model], set[Any]] = {}
        for model, key in wanted:
            keys.setdefault(model, set()).add(key)
        self._found = {model: _named(model).in_bulk(of) for model, of in keys.items()}

    def record(self, model: type[models.Model], key: Any) -> models.Model | None:
        return self._found.get(model, {}).get(key)

    def of(self, model: type[models.Model], key: Any) -> str:
        found = self.record(model, key)
        return str(found) if found else "somebody who is gone"


def history_of(record: models.Model, *, limit: int = 50) -> list[HistoryEntry]:
    """The latest `limit` changes of a tracked record, newest first, in a constant number of queries."""
    events_of: Any = record._meta.get_field("events").related_model
    newest = events_of.objects.filter(pgh_obj_id=record.pk).select_related("pgh_context").order_by("-pgh_id")
    events = list(newest[: limit + 1])
    pairs = list(zip_longest(events, events[1:]))
    if len(events) > limit:
        pairs.pop()
    return [entry for entry in told(pairs)[0] if entry is not None]


def history_of_parts(model: type[models.Model], *, limit: int = 50, **of: Any) -> list[HistoryEntry]:
    """The same for all records of a tracked model that belong to something, for example `journalist=journalist`.

    What came or went is named in `what`: "added e-mail address ines@example.org".
    """
    events_of: Any = model._meta.get_field("events").related_model
    newest = events_of.objects.filter(**of).select_related("pgh_context").order_by("-pgh_id")
    events = list(newest[: limit + 1])
    pairs = [
        (event, next((one for one in events[place + 1 :] if one.pgh_obj_id == event.pgh_obj_id), None))
        for place, event in enumerate(events[:limit])
    ]
    entries = []
    for (event, _), entry in zip(pairs, told(pairs)[0], strict=True):
        if entry is not None and event.pgh_label != "update":
            verb = "added" if event.pgh_label == "insert" else "took away"
            entry = replace(entry, what=f"{verb} {model._meta.verbose_name} {_told_shortly(event)}")
        if entry is not None:
            entries.append(entry)
    return entries


def told(
    pairs: Sequence[tuple[Event, Event | None]], *, also: Iterable[Pointer] = ()
) -> tuple[list[HistoryEntry | None], Names]:
    """What each event did, held against the one before it of the same record. None where nothing that people care
    about changed. The events may be of many models. `Names` knows what they point at, and what `also` names."""
    names = Names([*also, *(pointer for event, before in pairs for pointer in _changed_pointers(event, before))])
    people = _people(event for event, _ in pairs)
    return [_entry(event, before, people, names) for event, before in pairs], names


def said(field: "models.Field[Any, Any]", event: Event, names: Names) -> str:
    """A value as the reader would write it."""
    value = getattr(event, field.attname)
    if isinstance(field, models.ForeignKey):
        return "" if value is None else names.of(_pointed_at(field), value)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "j F Y, H:i")
    if isinstance(value, date):
        return date_format(value, "j F Y")
    if isinstance(value, list | tuple):
        return ", ".join(str(each) for each in value)
    return "" if value is None else str(value)


def changed_fields(event: Event, before: Event) -> "list[models.Field[Any, Any]]":
    """The fields that differ between two states of a record, of those that a reader cares about."""
    return [
        field for field in told_fields(type(event)) if getattr(before, field.attname) != getattr(event, field.attname)
    ]


def told_fields(model: type[models.Model]) -> "list[models.Field[Any, Any]]":
    """The fields of an event that a reader cares about."""
    return [field for field in model._meta.fields if not field.name.startswith("pgh_") and field.name not in NOT_TOLD]


def latest_change(
    of: Iterable[tuple[type[models.Model], dict[str, Any]]], *, since: datetime
) -> tuple[str, datetime] | None:
    """By whom ("" when it was nobody signed in) and when any of these tracked records was changed last since then."""
    newest = []
    for model, belongs in of:
        events_of: Any = model._meta.get_field("events").related_model
        found = events_of.objects.filter(pgh_created_at__gt=since, **belongs).select_related("pgh_context")
        newest += found.order_by("-pgh_id")[:1]
    if not newest:
        return None
    event = max(newest, key=lambda one: one.pgh_created_at)
    return _people([event]).get(_user_id(event), ""), event.pgh_created_at


def _told_shortly(event: Any) -> str:
    """The words of a record in one line, in the order of its fields; where it points to comes first."""
    words = []
    for field in told_fields(type(event)):
        value = getattr(event, field.attname)
        if isinstance(field, models.CharField) and value and not field.choices:
            words.append(str(value))
    return ", ".join(words)


def _entry(event: Event, before: Event | None, people: dict[str, str], names: Names) -> HistoryEntry | None:
    by = people.get(_user_id(event), SYSTEM)
    if event.pgh_label == KNOWN:
        return None
    if event.pgh_label == "insert" or before is None:
        return HistoryEntry(event.pgh_created_at, by, _VERBS[event.pgh_label], event=event)
    if event.pgh_label == "delete":
        return HistoryEntry(event.pgh_created_at, by, "deleted", event=event)
    changes = [
        Change(label_of(field), said(field, before, names), said(field, event, names))
        for field in changed_fields(event, before)
    ]
    return HistoryEntry(event.pgh_created_at, by, "changed", changes, event) if changes else None


_VERBS = {"insert": "created", "update": "changed", "delete": "deleted"}


def label_of(field: "models.Field[Any, Any]") -> str:
    """What a field is called, where a line begins with it."""
    name = name_of(field)
    return name[:1].upper() + name[1:]


def name_of(field: "models.Field[Any, Any]") -> str:
    """What a field is called within a sentence; SMTP and the like as they are written."""
    return " ".join(WRITTEN.get(word, word) for word in str(field.verbose_name).split(" "))


def _user_id(event: Event) -> str:
    metadata = event.pgh_context.metadata if event.pgh_context else {}
    return str(metadata.get("user") or "")


def _people(events: Iterable[Event]) -> dict[str, str]:
    """The names of those who made the changes, by primary key as text."""
    ids = {key for event in events if (key := _user_id(event)).isdigit()}
    if not ids:
        return {}
    return {str(person.pk): str(person) for person in get_user_model()._default_manager.filter(pk__in=ids)}


def _changed_pointers(event: Event, before: Event | None) -> Iterator[Pointer]:
    """What the foreign keys that changed point at, and pointed at."""
    for field in changed_fields(event, before) if before is not None else ():
        if isinstance(field, models.ForeignKey):
            for state in (event, before):
                if (key := getattr(state, field.attname)) is not None:
                    yield _pointed_at(field), key


def _pointed_at(field: "models.ForeignKey[Any, Any]") -> type[models.Model]:
    model: type[models.Model] = field.related_model  # type: ignore[assignment]
    return model


def _named(model: type[models.Model]) -> "models.QuerySet[Any]":
    """Records of a model with what their `__str__` reads of others (`named_by`)."""
    return model._base_manager.select_related(*getattr(model, "named_by", ()))
