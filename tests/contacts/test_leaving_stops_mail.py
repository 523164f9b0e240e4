"""Who leaves gets nothing more, from the moment in which the POST is answered: against a real worker and server."""

import asyncio
import os
import subprocess
import sys
import threading
import time

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client as Browser
from django.urls import reverse

from contacts import preferences
from mail import suppression
from mail.models import OutgoingMessage
from tests.factories.contacts import JournalistFactory
from tests.factories.mail import MailboxFactory, enqueued
from tests.mail.sink import Sink

WORKER = """
import sys, django
django.setup()
from mail import delivery
delivery.deliver_mailbox(int(sys.argv[1]), seconds=60)
"""


class GatedSink(Sink):
    """Holds back its answer to the first message until the gate is opened."""

    def __init__(self) -> None:
        super().__init__()
        self.has_first, self.gate = threading.Event(), threading.Event()

    async def handle_DATA(self, server, session, envelope):
        self.has_first.set()
        while not self.gate.is_set():
            await asyncio.sleep(0.02)
        return await super().handle_DATA(server, session, envelope)


def start_worker(mailbox) -> subprocess.Popen:
    database = connection.settings_dict
    address = f"{database['HOST']}:{database['PORT']}" if database["PORT"] else database["HOST"]
    env = os.environ | {
        "DATABASE_URL": f"postgres://{database['USER']}:{database['PASSWORD']}@{address}/{database['NAME']}",
        "SUPPRESSION_KEY": settings.SUPPRESSION_KEY,
        "DJANGO_SETTINGS_MODULE": "mediarel.settings",
    }
    return subprocess.Popen([sys.executable, "-c", WORKER, str(mailbox.pk)], env=env, cwd=settings.BASE_DIR)


@pytest.mark.services
@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_message_that_a_worker_has_claimed_does_not_go_out_after_the_post_was_answered():
    ines = JournalistFactory(name="Ines Albrecht", email="ines@stromblatt.example.org")
    with GatedSink() as sink:
        mailbox = MailboxFactory(smtp_port=sink.port)
        first = enqueued(mailbox, to_address="first@example.org")
        theirs = enqueued(mailbox, to_address="ines@stromblatt.example.org")
        last = enqueued(mailbox, to_address="last@example.org")
        worker = start_worker(mailbox)
        try:
            assert sink.has_first.wait(60)
            theirs.refresh_from_db()
            assert theirs.state == "claimed"
            began = time.monotonic()
            address = reverse("contacts:unsubscribe", args=[ines.token])
            answer = Browser().post(address, {"List-Unsubscribe": "One-Click"})
            took = time.monotonic() - began
        finally:
            sink.gate.set()
            assert worker.wait(60) == 0
    assert answer.status_code == 200
    assert took < 1
    assert sink.message_ids == [first.message_id, last.message_id]
    theirs.refresh_from_db()
    assert (theirs.state, theirs.last_error) == ("cancelled", "They left.")


@pytest.mark.django_db(transaction=True)
def test_leaving_waits_for_a_hand_off_under_way_and_nothing_sets_out_after_it():
    """Whoever holds the message's row decides first: either it was handed off before the answer, or never."""
    ines = JournalistFactory(name="Ines Albrecht", email="ines@stromblatt.example.org")
    message = enqueued(MailboxFactory(), to_address="ines@stromblatt.example.org")
    answered = threading.Event()

    def leave() -> None:
        preferences.leave(journalist=ines)
        answered.set()
        connection.close()

    with transaction.atomic():
        OutgoingMessage.objects.select_for_update(of=("self",)).get(pk=message.pk)
        leaving = threading.Thread(target=leave)
        leaving.start()
        assert not answered.wait(0.5)
    leaving.join(10)
    assert answered.is_set()
    message.refresh_from_db()
    assert message.state == "cancelled"


@pytest.mark.django_db
def test_deleting_a_journalist_who_left_keeps_the_mark():
    ines = JournalistFactory(name="Ines Albrecht", email="ines@stromblatt.example.org")
    preferences.ask_to_delete(journalist=ines)
    ines.delete()
    assert suppression.is_suppressed("Ines@stromblatt.example.org")
