"""What waits because of pitches: drafts on their way through sign-off, follow-ups, clips that may have come of one."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from typing import Any, Final

from django.db.models import Count, F, Min, Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse

from campaigns.models import Campaign
from dashboard.desk import Desk, Room, Source, Urgency, WorkItem
from dashboard.waiting.words import asked_for_changes
from pitches.models import Attribution, Pitch, Recipient

# icons: edit circle-check pencil repeat link shield-check
STALE_AFTER: Final = timedelta(days=180)
State = Pitch.State
UNSENT: Final = (State.DRAFT, State.CHANGES, State.APPROVED)


def _pitches(state: Pitch.State, desk: Desk) -> "QuerySet[Pitch]":
    """Those of campaigns that still run: a closed one has no work left."""
    rows = Pitch.objects.filter(desk.own(), state=state).exclude(campaign__state=Campaign.State.CLOSED)
    return rows.select_related("campaign__client").defer("body", "story", "follow_up").order_by("-updated_at")


def _count_people(desk: Desk, rows: Sequence[Pitch]) -> None:
    """Gives each pitch `picked`, in one query over the few that are shown."""
    counted = Recipient.objects.active().filter(pitch__in=rows).order_by().values("pitch").annotate(n=Count("pk"))
    numbers = {row["pitch"]: row["n"] for row in counted}
    for pitch in rows:
        pitch.picked = numbers.get(pitch.pk, 0)  # type: ignore[attr-defined]


def _count_and_say_why(desk: Desk, rows: Sequence[Pitch]) -> None:
    _count_people(desk, rows)
    asked_for_changes(rows)


def _changes_row(desk: Desk, pitch: Pitch) -> WorkItem:
    return WorkItem(
        Urgency.TODAY, "edit", f"Changes requested: {pitch.title}",
        pitch.asked or _about(pitch),  # type: ignore[attr-defined]
        pitch.get_compose_url(), "Revise", when="Planned for" if pitch.not_before else "Since",
        at=pitch.not_before or pitch.updated_at,
    )  # fmt: skip


def _approved_row(desk: Desk, pitch: Pitch) -> WorkItem:
    return WorkItem(
        Urgency.TODAY, "circle-check", f"Approved: {pitch.title}",
        f"{_about(pitch)}. Nothing goes out until it is scheduled", pitch.get_compose_url(), "Schedule",
        when="Planned for" if pitch.not_before else "Since", at=pitch.not_before or pitch.updated_at,
    )  # fmt: skip


def _draft_row(desk: Desk, pitch: Pitch) -> WorkItem:
    return WorkItem(
        Urgency.LATER, "pencil", f"Draft: {pitch.title}", _about(pitch), pitch.get_compose_url(), "Go on",
        when="Saved", at=pitch.updated_at,
    )  # fmt: skip


def _about(pitch: Pitch) -> str:
    picked: int = pitch.picked  # type: ignore[attr-defined]
    people = "1 journalist" if picked == 1 else f"{picked} journalists"
    return f"{pitch.campaign}, {pitch.campaign.client}. {people}"


def follow_ups(desk: Desk) -> "QuerySet[Any]":
    """They go out by themselves, one row a pitch; whoever looks through them can still stop one."""
    rows = Recipient.objects.awaiting_follow_up().filter(
        desk.own("pitch__owner"), follow_up_due_on__lte=desk.today, pitch__follow_up_on=True,
        pitch__state__in=[State.SENDING, State.SENT],
    )  # fmt: skip
    grouped = rows.order_by().values("pitch_id", "pitch__title", "pitch__owner")
    counted = grouped.annotate(
        start=F("pitch__window_start"), end=F("pitch__window_end"), n=Count("*"), since=Min("follow_up_due_on")
    )
    return counted.order_by("since", "pitch_id")


def _follow_up_row(desk: Desk, row: dict[str, Any]) -> WorkItem:
    return WorkItem(
        Urgency.TODAY, "repeat", "One follow-up is due" if row["n"] == 1 else f"{row['n']} follow-ups are due",
        row["pitch__title"], reverse("pitches:pitch-detail", args=[row["pitch_id"]]) + "?show=quiet#recipients-title",
        "Look through", when=f"{row['start']:02}:00 to {row['end']:02}:00", note="in their time zones",
    )  # fmt: skip


def clips_without_origin(desk: Desk) -> "QuerySet[Any]":
    """Clips that are ours and may have come of a pitch: one row a pitch."""
    waiting = Attribution.objects.waiting().filter(desk.own("recipient__pitch__owner"), recipient__left_out_at=None)
    rows: Any = waiting.order_by().values("recipient__pitch", "recipient__pitch__title", "recipient__pitch__owner")
    rows = rows.annotate(n=Count("pk"), since=Min("created_at"), article=Min("clip__article__title"))
    return rows.order_by("since")


def _origin_row(desk: Desk, row: dict[str, Any]) -> WorkItem:
    one = row["n"] == 1
    return WorkItem(
        Urgency.LATER, "link",
        f"Did “{row['article']}” come of the pitch?" if one else f"Did {row['n']} clips come of the pitch?",
        row["recipient__pitch__title"],
        reverse("pitches:pitch-detail", args=[row["recipient__pitch"]]) + "#coverage-waiting", "Say so", when="Since",
        at=row["since"],
    )  # fmt: skip


def contacts_to_verify(desk: Desk) -> "QuerySet[Any]":
    """In a pitch that has not gone out, and not verified for half a year: worth a look before they are written to.

    One row a person: whoever looks after the contact, else whoever pitches.
    """
    stale = Q(journalist__verified_at=None) | Q(journalist__verified_at__lt=desk.now - STALE_AFTER)
    picked = Recipient.objects.active().filter(stale, pitch__state__in=UNSENT, message=None)
    picked = picked.exclude(pitch__campaign__state=Campaign.State.CLOSED)
    picked = picked.annotate(who=Coalesce("journalist__owner", "pitch__owner"))
    counted = picked.filter(desk.own("who")).order_by().values("who")
    counted = counted.annotate(
        n=Count("journalist", distinct=True), loose=Count("pk", filter=Q(journalist__owner=None))
    )
    return counted.order_by("who")


def _verify_row(desk: Desk, row: dict[str, Any]) -> WorkItem:
    owner = "" if row["loose"] else f"&owner={row['who']}"
    return WorkItem(
        Urgency.LATER, "shield-check", "One contact to verify" if row["n"] == 1 else f"{row['n']} contacts to verify",
        "In a pitch that has not gone out, and not confirmed for 180 days",
        f"{reverse('contacts:journalist-list')}?verify=due{owner}", "Verify",
    )  # fmt: skip


SOURCES = (
    Source(
        "pitch with changes", Room.PITCHES, partial(_pitches, State.CHANGES), _changes_row,
        prepare=_count_and_say_why, soonest=Urgency.TODAY,
    ),
    Source(
        "pitch approved", Room.PITCHES, partial(_pitches, State.APPROVED), _approved_row, prepare=_count_people,
        soonest=Urgency.TODAY,
    ),
    Source(
        "pitch draft", Room.PITCHES, partial(_pitches, State.DRAFT), _draft_row, prepare=_count_people,
        soonest=Urgency.LATER,
    ),
    Source("follow-ups due", Room.PITCHES, follow_ups, _follow_up_row, "pitch__owner", soonest=Urgency.TODAY),
    Source(
        "clip without origin", Room.PITCHES, clips_without_origin, _origin_row, "recipient__pitch__owner",
        soonest=Urgency.LATER,
    ),
    Source("contacts to verify", Room.PITCHES, contacts_to_verify, _verify_row, "who", soonest=Urgency.LATER),
)  # fmt: skip
