"""Where each message belongs, and what people do with conversations."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from mail import intake, threads
from mail.models import IncomingMessage, OutgoingMessage, Thread, ThreadNote
from tests.factories.mail import MailboxFactory, enqueued, in_state
from tests.mail.conversations import answered, send, write_in
from tests.mail.letters import bounce, letter

STATES = ("open", "waiting", "snoozed")


@pytest.fixture
def own(specialist):
    return MailboxFactory(owner=specialist, address="maya@harbourlane.example.com")


@pytest.fixture
def shared(db):
    return MailboxFactory(address="press@harbourlane.example.com")


def state_of(thread):
    return {name for name in STATES if getattr(Thread.objects, name)().filter(pk=thread.pk).exists()}


def put_to_rest(how, incoming, by):
    if how == "done":
        threads.finish(thread=incoming.thread, by=by)
    elif how == "snoozed":
        threads.snooze(thread=incoming.thread, until=timezone.now() + timedelta(days=1), by=by)
    else:
        send(incoming, by)


# Where a message belongs


def test_pitch_has_no_thread_until_somebody_answers(own):
    message = in_state(own, "sent")
    assert (message.thread, Thread.objects.count()) == (None, 0)
    incoming = write_in(own, in_reply_to=message.message_id)
    message.refresh_from_db()
    thread = Thread.objects.get()
    assert (incoming.thread, message.thread) == (thread, thread)
    assert (thread.address, thread.name, thread.subject) == (
        "ines.albrecht@example.org", "Ines Albrecht", "A 100-hour battery in Altfelde",
    )  # fmt: skip
    assert (thread.mailbox, thread.assignee, thread.is_ours) == (own, own.owner, True)
    assert thread.waiting_since == thread.last_incoming_at == incoming.received_at


def test_answers_to_pitch_and_follow_up_are_one_thread(own):
    pitch = in_state(own, "sent")
    follow_up = enqueued(own, in_reply_to=pitch)
    OutgoingMessage.objects.filter(pk=follow_up.pk).update(
        state="sent", handed_off_at=timezone.now(), accepted_at=timezone.now(), ended_at=timezone.now()
    )
    first = write_in(own, in_reply_to=follow_up.message_id)
    second = write_in(own, in_reply_to=pitch.message_id, body="And one more thing.")
    assert first.thread == second.thread
    assert set(first.thread.outgoing.all()) == {pitch, follow_up}


def test_follow_up_to_an_open_thread_joins_it(own):
    sent, _, thread = answered(own)
    sent.refresh_from_db()
    assert enqueued(own, in_reply_to=sent).thread == thread


def test_guess_by_sender_and_subject_joins_the_thread(own):
    _, _, thread = answered(own)
    assert write_in(own, body="PS").thread == thread


def test_letter_joins_one_it_names_from_the_same_person(own):
    first = write_in(own, subject="A question", message_id="<q@example.org>")
    second = write_in(own, subject="Re: A question", references="<q@example.org>", body="Did it arrive?")
    assert second.thread == first.thread
    assert (first.thread.is_ours, first.thread.outgoing.count()) == (False, 0)


def test_letter_that_names_somebody_elses_begins_a_thread_of_its_own(own):
    """A forged In-Reply-To opens nobody's conversation."""
    first = write_in(own, subject="A question", message_id="<q@example.org>")
    forged = write_in(own, sender="Mallory <m@example.net>", subject="Re: A question", in_reply_to="<q@example.org>")
    assert forged.thread != first.thread
    assert forged.thread.address == "m@example.net"


def test_letters_of_one_person_without_traits_are_threads_of_their_own(own):
    first, second = write_in(own, subject="One", body="1"), write_in(own, subject="Two", body="2")
    assert first.thread != second.thread


def test_letter_without_message_id_or_sender_has_a_thread(own):
    raw = b"Subject: Hello\r\nTo: maya@harbourlane.example.com\r\n\r\nWho am I?\r\n"
    incoming = intake.receive(raw, mailbox=own)
    assert (incoming.thread.address, str(incoming.thread)) == ("", "Hello")


@pytest.mark.parametrize("subject", ["", "x" * 900])
def test_thread_takes_any_subject(own, subject):
    assert len(write_in(own, subject=subject).thread.subject) <= 300


def test_machines_mail_begins_only_a_thread_that_is_done(own):
    away = write_in(own, in_reply_to=in_state(own, "sent").message_id, auto_submitted="auto-replied", body="Back soon.")
    assert away.kind == "auto_reply"
    assert (away.thread.state, away.thread.waiting_since, away.thread.last_incoming_at) == ("done", None, None)


