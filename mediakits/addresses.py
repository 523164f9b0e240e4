"""Where things are for the public. These addresses stand in mails and articles: they are promises.

A newsroom stands under `/newsroom/<slug>/`, or on a host name of its own. Both keep answering; the own host is what
search engines are told, and what we link to.
"""

from collections.abc import Sequence
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import NoReverseMatch, reverse

from mediakits.models import Document, Newsroom, Subscriber

OWN_HOST = "mediakits.urls.own_host"
TAIL = 10
"""As much of a document's token stands in its address: enough to tell documents apart, whatever their title."""


def name_of(document: Document) -> str:
    """The last part of a document's address."""
    return f"{document.slug}-{document.token[:TAIL]}"


def document_url(document: Document) -> str:
    """The full address of a released document: in the client's newsroom if that is open, else on a page of its own.

    Embargoed readers get the same with `?reader=<token>`; it holds before and after. Whoever asks for many selects
    `client__newsroom` along.
    """
    newsroom = getattr(document.client, "newsroom", None)  # there may be none
    if newsroom is None or not newsroom.is_open:
        return settings.SITE_URL + reverse("mediakits-public:document", args=[document.token])
    return Room(newsroom).full("document", name_of(document))


def newsroom_url(newsroom: Newsroom) -> str:
    """The full address of a newsroom."""
    return Room(newsroom).full("home")


class Room:
    """A newsroom as a place with addresses. `on_own_host` says from where it is looked at; `marks` change with whatever
    shows in it.

    `path("document", name)` leads from one of its pages to another; `full(…)` is what the world is told.
    """

    def __init__(self, newsroom: Newsroom, *, on_own_host: bool = False, marks: Sequence[object] = ()) -> None:
        self.newsroom, self.on_own_host, self.marks = newsroom, on_own_host, marks

    def path(self, page: str, *args: object) -> str:
        return self._path(page, args, own=self.on_own_host)

    def full(self, page: str, *args: object) -> str:
        return self.base + self._path(page, args, own=bool(self.newsroom.host))

    @property
    def home_url(self) -> str:
        return self.full("home")

    @property
    def paths(self) -> "Paths":
        """For templates: `room.paths.home`."""
        return Paths(self)

    @property
    def base(self) -> str:
        """Scheme and host of the newsroom, without a slash."""
        if not self.newsroom.host:
            return settings.SITE_URL
        site = urlsplit(settings.SITE_URL)
        port = f":{site.port}" if site.port else ""
        return f"{site.scheme}://{self.newsroom.host.lower()}{port}"

    def _path(self, page: str, args: tuple[object, ...], *, own: bool) -> str:
        if own:
            return reverse(f"newsroom:{page}", urlconf=OWN_HOST, args=args)
        return reverse(f"newsroom:{page}", urlconf=settings.ROOT_URLCONF, args=[self.newsroom.slug, *args])


class Paths:
    """The pages of a room that need no more than their name, as a template writes it (`json_feed`)."""

    def __init__(self, room: Room) -> None:
        self.room = room

    def __getitem__(self, page: str) -> str:
        try:
            return self.room.path(page.replace("_", "-"))
        except NoReverseMatch as error:
            raise KeyError(page) from error


def confirming_url(subscriber: Subscriber) -> str:
    return _on_our_host("subscription", subscriber)


def leaving_url(subscriber: Subscriber) -> str:
    """Answers a POST as RFC 8058 has it."""
    return _on_our_host("leaving", subscriber)


def _on_our_host(page: str, subscriber: Subscriber) -> str:
    """One must be able to leave even when the newsroom is closed, or its host name gone."""
    args = [subscriber.newsroom.slug, subscriber.token]
    return settings.SITE_URL + reverse(f"newsroom:{page}", urlconf=settings.ROOT_URLCONF, args=args)
