"""Interviews on their way: booked once, moved, called off, with calendars and reminders that follow."""

import threading
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.utils import timezone
from icalendar import Calendar

from contacts.models import TimelineEntry
from events import reminding, scheduling, speakers
from events.errors import JustTaken, NotPossible
from events.models import CalendarLetter, Interview, Slot
from mail.models import OutgoingMessage
from team.models import Notification
from tests.factories.campaigns import ClientFactory
from tests.factories.contacts import JournalistFactory
from tests.factories.events import InterviewFactory, SlotFactory, SpeakerFactory
from tests.factories.mail import MailboxFactory

pytestmark = pytest.mark.django_db
BERLIN = ZoneInfo("Europe/Berlin")
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=BERLIN)  # a Tuesday


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel(NOON, tick=False) as now:
        yield now


@pytest.fixture
def mailbox():
    return MailboxFactory(owner=None)


@pytest.fixture
def interview(specialist, mailbox):
    speaker = SpeakerFactory(name="Marek Dvořák", reached="marek@fernhall.example.org, mornings")
    return InterviewFactory(
        client=speaker.client,
        spokesperson=speaker,
        owner=specialist,
        journalist=JournalistFactory(name="Ines Albrecht"),
    )


def entries_sent():
    """Each calendar entry in the outbox: to whom, its method, sequence and beginning, as a program reads it."""
    found = []
    for message in OutgoingMessage.objects.order_by("pk"):
        mime = message_from_bytes(bytes(message.raw), policy=policy.default)
        for part in mime.walk():
            if part.get_content_type() == "text/calendar":
                calendar = Calendar.from_ical(part.get_content())
                (event,) = calendar.walk("VEVENT")
                assert calendar["METHOD"] == part.get_param("method")
                found.append(
                    (message.to_address, str(calendar["METHOD"]), event["SEQUENCE"], event.decoded("DTSTART"),
                     str(event["UID"]), str(event["STATUS"]))
                )  # fmt: skip
    return found


def test_request_knows_the_journalist_and_says_so_on_their_record(specialist, colleague):
    journalist = JournalistFactory(name="Ines Albrecht", email="ines@stromblatt.example.org")
    speaker = SpeakerFactory()
    interview = scheduling.request(
        client=speaker.client, topic="  The dark day ", by=specialist, journalist=journalist, spokesperson=speaker,
        owner=colleague, wishes="Mornings",
    )  # fmt: skip
    assert (interview.topic, interview.reporter_email) == ("The dark day", "ines@stromblatt.example.org")
    assert TimelineEntry.objects.get().headline == "Interview asked for: The dark day"
    assert Notification.objects.get().user == colleague
    with pytest.raises(NotPossible, match="Say what it is about"):
        scheduling.request(client=speaker.client, topic=" ", by=specialist)
    with pytest.raises(NotPossible, match="does not speak for"):
        scheduling.request(client=ClientFactory(), topic="x", by=specialist, spokesperson=speaker)


def test_offer_pick_and_both_calendars(interview, specialist):
    times = [NOON + timedelta(days=1), NOON + timedelta(days=2)]
    first, second = scheduling.offer(interview=interview, times=times, by=specialist)
    offer = OutgoingMessage.objects.get()
    assert (offer.to_address, offer.purpose) == ("ines@stromblatt.example.org", "interview")
    assert f"/i/{interview.token}/".encode() in bytes(offer.raw).replace(b"=\r\n", b"")
    picked = scheduling.pick(interview=interview, slot=second)
    assert (picked.state, picked.starts_at, picked.ends_at) == ("confirmed", times[1], times[1] + timedelta(minutes=30))
    sent = entries_sent()
    assert [(to, method, start) for to, method, _, start, _, _ in sent] == [
        ("ines@stromblatt.example.org", "REQUEST", times[1]),
        ("marek@fernhall.example.org", "REQUEST", times[1]),
    ]
    assert {uid for *_, uid, _ in sent} == {interview.uid}
    assert scheduling.pick(interview=interview, slot=second).sequence == picked.sequence, "a second tap is no move"
    moved = scheduling.pick(interview=interview, slot=first)
    assert (moved.starts_at, moved.put_off, moved.moves.get().side) == (times[0], 0, "them")
    assert [each[2] for each in entries_sent()] == [1, 1, 2, 2]
    assert set(interview.slots.values_list("state", flat=True)) == {"taken", "offered"}


