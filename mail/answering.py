"""Answering a letter in place: who gets it, what stands below it, and what becomes of the thread.

An answer goes to whoever wrote the letter, never to somebody the thread says it should have been
(docs/decisions/033-an-answer-goes-to-whoever-wrote.md). It waits a few seconds in the outbox, to be taken back.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.formats import date_format

from core.html import linkify, to_text
from mail import outbox, threads
from mail.addresses import fold
from mail.companions import companions
from mail.composition import as_answer_to, quoted, signed
from mail.errors import MailError
from mail.handlers import MessageHandler, handler_for
from mail.models import IncomingMessage, Mailbox, OutgoingMessage, Thread
from mail.outbox import LONGEST_THREAD, Answer
from mail.parsing import MESSAGE_ID, ParsedMail, addresses_in, parse_mail
from mail.reports import Report
from team.models import User

UNDO_SECONDS = 10
LONGEST_QUOTE = 20_000
ANSWER = OutgoingMessage.ANSWER
NEVER_SENT = threads.NEVER_SENT


class NobodyToAnswer(MailError):
    """The letter names no sender."""


class NotYourMailbox(MailError):
    """The mailbox may not be sent from by this person."""


class Overtaken(MailError):
    """Something happened in the thread since the page was opened; the person decides whether theirs goes out too."""


class TooLate(MailError):
    """It has gone out, so it cannot be taken back."""


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What a person wants to send. `latest` is `latest_of(thread)` as it was when they looked."""

    to: IncomingMessage
    mailbox: Mailbox
    address: str
    html: str
    quote: bool
    once: UUID
    latest: str


def send(*, thread: Thread, draft: Draft, by: User, finish: bool = False) -> OutgoingMessage:
    """Put the answer into the outbox; it goes out in a few seconds. The same form sent twice sends once.

    Raises Overtaken, NobodyToAnswer, NotYourMailbox and what `outbox.enqueue` raises; nothing is kept then.
    """
    with transaction.atomic():
        fresh = threads.lock(thread)
        if earlier := OutgoingMessage.objects.filter(once=draft.once, thread=fresh).defer("raw").first():
            if earlier.state in NEVER_SENT:
                raise Overtaken("This answer was taken back, or failed. Send it again?")
            return earlier
        _refuse(fresh, draft, by)
        message = _enqueue(fresh, draft, by)
        fresh.last_message_at = max(fresh.last_message_at, timezone.now())
        fresh.waiting_since = fresh.snoozed_until = None
        fresh.is_ours = True
        fresh.assignee = fresh.assignee or (by if fresh.people().filter(pk=by.pk).exists() else None)
        fresh.save()
        if finish:
            threads.finish(thread=fresh, by=by)
    return message


def take_back(*, message: OutgoingMessage, by: User) -> None:
    """Undo: the answer does not go out, and the thread waits as before. Raises TooLate."""
    with transaction.atomic():
        thread = threads.lock(message.thread) if message.thread else None
        if not outbox.cancel([message], by=by, why="Taken back before it went out."):
            raise TooLate("It has gone out already, so it cannot be taken back.")
        if thread:
            threads.wait_again(thread=thread)


def latest_of(thread: Thread) -> str:
    """A mark for how far the conversation is, as a form carries it. What machines write does not count."""
    ours = thread.outgoing.filter(purpose=ANSWER).aggregate(last=Max("pk"))["last"]
    theirs = thread.incoming.filter(kind__in=IncomingMessage.BY_PEOPLE).aggregate(last=Max("pk"))["last"]
    return f"{ours or 0}-{theirs or 0}"


def mailboxes_for(thread: Thread, *, by: User) -> "QuerySet[Mailbox]":
    """Where the answer may go out from: the thread's own mailbox, and the person's others that the same people read."""
    usable = Mailbox.objects.usable_by(by)
    if thread.mailbox and usable.filter(pk=thread.mailbox.pk).exists():
        return usable.filter(owner=thread.mailbox.owner)
    return usable


def addresses_of(letter: IncomingMessage, mail: ParsedMail) -> list[str]:
    """Whom an answer can go to: who wrote it, and where they ask for answers (Reply-To), if that is elsewhere."""
    named = [letter.from_address, *(address for _, address in addresses_in(mail.message, "reply-to"))]
    return list({fold(address): address for address in reversed(named[:3]) if address}.values())[::-1]


def is_stranger(thread: Thread, address: str) -> bool:
    """Whether this is not whom the conversation is with."""
    return fold(address) != thread.address


def references_of(mail: ParsedMail) -> tuple[str, ...]:
    """The References of an answer (RFC 5322, 3.6.4): the letter's own, else its In-Reply-To, and then its Message-ID.

    Bounded: the first is kept, since it names the thread, and the last ones.
    """
    chain = MESSAGE_ID.findall(mail.header("references")) or MESSAGE_ID.findall(mail.header("in-reply-to"))[:1]
    ids = [each for each in dict.fromkeys([*chain, mail.message_id]) if each and each.isascii()]
    if mail.message_id in ids:
        ids = [each for each in ids if each != mail.message_id] + [mail.message_id]
    return tuple(ids if len(ids) <= LONGEST_THREAD else [ids[0], *ids[-LONGEST_THREAD + 1 :]])


