"""Answers to reporters that belong to one campaign are approved together with what else waits of it."""

import pytest
from django.urls import reverse

from inquiries import replies
from inquiries.models import Answer
from team.models import Review
from tests.factories.campaigns import CampaignFactory
from tests.factories.inquiries import InquiryFactory

pytestmark = pytest.mark.django_db


def submitted(by, campaign=None):
    of = {"campaign": campaign, "client": campaign.client} if campaign else {}
    answer = replies.compose(inquiry=InquiryFactory(owner=by, **of), kind="full", by=by)
    replies.submit(answer=answer, by=by)
    return Review.objects.of(answer).get()


def test_answers_of_one_campaign_are_offered_and_approved_together(specialist, manager, client_for):
    campaign = CampaignFactory()
    first, second = submitted(specialist, campaign), submitted(specialist, campaign)
    other = submitted(specialist, CampaignFactory())
    browser = client_for(manager)
    page = browser.get(first.get_absolute_url())
    assert {each.pk for each in page.context["together"]} == {first.pk, second.pk}
    assert "Approve 2 together" in page.content.decode()
    browser.post(reverse("team:review-together"), {"review": [first.pk, second.pk]})
    assert dict(Answer.objects.values_list("pk", "state")) == {
        first.object_id: "approved", second.object_id: "approved", other.object_id: "in_review",
    }  # fmt: skip


def test_answers_of_no_campaign_are_read_one_by_one(specialist, manager, client_for):
    first, second = submitted(specialist), submitted(specialist)
    browser = client_for(manager)
    assert browser.get(first.get_absolute_url()).context["together"] == []
    browser.post(reverse("team:review-together"), {"review": [first.pk, second.pk]})
    assert set(Answer.objects.values_list("state", flat=True)) == {"in_review"}
