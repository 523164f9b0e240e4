"""On a phone a strip of tabs that is wider than the window begins at the current one."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from team.models import User

pytestmark = pytest.mark.django_db(transaction=True)
Open = Callable[..., Page]

OLD_BROWSER = """
    CSS.supports = () => false;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("* { scroll-initial-target: none !important; }");
    document.adoptedStyleSheets = [sheet];
"""
SEEN = """
    (current) => {
        const strip = current.closest(".mr-tabs").getBoundingClientRect(), here = current.getBoundingClientRect();
        return here.left >= strip.left - 1 && here.right <= strip.right + 1;
    }
"""


@pytest.mark.parametrize("old", [False, True], ids=["by-style", "by-script"])
@pytest.mark.parametrize("name", ["team:trail", "team:policy", "team:member-list"])
def test_current_tab_is_in_view_and_the_page_is_at_its_top(
    open_page: Open, manager: User, name: str, old: bool
) -> None:
    page = open_page(manager, "/", phone=True)
    if old:
        page.context.add_init_script(OLD_BROWSER)
    page.goto(reverse(name))
    current = page.locator(".mr-tabs [aria-current]")
    strip = page.locator(".mr-tabs").first
    assert strip.evaluate("(strip) => strip.scrollWidth > strip.clientWidth"), "the test needs a strip that is too wide"
    page.wait_for_load_state("networkidle")
    assert current.evaluate(SEEN)
    assert page.evaluate("scrollY") == 0
    if name == "team:member-list":
        assert strip.evaluate("(strip) => strip.scrollLeft") == 0, "the first tab needs no scrolling"
