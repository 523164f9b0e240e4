"""Threads: where each message belongs, who looks after the conversation, and until when it may rest.

A thread begins when something comes back. A pitch to ten thousand is not ten thousand conversations
(docs/decisions/032-a-thread-begins-with-an-answer.md). Whoever attaches holds a lock on the correspondent, so two
letters that arrive at once find the same thread.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format

from mail import told_of
from mail.addresses import fold
from mail.attachments import contents_of
from mail.companions import companions
from mail.errors import MailError
from mail.handlers import handler_for
from mail.matching import Match, only_headers
from mail.models import IncomingMessage, Mailbox, OutgoingMessage, Thread, ThreadNote
from mail.parsing import ParsedMail, parse_mail
from team.models import User
from team.notifications import notify

log = logging.getLogger(__name__)

LONGEST_CHAIN = 20
STILL_WAITS = timedelta(days=14)
"""What came in before there were threads waits for an answer only if it is no older than this."""
BACKFILL = 500
Kind = IncomingMessage.Kind
NEVER_SENT = (OutgoingMessage.State.CANCELLED, OutgoingMessage.State.FAILED)


class NotTheirs(MailError):
    """The thread was to be given to somebody who may not see it."""


class NoFuture(MailError):
    """It was to be put off until a moment that has passed."""


class WroteAgain(MailError):
    """It was to be laid aside by somebody who has not seen their last letter."""


# Where a message belongs


def attach(incoming: IncomingMessage, *, mail: ParsedMail, match: Match | None, late: bool = False) -> Thread | None:
    """Put a letter into its thread, or begin one; to be called within the transaction that understands it.

    Gives None for what needs none: machines' mail that belongs to nothing we sent, and copies of what the same people
    see already. With `late`, it came in before there were threads.
    """
    incoming.contents = contents_of(mail)
    incoming.save(update_fields=["contents"])
    message = _surely_about(incoming, match)
    if (message is None and not incoming.is_by_a_person) or _is_seen_elsewhere(incoming):
        return None
    root = _root(message) if message else None
    with _one_at_a_time(root.to_address if root else incoming.from_address):
        thread = (_of_message(root, incoming) if root else None) or _by_references(incoming, mail)
        thread = lock(thread or _begin(incoming, root))
        incoming.thread = thread
        incoming.save(update_fields=["thread", "updated_at"])
        _note_arrival(thread, incoming, wants_an_answer=_wants_an_answer(incoming, mail, late=late))
    return thread


def backfill(*, at_most: int = BACKFILL) -> int:
    """Give threads to what people wrote before there were any, oldest first; tells how many letters it was."""
    waiting = IncomingMessage.objects.unthreaded().order_by("received_at", "pk").values_list("pk", flat=True)
    return sum(_attach_late(pk) for pk in list(waiting[:at_most]))


def _attach_late(pk: int) -> bool:
    try:
        with transaction.atomic():
            letters = IncomingMessage.objects.unthreaded().select_related("matched", "mailbox")
            incoming = letters.select_for_update(of=("self",), skip_locked=True).filter(pk=pk).first()
            if incoming is None:
                return False
            # Whether the match was proven is not kept; one with another sender can only have been.
            match = Match(incoming.matched, proven=True) if incoming.matched else None
            mail = only_headers(bytes(incoming.raw)) if incoming.error else parse_mail(bytes(incoming.raw))
            return attach(incoming, mail=mail, match=match, late=True) is not None
    except (OperationalError, InterfaceError):
        raise
    except Exception:  # whatever a message makes fail, the next one must still find its thread
        log.exception("Incoming message %s could not be put into a thread", pk)
        IncomingMessage.objects.filter(pk=pk).update(attempts=F("attempts") + 1)
        return False


def _surely_about(incoming: IncomingMessage, match: Match | None) -> OutgoingMessage | None:
    """The message of ours that it belongs to: by proof, or by a guess about somebody we wrote to."""
    if match and (match.proven or fold(incoming.from_address) == fold(match.message.to_address)):
        return match.message
    return None


def _root(message: OutgoingMessage) -> OutgoingMessage:
    """The first message of the chain that this one continues."""
    for _ in range(LONGEST_CHAIN):
        if message.in_reply_to is None:
            break
        message = message.in_reply_to
    return message


def _of_message(root: OutgoingMessage, incoming: IncomingMessage) -> Thread | None:
    """The thread that our message has already, if this letter may be read by the same people."""
    thread_id = OutgoingMessage.objects.filter(pk=root.pk).values_list("thread", flat=True).first()
    thread = Thread.objects.select_related("mailbox").filter(pk=thread_id).first() if thread_id else None
    return thread if thread and _may_be_read_in(thread.mailbox, incoming) else None


def _by_references(incoming: IncomingMessage, mail: ParsedMail) -> Thread | None:
    """The thread of a letter that this one names, from the same person, in the same hands."""
    if not mail.answers_to or not incoming.from_address:
        return None
    named = (
        IncomingMessage.objects.filter(message_id__in=mail.answers_to, thread__isnull=False)
        .filter(from_address__iexact=incoming.from_address, thread__address=fold(incoming.from_address))
        .select_related("thread__mailbox")
        .defer("raw", "full_text")
        .order_by("-received_at")
    )
    return next((each.thread for each in named[:LONGEST_CHAIN] if _same_hands(each.thread, incoming.mailbox)), None)


def _may_be_read_in(home: Mailbox | None, incoming: IncomingMessage) -> bool:
    """Whether nobody who sees the thread would see, by this letter, a mailbox that is not theirs."""
    if incoming.mailbox is None or incoming.mailbox.owner_id is None:
        return True
    return home is not None and incoming.mailbox.owner_id == home.owner_id


def _same_hands(thread: Thread | None, mailbox: Mailbox | None) -> bool:
    if thread is None or thread.mailbox is None or mailbox is None:
        return thread is not None and thread.mailbox_id == (mailbox.pk if mailbox else None)
    return thread.mailbox.owner_id == mailbox.owner_id


def _is_seen_elsewhere(incoming: IncomingMessage) -> bool:
    """Whether it is a copy, and those who may read it see the first one."""
    if incoming.copy_of is None:
        return False
    first = incoming.copy_of.thread
    if first is None or incoming.mailbox is None:
        return True
    owner = first.mailbox.owner_id if first.mailbox else incoming.mailbox.owner_id
    return owner is None or owner == incoming.mailbox.owner_id


def _begin(incoming: IncomingMessage, root: OutgoingMessage | None) -> Thread:
    """A thread of its own. What we wrote, and what machines said to it before, moves in too."""
    ours = root if root and _may_be_read_in(root.mailbox, incoming) else None
    mailbox = ours.mailbox if ours else incoming.mailbox
    thread = Thread.objects.create(
        mailbox=mailbox,
        address=fold(ours.to_address if ours else incoming.from_address)[:254],
        name=(ours.to_name if ours else incoming.from_name)[:200],
        subject=(ours.subject if ours else incoming.subject)[:300],
        state=Thread.State.DONE,  # until something in it asks for an answer
        last_message_at=incoming.received_at,
        is_ours=incoming.matched_id is not None,
    )
    keeper = mailbox.owner if mailbox and mailbox.owner_id else handler_for(ours.purpose).keeper(ours) if ours else None
    if keeper and thread.people().filter(pk=keeper.pk).exists():
        thread.assignee = keeper
        thread.save(update_fields=["assignee"])
    if ours:
        chain = OutgoingMessage.objects.filter(Q(pk=ours.pk) | Q(in_reply_to=ours.pk), thread=None)
        chain.update(thread=thread)
        earlier = IncomingMessage.objects.filter(matched__in=thread.outgoing.values("pk"), thread=None, copy_of=None)
        earlier.exclude(kind__in=[*IncomingMessage.BY_PEOPLE, ""]).update(thread=thread)
    write_search_text(thread)
    return thread


def write_search_text(thread: Thread) -> None:
    """Keep what search reads in step with subject and correspondent."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE mail_thread SET search_text = ' ' || mr_fold(concat_ws(' ', subject, name, address)) WHERE id = %s",
            [thread.pk],
        )


