"""Kits in a real browser: built by drag and by keyboard, picked from the library, read on a phone without a script."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from mediakits.models import Kit, KitItem
from team.models import User
from tests.factories.campaigns import ClientFactory
from tests.mediakits.made import in_days, photo, put, shared, whole_kit

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def kit(specialist: User) -> Kit:
    kit = whole_kit(ClientFactory(name="Fernhall Storage"), specialist)
    put(kit, "photos", asset=photo(kit.client, title="The hall"))
    put(kit, "photos", asset=photo(kit.client, title="From the air"))
    return kit


def titles(kit: Kit) -> list[str]:
    items = KitItem.objects.filter(section__kit=kit, asset__isnull=False).order_by("position")
    return [str(item) for item in items.select_related("asset")]


def test_a_kit_is_put_in_order_by_keyboard_and_by_dragging(
    open_page: Callable[..., Page], axe: Callable[[Page], list[str]], kit: Kit, specialist: User
) -> None:
    page = open_page(specialist, kit.get_absolute_url())
    assert axe(page) == []

    down = page.get_by_role("button", name="Move The hall down")
    down.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Move The hall down")).to_have_count(0)
    assert titles(kit) == ["The windless site at dawn", "From the air", "The hall"]

    grips = page.locator(f"#section-{kit.sections.get(kind='photos').pk} .mr-kit-item [data-mr-grip]")
    grips.nth(2).drag_to(grips.nth(0), target_position={"x": 5, "y": 1})
    expect(page.locator(".mr-kit-item").first).to_contain_text("The hall")
    assert titles(kit) == ["The hall", "The windless site at dawn", "From the air"]

    sections = page.locator(".mr-kit-section > .card-header [data-mr-grip]")
    sections.nth(1).drag_to(sections.nth(0), target_position={"x": 5, "y": 1})
    expect(page.locator(".mr-kit-section").first).to_contain_text("From the air")
    first = kit.sections.first()
    assert first is not None
    assert first.kind == "photos"


def test_a_photo_is_picked_from_the_library_and_taken_out_again(
    open_page: Callable[..., Page], axe: Callable[[Page], list[str]], kit: Kit, specialist: User
) -> None:
    photo(kit.client, title="Night shift")
    page = open_page(specialist, kit.get_absolute_url())
    page.get_by_role("button", name="Add from the library to Photos").or_(
        page.get_by_role("link", name="Add from the library to Photos")
    ).click()
    expect(page.get_by_label("Night shift")).to_be_visible()
    assert axe(page) == []
    page.get_by_label("Search the library").fill("nothing like it")
    expect(page.get_by_text("Nothing in the library matches")).to_be_visible()
    page.get_by_label("Search the library").fill("night")
    page.get_by_label("Night shift").check()
    page.get_by_role("button", name="Put under “Photos”").click()
    expect(page.locator("dialog#picker")).not_to_be_visible()
    expect(page.locator(".mr-kit-item", has_text="Night shift")).to_be_visible()
    page.get_by_role("button", name="Take Night shift out").click()
    expect(page.locator(".mr-kit-item", has_text="Night shift")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".mr-kit-item", has_text="Night shift")).to_be_visible()


@pytest.mark.parametrize("name", ["kit-list", "kit-create", "kit-access", "kit-about", "kit-readers", "kit-preview"])
@pytest.mark.parametrize("dark", [False, True])
def test_pages_are_accessible_in_light_and_dark_on_a_phone(
    open_page: Callable[..., Page],
    axe: Callable[[Page], list[str]],
    kit: Kit,
    specialist: User,
    name: str,
    dark: bool,
) -> None:
    place = reverse(f"mediakits:{name}", args=[] if name in {"kit-list", "kit-create"} else [kit.pk])
    page = open_page(specialist, place, phone=True, dark=dark)
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("door", ["open", "waiting", "locked", "over"])
def test_readers_need_no_script(
    chromium: Browser, live_server: Any, axe: Callable[[Page], list[str]], kit: Kit, door: str
) -> None:
    states: dict[str, dict[str, object]] = {
        "open": {},
        "waiting": {"embargo_until": in_days(1)},
        "locked": {"password": "!"},
        "over": {"expires_at": in_days(-1)},
    }
    shared(kit, **states[door])
    for scheme in ("light", "dark"):
        context = chromium.new_context(viewport={"width": 390, "height": 844}, color_scheme=scheme)  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(f"{live_server.url}{reverse('mediakits-public:kit', args=[kit.token])}")
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        assert context.cookies() == []
        assert page.locator("script").count() == 0
        context.close()
