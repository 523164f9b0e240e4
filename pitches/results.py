"""What came of pitches, in figures that say what they count. Whatever shows such a figure takes it from here."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from campaigns.models import Campaign
from pitches.models import Attribution, Pitch, Recipient


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
ACCEPTED = (*ANSWERED, Status.SENT, Status.FOLLOWED_UP)
"""The server took the message and it did not come back; whoever answers has got it, whatever the server said."""
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
    """The head figures of one pitch, or of several. Rates are answers among those whose message was accepted.

    `covered` counts recipients, whatever they answered, of whose pitch a clip came: somebody confirmed it, and the
    clip is ours. Several clips of one recipient count once.
    """

    counts: dict[str, int]
    covered: int = 0

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
        return self._sum(*ACCEPTED)

    @property
    def interested(self) -> int:
        return self._sum(*POSITIVE)

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
    def funnel(self) -> list[tuple[str, str, int]]:
        """Each step with the key of its meaning, its name and its number."""
        return [
            ("pitches.picked", "Picked", self.total),
            ("pitches.sent", "Sent", self.accepted),
            ("pitches.answered", "Answered", self.answered),
            ("pitches.interested", "Interested", self.interested),
            ("pitches.interview", "Interview", self._sum(Status.INTERVIEW)),
            ("pitches.covered", "Covered", self.covered),
        ]


def result_of(pitch: Pitch) -> Result:
    """Counts the pitch's recipients by status, in one query."""
    return result_among(pitch.recipients.all())


def result_among(recipients: "QuerySet[Recipient]") -> Result:
    """Counts any recipients by status, in one query. Who is asked in two pitches counts in both."""
    # The types do not see what with_status() adds.
    rows: Any = recipients.with_status().order_by().values("status")  # type: ignore[attr-defined]
    counted = list(rows.annotate(n=Count("pk"), covered=_covered()))
    return Result({row["status"]: row["n"] for row in counted}, sum(row["covered"] for row in counted))


def with_results(pitches: Iterable[Pitch]) -> list[Pitch]:
    """The same pitches, each with its figures as `result`, in one query for all of them."""
    pitches = list(pitches)
    rows: Any = Recipient.objects.filter(pitch__in=pitches).with_status().order_by()
    counts: dict[int, dict[str, int]] = defaultdict(dict)
    covered: dict[int, int] = defaultdict(int)
    for row in rows.values("pitch", "status").annotate(n=Count("pk"), covered=_covered()):
        counts[row["pitch"]][row["status"]] = row["n"]
        covered[row["pitch"]] += row["covered"]
    for pitch in pitches:
        pitch.result = Result(counts[pitch.pk], covered[pitch.pk])  # type: ignore[attr-defined]
    return pitches


def _covered() -> Count:
    """Of the recipients counted, those whose pitch led to coverage."""
    known = Attribution.objects.counting().filter(recipient=OuterRef("pk"))
    return Count("pk", filter=Exists(known) & Q(left_out_at=None))


def people_in(campaigns: Sequence[Campaign]) -> dict[int, dict[str, int]]:
    """For each campaign's key how many people were reached, answered, are interested, want an interview, covered it.

    Who is asked in two pitches of a campaign counts once.
    """

    def people(*statuses: str) -> Count:
        return Count("journalist", filter=Q(status__in=statuses), distinct=True)

    covered = Exists(Attribution.objects.counting().filter(recipient=OuterRef("pk"))) & Q(left_out_at=None)
    rows: Any = Recipient.objects.filter(pitch__campaign__in=campaigns).with_status().order_by()
    counted = rows.values("pitch__campaign").annotate(
        accepted=people(*ACCEPTED),
        answered=people(*ANSWERED),
        interested=people(*POSITIVE),
        interview=people(Status.INTERVIEW),
        covered=Count("journalist", filter=covered, distinct=True),
    )
    return {row.pop("pitch__campaign"): row for row in counted}


def by_beat(pitch: Pitch, *, most: int = 6) -> Iterable[Mapping[str, Any]]:
    """For each beat: how many were sent the pitch and how many answered. A journalist with two beats counts in both."""
    rows: Any = pitch.recipients.with_status().order_by()  # type: ignore[misc]
    return (
        rows.filter(status__in=ACCEPTED, journalist__beats__isnull=False)
        .values("journalist__beats__name")
        .annotate(sent=Count("pk"), answered=Count("pk", filter=Q(status__in=ANSWERED)))
        .order_by("-answered", "-sent", "journalist__beats__name")[:most]
    )