def _wants_an_answer(incoming: IncomingMessage, mail: ParsedMail, *, late: bool) -> bool:
    """People's letters do; newsletters and wishes to be left alone do not. Of a copy those hear that do not see the
    first one: to them it is the letter."""
    if incoming.kind == Kind.UNSUBSCRIBE or not incoming.is_by_a_person:
        return False
    if incoming.copy_of and incoming.copy_of.thread_id == incoming.thread_id:
        return False
    if late and incoming.received_at < timezone.now() - STILL_WAITS:
        return False
    to_many = mail.has("list-id") or mail.has("list-unsubscribe")
    return bool(incoming.matched_id) or not to_many


def _note_arrival(thread: Thread, incoming: IncomingMessage, *, wants_an_answer: bool) -> None:
    """What a letter does to its thread. A person's reopens and wakes it; a machine's only stands in it."""
    thread.last_message_at = max(thread.last_message_at, incoming.received_at)
    thread.is_ours = thread.is_ours or incoming.matched_id is not None
    thread.has_files = thread.has_files or any(not file["shown"] for file in (incoming.contents or {})["files"])
    if incoming.is_by_a_person:
        thread.last_incoming_at = max(thread.last_incoming_at or incoming.received_at, incoming.received_at)
    if wants_an_answer:
        thread.state, thread.snoozed_until = Thread.State.OPEN, None
        thread.waiting_since = thread.waiting_since or incoming.received_at
    thread.save()


