"""Statements that wait for a manager stand in the review queue, its number and the team's "to decide"."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from campaigns.models import Statement
from inquiries import replies, statements
from team.models import Review, TeamPolicy
from tests.factories.campaigns import ClientFactory
from tests.factories.inquiries import InquiryFactory, StatementFactory
from tests.factories.team import UserFactory

pytestmark = pytest.mark.django_db
QUEUE = "/review/"


def unapproved(**fields):
    return StatementFactory(**({"approved_by": None, "approved_at": None} | fields))


def a_review(specialist):
    answer = replies.compose(inquiry=InquiryFactory(owner=specialist), kind="full", by=specialist)
    replies.submit(answer=answer, by=specialist)
    return Review.objects.get()


def text(response) -> str:
    return " ".join(response.content.decode().split())


def beside_queue(html) -> str:
    """The number beside the queue in the sidebar."""
    found = re.search(r'href="/review/"[^>]*>(.*?)</a>', html)
    assert found
    return re.sub(r"<[^>]+>| |Review queue", "", found[1])


def test_what_waits_is_in_the_queue_alone_and_leads_to_where_it_is_approved(specialist, manager, client_for):
    words = {"title": "Who pays for the grid?", "text": "Fernhall pays.", "client": ClientFactory()}
    waits = statements.save(statement=Statement(), by=specialist, **words)
    unapproved(title="Was put away", owner=specialist, archived_at=timezone.now())
    unapproved(title="Has run out", owner=specialist, expires_on=timezone.localdate() - timedelta(days=1))
    StatementFactory(title="Approved long ago")
    browser = client_for(manager)
    page = browser.get(QUEUE)
    html = text(page)
    assert [each["line"].title for each in page.context["elsewhere"]] == [f"Who pays for the grid? ({waits.client})"]
    assert "Nothing waits" not in html
    assert "1 waiting, the oldest for" in html
    assert beside_queue(html) == "1waitingforadecision"
    target = page.context["elsewhere"][0]["line"].url
    there = text(browser.get(target))
    assert f'id="statement-{waits.pk}"' in there
    approve = reverse("inquiries:statement-approve", args=[waits.pk])
    assert f'action="{approve}"' in there
    browser.post(approve, {"text": waits.text})
    assert "Nothing waits for review." in text(browser.get(QUEUE))


def test_reviews_and_statements_are_counted_together(specialist, manager, client_for):
    a_review(specialist)
    unapproved(owner=specialist)
    unapproved(owner=specialist)
    page = client_for(manager).get(QUEUE)
    assert (page.context["number"], len(page.context["waiting"]), len(page.context["elsewhere"])) == (3, 1, 2)
    assert "3 waiting, the oldest for" in text(page)
    assert beside_queue(text(page)) == "3waitingforadecision"
    assert "The first 1 of" not in text(page)


def test_the_teams_list_to_decide_names_them_after_the_reviews(specialist, manager, client_for):
    work = a_review(specialist)
    waits = unapproved(title="Who pays for the grid", owner=specialist)
    page = client_for(manager).get("/?whose=team")
    to_decide = page.context["to_decide"]
    assert [review for review, _ in to_decide.reviews] == [work]
    assert [line.title for line, _ in to_decide.elsewhere] == [f"Who pays for the grid ({waits.client})"]
    assert to_decide.number == "2"
    Review.objects.all().delete()
    assert "All 1" in text(client_for(manager).get("/?whose=team"))


def test_the_button_is_shown_to_those_whom_the_server_lets(specialist, manager, admin_user, client_for):
    waits = unapproved(owner=manager)
    approve, address = reverse("inquiries:statement-approve", args=[waits.pk]), reverse("inquiries:statement-list")
    for who, may in ((specialist, False), (manager, False), (admin_user, True)):
        html = text(client_for(who).get(address))
        assert (f'action="{approve}"' in html, "You wrote this; somebody else decides." in html) == (
            may,
            who == manager,
        )
        if not may:
            client_for(who).post(approve, {"text": waits.text})
            waits.refresh_from_db()
            assert waits.approved_at is None
    TeamPolicy.objects.update_or_create(pk=1, defaults={"approve_own_work": True})
    assert f'action="{approve}"' in text(client_for(manager).get(address))


@pytest.mark.parametrize("address", [QUEUE, "/?whose=team", "/inquiries/statements/"])
def test_a_page_costs_the_same_with_one_and_with_three(address, specialist, manager, client_for):
    browser = client_for(manager)
    a_review(specialist)

    def queries():
        with CaptureQueriesContext(connection) as seen:
            assert browser.get(address).status_code == 200
        return len(seen)

    unapproved(owner=UserFactory())
    queries()
    with_one = queries()
    unapproved(owner=UserFactory())
    unapproved(owner=UserFactory())
    assert queries() == with_one


def test_observers_learn_of_none(specialist, observer, client_for):
    unapproved(title="Who pays for the grid", owner=specialist)
    answer = client_for(observer).get(QUEUE)
    assert "Who pays" not in answer.content.decode()
    assert answer.status_code in (302, 403, 404)
