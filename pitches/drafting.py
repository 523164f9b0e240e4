"""Writing a pitch: beginning one, saving it without overwriting anybody, copying it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from campaigns.models import Campaign
from core.html import sanitise
from mail.models import Mailbox
from pitches.errors import PitchError, WrongState
from pitches.fingerprint import fingerprint_of
from pitches.models import Pitch
from team import reviews
from team.models import TeamPolicy, User

TEXTS = ("subject", "body", "lede", "story", "follow_up", "kit")
PLAN = ("follow_up_on", "follow_up_after", "not_before", "window_start", "window_end", "weekdays_only")
ABOUT = ("title", "campaign", "mailbox")
_HTML = ("body", "story", "follow_up")


class EditConflict(PitchError):
    """Somebody else saved the pitch since this text was opened. Nothing was overwritten and nothing is lost.

    `by` and `at` say who and when, `theirs` holds what is saved now, `mine` what could not be saved.
    """

    def __init__(self, *, pitch: Pitch, mine: Mapping[str, Any]) -> None:
        self.pitch = pitch
        self.by: User | None = pitch.saved_by
        self.at: datetime | None = pitch.saved_at
        self.mine = dict(mine)
        self.theirs = {name: getattr(pitch, name) for name in mine}
        who = self.by.name if self.by else "Somebody"
        super().__init__(f"{who} saved this pitch while you were writing. Look at both texts and keep what you need.")


class NotEditable(WrongState):
    """The pitch is in review or on its way; its text stands still."""


@transaction.atomic
def create(*, campaign: Campaign, title: str, by: User, mailbox: Mailbox | None = None) -> Pitch:
    """Begin a pitch with the team's defaults, from `mailbox` or else the one its author would use."""
    policy = TeamPolicy.current()
    return Pitch.objects.create(
        campaign=campaign,
        title=title,
        owner=by,
        mailbox=mailbox or usual_mailbox(by),
        saved_by=by,
        saved_at=timezone.now(),
        window_start=policy.window_start,
        window_end=policy.window_end,
        weekdays_only=policy.weekdays_only,
        follow_up_after=policy.follow_up_after,
    )


def usual_mailbox(user: User) -> Mailbox | None:
    """The mailbox a person would send from: their own, else a shared one."""
    return Mailbox.objects.usable_by(user).order_by("owner", "pk").first()


@transaction.atomic
def save(*, pitch: Pitch, by: User, revision: int, **fields: Any) -> Pitch:
    """Save texts and plan of a pitch that was opened at `revision`; gives the pitch as it is now.

    A save that changes nothing leaves the revision alone. One that changes what was approved ends the approval.
    Raises `EditConflict` and `NotEditable`.
    """
    pitch = lock(pitch)
    changed = _changes(pitch, fields)
    if not changed:
        return pitch
    if pitch.revision != revision:
        raise EditConflict(pitch=pitch, mine=fields)
    require_editable(pitch)
    for name, value in changed.items():
        setattr(pitch, name, value)
    pitch.revision += 1
    pitch.saved_by, pitch.saved_at = by, timezone.now()
    pitch.save(update_fields=[*changed, "revision", "saved_by", "saved_at", "updated_at"])
    end_approval_if_changed(pitch=pitch, by=by)
    return pitch


@transaction.atomic
def duplicate(*, pitch: Pitch, by: User) -> Pitch:
    """A new draft with the same texts and plan. Recipients are picked anew: these have just been written to."""
    copied = {name: getattr(pitch, name) for name in (*TEXTS, *PLAN, "campaign") if name != "not_before"}
    mailbox = pitch.mailbox if pitch.mailbox and Mailbox.objects.usable_by(by).contains(pitch.mailbox) else None
    return Pitch.objects.create(
        **copied,
        title=f"{pitch.title[:110]} (copy)",
        owner=by,
        mailbox=mailbox or usual_mailbox(by),
        saved_by=by,
        saved_at=timezone.now(),
    )


@transaction.atomic
def drop(*, pitch: Pitch, by: User) -> Pitch:
    """Put a draft aside; it keeps its texts and can be taken up again. An approval of it ends. Raises `NotEditable`."""
    pitch = lock(pitch)
    require_editable(pitch)
    pitch.state, pitch.approved_fingerprint = Pitch.State.CANCELLED, ""
    pitch.save(update_fields=["state", "approved_fingerprint", "updated_at"])
    reviews.void(subject=pitch, by=by)
    return pitch


@transaction.atomic
def take_up(*, pitch: Pitch, by: User) -> Pitch:
    """Make a dropped draft a draft again. Raises `WrongState` for whatever was not dropped as a draft."""
    pitch = lock(pitch)
    if pitch.state != Pitch.State.CANCELLED or pitch.is_on_its_way:
        raise WrongState(f"“{pitch}” was not put aside as a draft. Copy it to write a new one.")
    pitch.state = Pitch.State.DRAFT
    pitch.save(update_fields=["state", "updated_at"])
    return pitch


def lock(pitch: Pitch) -> Pitch:
    """The pitch as it is now, locked until the transaction ends."""
    related = ("campaign__client", "owner", "mailbox", "saved_by", "kit")
    return Pitch.objects.select_related(*related).select_for_update(of=("self",)).get(pk=pitch.pk)


def require_editable(pitch: Pitch) -> None:
    """Raises `NotEditable`, with what to do about it."""
    if pitch.state in Pitch.EDITABLE:
        return
    if pitch.state == Pitch.State.IN_REVIEW:
        raise NotEditable(f"“{pitch}” is in review. Withdraw it first, then change it.")
    if pitch.state == Pitch.State.SCHEDULED:
        raise NotEditable(f"“{pitch}” is scheduled. Take the schedule back first, then change it.")
    raise NotEditable(f"“{pitch}” is {pitch.get_state_display().lower()}; its text cannot be changed any more.")


def end_approval_if_changed(*, pitch: Pitch, by: User) -> bool:
    """An approval holds for exactly what was approved: after any other edit the pitch is a draft again, visibly."""
    if pitch.state != Pitch.State.APPROVED or fingerprint_of(pitch) == pitch.approved_fingerprint:
        return False
    pitch.state, pitch.approved_fingerprint = Pitch.State.DRAFT, ""
    pitch.save(update_fields=["state", "approved_fingerprint", "updated_at"])
    reviews.void(subject=pitch, by=by)
    return True


def _changes(pitch: Pitch, fields: Mapping[str, Any]) -> dict[str, Any]:
    unknown = set(fields) - {*TEXTS, *PLAN, *ABOUT}
    if unknown:
        raise TypeError(f"save() does not take {', '.join(sorted(unknown))}")
    clean = {name: sanitise(value) if name in _HTML else value for name, value in fields.items()}
    return {name: value for name, value in clean.items() if getattr(pitch, name) != value}
