"""What `manage.py doctor` says of inquiries: whether whoever is to be called can be called."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from django.db.models import Q
from django.utils import timezone

from core.doctor import Finding, State
from inquiries.duty import on_duty
from inquiries.models import Escalation, Inquiry, Page, PressDesk

LATE: Final = timedelta(minutes=5)
SUBJECT: Final = "inquiries"


def inquiries() -> Iterable[Finding]:
    """Calls that are late, pages that did not go, press offices that nothing can come to, nobody on duty."""
    found = [*_late(), *_failed(), *_closed_desks()]
    if not found and on_duty() is None and Inquiry.objects.exists():
        advice = "Plan a rota under Inquiries, On duty. Without one, managers are called at once."
        found = [Finding(SUBJECT, State.WARNING, "nobody is on duty now", advice)]
    return found or [Finding(SUBJECT, State.GOOD, f"{Inquiry.objects.open().count()} open, no call is late")]


def _late() -> Iterable[Finding]:
    waiting = Escalation.objects.filter(taken_at=None, cancelled_at=None, due_at__lt=timezone.now() - LATE)
    if late := waiting.count():
        advice = "Look at the worker and beat: they call people while a clock runs out, and catch up when they run."
        yield Finding(SUBJECT, State.BROKEN, f"{late} calls are late", advice)


def _failed() -> Iterable[Finding]:
    since = timezone.now() - timedelta(days=1)
    trouble = Page.objects.filter(Q(failed_at__gte=since) | Q(told_at=None, failed_at=None, attempts__gt=1))
    for channel, label in Page.Channel.choices:
        page = trouble.filter(channel=channel).exclude(error="").order_by("-pk").first()
        if page:
            where = "EMAIL_URL" if channel == Page.Channel.MAIL else "the address of the webhook under Settings, Policy"
            yield Finding(SUBJECT, State.BROKEN, f"calls by {label} do not go: {page.error}", f"Check {where}.")


def _closed_desks() -> Iterable[Finding]:
    for desk in PressDesk.objects.filter(mailbox__is_active=False).select_related("mailbox", "client")[:20]:
        advice = "Use the mailbox again, or give the press office another one under Settings, Press offices."
        says = f"the press office of {desk.client} reads {desk.mailbox}, which is not in use"
        yield Finding(SUBJECT, State.BROKEN, says, advice)
