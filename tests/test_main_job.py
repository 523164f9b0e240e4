"""The main job from end to end on real servers: a messy file becomes contacts, a pitch goes to 200 of them through
Celery and SMTP, answers come back through `receive_email`, and the follow-up goes to exactly the right rest."""

import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from email import message_from_bytes
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from contacts.models import Journalist, TimelineEntry
from dashboard.demo import post_office
from mail.models import OutgoingMessage
from pitches import follow_ups, recipients, scheduling, sending
from pitches.models import Pitch, Recipient, Response
from pitches.sign_off import submit_for_review
from team import reviews
from team.models import TeamPolicy, User
from tests.contacts.messy import make
from tests.factories.mail import MailboxFactory
from tests.factories.pitches import PitchFactory
from tests.mail.sink import Sink

PICKED, REPLIES, BOUNCES, AWAY = 200, 20, 5, 5

pytestmark = [pytest.mark.services, pytest.mark.slow, pytest.mark.django_db(transaction=True), pytest.mark.timeout(900)]


@pytest.fixture
def sink() -> Iterator[Sink]:
    with Sink() as sink:
        yield sink


@pytest.fixture
def celery_worker() -> Iterator[subprocess.Popen]:
    """A real worker process on this test's database and broker."""
    database = connection.settings_dict
    address = f"postgres://{database['USER']}:{database['PASSWORD']}@{database['HOST']}:{database['PORT']}"
    environment = os.environ | {
        "DATABASE_URL": f"{address}/{database['NAME']}",
        "REDIS_URL": settings.REDIS_URL,
        "SECRET_KEY": settings.SECRET_KEY,
    }
    command = [sys.executable, "-m", "celery", "-A", "mediarel", "worker", "--pool", "solo", "-l", "WARNING"]
    process = subprocess.Popen(command, env=environment, cwd=settings.BASE_DIR)
    yield process
    if process.poll() is None:
        process.terminate()
        process.wait(30)


def wait_for(condition: Callable[[], bool], seconds: float = 120) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "It took too long."
        time.sleep(0.2)


def picked_from(file: Path, specialist: User, port: int) -> Pitch:
    """Import the file, and pick 200 people who can be written to, each for a reason."""
    call_command("import_contacts", str(file), "--json")
    mailbox = MailboxFactory(owner=specialist, smtp_port=port)
    pitch = PitchFactory(
        owner=specialist, mailbox=mailbox, window_start=0, window_end=24, weekdays_only=False, follow_up_after=3
    )
    people = Journalist.objects.pitchable().filter(emails__isnull=False).distinct().order_by("pk")[:PICKED]
    recipients.add(pitch=pitch, journalists=people, by=specialist)
    pitch.recipients.update(reason="Covers the beat.", personal_line="After your piece on ports.")
    return pitch


def sent_off(pitch: Pitch, specialist: User, manager: User) -> None:
    """Submit, approve and schedule, and let the cancel window pass."""
    reviews.approve(review=submit_for_review(pitch=pitch, by=specialist), by=manager)
    scheduling.schedule(pitch=Pitch.objects.get(pk=pitch.pk), by=specialist)
    Pitch.objects.filter(pk=pitch.pk).update(starts_at=timezone.now())
    assert sending.start(pitch=pitch) == PICKED


def answers_come_back(sent: list[Recipient], folder: Path) -> tuple[set[int], set[int], set[int]]:
    """Files of replies, bounces and out-of-office messages, fed through the command. Gives whose they are."""
    now = timezone.now()
    replied, bounced, away = sent[:REPLIES], sent[REPLIES : REPLIES + BOUNCES], sent[REPLIES + BOUNCES :][:AWAY]
    back = now + timedelta(days=14)
    raws = [post_office.reply(r.message, "Yes, please send it.", at=now, name=r.journalist.name) for r in replied]
    raws += [post_office.bounce(r.message, at=now) for r in bounced]
    raws += [post_office.away(r.message, at=now, name=r.journalist.name, back=back) for r in away]
    files = []
    for number, raw in enumerate(raws):
        files.append(folder / f"{number}.eml")
        files[-1].write_bytes(raw)
    call_command("receive_email", *map(str, files), "--json")
    return {r.pk for r in replied}, {r.pk for r in bounced}, {r.pk for r in away}


def test_main_job_from_file_to_follow_up(specialist, manager, sink, celery_worker, tmp_path):
    TeamPolicy.objects.update_or_create(
        pk=1, defaults={"postal_address": "Uferweg 8, 10999 Berlin", "outlet_cap": 10_000, "cool_off_days": 0}
    )
    messy = make("utf-16")
    file = tmp_path / messy.name
    file.write_bytes(messy.content)
    pitch = picked_from(file, specialist, sink.port)
    sent_off(pitch, specialist, manager)

    # Every recipient gets it once, through the worker.
    wait_for(lambda: pitch.recipients.filter(message__state="sent").count() == PICKED)
    assert set(Counter(sink.message_ids).values()) == {1}
    assert len(sink.raw) == PICKED
    wait_for(lambda: Pitch.objects.get(pk=pitch.pk).state == Pitch.State.SENT)  # told right after the last acceptance
    celery_worker.terminate()
    celery_worker.wait(30)

    # What comes back is told apart, matched, and shown where it belongs.
    sent = list(pitch.recipients.select_related("message__mailbox", "journalist").order_by("pk"))
    replied, bounced, away = answers_come_back(sent, tmp_path)
    assert set(Response.objects.values_list("recipient_id", flat=True)) == replied
    assert set(Response.objects.values_list("text", flat=True)) == {"Yes, please send it."}
    assert TimelineEntry.objects.filter(kind="replied").count() == REPLIES
    assert set(pitch.recipients.filter(message__bounced_at__isnull=False).values_list("pk", flat=True)) == bounced

    # The follow-up goes to the rest, and to nobody else; who was away gets it after their return.
    due_on = pitch.recipients.exclude(pk__in=away).latest("follow_up_due_on").follow_up_due_on
    expected = {r.pk for r in sent} - replied - bounced - away
    follow_up_day(due_on)
    followed = pitch.recipients.filter(follow_up_message__state="sent")
    assert set(followed.values_list("pk", flat=True)) == expected
    follow_up_day(pitch.recipients.get(pk=min(away)).follow_up_due_on)
    assert set(followed.values_list("pk", flat=True)) == expected | away
    assert set(Counter(sink.message_ids).values()) == {1}
    assert len(sink.raw) == PICKED + len(expected) + AWAY
    one = OutgoingMessage.objects.filter(purpose=sending.FOLLOW_UP).select_related("in_reply_to").first()
    delivered = next(m for m in map(message_from_bytes, sink.raw) if m["Message-ID"] == one.message_id)
    assert delivered["In-Reply-To"] == one.in_reply_to.message_id
    assert delivered["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def follow_up_day(day: date) -> None:
    """Noon of that day: what is due is enqueued and delivered in the foreground."""
    noon = timezone.now().replace(year=day.year, month=day.month, day=day.day, hour=12)
    with time_machine.travel(noon):
        follow_ups.send_due()
        call_command("send_due", "--json")
