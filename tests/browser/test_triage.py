"""Triage in a real browser: decided by keyboard alone, accessible on a desk and on a phone, light and dark."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from campaigns.models import Client, Spokesperson
from coverage.clips import proposing
from coverage.models import Clip, MonitorMatch
from team.models import User
from tests.coverage.stories import WINDLESS
from tests.factories.campaigns import CampaignFactory, KeyMessageFactory
from tests.factories.coverage import ArticleFactory, MonitorFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TITLES = (
    "Storage for the windless week",
    "Was nach der Kohle kommt",
    "Was nach der Kohle kommt",
    "Fernhall Road closed",
)


@pytest.fixture
def waiting(client_brand: Client) -> list[Clip]:
    campaign = CampaignFactory(client=client_brand, name="Altfelde switch-on")
    for text in ("100 hours of power, not four", "We lose more than half of what goes in"):
        KeyMessageFactory(campaign=campaign, text=text)
    Spokesperson.objects.create(client=client_brand, name="Elin Sørvaag")
    monitor = MonitorFactory(client=client_brand, name="Fernhall")
    found = []
    for title in TITLES:
        article = ArticleFactory(title=title, text=WINDLESS, language="en", word_count=140)
        found += proposing.propose(article, [MonitorMatch.objects.create(monitor=monitor, article=article)])
    return found


def test_what_waits_is_decided_by_keyboard_and_accessible_in_every_dress(
    open_page: Callable[..., Page], specialist: User, waiting: list[Clip], axe: Callable[[Page], list[str]]
) -> None:
    for address, phone in (("/coverage/", True), (f"/coverage/triage/{waiting[0].pk}/", True), ("/coverage/", False)):
        page = open_page(specialist, address, phone=phone, dark=True)
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page = open_page(specialist, "/coverage/")
    page.wait_for_load_state()
    headline, count = page.locator("#headline"), page.locator('.mr-nav [aria-current="page"] .mr-count')
    expect(headline).to_have_text(TITLES[0])
    assert axe(page) == []

    page.keyboard.press("e")
    expect(page.get_by_label("Campaign", exact=True)).to_be_focused()
    page.get_by_label("Tone", exact=True).select_option("positive")
    page.keyboard.press("Escape")
    page.keyboard.press("y")
    expect(headline).to_have_text(TITLES[1])
    expect(count).to_contain_text("3")

    page.keyboard.press("j")
    expect(page.locator(".mr-pick.is-current")).to_have_attribute("data-mr-row", "")
    page.wait_for_url(f"**/triage/{waiting[2].pk}/")
    page.keyboard.press("s")
    expect(page.locator("#copy input[type=radio]").first).to_be_focused()
    assert axe(page) == []
    page.keyboard.press("Enter")
    expect(headline).to_have_text(TITLES[3])
    page.keyboard.press("n")
    expect(headline).to_have_text(TITLES[1])
    page.get_by_role("button", name="Undo").last.click()
    expect(headline).to_have_text(TITLES[3])

    waiting[0].refresh_from_db()
    waiting[2].article.refresh_from_db()
    assert (waiting[0].state, waiting[0].tone) == (Clip.State.OURS, "positive")
    assert waiting[2].article.original == waiting[1].article
    assert Clip.objects.waiting().count() == 3
