"""From a finished pitch to one that goes out, and back while there is time."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from campaigns.models import Campaign
from mail import outbox
from mail.models import OutgoingMessage
from pitches import checks
from pitches.errors import NotApproved, WrongState
from pitches.fingerprint import fingerprint_of
from pitches.models import Pitch
from pitches.sign_off import needs_sign_off, stop_if_blocked
from team import reviews
from team.models import TeamPolicy, User

State = Pitch.State


@transaction.atomic
def schedule(*, pitch: Pitch, by: User) -> Pitch:
    """Let the pitch go out: from now, or from `pitch.not_before`, after the cancel window.

    Raises WrongState, NotApproved (sign-off is asked for and does not hold for this very text) or Blocked.
    """
    pitch = Pitch.objects.select_for_update().get(pk=pitch.pk)
    if pitch.state in {State.SCHEDULED, State.SENDING, State.SENT}:
        raise WrongState(f"“{pitch}” is {pitch.get_state_display().lower()} already.")
    fingerprint = fingerprint_of(pitch)
    if needs_sign_off(pitch) and not reviews.holds(pitch, fingerprint):
        raise NotApproved(
            f"“{pitch}” needs a manager's approval of exactly this text before it can go out. Submit it for review."
        )
    if State.SCHEDULED not in Pitch.NEXT[State(pitch.state)]:
        raise WrongState(f"“{pitch}” is {pitch.get_state_display().lower()}; it cannot be scheduled from there.")
    if pitch.campaign.state == Campaign.State.CLOSED:
        raise WrongState(f"The campaign “{pitch.campaign}” is closed. Reopen it first.")
    stop_if_blocked(pitch, checks.run(pitch))
    now = timezone.now()
    pitch.state = State.SCHEDULED
    pitch.scheduled_at = now
    pitch.scheduled_by = by
    pitch.starts_at = now + timedelta(seconds=TeamPolicy.current().cancel_window)
    pitch.approved_fingerprint = fingerprint
    pitch.save(
        update_fields=["state", "scheduled_at", "scheduled_by", "starts_at", "approved_fingerprint", "updated_at"]
    )
    _start_when_due(pitch.pk, pitch.starts_at)
    return pitch


def way_back() -> str:
    """How long a schedule can be taken back, in a sentence for whoever is about to make one."""
    seconds = TeamPolicy.current().cancel_window
    if not seconds:
        return "It cannot be taken back: the first messages leave at once when their hour has come."
    return f"You can take it back for {in_words(seconds)}; later you can still stop what has not gone out yet."


def in_words(seconds: int) -> str:
    """A length of time as one says it: 30 seconds, 1 minute, 2 minutes and 30 seconds, 1 hour."""
    hours, rest = divmod(seconds, 3600)
    minutes, rest = divmod(rest, 60)
    parts = [(hours, "hour"), (minutes, "minute"), (rest, "second")]
    said = [f"{number} {unit}{'' if number == 1 else 's'}" for number, unit in parts if number]
    return " and ".join(filter(None, [", ".join(said[:-1]), *said[-1:]])) or "0 seconds"


def _start_when_due(pitch_pk: int, starts_at: datetime) -> None:
    from pitches.tasks import start_pitch  # here, because the task's module imports this one's callers

    transaction.on_commit(lambda: start_pitch.apply_async((pitch_pk,), eta=starts_at))


@transaction.atomic
def unschedule(*, pitch: Pitch, by: User) -> Pitch:
    """Take a schedule back within the cancel window; the approval stays, for nothing has changed."""
    pitch = Pitch.objects.select_for_update().get(pk=pitch.pk)
    if pitch.state != State.SCHEDULED:
        raise WrongState(
            f"“{pitch}” is {pitch.get_state_display().lower()}. What has not gone out yet can still be stopped."
        )
    pitch.state = State.APPROVED if reviews.holds(pitch, fingerprint_of(pitch)) else State.DRAFT
    pitch.starts_at = None
    pitch.save(update_fields=["state", "starts_at", "updated_at"])
    return pitch


@transaction.atomic
def stop(*, pitch: Pitch, by: User) -> int:
    """Stop a pitch that is going out: what has not been handed over stays here. Gives how much was held back."""
    pitch = Pitch.objects.select_for_update().get(pk=pitch.pk)
    if pitch.state != State.SENDING:
        raise WrongState(f"“{pitch}” is {pitch.get_state_display().lower()}; there is nothing to stop.")
    pitch.state = State.CANCELLED
    pitch.save(update_fields=["state", "updated_at"])
    waiting = OutgoingMessage.objects.filter(pitched__pitch=pitch).defer("raw")
    return outbox.cancel(waiting, by=by, why=f"{by} stopped the pitch.")
