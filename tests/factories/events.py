"""Interviews and media events for tests."""

from datetime import timedelta
from uuid import uuid4

import factory
from django.utils import timezone

from campaigns.models import Spokesperson
from events.models import Interview, Invitee, MediaEvent, Slot
from tests.factories.campaigns import ClientFactory
from tests.factories.team import UserFactory


class SpeakerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Spokesperson

    client = factory.SubFactory(ClientFactory)
    name = factory.Sequence(lambda n: f"Marek Dvořák {n}")
    role = "Chief engineer"


class InterviewFactory(factory.django.DjangoModelFactory):
    """Asked for; with `state="confirmed"` and `starts_at` it has a time."""

    class Meta:
        model = Interview

    client = factory.SubFactory(ClientFactory)
    spokesperson = factory.SubFactory(SpeakerFactory, client=factory.SelfAttribute("..client"))
    owner = factory.SubFactory(UserFactory)
    topic = factory.Sequence(lambda n: f"The fifth dark day, part {n}")
    reporter_name = "Ines Albrecht"
    reporter_email = "ines@stromblatt.example.org"
    uid = factory.LazyFunction(lambda: f"{uuid4()}@mediarel.example.org")
    ends_at = factory.LazyAttribute(
        lambda made: made.starts_at + timedelta(minutes=made.minutes) if made.starts_at else None
    )
    starts_at = None
    minutes = 30


class SlotFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Slot

    interview = factory.SubFactory(InterviewFactory)
    spokesperson = factory.SelfAttribute("interview.spokesperson")
    starts_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=2))
    ends_at = factory.LazyAttribute(lambda made: made.starts_at + timedelta(minutes=30))


class MediaEventFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = MediaEvent

    kind = "briefing"
    title = factory.Sequence(lambda n: f"Switch-on at Altfelde, part {n}")
    client = factory.SubFactory(ClientFactory)
    owner = factory.SubFactory(UserFactory)
    starts_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=7))
    ends_at = factory.LazyAttribute(lambda made: made.starts_at + timedelta(hours=2))
    zone = "Europe/Berlin"
    uid = factory.LazyFunction(lambda: f"{uuid4()}@mediarel.example.org")


class InviteeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Invitee

    event = factory.SubFactory(MediaEventFactory)
    name = factory.Sequence(lambda n: f"Ruth Feldmann {n}")
    email = factory.Sequence(lambda n: f"ruth{n}@paper.example.org")
