"""Briefs: put together from what is known, bound to their sign-off, mailed and printed, nothing typed lost."""

from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from events import briefing, scheduling
from events.briefing import Overtaken
from events.errors import NotPossible
from events.models import Brief
from mail.models import OutgoingMessage
from team import reviews
from team.models import Review, TeamPolicy
from tests.factories.campaigns import CampaignFactory
from tests.factories.contacts import JournalistFactory
from tests.factories.coverage import ArticleFactory
from tests.factories.events import InterviewFactory, SpeakerFactory
from tests.factories.inquiries import InquiryFactory, QuestionFactory, StatementFactory
from tests.factories.mail import MailboxFactory

pytestmark = pytest.mark.django_db
HARD = [{"question": f"Hard {number}?", "answer": "So it is."} for number in range(5)]


@pytest.fixture
def interview(specialist):
    MailboxFactory(owner=specialist)
    campaign = CampaignFactory()
    campaign.key_messages.create(text="Iron stores wind for days.")
    speaker = SpeakerFactory(client=campaign.client, reached="marek@fernhall.example.org")
    ines = JournalistFactory(name="Ines Albrecht", how_to_pitch="Numbers first")
    inquiry = InquiryFactory(client=campaign.client)
    QuestionFactory(inquiry=inquiry, text="Who paid?")
    StatementFactory(client=campaign.client, title="Costs", text="Fernhall pays for the line.")
    article = ArticleFactory(title="Wind without end", published_at=timezone.now())
    article.bylines.create(name="Ines Albrecht", name_key="ines albrecht", journalist=ines, published_at=timezone.now())
    return InterviewFactory(
        client=campaign.client, campaign=campaign, spokesperson=speaker, owner=specialist, journalist=ines,
        inquiry=inquiry, topic="The dark day",
    )  # fmt: skip


def text_of(response):
    return " ".join(response.content.decode().replace("&#x27;", "'").split())


def url(name, interview):
    return reverse(f"events:{name}", args=[interview.pk])


def test_a_brief_builds_itself(interview, specialist):
    at = timezone.now() + timedelta(days=1)
    scheduling.confirm(interview=interview, starts_at=at, by=specialist)
    interview.promises.create(text="The test report", due_on=at.date(), owner=specialist)
    brief = briefing.lock(briefing.brief_of(interview=interview, by=specialist))
    text = briefing.whole_text(brief, specialist)
    for said in (
        "Ines Albrecht", "Numbers first", "Iron stores wind for days.", "Who paid?",
        "Costs: Fernhall pays for the line.",
        "Wind without end", "Interview agreed", "The test report", "Ground rules: on the record", "30 minutes",
    ):  # fmt: skip
        assert said in text, said
    assert briefing.missing(brief) == [
        "0 hard questions have an answer; five are the least that a spokesperson should have."
    ]
    assert briefing.brief_of(interview=interview, by=specialist) == brief


def test_an_approval_holds_for_what_it_said(interview, specialist, manager):
    brief = briefing.brief_of(interview=interview, by=specialist)
    with pytest.raises(NotPossible, match="has not signed this brief off"):
        briefing.mail(brief=brief, by=specialist)
    briefing.submit(brief=brief, by=specialist)
    reviews.approve(review=Review.objects.get(), by=manager)
    sent = briefing.mail(brief=brief, by=specialist)
    message = OutgoingMessage.objects.get()
    assert (sent.mailed_to, message.to_address) == ("marek@fernhall.example.org", "marek@fernhall.example.org")
    assert b"Iron stores wind for days." in bytes(message.raw)
    brief = briefing.lock(brief)
    briefing.edit(brief=brief, content={**brief.content, "hard": HARD}, by=specialist, revision=brief.revision)
    brief.refresh_from_db()
    assert (brief.state, Review.objects.get().state) == ("draft", "void")
    assert briefing.missing(briefing.lock(brief)) == ["No time is agreed yet."]
    briefing.submit(brief=brief, by=specialist)
    reviews.approve(review=Review.objects.of(brief).first(), by=manager)
    scheduling.edit(interview=interview, by=specialist, place="Another room")
    with pytest.raises(NotPossible, match="has not signed"):
        briefing.mail(brief=brief, by=specialist)


