"""What waits because of interviews and media events: times to agree, today's interviews, promises, follow-ups."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone

from core.templatetags.mediarel import duration
from dashboard.desk import MOST, Desk, Urgency, WorkItem
from events.models import Brief, Correction, Interview, MediaEvent, Promise, Slot

# icons: microphone bell calendar-user arrow-back-up
SOON = timedelta(hours=24)
ASKED = timedelta(days=7)


def interviews_to_arrange(desk: Desk) -> Iterator[WorkItem]:
    """Asked for, and no times are out; those whose times are all over wait too."""
    open_times = Slot.objects.filter(interview=OuterRef("pk"), state="offered", starts_at__gt=timezone.now())
    rows = Interview.objects.visible_to(desk.user).filter(desk.own(), state__in=["requested", "offered"])
    rows = rows.filter(~Exists(open_times)).select_related("journalist", "outlet", "spokesperson")
    for one in rows.order_by("created_at")[:MOST]:
        yield WorkItem(
            Urgency.TODAY,
            "microphone",
            one.topic,
            f"{one.reporter} would like to speak to {one.spokesperson or 'somebody'}",
            one.get_absolute_url(),
            "Offer times",
            when="Asked",
            at=one.created_at,
            tone="bad" if one.is_put_off_often else "",
        )


def interviews_soon(desk: Desk) -> Iterator[WorkItem]:
    """Within a day, with how far the brief is; and those that are over, until somebody says what was said."""
    now = timezone.now()
    rows = Interview.objects.visible_to(desk.user).filter(desk.own(), state="confirmed", starts_at__lt=now + SOON)
    for one in rows.select_related("journalist", "outlet", "spokesperson", "brief").order_by("starts_at")[:MOST]:
        if one.starts_at is None:
            continue
        is_over = one.ends_at is not None and one.ends_at <= now
        who = f"{one.reporter} with {one.spokesperson}"
        when = "Is over" if is_over else f"In {duration(max(one.starts_at - now, timedelta()))}"
        yield WorkItem(
            Urgency.TODAY if is_over else Urgency.NOW, "microphone", one.topic, who, one.get_absolute_url(),
            "Write up" if is_over else "Open", when=when, at=one.starts_at,
            tone="warn" if is_over else "",
            note="" if is_over or _is_briefed(one) else "No brief is signed off or mailed",
        )  # fmt: skip


def _is_briefed(interview: Interview) -> bool:
    brief: Brief | None = getattr(interview, "brief", None)
    return brief is not None and (brief.state == Brief.State.APPROVED or brief.mailed_at is not None)


def promises_due(desk: Desk) -> Iterator[WorkItem]:
    """Due today or before."""
    today = timezone.localdate()
    rows = Promise.objects.filter(desk.own(), kept_at=None, dropped_at=None, due_on__lte=today)
    for promise in rows.select_related("interview__journalist", "inquiry__journalist").order_by("due_on")[:MOST]:
        about = promise.interview or promise.inquiry
        if about is None:
            continue
        late = promise.due_on < today
        yield WorkItem(
            Urgency.NOW if late else Urgency.TODAY, "bell", promise.text, f"Promised to {about.reporter}",
            about.get_absolute_url(), "Keep it", when="Overdue" if late else "Today", at=promise.created_at,
            tone="bad" if late else "warn",
        )  # fmt: skip


def corrections_open(desk: Desk) -> Iterator[WorkItem]:
    """Asked for a week ago or earlier, and nothing came of it yet."""
    before = timezone.now() - ASKED
    rows = Correction.objects.filter(state="asked", asked_at__lt=before).filter(desk.own("asked_by"))
    for one in rows.select_related("interview__journalist", "inquiry__journalist").order_by("asked_at")[:MOST]:
        about = one.interview or one.inquiry
        if about:
            yield WorkItem(
                Urgency.LATER, "arrow-back-up", one.wrong[:120], f"{about.reporter} was asked to correct it",
                about.get_absolute_url(), "Ask again", when="Asked",
                at=one.asked_at,
            )  # fmt: skip


def events_to_follow_up(desk: Desk) -> Iterator[WorkItem]:
    """Over within the last two weeks, and nobody got a kit yet."""
    now = timezone.now()
    rows = MediaEvent.objects.visible_to(desk.user).filter(desk.own(), followed_up_at=None).exclude(state="cancelled")
    rows = rows.filter(ends_at__lt=now, ends_at__gt=now - timedelta(days=14))
    for event in rows.order_by("ends_at")[:MOST]:
        yield WorkItem(
            Urgency.TODAY, "calendar-user", event.title, "Those who came, and those who did not, have no kit yet",
            f"{event.get_absolute_url()}#follow-up", "Follow up", when="Is over",
            at=event.ends_at,
        )  # fmt: skip


SOURCES = (interviews_soon, interviews_to_arrange, promises_due, corrections_open, events_to_follow_up)
