"""Contacts in a real browser: found, filtered, chosen, listed, taken back; and every page of them accessible."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from contacts import timeline
from contacts.models import Journalist, MediaList, Outlet
from team.models import User
from tests.factories.contacts import BeatFactory, JournalistFactory, MediaListFactory, OutletFactory, TagFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Open = Callable[..., Page]


@pytest.fixture
def people(specialist: User) -> Journalist:
    grid = BeatFactory(name="Grid")
    ines = JournalistFactory(
        name="Ines Albrecht",
        owner=specialist,
        country="DE",
        beats=[grid],
        tags=[TagFactory(name="Berlin tour")],
        position__outlet=OutletFactory(name="Stromblatt", kind=Outlet.Kind.TRADE),
        email="ines@stromblatt.example.org",
        how_to_pitch="Data before quotes",
    )
    timeline.record(journalist=ines, kind="replied", headline="Replied: interested", body="Yes, please.")
    JournalistFactory(name="Pieter van Dalen", country="NL", do_not_contact=True, do_not_contact_reason="Asked")
    MediaListFactory(name="Storage, trade", owner=specialist, journalists=[ines])
    return ines


PAGES = {
    "list": lambda ines: reverse("contacts:journalist-list") + "?country=DE&country=NL",
    "none": lambda ines: reverse("contacts:journalist-list") + "?country=DE&q=zzz",
    "record": lambda ines: ines.get_absolute_url(),
    "details": lambda ines: reverse("contacts:journalist-details", args=[ines.pk]),
    "history": lambda ines: reverse("contacts:journalist-history", args=[ines.pk]),
    "form": lambda ines: reverse("contacts:journalist-update", args=[ines.pk]),
    "outlets": lambda ines: reverse("contacts:outlet-list"),
    "outlet": lambda ines: ines.primary_position.outlet.get_absolute_url(),
    "outlet-form": lambda ines: reverse("contacts:outlet-create"),
    "lists": lambda ines: reverse("contacts:list-list"),
    "media-list": lambda ines: MediaList.objects.get().get_absolute_url(),
    "beats": lambda ines: reverse("contacts:beat-list"),
    "preferences": lambda ines: reverse("contacts:preferences", args=[ines.token]),
    "unsubscribe": lambda ines: reverse("contacts:unsubscribe", args=[ines.token]),
}


@pytest.mark.parametrize("phone", [False, True], ids=["desk-light", "phone-dark"])
@pytest.mark.parametrize("name", PAGES)
def test_page_is_accessible(
    open_page: Open, axe: Callable, people: Journalist, specialist: User, name: str, phone: bool
) -> None:
    page = open_page(specialist, PAGES[name](people), phone=phone, dark=phone)
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_dialogs_are_accessible(open_page: Open, axe: Callable, people: Journalist, specialist: User) -> None:
    page = open_page(specialist, reverse("contacts:journalist-list"))
    page.get_by_role("button", name="Filter", exact=True).click()
    expect(page.get_by_role("button", name="Show them")).to_be_visible()
    assert axe(page) == []
    page.get_by_role("button", name="Close").first.click()
    page.get_by_label("Select Ines Albrecht").check()
    page.get_by_role("button", name="Add to list").first.click()
    assert axe(page) == []


def test_search_as_you_type_then_choose_and_take_back(open_page: Open, people: Journalist, specialist: User) -> None:
    page = open_page(specialist, reverse("contacts:journalist-list"))
    page.keyboard.press("/")
    page.keyboard.type("albrect")
    expect(page.get_by_text("Pieter van Dalen")).to_have_count(0)
    page.get_by_label("Select Ines Albrecht").check()
    page.get_by_role("button", name="Add to list").first.click()
    page.get_by_label("Or a new list").fill("Altfelde tour")
    page.get_by_role("dialog").get_by_role("button", name="Add to list").click()
    expect(page.get_by_text("1 journalist added to Altfelde tour")).to_be_visible()
    assert MediaList.objects.get(name="Altfelde tour").members.count() == 1
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Taken back for 1 journalist")).to_be_visible()
    assert MediaList.objects.get(name="Altfelde tour").members.count() == 0


def test_another_address_is_added_without_leaving_the_form(
    open_page: Open, people: Journalist, specialist: User
) -> None:
    page = open_page(specialist, reverse("contacts:journalist-update", args=[people.pk]))
    page.get_by_label("Name", exact=True).first.fill("Ines Albrecht-Kramer")
    page.get_by_role("button", name="Another address").click()
    expect(page.locator("[name=emails-2-address]")).to_be_visible()
    page.locator("[name=emails-2-address]").fill("ines@example.net")
    page.get_by_role("button", name="Save").last.click()
    expect(page.get_by_role("heading", name="Ines Albrecht-Kramer")).to_be_visible()
    assert people.emails.count() == 2


def test_a_journalist_leaves_and_comes_back_on_a_phone(open_page: Open, people: Journalist) -> None:
    page = open_page(None, reverse("contacts:preferences", args=[people.token]), phone=True)
    page.get_by_role("link", name="No more pitches").click()
    page.get_by_role("button", name="No more pitches").click()
    expect(page.get_by_role("heading", name="You get no more pitches from us")).to_be_visible()
    page.get_by_role("button", name="That was a mistake").click()
    expect(page.get_by_text("You are back.")).to_be_visible()
