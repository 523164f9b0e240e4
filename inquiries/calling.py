"""Calling people while a clock runs out: among their notifications, by e-mail, and through the team's webhook.

What is due stands in the database (`clocks.plan`), so a worker that was down catches up, and says by how much it is
late. Notifications, and a row for each e-mail and webhook, are written in the transaction that takes the step; the
rows are tried until they went (`pages`).
"""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from celery import current_app
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from inquiries import told_of
from inquiries.duty import on_duty
from inquiries.models import Escalation, Inquiry, Page
from team.models import TeamPolicy, User
from team.notifications import notify

log = logging.getLogger(__name__)

# icons: alarm message-question
LATE: Final = timedelta(minutes=2)
MOST: Final = 500
Clock, Step = Escalation.Clock, Escalation.Step


def call_due() -> int:
    """Take each step that is due; gives how many. One that has become needless is cancelled."""
    due = Escalation.objects.filter(taken_at=None, cancelled_at=None, due_at__lte=timezone.now())
    taken = sum(_take(pk) for pk in list(due.order_by("due_at").values_list("pk", flat=True)[:MOST]))
    if taken:
        _wake()
    return taken


@transaction.atomic
def _take(pk: int) -> bool:
    inquiry = Inquiry.objects.select_for_update(of=("self",)).filter(escalations=pk).first()
    rows = Escalation.objects.select_for_update(of=("self",), skip_locked=True)
    step = rows.filter(pk=pk, taken_at=None, cancelled_at=None).first()
    if inquiry is None or step is None:
        return False
    now = timezone.now()
    if not _is_needed(step, inquiry):
        step.cancelled_at = now
        step.save(update_fields=["cancelled_at", "updated_at"])
        return False
    step.taken_at = now
    step.save(update_fields=["taken_at", "updated_at"])
    policy = TeamPolicy.current()
    people = whom_to_call(step, inquiry)
    texts = {user: said_of(step, inquiry, to=user, now=now) for user in people}
    for user, text in texts.items():
        notify(
            kind=told_of.ESCALATION, users=[user], text=text, url=inquiry.get_absolute_url(), icon="alarm",
            once=f"escalation-{step.pk}",
        )  # fmt: skip
    mail = Page.Channel.MAIL
    pages = [Page(escalation=step, channel=mail, user=user, next_try_at=now, text=text) for user, text in texts.items()]
    if policy.escalation_webhook:
        said = said_of(step, inquiry, to=people[0] if people else None, now=now)
        pages.append(Page(escalation=step, channel=Page.Channel.WEBHOOK, next_try_at=now, text=said))
    Page.objects.bulk_create(pages, ignore_conflicts=True)
    return True


def _is_needed(step: Escalation, inquiry: Inquiry) -> bool:
    if not inquiry.is_open:
        return False
    if step.clock == Clock.ACKNOWLEDGE:
        return inquiry.acknowledged_at is None
    return inquiry.answered_at is None and inquiry.deadline is not None


def whom_to_call(step: Escalation, inquiry: Inquiry) -> list[User]:
    """Who is called at this step: in charge or on duty, else managers at once; then managers, or admins where there are
    none; then everybody who works."""
    working = User.objects.working()
    if step.step == Step.EVERYONE:
        return list(working)
    if step.step == Step.DUTY:
        wanted = {user.pk for user in (inquiry.owner, on_duty()) if user}
        if first := list(working.filter(pk__in=wanted)):
            return first
    managers = list(working.filter(role=User.Role.MANAGER))
    return managers or list(working.filter(role=User.Role.ADMIN))


def said_of(step: Escalation, inquiry: Inquiry, *, to: User | None, now: datetime) -> str:
    """Why somebody is called, in a sentence or two, in their own time zone."""
    who = f"{inquiry.reporter}{f', {inquiry.asked_for}' if inquiry.asked_for else ''}"
    if step.clock == Clock.ACKNOWLEDGE:
        said = f"{who} has had no word from us since {_hour(inquiry.received_at, to)}: “{inquiry.subject}”."
    elif inquiry.deadline and inquiry.deadline <= now:
        said = f"The deadline of {who} is over ({_hour(inquiry.deadline, to)}): “{inquiry.subject}”."
    else:
        said = f"{who} needs the answer by {_hour(inquiry.deadline or now, to)}: “{inquiry.subject}”."
    if now - step.due_at > LATE:
        said += f" You should have heard at {_hour(step.due_at, to)}; the worker was down until now."
    return said


def _hour(at: datetime, to: User | None) -> str:
    local = at.astimezone(to.zone) if to else timezone.localtime(at)
    same_day = local.date() == timezone.now().astimezone(local.tzinfo).date()
    return date_format(local, "H:i" if same_day else "j F, H:i")


def _wake() -> None:
    """Have a worker send at once. Without a broker the next beat does."""
    try:
        current_app.send_task("inquiries.tasks.send_pages", retry=False)
    except (OperationalError, RedisError, OSError) as error:
        log.warning("The worker could not be woken (%s); the next beat sends what is due.", type(error).__name__)


def open_pages() -> Iterable[int]:
    """What is still to be sent, the longest due first."""
    due = Page.objects.filter(told_at=None, failed_at=None, next_try_at__lte=timezone.now())
    return list(due.order_by("next_try_at", "pk").values_list("pk", flat=True)[:MOST])
