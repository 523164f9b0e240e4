"""Letting readers see a kit, taking it back, and who may see it from when until when."""

from datetime import datetime
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from mediakits.building import lock
from mediakits.kit_errors import KitError, NotApproved, NotEditable
from mediakits.kit_fingerprint import fingerprint_of, snapshot_of
from mediakits.models import Kit
from mediakits.stamps import touch
from team.models import TeamPolicy, User

SHORTEST_PASSWORD = 8


def needs_sign_off() -> bool:
    """Whether the team's policy asks for a second pair of eyes on kits. What anybody may read has no number of
    recipients: it counts as above every number.
    """
    return TeamPolicy.current().sign_off != TeamPolicy.SignOff.NEVER


def is_signed_off(kit: Kit) -> bool:
    """Whether exactly what would go out now is approved."""
    return kit.state == Kit.State.APPROVED and kit.approved_fingerprint == fingerprint_of(kit)


@transaction.atomic
def share(*, kit: Kit, by: User, seen: int | None = None) -> Kit:
    """Let readers see the kit as it is now; doing it again gives them the changes made since.

    `seen` is the revision that `by` looked at: what was put in since then does not go out unseen. Raises `NotEditable`,
    `NotApproved`, and `KitError`, for a kit in which nothing stands too.
    """
    kit = lock(kit)
    if kit.archived_at:
        raise NotEditable(f"“{kit}” is put away. Take it out again first.")
    if kit.has_expired:
        raise KitError(f"“{kit}” has expired. Give it a later end first.")
    if needs_sign_off() and not is_signed_off(kit):
        raise NotApproved(f"“{kit}” needs sign-off before readers see it. Submit it for review.")
    if seen is not None and seen != kit.revision:
        raise KitError(f"“{kit}” was changed while you were looking at it. Look at it as it is now, then share it.")
    snapshot = snapshot_of(kit)
    if not snapshot["sections"]:
        raise KitError(f"There is nothing in “{kit}” yet. Put something into a section first.")
    kit.shared, kit.shared_at, kit.shared_by = snapshot, timezone.now(), by
    kit.save(update_fields=["shared", "shared_at", "shared_by", "updated_at"])
    touch(client_id=kit.client_id)
    return kit


@transaction.atomic
def unshare(*, kit: Kit) -> Kit:
    """Close the kit to all readers at once. Their links stay, and work again when it is shared again."""
    kit = lock(kit)
    kit.shared, kit.shared_at, kit.shared_by = None, None, None
    kit.save(update_fields=["shared", "shared_at", "shared_by", "updated_at"])
    touch(client_id=kit.client_id)
    return kit


def has_changes(kit: Kit) -> bool:
    """Whether something was changed that readers do not see yet."""
    return kit.shared is not None and kit.shared != snapshot_of(kit)


@transaction.atomic
def set_access(
    *,
    kit: Kit,
    access: str,
    embargo_until: datetime | None,
    expires_at: datetime | None,
    password: str = "",
    keep_password: bool = False,
) -> Kit:
    """Say who may see the kit, from when, until when; holds at once. An empty `password` takes it off.

    Raises `KitError` for a password that is too short.
    """
    if password and len(password) < SHORTEST_PASSWORD:
        raise KitError(f"Use a password of {SHORTEST_PASSWORD} characters or more.")
    kit = lock(kit)
    values: dict[str, Any] = {"access": access, "embargo_until": embargo_until, "expires_at": expires_at}
    if not keep_password:
        values["password"] = make_password(password) if password else ""
    for name, value in values.items():
        setattr(kit, name, value)
    kit.save(update_fields=[*values, "updated_at"])
    touch(client_id=kit.client_id)
    return kit
