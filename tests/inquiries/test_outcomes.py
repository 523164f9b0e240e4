"""What came of inquiries: clips that are tied to them, offered where they may be, and the outcome that is kept."""

from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from coverage.clips import deciding
from inquiries import outcomes
from inquiries.errors import NotPossible
from inquiries.models import Inquiry, InquiryClip
from inquiries.outcomes import FromInquiry
from tests.factories.contacts import JournalistFactory, OutletFactory
from tests.factories.coverage import ArticleFactory, ClipFactory
from tests.factories.inquiries import InquiryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def inquiry():
    asked = timezone.now() - timedelta(days=3)
    return InquiryFactory(journalist=JournalistFactory(name="Aoife Brannigan"), received_at=asked)


def clip_of(inquiry, *, days=1, by_reporter=True, **given):
    """A clip of the client that appeared so many days after the inquiry came in."""
    article = ArticleFactory(published_at=inquiry.received_at + timedelta(days=days))
    if by_reporter:
        article.bylines.create(position=0, name="Aoife Brannigan", name_key="aoife brannigan",
                               journalist=inquiry.journalist)  # fmt: skip
    return ClipFactory(article=article, **{"client": inquiry.client, **given})


def test_stories_of_the_reporter_are_offered_and_others_are_not(inquiry):
    theirs = clip_of(inquiry)
    inquiry.outlet = OutletFactory()
    of_the_desk = clip_of(inquiry, by_reporter=False, days=2)
    of_the_desk.article.outlet = inquiry.outlet
    of_the_desk.article.save()
    clip_of(inquiry, days=-5)
    clip_of(inquiry, days=61)
    clip_of(inquiry, by_reporter=False)
    clip_of(inquiry, state="not_ours", decided_at=timezone.now())
    clip_of(inquiry, client=InquiryFactory().client)
    assert outcomes.leads_of(inquiry) == [of_the_desk, theirs]
    assert outcomes.leads_of(InquiryFactory()) == []


def test_a_clip_is_tied_once_and_says_that_it_was_published(inquiry, specialist):
    clip = clip_of(inquiry)
    for _ in range(2):
        outcomes.tie(inquiry=inquiry, clip=clip, by=specialist)
    inquiry.refresh_from_db()
    assert (inquiry.results.count(), inquiry.outcome, inquiry.notes.count()) == (1, "without", 1)
    assert outcomes.leads_of(inquiry) == []
    outcomes.untie(inquiry=inquiry, clip=clip, by=specialist)
    inquiry.refresh_from_db()
    assert (inquiry.results.count(), inquiry.outcome) == (0, "without")
    with pytest.raises(NotPossible, match="That clip is"):
        outcomes.tie(inquiry=inquiry, clip=ClipFactory(), by=specialist)


def test_triage_offers_the_inquiry_and_keeps_what_is_chosen(inquiry, specialist, observer):
    clip = clip_of(inquiry, state="waiting")
    older = InquiryFactory(client=inquiry.client, journalist=inquiry.journalist,
                           received_at=inquiry.received_at - timedelta(days=30))  # fmt: skip
    InquiryFactory(client=inquiry.client)
    offered = list(FromInquiry().origins(clip, by=specialist))
    assert [(one.key, one.is_likely) for one in offered] == [(str(inquiry.pk), True), (str(older.pk), False)]
    assert offered[0].why == "Aoife Brannigan asked 1 day before."
    assert list(FromInquiry().origins(clip, by=observer)) == []

    deciding.confirm(clip=clip, by=specialist, origins={"inquiry": str(inquiry.pk)})
    assert [tie.inquiry for tie in InquiryClip.objects.all()] == [inquiry]
    assert [one.is_chosen for one in FromInquiry().origins(clip, by=specialist)] == [True, False]
    FromInquiry().choose(clip, str(older.pk), by=specialist)
    assert [tie.inquiry for tie in InquiryClip.objects.all()] == [older]
    FromInquiry().choose(clip, str(InquiryFactory().pk), by=specialist)
    assert not InquiryClip.objects.exists()


def test_outcome_is_kept_and_said_on_the_page(client_for, specialist, observer, inquiry):
    save, tie = (
        reverse("inquiries:inquiry-outcome", args=[inquiry.pk]),
        reverse("inquiries:inquiry-clip", args=[inquiry.pk, clip_of(inquiry).pk]),
    )
    browser = client_for(specialist)
    page = browser.post(tie, follow=True).content.decode()
    assert "did not come of it" in page
    browser.post(save, {"outcome": "background", "note": "Wanted to understand the meter."})
    browser.post(save, {"outcome": "nonsense"})
    inquiry.refresh_from_db()
    assert (inquiry.outcome, inquiry.outcome_note) == ("background", "Wanted to understand the meter.")
    browser.post(f"{tie}?undo=1")
    assert inquiry.results.count() == 0
    for url in (save, tie):
        assert client_for(observer).post(url).status_code == 403
        assert Browser().post(url)["Location"].startswith("/account/login/")
    assert Inquiry.objects.get(pk=inquiry.pk).outcome == "background"
