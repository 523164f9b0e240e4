"""A message that kills its worker each time is set aside like one that fails in words. Processes that really die."""

import subprocess
from datetime import timedelta

import pytest

from mail import intake
from mail.models import IncomingMessage
from tests.factories.mail import MailboxFactory, in_state
from tests.mail import processes
from tests.mail.letters import letter

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def stored() -> IncomingMessage:
    sent = in_state(MailboxFactory(), "sent")
    return intake.store(letter(in_reply_to=sent.message_id), mailbox=sent.mailbox)


def read_by_processes(stored: IncomingMessage, *, times: int, twice: bool = False) -> list[int]:
    code = f"from tests.mail import deadly; deadly.read({stored.pk}, times={times}, twice={twice})"
    process = processes.start(code, stdout=subprocess.PIPE)
    output, _ = process.communicate(timeout=120)
    stored.refresh_from_db()
    return [int(line) for line in output.split()]


def test_each_attempt_counts_though_nobody_lives_to_say_so(stored):
    assert read_by_processes(stored, times=2) == [9, 9]
    assert (stored.attempts, stored.processed_at, stored.error) == (2, None, "")
    assert intake.is_unread(stored.mailbox_id)
    assert intake.process(stored.pk)  # by somebody whom it does no harm
    stored.refresh_from_db()
    assert (stored.kind, stored.attempts, stored.error) == ("reply", 3, "")


@pytest.mark.parametrize("twice", [False, True], ids=["reading it", "and finding out whose it is"])
def test_after_some_attempts_it_is_set_aside_and_holds_up_nothing(stored, twice):
    deaths = intake.MOST_ATTEMPTS + twice
    assert read_by_processes(stored, times=deaths + 1, twice=twice) == [9] * deaths + [0]
    assert stored.processed_at
    assert (stored.kind, stored.error) == ("other", intake.UNFINISHED)
    assert (stored.matched is None) is twice
    assert not intake.is_unread(stored.mailbox_id)


def test_what_failed_before_comes_after_what_is_new(stored):
    IncomingMessage.objects.update(attempts=1)
    later = intake.store(letter(body="Another one."), mailbox=stored.mailbox)
    assert list(intake.unprocessed(older_than=timedelta(0))) == [later.pk, stored.pk]
