"""The two clocks: office hours, summer time, who is called when, and what happens when nobody was there to call."""

import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail

from inquiries import answering, calling, clocks, pages, states
from inquiries.duty import on_duty
from inquiries.errors import NotPossible, Overtaken
from inquiries.models import Escalation, Inquiry, Page
from inquiries.tasks import call_due
from team.models import TeamPolicy
from tests.factories.inquiries import DutyFactory, InquiryFactory, QuestionFactory, StatementFactory

BERLIN = ZoneInfo("Europe/Berlin")
NOON = datetime(2026, 11, 11, 12, 0, tzinfo=BERLIN)  # a Wednesday


def moment(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2026-11-11 12:00", "2026-11-11 12:15"),
        ("2026-11-11 08:00", "2026-11-11 09:15"),
        ("2026-11-13 17:50", "2026-11-16 09:05"),  # Friday evening, Monday morning
        ("2026-11-14 12:00", "2026-11-16 09:15"),
        ("2026-11-11 17:45", "2026-11-11 18:00"),
        ("2026-03-27 17:55", "2026-03-30 09:10"),  # the clock jumps on the Sunday in between
        ("2026-10-23 17:55", "2026-10-26 09:10"),
    ],
)
def test_acknowledging_counts_office_hours(received, due):
    assert clocks.acknowledge_by(moment(received), TeamPolicy()) == moment(due)


def test_an_office_that_is_always_open_counts_every_hour_of_a_day_with_25():
    policy = TeamPolicy(office_start=0, office_end=24, office_weekdays_only=False)
    start = moment("2026-10-24 23:30")
    assert clocks.after_office_minutes(start, 24 * 60, policy) == moment("2026-10-25 22:30")
    assert clocks.office_minutes(start, moment("2026-10-25 23:30"), policy) == 25 * 60


@pytest.fixture
def inquiry(db) -> Inquiry:
    """Came in at noon, to be acknowledged by 12:15."""
    made = InquiryFactory(received_at=NOON, acknowledge_by=NOON + timedelta(minutes=15))
    with time_machine.travel(NOON, tick=False):
        clocks.plan(made)
    return made


def called(user) -> list[str]:
    return [each.text for each in user.notifications.order_by("pk")]


def test_first_who_is_on_duty_then_managers_then_everybody(inquiry, specialist, manager, observer):
    DutyFactory(user=specialist, starts_at=NOON - timedelta(hours=1))
    with time_machine.travel(NOON + timedelta(minutes=14), tick=False) as now:
        assert call_due() == 0
        now.move_to(NOON + timedelta(minutes=15))
        assert call_due() == 1
        assert (len(called(specialist)), len(called(manager))) == (1, 0)
        now.move_to(NOON + timedelta(minutes=30))
        assert (call_due(), len(called(manager))) == (1, 1)
        now.move_to(NOON + timedelta(minutes=45))
        assert call_due() == 1
        assert call_due() == 0
    assert (len(called(specialist)), len(called(manager)), len(called(observer))) == (2, 2, 0)
    assert called(specialist)[0] == f"Aoife Brannigan, Grid & Current has had no word from us since 12:00: “{inquiry}”."
    assert sorted(letter.to[0] for letter in mail.outbox) == sorted(
        [specialist.email, specialist.email, manager.email, manager.email]
    )
    assert inquiry.get_absolute_url() in mail.outbox[0].body


def test_without_anybody_on_duty_managers_are_called_at_once(inquiry, specialist, manager):
    with time_machine.travel(NOON + timedelta(minutes=15), tick=False):
        assert call_due() == 1
    assert (len(called(specialist)), len(called(manager))) == (0, 1)


def test_a_worker_that_was_down_catches_up_and_says_so(inquiry, specialist):
    DutyFactory(user=specialist, starts_at=NOON - timedelta(hours=1))
    specialist.time_zone = "Europe/London"
    specialist.save()
    with time_machine.travel(NOON + timedelta(minutes=25), tick=False):
        call_due()
    assert "You should have heard at 11:15; the worker was down until now." in called(specialist)[0]


def test_what_was_acknowledged_in_time_calls_nobody(inquiry, specialist, manager):
    with time_machine.travel(NOON + timedelta(minutes=9), tick=False) as now:
        states.acknowledge(inquiry=inquiry, by=specialist, how="by phone")
        with pytest.raises(Overtaken, match="has acknowledged it already"):
            states.acknowledge(inquiry=inquiry, by=manager)
        now.move_to(NOON + timedelta(hours=2))
        assert call_due() == 0
    inquiry.refresh_from_db()
    assert (inquiry.state, inquiry.owner, inquiry.acknowledged_how) == ("working", specialist, "by phone")
    assert not Escalation.objects.filter(cancelled_at=None).exists()


