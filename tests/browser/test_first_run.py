"""The first minutes in a real browser: the path from the door on, words behind figures by pointer, key and finger."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from team.models import User
from tests.factories.inquiries import InquiryFactory


def test_founder_goes_the_path_and_skips_the_rest(
    open_page: Callable[..., Page], axe: Callable[[Page], list[str]], db: None
) -> None:
    page = open_page(None, "/", phone=True)
    page.get_by_label("Organisation").fill("Alder Press")
    page.get_by_label("Postal address").fill("Elm Street 1, Dublin")
    page.get_by_label("Your name").fill("Ada Quinn")
    page.get_by_label("Your e-mail").fill("ada@alder.example.org")
    page.get_by_label("Password").fill("four plain words here")
    page.get_by_role("button", name="Start").click()
    expect(page.get_by_role("heading", name="First steps", level=1)).to_be_visible()
    assert axe(page) == []
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")

    page.get_by_role("link", name="Fill in your profile").click()
    expect(page.get_by_role("link", name="Back to the first steps")).to_be_visible()
    page.get_by_label("Phone").fill("+353 1 234567")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Journalists can call you at +353 1 234567.")).to_be_visible()

    for step in ("client", "mailbox", "contacts", "monitor", "others"):
        page.locator(f"#{step}").get_by_role("button").click()
        expect(page.locator(f"#{step}").get_by_text("Skipped")).to_be_visible()
    expect(page.get_by_text("That was all.")).to_be_visible()
    page.get_by_role("link", name="To Today").click()
    expect(page.get_by_role("heading", name="First steps")).to_have_count(0)


def test_words_behind_a_figure_open_by_key_and_pointer(open_page: Callable[..., Page], manager: User) -> None:
    InquiryFactory(owner=manager)
    page = open_page(manager, "/inquiries/figures/")
    words = page.get_by_role("button", name="Came in").first
    tip = page.get_by_role("tooltip").filter(has_text="whatever became of them").first
    expect(tip).to_be_hidden()
    words.hover()
    expect(tip).to_be_visible()
    page.mouse.move(2, 2)
    expect(tip).to_be_hidden()

    page.get_by_role("button", name="Show").focus()
    page.keyboard.press("Tab")
    expect(words).to_be_focused()
    expect(tip).to_be_visible()
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()


def test_words_behind_a_figure_open_by_finger_within_the_screen(
    open_page: Callable[..., Page], manager: User, axe: Callable[[Page], list[str]]
) -> None:
    InquiryFactory(owner=manager)
    page = open_page(manager, "/inquiries/figures/", phone=True)
    page.get_by_role("button", name="Deadlines kept").first.click()
    tip = page.locator(":popover-open")
    expect(tip).to_contain_text("Answered before the reporter's deadline")
    box = tip.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert axe(page) == []
