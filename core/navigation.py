"""What stands in the shell: apps register their own entries in `AppConfig.ready()`, the layout shows them in order.

from core.navigation import Entry, register
register(Entry("Pitches", icon="send", url="pitches:pitch-list", order=20, key="g p"))
register(Entry("Pitch", icon="send", url="pitches:pitch-create", place="new", order=10, key="n p"))
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from django.http import HttpRequest
from django.urls import reverse

Place = Literal["work", "foot", "new", "bell", "search", "account", "settings"]


@dataclass(frozen=True)
class Count:
    """A number beside an entry, with what it counts; `hot` when a deadline is near, `more` when counting stopped."""

    number: int
    of: str = "waiting"
    hot: bool = False
    more: bool = False


@dataclass(frozen=True)
class Entry:
    """One link of the shell.

    `place` says where: the order of work, the foot of the sidebar, the New menu, the bell, the search form, the
    account menu or the tabs of the settings area. `key` is the pair of letters that goes there, such as "g p".
    `count` must cost a constant number of queries; it is called once a page.
    """

    label: str
    icon: str
    url: str
    order: int = 100
    place: Place = "work"
    key: str = ""
    count: Callable[[HttpRequest], Count | None] | None = field(default=None, compare=False)
    shown_to: Callable[[HttpRequest], bool] | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Link:
    """An entry as one page shows it."""

    entry: Entry
    href: str
    current: bool
    count: Count | None


_entries: dict[tuple[str, str], Entry] = {}


def register(entry: Entry) -> None:
    """Add an entry to the shell; registering the same place and URL again replaces it."""
    _entries[(entry.place, entry.url)] = entry


def entries(place: Place) -> list[Entry]:
    """The registered entries of one place, in order."""
    return sorted((e for e in _entries.values() if e.place == place), key=lambda e: (e.order, e.label))


def _current_url(path: str, hrefs: Iterator[str]) -> str:
    """The longest of the addresses that `path` lies under; the home page only matches itself."""
    matching = [href for href in hrefs if path == href or (href != "/" and path.startswith(href))]
    return max(matching, key=len, default="")


class Shell:
    """The shell of one page, for templates: `shell.work`, `shell.foot`, `shell.new`, `shell.bell`, `shell.search`."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self._links: dict[str, list[Link]] = {}
        self._entries: dict[str, list[Entry]] = {}

    def _at(self, place: Place) -> list[Link]:
        if place not in self._links:
            shown = self._shown(place)
            here = self._here("settings") if place == "settings" else self._here("work", "foot")
            self._links[place] = [
                Link(e, href := reverse(e.url), href == here, e.count(self.request) if e.count else None) for e in shown
            ]
        return self._links[place]

    def _here(self, *places: Place) -> str:
        return _current_url(self.request.path, (reverse(e.url) for place in places for e in self._shown(place)))

    def _shown(self, place: Place) -> list[Entry]:
        if place not in self._entries:  # asked twice a page, and `shown_to` may cost a query
            self._entries[place] = [e for e in entries(place) if e.shown_to is None or e.shown_to(self.request)]
        return self._entries[place]

    @property
    def work(self) -> list[Link]:
        return self._at("work")

    @property
    def foot(self) -> list[Link]:
        return self._at("foot")

    @property
    def new(self) -> list[Link]:
        return self._at("new")

    @property
    def account(self) -> list[Link]:
        return self._at("account")

    @property
    def settings(self) -> list[Link]:
        """The pages of the settings area, for `layouts/settings.html`."""
        return self._at("settings")

    @property
    def bell(self) -> Link | None:
        return next(iter(self._at("bell")), None)

    @property
    def search(self) -> Link | None:
        return next(iter(self._at("search")), None)

    @property
    def keys(self) -> list[tuple[str, list[Link]]]:
        """Links that a pair of letters goes to, for the sheet of keys: heading and links."""
        parts = [("Go to", [*self.work, *self.foot]), ("New", self.new)]
        return [(heading, [link for link in links if link.entry.key]) for heading, links in parts]
