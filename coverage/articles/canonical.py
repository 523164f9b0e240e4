"""Which address of an article is its own: what a page calls canonical is a claim, believed where it makes sense."""

from urllib.parse import urlsplit

from coverage.articles.addresses import host_of, is_page, normalised
from coverage.articles.outlets import registrable
from coverage.models.source import LONGEST_URL

# They only pass on what stands elsewhere: what the page says of its own address is all there is to know of it.
_RELAYS = ("ampproject.org", "google.com", "feedburner.com")


def own_address(url: str, *, claimed: str) -> str:
    """The address to store an article under, given where it was read and what the page calls canonical.

    A claim is believed within the same registered domain (m., amp., tracking parameters, a change of host), unless it
    leads to the front page, as broken templates do. On another domain it says that the story came from there, not
    that this page is that page: see `foreign_claim`. Only relays such as AMP caches are taken at their word.
    """
    if not is_page(url) or not _is_address(claimed) or (_is_front(claimed) and not _is_front(url)):
        return normalised(url)
    here, there = registrable(host_of(url)), registrable(host_of(claimed))
    if here == there or f".{host_of(url)}".endswith(tuple(f".{relay}" for relay in _RELAYS)):
        return normalised(claimed)
    return normalised(url)


def foreign_claim(url: str, *, claimed: str) -> str:
    """The address on another domain that the page calls the original's; empty where it names none."""
    if not _is_address(claimed) or _is_front(claimed):
        return ""
    return "" if registrable(host_of(own_address(url, claimed=claimed))) == registrable(host_of(claimed)) else claimed


def _is_address(claimed: str) -> bool:
    return is_page(claimed) and len(claimed) <= LONGEST_URL


def _is_front(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path.strip("/") in {"", "index.html", "index.php"} and not parts.query
