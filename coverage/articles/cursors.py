"""How far a pass over a long table got, so that the next one goes on behind that and nothing stands in its way."""

from typing import Final

from django.core.cache import cache

REMEMBERED: Final = 7 * 24 * 3600


def place_of(name: str) -> int:
    """The key that the pass of this name got to; 0 at the start, and where the cache forgot it."""
    return cache.get(f"coverage:cursor:{name}") or 0


def move(name: str, *, to: int) -> None:
    """Go on behind this key next time; 0 is the start again."""
    cache.set(f"coverage:cursor:{name}", to, REMEMBERED)
