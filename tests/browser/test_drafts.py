"""What is typed is kept until it is saved, and forgotten then."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from team.models import User
from tests.factories.contacts import JournalistFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_logged_call_is_not_offered_again(open_page: Callable[..., Page], specialist: User) -> None:
    journalist = JournalistFactory(name="Ines Albrecht")
    page = open_page(specialist, journalist.get_absolute_url())
    page.get_by_label("Log a call, a meeting or a note").fill("Asked for the figures.")
    page.get_by_role("button", name="Log", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("Asked for the figures.")
    expect(page.get_by_text("This browser still has what you typed")).to_have_count(0)
    page.reload()
    expect(page.get_by_text("This browser still has what you typed")).to_have_count(0)


def test_what_was_not_saved_is_offered(open_page: Callable[..., Page], specialist: User, complaints: list[str]) -> None:
    page = open_page(specialist, JournalistFactory(name="Ines Albrecht").get_absolute_url())
    page.get_by_label("Log a call, a meeting or a note").fill("Half a sentence")
    page.once("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(page.get_by_text("This browser still has what you typed")).to_have_count(1)
    complaints.clear()
