"""What must never be true of a message or mailbox is impossible in the database, whatever the code does."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from mail.models import Mailbox, OutgoingMessage
from mail.models.outgoing import ImpossibleStep
from tests.factories.mail import MailboxFactory, enqueued, in_state

pytestmark = pytest.mark.django_db

State = OutgoingMessage.State


@pytest.fixture
def mailbox():
    return MailboxFactory()


@pytest.mark.parametrize(
    ("state", "wrong", "rule"),
    [
        ("queued", {"state": "lost"}, "mail_outgoing_state"),
        ("sent", {"accepted_at": None}, "mail_outgoing_sent_accepted"),
        ("sent", {"handed_off_at": None}, "mail_outgoing_accepted_handed_off"),
        ("unconfirmed", {"handed_off_at": None}, "mail_outgoing_in_doubt_handed_off"),
        ("handed_off", {"handed_off_at": None}, "mail_outgoing_in_doubt_handed_off"),
        ("claimed", {"claim": None}, "mail_outgoing_claimed_by"),
        ("failed", {"ended_at": None}, "mail_outgoing_ended"),
        ("queued", {"window_start": 12, "window_end": 5}, "mail_outgoing_window"),
        ("unconfirmed", {"settled_at": timezone.now()}, "mail_outgoing_settled_failed"),
    ],
)
def test_message_cannot_contradict_itself(mailbox, state, wrong, rule):
    message = in_state(mailbox, state)
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        OutgoingMessage.objects.filter(pk=message.pk).update(**wrong)


def test_message_id_is_used_once(mailbox):
    first, second = enqueued(mailbox), enqueued(mailbox)
    with pytest.raises(IntegrityError, match="message_id"), transaction.atomic():
        OutgoingMessage.objects.filter(pk=second.pk).update(message_id=first.message_id)


@pytest.mark.parametrize("limit", ["hourly_limit", "daily_limit", "domain_hourly_limit"])
def test_mailbox_limit_of_nothing_is_refused(mailbox, limit):
    with pytest.raises(IntegrityError, match="mail_mailbox_limits"), transaction.atomic():
        Mailbox.objects.filter(pk=mailbox.pk).update(**{limit: 0})


def test_move_follows_the_map(mailbox):
    message = in_state(mailbox, "sent")
    with pytest.raises(ImpossibleStep):
        message.move(State.QUEUED)


def test_move_tells_when_somebody_was_faster(mailbox):
    message = enqueued(mailbox)
    stale = OutgoingMessage.objects.get(pk=message.pk)
    assert message.move(State.CANCELLED, ended_at=timezone.now())
    assert not stale.move(State.CANCELLED, ended_at=timezone.now(), last_error="late")
    message.refresh_from_db()
    assert message.last_error == ""


def test_move_of_another_workers_message_changes_nothing(mailbox):
    message = in_state(mailbox, "claimed")
    assert not message.move(State.QUEUED, held_by=uuid4())
    message.refresh_from_db()
    assert message.state == "claimed"
