"""Sending invitations. What is due stands in the database; a lost broker message is made good by the next beat."""

import logging
from smtplib import SMTPException

from celery import current_app
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from team.models import Invitation, TeamPolicy

logger = logging.getLogger(__name__)


def send_due_invitations() -> tuple[int, int]:
    """Send every open invitation that has not gone out yet; gives how many went and how many did not."""
    due = Invitation.objects.filter(sent_at=None, accepted_at=None, revoked_at=None, expires_at__gt=timezone.now())
    outcomes = [_send(pk) for pk in due.order_by("created_at").values_list("pk", flat=True)]
    return outcomes.count(True), outcomes.count(False)


def message_for(invitation: Invitation) -> EmailMessage:
    """The e-mail that carries the link."""
    context = {
        "invitation": invitation,
        "organisation": TeamPolicy.current().organisation,
        "link": link_of(invitation),
    }
    subject = " ".join(render_to_string("team/mail/invitation_subject.txt", context).split())
    return EmailMessage(subject, render_to_string("team/mail/invitation.txt", context), to=[invitation.email])


def link_of(invitation: Invitation) -> str:
    """The full address at which the invitation is accepted."""
    return settings.SITE_URL + reverse("team:join", args=[invitation.token])


def wake_postman() -> None:
    """Ask a worker to look at once. Without a broker the next beat does."""
    try:
        current_app.send_task("team.tasks.send_invitations", retry=False)
    except (OperationalError, RedisError, OSError) as error:
        logger.warning("The worker could not be woken (%s); the next beat finds the invitation.", type(error).__name__)


@transaction.atomic
def _send(pk: int) -> bool | None:
    """Whether it went; None when another worker has it in hand."""
    waiting = Invitation.objects.select_for_update(skip_locked=True, of=("self",)).select_related("invited_by")
    invitation = waiting.filter(pk=pk, sent_at=None).first()
    if invitation is None:
        return None
    try:
        message_for(invitation).send()
    except (SMTPException, OSError) as error:
        logger.warning("Invitation %s could not be sent: %s", pk, type(error).__name__)
        invitation.send_problem = f"The mail server cannot be reached or refuses it ({error})."[:200]
        invitation.save(update_fields=["send_problem", "updated_at"])
        return False
    invitation.sent_at, invitation.send_problem = timezone.now(), ""
    invitation.save(update_fields=["sent_at", "send_problem", "updated_at"])
    return True
