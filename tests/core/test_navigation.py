"""The shell's registry: order, the current entry, who sees what, and counts that are asked for once."""

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from django.urls import path

from core import navigation
from core.navigation import Count, Entry, Shell, register


def _page(request: HttpRequest) -> None: ...


urlpatterns = [
    path("", _page, name="today"),
    path("contacts/", _page, name="contacts"),
    path("contacts/lists/", _page, name="lists"),
    path("pitches/", _page, name="pitches"),
]

pytestmark = pytest.mark.urls(__name__)


@pytest.fixture(autouse=True)
def _own_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(navigation, "_entries", {})
    register(Entry("Contacts", icon="address-book", url="contacts", order=30))
    register(Entry("Today", icon="checklist", url="today", order=10, key="g t"))
    register(Entry("Pitch", icon="send", url="pitches", order=10, place="new", key="n p"))


def shell(rf: RequestFactory, address: str) -> Shell:
    return Shell(rf.get(address))


def test_entries_stand_in_order_of_work(rf: RequestFactory) -> None:
    assert [(link.entry.label, link.href) for link in shell(rf, "/").work] == [
        ("Today", "/"),
        ("Contacts", "/contacts/"),
    ]
    assert [link.entry.label for link in shell(rf, "/").new] == ["Pitch"]


@pytest.mark.parametrize(
    ("address", "current"),
    [("/", ["Today"]), ("/contacts/", ["Contacts"]), ("/contacts/journalists/7/", ["Contacts"]), ("/elsewhere/", [])],
)
def test_current_entry_is_the_room_one_is_in(rf: RequestFactory, address: str, current: list[str]) -> None:
    assert [link.entry.label for link in shell(rf, address).work if link.current] == current


def test_longer_address_wins_over_its_parent(rf: RequestFactory) -> None:
    register(Entry("Lists", icon="list", url="lists", order=40))
    assert [link.entry.label for link in shell(rf, "/contacts/lists/3/").work if link.current] == ["Lists"]


def test_an_entry_for_others_takes_no_page_away_from_ours(rf: RequestFactory) -> None:
    register(Entry("Lists", icon="list", url="lists", order=40, shown_to=lambda request: "observer" in request.GET))
    assert [link.entry.label for link in shell(rf, "/contacts/lists/3/").work if link.current] == ["Contacts"]


def test_entry_is_hidden_from_whom_it_is_not_for(rf: RequestFactory) -> None:
    register(Entry("Pitches", icon="send", url="pitches", shown_to=lambda request: "staff" in request.GET))
    assert [link.entry.label for link in shell(rf, "/").work] == ["Today", "Contacts"]
    assert [link.entry.label for link in shell(rf, "/?staff=1").work] == ["Today", "Contacts", "Pitches"]


def test_count_is_asked_for_once_a_page(rf: RequestFactory) -> None:
    asked = []

    def count(request: HttpRequest) -> Count:
        asked.append(request.path)
        return Count(3, of="waiting, one due before noon", hot=True)

    register(Entry("Today", icon="checklist", url="today", order=10, key="g t", count=count))
    page = shell(rf, "/contacts/")
    assert page.work[0].count == Count(3, of="waiting, one due before noon", hot=True)
    assert [(heading, [link.entry.key for link in links]) for heading, links in page.keys] == [
        ("Go to", ["g t"]), ("New", ["n p"]),
    ]  # fmt: skip
    assert asked == ["/contacts/"]


def test_bell_and_search_are_absent_until_registered(rf: RequestFactory) -> None:
    page = shell(rf, "/")
    assert (page.bell, page.search, page.account) == (None, None, [])
    register(Entry("Search", icon="search", url="lists", place="search"))
    assert shell(rf, "/").search.href == "/contacts/lists/"