def test_machines_mail_about_nothing_of_ours_has_no_thread(own):
    away = write_in(own, subject="Out of office", auto_submitted="auto-replied")
    report = intake.receive(bounce(None, recipient="stranger@example.net"), mailbox=own)
    assert (away.thread, report.thread) == (None, None)


def test_bounce_that_nobody_can_prove_stands_in_no_thread(own):
    answered(own)
    assert intake.receive(bounce(None), mailbox=own).thread is None


@pytest.mark.parametrize("rest", ["done", "snoozed", "answered"])
def test_machines_mail_wakes_and_reopens_nothing(own, specialist, rest):
    sent, incoming, thread = answered(own)
    put_to_rest(rest, incoming, specialist)
    before = state_of(thread)
    report = intake.receive(bounce(sent), mailbox=own)
    assert report.thread == thread
    assert state_of(thread) == before


@pytest.mark.parametrize("rest", ["done", "snoozed", "answered"])
def test_person_who_writes_wakes_and_reopens(own, specialist, rest):
    sent, incoming, thread = answered(own)
    put_to_rest(rest, incoming, specialist)
    write_in(own, in_reply_to=sent.message_id, body="One more question.")
    assert state_of(thread) == {"open", "waiting"}


def test_wish_to_be_left_alone_stands_in_the_thread_and_waits_for_nobody(own, specialist):
    sent, _, thread = answered(own)
    threads.finish(thread=thread, by=specialist)
    wish = write_in(own, in_reply_to=sent.message_id, body="unsubscribe")
    assert (wish.kind, wish.thread) == ("unsubscribe", thread)
    assert state_of(thread) == set()


def test_newsletter_waits_for_nobody(own):
    incoming = write_in(own, subject="The week in energy", list_id="<week.example.org>")
    assert (incoming.thread.state, incoming.thread.waiting_since) == ("done", None)


def test_letter_that_came_twice_stands_there_once(own):
    raw = letter(subject="A question")
    first = intake.receive(raw, mailbox=own)
    copy = intake.receive(b"Received: from mx.example.net\r\n" + raw, mailbox=own)
    assert (copy.copy_of, copy.thread) == (first, None)


# Whose mailbox it came into


def test_copy_in_a_colleagues_mailbox_has_a_thread_that_the_colleague_sees(own, specialist, colleague):
    theirs = MailboxFactory(owner=colleague)
    raw = letter(subject="To both of you")
    first = intake.receive(raw, mailbox=own)
    copy = intake.receive(b"Received: from mx.example.net\r\n" + raw, mailbox=theirs)
    assert copy.thread
    assert list(Thread.objects.visible_to(colleague)) == [copy.thread]
    assert list(Thread.objects.visible_to(specialist)) == [first.thread]
    assert state_of(first.thread) == state_of(copy.thread) == {"open", "waiting"}


def test_letter_to_one_of_us_and_to_the_team_waits_for_both_whichever_is_read_first(own, shared, colleague):
    intake.receive(letter(subject="To Maya and the press office"), mailbox=own)
    again = b"Received: from mx.example.net\r\n" + letter(subject="To Maya and the press office")
    copy = intake.receive(again, mailbox=shared)
    assert list(Thread.objects.visible_to(colleague).waiting()) == [copy.thread]


@pytest.mark.parametrize("message_id", ["<moved@mail.example.org>", ""])
def test_letter_moved_from_ones_own_mailbox_into_a_shared_one_is_there_for_all_and_acted_on_once(
    own, shared, colleague, message_id
):
    sent = in_state(own, "sent")
    raw = letter(message_id=message_id, body="unsubscribe", subject=f"unsubscribe {sent.reply_token}")
    first = intake.receive(raw, mailbox=own)
    moved = intake.receive(raw, mailbox=shared)
    assert moved.copy_of == first
    assert moved in IncomingMessage.objects.visible_to(colleague)
    assert intake.receive(raw, mailbox=shared) == moved
    assert intake.receive(raw, mailbox=own) == first
    assert IncomingMessage.objects.count() == 2


def test_moved_letter_waits_for_the_team(own, shared, colleague):
    raw = letter(subject="For all of you")
    intake.receive(raw, mailbox=own)
    moved = intake.receive(raw, mailbox=shared)
    assert list(Thread.objects.visible_to(colleague).waiting()) == [moved.thread]


