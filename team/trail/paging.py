"""The trail in pages. Each begins behind the last line of the one before (a keyset): none costs more than the first."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Q, QuerySet

from team.models import TrailLine

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True)
class Place:
    """A place between two lines: right behind (older than) the one with this time and key."""

    at: datetime
    key: int

    def __str__(self) -> str:
        return f"{(self.at - EPOCH) // MICROSECOND}-{self.key}"

    @classmethod
    def of(cls, line: TrailLine) -> "Place":
        return cls(line.at, line.pk)

    @classmethod
    def read(cls, text: str) -> "Place":
        """Raises `ValueError` where it is none."""
        micros, _, key = text.partition("-")
        if not (micros.isdecimal() and key.isdecimal() and len(micros) < 17 and len(key) < 19):
            raise ValueError(text)
        return cls(EPOCH + int(micros) * MICROSECOND, int(key))


@dataclass(frozen=True)
class Page:
    lines: list[TrailLine]
    older: str
    """The place behind the last line, or "" where there is nothing more."""


def page_of(lines: "QuerySet[TrailLine]", *, behind: Place | None, size: int) -> Page:
    """The newest `size` of `lines` that stand behind a place; one query."""
    if behind is not None:
        lines = lines.filter(at__lte=behind.at).filter(Q(at__lt=behind.at) | Q(pk__lt=behind.key))
    found = list(lines.order_by("-at", "-pk")[: size + 1])
    return Page(found[:size], str(Place.of(found[size - 1])) if len(found) > size else "")