def test_what_is_in_review_is_withdrawn_before_it_is_written_on(client_for, interview, specialist, colleague):
    browser, page = client_for(specialist), url("brief", interview)
    form = browser.get(page).context["form"]
    typed = {field.html_name: field.value() or "" for field in form}
    browser.post(url("brief-submit", interview))
    refused = browser.post(page, typed | {"messages": "New", "revision": "0"})
    assert (refused.status_code, "It is in review" in text_of(refused), "New" in text_of(refused)) == (409, True, True)
    with pytest.raises(NotPossible, match="It is in review"):
        briefing.mail(brief=Brief.objects.get(), by=specialist)
    not_theirs = client_for(colleague).post(url("brief-withdraw", interview), follow=True)
    assert "they or a manager can take it back" in text_of(not_theirs)
    assert Review.objects.get().state == "waiting"
    browser.post(url("brief-withdraw", interview))
    assert (Review.objects.get().state, Brief.objects.get().state) == ("withdrawn", "draft")
    browser.post(page, typed | {"messages": "New", "revision": "0"})
    assert Brief.objects.get().content["messages"] == ["New"]
    assert "not waiting for review" in text_of(browser.post(url("brief-withdraw", interview), follow=True))


def test_a_managers_own_brief_wants_a_second_pair_of_eyes(interview, manager, specialist):
    own = briefing.brief_of(interview=interview, by=manager)
    assert not briefing.may_go(own, manager)
    policy = TeamPolicy.current()
    policy.approve_own_work = True
    policy.save()
    assert briefing.may_go(own, manager)
    assert not briefing.may_go(own, specialist)


def test_looking_keeps_nothing(client_for, specialist, interview):
    browser = client_for(specialist)
    assert "Iron stores wind for days." in text_of(browser.get(url("brief", interview)))
    assert browser.get(url("brief-pdf", interview)).content[:5] == b"%PDF-"
    assert not Brief.objects.exists()


def test_without_an_address_it_cannot_be_mailed(interview, manager, specialist):
    brief = briefing.brief_of(interview=interview, by=specialist)
    interview.spokesperson.reached = "phone only"
    interview.spokesperson.save()
    with pytest.raises(NotPossible, match="No e-mail address stands in how to reach"):
        briefing.mail(brief=brief, by=manager)
    interview.spokesperson = None
    interview.save()
    with pytest.raises(NotPossible, match="Choose the spokesperson first"):
        briefing.mail(brief=brief, by=manager)


def test_the_page_keeps_what_is_typed(client_for, specialist, colleague, manager, interview):
    browser, page = client_for(specialist), url("brief", interview)
    form = browser.get(page).context["form"]
    typed = {field.html_name: field.value() or "" for field in form}
    typed |= {"messages": "One\n\n Two ", "question0": "Why so dear?", "answer0": "It is not.", "revision": "0"}
    browser.post(page, typed)
    brief = Brief.objects.get()
    assert brief.content["messages"] == ["One", "Two"]
    assert brief.content["hard"] == [{"question": "Why so dear?", "answer": "It is not."}]
    late = client_for(colleague).post(page, typed | {"messages": "Mine"})
    assert (late.status_code, "Mine" in text_of(late), "One Two" in text_of(late)) == (409, True, True)
    with pytest.raises(Overtaken):
        briefing.edit(brief=brief, content={}, by=specialist, revision=0)
    refused = browser.post(page, typed | {"question0": "x" * 501})
    assert refused.status_code == 422
    browser.post(url("brief-submit", interview))
    review = Review.objects.get()
    for tab in ("", "?tab=outgoing", "?tab=changes"):
        assert "Why so dear?" in text_of(client_for(manager).get(f"{review.get_absolute_url()}{tab}"))
    again = browser.post(url("brief-submit", interview), follow=True)
    assert "is waiting for review already" in text_of(again)


def test_pdf_is_one_and_holds_strange_texts(client_for, specialist, interview):
    brief = briefing.brief_of(interview=interview, by=specialist)
    odd = {"messages": ["#panic(1) $x$ *bold* \\ <tag> ”„ 電池 مرحبا"], "likely": [], "decline": [], "hard": HARD}
    briefing.edit(brief=brief, content=odd, by=specialist, revision=0)
    answer = client_for(specialist).get(url("brief-pdf", interview))
    assert (answer["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same(client_for, specialist, django_assert_num_queries, interview, rows):
    for _ in range(rows):
        StatementFactory(client=interview.client)
        QuestionFactory(inquiry=interview.inquiry)
        interview.promises.create(text="x", due_on="2026-12-01", owner=specialist)
    browser = client_for(specialist)
    briefing.brief_of(interview=interview, by=specialist)
    browser.get(url("brief", interview))
    with django_assert_num_queries(15):
        browser.get(url("brief", interview))


def test_the_team_writes_briefs_and_nobody_else(client_for, observer, interview):
    for name in ("brief", "brief-pdf"):
        assert client_for(observer).get(url(name, interview)).status_code == 403
        assert Browser().get(url(name, interview))["Location"].startswith("/account/login/")
    for name in ("brief", "brief-submit", "brief-withdraw", "brief-mail"):
        assert client_for(observer).post(url(name, interview)).status_code == 403
    assert not Brief.objects.exists()
