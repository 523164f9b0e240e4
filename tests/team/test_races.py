"""Two at the same moment: each of these ends as if one had come after the other."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, transaction

from campaigns.models import Campaign
from team import founding, invitations, members, reviews
from team.models import Invitation, Notification, Review, User
from tests.factories.campaigns import CampaignFactory
from tests.factories.team import InvitationFactory, UserFactory
from tests.team.reviewable_campaigns import submit

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.services]


def together(*verbs: Callable[[], Any]) -> list[Any]:
    """Run all at once, each on its own connection; gives what they returned, or the error they raised."""
    start = Barrier(len(verbs))

    def run(verb: Callable[[], Any]) -> Any:
        try:
            start.wait(timeout=10)
            return verb()
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(verbs)) as pool:
        return list(pool.map(run, verbs))


def kinds(outcomes: list[Any]) -> list[str]:
    return sorted(type(outcome).__name__ for outcome in outcomes)


def test_two_clicks_on_approve_decide_once(reviewable, specialist, manager):
    review = submit(by=specialist)

    outcomes = together(*[lambda: reviews.approve(review=review, by=manager)] * 2)

    assert kinds(outcomes) == ["AlreadyDecided", "Review"]
    assert reviewable.trace == [("submitted", 1), ("approved", 1)]
    assert Notification.objects.filter(user=specialist).count() == 1


def test_two_submissions_wait_once(reviewable, specialist, colleague):
    campaign = CampaignFactory(owner=specialist)

    outcomes = together(lambda: submit(campaign, by=specialist), lambda: submit(campaign, by=colleague))

    assert kinds(outcomes) == ["AlreadyWaiting", "Review"]
    assert Review.objects.count() == 1


def test_edit_and_approval_never_leave_an_approved_thing_that_changed(reviewable, specialist, manager):
    review = submit(by=specialist)

    def edit() -> None:
        with transaction.atomic():
            campaign = Campaign.objects.select_for_update().get(pk=review.object_id)
            campaign.objective = "Something else."
            campaign.save()
            reviews.void(subject=campaign, by=specialist)

    together(edit, lambda: reviews.approve(review=review, by=manager))

    campaign = Campaign.objects.get(pk=review.object_id)
    assert not reviews.holds(campaign, reviewable.fingerprint(campaign))
    assert Review.objects.get().state in {"waiting", "void"}


def test_two_first_admins_make_one(db):
    def found(name: str) -> Callable[[], User]:
        return lambda: founding.found(
            organisation=name,
            postal_address="Harbour Lane 1",
            name=name,
            email=f"{name}@team.example.com",
            password="eleven wet otters",
            time_zone="UTC",
        )

    assert kinds(together(found("ruth"), found("daniel"))) == ["AlreadyFounded", "User"]
    assert User.objects.count() == 1


def test_invitation_accepted_twice_makes_one_account():
    token = InvitationFactory().token

    outcomes = together(
        *[lambda: invitations.accept(token=token, name="Tomás Vidal", password="nine patient herons")] * 2
    )

    assert kinds(outcomes) == ["UsedInvitation", "User"]
    assert User.objects.filter(name="Tomás Vidal").count() == 1
    assert Invitation.objects.get().accepted_by.name == "Tomás Vidal"


def test_two_admins_cannot_remove_each_other():
    ruth, ada = UserFactory(admin=True), UserFactory(admin=True)

    outcomes = together(
        lambda: members.deactivate(user=ruth, by=ada), lambda: members.change_role(user=ada, role="specialist")
    )

    assert kinds(outcomes) == ["LastAdmin", "User"]
    assert User.objects.filter(role="admin", is_active=True).count() == 1
