"""The last change of a record is put back: only of kinds that said how (`Kind.put_back`), only while nobody has changed
the record since, and through the form and the verb that people change it with.

What was sent, approved, decided or released is a matter of its own verbs; nothing here moves a state.
"""

from copy import copy
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.forms.widgets import CheckboxInput
from django.utils.datastructures import MultiValueDict

from core.history import Change, Event, HistoryEntry, Names, changed_fields, label_of, said
from team.models import User
from team.trail.kinds import Kind, PutBack, find


class CannotPutBack(Exception):
    """The change stays; the message says why, and what to do instead."""


@dataclass(frozen=True)
class Offer:
    """What putting back the last change of `record` would do: each field as it is now, and as it would be."""

    kind: Kind
    record: Any
    event: Event
    before: Event
    changes: list[Change]

    @property
    def note(self) -> str:
        """What does not come back with it."""
        assert self.kind.put_back is not None
        changed = {field.name for field in changed_fields(self.event, self.before)}
        return self.kind.put_back.note if changed & self.kind.put_back.left else ""


def is_offered(entry: HistoryEntry | None, record: models.Model, user: User) -> bool:
    """Whether this newest entry of a history can be put back by this person, as far as can be told without asking the
    database."""
    kind = find(record._meta.label)
    if kind is None or kind.put_back is None or entry is None or not kind.put_back.may(user):
        return False
    labels = {label_of(field) for field in entry.event._meta.concrete_fields if field.name in kind.put_back.fields}
    left = {label_of(field) for field in entry.event._meta.concrete_fields if field.name in kind.put_back.left}
    changed = {change.label for change in entry.changes}
    return entry.what == "changed" and bool(changed & labels) and changed <= labels | left


def offer(*, kind: Kind, record: models.Model, user: User) -> Offer:
    """What would be put back. Raises `CannotPutBack`."""
    put_back = kind.put_back
    if put_back is None or not put_back.may(user):
        raise CannotPutBack("You cannot put this back. Whoever may change it can.")
    newest = list(kind.event_model.objects.filter(pgh_obj_id=record.pk).order_by("-pgh_id")[:2])
    if len(newest) < 2 or newest[0].pgh_label != "update":
        raise CannotPutBack("There is no change to put back: nothing has been changed since this was made.")
    event, before = newest
    changed = {field.name for field in changed_fields(event, before)}
    if not changed & put_back.fields or not changed <= put_back.fields | put_back.left:
        raise CannotPutBack("The last change is of a kind that is not put back by itself. Change the record by hand.")
    fields = [field for field in changed_fields(event, before) if field.name in put_back.fields]
    pointers = [
        (field.related_model, key)
        for field in fields
        if isinstance(field, models.ForeignKey)
        for state in (event, before)
        if (key := getattr(state, field.attname)) is not None
    ]
    names = Names(pointers)  # type: ignore[arg-type]
    changes = [Change(label_of(field), said(field, event, names), said(field, before, names)) for field in fields]
    return Offer(kind, record, event, before, changes)


@transaction.atomic
def put_back(*, kind: Kind, key: int, event: int, by: User) -> Any:
    """Undo the change that `event` is, the one that the person saw. The record is held still while it is looked at.
    What is saved is a change like any other, in the history and in the trail. Raises `CannotPutBack`."""
    record = kind.visible_to(by).select_for_update(of=("self",)).filter(pk=key).first()
    if record is None or kind.put_back is None:
        raise CannotPutBack("It is not there any more, or no longer yours to change.")
    offered = offer(kind=kind, record=record, user=by)
    if offered.event.pgh_id != event or not _is_as(record, offered.event):
        raise CannotPutBack("It has been changed since you looked. See what it says now before you put anything back.")
    names = [field.name for field in changed_fields(offered.event, offered.before)]
    values = _fit(record, offered.before, [name for name in names if name in kind.put_back.fields], kind.put_back, by)
    try:
        with transaction.atomic():
            return kind.put_back.save(record, values, by)
    except (ValidationError, IntegrityError):
        raise CannotPutBack("The old values do not fit any more, because others have been used since.") from None


def _is_as(record: models.Model, event: Event) -> bool:
    """Whether the row still says what its newest event does."""
    kept = [field.attname for field in event._meta.concrete_fields if not field.name.startswith("pgh_")]
    return all(getattr(record, name) == getattr(event, name) for name in kept)


def _fit(record: models.Model, before: Event, names: list[str], how: PutBack, by: User) -> dict[str, Any]:
    """The old values, as the form of the edit page makes them of what would stand in it. Raises `CannotPutBack`."""
    old = copy(record)
    for name in names:
        field: Any = record._meta.get_field(name)
        setattr(old, field.attname, getattr(before, field.attname))
        if field.is_relation and name in old._state.fields_cache:
            del old._state.fields_cache[name]
    form = how.form(copy(old), by, typed_of(how.form(old, by, None)))
    if not form.is_valid():
        raise CannotPutBack(f"The old values would not be taken today. {_why(form)}")
    return {name: form.cleaned_data[name] for name in names}


def _why(form: forms.BaseForm) -> str:
    """What a form says against what was typed, each sentence with the name of its field."""
    sentences = []
    for name, errors in form.errors.items():
        of = f"{form[name].label}: " if name in form.fields else ""
        sentences += [f"{of}{error}" for error in errors]
    return " ".join(sentences)


def typed_of(form: forms.BaseForm) -> "MultiValueDict[str, Any]":
    """What a browser sends when somebody opens this form and presses Save."""
    data: MultiValueDict[str, Any] = MultiValueDict()
    for name, field in form.fields.items():
        value = form[name].value()
        if isinstance(field, forms.FileField):
            continue
        if isinstance(field.widget, CheckboxInput):
            if value:
                data[form.add_prefix(name)] = "on"
            continue
        shown = field.widget.format_value(value)
        data.setlist(form.add_prefix(name), shown if isinstance(shown, list) else ["" if shown is None else shown])
    return data


def setting(save: Any) -> Any:
    """A `PutBack.save` that sets the values on the record and hands it to a verb `save(record, by)`."""

    def keep(record: Any, values: dict[str, Any], by: User) -> Any:
        for name, value in values.items():
            setattr(record, name, value)
        return save(record, by)

    return keep
