"""What templates ask of the audit trail."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import template
from django.db import models
from django.urls import reverse
from django.utils.http import urlencode

from core.history import HistoryEntry, history_of
from team.models import TrailLine, User
from team.trail import undoing

register = template.Library()

SHOWN = 20

ICONS = {
    "insert": "plus", "update": "pencil", "delete": "trash", "signed_in": "user", "refused": "lock", "password": "key",
    "exported": "download", "demo": "wand", "demo_gone": "wand",
    "secret": "key", "listed": "plus", "unlisted": "x",
}  # fmt: skip


@dataclass(frozen=True)
class Offered:
    """What a history offers its reader: to put back its newest change (`entry`), and the trail of this record."""

    entry: HistoryEntry | None = None
    put_back: str = ""
    trail: str = ""


@register.simple_tag
def offered(record: models.Model, entries: Sequence[HistoryEntry], user: User) -> Offered:
    own = next((entry for entry in entries if _is_of(entry, record)), None)
    label = record._meta.label
    undo = reverse("team:putting-back", args=[label, record.pk]) if undoing.is_offered(own, record, user) else ""
    query = urlencode({"kind": label, "record": record.pk})
    return Offered(own, undo, f"{reverse('team:trail')}?{query}" if user.is_manager else "")


@register.filter
def trail_icon(line: TrailLine) -> str:
    return ICONS[line.what]


def _is_of(entry: HistoryEntry, record: models.Model) -> bool:
    event = entry.event
    return event is not None and event.pgh_obj_id == record.pk and event.pgh_tracked_model is type(record)


@register.simple_tag
def history_for(record: models.Model) -> list[HistoryEntry]:
    """The latest changes of a record, for `team/_history.html`."""
    return history_of(record, limit=SHOWN)
