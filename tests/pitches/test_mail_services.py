"""A pitch through a mail service, over real HTTP, and what the service says of it afterwards."""

from typing import Any

import pytest
from django.urls import reverse

from contacts.models import TimelineEntry
from mail import delivery, intake, suppression
from pitches import responses, sending
from pitches.fingerprint import fingerprint_of
from pitches.models import Recipient
from tests.factories.mail import ServiceMailboxFactory
from tests.factories.pitches import PitchFactory, RecipientFactory
from tests.mail import service_calls as calls
from tests.mail.fake_service import FakeService
from tests.mail.letters import bounce
from tests.pitches.conftest import schedule_in_database

pytestmark = pytest.mark.django_db

FULL = "smtp; 452 4.2.2 mailbox full"


@pytest.fixture
def pitched(specialist, settings) -> Recipient:
    pitch = PitchFactory(owner=specialist, mailbox=ServiceMailboxFactory(owner=specialist))
    recipient = RecipientFactory(pitch=pitch)
    schedule_in_database(pitch, fingerprint_of(pitch))
    sending.start(pitch=pitch)
    message = pitch.mailbox.outgoing.get()
    type(message).objects.update(window_start=None, window_end=None, due_at=message.created_at)
    with FakeService() as fake:
        settings.SERVICE_API_URLS = {"postmark": fake.url}
        assert delivery.deliver_due().sent == 1
    recipient.refresh_from_db()
    return recipient


def told(recipient: Recipient, said: dict[str, Any]) -> Recipient:
    assert recipient.message
    assert calls.call(recipient.message.mailbox, said).status_code == 200
    recipient.refresh_from_db()
    return recipient


def test_pitch_is_sent_and_waits_for_its_follow_up(pitched):
    assert pitched.sent_at
    assert pitched.follow_up_due_on
    assert pitched.message.service_id


def test_dead_address_is_marked_and_ends_the_follow_up(pitched):
    told(pitched, calls.bounce(pitched.message))
    assert pitched.follow_up_stopped_why == "The address does not work"
    assert pitched.journalist.emails.get().bounced_at
    assert TimelineEntry.objects.filter(kind="bounced").count() == 1
    assert suppression.is_suppressed(pitched.message.to_address)


def test_complaint_is_a_wish_to_be_left_alone(pitched):
    told(pitched, calls.postmark("SpamComplaint", pitched.message, ID=42, Type="SpamComplaint"))
    pitched.journalist.refresh_from_db()
    assert pitched.journalist.do_not_contact
    assert pitched.follow_up_stopped_why == "Asked to be left alone"


def test_delivery_changes_nothing_of_the_pitch(pitched):
    before = pitched.updated_at
    told(pitched, calls.postmark("Delivery", pitched.message, DeliveredAt="2026-11-25T09:00:00Z"))
    assert pitched.updated_at == before
    assert pitched.follow_up_stopped_at is None


@pytest.mark.parametrize("told_by", ["the service", "a mail server"])
def test_full_mailbox_stands_in_the_row_until_they_answer(pitched, client_for, specialist, told_by):
    page = reverse("pitches:pitch-detail", args=[pitched.pitch_id])
    browser = client_for(specialist)
    assert "Bounce, for now" not in browser.get(page).content.decode()
    if told_by == "the service":
        told(pitched, calls.bounce(pitched.message, Type="SoftBounce", Details="smtp;452 4.2.2 mailbox full"))
    else:
        intake.receive(bounce(pitched.message, recipient=pitched.message.to_address, status="4.2.2", diagnostic=FULL))
    assert pitched.follow_up_stopped_at is None
    html = browser.get(page).content.decode()
    assert ("Bounce, for now" in html, "mailbox full" in html, "Sent, no answer" in html) == (True, True, True)
    responses.respond(recipient=pitched, kind="interested")
    assert "Bounce, for now" not in browser.get(page).content.decode()
