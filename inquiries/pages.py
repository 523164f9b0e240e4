"""Sending what people are called by: e-mails by the system's own mail, and one request to the team's webhook.

A page is tried until it went, at most twelve times over some hours. At least once: a worker that dies right after the
server took it sends it again, with the same mark, for being called twice is better than not at all.
"""

import hashlib
import hmac
import json
import logging
from datetime import timedelta
from smtplib import SMTPException
from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from core import fetching
from inquiries.calling import open_pages
from inquiries.models import Inquiry, Page
from team.models import TeamPolicy

log = logging.getLogger(__name__)

PAUSE: Final = timedelta(seconds=30)
LONGEST_PAUSE: Final = timedelta(hours=1)
SIGNATURE: Final = "X-Mediarel-Signature"


class Refused(Exception):
    """The server did not take it; the text says what it said."""


def send_due() -> tuple[int, int]:
    """Send each page that is due; gives how many went and how many did not."""
    done = [_send(pk) for pk in open_pages()]
    return done.count(True), done.count(False)


@transaction.atomic
def _send(pk: int) -> bool | None:
    """Whether it went; None when another worker has it in hand, or nobody needs it any more."""
    rows = Page.objects.select_for_update(of=("self",), skip_locked=True)
    page = rows.select_related("escalation__inquiry", "user").filter(pk=pk, told_at=None, failed_at=None).first()
    if page is None:
        return None
    now = timezone.now()
    if page.user and (not page.user.is_active or page.user.is_observer):
        page.failed_at, page.error = now, "They do not work in the team any more."
        page.save(update_fields=["failed_at", "error", "updated_at"])
        return None
    page.attempts += 1
    try:
        _by_mail(page) if page.channel == Page.Channel.MAIL else _by_webhook(page)
    except (SMTPException, OSError, fetching.FetchError, Refused) as problem:
        log.warning("Page %s could not be sent: %s", page.pk, type(problem).__name__)
        page.error = (str(problem) or type(problem).__name__)[:300]
        page.next_try_at = now + min(PAUSE * 2 ** (page.attempts - 1), LONGEST_PAUSE)
        page.failed_at = now if page.attempts >= Page.MOST_TRIES else None
    else:
        page.told_at, page.error = now, ""
    page.save(update_fields=["attempts", "error", "next_try_at", "failed_at", "told_at", "updated_at"])
    return page.told_at is not None


def _by_mail(page: Page) -> None:
    inquiry = page.escalation.inquiry
    assert page.user
    EmailMessage(
        subject=" ".join(f"{inquiry.number}: {inquiry.subject}".split()),
        body=f"{page.text}\n\n{_address(inquiry)}\n",
        to=[page.user.email],
        headers={"X-Mediarel-Page": str(page.pk)},
    ).send()


def _by_webhook(page: Page) -> None:
    policy, inquiry = TeamPolicy.current(), page.escalation.inquiry
    if not policy.escalation_webhook:
        raise Refused("There is no webhook any more.")
    body = json.dumps({
        "text": f"{page.text} {_address(inquiry)}",  # what Slack and Teams show
        "event": "inquiry.escalated", "id": f"page-{page.pk}", "inquiry": inquiry.number, "url": _address(inquiry),
        "clock": page.escalation.clock, "step": page.escalation.get_step_display(),
    }).encode()  # fmt: skip
    signed = hmac.new(policy.escalation_secret.encode(), body, hashlib.sha256).hexdigest()
    headers = {"Content-Type": "application/json", SIGNATURE: f"sha256={signed}"}
    status = fetching.post(policy.escalation_webhook, body=body, headers=headers)
    if not 200 <= status < 300:
        raise Refused(f"The webhook answered {status}.")


def _address(inquiry: Inquiry) -> str:
    return settings.SITE_URL.rstrip("/") + inquiry.get_absolute_url()
