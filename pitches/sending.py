"""A scheduled pitch becomes one message for each journalist; what the engine says of them is kept here."""

from datetime import timedelta
from typing import cast

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from campaigns.models import Campaign
from contacts import timeline
from contacts.models import Journalist, TimelineEntry
from mail import outbox
from mail.errors import MailError
from mail.handlers import MessageHandler
from mail.models import IncomingMessage, Mailbox, OutgoingMessage
from mail.tracking import Wanted
from mail.windows import Window
from pitches import merge, responses
from pitches.business_days import add_business_days
from pitches.errors import PitchError
from pitches.fingerprint import fingerprint_of
from pitches.models import Pitch, Recipient
from pitches.public_links import unsubscribe_url
from team import reviews
from team.models import Review, TeamPolicy
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
    count = sum(
        _enqueue(pitch, recipient) for recipient in pitch.recipients.active().for_rendering().filter(message=None)
    )
    if not count:
        _finish_if_done(pitch)
    return count


def _fall_back(pitch: Pitch) -> None:
    pitch.state = Pitch.State.DRAFT
    pitch.starts_at = None
    pitch.save(update_fields=["state", "starts_at", "updated_at"])
    notify(
        users=[pitch.owner],
        text=f"“{pitch}” was not sent: it changed after it was scheduled. Look through it and schedule it again.",
        url=pitch.get_absolute_url(),
        icon="alert-triangle",
    )


def _enqueue(pitch: Pitch, recipient: Recipient) -> bool:
    """One message for one recipient; somebody who has unsubscribed meanwhile is left out with that reason."""
    address = recipient.journalist.primary_address
    if address is None:
        recipient.leave_out(why="No address that works.")
        return False
    policy = TeamPolicy.current()
    try:
        rendered = merge.render(pitch, recipient)
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


def _finish_if_done(pitch: Pitch) -> None:
    """The pitch is sent when none of its messages is under way any more."""
    under_way = pitch.recipients.filter(message__state__in=ONGOING).exists()
    if not under_way:
        Pitch.objects.filter(pk=pitch.pk, state=Pitch.State.SENDING).update(
            state=Pitch.State.SENT, sent_at=timezone.now(), updated_at=timezone.now()
        )


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

    def recipient(self, message: OutgoingMessage) -> Recipient:
        return Recipient.objects.select_related("pitch__campaign__client", "journalist").get(message=message)

    def link(self, message: OutgoingMessage) -> str:
        return self.recipient(message).pitch.get_absolute_url()

    def refusal(self, message: OutgoingMessage) -> str:
        recipient = self.recipient(message)
        pitch, journalist = recipient.pitch, recipient.journalist
        if pitch.state not in {Pitch.State.SENDING, Pitch.State.SENT}:
            return f"The pitch is {pitch.get_state_display().lower()}."
        return _unwelcome(journalist) or _unapproved(pitch) or _closed(pitch) or _wrong_embargo(pitch, pitch.body)

    def sent(self, message: OutgoingMessage) -> None:
        recipient = self.recipient(message)
        pitch = recipient.pitch
        assert message.accepted_at  # the engine calls this after the server's acceptance
        recipient.sent_at = message.accepted_at
        if pitch.follow_up_on and not recipient.journalist.never_follow_up:
            day = message.accepted_at.astimezone(recipient.journalist.zone).date()
            recipient.follow_up_due_on = add_business_days(day, pitch.follow_up_after)
        recipient.save(update_fields=["sent_at", "follow_up_due_on", "updated_at"])
        timeline.record(
            journalist=recipient.journalist,
            kind=TimelineEntry.Kind.PITCHED,
            headline=f"Pitched “{message.subject}”",
            body=f"Reason: {recipient.reason}" if recipient.reason else "",
            at=message.accepted_at,
            by=pitch.owner,
            campaign=pitch.campaign,
            url=pitch.get_absolute_url(),
            key=f"recipient:{recipient.pk}:sent",
        )
        _finish_if_done(pitch)

    def ended(self, message: OutgoingMessage) -> None:
        _finish_if_done(self.recipient(message).pitch)

    def may_count(self, message: OutgoingMessage) -> bool:
        mine = Recipient.objects.filter(Q(message=message) | Q(follow_up_message=message))
        return mine.filter(journalist__no_tracking=False).exists()

    def answered(self, message: OutgoingMessage, incoming: IncomingMessage) -> None:
        responses.take_in(recipient=self.recipient(message), incoming=incoming)


class FollowUpMessages(PitchMessages):
    """The one follow-up: it goes to whoever has not answered, and to nobody else."""

    def recipient(self, message: OutgoingMessage) -> Recipient:
        return Recipient.objects.select_related("pitch__campaign__client", "journalist").get(follow_up_message=message)

    def refusal(self, message: OutgoingMessage) -> str:
        recipient = self.recipient(message)
        pitch, journalist = recipient.pitch, recipient.journalist
        if recipient.answered_at:
            return f"{journalist} has answered."
        if recipient.follow_up_stopped_at:
            return recipient.follow_up_stopped_why or "The follow-up was stopped."
        if journalist.never_follow_up:
            return f"{journalist} wants no follow-ups."
        if pitch.state == Pitch.State.CANCELLED:
            return "The pitch was stopped."
        return _unwelcome(journalist) or _unapproved(pitch) or _closed(pitch) or _wrong_embargo(pitch, pitch.follow_up)

    def sent(self, message: OutgoingMessage) -> None:
        recipient = self.recipient(message)
        timeline.record(
            journalist=recipient.journalist,
            kind=TimelineEntry.Kind.FOLLOWED_UP,
            headline=f"Followed up on “{recipient.pitch.subject}”",
            at=message.accepted_at,
            by=recipient.pitch.owner,
            campaign=recipient.pitch.campaign,
            url=recipient.pitch.get_absolute_url(),
            key=f"recipient:{recipient.pk}:followed-up",
        )

    def ended(self, message: OutgoingMessage) -> None:
        """Nothing depends on a follow-up that did not go out; the results page shows the message's own state."""


def _unwelcome(journalist: Journalist) -> str:
    if journalist.do_not_contact:
        return f"{journalist} does not want to be contacted."
    if journalist.paused_until and journalist.paused_until > timezone.localdate():
        return f"{journalist} has asked for a pause until {journalist.paused_until:%-d %B %Y}."
    return ""


def _unapproved(pitch: Pitch) -> str:
    """A pitch that was approved may have lost its approval while its messages waited for their hour."""
    void = pitch.reviews.filter(fingerprint=pitch.approved_fingerprint, state=Review.State.VOID)
    if void.exists() and not reviews.holds(pitch, pitch.approved_fingerprint):
        return "Its approval no longer holds."
    return ""


def _closed(pitch: Pitch) -> str:
    """Nothing more goes out for a campaign that was closed, or a client that was archived."""
    if pitch.campaign.state == Campaign.State.CLOSED:
        return f"The campaign “{pitch.campaign}” is closed."
    if pitch.campaign.client.archived_at:
        return f"{pitch.campaign.client} is archived."
    return ""


def _wrong_embargo(pitch: Pitch, text: str) -> str:
    """A text that speaks of an embargo must not go out once it has lifted, or has been moved since it was written."""
    if "embargo" not in f"{pitch.subject} {text}".lower():
        return ""
    until = pitch.campaign.embargo_until
    if until != pitch.embargo_told:
        return "The embargo was changed after this was written."
    if until and until <= timezone.now():
        return f"The embargo lifted on {timezone.localtime(until):%-d %B at %H:%M}, and the text still speaks of it."
    return ""
