"""What came of a pitch, in figures that say what they count."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Count, Q

from pitches.models import Pitch


class Status(models.TextChoices):
    """How far things are with one recipient. The first five are the journalist's own words."""

    INTERESTED = "interested", "Interested"
    INTERVIEW = "interview", "Wants an interview"
    MORE = "more", "Wants more"
    REPLY = "reply", "Replied"
    LATER = "later", "Later"
    NO = "no", "Not for me"
    UNCONFIRMED = "unconfirmed", "Unconfirmed"
    FAILED = "failed", "Failed"
    BOUNCED = "bounced", "Came back"
    SENT = "sent", "Sent, no answer"
    FOLLOWED_UP = "followed_up", "Followed up, no answer"
    SENDING = "sending", "Being sent"
    WAITING = "waiting", "Waiting for its hour"
    PLANNED = "planned", "Planned"
    CANCELLED = "cancelled", "Held back"
    LEFT_OUT = "left_out", "Left out"


ANSWERED = (Status.INTERESTED, Status.INTERVIEW, Status.MORE, Status.REPLY, Status.LATER, Status.NO)
POSITIVE = (Status.INTERESTED, Status.INTERVIEW, Status.MORE)
TROUBLE = (Status.UNCONFIRMED, Status.FAILED, Status.BOUNCED)
TONES = {
    **dict.fromkeys(POSITIVE, "ok"),
    Status.REPLY: "accent",
    Status.UNCONFIRMED: "warn",
    Status.FAILED: "bad",
    Status.BOUNCED: "bad",
}


@dataclass(frozen=True)
class Result:
    """The head figures of one pitch. Rates are answers among those whose message the server accepted."""

    counts: dict[str, int]

    def _sum(self, *statuses: str) -> int:
        return sum(self.counts.get(status, 0) for status in statuses)

    @property
    def total(self) -> int:
        return sum(self.counts.values()) - self._sum(Status.LEFT_OUT)

    @property
    def answered(self) -> int:
        return self._sum(*ANSWERED)

    @property
    def accepted(self) -> int:
        """Messages the server accepted and that did not come back."""
        return self.answered + self._sum(Status.SENT, Status.FOLLOWED_UP)

    @property
    def trouble(self) -> int:
        return self._sum(*TROUBLE)

    @property
    def waiting(self) -> int:
        return self._sum(Status.WAITING, Status.SENDING, Status.PLANNED)

    @property
    def reply_rate(self) -> float | None:
        """Percent of accepted messages that got any answer, automatic ones not counted. None before the first."""
        return 100 * self.answered / self.accepted if self.accepted else None

    @property
    def funnel(self) -> list[tuple[str, int]]:
        return [
            ("Picked", self.total),
            ("Sent", self.accepted),
            ("Answered", self.answered),
            ("Interested", self._sum(*POSITIVE)),
            ("Interview", self._sum(Status.INTERVIEW)),
        ]


def result_of(pitch: Pitch) -> Result:
    """Counts the pitch's recipients by status, in one query."""
    # The types do not see what with_status() adds.
    rows: Any = pitch.recipients.with_status().order_by().values("status").annotate(n=Count("pk"))  # type: ignore[misc]
    return Result({row["status"]: row["n"] for row in rows})


def by_beat(pitch: Pitch, *, most: int = 6) -> Iterable[Mapping[str, Any]]:
    """For each beat: how many were sent the pitch and how many answered. A journalist with two beats counts in both."""
    return (
        pitch.recipients.filter(sent_at__isnull=False, journalist__beats__isnull=False)
        .order_by()
        .values("journalist__beats__name")
        .annotate(sent=Count("pk"), answered=Count("pk", filter=~Q(answer="")))
        .order_by("-answered", "-sent", "journalist__beats__name")[:most]
    )