@pytest.mark.parametrize(
    ("times", "said"),
    [
        ([NOON - timedelta(hours=1)], "is over"),
        ([NOON + timedelta(days=400)], "more than a year away"),
        ([NOON + timedelta(hours=5)], "is not available at Tue 24 Nov, 17:00: dentist"),
        ([NOON + timedelta(hours=8)], "is giving another interview at"),
        ([], "Choose at least one time"),
        ([NOON + timedelta(days=1, hours=each) for each in range(21)], "At most 20 times"),
    ],
)
def test_times_that_cannot_be_offered_are_named(interview, specialist, times, said):
    speaker = interview.spokesperson
    at = NOON + timedelta(hours=4)
    speaker.times.create(kind="busy", starts_at=at, ends_at=at + timedelta(hours=2), note="dentist")
    at = NOON + timedelta(hours=8, minutes=15)
    InterviewFactory(client=speaker.client, spokesperson=speaker, state="confirmed", starts_at=at)
    with pytest.raises(NotPossible, match=said):
        scheduling.offer(interview=interview, times=times, by=specialist)
    interview.refresh_from_db()
    assert (interview.state, Slot.objects.count(), OutgoingMessage.objects.count()) == ("requested", 0, 0)


def test_time_that_was_just_taken_or_is_over_is_refused(interview, specialist, at_noon):
    speaker, at = interview.spokesperson, NOON + timedelta(days=1)
    rival = InterviewFactory(client=speaker.client, spokesperson=speaker)
    (slot,) = scheduling.offer(interview=interview, times=[at], by=specialist)
    (theirs,) = scheduling.offer(interview=rival, times=[at + timedelta(minutes=15)], by=specialist)
    scheduling.pick(interview=rival, slot=theirs)
    with pytest.raises(JustTaken, match="is giving another interview"):
        scheduling.pick(interview=interview, slot=slot)
    interview.refresh_from_db()
    assert (interview.state, slot.state) == ("offered", "offered")
    at_noon.shift(timedelta(days=2))
    with pytest.raises(JustTaken, match="not on offer any more"):
        scheduling.pick(interview=interview, slot=slot)


@pytest.mark.django_db(transaction=True)
def test_two_journalists_pick_one_time_at_once():
    speaker = SpeakerFactory()
    at = timezone.now() + timedelta(days=1)
    slots = [
        SlotFactory(
            interview=InterviewFactory(client=speaker.client, spokesperson=speaker, state="offered"), starts_at=at
        )
        for _ in range(4)
    ]
    answers, begin = [], threading.Barrier(len(slots))

    def pick(slot):
        begin.wait()
        try:
            scheduling.pick(interview=slot.interview, slot=slot)
            answers.append("got it")
        except JustTaken as taken:
            answers.append(str(taken))
        finally:
            connection.close()

    threads = [threading.Thread(target=pick, args=[slot]) for slot in slots]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers).count("got it") == 1
    assert all("Please" in answer for answer in answers if answer != "got it")
    assert Interview.objects.filter(state="confirmed").count() == 1


def test_put_off_twice_is_flagged_and_calendars_follow(interview, specialist):
    at = NOON + timedelta(days=1)
    scheduling.confirm(interview=interview, starts_at=at, by=specialist)
    moved = scheduling.move(interview=interview, starts_at=at + timedelta(hours=3), side="us", why="Ill", by=specialist)
    assert (moved.put_off, moved.is_put_off_often) == (1, False)
    moved = scheduling.move(interview=interview, starts_at=None, side="us", why="Still ill", by=specialist)
    assert (moved.put_off, moved.is_put_off_often, moved.state, moved.starts_at) == (2, True, "requested", None)
    assert [(each[1], each[2]) for each in entries_sent() if each[0].startswith("ines")] == [
        ("REQUEST", 1), ("REQUEST", 2), ("CANCEL", 3),
    ]  # fmt: skip
    assert [each.why for each in interview.moves.all()] == ["Ill", "Still ill"]
    with pytest.raises(NotPossible, match="no time to give up"):
        scheduling.move(interview=interview, starts_at=at, side="us", why="", by=specialist)


