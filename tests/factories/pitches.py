"""Pitches and whom they go to. A pitch has a text without faults and no recipients; a recipient can be written to."""

from typing import Any

import factory
from factory.django import DjangoModelFactory

from pitches.models import Pitch, Recipient, Response
from tests.factories.campaigns import CampaignFactory
from tests.factories.contacts import JournalistFactory
from tests.factories.mail import MailboxFactory
from tests.factories.team import UserFactory

BODY = (
    "<p>Hi {{ first_name }},</p><p>{{ personal_line }}</p>"
    "<p>On Tuesday Fernhall Storage connects a battery at the former lignite plant in Altfelde. It is built to run for "
    "100 hours, not four. The results of the first full test are here: {{ pitch_page }}</p>"
    "<p>Would the test data be of use to you?</p>"
)
FOLLOW_UP = "<p>Hi {{ first_name }},</p><p>The raw data is now on the page too: {{ pitch_page }}</p>"


class PitchFactory(DjangoModelFactory[Pitch]):
    class Meta:
        model = Pitch

    campaign = factory.SubFactory(CampaignFactory)
    title = factory.Sequence(lambda n: f"Pitch {n}")
    owner = factory.SubFactory(UserFactory)
    mailbox = factory.SubFactory(MailboxFactory)
    subject = "A 100-hour battery in Altfelde"
    body = BODY
    lede = "A battery that runs for four days, where coal was burnt."
    story = "<p>The plant stood still for three years.</p>"
    follow_up = FOLLOW_UP


class RecipientFactory(DjangoModelFactory[Recipient]):
    """`RecipientFactory(journalist__name="Ines Albrecht")`; the journalist has an outlet and an address."""

    class Meta:
        model = Recipient

    pitch = factory.SubFactory(PitchFactory)
    journalist = factory.SubFactory(JournalistFactory, at_outlet=True, with_email=True)
    reason = "Wrote about grid storage in October."
    personal_line = "Your piece on redispatch asked what bridges a windless week."


class ResponseFactory(DjangoModelFactory[Response]):
    class Meta:
        model = Response

    recipient = factory.SubFactory(RecipientFactory)
    kind = Response.Kind.INTERESTED


def pitch_to(count: int, **fields: Any) -> Pitch:
    """A pitch with so many recipients."""
    pitch = PitchFactory(**fields)
    RecipientFactory.create_batch(count, pitch=pitch)
    return pitch
