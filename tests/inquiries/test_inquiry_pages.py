"""The pages of inquiries: who may open them, what they cost, and that nothing typed is lost."""

from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from inquiries.models import Inquiry, Question, Told
from tests.factories.campaigns import CampaignFactory
from tests.factories.contacts import JournalistFactory
from tests.factories.inquiries import AnswerFactory, InquiryFactory, QuestionFactory, StatementFactory
from tests.factories.team import UserFactory

pytestmark = pytest.mark.django_db
LIST, LOG, TOLD = (reverse(f"inquiries:{name}") for name in ("inquiry-list", "inquiry-create", "told-list"))


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def test_the_team_sees_inquiries_and_nobody_else(client_for, specialist, colleague, observer):
    inquiry = InquiryFactory(owner=specialist, subject="A secret question")
    question = QuestionFactory(inquiry=inquiry)
    actions = [
        reverse(f"inquiries:inquiry-{name}", args=[inquiry.pk])
        for name in ("acknowledge", "assign", "close", "reopen", "note", "given")
    ]
    actions += [reverse("inquiries:question-create", args=[inquiry.pk])]
    actions += [reverse("inquiries:question-answer", args=[inquiry.pk, question.pk])]
    for page in (LIST, inquiry.get_absolute_url()):
        assert "A secret question" in text_of(client_for(colleague).get(page))
    for page in (LIST, LOG, TOLD, inquiry.get_absolute_url()):
        assert client_for(observer).get(page).status_code == 403
        assert Browser().get(page)["Location"].startswith("/account/login/")
    for action in actions:
        assert client_for(observer).post(action).status_code == 403
        assert Browser().post(action)["Location"].startswith("/account/login/")
        assert client_for(colleague).get(action).status_code == 405
    inquiry.refresh_from_db()
    assert (inquiry.state, inquiry.owner) == ("new", specialist)


@pytest.mark.parametrize("rows", [1, 3])
def test_pages_cost_the_same_whatever_is_on_them(client_for, specialist, django_assert_num_queries, rows):
    for _ in range(rows):
        inquiry = InquiryFactory(
            journalist=JournalistFactory(), owner=UserFactory(), deadline=timezone.now() + timedelta(hours=3)
        )
        StatementFactory(client=inquiry.client)
    for _ in range(rows):
        question = QuestionFactory(inquiry=inquiry)
        question.facts.create(source="Test report")
        inquiry.notes.create(text="Noted", author=UserFactory())
        answer = AnswerFactory(inquiry=inquiry, state="dropped")
        Told.objects.create(answer=answer, inquiry=inquiry, client=inquiry.client, text="Six.", at=timezone.now())
    browser = client_for(specialist)
    browser.get(LIST)
    with django_assert_num_queries(10):
        browser.get(LIST)
    with django_assert_num_queries(24):
        browser.get(inquiry.get_absolute_url())
    with django_assert_num_queries(8):
        browser.get(TOLD)


