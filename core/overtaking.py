"""Two people edit one record: the later save is refused with both versions on the page, and nothing typed is lost.

A form carries a hidden mark of each value it showed. When it comes back, values are looked at under a lock: what others
have changed since, and what was typed differs from, stands in the way. Changes to other things do not.

    with transaction.atomic():
        outlet = Outlet.objects.select_for_update().get(pk=pk)
        look(seen=request.POST.get(SEEN, ""), saved=Form(instance=outlet).shown(), typed=form.typed(), records=[…])
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.db import models
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format

from core.history import latest_change

SEEN = "seen"
State = Mapping[str, str]
"""What a form says, in words, by the label of the field."""
Tracked = tuple[type[models.Model], dict[str, Any]]
"""A tracked model, and which of its history belongs to the form."""


@dataclass(eq=False)
class Overtaken(Exception):
    """Somebody saved the record since the form was opened. `theirs` is what they saved where it differs, `mine` what
    was typed there."""

    theirs: State
    mine: State
    seen: str
    by: str = ""
    at: datetime | None = None

    @property
    def both(self) -> list[tuple[str, str, str]]:
        """Label, what was typed, and what is saved now, of each thing that stands in the way."""
        return [(label, self.mine.get(label, ""), theirs) for label, theirs in self.theirs.items()]


def mark_of(state: State) -> str:
    """What a form that shows `state` carries along, to be given back as `seen`."""
    marks = {label: _mark(text) for label, text in state.items()}
    return json.dumps({"at": timezone.now().isoformat(), "marks": marks})


def look(*, seen: str, saved: State, typed: State, records: Sequence[Tracked]) -> None:
    """Raises `Overtaken` when `saved` is not what was `seen`, in something that saving `typed` would overwrite.

    A form that does not say what it showed has seen nothing: whatever it would change stands in its way.
    """
    at, marks = _read(seen)
    theirs = {
        label: text for label, text in saved.items() if marks.get(label) != _mark(text) and typed.get(label) != text
    }
    if theirs:
        latest = latest_change(records, since=at) if at else None
        raise Overtaken(theirs, typed, mark_of(saved), *(latest or ("", None)))


def said_by(form: forms.BaseForm, values: Mapping[str, Any]) -> dict[str, str]:
    """Values of a form's fields as a reader would write them, by label."""
    return {str(form[name].label): _said(form.fields[name], value) for name, value in values.items()}


def _said(field: forms.Field, value: Any) -> str:
    if isinstance(value, models.Model):
        return str(value)
    if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
        return str(dict(field.choices).get(value, value)) if value else ""  # type: ignore[arg-type]
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return date_format(value, "j F Y")
    return "" if value is None else "\n".join(str(value).splitlines())


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _read(seen: str) -> tuple[datetime | None, dict[str, str]]:
    try:
        found = json.loads(seen)
        at = parse_datetime(found["at"])
        return (at if at and timezone.is_aware(at) else None), dict(found["marks"])
    except (ValueError, TypeError, KeyError):
        return None, {}
