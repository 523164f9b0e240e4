"""The doctor finds what is wrong, and says what to do."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from celery.app.control import Inspect
from django.core.cache import cache
from django.core.management import call_command
from django.utils import timezone

from core import doctor
from core.doctor import Finding, State
from core.tasks import beat_heartbeat
from mail.doctor import mailboxes
from tests.factories.mail import MailboxFactory

pytestmark = [pytest.mark.django_db, pytest.mark.services]


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "WORKER_TIMEOUT", 0.2)


@pytest.mark.parametrize("examination", [doctor.database, doctor.migrations, doctor.clock, doctor.broker])
def test_servers_that_work_are_good(examination: doctor.Examination):
    assert [finding.state for finding in examination()] == [State.GOOD]


def test_unreachable_broker_is_broken(settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    (finding,) = doctor.broker()
    assert finding.state == State.BROKEN
    assert "REDIS_URL" in finding.advice


def test_missing_worker_is_broken():
    (finding,) = doctor.worker()
    assert (finding.state, finding.says) == (State.BROKEN, "no Celery worker answers, so nothing is sent or fetched")


def test_a_queue_that_nobody_reads_is_broken(monkeypatch: pytest.MonkeyPatch):
    reading = {"celery@one": [{"name": "celery"}]}
    monkeypatch.setattr(Inspect, "active_queues", lambda _: reading)
    (finding,) = doctor.worker()
    assert (finding.state, finding.says) == (State.BROKEN, "no worker reads the queue “fetching”: its work waits")
    assert "`celery -A mediarel worker -Q fetching`" in finding.advice
    reading["fetching@two"] = [{"name": "fetching"}]
    assert [(finding.state, finding.says) for finding in doctor.worker()] == [
        (State.GOOD, "2 answer, every queue is read")
    ]


def test_beat_is_good_after_its_heartbeat():
    assert [finding.state for finding in doctor.beat()] == [State.BROKEN]
    beat_heartbeat()
    assert [finding.state for finding in doctor.beat()] == [State.GOOD]


def test_beat_that_fell_silent_is_broken():
    cache.set(doctor.HEARTBEAT_KEY, timezone.now() - timedelta(minutes=5))
    (finding,) = doctor.beat()
    assert finding.state == State.BROKEN
    assert finding.says.startswith("last heartbeat at")


def test_little_space_is_told(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(doctor, "LITTLE_SPACE", 2**62)
    assert {finding.state for finding in doctor.disk()} == {State.WARNING}
    monkeypatch.setattr(doctor, "NO_SPACE", 2**62)
    assert {finding.state for finding in doctor.disk()} == {State.BROKEN}


def test_clock_that_is_off_is_broken(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(doctor, "CLOCK_TOLERANCE", timedelta(seconds=-1))
    (finding,) = doctor.clock()
    assert (finding.state, "NTP" in finding.advice) == (State.BROKEN, True)


def test_debugging_in_production_is_broken(settings):
    settings.DEBUG = settings.HTTPS = True
    assert Finding("settings", State.BROKEN, "DEBUG is on", "Unset DEBUG: error pages would show secrets.") in list(
        doctor.configuration()
    )


def test_mailboxes_without_trouble_take_one_line():
    MailboxFactory.create_batch(2)
    MailboxFactory(is_active=False, paused_at=timezone.now(), pause_reason="left the company")
    assert [(finding.state, finding.says) for finding in mailboxes()] == [(State.GOOD, "2 in use, none of them stuck")]


def test_mailbox_in_trouble_is_told_without_its_address():
    MailboxFactory()
    paused = MailboxFactory(paused_at=timezone.now(), pause_reason="The server refused the password.")
    deaf = MailboxFactory(imap_host="imap.example.com", poll_error="The server does not answer.")
    found = {finding.subject: finding.says for finding in mailboxes()}
    assert found == {
        f"mailbox {paused.pk}": "paused: The server refused the password.",
        f"mailbox {deaf.pk}": "replies cannot be fetched: The server does not answer.",
    }


def test_command_exits_1_and_prints_json_when_something_is_broken():
    said = StringIO()
    with pytest.raises(SystemExit) as exit_:
        call_command("doctor", "--json", stdout=said)
    report = json.loads(said.getvalue())
    broken = [finding["subject"] for finding in report["findings"] if finding["state"] == "broken"]
    assert (exit_.value.code, report["broken"], broken) == (1, 2, ["worker", "beat"])
    assert all(finding["advice"] for finding in report["findings"] if finding["state"] != "good")


def test_command_says_what_to_do_under_each_finding():
    said = StringIO()
    with pytest.raises(SystemExit):
        call_command("doctor", stdout=said)
    assert "BROKEN  worker      no Celery worker answers" in said.getvalue()
    assert "`celery -A mediarel worker`" in said.getvalue()


def test_examination_that_fails_does_not_stop_the_others(monkeypatch: pytest.MonkeyPatch):
    def fails() -> list[Finding]:
        raise RuntimeError("the lamp is out")

    monkeypatch.setattr(doctor, "_examinations", {"lamp": fails, "disk": doctor.disk})
    first, *others = doctor.examine()
    assert (first.subject, first.state, first.says) == ("lamp", State.BROKEN, "the lamp is out")
    assert others