@pytest.mark.parametrize(("ahead", "side", "late"), [(23, "us", True), (25, "us", False), (23, "them", False)])
def test_late_cancellations_of_ours_are_counted(interview, specialist, ahead, side, late):
    scheduling.confirm(interview=interview, starts_at=NOON + timedelta(hours=ahead), by=specialist)
    off = scheduling.call_off(interview=interview, side=side, why="Strike", by=specialist)
    assert (off.state, off.late_cancel, off.cancelled_why) == ("cancelled", late, "Strike")
    last = entries_sent()[-1]
    assert (last[1], last[2], last[5]) == ("CANCEL", 2, "CANCELLED")
    again = scheduling.take_up(interview=interview, by=specialist)
    assert (again.state, again.starts_at, again.late_cancel) == ("requested", None, False)


def test_message_that_was_overtaken_is_held_back(interview, specialist):
    from events.calendar_letters import InterviewMail

    scheduling.confirm(interview=interview, starts_at=NOON + timedelta(days=1), by=specialist)
    first = OutgoingMessage.objects.order_by("pk").first()
    assert InterviewMail().refusal(first) == ""
    scheduling.edit(interview=interview, by=specialist, place="Room 4")
    assert "moved or called off since" in InterviewMail().refusal(first)
    assert InterviewMail().link(first) == interview.get_absolute_url()


def test_another_spokesperson_takes_over_and_the_first_one_is_told(interview, specialist):
    scheduling.confirm(interview=interview, starts_at=NOON + timedelta(days=1), by=specialist)
    other = SpeakerFactory(client=interview.client, reached="Petra: petra@fernhall.example.org")
    scheduling.edit(interview=interview, by=specialist, spokesperson=other)
    assert [(to, method) for to, method, *_ in entries_sent()[2:]] == [
        ("marek@fernhall.example.org", "CANCEL"),
        ("ines@stromblatt.example.org", "REQUEST"),
        ("petra@fernhall.example.org", "REQUEST"),
    ]


def test_what_has_a_time_is_moved_instead_of_offered_or_taken_up(interview, specialist):
    scheduling.confirm(interview=interview, starts_at=NOON + timedelta(days=1), by=specialist)
    with pytest.raises(NotPossible, match="Move it, then other times can be offered"):
        scheduling.offer(interview=interview, times=[NOON + timedelta(days=2)], by=specialist)
    with pytest.raises(NotPossible, match="does not have to be taken up"):
        scheduling.take_up(interview=interview, by=specialist)
    interview.refresh_from_db()
    assert (interview.state, interview.starts_at) == ("confirmed", NOON + timedelta(days=1))


def test_what_ended_is_taken_up_before_times_are_offered_or_agreed(interview, specialist):
    at = NOON + timedelta(days=1)
    (slot,) = scheduling.offer(interview=interview, times=[at], by=specialist)
    scheduling.pick(interview=interview, slot=slot)
    scheduling.call_off(interview=interview, side="us", why="Strike", by=specialist)
    for verb in (
        lambda: scheduling.offer(interview=interview, times=[at], by=specialist),
        lambda: scheduling.confirm(interview=interview, starts_at=at, by=specialist),
        lambda: scheduling.answer_in_writing(interview=interview, by=specialist),
    ):
        with pytest.raises(NotPossible, match="Take it up again first"):
            verb()
    scheduling.take_up(interview=interview, by=specialist)
    (again,) = scheduling.offer(interview=interview, times=[at], by=specialist)
    assert scheduling.pick(interview=interview, slot=again).starts_at == at
    scheduling.decline(
        interview=scheduling.move(interview=interview, starts_at=None, side="us", why="Ill", by=specialist),
        why="No", by=specialist,
    )  # fmt: skip
    assert set(interview.slots.values_list("state", flat=True)) == {"withdrawn"}


