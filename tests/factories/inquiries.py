"""Inquiries for tests; numbers, questions and clocks as the product's own verbs would make them."""

from datetime import timedelta

import factory
from django.utils import timezone

from campaigns.models import Statement
from inquiries.models import Answer, Duty, Inquiry, Question, Topic
from tests.factories.campaigns import ClientFactory
from tests.factories.team import UserFactory


class StatementFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Statement

    client = factory.SubFactory(ClientFactory)
    title = factory.Sequence(lambda n: f"Grid connection costs {n}")
    text = "Fernhall pays for the line to the substation; the operator pays for the substation itself."
    owner = factory.SubFactory(UserFactory)
    approved_by = factory.SelfAttribute("owner")
    approved_at = factory.LazyFunction(timezone.now)


class TopicFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Topic

    name = factory.Sequence(lambda n: f"Topic {n}")


class InquiryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Inquiry

    year = 2026
    serial = factory.Sequence(lambda n: n + 1)
    client = factory.SubFactory(ClientFactory)
    channel = "mail"
    subject = factory.Sequence(lambda n: f"How was it measured, part {n}?")
    words = "AC to AC, or at the battery terminals?"
    reporter_name = "Aoife Brannigan"
    reporter_outlet = "Grid & Current"
    reporter_email = factory.Sequence(lambda n: f"aoife{n}@gridcurrent.example.org")
    received_at = factory.LazyFunction(timezone.now)
    acknowledge_by = factory.LazyAttribute(lambda made: made.received_at + timedelta(minutes=15))


class QuestionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Question

    inquiry = factory.SubFactory(InquiryFactory)
    text = factory.Sequence(lambda n: f"Is it one run or an average, part {n}?")


class AnswerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Answer

    inquiry = factory.SubFactory(InquiryFactory)
    text = "<p>AC to AC, at the 110 kV meter.</p>"
    owner = factory.SubFactory(UserFactory)


class DutyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Duty

    user = factory.SubFactory(UserFactory)
    starts_at = factory.LazyFunction(lambda: timezone.now() - timedelta(hours=1))
    ends_at = factory.LazyAttribute(lambda made: made.starts_at + timedelta(hours=8))
