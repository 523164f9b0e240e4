"""Filters that apps above `contacts` add to the list of journalists, such as "Wrote about"."""

from collections.abc import Callable
from dataclasses import dataclass

from contacts.querysets import JournalistQuerySet

Narrow = Callable[[JournalistQuerySet, str], JournalistQuerySet]


@dataclass(frozen=True)
class MoreFilter:
    """A filter over typed words. `narrow` gives those of a queryset that they are true of, with neither join nor sort.

    `key` stands in the URL and in live lists for good.
    """

    key: str
    label: str
    narrow: Narrow
    placeholder: str = ""


_filters: dict[str, MoreFilter] = {}


def register(one: MoreFilter) -> None:
    """Add a filter; registering the same key again replaces it."""
    _filters[one.key] = one


def filters() -> list[MoreFilter]:
    return list(_filters.values())
