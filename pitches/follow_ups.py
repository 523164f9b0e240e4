"""The one follow-up: in the same thread, after N business days, to whoever has not answered, and to nobody else.

62 % of journalists want exactly one, 30 % none (Cision State of the Media 2025, n = 3,126).
"""

from datetime import date, datetime, timedelta
from typing import cast
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from campaigns.models import Campaign
from mail import outbox
from mail.errors import MailError
from mail.models import Mailbox, OutgoingMessage
from pitches import merge
from pitches.errors import PitchError
from pitches.models import Pitch, Recipient
from pitches.own_kit import own_kit_address
from pitches.public_links import unsubscribe_url
from pitches.responses import stop_follow_up
from pitches.sending import FOLLOW_UP, counted_of, window_of
from team.models import TeamPolicy, User

FURTHEST_EAST = ZoneInfo("Pacific/Kiritimati")
BATCH = 500
UNREAD_AFTER = timedelta(hours=3)
"""So long may the inbox have been out of reach: whoever answered meanwhile must not be followed up."""


def due(*, now: datetime | None = None) -> "QuerySet[Recipient]":
    """Recipients whose follow-up day has come somewhere on earth; their own zone's window decides the hour."""
    now = now or timezone.now()
    today = now.astimezone(FURTHEST_EAST).date()
    mail_is_read = Q(pitch__mailbox__imap_host="") | Q(pitch__mailbox__polled_at__gte=now - UNREAD_AFTER)
    return (
        Recipient.objects.awaiting_follow_up()
        .filter(follow_up_due_on__lte=today, message__state=OutgoingMessage.State.SENT, message__bounced_at=None)
        .filter(mail_is_read, pitch__state__in=[Pitch.State.SENDING, Pitch.State.SENT], pitch__follow_up_on=True)
        .exclude(pitch__campaign__state=Campaign.State.CLOSED)
        .order_by("follow_up_due_on", "pk")
    )


def send_due(*, now: datetime | None = None) -> int:
    """Enqueue the follow-ups that are due. Gives how many; an answer still stops each before its hand-off."""
    now = now or timezone.now()
    policy = TeamPolicy.current()
    return sum(_send(pk, now, policy) for pk in list(due(now=now).values_list("pk", flat=True)[:BATCH]))


@transaction.atomic
def _send(recipient_pk: int, now: datetime, policy: TeamPolicy) -> bool:
    recipient = (
        Recipient.objects.awaiting_follow_up()
        .for_rendering()
        .select_for_update(of=["self"], skip_locked=True)
        .filter(pk=recipient_pk)
        .first()
    )
    if recipient is None:
        return False
    pitch, journalist, sent = recipient.pitch, recipient.journalist, cast(OutgoingMessage, recipient.message)
    lapses_at = _end_of_life(recipient, policy)
    if now >= lapses_at:
        stop_follow_up(recipient=recipient, why="Lapsed: too late to be of use")
        return False
    if journalist.never_follow_up or journalist.do_not_contact:
        stop_follow_up(recipient=recipient, why="Wants no follow-up")
        return False
    due_at = datetime.combine(cast(date, recipient.follow_up_due_on), datetime.min.time(), tzinfo=journalist.zone)
    try:
        address = own_kit_address(recipient)
        rendered = merge.render_follow_up(pitch, recipient, policy=policy, kit_address=address)
        message = outbox.enqueue(
            mailbox=cast(Mailbox, pitch.mailbox),  # the pitch itself went out through it
            purpose=FOLLOW_UP,
            to_address=sent.to_address,
            to_name=sent.to_name,
            subject=rendered.subject,
            html=rendered.html,
            text=rendered.text,
            due_at=max(due_at, now),
            lapses_at=lapses_at,
            window=window_of(pitch, recipient),
            in_reply_to=recipient.message,
            unsubscribe_url=unsubscribe_url(recipient),
            count=counted_of(journalist, policy),
        )
    except (MailError, PitchError) as error:
        stop_follow_up(recipient=recipient, why=str(error)[:120])
        return False
    recipient.follow_up_message = message
    recipient.save(update_fields=["follow_up_message", "updated_at"])
    return True


def _end_of_life(recipient: Recipient, policy: TeamPolicy) -> datetime:
    """A follow-up that could not go out within the team's number of days is of no use to anybody."""
    assert recipient.follow_up_due_on
    last_day = recipient.follow_up_due_on + timedelta(days=policy.follow_up_lapses_after)
    return datetime.combine(last_day, datetime.max.time(), tzinfo=recipient.journalist.zone)


@transaction.atomic
def stop_for(*, recipient: Recipient, by: User) -> bool:
    """A specialist decides against the follow-up for one journalist. Gives whether one was still to come."""
    recipient = Recipient.objects.select_for_update(of=["self"]).get(pk=recipient.pk)
    if recipient.follow_up_message_id:
        return bool(
            outbox.cancel(
                OutgoingMessage.objects.filter(pk=recipient.follow_up_message_id), by=by, why=f"{by} stopped it."
            )
        )
    return stop_follow_up(recipient=recipient, why=f"Stopped by {by}"[:120])
