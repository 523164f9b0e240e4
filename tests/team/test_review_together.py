"""Approving what belongs to one campaign together, what opens next, and whose own work it is."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from team import reviews
from team.models import Review, TeamPolicy
from team.views.review import SHOWN
from tests.factories.campaigns import CampaignFactory
from tests.team.reviewable_campaigns import submit

pytestmark = pytest.mark.django_db
TOGETHER = "/review/together/"


def in_batch(number, *, by, batch="campaign 7"):
    made = [submit(by=by) for _ in range(number)]
    Review.objects.filter(pk__in=[one.pk for one in made]).update(batch=batch)
    return made


def states():
    return dict(Review.objects.values_list("pk", "state"))


def test_what_belongs_to_one_campaign_is_offered_and_approved_together(reviewable, specialist, manager, client_for):
    first, second, third = in_batch(3, by=specialist)
    other = submit(by=specialist)
    browser = client_for(manager)

    assert [each.pk for each in browser.get(first.get_absolute_url()).context["together"]] == [
        first.pk,
        second.pk,
        third.pk,
    ]
    assert browser.get(other.get_absolute_url()).context["together"] == []
    answer = browser.post(TOGETHER, {"review": [first.pk, third.pk]})

    assert answer["Location"] == second.get_absolute_url()
    assert states() == {first.pk: "approved", second.pk: "waiting", third.pk: "approved", other.pk: "waiting"}


def test_one_that_changed_since_holds_up_no_other_and_is_said(reviewable, specialist, manager, client_for):
    changed, good = in_batch(2, by=specialist)
    type(changed.subject).objects.filter(pk=changed.object_id).update(objective="Something else.")

    html = client_for(manager).post(TOGETHER, {"review": [changed.pk, good.pk]}, follow=True).content.decode()

    assert states() == {changed.pk: "waiting", good.pk: "approved"}
    assert "is no longer what Maya Lindqvist submitted" in html


@pytest.mark.parametrize("batches", [("campaign 7", "campaign 8"), ("campaign 7", ""), ("", "")])
def test_things_of_several_campaigns_are_looked_at_one_by_one(reviewable, specialist, manager, client_for, batches):
    made = [in_batch(1, by=specialist, batch=batch)[0] for batch in batches]

    html = client_for(manager).post(TOGETHER, {"review": [one.pk for one in made]}, follow=True).content.decode()

    assert set(states().values()) == {"waiting"}
    assert "Only what belongs to one campaign is approved together." in html


def test_nothing_chosen_and_nonsense_approve_nothing(reviewable, specialist, manager, client_for):
    in_batch(2, by=specialist)
    for sent in ({}, {"review": ["x", "-1", "9" * 30, "0"]}):
        assert "Nothing was chosen" in client_for(manager).post(TOGETHER, sent, follow=True).content.decode()
    assert client_for(manager).get(TOGETHER).status_code == 405
    assert set(states().values()) == {"waiting"}


@pytest.mark.parametrize("who", ["specialist", "colleague", "observer", None])
def test_only_managers_approve_together(reviewable, specialist, client_for, request, who):
    made = in_batch(2, by=specialist)
    client_for(request.getfixturevalue(who) if who else None).post(TOGETHER, {"review": [one.pk for one in made]})
    assert set(states().values()) == {"waiting"}


def test_nobody_approves_what_they_wrote_whoever_submitted_it(reviewable, specialist, manager, admin_user, client_for):
    review, other = in_batch(2, by=specialist)
    Review.objects.filter(pk=review.pk).update(author=manager)
    page = client_for(manager).get(review.get_absolute_url())
    assert (page.context["may_decide"], page.context["together"]) == (False, [])
    assert "This is your own work; somebody else decides." in page.content.decode()
    assert client_for(admin_user).get(review.get_absolute_url()).context["may_decide"] is True
    assert client_for(manager).post(reverse("team:review-approval", args=[other.pk]))["Location"] == "/review/"
    TeamPolicy.objects.update_or_create(pk=1, defaults={"approve_own_work": True})
    assert client_for(manager).get(review.get_absolute_url()).context["may_decide"] is True


def test_submitted_before_the_author_was_kept_no_button_stands_there_that_would_be_refused(
    reviewable, specialist, manager, admin_user, client_for, monkeypatch
):
    old = [submit(by=specialist) for _ in range(3)]
    Review.objects.update(author=None, batch="")
    monkeypatch.setattr(reviewable, "author_id", lambda subject: manager.pk)
    for reader, may in ((manager, False), (admin_user, True)):
        page = client_for(reader).get(old[0].get_absolute_url())
        html = page.content.decode()
        assert [each.may for each in page.context["waiting"]] == [may] * 3
        assert page.context["may_decide"] is may
        assert (reverse("team:review-approval", args=[old[0].pk]) in html) is may
        assert ("This is your own work; somebody else decides." in html) is not may
    with pytest.raises(reviews.OwnWork, match="This is your own work"):
        reviews.approve(review=Review.objects.get(pk=old[0].pk), by=manager)
    client_for(admin_user).post(reverse("team:review-approval", args=[old[0].pk]))
    assert Review.objects.get(pk=old[0].pk).state == "approved"


def test_the_old_ones_cost_one_query_together(reviewable, specialist, manager, client_for):
    browser = client_for(manager)

    def queries():
        with CaptureQueriesContext(connection) as seen:
            assert browser.get("/review/").status_code == 200
        return len(seen)

    submit(by=specialist)
    queries()
    kept = queries()
    Review.objects.update(author=None)
    assert queries() == kept + 2, "the things of the list, and that of the page"
    for _ in range(3):
        submit(by=specialist)
    Review.objects.update(author=None)
    assert queries() == kept + 2


def test_whoever_takes_the_thing_over_later_decides_about_what_another_wrote(
    reviewable, specialist, manager, client_for, monkeypatch
):
    review = submit(by=specialist)
    assert review.author == specialist
    monkeypatch.setattr(reviewable, "author_id", lambda subject: manager.pk)
    assert client_for(manager).get(review.get_absolute_url()).context["may_decide"] is True
    assert reviews.approve(review=review, by=manager).state == "approved"


def test_the_next_below_opens_and_the_first_after_the_last(reviewable, specialist, manager, client_for):
    now = timezone.now()
    first, second, third = (submit(by=specialist, due_at=now + timedelta(hours=hours)) for hours in (1, 2, 3))
    browser = client_for(manager)
    assert browser.post(reverse("team:review-approval", args=[second.pk]))["Location"] == third.get_absolute_url()
    assert browser.post(reverse("team:review-approval", args=[third.pk]))["Location"] == first.get_absolute_url()
    assert browser.post(reverse("team:review-approval", args=[first.pk]))["Location"] == "/review/"


def test_submission_names_author_and_campaign(reviewable, specialist, manager, monkeypatch):
    monkeypatch.setattr(reviewable, "author_id", lambda subject: manager.pk)
    monkeypatch.setattr(reviewable, "batch", lambda subject: f"campaign {subject.pk}")
    campaign = CampaignFactory(objective="Be heard.")
    review = submit(campaign, by=specialist)
    assert (review.author, review.batch) == (manager, f"campaign {campaign.pk}")
    with pytest.raises(reviews.OwnWork):
        reviews.approve(review=review, by=manager)


def test_a_long_queue_shows_its_beginning_and_says_how_long_it_is(reviewable, specialist, manager, client_for):
    first = submit(by=specialist)
    rows = [
        Review(content_type=first.content_type, object_id=1000 + n, version=1, title=f"Text {n}", fingerprint="0" * 64,
               snapshot={}, submitted_by=specialist)
        for n in range(SHOWN + 4)
    ]  # fmt: skip
    Review.objects.bulk_create(rows)
    page = client_for(manager).get(first.get_absolute_url())
    assert (len(page.context["waiting"]), page.context["number"]) == (SHOWN, SHOWN + 5)
    assert f"The first {SHOWN} of {SHOWN + 5}" in page.content.decode()
    assert "99+" in page.content.decode()
