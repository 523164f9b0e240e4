"""The password of what is opened by a link (a media kit, a report): checked, counted, and carried on without a cookie.

Whoever gave it goes on with a signed value in the address. It names the thing and its password, so a new password ends
it, and it holds for half a day.
"""

import hashlib
from typing import Protocol

from django.contrib.auth.hashers import check_password
from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest

from core.journalist_pages import OUT_OF_REACH, address_of

A_MINUTE_AN_ADDRESS = 5
AN_HOUR_A_THING = 30
MINUTE, HOUR = 60, 3600
HOLDS_FOR = 12 * HOUR
_SALT = "core.unlocked"


class Opened(Protocol):
    """What has a password; "" is none."""

    pk: int
    password: str


class TooManyGuesses(Exception):
    """Somebody guesses. The text says when the next try is looked at, whatever it is."""


def unlock(thing: Opened, *, of: str, guess: str, request: HttpRequest) -> str:
    """What opens it when it stands in the address, or "" for a wrong password. Raises `TooManyGuesses`.

    A try is counted before it is looked at, so that a thousand at once do not slip through; one that was right is
    taken off the thing's count again. Without the count nothing is looked at: then no password opens anything. `of` is
    the word for the kind of thing: "kit", "report".
    """
    mine = f"{of}-guess:{_hashed(f'{thing.pk} {address_of(request)}')}"
    all_of_them = f"{of}-guesses:{thing.pk}"
    try:
        if _counted(mine, MINUTE) > A_MINUTE_AN_ADDRESS:
            raise TooManyGuesses("Five tries in a minute are the most. Wait a minute, then try again.")
        if _counted(all_of_them, HOUR) > AN_HOUR_A_THING:
            raise TooManyGuesses(
                f"This {of} had too many wrong passwords within an hour, so it takes none for a while. "
                "Try again later, or ask whoever sent you the link for another one."
            )
        if not check_password(guess, thing.password):
            return ""
        cache.decr(all_of_them)
    except OUT_OF_REACH as error:
        raise TooManyGuesses("Passwords cannot be checked at the moment. Try again in a minute.") from error
    except ValueError:  # the count ran out meanwhile
        pass
    return signing.dumps([of, thing.pk, _mark(thing)], salt=_SALT)


def is_unlocked(thing: Opened, proof: str, *, of: str) -> bool:
    """Whether `proof` was given for this thing's present password, less than half a day ago."""
    try:
        return bool(signing.loads(proof, salt=_SALT, max_age=HOLDS_FOR) == [of, thing.pk, _mark(thing)])
    except signing.BadSignature:
        return False


def _counted(key: str, seconds: int) -> int:
    cache.add(key, 0, timeout=seconds)
    try:
        return int(cache.incr(key))
    except ValueError:  # the key ran out between the two calls
        return 1


def _mark(thing: Opened) -> str:
    return _hashed(thing.password)[:16]


def _hashed(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
