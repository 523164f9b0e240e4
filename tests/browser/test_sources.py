"""Sources in a real browser: a site's feed is found, added, paused and taken up again."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from coverage.models import Source
from team.models import User
from tests.coverage.web_server import WebServer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FEED = "<rss><channel><title>Stromblatt</title><item><title>A</title><link>https://p.example.org/1</link></item></channel></rss>"


def test_a_feed_is_found_added_and_paused(
    open_page: Callable[..., Page], axe: Callable, specialist: User, settings: Any
) -> None:
    settings.FETCH_PRIVATE_NETWORKS = ["127.0.0.0/8"]
    with WebServer() as web:
        web.says("/", '<link rel="alternate" type="application/rss+xml" href="/rss">')
        web.says("/rss", FEED)
        page = open_page(specialist, reverse("coverage:source-list"))
        expect(page.get_by_role("heading", name="No sources yet")).to_be_visible()
        assert axe(page) == []
        page.get_by_role("link", name="Add source").first.click()
        page.get_by_label("Website or feed").fill(web.url)
        page.get_by_role("button", name="Find feeds").click()
        expect(page.get_by_role("checkbox", name="Stromblatt")).to_be_checked()
        assert axe(page) == []
        page.get_by_role("button", name="Add what is ticked").click()
    expect(page.get_by_role("heading", name="Stromblatt", exact=True)).to_be_visible()
    assert axe(page) == []
    page.get_by_role("button", name="More: pause, remove").click()
    page.get_by_role("button", name="Pause", exact=True).click()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Stromblatt is asked again")).to_be_visible()
    page.goto(page.url.split("/coverage/")[0] + reverse("coverage:source-list"))
    assert axe(page) == []
    page.get_by_label("Search sources").fill("nothing like it")
    expect(page.get_by_role("heading", name="No source matches")).to_be_visible()
    assert Source.objects.get().is_paused is False
