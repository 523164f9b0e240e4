"""Whose page it is: outlets by the domain of an address."""

import ipaddress
from functools import cache

from publicsuffixlist import PublicSuffixList

from contacts.models import Outlet
from coverage.articles.addresses import host_of

# Each name below one of these is somebody's own publication, though the public suffix list does not say so.
_SHARED_HOSTS = frozenset({
    "beehiiv.com", "blogspot.com", "buttondown.email", "campaign-archive.com", "convertkit-mail.com", "ghost.io",
    "hubpages.com", "hubspotpagebuilder.com", "livejournal.com", "mailchi.mp", "medium.com", "over-blog.com",
    "pages.dev", "substack.com", "tumblr.com", "typepad.com", "weebly.com", "wixsite.com", "wordpress.com",
})  # fmt: skip
# Here many publications share a name, told apart by the path alone: an outlet of that domain is none of them.
_NOBODYS = frozenset({
    "buttondown.com", "campaign-archive.com", "createsend.com", "linkedin.com", "list-manage.com", "mailchi.mp",
    "medium.com", "substack.com", "youtube.com",
})  # fmt: skip


def registrable(host: str) -> str:
    """The part of a host name that somebody registered: `news.example.co.uk` gives `example.co.uk`.

    On hosts that many publications share it is the name of the one (`energy.substack.com`). An IP address, a name
    without a dot and a public suffix itself are given back as they are.
    """
    host = host.lower().rstrip(".")
    if _is_number(host):
        return host
    found = _suffixes().privatesuffix(host) or host
    if found in _SHARED_HOSTS and host.removeprefix("www.") != found:
        return ".".join(host.rsplit(".", found.count(".") + 2)[-found.count(".") - 2 :])
    return found


def is_nobodys(domain: str) -> bool:
    """Whether what stands at the domain itself tells nothing of whose it is, though an outlet may have it."""
    return domain in _NOBODYS


def outlet_for(url: str) -> Outlet | None:
    """The outlet whose domain the address lies under; the longest, where several do (a desk of its own)."""
    domains = [domain for domain in _domains_above(host_of(url)) if not is_nobodys(domain)]
    found = Outlet.objects.filter(domain__in=domains).order_by("pk")
    return min(found, key=lambda outlet: domains.index(outlet.domain), default=None)


def _domains_above(host: str) -> list[str]:
    """The host and every domain above it down to the registrable one, the longest first."""
    if not host:
        return []
    last, domains = registrable(host), [host]
    while domains[-1] != last and "." in domains[-1]:
        domains.append(domains[-1].partition(".")[2])
    return domains


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()
