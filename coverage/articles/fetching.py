"""Gets the page of an article, and tells a wall from a page that is gone and from one that may work later."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from core import robots
from core.fetching import Fetched, FetchError, Forbidden, TooLarge, fetch

_WALLS = {401, 402, 403, 407, 451}
_GONE = {404, 410}
_ASIDE = re.compile(r"^(consent|login|signin|accounts?|auth|sso|id|privacy)\.|/(consent|login|signin|anmelden)\b", re.I)


class Walled(FetchError):
    """The site does not let us read the page: a paywall, a sign-in, a consent page, a refusal. It exists."""


class Gone(FetchError):
    """There is no such page, or not any more."""


@dataclass(frozen=True, slots=True)
class Page:
    """The page as it came. `url` is where it stands in the end."""

    url: str
    body: bytes
    content_type: str = ""


def page_at(url: str, *, by_itself: bool = False) -> Page:
    """Fetch the page of an article; `by_itself` when no person named this one, so that robots.txt holds.

    Raises `FetchError`, whose text says to people why there is none.
    """
    if by_itself and not robots.allows(url):
        raise Walled("The site asks programs not to fetch this page (in its robots.txt).")
    fetched = fetch(url)
    _look(url, fetched)
    return Page(fetched.url, fetched.body, fetched.headers.get("content-type", ""))


def _look(url: str, fetched: Fetched) -> None:
    if fetched.status in _WALLS:
        raise Walled(f"The site does not let us read this page (it answered {fetched.status}).")
    if fetched.status in _GONE:
        raise Gone(f"There is no such page (the site answered {fetched.status}).")
    if fetched.status != 200:
        raise FetchError(f"The site answered {fetched.status} instead of the page.")
    if fetched.url != url and _is_aside(fetched.url) and not _is_aside(url):
        raise Walled("The site leads to a page that asks for consent or a sign-in instead.")
    if _is_front(fetched.url) and not _is_front(url):
        raise Gone("The site leads to its front page instead: the article is not there any more.")


def _is_aside(url: str) -> bool:
    parts = urlsplit(url)
    return bool(_ASIDE.search(parts.netloc) or _ASIDE.search(parts.path))


def _is_front(url: str) -> bool:
    parts = urlsplit(url)
    return not parts.path.strip("/") and not parts.query


def may_work_later(problem: FetchError) -> bool:
    """Whether asking again has any sense."""
    return not isinstance(problem, Walled | Gone | Forbidden | TooLarge)
