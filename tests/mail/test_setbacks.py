"""What stands in the way of a message for now, whoever told it; in the conversation where a service told it."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mail import intake
from mail.models import OutgoingMessage
from mail.setbacks import setbacks_of
from tests.factories.mail import MailboxFactory, ServiceMailboxFactory, in_state
from tests.mail import service_calls as calls
from tests.mail.conversations import answered, write_in
from tests.mail.letters import bounce

pytestmark = pytest.mark.django_db

FULL = "smtp;452 4.2.2 mailbox full"


def tell(message: OutgoingMessage, said: dict[str, Any]) -> OutgoingMessage:
    assert calls.call(message.mailbox, said).status_code == 200
    message.refresh_from_db()
    return message


def by_mail() -> OutgoingMessage:
    message = in_state(MailboxFactory(), "sent")
    intake.receive(bounce(message, status="4.2.2", diagnostic="smtp; 452 4.2.2 mailbox full"))
    return message


def by_service() -> OutgoingMessage:
    message = in_state(ServiceMailboxFactory(), "sent", service_id="883953f4-6105-42a2-a16a-77a8eac79483")
    return tell(message, calls.bounce(message, Type="SoftBounce", Details=FULL))


@pytest.mark.parametrize("told", [by_mail, by_service])
def test_setback_is_the_same_whoever_tells_it(told):
    message = told()
    assert message.bounced_at is None
    setback = setbacks_of([message])[message.pk]
    assert "mailbox full" in setback.reason


def test_what_arrived_later_has_none():
    message = by_service()
    message.delivered_at = setbacks_of([message])[message.pk].at + timedelta(minutes=1)
    assert setbacks_of([message]) == {}


def test_what_came_back_for_good_has_none():
    message = by_service()
    tell(message, calls.bounce(message, ID=45))
    assert message.bounced_at
    assert setbacks_of([message]) == {}


def test_latest_of_several_is_told(django_assert_num_queries):
    messages = [by_mail(), by_service(), in_state(MailboxFactory(), "sent")]
    later = (timezone.now() + timedelta(minutes=5)).isoformat()
    tell(messages[1], calls.bounce(messages[1], ID=46, Type="Transient", Details="451 later", BouncedAt=later))
    with django_assert_num_queries(2):
        found = setbacks_of(messages)
    assert found.keys() == {messages[0].pk, messages[1].pk}
    assert found[messages[1].pk].reason == "451 later"


@pytest.mark.parametrize(
    ("said", "words"),
    [({"Type": "SoftBounce", "Details": FULL}, "Bounce, for now"), ({}, "Bounce, for good")],
    ids=["soft", "hard"],
)
def test_conversation_shows_what_the_service_told(client_for, specialist, colleague, said, words):
    sent, _, thread = answered(ServiceMailboxFactory(owner=specialist))
    sent = OutgoingMessage.objects.get(pk=sent.pk)
    assert words not in client_for(specialist).get(thread.get_absolute_url()).content.decode()
    tell(sent, calls.bounce(sent, **said))
    page = client_for(specialist).get(thread.get_absolute_url()).content.decode()
    assert words in page
    assert "Postmark: " in page
    assert client_for(colleague).get(thread.get_absolute_url()).status_code == 404


def test_conversation_asks_as_often_for_three_events_as_for_one(client_for, specialist, django_assert_num_queries):
    sent, _, thread = answered(ServiceMailboxFactory(owner=specialist))
    sent = OutgoingMessage.objects.get(pk=sent.pk)
    browser = client_for(specialist)

    def tell_again(number: int) -> None:
        tell(sent, calls.bounce(sent, ID=number, Type="Transient", Details=f"451 later {number}"))

    tell_again(1)
    browser.get(thread.get_absolute_url())
    with CaptureQueriesContext(connection) as one:
        browser.get(thread.get_absolute_url())
    cost = len(one)
    tell_again(2)
    tell_again(3)
    with django_assert_num_queries(cost):
        page = browser.get(thread.get_absolute_url()).content.decode()
    assert page.count("Bounce, for now") == 3


def test_thread_that_begins_later_has_what_was_told_before(client_for, specialist):
    message = by_service()
    thread = write_in(message.mailbox, in_reply_to=message.message_id).thread
    assert "Bounce, for now" in client_for(specialist).get(thread.get_absolute_url()).content.decode()
