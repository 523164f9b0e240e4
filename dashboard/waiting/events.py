"""What waits because of media events: nobody invited yet, the list at the door, the kit for whoever came or did not."""

from datetime import timedelta
from typing import Final

from django.db.models import Exists, F, OuterRef, QuerySet

from dashboard.desk import Desk, Room, Source, Urgency, WorkItem
from events.models import Invitee, MediaEvent

# icons: calendar-user
INVITED_BEFORE: Final = timedelta(days=21)
AT_THE_DOOR: Final = timedelta(hours=12)
FOLLOWED_UP_WITHIN: Final = timedelta(days=14)


def _events(desk: Desk) -> "QuerySet[MediaEvent]":
    rows = MediaEvent.objects.visible_to(desk.user).filter(desk.own()).exclude(state="cancelled")
    return rows.select_related("client").order_by("starts_at", "pk")


def to_invite(desk: Desk) -> "QuerySet[MediaEvent]":
    """Within three weeks, and there is no invitation. One that is being written waits as a pitch."""
    now = desk.now
    return _events(desk).filter(pitch=None, state="planned", starts_at__gt=now, starts_at__lt=now + INVITED_BEFORE)


def _invite_row(desk: Desk, event: MediaEvent) -> WorkItem:
    return WorkItem(
        Urgency.TODAY, "calendar-user", f"Nobody is invited: {event}",
        f"{event.get_kind_display()} for {event.client}", event.get_absolute_url(), "Invite", when="Begins",
        at=event.starts_at, tone="warn",
    )  # fmt: skip


def at_the_door(desk: Desk) -> "QuerySet[MediaEvent]":
    """About to begin, or running: the list at the door has to be on a phone by then."""
    now = desk.now
    rows = _events(desk).filter(state__in=["open", "closed"], starts_at__lt=now + AT_THE_DOOR, ends_at__gt=now)
    return rows.filter(starts_at__gt=now - MediaEvent.LONGEST)


def _door_row(desk: Desk, event: MediaEvent) -> WorkItem:
    coming = "One person is" if event.seats_taken == 1 else f"{event.seats_taken} people are"
    return WorkItem(
        Urgency.NOW, "calendar-user", str(event),
        f"{coming} coming. Open the list on the phone that stands at the door",
        f"{event.get_absolute_url()}#door", "Open the list",
        when="Begins" if event.starts_at > desk.now else "Began", at=event.starts_at,
    )  # fmt: skip


def to_follow_up(desk: Desk) -> "QuerySet[MediaEvent]":
    """Over within the last two weeks, somebody was asked to come, and nobody got a kit yet."""
    now = desk.now
    rows = _events(desk).filter(followed_up_at=None, ends_at__lt=now, ends_at__gt=now - FOLLOWED_UP_WITHIN)
    anybody = Exists(Invitee.objects.filter(event=OuterRef("pk")))
    return rows.filter(anybody, starts_at__gt=now - FOLLOWED_UP_WITHIN - MediaEvent.LONGEST).order_by(F("ends_at"))


def _follow_up_row(desk: Desk, event: MediaEvent) -> WorkItem:
    return WorkItem(
        Urgency.TODAY, "calendar-user", event.title, "Those who came, and those who did not, have no kit yet",
        f"{event.get_absolute_url()}#follow-up", "Follow up", when="Is over", at=event.ends_at,
    )  # fmt: skip


SOURCES = (
    Source("event without invitation", Room.EVENTS, to_invite, _invite_row, soonest=Urgency.TODAY),
    Source("event at the door", Room.EVENTS, at_the_door, _door_row),
    Source("event to follow up", Room.EVENTS, to_follow_up, _follow_up_row, soonest=Urgency.TODAY),
)
