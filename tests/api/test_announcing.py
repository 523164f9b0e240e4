"""What other systems are told of: each event where it happens, named so that a token reads the record."""

from datetime import timedelta

import pytest
from django.utils import timezone

from coverage.clips import deciding
from events import scheduling
from inquiries import answering, intake
from inquiries.models import Inquiry
from inquiries.reporters import Reporter
from mail.models import OutgoingMessage
from pitches import responses, sending
from team.models import TeamPolicy, WebhookDelivery, WebhookEndpoint
from team.models.webhook import EVENTS
from tests.factories import coverage, events, inquiries, pitches
from tests.factories.campaigns import ClientFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def hook(manager):
    names = [name for name, _ in EVENTS]
    return WebhookEndpoint.objects.create(name="All", url="https://h.example.org", told_of=names, made_by=manager)


def told(program):
    """The events, and that each names a record that the interface has."""
    found = []
    for delivery in WebhookDelivery.objects.order_by("pk"):
        answer = program.get(delivery.payload["api"].removeprefix("http://testserver"))
        assert (answer.status_code, answer.json()["id"]) == (200, delivery.payload["id"])
        assert answer.json()["page"] == delivery.payload["page"]
        found.append(delivery.event)
    return found


def test_a_clip_that_is_called_ours(program, specialist):
    clip = coverage.ClipFactory()
    deciding.reject(clip=clip, by=specialist)
    assert told(program) == []
    deciding.confirm(clip=clip, by=specialist)
    assert told(program) == ["clip.confirmed"]


def test_an_inquiry_that_comes_in_and_is_answered(program, manager):
    inquiry = intake.take_in(
        client=ClientFactory(), channel=Inquiry.Channel.PHONE, subject="Efficiency", words="Who paid?",
        reporter=Reporter(name="Aoife Brannigan"),
    )  # fmt: skip
    question = inquiries.QuestionFactory(inquiry=inquiry, state="ready", answer="We did.", position=9)
    answering.give(inquiry=inquiry, by=manager, how="by phone")
    assert told(program) == ["inquiry.received", "inquiry.answered"]
    assert question.inquiry.number == WebhookDelivery.objects.first().payload["number"]


def test_a_pitch_that_has_gone_out_and_is_answered(program, specialist):
    pitch = pitches.PitchFactory(
        state="sending", starts_at=timezone.now(), scheduled_by=specialist, owner=specialist
    )  # fmt: skip
    recipient = pitches.RecipientFactory(pitch=pitch)
    sending.catch_up()
    sending.catch_up()
    responses.respond(recipient=recipient, kind="interested")
    responses.respond(recipient=recipient, kind="interested")
    assert told(program) == ["pitch.sent", "pitch.answered"]
    assert WebhookDelivery.objects.first().payload["answer"] == "interested"
    assert OutgoingMessage.objects.count() == 0


def test_an_interview_that_has_its_time(program, specialist):
    assert TeamPolicy.current()
    interview = events.InterviewFactory(state="offered", owner=specialist)
    slot = events.SlotFactory(interview=interview, starts_at=timezone.now() + timedelta(days=2))
    scheduling.pick(interview=interview, slot=slot)
    assert told(program) == ["interview.confirmed"]