def test_the_time_that_was_given_up_is_not_on_offer(interview, specialist):
    first, second, third = (NOON + timedelta(days=each) for each in (1, 2, 3))
    _, later = scheduling.offer(interview=interview, times=[first, second], by=specialist)
    scheduling.confirm(interview=interview, starts_at=first, by=specialist)  # on the phone, though it is on offer too
    scheduling.move(interview=interview, starts_at=third, side="us", why="Ill", by=specialist)
    scheduling.pick(interview=interview, slot=later)
    assert dict(interview.slots.values_list("starts_at", "state")) == {first: "withdrawn", second: "taken"}
    scheduling.move(interview=interview, starts_at=None, side="us", why="Ill", by=specialist)
    assert not interview.slots.exclude(state="withdrawn").exists()


def test_one_in_writing_that_is_to_be_spoken_needs_a_time(interview, specialist, at_noon):
    scheduling.answer_in_writing(interview=interview, by=specialist)
    with pytest.raises(NotPossible, match="in writing and has no time"):
        scheduling.move(interview=interview, starts_at=None, side="us", why="", by=specialist)
    spoken = scheduling.edit(interview=interview, by=specialist, format="phone")
    assert (spoken.state, spoken.format) == ("requested", "phone")
    written = scheduling.answer_in_writing(interview=interview, by=specialist)
    moved = scheduling.move(
        interview=written, starts_at=NOON + timedelta(days=1), side="us", why="Better", by=specialist
    )
    assert moved.put_off == 0
    at_noon.shift(timedelta(days=1))
    scheduling.held(interview=interview, by=specialist)
    with pytest.raises(NotPossible, match="has a spokesperson"):
        scheduling.edit(interview=interview, by=specialist, spokesperson=None)
    with pytest.raises(NotPossible, match="took place already"):
        scheduling.answer_in_writing(interview=interview, by=specialist)


def test_what_has_begun_can_grow_longer_and_is_not_called_off_late(interview, specialist, at_noon):
    at = NOON + timedelta(hours=1)
    scheduling.confirm(interview=interview, starts_at=at, by=specialist)
    at_noon.shift(timedelta(hours=2))
    longer = scheduling.edit(interview=interview, by=specialist, minutes=90)
    assert longer.ends_at == at + timedelta(minutes=90)
    off = scheduling.call_off(interview=interview, side="us", why="Nobody came", by=specialist)
    assert off.late_cancel is False


def test_times_that_are_over_are_not_on_offer_any_more(interview, specialist, at_noon):
    scheduling.offer(interview=interview, times=[NOON + timedelta(hours=1)], by=specialist)
    at_noon.shift(timedelta(hours=2))
    before = OutgoingMessage.objects.count()
    with pytest.raises(NotPossible, match="Choose at least one time"):
        scheduling.offer(interview=interview, times=[], by=specialist)
    assert OutgoingMessage.objects.count() == before


def test_answering_in_writing_gives_the_time_back(interview, specialist):
    at = NOON + timedelta(days=1)
    scheduling.offer(interview=interview, times=[at, at + timedelta(days=1)], by=specialist)
    scheduling.confirm(interview=interview, starts_at=at, by=specialist)
    written = scheduling.answer_in_writing(interview=interview, by=specialist)
    assert (written.format, written.state, written.starts_at, written.put_off) == ("written", "confirmed", None, 1)
    assert set(interview.slots.values_list("state", flat=True)) == {"withdrawn"}
    assert entries_sent()[-1][1] == "CANCEL"
    with pytest.raises(NotPossible, match="in writing already"):
        scheduling.answer_in_writing(interview=interview, by=specialist)
    with pytest.raises(NotPossible, match="Choose the spokesperson first"):
        scheduling.answer_in_writing(interview=InterviewFactory(spokesperson=None), by=specialist)


def test_calendars_follow_length_and_address(interview, specialist):
    scheduling.confirm(interview=interview, starts_at=NOON + timedelta(days=1), by=specialist)
    scheduling.edit(interview=interview, by=specialist, minutes=60)
    scheduling.edit(interview=interview, by=specialist, reporter_email="ines@new.example.org")
    assert [(to[:8], method, number) for to, method, number, *_ in entries_sent()[2:]] == [
        ("ines@str", "REQUEST", 2), ("marek@fe", "REQUEST", 2),
        ("ines@str", "CANCEL", 3), ("ines@new", "REQUEST", 3), ("marek@fe", "REQUEST", 3),
    ]  # fmt: skip
    with pytest.raises(NotPossible, match="has a spokesperson"):
        scheduling.edit(interview=interview, by=specialist, spokesperson=None)


