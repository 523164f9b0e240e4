"""The review queue in the browser: who gets in, what a click does, what it costs."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from team import reviews
from team.models import Review, ReviewComment
from tests.factories.team import UserFactory
from tests.team.reviewable_campaigns import submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def review(reviewable, specialist):
    return submit(by=specialist)


@pytest.mark.parametrize(
    ("who", "status"), [("specialist", 200), ("colleague", 200), ("manager", 200), ("observer", 403), ("outsider", 403)]
)
@pytest.mark.parametrize("name", ["team:review-queue", "team:review-detail", "team:review-decided"])
def test_page_is_for_the_team(review, client_for, request, who, status, name):
    reviews.comment(review=review, by=review.submitted_by, text="Only for the team.")
    address = reverse(name, args=[review.pk] if name.endswith("detail") else [])

    response = client_for(request.getfixturevalue(who)).get(address)

    assert response.status_code == status
    assert (review.title in response.content.decode()) == (status == 200 and name != "team:review-decided")


@pytest.mark.parametrize("name", ["team:review-queue", "team:review-detail", "team:review-decided"])
def test_page_asks_strangers_to_sign_in(review, client_for, name):
    address = reverse(name, args=[review.pk] if name.endswith("detail") else [])
    assert client_for(None).get(address)["Location"].startswith("/account/login/?next=%2Freview%2F")


@pytest.mark.parametrize(
    ("action", "who"),
    [(a, w) for a in ("approval", "changes", "withdrawal") for w in ("colleague", "observer", "outsider", None)]
    + [("comment", w) for w in ("observer", "outsider", None)],
)
def test_action_of_somebody_who_may_not_changes_nothing(review, client_for, request, action, who):
    browser = client_for(request.getfixturevalue(who) if who else None)

    browser.post(reverse(f"team:review-{action}", args=[review.pk]), {"text": "No."})

    review.refresh_from_db()
    assert (review.state, ReviewComment.objects.count()) == ("waiting", 0)


def test_queue_opens_what_is_due_soonest(reviewable, specialist, manager, client_for):
    submit(by=specialist)
    soon = submit(by=specialist, due_at=timezone.now() + timedelta(hours=1))

    response = client_for(manager).get("/review/")

    assert response.context["review"] == soon
    assert [each.due.tone for each in response.context["waiting"]] == ["bad", ""]
    assert [each.due.text for each in response.context["waiting"]][1] == "No date"


def test_queue_says_when_nothing_waits(manager, client_for):
    assert "Nothing waits for review." in client_for(manager).get("/review/").content.decode()


def test_approval_opens_the_next(review, specialist, manager, client_for):
    following = submit(by=specialist)
    browser = client_for(manager)

    first = browser.post(f"/review/{review.pk}/approval/")
    second = browser.post(f"/review/{following.pk}/approval/")

    assert (first.status_code, first["Location"]) == (302, f"/review/{following.pk}/")
    assert (second.status_code, second["Location"]) == (302, "/review/")
    assert set(Review.objects.values_list("state", flat=True)) == {"approved"}


def test_approval_clicked_twice_is_answered_kindly(review, manager, client_for):
    browser = client_for(manager)
    browser.post(f"/review/{review.pk}/approval/")

    again = browser.post(f"/review/{review.pk}/approval/", follow=True)

    assert again.status_code == 200
    assert f"“{review.title}” has been decided already: approved by Daniel Osei." in again.content.decode()


def test_approval_of_something_that_changed_since_says_why(review, manager, client_for):
    type(review.subject).objects.filter(pk=review.object_id).update(objective="Something else.")

    response = client_for(manager).post(f"/review/{review.pk}/approval/")

    assert response.status_code == 409
    assert "no longer what Maya Lindqvist submitted" in response.content.decode()


def test_changes_without_a_word_keep_the_dialog_open(review, manager, client_for):
    response = client_for(manager).post(f"/review/{review.pk}/changes/", {"text": " "})

    assert response.status_code == 422
    page = response.content.decode()
    assert "data-mr-open-now" in page
    assert "Say what should change, so that the author knows where to begin." in page
    assert "data-mr-open-now" not in client_for(manager).get(f"/review/{review.pk}/").content.decode()


def test_changes_asked_after_a_decision_keep_what_was_typed(review, manager, admin_user, client_for):
    reviews.approve(review=review, by=admin_user)

    response = client_for(manager).post(f"/review/{review.pk}/changes/", {"text": "Shorter, please."}, follow=True)

    assert "has been decided already: approved by Ruth Abara" in response.content.decode()
    assert ReviewComment.objects.count() == 0


def test_comment_and_tick_stand_in_the_thread(review, specialist, manager, client_for):
    client_for(manager).post(f"/review/{review.pk}/changes/", {"text": "Say the embargo first."})
    asked = ReviewComment.objects.get()

    client_for(specialist).post(f"/review/comments/{asked.pk}/done/")
    page = client_for(specialist).get(f"/review/{review.pk}/").content.decode()

    asked.refresh_from_db()
    assert asked.done_at is not None
    assert "Say the embargo first." in page
    assert "asked for changes on version 1" in " ".join(page.split())


def test_withdrawal_leads_back_to_the_thing(review, specialist, client_for):
    response = client_for(specialist).post(f"/review/{review.pk}/withdrawal/")

    assert response["Location"] == f"/campaigns/{review.object_id}/"
    review.refresh_from_db()
    assert review.state == "withdrawn"


def test_detail_compares_with_the_version_before_or_the_one_asked_for(review, specialist, manager, client_for):
    reviews.ask_for_changes(review=review, by=manager, text="Shorter.")
    second = submit(review.subject, by=specialist)
    reviews.ask_for_changes(review=second, by=manager, text="Even shorter.")
    third = submit(review.subject, by=specialist)
    browser = client_for(manager)

    assert browser.get(f"/review/{third.pk}/").context["compared_with"] == second
    assert browser.get(f"/review/{third.pk}/?with=1").context["compared_with"] == review
    assert browser.get(f"/review/{third.pk}/?with=nonsense").context["compared_with"] == second
    assert browser.get(f"/review/{review.pk}/").context["compared_with"] is None
    assert browser.get(f"/review/{review.pk}/").context["newer"] == third


def test_decisions_cost_the_same_with_one_row_and_with_three(reviewable, specialist, manager, client_for):
    browser = client_for(manager)

    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert browser.get("/review/decided/").status_code == 200
        return len(seen)

    reviews.approve(review=submit(by=specialist), by=manager)
    queries()
    with_one = queries()
    reviews.approve(review=submit(by=UserFactory()), by=manager)
    sent_back = reviews.ask_for_changes(review=submit(by=UserFactory()), by=manager, text="Shorter.")
    assert queries() == with_one <= 9
    assert sent_back.title in browser.get("/review/decided/").content.decode()


def test_queue_costs_the_same_with_one_row_and_with_three(reviewable, specialist, manager, client_for):
    browser = client_for(manager)

    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert browser.get("/review/").status_code == 200
        return len(seen)

    def one_more():
        by = UserFactory()
        review = submit(by=by)
        reviews.comment(review=review, by=by, text="Look at the second paragraph.")

    one_more()
    queries()
    with_one = queries()
    one_more()
    one_more()
    assert queries() == with_one <= 12
