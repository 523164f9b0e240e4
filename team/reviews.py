"""Sign-off: submitting something, deciding on it, and what an edit does to a decision.

An approval holds for one fingerprint, which stands for exactly what would go out. Every verb locks the thing
itself first and its reviews after it, so an edit and a decision that meet wait for each other; an app that
edits a reviewable thing must lock its row too before it calls `void`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from team import told_of
from team.models import Review, ReviewComment, TeamPolicy, User
from team.notifications import notify
from team.reviewables import Reviewable, reviewable_for


class ReviewError(Exception):
    """A review cannot go on as asked; the message says why, in words for the reader."""


class AlreadyWaiting(ReviewError):
    """The same thing was submitted before and nobody has decided yet."""


class AlreadyDecided(ReviewError):
    """Somebody, perhaps the same person a click ago, has decided; `review` is as it stands now."""

    def __init__(self, review: Review) -> None:
        self.review = review
        who = f" by {review.decided_by.name}" if review.decided_by else ""
        super().__init__(f"“{review.title}” has been decided already: {review.get_state_display().lower()}{who}.")


class ChangedSince(ReviewError):
    """What would go out now is not what was submitted."""


class OwnWork(ReviewError):
    """Nobody approves their own work, unless the team's policy says so."""


class NotAReviewer(ReviewError):
    """Only managers and admins decide."""


class NotTheAuthor(ReviewError):
    """Only the one who submitted it, or a manager, may withdraw it."""


class NothingSaid(ReviewError):
    """Changes were asked for without a word about which, or a comment was empty."""


@transaction.atomic
def submit(
    *,
    subject: Model,
    title: str,
    context: str,
    fingerprint: str,
    snapshot: dict[str, Any],
    by: User,
    due_at: datetime | None = None,
) -> Review:
    """Ask for sign-off of `subject` as it is now; gives the new review, with the next version number.

    `snapshot` is JSON that the subject's app can show and compare later. An approval of an earlier version is void from
    here on. Raises `AlreadyWaiting`.
    """
    reviewable = reviewable_for(type(subject))
    _lock_subject(type(subject), subject.pk)
    earlier = list(Review.objects.of(subject).select_for_update())
    if any(review.state == Review.State.WAITING for review in earlier):
        raise AlreadyWaiting(f"“{title}” is waiting for review already.")
    void(subject=subject, by=by)
    review = Review.objects.create(
        content_type=ContentType.objects.get_for_model(subject),
        object_id=subject.pk,
        version=earlier[0].version + 1 if earlier else 1,
        title=title,
        context=context,
        fingerprint=fingerprint,
        snapshot=snapshot,
        submitted_by=by,
        author_id=reviewable.author_id(subject) or by.pk,
        batch=reviewable.batch(subject),
        due_at=due_at,
    )
    reviewable.submitted(review)
    notify(
        kind=told_of.REVIEW,
        users=reviewers(),
        by=by,
        text=f"{by.name} submitted “{title}” for review.",
        url=review.get_absolute_url(),
        icon="checklist",
    )
    return review


def reviewers() -> list[User]:
    """Everybody who may decide."""
    return list(User.objects.working().filter(role__in=[User.Role.MANAGER, User.Role.ADMIN]))


def author_id_of(review: Review) -> int | None:
    """Whose work was submitted. It is kept with the submission; where it is not, since an earlier version took it in or
    the author's account is gone, whose the thing is now."""
    if review.author_id is None and review.subject is not None:
        return reviewable_for(type(review.subject)).author_id(review.subject)
    return review.author_id


def is_own(*, review: Review, user: User) -> bool:
    """Whether they submitted it, or it is their work; one query where the review does not say whose it is."""
    return review.submitted_by_id == user.pk or author_id_of(review) == user.pk


def refusal(*, review: Review, by: User, own_too: bool | None = None) -> ReviewError | None:
    """Why `by` may not approve a review, or None: what `approve` asks, and every page before it shows a button.

    `own_too` is the policy's word about one's own work, where it is known already.
    """
    if not by.is_manager:
        return NotAReviewer("Managers and admins approve. Yours is not one of these roles.")
    if not is_own(review=review, user=by) or (TeamPolicy.current().approve_own_work if own_too is None else own_too):
        return None
    if review.submitted_by_id == by.pk:
        return OwnWork("You submitted this yourself, and your team's policy asks for a second pair of eyes.")
    return OwnWork("This is your own work, and your team's policy asks for a second pair of eyes.")


def may_withdraw(*, review: Review, by: User) -> bool:
    """Whether they may take it back before anybody decides."""
    return review.submitted_by_id == by.pk or by.is_manager


@transaction.atomic
def approve(*, review: Review, by: User) -> Review:
    """Let `review` go out exactly as it was submitted.

    Raises `NotAReviewer`, `OwnWork`, `AlreadyDecided` (also for a second click) and `ChangedSince`.
    """
    if problem := refusal(review=review, by=by):
        raise problem
    review, subject, reviewable = _locked(review, to=Review.State.APPROVED)
    if reviewable.fingerprint(subject) != review.fingerprint:
        raise ChangedSince(
            f"“{review.title}” is no longer what {review.submitted_by.name} submitted, so it was not approved. "
            "Ask for changes, so that it is submitted again."
        )
    _decide(review, reviewable, Review.State.APPROVED, by)
    notify(
        kind=told_of.DECIDED,
        users=[review.submitted_by],
        by=by,
        text=f"{by.name} approved “{review.title}”.",
        url=reviewable.url(subject),
        icon="circle-check",
    )
    return review


