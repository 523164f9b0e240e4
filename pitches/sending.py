"""A scheduled pitch becomes one message for each journalist; what the engine says of them is kept here."""

from datetime import datetime, timedelta
from typing import cast

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from contacts import timeline
from contacts.models import Journalist, TimelineEntry
from mail import intake, outbox
from mail.errors import MailError
from mail.handlers import MessageHandler, NotYet
from mail.models import IncomingMessage, Mailbox, OutgoingMessage
from mail.reports import Report
from mail.tracking import Wanted
from mail.windows import Window
from pitches import merge, responses, standing, told_of
from pitches.business_days import add_business_days
from pitches.errors import PitchError
from pitches.fingerprint import fingerprint_of
from pitches.models import Pitch, Recipient
from pitches.own_kit import own_kit_address
from pitches.public_links import unsubscribe_url
from pitches.querysets import RecipientQuerySet
from team.events import announce, reference
from team.models import TeamPolicy, User
from team.notifications import notify

PITCH = "pitch"
FOLLOW_UP = "follow_up"
CATCH_UP = 200
ONGOING = (OutgoingMessage.State.QUEUED, OutgoingMessage.State.CLAIMED, OutgoingMessage.State.HANDED_OFF)


@transaction.atomic
def start(*, pitch: Pitch) -> int:
    """Enqueue a scheduled pitch whose cancel window is over. Gives the number of messages; doing it twice does it once.

    If the text is no longer the one that was scheduled, the pitch falls back to draft and its owner is told.
    """
    pitch = Pitch.objects.select_for_update().get(pk=pitch.pk)
    if pitch.state != Pitch.State.SCHEDULED or not pitch.starts_at or pitch.starts_at > timezone.now():
        return 0
    if fingerprint_of(pitch) != pitch.approved_fingerprint:
        _fall_back(pitch)
        return 0
    pitch.state, pitch.embargo_told = Pitch.State.SENDING, pitch.campaign.embargo_until
    pitch.save(update_fields=["state", "embargo_told", "updated_at"])
    waiting, policy = pitch.recipients.active().for_rendering().filter(message=None), TeamPolicy.current()
    count = sum(_enqueue(pitch, recipient, policy) for recipient in waiting)
    if not count:
        _finish_if_done(pitch)
    return count


def _fall_back(pitch: Pitch) -> None:
    pitch.state = Pitch.State.DRAFT
    pitch.starts_at = None
    pitch.save(update_fields=["state", "starts_at", "updated_at"])
    notify(
        kind=told_of.NOT_SENT,
        users=[pitch.owner],
        text=f"“{pitch}” was not sent: it changed after it was scheduled. Look through it and schedule it again.",
        url=pitch.get_absolute_url(),
        icon="alert-triangle",
    )


def _enqueue(pitch: Pitch, recipient: Recipient, policy: TeamPolicy) -> bool:
    """One message for one recipient; somebody who has unsubscribed meanwhile is left out with that reason."""
    address = recipient.journalist.primary_address
    if address is None:
        recipient.leave_out(why="No address that works.")
        return False
    try:
        kit = own_kit_address(recipient)
        rendered = merge.render(pitch, recipient, policy=policy, kit_address=kit)
        message = outbox.enqueue(
            mailbox=cast(Mailbox, pitch.mailbox),  # a pitch is not scheduled without one
            purpose=PITCH,
            to_address=address.address,
            to_name=recipient.journalist.name,
            subject=rendered.subject,
            html=rendered.html,
            text=rendered.text,
            due_at=max(pitch.not_before or timezone.now(), timezone.now()),
            window=window_of(pitch, recipient),
            unsubscribe_url=unsubscribe_url(recipient),
            count=counted_of(recipient.journalist, policy),
        )
    except (MailError, PitchError) as error:
        recipient.leave_out(why=str(error))
        return False
    recipient.message = message
    recipient.link_expires_at = timezone.now() + timedelta(days=policy.link_days)
    recipient.save(update_fields=["message", "link_expires_at", "updated_at"])
    return True


def counted_of(journalist: Journalist, policy: TeamPolicy) -> Wanted:
    """What is counted of a message to this journalist: what the team wants, unless they do not."""
    if journalist.no_tracking:
        return Wanted()
    return Wanted(clicks=policy.count_clicks, opens=policy.count_opens)


def window_of(pitch: Pitch, recipient: Recipient) -> Window:
    """The pitch's hours, on the journalist's own clock."""
    zone = recipient.journalist.zone.key
    return Window(zone=zone, start=pitch.window_start, end=pitch.window_end, weekdays_only=pitch.weekdays_only)


@transaction.atomic
def _finish_if_done(pitch: Pitch) -> None:
    """The pitch is sent when none of its messages is under way any more. Whoever finds that out tells other systems."""
    under_way = pitch.recipients.filter(message__state__in=ONGOING).exists()
    if under_way:
        return
    sending = Pitch.objects.filter(pk=pitch.pk, state=Pitch.State.SENDING)
    if sending.update(state=Pitch.State.SENT, sent_at=timezone.now(), updated_at=timezone.now()):
        announce("pitch.sent", reference(pitch, path="pitches"))


def catch_up() -> int:
    """Tell pitches what their messages came to where that was not written with the message. Gives how many it was.

    The engine never forgets that a message was accepted, even when its handler failed; this repairs what the handler
    should have kept: the timeline, the day of the follow-up, the end of the pitch.
    """
    missed = (
        Recipient.objects.filter(message__state=OutgoingMessage.State.SENT, sent_at=None)
        .select_related("message")
        .defer("message__raw")
    )
    repaired = 0
    for recipient in missed[:CATCH_UP]:
        with transaction.atomic():
            PitchMessages().sent(cast(OutgoingMessage, recipient.message))
        repaired += 1
    for pitch in Pitch.objects.filter(state=Pitch.State.SENDING).only("pk", "state")[:CATCH_UP]:
        _finish_if_done(pitch)
    return repaired


