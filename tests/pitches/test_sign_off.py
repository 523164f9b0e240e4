import pytest

from pitches import drafting, recipients, sign_off
from pitches.errors import Blocked, WrongState
from pitches.models import Pitch
from team import reviews
from team.models import Review, TeamPolicy
from tests.factories.mail import MailboxFactory
from tests.factories.pitches import PitchFactory, RecipientFactory, pitch_to

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _postal_address():
    TeamPolicy.objects.update_or_create(pk=1, defaults={"postal_address": "Uferweg 8, 10999 Berlin"})


@pytest.fixture
def approved(specialist, manager) -> Pitch:
    pitch = pitch_to(2, owner=specialist)
    reviews.approve(review=sign_off.submit_for_review(pitch=pitch, by=specialist), by=manager)
    return Pitch.objects.get()


def test_submitting_keeps_what_the_reviewer_sees(specialist):
    pitch = pitch_to(2, owner=specialist)
    review = sign_off.submit_for_review(pitch=pitch, by=specialist)
    pitch.refresh_from_db()
    assert (pitch.state, review.version, review.title) == (Pitch.State.IN_REVIEW, 1, pitch.title)
    assert review.snapshot["subject"] == pitch.subject
    assert [row["reason"] for row in review.snapshot["recipients"]] == ["Wrote about grid storage in October."] * 2
    assert {check["tone"] for check in review.snapshot["checks"]} == {"ok"}


def test_a_double_click_on_submit_submits_once(specialist):
    pitch = pitch_to(1)
    sign_off.submit_for_review(pitch=pitch, by=specialist)
    with pytest.raises(WrongState):
        sign_off.submit_for_review(pitch=pitch, by=specialist)
    assert Review.objects.count() == 1


def test_a_blocking_check_stops_submission_in_words(specialist):
    pitch = PitchFactory(title="Trade press")
    RecipientFactory(pitch=pitch, reason="", journalist__name="Ines Albrecht")
    with pytest.raises(Blocked, match=r"“Trade press” cannot go out yet\. A reason for everyone: Ines Albrecht"):
        sign_off.submit_for_review(pitch=pitch, by=specialist)
    assert Pitch.objects.get().state == Pitch.State.DRAFT


def test_an_approval_holds_for_this_very_text(approved):
    assert approved.state == Pitch.State.APPROVED
    assert reviews.holds(approved, approved.approved_fingerprint)


def test_a_double_click_on_approve_decides_once(specialist, manager):
    review = sign_off.submit_for_review(pitch=pitch_to(1), by=specialist)
    reviews.approve(review=review, by=manager)
    with pytest.raises(reviews.AlreadyDecided):
        reviews.approve(review=review, by=manager)
    assert Pitch.objects.get().state == Pitch.State.APPROVED


def test_an_edit_after_approval_voids_it_visibly(approved, specialist):
    saved = drafting.save(pitch=approved, by=specialist, revision=approved.revision, subject="Another subject")
    review = Review.objects.get()
    assert (saved.state, review.state, review.voided_by) == (Pitch.State.DRAFT, Review.State.VOID, specialist)
    assert not reviews.holds(saved, saved.approved_fingerprint)


@pytest.mark.parametrize("change", ["reason", "left out", "added", "mailbox"])
def test_any_change_of_what_goes_out_voids_the_approval(approved, specialist, change):
    recipient = approved.recipients.first()
    if change == "reason":
        recipients.describe(recipient=recipient, by=specialist, reason="Another", personal_line="x")
    elif change == "left out":
        recipients.leave_out(recipient=recipient, by=specialist)
    elif change == "added":
        from tests.factories.contacts import JournalistFactory

        recipients.add(pitch=approved, journalists=[JournalistFactory(with_email=True)], by=specialist)
    else:
        drafting.save(pitch=approved, by=specialist, revision=1, mailbox=MailboxFactory())
    assert Pitch.objects.get().state == Pitch.State.DRAFT
    assert Review.objects.get().state == Review.State.VOID


def test_a_change_of_what_does_not_go_out_leaves_the_approval(approved, specialist):
    drafting.save(pitch=approved, by=specialist, revision=approved.revision, title="Another name for the team")
    assert Pitch.objects.get().state == Pitch.State.APPROVED


def test_a_change_behind_the_pitch_is_noticed_when_it_is_approved(specialist, manager):
    """The address of a recipient changed while the manager was reading."""
    pitch = pitch_to(1)
    review = sign_off.submit_for_review(pitch=pitch, by=specialist)
    email = pitch.recipients.get().journalist.emails.get()
    email.address = "elsewhere@example.org"
    email.save()
    with pytest.raises(reviews.ChangedSince):
        reviews.approve(review=review, by=manager)


def test_changes_asked_for_reopen_the_pitch(specialist, manager):
    review = sign_off.submit_for_review(pitch=pitch_to(1), by=specialist)
    reviews.ask_for_changes(review=review, by=manager, text="Say early that the data is embargoed.")
    pitch = Pitch.objects.get()
    assert pitch.state == Pitch.State.CHANGES
    assert sign_off.submit_for_review(pitch=pitch, by=specialist).version == 2


def test_a_submission_can_be_taken_back(specialist):
    pitch = pitch_to(1)
    sign_off.submit_for_review(pitch=pitch, by=specialist)
    sign_off.withdraw(pitch=pitch, by=specialist)
    assert Pitch.objects.get().state == Pitch.State.DRAFT
    with pytest.raises(WrongState):
        sign_off.withdraw(pitch=pitch, by=specialist)


@pytest.mark.parametrize(("policy", "needed"), [("always", True), ("never", False), ("above", True)])
def test_the_policy_says_whether_sign_off_is_needed(policy, needed):
    TeamPolicy.objects.update(sign_off=policy, sign_off_above=1)
    assert sign_off.needs_sign_off(pitch_to(2)) is needed
    assert sign_off.needs_sign_off(pitch_to(1)) is (policy == "always")


def test_a_freelancer_approves_their_own_work_where_policy_says_so(manager):
    review = sign_off.submit_for_review(pitch=pitch_to(1), by=manager)
    with pytest.raises(reviews.OwnWork):
        reviews.approve(review=review, by=manager)
    TeamPolicy.objects.update(approve_own_work=True)
    assert reviews.approve(review=review, by=manager).state == Review.State.APPROVED