@dataclass(frozen=True)
class Together:
    """What came of approving several things at once: `refused` says why, one sentence each."""

    approved: list[Review]
    refused: list[str]


def approve_together(*, keys: Sequence[int], by: User) -> Together:
    """Approve several submissions of one campaign, each by itself: one that cannot be approved holds up no other.

    Things of several campaigns, or of none, are looked at one by one: then nothing is approved.
    """
    chosen = list(Review.objects.visible_to(by).filter(pk__in=keys).select_related("submitted_by", "content_type"))
    if len({review.batch for review in chosen}) > 1 or any(not review.batch for review in chosen):
        return Together([], ["Only what belongs to one campaign is approved together. Look at the others one by one."])
    approved, refused = list[Review](), list[str]()
    for review in sorted(chosen, key=lambda each: keys.index(each.pk)):
        try:
            approved.append(approve(review=review, by=by))
        except ReviewError as problem:
            refused.append(str(problem))
    return Together(approved, refused)


@transaction.atomic
def ask_for_changes(*, review: Review, by: User, text: str) -> Review:
    """Send `review` back with a word about what should change.

    Raises `NotAReviewer`, `NothingSaid` and `AlreadyDecided`.
    """
    if not by.is_manager:
        raise NotAReviewer("Managers and admins ask for changes. You can leave a comment.")
    if not text.strip():
        raise NothingSaid("Say what should change, so that the author knows where to begin.")
    review, subject, reviewable = _locked(review, to=Review.State.CHANGES)
    ReviewComment.objects.create(review=review, author=by, text=text.strip(), asks_for_changes=True)
    _decide(review, reviewable, Review.State.CHANGES, by)
    notify(
        kind=told_of.DECIDED,
        users=[review.submitted_by],
        by=by,
        text=f"{by.name} asks for changes to “{review.title}”.",
        url=reviewable.url(subject),
        icon="message-2",
    )
    return review


@transaction.atomic
def withdraw(*, review: Review, by: User) -> Review:
    """Take a submission back before anybody decides. Raises `NotTheAuthor` and `AlreadyDecided`."""
    if not may_withdraw(review=review, by=by):
        raise NotTheAuthor(f"{review.submitted_by.name} submitted this; they or a manager can take it back.")
    review, _, reviewable = _locked(review, to=Review.State.WITHDRAWN)
    _decide(review, reviewable, Review.State.WITHDRAWN, by)
    return review


@transaction.atomic
def void(*, subject: Model, by: User) -> Review | None:
    """End the approval of `subject`, because it was edited; gives the review whose approval ended, if there was one.

    The one who approved is told. Call it in the transaction of the edit.
    """
    reviewable = reviewable_for(type(subject))
    _lock_subject(type(subject), subject.pk)
    review = Review.objects.of(subject).select_for_update().filter(state=Review.State.APPROVED).first()
    if review is None:
        return None
    review.state, review.voided_at, review.voided_by = Review.State.VOID, timezone.now(), by
    review.save(update_fields=["state", "voided_at", "voided_by", "updated_at"])
    reviewable.voided(review)
    notify(
        kind=told_of.DECIDED,
        users=[user for user in (review.decided_by, review.submitted_by) if user],
        by=by,
        text=f"{by.name} edited “{review.title}” after its approval, so the approval is void.",
        url=review.get_absolute_url(),
        icon="alert-triangle",
    )
    return review


@transaction.atomic
def comment(*, review: Review, by: User, text: str) -> ReviewComment:
    """Say something in the thread; the author and everybody who spoke before is told. Raises `NothingSaid`."""
    if not text.strip():
        raise NothingSaid("Write something first.")
    said = ReviewComment.objects.create(review=review, author=by, text=text.strip())
    thread = ReviewComment.objects.filter(
        review__content_type=review.content_type_id, review__object_id=review.object_id
    ).select_related("author")
    notify(
        kind=told_of.COMMENT,
        users=[review.submitted_by, *(earlier.author for earlier in thread)],
        by=by,
        text=f"{by.name} commented on “{review.title}”.",
        url=review.get_absolute_url(),
        icon="message-2",
    )
    return said


def mark_done(*, comment: ReviewComment, done: bool) -> ReviewComment:
    """Tick off what was asked for, or take the tick away."""
    comment.done_at = timezone.now() if done else None
    comment.save(update_fields=["done_at", "updated_at"])
    return comment


def holds(subject: Model, fingerprint: str) -> bool:
    """Whether `subject` is approved for exactly this fingerprint."""
    return Review.objects.of(subject).filter(state=Review.State.APPROVED, fingerprint=fingerprint).exists()


def _lock_subject(model: type[Model], pk: Any) -> Any:
    return model._base_manager.select_for_update(of=("self",)).get(pk=pk)


def _locked(review: Review, *, to: Review.State) -> tuple[Review, Any, Reviewable]:
    """The review and its subject, both locked and fresh; raises `AlreadyDecided` when it cannot move there any more."""
    model = review.content_type.model_class()
    reviewable = reviewable_for(model)
    subject = _lock_subject(model, review.object_id)  # type: ignore[arg-type]
    fresh = Review.objects.select_for_update(of=("self",)).select_related("submitted_by", "decided_by")
    review = fresh.get(pk=review.pk)
    if to not in Review.NEXT[Review.State(review.state)]:
        raise AlreadyDecided(review)
    return review, subject, reviewable


def _decide(review: Review, reviewable: Reviewable, state: Review.State, by: User) -> None:
    review.state, review.decided_by, review.decided_at = state, by, timezone.now()
    review.save(update_fields=["state", "decided_by", "decided_at", "updated_at"])
    reviewable.decided(review)