class PitchMessages(MessageHandler):
    """What happens to a pitch when one of its messages gets on its way."""

    field = "message"
    """The field of a recipient that holds the message."""

    def recipients(self, messages: list[OutgoingMessage]) -> RecipientQuerySet:
        return Recipient.objects.filter(**{f"{self.field}__in": messages})

    def recipient(self, message: OutgoingMessage) -> Recipient:
        return self.recipients([message]).select_related("pitch__campaign__client", "journalist").get()

    def link(self, message: OutgoingMessage) -> str:
        return self.recipient(message).pitch.get_absolute_url()

    def keeper(self, message: OutgoingMessage) -> User | None:
        recipient = self.recipients([message]).select_related("pitch__owner").first()
        return recipient.pitch.owner if recipient else None

    def refusal(self, message: OutgoingMessage) -> str:
        return standing.against_pitch(standing.of_pitch(message.pk))

    def sent(self, message: OutgoingMessage) -> None:
        self.all_sent([message])

    def all_sent(self, messages: list[OutgoingMessage]) -> None:
        by_pk = {message.pk: message for message in messages}
        recipients = list(self.recipients(messages).for_rendering())
        for recipient in recipients:
            recipient.sent_at = by_pk[cast(int, recipient.message_id)].accepted_at
            if recipient.pitch.follow_up_on and not recipient.journalist.never_follow_up:
                day = cast(datetime, recipient.sent_at).astimezone(recipient.journalist.zone).date()
                recipient.follow_up_due_on = add_business_days(day, recipient.pitch.follow_up_after)
        _save_sent(recipients)
        timeline.record_all([_pitched(each, by_pk[cast(int, each.message_id)]) for each in recipients])
        for pitch in {recipient.pitch for recipient in recipients}:
            _finish_if_done(pitch)

    def ended(self, message: OutgoingMessage) -> None:
        _finish_if_done(self.recipient(message).pitch)

    def may_count(self, message: OutgoingMessage) -> bool:
        mine = Recipient.objects.filter(Q(message=message) | Q(follow_up_message=message))
        return mine.filter(journalist__no_tracking=False).exists()

    def answered(self, message: OutgoingMessage, incoming: IncomingMessage) -> None:
        responses.take_in(recipient=self.recipient(message), incoming=incoming)

    def unreadable(self, message: OutgoingMessage, incoming: IncomingMessage) -> None:
        responses.take_in_unreadable(recipient=self.recipient(message), incoming=incoming)

    def reported(self, message: OutgoingMessage, report: Report) -> None:
        responses.take_report(recipient=self.recipient(message), report=report)


class FollowUpMessages(PitchMessages):
    """The one follow-up: it goes to whoever has not answered, and to nobody else."""

    field = "follow_up_message"

    def refusal(self, message: OutgoingMessage) -> str:
        if intake.is_unread(message.mailbox_id):
            raise NotYet("Something came in that is not read yet; it may be their answer.")
        return standing.against_follow_up(standing.of_follow_up(message.pk))

    def all_sent(self, messages: list[OutgoingMessage]) -> None:
        by_pk = {message.pk: message for message in messages}
        recipients = self.recipients(messages).select_related("pitch__campaign", "pitch__owner", "journalist")
        timeline.record_all([_followed_up(each, by_pk[cast(int, each.follow_up_message_id)]) for each in recipients])

    def ended(self, message: OutgoingMessage) -> None:
        """Nothing depends on a follow-up that did not go out; the results page shows the message's own state."""


def _save_sent(recipients: list[Recipient]) -> None:
    """When each was sent to, and when a follow-up is due, in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE pitches_recipient AS recipient
               SET sent_at = told.sent_at, follow_up_due_on = told.follow_up_due_on, updated_at = now()
              FROM unnest(%s::bigint[], %s::timestamptz[], %s::date[]) AS told (id, sent_at, follow_up_due_on)
             WHERE recipient.id = told.id
            """,
            [
                [recipient.pk for recipient in recipients],
                [recipient.sent_at for recipient in recipients],
                [recipient.follow_up_due_on for recipient in recipients],
            ],
        )


def _pitched(recipient: Recipient, message: OutgoingMessage) -> TimelineEntry:
    return timeline.entry(
        journalist=recipient.journalist,
        kind=TimelineEntry.Kind.PITCHED,
        headline=f"Pitched “{message.subject}”",
        body=f"Reason: {recipient.reason}" if recipient.reason else "",
        at=message.accepted_at,
        by=recipient.pitch.owner,
        campaign=recipient.pitch.campaign,
        url=recipient.pitch.get_absolute_url(),
        key=f"recipient:{recipient.pk}:sent",
    )


def _followed_up(recipient: Recipient, message: OutgoingMessage) -> TimelineEntry:
    return timeline.entry(
        journalist=recipient.journalist,
        kind=TimelineEntry.Kind.FOLLOWED_UP,
        headline=f"Followed up on “{recipient.pitch.subject}”",
        at=message.accepted_at,
        by=recipient.pitch.owner,
        campaign=recipient.pitch.campaign,
        url=recipient.pitch.get_absolute_url(),
        key=f"recipient:{recipient.pk}:followed-up",
    )