def test_offered_times_follow_the_length_and_go_with_the_spokesperson(interview, specialist):
    at = NOON + timedelta(days=1)
    scheduling.offer(interview=interview, times=[at], by=specialist)
    scheduling.edit(interview=interview, by=specialist, minutes=60)
    assert interview.slots.get().ends_at == at + timedelta(minutes=60)
    other = SpeakerFactory(client=interview.client)
    changed = scheduling.edit(interview=interview, by=specialist, spokesperson=other)
    assert (changed.state, interview.slots.get().state) == ("requested", "withdrawn")
    assert scheduling.edit(interview=interview, by=specialist, spokesperson=None).spokesperson is None


def test_without_a_mailbox_nothing_is_sent_and_the_letter_says_so(specialist):
    interview = InterviewFactory(owner=specialist)
    scheduling.confirm(interview=interview, starts_at=NOON + timedelta(days=1), by=specialist)
    assert CalendarLetter.objects.get().message is None
    assert not OutgoingMessage.objects.exists()


def test_reminders_are_told_once_and_follow_the_time(interview, specialist, at_noon):
    at = NOON + timedelta(days=3)
    scheduling.confirm(interview=interview, starts_at=at, by=specialist)
    assert interview.reminders.count() == 5
    scheduling.move(interview=interview, starts_at=at + timedelta(hours=1), side="them", why="", by=specialist)
    at_noon.move_to(at - timedelta(days=1))
    assert reminding.tell_due() == 0
    at_noon.shift(timedelta(hours=1))
    assert (reminding.tell_due(), reminding.tell_due()) == (3, 0)
    assert Notification.objects.latest("pk").text == "Interview in 1 day: Ines Albrecht, “" + interview.topic + "”."
    reminders = OutgoingMessage.objects.filter(subject__startswith="Reminder")
    assert sorted(each.to_address[:5] for each in reminders) == ["ines@", "marek"]
    at_noon.move_to(at + timedelta(minutes=30))  # the worker was down when half an hour was left
    assert reminding.tell_due() == 2
    assert Notification.objects.latest("pk").text.endswith("the worker was down.")
    at_noon.shift(timedelta(days=1))
    assert reminding.tell_due() == 0


def test_reminders_of_what_was_called_off_are_dropped(interview, specialist, at_noon):
    scheduling.confirm(interview=interview, starts_at=NOON + timedelta(days=2), by=specialist)
    scheduling.call_off(interview=interview, side="us", why="Strike", by=specialist)
    assert interview.reminders.count() == 0
    at_noon.shift(timedelta(days=1))
    assert reminding.tell_due() == 0


def test_it_is_held_when_it_has_begun(interview, specialist, at_noon):
    scheduling.confirm(interview=interview, starts_at=NOON + timedelta(hours=2), by=specialist)
    with pytest.raises(NotPossible, match="has not begun"):
        scheduling.held(interview=interview, by=specialist)
    at_noon.shift(timedelta(hours=2))
    assert scheduling.held(interview=interview, by=specialist).state == "held"
    kinds = TimelineEntry.objects.order_by("pk").values_list("headline", flat=True)
    assert [kind.partition(":")[0] for kind in kinds] == ["Interview agreed, Tue 24 Nov, 14", "Interview"]


def test_suggestions_keep_to_what_is_free(interview):
    speaker = interview.spokesperson
    found = speakers.suggestions(speaker, 30, BERLIN)
    assert len(found) == 6
    assert all(each.astimezone(BERLIN).weekday() < 5 for each in found)
    assert found[0] == NOON + timedelta(hours=2)
    at = NOON + timedelta(days=4, hours=8)  # a Saturday evening
    speaker.times.create(kind="free", starts_at=at, ends_at=at + timedelta(hours=3))
    InterviewFactory(client=speaker.client, spokesperson=speaker, state="confirmed", starts_at=at)
    assert speakers.suggestions(speaker, 30, BERLIN) == [
        at + timedelta(minutes=30),
        at + timedelta(hours=2, minutes=30),
    ]
    assert speakers.address_of(SpeakerFactory(reached="phone only: +47 1")) == ""
