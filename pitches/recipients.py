"""Who a pitch goes to: adding, leaving out, asking in spite of a cool-off, and saying why each of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from contacts.models import Journalist
from pitches.drafting import end_approval_if_changed, lock, require_editable
from pitches.errors import PitchError
from pitches.exclusions import Exclusion, exclusions_among, standing_exclusions
from pitches.models import Pitch, Recipient
from team.models import User

MOST_AT_ONCE = 2000


class Excluded(PitchError):
    """Something speaks against writing to this journalist; `exclusion` is what."""

    def __init__(self, exclusion: Exclusion) -> None:
        hint = " Say why they should be asked all the same." if exclusion.is_overridable else ""
        super().__init__(f"{exclusion.why}{hint}")
        self.exclusion = exclusion


class TooMany(PitchError):
    """More journalists at once than a pitch is made for."""


@dataclass(frozen=True, slots=True)
class Added:
    """What adding did: how many are picked, left out (with the reason kept), and in the pitch before."""

    picked: int
    left_out: int
    known: int

    def __str__(self) -> str:
        parts = [f"{self.picked} added"]
        if self.left_out:
            parts.append(f"{self.left_out} left out, with the reason beside each")
        if self.known:
            parts.append(f"{self.known} in the pitch already")
        return "; ".join(parts) + "."


@transaction.atomic
def add(*, pitch: Pitch, journalists: Iterable[Journalist], by: User, reason: str = "") -> Added:
    """Add journalists; whoever may not be written to is kept among those left out, with the reason why.

    `reason` is said of all of them. Raises `NotEditable` and `TooMany`.
    """
    pitch = lock(pitch)
    require_editable(pitch)
    wanted = list(Journalist.objects.filter(pk__in=[journalist.pk for journalist in journalists]).with_primary())
    if len(wanted) > MOST_AT_ONCE:
        raise TooMany(
            f"{len(wanted):,} journalists at once are too many; {MOST_AT_ONCE:,} are the most. Narrow it down."
        )
    known = set(pitch.recipients.values_list("journalist_id", flat=True))
    new = [journalist for journalist in wanted if journalist.pk not in known]
    in_pitch = list(Journalist.objects.filter(recipients__in=pitch.recipients.active()).with_primary())
    against = exclusions_among([*in_pitch, *new], pitch=pitch)
    rows = [
        Recipient(pitch=pitch, journalist=journalist, reason=reason.strip()[:500], added_by=by) for journalist in new
    ]
    for row in rows:
        if against[row.journalist_id]:
            row.mark_left_out(against[row.journalist_id][0].why)
    Recipient.objects.bulk_create(rows)
    end_approval_if_changed(pitch=pitch, by=by)
    left_out = sum(row.left_out_at is not None for row in rows)
    return Added(len(rows) - left_out, left_out, len(wanted) - len(new))


@transaction.atomic
def describe(*, recipient: Recipient, by: User, reason: str, personal_line: str) -> Recipient:
    """Say why this journalist, and what is said to them alone. Raises `NotEditable`."""
    pitch = _editable(recipient)
    recipient.reason, recipient.personal_line = reason.strip(), personal_line.strip()
    recipient.save(update_fields=["reason", "personal_line", "updated_at"])
    end_approval_if_changed(pitch=pitch, by=by)
    return recipient


@transaction.atomic
def leave_out(*, recipient: Recipient, by: User, why: str = "") -> Recipient:
    """Nothing goes to this journalist; the row stays, with the reason. Raises `NotEditable`."""
    pitch = _editable(recipient)
    recipient.leave_out(why=why.strip() or f"Left out by {by.name}")
    end_approval_if_changed(pitch=pitch, by=by)
    return recipient


@transaction.atomic
def take_in(*, recipient: Recipient, by: User, override: str = "") -> Recipient:
    """Write to somebody who was left out; a cool-off or a full outlet takes a stated reason (`override`).

    Raises `NotEditable`, and `Excluded` for what speaks against it.
    """
    pitch = _editable(recipient)
    journalist = Journalist.objects.with_primary().get(pk=recipient.journalist_id)
    recipient.override = override.strip()
    standing = standing_exclusions(recipient, exclusions_among([journalist], pitch=pitch, together=False))
    if standing:
        raise Excluded(standing[0])
    recipient.left_out_at, recipient.left_out_why = None, ""
    recipient.save(update_fields=["left_out_at", "left_out_why", "override", "updated_at"])
    end_approval_if_changed(pitch=pitch, by=by)
    return recipient


@transaction.atomic
def remove(*, recipient: Recipient, by: User) -> None:
    """Take a journalist out of the pitch altogether. Raises `NotEditable`."""
    pitch = _editable(recipient)
    recipient.delete()
    end_approval_if_changed(pitch=pitch, by=by)


def _editable(recipient: Recipient) -> Pitch:
    pitch = lock(recipient.pitch)
    require_editable(pitch)
    return pitch