def test_a_call_is_logged_with_its_questions_and_its_deadline_on_their_clock(client_for, specialist):
    campaign = CampaignFactory()
    at = timezone.now() + timedelta(days=2)
    told = {
        "reporter_name": "Aoife Brannigan", "reporter_outlet": "Grid & Current", "words": "Is it one run? Who paid?",
        "deadline": f"{at:%Y-%m-%d}T10:30", "zone": "Europe/London", "channel": "phone", "urgency": "1",
        "client": campaign.client_id, "campaign": campaign.pk, "topic": "Efficiency",
    }  # fmt: skip
    response = client_for(specialist).post(LOG, told, follow=True)
    inquiry = Inquiry.objects.get()
    assert response.redirect_chain[-1][0] == inquiry.get_absolute_url()
    assert (inquiry.owner, inquiry.subject, inquiry.topic.name) == (specialist, "Is it one run?", "Efficiency")
    assert (f"{inquiry.deadline.astimezone(inquiry.their_zone):%H:%M}", inquiry.questions.count()) == ("10:30", 2)
    assert "11:30 Berlin, 10:30 London" in text_of(response)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"deadline": "2020-01-01T10:00"}, "That deadline is in the past"),
        ({"deadline": "soon"}, "That is no day and hour"),
        ({"deadline": "2027-03-28T02:30", "zone": "Europe/Berlin"}, "this hour does not exist there"),
        ({"zone": "Mars/Base"}, "Select a valid choice"),
        ({"reporter_name": ""}, "This field is required"),
        ({"campaign": "other"}, "This campaign is for"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(client_for, specialist, wrong, said):
    campaign = CampaignFactory()
    if "campaign" in wrong:
        wrong = {"campaign": CampaignFactory().pk}
    told = {
        "reporter_name": "Aoife", "words": "Who paid for it?", "zone": "Europe/London", "channel": "phone",
        "urgency": "1", "client": campaign.client_id, **wrong,
    }  # fmt: skip
    response = client_for(specialist).post(LOG, told)
    assert response.status_code == 422
    assert (said in text_of(response), "Who paid for it?" in text_of(response)) == (True, True)
    assert not Inquiry.objects.exists()


def test_two_who_answer_one_question_see_both(client_for, specialist, colleague):
    question = QuestionFactory()
    at = reverse("inquiries:question-answer", args=[question.inquiry_id, question.pk])
    client_for(colleague).post(at, {"revision": "0", "text": "Six runs.", "ready": "1"})
    response = client_for(specialist).post(at, {"revision": "0", "text": "Five runs.", "ready": "1"})
    page = text_of(response)
    assert response.status_code == 409
    assert ("It says now: “Six runs.”" in page, ">Five runs.</textarea>" in page) == (True, True)
    question.refresh_from_db()
    assert question.answer == "Six runs."


def test_an_answer_with_its_source_and_a_statement_that_fits(client_for, specialist, manager):
    question = QuestionFactory()
    statement = StatementFactory(client=question.inquiry.client)
    at = reverse("inquiries:question-answer", args=[question.inquiry_id, question.pk])
    sent = {"revision": "0", "use": statement.pk, "source": "Test report, page 3", "confirmed_by": "Marek Dvořák"}
    page = text_of(client_for(specialist).post(at, {**sent, "ready": "1"}, follow=True))
    assert ("Test report, page 3. Checked by Marek Dvořák" in page, statement.text in page) == (True, True)
    question.refresh_from_db()
    assert (question.state, question.statement) == ("ready", statement)
    given = reverse("inquiries:inquiry-given", args=[question.inquiry_id])
    page = text_of(client_for(specialist).post(given, {"how": "by phone at 10:42"}, follow=True))
    assert "Answered, and kept word for word" in page
    assert statement.text in text_of(client_for(manager).get(TOLD, {"q": "SUBSTATION"}))
    assert "Nobody was told that" in text_of(client_for(manager).get(TOLD, {"q": "ferries"}))


def test_nothing_is_given_while_nothing_is_ready_or_somebody_has_changed_it(client_for, manager):
    question = QuestionFactory()
    given = reverse("inquiries:inquiry-given", args=[question.inquiry_id])
    browser = client_for(manager)
    assert "No answer is ready" in text_of(browser.post(given, follow=True))
    seen = browser.get(question.inquiry.get_absolute_url()).context["seen"]
    Question.objects.filter(pk=question.pk).update(answer="Six.", state="ready", revision=1)
    assert "Somebody has changed an answer" in text_of(browser.post(given, {"seen": seen}, follow=True))
    question.inquiry.refresh_from_db()
    assert question.inquiry.state == "new"


def test_what_needs_no_answer_is_closed_with_a_reason_and_opened_again(client_for, specialist):
    inquiry = InquiryFactory()
    browser = client_for(specialist)
    close, reopen = (reverse(f"inquiries:inquiry-{name}", args=[inquiry.pk]) for name in ("close", "reopen"))
    assert "Say why it needs no answer" in text_of(browser.post(close, {"why": " "}, follow=True))
    browser.post(close, {"why": "They found it"})
    assert "is closed, so it cannot become closed" in text_of(browser.post(close, {"why": "Again"}, follow=True))
    browser.post(reopen)
    inquiry.refresh_from_db()
    assert (inquiry.state, inquiry.ended_at) == ("working", None)


def test_the_list_is_narrowed_down_and_nonsense_counts_for_nothing(client_for, specialist):
    mine = InquiryFactory(owner=specialist, subject="Mine of the ferries")
    other = InquiryFactory(subject="Another about batteries", search_text=" batteries")
    InquiryFactory(subject="Old one", state="answered", answered_at=timezone.now(), ended_at=timezone.now())
    browser = client_for(specialist)
    assert ("Old one" in text_of(browser.get(LIST)), other.subject in text_of(browser.get(LIST))) == (False, True)
    page = text_of(browser.get(LIST, {"show": "mine"}))
    assert (mine.subject in page, other.subject in page) == (True, False)
    page = text_of(browser.get(LIST, {"q": "BATTERIES"}))
    assert (mine.subject in page, other.subject in page) == (False, True)
    assert "No inquiry matches" in text_of(browser.get(LIST, {"q": "nothing like it"}))
    assert browser.get(LIST, {"show": "x", "client": "y", "page": "-3", "q": "\x00"}).status_code == 200


def test_text_that_the_database_cannot_keep_is_cleaned(client_for, specialist):
    inquiry, browser = InquiryFactory(), client_for(specialist)
    browser.post(reverse("inquiries:inquiry-note", args=[inquiry.pk]), {"text": "No\x00ted"})
    browser.post(reverse("inquiries:question-create", args=[inquiry.pk]), {"text": "Who\x00?"})
    browser.post(reverse("inquiries:inquiry-close", args=[inquiry.pk]), {"why": "Found \x00it"})
    assert {note.text for note in inquiry.notes.all()} == {"Noted", "Closed: Found it"}
    assert inquiry.questions.get().text == "Who?"