@contextmanager
def _one_at_a_time(address: str) -> Iterator[None]:
    """Letters of one correspondent find their threads one after the other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"thread {fold(address)}"])
    yield


# What people do with threads


def lock(thread: Thread) -> Thread:
    """The thread as it stands now, ours until the transaction ends."""
    return Thread.objects.select_for_update(of=("self",), no_key=True).select_related("mailbox").get(pk=thread.pk)


@transaction.atomic
def assign(*, thread: Thread, to: User | None, by: User) -> bool:
    """Give the thread to somebody, or to nobody. Tells whether that was news. Raises NotTheirs."""
    fresh = lock(thread)
    if to and not fresh.people().filter(pk=to.pk).exists():
        raise NotTheirs(f"{to} may not see this conversation: it lies in a mailbox of somebody’s own.")
    if fresh.assignee_id == (to.pk if to else None):
        return False
    fresh.assignee = to
    fresh.save(update_fields=["assignee", "updated_at"])
    told = f"{by} gave you a conversation: {fresh.correspondent}, “{fresh}”"
    notify(
        kind=told_of.CONVERSATION, users=[to] if to else [], text=told, url=fresh.get_absolute_url(), icon="mail", by=by
    )
    _step(fresh, by, "Took it" if to == by else f"Gave it to {to}" if to else "Put it back, unassigned")
    return True


@transaction.atomic
def snooze(*, thread: Thread, until: datetime, by: User, heard: str | None = None) -> None:
    """Put the thread off. It comes back by itself at `until`, or when they write. Raises NoFuture and WroteAgain.

    `heard` is the thread's `last_heard` as it was on the page; None when nobody looked at a page.
    """
    if until <= timezone.now():
        raise NoFuture("Choose a time that is still to come.")
    fresh = lock(thread)
    _refuse_unseen(fresh, heard)
    fresh.state, fresh.snoozed_until = Thread.State.OPEN, until
    fresh.save(update_fields=["state", "snoozed_until", "updated_at"])
    _step(fresh, by, f"Put it off until {date_format(until.astimezone(by.zone), 'j F, H:i')}")


@transaction.atomic
def wake(*, thread: Thread, by: User) -> None:
    """Take a thread back onto the desk before its time."""
    fresh = lock(thread)
    fresh.snoozed_until = None
    fresh.save(update_fields=["snoozed_until", "updated_at"])
    _step(fresh, by, "Took it up again")


@transaction.atomic
def finish(*, thread: Thread, by: User, heard: str | None = None) -> bool:
    """Nothing is left to do. Tells whether that was news; when they write again, it is open again.

    Raises WroteAgain; `heard` as for `snooze`.
    """
    fresh = lock(thread)
    if fresh.is_done:
        return False
    _refuse_unseen(fresh, heard)
    fresh.state, fresh.snoozed_until, fresh.waiting_since = Thread.State.DONE, None, None
    fresh.save(update_fields=["state", "snoozed_until", "waiting_since", "updated_at"])
    _step(fresh, by, "Done")
    for companion in companions():
        companion.settled(fresh, by=by)
    return True


@transaction.atomic
def reopen(*, thread: Thread, by: User) -> bool:
    """There is something to do after all. It waits for us again if the last word is theirs."""
    fresh = lock(thread)
    if not fresh.is_done:
        return False
    fresh.state, fresh.waiting_since = Thread.State.OPEN, waits_since(fresh)
    fresh.save(update_fields=["state", "waiting_since", "updated_at"])
    _step(fresh, by, "Opened it again")
    return True


@transaction.atomic
def wait_again(*, thread: Thread) -> None:
    """Our answer did not go out after all, so the thread is open, and waits as before."""
    fresh = lock(thread)
    fresh.state, fresh.waiting_since = Thread.State.OPEN, waits_since(fresh)
    fresh.save(update_fields=["state", "waiting_since", "updated_at"])


def settle(threads: "QuerySet[Thread]") -> int:
    """These wait for us no more, because somebody took care of them elsewhere. Tells how many."""
    return threads.filter(waiting_since__isnull=False).update(waiting_since=None, updated_at=timezone.now())


def note(*, thread: Thread, text: str, by: User) -> ThreadNote:
    """Say something to the team about the thread. It stays among us."""
    return ThreadNote.objects.create(thread=thread, author=by, text=text)


def waits_since(thread: Thread) -> datetime | None:
    """Since when their last letter has had no answer; None when we wrote last."""
    if thread.last_incoming_at is None:
        return None
    answered = thread.outgoing.filter(purpose=OutgoingMessage.ANSWER, created_at__gte=thread.last_incoming_at)
    return None if answered.exclude(state__in=NEVER_SENT).exists() else thread.last_incoming_at


def _refuse_unseen(thread: Thread, heard: str | None) -> None:
    if heard is not None and heard != thread.last_heard:
        raise WroteAgain(f"{thread.correspondent} has written again since you opened this. Read it first.")


def _step(thread: Thread, by: User, text: str) -> None:
    ThreadNote.objects.create(thread=thread, author=by, kind=ThreadNote.Kind.STEP, text=text)
