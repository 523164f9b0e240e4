"""Sign-off, verb by verb."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, transaction
from django.utils import timezone

from campaigns.models import Campaign
from team import reviews
from team.models import Notification, Review, ReviewComment, TeamPolicy
from team.reviewables import NotReviewable
from tests.factories.campaigns import CampaignFactory, ClientFactory
from tests.factories.team import UserFactory
from tests.team.reviewable_campaigns import submit

pytestmark = pytest.mark.django_db


def told() -> set[tuple[str, str]]:
    return set(Notification.objects.values_list("user__name", "text"))


def edit(campaign: Campaign, objective: str) -> None:
    Campaign.objects.filter(pk=campaign.pk).update(objective=objective)


def test_submit_counts_versions_and_tells_those_who_decide(reviewable, specialist, manager, admin_user, observer):
    UserFactory(manager=True, is_active=False)
    review = submit(by=specialist)

    assert (review.version, review.state, review.submitted_by) == (1, "waiting", specialist)
    assert reviewable.trace == [("submitted", 1)]
    line = f"Maya Lindqvist submitted “{review.title}” for review."
    assert told() == {(manager.name, line), (admin_user.name, line)}
    assert Notification.objects.first().url == f"/review/{review.pk}/"


def test_submit_while_it_waits_is_refused(reviewable, specialist):
    review = submit(by=specialist)

    with pytest.raises(reviews.AlreadyWaiting, match="waiting for review already"):
        submit(review.subject, by=specialist)

    assert Review.objects.count() == 1


def test_submit_of_something_unregistered_is_refused(specialist):
    with pytest.raises(NotReviewable):
        reviews.submit(subject=ClientFactory(), title="A", context="", fingerprint="0" * 64, snapshot={}, by=specialist)


def test_approval_holds_for_this_fingerprint_alone(reviewable, specialist, manager):
    review = submit(by=specialist)

    approved = reviews.approve(review=review, by=manager)

    assert (approved.state, approved.decided_by) == ("approved", manager)
    assert approved.decided_at is not None
    assert reviewable.trace[-1] == ("approved", 1)
    assert reviews.holds(review.subject, review.fingerprint)
    assert not reviews.holds(review.subject, "0" * 64)
    assert not reviews.holds(CampaignFactory(objective=review.subject.objective), review.fingerprint)
    assert (specialist.name, f"Daniel Osei approved “{review.title}”.") in told()


def test_approval_of_something_that_changed_since_is_refused(reviewable, specialist, manager):
    review = submit(by=specialist)
    edit(review.subject, "Something else.")

    with pytest.raises(reviews.ChangedSince, match="no longer what Maya Lindqvist submitted"):
        reviews.approve(review=review, by=manager)

    review.refresh_from_db()
    assert review.state == "waiting"
    assert reviewable.trace == [("submitted", 1)]


def test_approval_clicked_twice_says_so_and_changes_nothing(reviewable, specialist, manager):
    review = submit(by=specialist)
    first = reviews.approve(review=review, by=manager)

    with pytest.raises(reviews.AlreadyDecided, match="decided already: approved by Daniel Osei") as refused:
        reviews.approve(review=review, by=manager)

    assert refused.value.review.decided_at == first.decided_at
    assert reviewable.trace == [("submitted", 1), ("approved", 1)]
    assert Notification.objects.filter(user=specialist).count() == 1


def test_approval_by_a_specialist_is_refused(reviewable, specialist, colleague):
    review = submit(by=specialist)

    with pytest.raises(reviews.NotAReviewer):
        reviews.approve(review=review, by=colleague)
    with pytest.raises(reviews.NotAReviewer):
        reviews.ask_for_changes(review=review, by=colleague, text="Shorter, please.")


def test_approval_of_own_work_follows_the_policy(reviewable, manager):
    review = submit(by=manager)

    with pytest.raises(reviews.OwnWork):
        reviews.approve(review=review, by=manager)

    policy = TeamPolicy.current()
    policy.approve_own_work = True
    policy.save()
    assert reviews.approve(review=review, by=manager).state == "approved"


def test_ask_for_changes_needs_a_word_and_reaches_the_author(reviewable, specialist, manager):
    review = submit(by=specialist)

    with pytest.raises(reviews.NothingSaid):
        reviews.ask_for_changes(review=review, by=manager, text="  \n")
    sent_back = reviews.ask_for_changes(review=review, by=manager, text="Say the embargo first.\n")

    assert sent_back.state == "changes"
    said = ReviewComment.objects.get()
    assert (said.text, said.author, said.asks_for_changes, said.done_at) == (
        "Say the embargo first.",
        manager,
        True,
        None,
    )
    assert (specialist.name, f"Daniel Osei asks for changes to “{review.title}”.") in told()
    assert submit(review.subject, by=specialist).version == 2


def test_withdraw_is_for_the_author_and_managers(reviewable, specialist, colleague, manager):
    review = submit(by=specialist)

    with pytest.raises(reviews.NotTheAuthor):
        reviews.withdraw(review=review, by=colleague)
    assert reviews.withdraw(review=review, by=specialist).state == "withdrawn"
    with pytest.raises(reviews.AlreadyDecided):
        reviews.withdraw(review=review, by=manager)


def test_void_ends_the_approval_and_tells_both(reviewable, specialist, colleague, manager):
    review = reviews.approve(review=submit(by=specialist), by=manager)
    Notification.objects.all().delete()

    ended = reviews.void(subject=review.subject, by=colleague)

    assert (ended.pk, ended.state, ended.voided_by, ended.decided_by) == (review.pk, "void", colleague, manager)
    assert not reviews.holds(review.subject, review.fingerprint)
    assert reviewable.trace[-1] == ("void", 1)
    line = f"Priya Raman edited “{review.title}” after its approval, so the approval is void."
    assert told() == {(manager.name, line), (specialist.name, line)}
    assert reviews.void(subject=review.subject, by=colleague) is None


def test_submit_again_ends_the_earlier_approval(reviewable, specialist, manager):
    first = reviews.approve(review=submit(by=specialist), by=manager)
    edit(first.subject, "Be heard by everybody.")
    campaign = Campaign.objects.get(pk=first.object_id)

    second = submit(campaign, by=specialist)

    assert list(Review.objects.of(campaign).values_list("version", "state")) == [(2, "waiting"), (1, "void")]
    reviews.approve(review=second, by=manager)
    assert reviews.holds(campaign, second.fingerprint)
    assert not reviews.holds(campaign, first.fingerprint)


def test_comment_tells_the_author_and_all_who_spoke(reviewable, specialist, colleague, manager):
    review = submit(by=specialist)
    reviews.comment(review=review, by=colleague, text="Can we prove “first”?")
    Notification.objects.all().delete()

    reviews.comment(review=review, by=manager, text="We cannot.")

    line = f"Daniel Osei commented on “{review.title}”."
    assert told() == {(specialist.name, line), (colleague.name, line)}
    with pytest.raises(reviews.NothingSaid):
        reviews.comment(review=review, by=manager, text="")


def test_mark_done_ticks_and_unticks(reviewable, specialist, manager):
    reviews.ask_for_changes(review=submit(by=specialist), by=manager, text="Shorter.")
    asked = ReviewComment.objects.get()

    assert reviews.mark_done(comment=asked, done=True).done_at is not None
    assert reviews.mark_done(comment=asked, done=False).done_at is None


def test_reviews_are_not_for_observers(reviewable, specialist, observer, manager):
    review = submit(by=specialist)

    assert list(Review.objects.visible_to(observer)) == []
    assert list(Review.objects.visible_to(specialist)) == [review]


def _row(by, **fields) -> dict:
    campaign = CampaignFactory()
    kind = ContentType.objects.get_for_model(campaign)
    return {
        "content_type": kind,
        "object_id": campaign.pk,
        "version": 1,
        "title": "A",
        "fingerprint": "0" * 64,
        "snapshot": {},
        "submitted_by": by,
        **fields,
    }


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"state": "forgotten", "decided_at": timezone.now()}, "team_review_state"),
        ({"state": "approved"}, "team_review_decided"),
        ({"state": "void"}, "team_review_decided"),
    ],
)
def test_constraint_refuses_a_review_that_cannot_be(specialist, fields, constraint):
    fields = {**fields, "decided_by": specialist} if "decided_at" in fields else fields
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Review.objects.create(**_row(specialist, **fields))


def test_constraint_void_says_who_and_when(specialist):
    row = _row(specialist, state="void", decided_by=specialist, decided_at=timezone.now())
    with pytest.raises(IntegrityError, match="team_review_voided"), transaction.atomic():
        Review.objects.create(**row)


def test_constraint_one_waits_at_a_time(specialist):
    row = _row(specialist)
    Review.objects.create(**row)
    with pytest.raises(IntegrityError, match="team_review_one_waiting"), transaction.atomic():
        Review.objects.create(**{**row, "version": 2})
