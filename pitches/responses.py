"""What journalists answer, on the pitch page or by e-mail, and what follows from it."""

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from contacts import preferences, timeline
from contacts.models import TimelineEntry
from mail import outbox, threads
from mail.models import IncomingMessage, Thread
from mail.reports import Report
from pitches import told_of
from pitches.business_days import add_business_days
from pitches.models import Recipient, Response
from team.events import announce, reference
from team.models import User
from team.notifications import notify

Kind = Response.Kind
SAID = {
    Kind.INTERESTED: "is interested",
    Kind.INTERVIEW: "would like an interview",
    Kind.MORE: "asks for more",
    Kind.LATER: "says later",
    Kind.NO: "says it is not for them",
    Kind.REPLY: "has replied",
}


@transaction.atomic
def respond(*, recipient: Recipient, kind: str, text: str = "", later_on: date | None = None) -> Response:
    """An answer given on the pitch page. The same answer sent again (a double tap) changes nothing."""
    recipient = (
        Recipient.objects.select_for_update(of=["self"])
        .select_related("pitch__owner", "pitch__campaign", "journalist")
        .get(pk=recipient.pk)
    )
    latest = recipient.responses.filter(incoming=None).first()
    if latest and (latest.kind, latest.text, latest.later_on) == (kind, text, later_on):
        return latest
    response = Response.objects.create(recipient=recipient, kind=kind, text=text, later_on=later_on)
    _note(response, TimelineEntry.Kind.ANSWERED)
    return response


def take_in(*, recipient: Recipient, incoming: IncomingMessage) -> None:
    """Something came in by e-mail that belongs to this recipient's pitch. Taking it in twice changes nothing."""
    match incoming.kind:
        case IncomingMessage.Kind.REPLY:
            _take_in_reply(recipient, incoming)
        case IncomingMessage.Kind.AUTO_REPLY:
            _take_in_auto_reply(recipient, incoming)


def take_report(*, recipient: Recipient, report: Report) -> None:
    """A mail server or service says what became of this recipient's message. Taking it in twice changes nothing."""
    match report.kind:
        case IncomingMessage.Kind.BOUNCE:
            _take_in_bounce(recipient, report)
        case IncomingMessage.Kind.UNSUBSCRIBE | IncomingMessage.Kind.COMPLAINT:
            stop_follow_up(recipient=recipient, why="Asked to be left alone")
            preferences.leave(journalist=recipient.journalist)


def take_in_unreadable(*, recipient: Recipient, incoming: IncomingMessage) -> None:
    """Something came in that could not be understood: it may be an answer, so no follow-up, and a person looks."""
    why = "Something came in from them that could not be read"
    stop_follow_up(recipient=recipient, why=why)
    if recipient.follow_up_message:
        outbox.cancel([recipient.follow_up_message], by=None, why=f"{why}.")
    notify(
        kind=told_of.REPLY,
        users=[recipient.pitch.owner],
        text=f"{recipient.journalist}: something came in that could not be read, so there is no follow-up",
        url=reverse("mail:incoming-detail", args=[incoming.pk]),
        icon="mail-exclamation",
    )


def _take_in_reply(recipient: Recipient, incoming: IncomingMessage) -> None:
    response, is_new = Response.objects.get_or_create(
        incoming=incoming, defaults={"recipient": recipient, "kind": Kind.REPLY, "text": incoming.text[:4000]}
    )
    if is_new:
        _note(response, TimelineEntry.Kind.REPLIED, at=incoming.received_at)


def _note(response: Response, kind: str, at: datetime | None = None) -> None:
    """Keep an answer everywhere it counts: with the recipient, on the timeline, and on the owner's list."""
    recipient = response.recipient
    pitch = recipient.pitch
    recipient.answer = response.kind
    recipient.answered_at = recipient.answered_at or at or timezone.now()
    recipient.save(update_fields=["answer", "answered_at", "updated_at"])
    timeline.record(
        journalist=recipient.journalist,
        kind=kind,
        headline=f"{response.get_kind_display()}: “{pitch.subject}”",
        body=response.text,
        at=at,
        campaign=pitch.campaign,
        url=pitch.get_absolute_url(),
        key=f"response:{response.pk}",
    )
    notify(
        kind=told_of.REPLY,
        users=[pitch.owner],
        text=f"{recipient.journalist} {SAID[Kind(response.kind)]}: {pitch.title}",
        url=f"{pitch.get_absolute_url()}#recipient-{recipient.pk}",
        icon="message-reply",
    )
    told = {"journalist": {"id": recipient.journalist_id, "name": str(recipient.journalist)}, "answer": response.kind}
    announce("pitch.answered", reference(pitch, path="pitches") | told)


def _take_in_bounce(recipient: Recipient, report: Report) -> None:
    if not report.permanent:
        return
    address = recipient.journalist.emails.filter(address__iexact=report.message.to_address).first()
    if address and not address.bounced_at:
        address.bounced_at = report.at
        address.bounce_reason = report.reason[:300]
        address.save(update_fields=["bounced_at", "bounce_reason", "updated_at"])
    stop_follow_up(recipient=recipient, why="The address does not work")
    timeline.record(
        journalist=recipient.journalist,
        kind=TimelineEntry.Kind.BOUNCED,
        headline=f"Came back: {recipient.pitch.subject}",
        body=report.reason,
        at=report.at,
        campaign=recipient.pitch.campaign,
        url=recipient.pitch.get_absolute_url(),
        key=report.key,
    )


def _take_in_auto_reply(recipient: Recipient, incoming: IncomingMessage) -> None:
    """Out of office is no answer: it moves the follow-up behind the return instead of stopping it."""
    back = incoming.returns_on
    if back and recipient.follow_up_due_on and not recipient.follow_up_message_id:
        after = add_business_days(back, 1)
        if after > recipient.follow_up_due_on:
            recipient.follow_up_due_on = after
            recipient.save(update_fields=["follow_up_due_on", "updated_at"])
    timeline.record(
        journalist=recipient.journalist,
        kind=TimelineEntry.Kind.AUTO_REPLY,
        headline=f"Automatic reply, back on {back:%-d %B}" if back else "Automatic reply",
        body=incoming.text,
        at=incoming.received_at,
        campaign=recipient.pitch.campaign,
        key=f"incoming:{incoming.pk}",
    )


def stop_follow_up(*, recipient: Recipient, why: str) -> bool:
    """No follow-up for this recipient. Gives whether one was still to come."""
    stopped = Recipient.objects.filter(pk=recipient.pk, follow_up_stopped_at=None, follow_up_message=None).update(
        follow_up_stopped_at=timezone.now(), follow_up_stopped_why=why, updated_at=timezone.now()
    )
    return bool(stopped)


def mark_handled(*, response: Response, by: User) -> None:
    """Somebody on the team took care of an answer; it leaves Today, and its conversation waits no more."""
    Response.objects.filter(pk=response.pk, handled_at=None).update(handled_at=timezone.now(), handled_by=by)
    if response.incoming_id:
        threads.settle(Thread.objects.filter(incoming=response.incoming_id))