def test_a_moved_deadline_calls_anew_and_an_answer_calls_nobody(inquiry, specialist, manager):
    with time_machine.travel(NOON, tick=False) as now:
        states.acknowledge(inquiry=inquiry, by=specialist)
        states.edit(inquiry=inquiry, by=specialist, deadline=NOON + timedelta(hours=2))
        now.move_to(NOON + timedelta(hours=1))
        assert call_due() == 1
        states.edit(inquiry=inquiry, by=specialist, deadline=NOON + timedelta(hours=5))
        now.move_to(NOON + timedelta(hours=4))
        assert call_due() == 1
        QuestionFactory(inquiry=inquiry, state="ready", answer="Six.")
        answering.give(inquiry=inquiry, by=manager, how="by phone")
        now.move_to(NOON + timedelta(hours=6))
        assert call_due() == 0
    assert len(called(specialist)) == 2


class Hook(BaseHTTPRequestHandler):
    """A webhook that answers each request with the next of `answers`, the last one from then on."""

    answers: ClassVar[list[int]] = []
    heard: ClassVar[list[tuple[bytes, str]]] = []

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.heard.append((body, self.headers["X-Mediarel-Signature"]))
        self.send_response(self.answers.pop(0) if len(self.answers) > 1 else self.answers[0])
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def hook(settings) -> Iterator[type[Hook]]:
    settings.FETCH_PRIVATE_NETWORKS = ["127.0.0.1/32"]
    Hook.answers, Hook.heard = [200], []
    with ThreadingHTTPServer(("127.0.0.1", 0), Hook) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        policy = TeamPolicy.current()
        policy.escalation_webhook, policy.escalation_secret = f"http://127.0.0.1:{server.server_port}/hook", "key"
        policy.save()
        yield Hook
        server.shutdown()


def test_the_webhook_is_told_with_a_signature_and_tried_again(inquiry, manager, hook):
    hook.answers = [503, 200]
    with time_machine.travel(NOON + timedelta(minutes=15), tick=False) as now:
        call_due()
        page = Page.objects.get(channel="webhook")
        assert (page.told_at, page.attempts, page.error) == (None, 1, "The webhook answered 503.")
        assert pages.send_due() == (0, 0)
        now.shift(timedelta(minutes=1))
        assert pages.send_due() == (1, 0)
        now.shift(timedelta(days=1))
        assert pages.send_due() == (0, 0)
    (first, signature), (second, _) = hook.heard
    assert first == second
    assert signature == "sha256=" + hmac.new(b"key", first, hashlib.sha256).hexdigest()
    told = json.loads(first)
    assert (told["inquiry"], told["step"]) == (inquiry.number, "Person on duty")
    assert told["text"].endswith(f"http://testserver{inquiry.get_absolute_url()}")


def test_a_webhook_that_never_answers_well_is_given_up(inquiry, manager, hook):
    hook.answers = [500]
    with time_machine.travel(NOON + timedelta(minutes=15), tick=False) as now:
        call_due()
        for _ in range(Page.MOST_TRIES + 2):
            now.shift(timedelta(hours=2))
            pages.send_due()
    page = Page.objects.get(channel="webhook")
    assert (page.attempts, page.failed_at is not None) == (Page.MOST_TRIES, True)


def test_who_is_on_duty(db, specialist):
    assert on_duty() is None
    duty = DutyFactory(user=specialist)
    assert on_duty() == specialist
    assert on_duty(duty.ends_at) is None
    specialist.is_active = False
    specialist.save()
    assert on_duty() is None


def test_two_who_answer_one_question_are_told_and_lose_nothing(db, specialist, colleague):
    question = QuestionFactory()
    answering.save_answer(question=question, text="Six runs.", by=colleague, revision=0, ready=True)
    with pytest.raises(Overtaken, match="has answered this question since") as refused:
        answering.save_answer(question=question, text="Five runs.", by=specialist, revision=0, ready=True)
    assert refused.value.theirs == "Six runs."
    with pytest.raises(NotPossible, match="Write the answer first"):
        answering.save_answer(question=question, text=" ", by=specialist, revision=1, ready=True)


def test_what_was_told_is_kept_word_for_word_and_sign_off_holds(inquiry, specialist, manager):
    question = QuestionFactory(inquiry=inquiry)
    statement = StatementFactory(client=inquiry.client)
    save = {"question": question, "by": specialist, "ready": True}
    answering.save_answer(text="We do not know.", revision=0, **save)
    with pytest.raises(answering.NotSignedOff, match="policy asks"):
        answering.give(inquiry=inquiry, by=specialist, how="by phone")
    answering.save_answer(text=statement.text, revision=1, statement=statement, **save)
    answer = answering.give(inquiry=inquiry, by=specialist, how="by phone")
    told = answer.told.get()
    assert (told.text, told.statement, told.to_outlet, told.by) == (
        statement.text,
        statement,
        "Grid & Current",
        specialist,
    )
    inquiry.refresh_from_db()
    assert (inquiry.state, inquiry.owner, inquiry.acknowledged_at is not None) == ("answered", specialist, True)
    with pytest.raises(Overtaken, match="is answered already"):
        answering.give(inquiry=inquiry, by=manager, how="by phone")
    assert calling.call_due() == 0