def test_same_bytes_that_the_team_sees_already_are_kept_once(own, shared):
    raw = letter(subject="For all of you")
    assert intake.receive(raw, mailbox=shared) == intake.receive(raw, mailbox=own)


def test_copy_of_an_answer_does_not_reopen_what_is_done(own, shared, specialist):
    sent = in_state(own, "sent")
    raw = letter(message_id="<both@mail.example.org>", in_reply_to=sent.message_id)
    thread = intake.receive(raw, mailbox=own).thread
    threads.finish(thread=thread, by=specialist)
    assert intake.receive(b"Received: from mx.example.net\r\n" + raw, mailbox=shared).thread == thread
    assert state_of(thread) == set()


def test_answer_in_a_colleagues_own_mailbox_is_not_shown_to_who_asked(own, specialist, colleague):
    sent = in_state(own, "sent")
    theirs = MailboxFactory(owner=colleague)
    incoming = write_in(theirs, in_reply_to=sent.message_id, body="I write to you, Priya, not to Maya.")
    assert list(Thread.objects.visible_to(colleague)) == [incoming.thread]
    assert not Thread.objects.visible_to(specialist).exists()
    sent.refresh_from_db()
    assert sent.thread is None


def test_answer_in_a_shared_mailbox_joins_the_thread_of_who_asked(own, shared):
    sent, _, thread = answered(own)
    assert write_in(shared, in_reply_to=sent.message_id, body="Sent to press@").thread == thread


def test_threads_are_seen_by_whose_mailbox_it_is(
    own, shared, specialist, colleague, manager, admin_user, observer, outsider
):
    _, _, ours = answered(own)
    private = write_in(own, subject="Lunch?", body="At one?").thread
    common = write_in(shared, subject="A question", sender="Someone <s@example.net>").thread
    piped = write_in(None, subject="By pipe", sender="Someone <s@example.net>", body="x").thread
    seen = {
        who: set(Thread.objects.visible_to(who))
        for who in (specialist, colleague, manager, admin_user, observer, outsider)
    }
    assert seen == {
        specialist: {ours, private, common},
        colleague: {common},
        manager: {ours, common, piped},
        admin_user: {ours, common, piped},
        observer: set(),
        outsider: set(),
    }
    people = {specialist, colleague, manager, admin_user}
    for thread in (ours, private, common, piped):
        assert set(thread.people()) == {who for who in people if thread in seen[who]}


# Assign, put off, done


def test_assign_gives_a_thread_away_and_says_so(shared, specialist, colleague):
    thread = write_in(shared).thread
    assert thread.assignee is None
    assert threads.assign(thread=thread, to=colleague, by=specialist)
    assert not threads.assign(thread=thread, to=colleague, by=specialist)
    thread.refresh_from_db()
    assert thread.assignee == colleague
    assert [(note.kind, note.author, note.text) for note in thread.notes.all()] == [
        ("step", specialist, "Gave it to Priya Raman")
    ]


def test_assign_opens_no_private_mailbox(own, specialist, colleague, observer):
    thread = write_in(own, subject="Lunch?").thread
    for who in (colleague, observer):
        with pytest.raises(threads.NotTheirs):
            threads.assign(thread=thread, to=who, by=specialist)
    thread.refresh_from_db()
    assert thread.assignee == specialist


def test_snoozed_thread_comes_back_by_the_clock(own, specialist):
    thread = write_in(own).thread
    threads.snooze(thread=thread, until=timezone.now() + timedelta(hours=3), by=specialist)
    assert state_of(thread) == {"snoozed"}
    Thread.objects.update(snoozed_until=timezone.now() - timedelta(seconds=1))
    assert state_of(thread) == {"open", "waiting"}


def test_snoozed_answered_thread_waits_again_when_its_day_comes(own, specialist):
    incoming = write_in(own)
    send(incoming, specialist)
    assert state_of(incoming.thread) == {"open"}
    threads.snooze(thread=incoming.thread, until=timezone.now() + timedelta(hours=3), by=specialist)
    Thread.objects.update(snoozed_until=timezone.now() - timedelta(seconds=1))
    assert state_of(incoming.thread) == {"open", "waiting"}


def test_snooze_needs_a_future(own, specialist):
    thread = write_in(own).thread
    with pytest.raises(threads.NoFuture):
        threads.snooze(thread=thread, until=timezone.now(), by=specialist)


def test_wake_before_the_time(own, specialist):
    thread = write_in(own).thread
    threads.snooze(thread=thread, until=timezone.now() + timedelta(hours=3), by=specialist)
    threads.wake(thread=thread, by=specialist)
    assert state_of(thread) == {"open", "waiting"}


