"""The suppression list, an import of it, and what a journalist says of being counted: as people see them."""

import pytest
from django.urls import reverse

from mail import suppression, suppression_files
from tests.factories.contacts import JournalistFactory

pytestmark = pytest.mark.django_db(transaction=True)
LIST = reverse("mail:suppression-list")


@pytest.fixture
def entries(manager):
    for n in range(4):
        suppression.suppress(f"left{n}@example.org", source="unsubscribe", note="By the link")
    suppression.suppress("ines@example.org", source="bounce", note="550 5.1.1 There is no Ines here")
    suppression.suppress_domain("rival.example.com", source="team", note="A competitor of two clients", by=manager)
    made = suppression_files.store(raw=b"a@example.net\nnonsense\n", name="left.csv", note="Old tool", by=manager)
    list(suppression_files.enter(made))
    return made


@pytest.mark.parametrize("phone", [False, True])
@pytest.mark.parametrize("dark", [False, True])
def test_the_list_is_read_narrowed_and_asked(open_page, axe, manager, entries, phone, dark):
    page = open_page(manager, LIST, phone=phone, dark=dark)
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    page.get_by_role("link", name="Permanent bounce 1", exact=True).click()
    page.wait_for_url("**source=bounce*")
    page.get_by_text("There is no Ines here").wait_for()
    page.locator("#lookupform_entry").fill("Ines@example.org")
    page.get_by_role("button", name="Look it up").click()
    page.get_by_text("ines@example.org is on the list.").wait_for()
    assert axe(page) == []
    page.get_by_role("link", name="Lift it").click()
    page.get_by_label("Why it is right to write again").fill("The address works again")
    assert axe(page) == []
    page.get_by_role("button", name="Lift the entry").click()
    page.wait_for_url(f"**{LIST}")
    assert not suppression.is_suppressed("ines@example.org")


def test_empty_list_and_import_are_well_made(open_page, axe, manager):
    page = open_page(manager, LIST)
    assert page.get_by_text("Nobody is on the list").is_visible()
    assert axe(page) == []
    made = suppression_files.store(raw=b"a@example.net\nnonsense\n", name="left.csv", note="", by=manager)
    list(suppression_files.enter(made))
    page.goto(page.url.replace(LIST, made.get_absolute_url()))
    assert page.get_by_role("heading", name="1 line could not be used").is_visible()
    assert axe(page) == []


def test_policy_and_preferences_ask_about_counting(open_page, axe, manager):
    page = open_page(manager, reverse("team:policy"))
    assert not page.get_by_label("Count clicks").is_checked()
    assert axe(page) == []
    ines = JournalistFactory(name="Ines Albrecht", email="ines@example.org")
    page = open_page(None, reverse("contacts:preferences", args=[ines.token]), phone=True)
    page.get_by_label("Never count whether I open a message or follow a link").check()
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Saved.").wait_for()
    ines.refresh_from_db()
    assert ines.no_tracking
    assert axe(page) == []