def _refuse(thread: Thread, draft: Draft, by: User) -> None:
    if not draft.address:
        raise NobodyToAnswer("This letter does not say who wrote it, so there is nobody to answer.")
    if not mailboxes_for(thread, by=by).filter(pk=draft.mailbox.pk).exists():
        raise NotYourMailbox("You may not send from this mailbox. Choose another.")
    if draft.latest != latest_of(thread):
        raise Overtaken(_what_happened(thread, draft, by))


def _what_happened(thread: Thread, draft: Draft, by: User) -> str:
    """In a sentence, what was written in the thread since the page was opened."""
    ours, _, theirs = (draft.latest if "-" in draft.latest else "0-0").partition("-")
    last = thread.outgoing.filter(purpose=ANSWER, pk__gt=_number(ours)).exclude(state__in=NEVER_SENT)
    answer = last.select_related("written_by").defer("raw").order_by("pk").last()
    if answer:
        who = "You" if answer.written_by == by else answer.written_by or "Somebody"
        return f"{who} answered at {_hour(answer.created_at, by)}. Send yours too?"
    letters = thread.incoming.filter(pk__gt=_number(theirs), kind__in=IncomingMessage.BY_PEOPLE)
    letter = letters.defer("raw", "full_text").order_by("pk").last()
    if letter:
        return f"{letter.sender} wrote again at {_hour(letter.received_at, by)}. Send yours all the same?"
    return "The conversation has moved on since you opened it. Send yours all the same?"


def _enqueue(thread: Thread, draft: Draft, by: User) -> OutgoingMessage:
    letter, typed = draft.to, linkify(draft.html)
    mail = parse_mail(bytes(letter.raw))
    html, text = signed(typed, to_text(typed) + "\n", draft.mailbox.signature)
    if draft.quote and (original := quote_of(thread, letter, draft.address)):
        html, text = quoted(html, text, introduction=introduction_of(letter, by), original=original)
    subject = " ".join((letter.subject or thread.subject).split())
    return outbox.enqueue(
        mailbox=draft.mailbox,
        purpose=ANSWER,
        to_address=draft.address,
        to_name=" ".join(letter.from_name.split()),
        subject=as_answer_to(subject)[:300],
        html=html,
        text=text,
        due_at=timezone.now() + timedelta(seconds=UNDO_SECONDS),
        answer=Answer(to=letter, by=by, html=draft.html, once=draft.once, references=references_of(mail)),
    )


def quote_of(thread: Thread, letter: IncomingMessage, address: str) -> str:
    """What is quoted below an answer: the whole letter; to a stranger only what they typed, since below it may stand
    what we wrote to somebody else."""
    return (letter.text if is_stranger(thread, address) else letter.full_text)[:LONGEST_QUOTE].strip()


def introduction_of(letter: IncomingMessage, by: User) -> str:
    """On 24 November 2026 at 10:42, Ines Albrecht wrote:"""
    at = letter.received_at.astimezone(by.zone)
    return f"On {date_format(at, 'j F Y')} at {date_format(at, 'H:i')}, {' '.join(letter.sender.split())} wrote:"


def _hour(moment: datetime, by: User) -> str:
    return date_format(moment.astimezone(by.zone), "H:i")


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 19 else 0


class AnswerMessages(MessageHandler):
    """What becomes of answers: the apps above are told, and what comes back is passed on to who began the thread."""

    def link(self, message: OutgoingMessage) -> str:
        return message.thread.get_absolute_url() if message.thread else ""

    def keeper(self, message: OutgoingMessage) -> User | None:
        return message.written_by

    def sent(self, message: OutgoingMessage) -> None:
        for companion in companions():
            companion.answered(message)
            if message.thread and message.written_by:
                companion.settled(message.thread, by=message.written_by)
        # After the commit, as below: it had failed perhaps, and was tried again, so that the thread waits.
        thread = Thread.objects.filter(outgoing=message, last_incoming_at__lte=message.created_at)
        transaction.on_commit(lambda: threads.settle(thread), robust=True)

    def ended(self, message: OutgoingMessage) -> None:
        """A failed answer leaves its thread as if nobody had answered. Once the failure is committed: whoever delivers
        holds the message, and whoever works with a thread locks that first."""
        thread = message.thread
        if thread and message.state == OutgoingMessage.State.FAILED:
            transaction.on_commit(lambda: threads.wait_again(thread=thread), robust=True)

    def answered(self, message: OutgoingMessage, incoming: IncomingMessage) -> None:
        if first := self._first(message):
            handler_for(first.purpose).answered(first, incoming)

    def reported(self, message: OutgoingMessage, report: Report) -> None:
        if first := self._first(message):
            handler_for(first.purpose).reported(first, report)

    def unreadable(self, message: OutgoingMessage, incoming: IncomingMessage) -> None:
        if first := self._first(message):
            handler_for(first.purpose).unreadable(first, incoming)

    def _first(self, message: OutgoingMessage) -> OutgoingMessage | None:
        """What began the thread, to the same person: whoever wrote it hears that they were answered again."""
        if message.thread_id is None:
            return None
        return (
            OutgoingMessage.objects.filter(thread=message.thread_id, to_address__iexact=message.to_address)
            .exclude(purpose=ANSWER)
            .defer("raw")
            .order_by("pk")
            .first()
        )
