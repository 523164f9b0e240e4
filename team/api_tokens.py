"""Personal API tokens: shown once, kept as a hash, withdrawn at any moment."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q
from django.utils import timezone

from team.models import ApiToken, User
from team.scopes import scopes_open_to, with_reading

PREFIX: Final = "mrt_"
SHOWN: Final = 10
"""How much of a token stays readable: enough to tell it apart, far too little to guess the rest from."""
SEEN_EVERY: Final = timedelta(minutes=1)
MOST_OPEN: Final = 50


class NotPossible(Exception):
    """A token could not be made; the text says why and what to do."""


def make(*, owner: User, name: str, scopes: Iterable[str], expires_at: datetime | None = None) -> tuple[ApiToken, str]:
    """A new token and its secret, which nobody can read again. Raises `NotPossible`."""
    wanted = with_reading(scopes)
    if not name.strip():
        raise NotPossible("Name the token after what uses it.")
    if not wanted:
        raise NotPossible("Choose what the token is for.")
    if beyond := set(wanted) - set(scopes_open_to(owner)):
        raise NotPossible(f"Your role does not allow {', '.join(sorted(beyond))}.")
    if expires_at and expires_at <= timezone.now():
        raise NotPossible("That end has passed already.")
    if ApiToken.objects.filter(owner=owner).open().count() >= MOST_OPEN:
        raise NotPossible(f"You have {MOST_OPEN} tokens already. Withdraw those that nothing uses any more.")
    secret = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        owner=owner,
        name=name.strip()[:120],
        prefix=secret[:SHOWN],
        digest=_digest(secret),
        scopes=wanted,
        expires_at=expires_at,
    )
    return token, secret


def withdraw(*, token: ApiToken, by: User) -> bool:
    """It opens nothing any more, from the next request on. False where it was withdrawn before."""
    now = timezone.now()
    found = ApiToken.objects.filter(pk=token.pk, revoked_at=None)
    return bool(found.update(revoked_at=now, revoked_by=by, updated_at=now))


def find(secret: str) -> ApiToken | None:
    """The token of a secret, with its owner as they are now, noted as used; None where it opens nothing."""
    if not secret.startswith(PREFIX):
        return None
    held = ApiToken.objects.open().filter(digest=_digest(secret), owner__is_active=True)
    token = held.select_related("owner").first()
    if token:
        now = timezone.now()
        if token.last_used_at is None or token.last_used_at < now - SEEN_EVERY:
            stale = Q(last_used_at=None) | Q(last_used_at__lt=now - SEEN_EVERY)
            ApiToken.objects.filter(stale, pk=token.pk).update(last_used_at=now)
    return token


def _digest(secret: str) -> str:
    """A token is long and random, so a plain hash of it cannot be guessed back."""
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()
