"""The outbox: how other apps put messages in, take them out, and say what became of doubtful ones."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from mail import composition, suppression
from mail.addresses import domain_of, fold, parse
from mail.composition import CalendarPart, Letter, as_answer, compose, one_line, signed
from mail.errors import NotFailed, NotUnconfirmed, Suppressed
from mail.handlers import handler_for
from mail.models import IncomingMessage, Mailbox, OutgoingMessage, Suppression, TrackedLink
from mail.sent_copies import copy_wanted
from mail.tracking import Tracker, Wanted
from mail.waking import wake_after_commit
from mail.windows import Window
from team.models import User

State = OutgoingMessage.State
LONGEST_THREAD = 20
NOTHING = Wanted()
SOON = 60.0
"""Seconds. What is due within them is waited for; what is due later is found by beat."""
NO_ANSWER = {
    Suppression.Source.UNSUBSCRIBE: "has asked for no more mail, and has not written since. Nothing was sent.",
    Suppression.Source.BOUNCE: "does not exist any more, as its mail server told us. Nothing was sent.",
    Suppression.Source.COMPLAINT: "has reported our mail as spam, so not even an answer goes there. Nothing was sent.",
    Suppression.Source.IMPORT: "stands on a list that the team brought along, so nothing goes there. Nothing was sent.",
    Suppression.Source.TEAM: "was put on the list by the team, so nothing goes there. Nothing was sent.",
}


@dataclass(frozen=True, kw_only=True)
class Answer:
    """That a message answers something that came in: `to` with its thread, `by` whom, and `html` as they typed it.
    `once` marks the form it came from: no two messages carry the same mark."""

    to: IncomingMessage
    by: User
    html: str
    once: UUID
    references: tuple[str, ...] = ()


def enqueue(
    *,
    mailbox: Mailbox,
    purpose: str,
    to_address: str,
    to_name: str,
    subject: str,
    html: str,
    text: str,
    due_at: datetime | None = None,
    lapses_at: datetime | None = None,
    window: Window | None = None,
    in_reply_to: OutgoingMessage | None = None,
    answer: Answer | None = None,
    unsubscribe_url: str = "",
    signature: bool = False,
    count: Wanted = NOTHING,
    calendar: CalendarPart | None = None,
) -> OutgoingMessage:
    """Put one message to one person into the outbox; it is built here, once, and goes out when it is due.

    `html` is what stands inside the body, links and paragraphs; `text` the same in plain text. It goes out at the
    first moment from `due_at` (else now) on that lies in `window`, and not after `lapses_at`. With `in_reply_to` it
    continues that thread; with `answer` it answers what somebody wrote to us (`purpose` is then ANSWER), which is
    allowed even to those who unsubscribed before they wrote. `purpose` names the handler that is told what becomes
    of it. `count` says whether links and opens of the message are counted.

    Raises BadAddress, HeaderInjection (a line break in a name or the subject) and Suppressed; nothing is kept then.
    """
    address = parse(to_address)
    to_name = one_line(to_name.strip())
    subject = one_line(as_answer(subject) if in_reply_to or answer else subject)
    _refuse_suppressed(address, to_address, answer)
    if signature:
        html, text = signed(html, text, mailbox.signature)
    tracker = Tracker.for_new_message() if count else None
    if tracker:
        html, text = tracker.rewrite(html, count)
    message = OutgoingMessage(
        pk=tracker.message_pk if tracker else None, mailbox=mailbox, purpose=purpose,
        to_address=address, to_name=to_name[:200], to_domain=domain_of(address), subject=subject[:300],
        message_id=composition.new_message_id(domain_of(mailbox.address)), in_reply_to=in_reply_to,
        thread_id=in_reply_to.thread_id if in_reply_to else None,
        due_at=_first_moment(due_at or timezone.now(), window), lapses_at=lapses_at,
    )  # fmt: skip
    _note(message, answer=answer, window=window)
    letter = Letter(
        from_name=mailbox.name, from_address=parse(mailbox.address), to_name=to_name, to_address=address,
        subject=subject, html=html, text=text, message_id=message.message_id, reply_token=message.reply_token,
        earlier=answer.references if answer else _earlier(in_reply_to), unsubscribe_url=unsubscribe_url,
        calendar=calendar,
    )  # fmt: skip
    message.raw = compose(letter)
    _keep(message, tracker)
    return message


def _note(message: OutgoingMessage, *, answer: Answer | None, window: Window | None) -> None:
    """Write on the row what it answers, and when it may go."""
    if answer:
        message.thread_id, message.answer_to = answer.to.thread_id, answer.to
        message.written, message.written_by, message.once = answer.html, answer.by, answer.once
    if window:
        message.window_zone, message.weekdays_only = window.zone, window.weekdays_only
        message.window_start, message.window_end = window.start, window.end


def _keep(message: OutgoingMessage, tracker: Tracker | None) -> None:
    """Put the message into the database, and wake a worker when it is due soon."""
    with transaction.atomic():
        message.save(force_insert=True)
        if tracker:
            TrackedLink.objects.bulk_create(tracker.links)
    seconds = (message.due_at - timezone.now()).total_seconds()
    if seconds <= SOON:
        wake_after_commit(message.mailbox_id, seconds=max(seconds, 0))


def _refuse_suppressed(address: str, to_address: str, answer: Answer | None) -> None:
    """Raise Suppressed for whoever gets no mail: no outreach, and, for some reasons, no answer either."""
    if not suppression.is_suppressed(address):
        return
    if answer is None or fold(answer.to.from_address) != fold(address):
        raise Suppressed(f"{to_address} gets no more mail from us.")
    listed = suppression.against_answer(address, wrote_at=answer.to.received_at)
    if listed:
        raise Suppressed(f"{to_address} {NO_ANSWER[Suppression.Source(listed.source)]}")


def cancel(messages: Iterable[OutgoingMessage], *, by: User | None, why: str) -> int:
    """Take messages back that have not been handed to a server yet; tells how many. Too late is no error.

    `by` is None when the rules did it, not a person; `why` is told to whoever looks at the message later.
    """
    cancelled = 0
    for message in messages:
        if message.state not in {State.QUEUED, State.CLAIMED}:
            continue
        with transaction.atomic():
            fresh = OutgoingMessage.objects.select_for_update(of=("self",)).get(pk=message.pk)
            if fresh.state not in {State.QUEUED, State.CLAIMED}:
                continue
            fresh.move(State.CANCELLED, claim=None, ended_at=timezone.now(), last_error=why, confirmed_by=by)
            handler_for(fresh.purpose).ended(fresh)
        message.state = fresh.state
        cancelled += 1
    return cancelled


def withdraw(address_or_domain: str, *, why: str) -> int:
    """Take back all that waits for an address, or a whole domain, that has just left; tells how many.

    Call it in the transaction that suppresses: it locks the messages, so a deliverer that is looking at one either
    has committed its hand-off before this returns, or finds it cancelled. Nothing sets out afterwards.
    """
    waiting = OutgoingMessage.objects.filter(state__in=[State.QUEUED, State.CLAIMED]).defer("raw")
    if "@" in address_or_domain:
        waiting = waiting.filter(to_domain=domain_of(address_or_domain))
        theirs = [message for message in waiting if fold(message.to_address) == fold(address_or_domain)]
    else:
        theirs = list(waiting.filter(to_domain=domain_of(address_or_domain)))
    return cancel(theirs, by=None, why=why)


def resolve_unconfirmed(*, message: OutgoingMessage, was_sent: bool, by: User) -> OutgoingMessage:
    """A person says what nobody else can know: the message was sent after all, or it is to be sent again.

    Raises NotUnconfirmed when it is not in doubt (any more), for example after a double click.
    """
    with transaction.atomic():
        fresh = OutgoingMessage.objects.select_for_update(of=("self",)).get(pk=message.pk)
        if fresh.state != State.UNCONFIRMED:
            raise NotUnconfirmed("This message is not in doubt any more. Nothing was changed.")
        if was_sent:
            now = timezone.now()
            copy = copy_wanted(fresh.mailbox, now)
            fresh.move(State.SENT, accepted_at=fresh.handed_off_at, ended_at=now, confirmed_by=by, **copy)
            handler_for(fresh.purpose).sent(fresh)
        else:
            _queue_again(fresh, by)
    return fresh


def retry(*, message: OutgoingMessage, by: User) -> OutgoingMessage:
    """Try a failed message once more, under its old Message-ID. Raises NotFailed."""
    with transaction.atomic():
        fresh = OutgoingMessage.objects.select_for_update(of=("self",)).get(pk=message.pk)
        if fresh.state != State.FAILED:
            raise NotFailed("This message has not failed, so it is not tried again. Nothing was changed.")
        _queue_again(fresh, by)
    return fresh


def settle(*, message: OutgoingMessage, by: User) -> OutgoingMessage:
    """Leave a failed message as it is, so that it asks for nobody's attention any more. Raises NotFailed."""
    now = timezone.now()
    rows = OutgoingMessage.objects.filter(pk=message.pk, state=State.FAILED)
    if not rows.update(settled_at=now, confirmed_by=by, updated_at=now):
        raise NotFailed("This message has not failed, so there is nothing to leave. Nothing was changed.")
    message.settled_at, message.confirmed_by = now, by
    return message


def _queue_again(message: OutgoingMessage, by: User) -> None:
    message.move(
        State.QUEUED,
        due_at=_first_moment(timezone.now(), message.window),
        claim=None,
        claimed_at=None,
        handed_off_at=None,
        ended_at=None,
        settled_at=None,
        attempts=0,
        lapses_at=None,  # whoever presses "again" knows the hour
        confirmed_by=by,
    )
    wake_after_commit(message.mailbox_id)


def _first_moment(at: datetime, window: Window | None) -> datetime:
    return window.next_opening(at) if window else at.astimezone(UTC)


def _earlier(parent: OutgoingMessage | None) -> tuple[str, ...]:
    """The Message-IDs of the thread that the next message continues, oldest first."""
    found: list[str] = []
    while parent is not None and len(found) < LONGEST_THREAD:
        found.append(parent.message_id)
        parent = parent.in_reply_to
    return tuple(reversed(found))
