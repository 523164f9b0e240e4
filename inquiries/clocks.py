"""The two clocks of an inquiry: when it must be acknowledged, and when the reporter needs the answer.

The first runs in office hours only, by the team's policy and in the team's zone: what comes in on Friday at 17:55 is to
be acknowledged on Monday at 09:10, not on Friday night. The second is the reporter's and knows no office hours.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from inquiries.models import Escalation, Inquiry
from team.models import TeamPolicy

Clock, Step = Escalation.Clock, Escalation.Step
_FARTHEST = 400
"""Days in which an office opens again; only a policy that the database refuses could need more."""


def acknowledge_by(received_at: datetime, policy: TeamPolicy) -> datetime:
    """When whoever wrote at `received_at` must have heard that we have it."""
    return after_office_minutes(received_at, policy.acknowledge_minutes, policy)


def after_office_minutes(start: datetime, minutes: int, policy: TeamPolicy) -> datetime:
    """The moment at which so many minutes of office hours have gone by since `start`."""
    left = timedelta(minutes=minutes)
    for opens, closes in _office_hours(start, policy):
        begins = max(start, opens)
        if begins + left <= closes:
            return begins + left
        left -= max(closes - begins, timedelta())
    raise ValueError("The policy has no office hours.")


def is_office_hour(at: datetime, policy: TeamPolicy) -> bool:
    """Whether somebody can be expected at the desk."""
    opens, closes = next(_office_hours(at, policy))
    return opens <= at < closes


def office_minutes(start: datetime, end: datetime, policy: TeamPolicy) -> float:
    """How many minutes of office hours lie between two moments."""
    total = timedelta()
    for opens, closes in _office_hours(start, policy):
        if opens >= end:
            break
        total += max(min(end, closes) - max(start, opens), timedelta())
    return total.total_seconds() / 60


def _office_hours(start: datetime, policy: TeamPolicy) -> Iterator[tuple[datetime, datetime]]:
    """From when until when the office is open, in UTC, beginning with the day of `start`; closed days left out.

    In UTC, because a difference between two local times of one zone leaves out the hour that a change of clocks gives.
    """
    zone = ZoneInfo(settings.TIME_ZONE)
    day = start.astimezone(zone).date()
    for _ in range(_FARTHEST):
        if day.weekday() < 5 or not policy.office_weekdays_only:
            opens = datetime.combine(day, time(policy.office_start), zone)
            end = day + timedelta(days=1) if policy.office_end == 24 else day
            closes = datetime.combine(end, time(policy.office_end % 24), zone)
            if closes > start:
                yield opens.astimezone(UTC), closes.astimezone(UTC)
        day += timedelta(days=1)


def plan(inquiry: Inquiry) -> None:
    """Write down who is to be called when, as the inquiry stands now; call it within the transaction that changes it.

    The acknowledgement's clock calls whoever is on duty when it has run out, managers and then everybody after that;
    the deadline's calls a while before it, and when it is over. What has been called already is not called again.
    """
    policy = TeamPolicy.current()
    wanted = dict(_calls(inquiry, policy)) if inquiry.is_open else {}
    there = {(row.clock, row.step): row for row in inquiry.escalations.select_for_update()}
    now = timezone.now()
    for key, row in there.items():
        if row.taken_at is None and row.cancelled_at is None and key not in wanted:
            row.cancelled_at = now
            row.save(update_fields=["cancelled_at", "updated_at"])
    for (clock, step), due_at in wanted.items():
        known = there.get((clock, step))
        if known is None:
            Escalation.objects.create(inquiry=inquiry, clock=clock, step=step, due_at=due_at)
        elif known.due_at != due_at and due_at > now:
            known.due_at, known.taken_at, known.cancelled_at = due_at, None, None
            known.save(update_fields=["due_at", "taken_at", "cancelled_at", "updated_at"])


def _calls(inquiry: Inquiry, policy: TeamPolicy) -> Iterator[tuple[tuple[str, int], datetime]]:
    if inquiry.acknowledged_at is None:
        first = inquiry.acknowledge_by
        yield (Clock.ACKNOWLEDGE, Step.DUTY), first
        yield (Clock.ACKNOWLEDGE, Step.MANAGER), after_office_minutes(first, policy.escalate_manager_after, policy)
        yield (Clock.ACKNOWLEDGE, Step.EVERYONE), after_office_minutes(first, policy.escalate_everyone_after, policy)
    if inquiry.deadline and inquiry.answered_at is None:
        first = max(inquiry.deadline - timedelta(minutes=policy.deadline_warning), inquiry.received_at)
        yield (Clock.DEADLINE, Step.DUTY), first
        yield (Clock.DEADLINE, Step.MANAGER), first + (inquiry.deadline - first) / 2
        yield (Clock.DEADLINE, Step.EVERYONE), inquiry.deadline
