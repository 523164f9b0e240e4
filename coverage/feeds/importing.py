"""Sources, and the outlets they belong to, from a list of feeds that another program wrote."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from contacts import outlets
from contacts.models import Outlet
from core.fetching import Forbidden, authority_of
from coverage.articles.addresses import host_of, key_of
from coverage.articles.outlets import registrable
from coverage.feeds import keeping
from coverage.feeds.opml import Outline
from coverage.models import Source
from coverage.models.source import LONGEST_URL
from coverage.waking import wake
from team.models import User

_SHARED = {"feedburner.com", "google.com", "feedly.com", "rss.app", "fetchrss.com", "feedblitz.com", "youtube.com"}
"""Feeds of many outlets stand here: the address says nothing of whose they are."""
_PARTED = re.compile(r"\s+(?:[-–—|:»›·]|::)\s+|:\s+")


@dataclass(frozen=True, slots=True)
class Problem:
    line: int
    address: str
    reason: str


@dataclass(slots=True)
class Imported:
    """What came of a list: how many outlets are new, the new sources, how many were known, what could not be used."""

    outlets: int = 0
    new: list[Source] = field(default_factory=list)
    known: int = 0
    problems: list[Problem] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        problems = [{"line": each.line, "address": each.address, "reason": each.reason} for each in self.problems]
        counts = {"new": len(self.new), "known": self.known, "invalid": len(problems), "outlets": self.outlets}
        return {**counts, "problems": problems}


@transaction.atomic
def take_in(outlines: list[Outline], *, by: User | None) -> Imported:
    """Add what is not there yet, with its outlet: the one whose domain it is, else a new one of that domain.

    The new ones are polled as soon as this is committed.
    """
    done = Imported()
    usable = _usable(outlines, done)
    known = keeping.known_by(usable) if usable else {}
    done.known += len(known)
    wanted = {url: outline for url, outline in usable.items() if url not in known}
    of_domain = _outlets_of(wanted, done, by)
    done.new = Source.objects.bulk_create(
        Source(
            name=(outline.name or authority_of(url))[:200],
            kind=Source.Kind.SITEMAP if "sitemap" in url.lower() else Source.Kind.FEED,
            url=url,
            host=authority_of(url),
            site_url=_website(outline),
            outlet=of_domain.get(_domain_of(url, outline)),
            added_by=by,
        )
        for url, outline in wanted.items()
    )
    if done.new:
        wake("tasks_sources.poll_due")
    return done


def _usable(outlines: list[Outline], done: Imported) -> dict[str, Outline]:
    """By tidied address, each once."""
    usable: dict[str, Outline] = {}
    seen: set[str] = set()
    for outline in outlines:
        try:
            url = keeping.tidied(outline.url)
            if len(url) > LONGEST_URL:
                raise Forbidden("The address is too long.")
        except (Forbidden, ValueError) as error:
            said = str(error) if isinstance(error, Forbidden) else "That is not an address of a page."
            done.problems.append(Problem(outline.line, outline.url[:200], said))
            continue
        if key_of(url) in seen:
            done.known += 1
            continue
        seen.add(key_of(url))
        usable[url] = outline
    return usable


def _website(outline: Outline) -> str:
    return outline.site_url if outline.site_url.startswith(("http://", "https://")) else ""


def _domain_of(url: str, outline: Outline) -> str:
    """The registrable domain of whoever publishes it; empty where the address does not tell."""
    domain = registrable(host_of(_website(outline) or url))
    return "" if domain in _SHARED or "." not in domain else domain


def _outlets_of(wanted: dict[str, Outline], done: Imported, by: User | None) -> dict[str, Outlet]:
    by_domain: dict[str, list[Outline]] = defaultdict(list)
    for url, outline in wanted.items():
        if domain := _domain_of(url, outline):
            by_domain[domain].append(outline)
    found = {outlet.domain: outlet for outlet in Outlet.objects.filter(domain__in=by_domain).order_by("-pk")}
    for domain, outlines in by_domain.items():
        if domain in found:
            continue
        made = Outlet(name=outlet_name(outlines, domain)[:160], domain=domain, source="List of feeds (OPML)")
        made.website = next((_website(outline) for outline in outlines if len(_website(outline)) in range(1, 200)), "")
        found[domain] = outlets.save(outlet=made, by=by)
        done.outlets += 1
    return found


def outlet_name(outlines: list[Outline], domain: str) -> str:
    """What feeds of one domain are called together: what their names begin with, else the group they stand in."""
    names = [_PARTED.split(outline.name)[0].strip() for outline in outlines if outline.name.strip()]
    groups = {outline.group for outline in outlines}
    if len(names) > 1:
        if begin := _beginning([name.split() for name in names]):
            return " ".join(begin)
        group, label = "".join(groups) if len(groups) == 1 else "", domain.partition(".")[0]
        return group if label in group.lower() else domain
    return names[0] if names else domain


def _beginning(names: list[list[str]]) -> list[str]:
    """The words that all of them begin with."""
    shared = []
    for words in zip(*names, strict=False):
        if len({word.casefold() for word in words}) > 1:
            break
        shared.append(words[0])
    return shared
