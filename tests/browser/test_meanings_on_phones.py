"""On a phone, where tables are cards, the words of their heads that explain figures say what they stand there for."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from team.models import User
from tests.factories.campaigns import CampaignFactory

pytestmark = pytest.mark.django_db(transaction=True)
Open = Callable[..., Page]


def test_words_that_explain_stand_under_what_they_are_and_open_by_finger(
    open_page: Open, axe: Callable, specialist: User
) -> None:
    CampaignFactory(owner=specialist)
    page = open_page(specialist, reverse("campaigns:client-list"), phone=True)
    row = page.locator("thead tr")
    assert "What this means:" in row.evaluate("(row) => getComputedStyle(row, '::before').content")
    word = page.locator("thead").get_by_role("button", name="Open campaigns")
    assert word.bounding_box()["height"] >= 24
    word.click()
    expect(page.locator("[popover]:popover-open")).to_be_visible()
    assert axe(page) == []

    page.set_viewport_size({"width": 1440, "height": 900})
    assert row.evaluate("(row) => getComputedStyle(row, '::before').content") == "none"
