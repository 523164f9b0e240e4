"""The password of a kit: checked, counted, and carried on without a cookie.

Whoever gave it goes on with a signed value in the address. It names the kit and its password, so a new password ends
it, and it holds for half a day.
"""

import hashlib

from django.contrib.auth.hashers import check_password
from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest

from core.journalist_pages import OUT_OF_REACH, address_of
from mediakits.models import Kit

A_MINUTE_AN_ADDRESS = 5
AN_HOUR_A_KIT = 30
MINUTE, HOUR = 60, 3600
HOLDS_FOR = 12 * HOUR
_SALT = "mediakits.unlocked"


class TooManyGuesses(Exception):
    """Somebody guesses. The text says when the next try is looked at, whatever it is."""


def unlock(*, kit: Kit, guess: str, request: HttpRequest) -> str:
    """What opens the kit when it stands in the address, or "" for a wrong password. Raises `TooManyGuesses`.

    A try is counted before it is looked at, so that a thousand at once do not slip through; one that was right is
    taken off the kit's count again. Without the count nothing is looked at: then no password opens anything.
    """
    mine, all_of_them = f"kit-guess:{_hashed(f'{kit.pk} {address_of(request)}')}", f"kit-guesses:{kit.pk}"
    try:
        if _counted(mine, MINUTE) > A_MINUTE_AN_ADDRESS:
            raise TooManyGuesses("Five tries in a minute are the most. Wait a minute, then try again.")
        if _counted(all_of_them, HOUR) > AN_HOUR_A_KIT:
            raise TooManyGuesses(
                "This kit had too many wrong passwords within an hour, so it takes none for a while. "
                "Try again later, or ask the press contact for a link of your own."
            )
        if not check_password(guess, kit.password):
            return ""
        cache.decr(all_of_them)
    except OUT_OF_REACH as error:
        raise TooManyGuesses("Passwords cannot be checked at the moment. Try again in a minute.") from error
    except ValueError:  # the count ran out meanwhile
        pass
    return signing.dumps([kit.pk, _mark(kit)], salt=_SALT)


def is_unlocked(kit: Kit, proof: str) -> bool:
    """Whether `proof` was given for this kit's present password, less than half a day ago."""
    try:
        return bool(signing.loads(proof, salt=_SALT, max_age=HOLDS_FOR) == [kit.pk, _mark(kit)])
    except signing.BadSignature:
        return False


def _counted(key: str, seconds: int) -> int:
    cache.add(key, 0, timeout=seconds)
    try:
        return int(cache.incr(key))
    except ValueError:  # the key ran out between the two calls
        return 1


def _mark(kit: Kit) -> str:
    return _hashed(kit.password)[:16]


def _hashed(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