def test_done_and_opened_again_waits_as_before(own, specialist):
    incoming = write_in(own)
    thread = incoming.thread
    assert threads.finish(thread=thread, by=specialist)
    assert not threads.finish(thread=thread, by=specialist)
    assert state_of(thread) == set()
    assert threads.reopen(thread=thread, by=specialist)
    thread.refresh_from_db()
    assert thread.waiting_since == incoming.received_at


def test_opened_again_after_our_answer_waits_for_nobody(own, specialist):
    incoming = write_in(own)
    send(incoming, specialist)
    threads.finish(thread=incoming.thread, by=specialist)
    threads.reopen(thread=incoming.thread, by=specialist)
    assert state_of(incoming.thread) == {"open"}


# What came in before there were threads


def forget_threads():
    OutgoingMessage.objects.update(thread=None)
    IncomingMessage.objects.update(thread=None)
    Thread.objects.all().delete()


def test_backfill_gives_threads_to_what_came_before(own):
    sent, incoming, _ = answered(own)
    old = write_in(own, subject="Long ago", body="Hello")
    away = write_in(own, in_reply_to=sent.message_id, auto_submitted="auto-replied", body="Back soon.")
    IncomingMessage.objects.filter(pk=old.pk).update(received_at=timezone.now() - timedelta(days=60))
    forget_threads()
    assert threads.backfill() == 2
    assert threads.backfill() == 0
    for each in (incoming, old, away, sent):
        each.refresh_from_db()
    assert incoming.thread == sent.thread
    assert (state_of(incoming.thread), state_of(old.thread)) == ({"open", "waiting"}, set())
    assert away.thread is None or away.thread == incoming.thread


def test_backfill_takes_odd_old_rows(own):
    bad, good = write_in(own, subject="Bad", body="1"), write_in(own, subject="Good", body="2")
    forget_threads()
    IncomingMessage.objects.filter(pk=bad.pk).update(from_address="x" * 254, subject="y" * 998)
    assert threads.backfill() == 2
    good.refresh_from_db()
    assert good.thread


# The database itself


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"state": "lost"}, "mail_thread_state"),
        ({"state": "done"}, "mail_thread_done_rests"),
        ({"last_incoming_at": None}, "mail_thread_waits_for_a_letter"),
        ({"last_message_at": timezone.now() - timedelta(days=900)}, "mail_thread_last_message"),
    ],
)
def test_thread_constraints(own, changes, rule):
    thread = write_in(own).thread
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        Thread.objects.filter(pk=thread.pk).update(**changes)


@pytest.mark.parametrize(
    ("changes", "rule"), [({"text": ""}, "mail_threadnote_says_something"), ({"kind": "poem"}, "mail_threadnote_kind")]
)
def test_note_constraints(own, specialist, changes, rule):
    note = threads.note(thread=write_in(own).thread, text="Call her.", by=specialist)
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        ThreadNote.objects.filter(pk=note.pk).update(**changes)


def test_only_an_answer_answers(own):
    incoming = write_in(own)
    with pytest.raises(IntegrityError, match="mail_outgoing_answer_purpose"), transaction.atomic():
        OutgoingMessage.objects.filter(pk=enqueued(own).pk).update(answer_to=incoming)


# Two at the same moment


def together(*verbs):
    start = Barrier(len(verbs))

    def run(verb):
        try:
            start.wait(timeout=10)
            return verb()
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(verbs)) as pool:
        return list(pool.map(run, verbs))


@pytest.mark.django_db(transaction=True)
@pytest.mark.services
def test_two_copies_at_once_make_one_thread(own):
    sent = in_state(own, "sent")
    raw = letter(in_reply_to=sent.message_id)
    copies = [raw, b"Received: from mx.example.net\r\n" + raw]
    together(*[lambda raw=raw: intake.receive(raw, mailbox=own) for raw in copies])
    assert Thread.objects.count() == 1
    assert IncomingMessage.objects.filter(thread__isnull=False).count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.services
def test_two_answers_at_once_find_one_thread(own):
    sent = in_state(own, "sent")
    raws = [letter(in_reply_to=sent.message_id, message_id=f"<{n}@example.org>", body=f"No. {n}") for n in range(2)]
    together(*[lambda raw=raw: intake.receive(raw, mailbox=own) for raw in raws])
    assert Thread.objects.count() == 1
    assert Thread.objects.get().incoming.count() == 2
