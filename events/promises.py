"""What we promised a journalist, and corrections that we asked for."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from events.errors import NotPossible
from events.models import Correction, Interview, Promise
from inquiries.models import Inquiry
from team.models import User


@transaction.atomic
def make(
    *, text: str, due_on: date, by: User, interview: Interview | None = None, inquiry: Inquiry | None = None
) -> Promise:
    """Write a promise down; who is in charge keeps it. Raises `NotPossible` for one that says nothing."""
    if not text.strip():
        raise NotPossible("Say what was promised.")
    about = interview or inquiry
    owner = (about.owner if about else None) or by
    return Promise.objects.create(
        text=text.strip()[:300], due_on=due_on, owner=owner, interview=interview, inquiry=inquiry
    )


@transaction.atomic
def end(*, promise: Promise, by: User, kept: bool, why: str = "") -> Promise:
    """It was kept, or it is not going to be, and then why. Raises `NotPossible`."""
    promise = Promise.objects.select_for_update().get(pk=promise.pk)
    if promise.kept_at or promise.dropped_at:
        raise NotPossible("That promise has ended already.")
    if not kept and not why.strip():
        raise NotPossible("Say why it is not kept; they will ask.")
    if kept:
        promise.kept_at = timezone.now()
    else:
        promise.dropped_at, promise.dropped_why = timezone.now(), why.strip()[:300]
    promise.save()
    return promise


@transaction.atomic
def reopen(*, promise: Promise, by: User) -> Promise:
    """It has still to be kept."""
    promise = Promise.objects.select_for_update().get(pk=promise.pk)
    promise.kept_at = promise.dropped_at = None
    promise.dropped_why = ""
    promise.save()
    return promise


@transaction.atomic
def ask_to_correct(
    *, wrong: str, right: str, by: User, interview: Interview | None = None, inquiry: Inquiry | None = None
) -> Correction:
    """We asked for a correction of what was published. Raises `NotPossible` where either side is missing."""
    if not wrong.strip() or not right.strip():
        raise NotPossible("Say what is wrong, and what is right.")
    return Correction.objects.create(
        wrong=wrong.strip()[:2000], right=right.strip()[:2000], interview=interview, inquiry=inquiry,
        asked_at=timezone.now(), asked_by=by,
    )  # fmt: skip


@transaction.atomic
def settle(*, correction: Correction, state: str, by: User, note: str = "") -> Correction:
    """What came of it; asked again, it waits anew. Raises `NotPossible`."""
    if state not in Correction.State.values:
        raise NotPossible("Choose what came of it from the list.")
    correction = Correction.objects.select_for_update().get(pk=correction.pk)
    correction.state, correction.note = state, note.strip()[:300]
    correction.ended_at = None if state == Correction.State.ASKED else timezone.now()
    correction.save()
    return correction
