"""Keys by which other systems bring in inquiries: shown once, kept as a hash, withdrawn at any moment."""

import hashlib
import secrets
from datetime import timedelta
from typing import Final

from django.db.models import Q
from django.utils import timezone

from campaigns.models import Client
from inquiries.errors import NotPossible
from inquiries.models import IntakeKey
from team.models import User

PREFIX: Final = "mri_"
SEEN_EVERY: Final = timedelta(minutes=1)


def make(*, name: str, client: Client, by: User) -> tuple[IntakeKey, str]:
    """A new key and its secret, which nobody can read again. Raises `NotPossible` without a name."""
    if not name.strip():
        raise NotPossible("Name the key after the system that uses it.")
    secret = PREFIX + secrets.token_urlsafe(32)
    key = IntakeKey.objects.create(name=name.strip()[:120], client=client, digest=_digest(secret), created_by=by)
    return key, secret


def revoke(*, key: IntakeKey) -> None:
    """Nothing comes in by it any more."""
    IntakeKey.objects.filter(pk=key.pk, revoked_at=None).update(revoked_at=timezone.now())


def find(secret: str) -> IntakeKey | None:
    """The key that belongs to a secret, which is noted as used; None where there is none or it was withdrawn."""
    key = IntakeKey.objects.filter(digest=_digest(secret), revoked_at=None).select_related("client").first()
    if key:
        now = timezone.now()
        stale = Q(last_used_at=None) | Q(last_used_at__lt=now - SEEN_EVERY)
        IntakeKey.objects.filter(stale, pk=key.pk).update(last_used_at=now)
    return key


def _digest(secret: str) -> str:
    """A key is long and random, so a plain hash of it cannot be guessed back."""
    return hashlib.sha256(secret.encode()).hexdigest()
