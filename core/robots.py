"""What a website asks of programs that fetch its pages by themselves (RFC 9309).

It holds for pages that nobody asked for one by one: the articles of a feed. A feed, a page that a person names, and the
search for a site's feeds are fetched for a person, as a browser would (docs/decisions/060).
"""

from django.core.cache import cache
from protego import Protego

from core import fetching
from core.fetching import FetchError, Unreachable

KEPT = 24 * 60 * 60
LARGEST = 500_000
AGENT = "Mediarel"


def allows(url: str, *, connections: fetching.Connections | None = None) -> bool:
    """Whether the site lets programs fetch this page; what it said is kept for a day.

    Raises `FetchError` where it cannot be asked: RFC 9309 wants the page left alone until it can.
    """
    scheme = url.partition("://")[0].lower()
    authority = fetching.authority_of(url)
    key = f"robots:{scheme}://{authority}"
    rules = cache.get(key)
    if rules is None:
        rules = _ask(f"{scheme}://{authority}/robots.txt", connections)
        cache.set(key, rules, KEPT)
    return not rules or Protego.parse(rules).can_fetch(url, AGENT)


def _ask(url: str, connections: fetching.Connections | None) -> str:
    try:
        answer = fetching.fetch(url, most_bytes=LARGEST, spacing=0, connections=connections)
    except fetching.TooLarge:
        return ""
    except FetchError as error:
        if "redirects" in str(error):
            return ""
        raise
    if answer.status >= 500 or answer.status == 429:
        raise Unreachable(f"Its robots.txt cannot be had: it answers with {answer.status}.")
    return answer.body.decode("utf-8", "replace") if answer.status == 200 else ""
