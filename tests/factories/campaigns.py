"""Clients and their campaigns."""

import factory
from factory.django import DjangoModelFactory

from campaigns.models import Campaign, Client, KeyMessage
from tests.factories.team import UserFactory


class ClientFactory(DjangoModelFactory[Client]):
    class Meta:
        model = Client

    name = factory.Sequence(lambda n: f"Client {n}")
    slug = factory.Sequence(lambda n: f"client-{n}")


class CampaignFactory(DjangoModelFactory[Campaign]):
    class Meta:
        model = Campaign

    client = factory.SubFactory(ClientFactory)
    name = factory.Sequence(lambda n: f"Campaign {n}")
    state = Campaign.State.RUNNING
    owner = factory.SubFactory(UserFactory)


class KeyMessageFactory(DjangoModelFactory[KeyMessage]):
    class Meta:
        model = KeyMessage

    campaign = factory.SubFactory(CampaignFactory)
    text = factory.Sequence(lambda n: f"Message {n}")
