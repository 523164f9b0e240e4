"""The trail as a CSV file, piece by piece, in flat memory however long it is."""

from collections.abc import Iterator
from datetime import UTC
from typing import Final

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from core.history import Change
from core.spreadsheets import BEGINNING, csv_line
from team.models import TrailLine, User
from team.trail.paging import Place, page_of
from team.trail.telling import Told, tell

HEADINGS: Final = ["Time (UTC)", "Who", "Through", "What", "Kind", "Record", "Number", "Belongs to", "Changes", "Page"]
AT_ONCE: Final = 500
HIDDEN: Final = "(not yours to see)"


def as_csv(lines: "QuerySet[TrailLine]", *, to: User) -> Iterator[str]:
    """What `lines` tell the reader, newest first. Lines that come while it is read are newer, and not in it."""
    yield BEGINNING + csv_line(HEADINGS)
    behind: Place | None = None
    while True:
        page = page_of(lines, behind=behind, size=AT_ONCE)
        with timezone.override(UTC):  # not around the yield, where it would reach whoever reads
            rows = [csv_line(_values(told)) for told in tell(page.lines, to=to)]
        yield from rows
        if not page.older:
            return
        behind = Place.read(page.older)


def _values(told: Told) -> list[str]:
    return [
        f"{told.at.astimezone(UTC):%Y-%m-%d %H:%M:%S}",
        told.by,
        told.through,
        told.verb,
        told.kind,
        HIDDEN if told.hidden else told.name,
        "" if told.line.record is None else str(told.line.record),
        told.part_of,
        told.said or "\n".join(_words(change) for change in told.changes),
        f"{settings.SITE_URL}{told.url}" if told.url else "",
    ]


def _words(change: Change) -> str:
    return f"{change.label}: {change.old or '(empty)'} → {change.new or '(empty)'}"
