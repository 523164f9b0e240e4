"""The shell in a real browser: by keyboard, on a phone, in the dark, with what is typed kept safe."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from playwright.sync_api import Page, expect

from core import navigation
from team.models import User
from tests.browser import gallery

pytestmark = [pytest.mark.urls("tests.browser.gallery"), pytest.mark.django_db(transaction=True)]

Open = Callable[..., Page]


@pytest.fixture(autouse=True)
def _gallery(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = settings.TEMPLATES[0]
    folder = Path(django_settings.BASE_DIR) / "tests" / "browser" / "templates"
    settings.TEMPLATES = [{**engine, "DIRS": [*engine["DIRS"], folder]}]
    monkeypatch.setattr(navigation, "_entries", {})
    for entry in gallery.ENTRIES:
        navigation.register(entry)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
@pytest.mark.parametrize(
    "address", ["/gallery/", "/gallery/letter/", "/gallery/public/", "/account/login/", "/gallery/none/"]
)
def test_page_is_accessible(
    open_page: Open, axe: Callable, specialist: User, complaints: list[str], address: str, phone: bool, dark: bool
) -> None:
    page = open_page(None if "login" in address else specialist, address, phone=phone, dark=dark)
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if "none" in address:
        complaints.clear()  # the console tells of the 404


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_what_the_pointer_is_on_can_be_read(open_page: Open, axe: Callable, specialist: User, dark: bool) -> None:
    page = open_page(specialist, "/gallery/", dark=dark)
    for name in ("main .btn-primary", "main .btn:not(.btn-primary)", "main a:not(.btn)", ".mr-nav-link"):
        page.locator(f"{name}:visible").first.hover()
        page.evaluate("Promise.allSettled(document.getAnimations().map((each) => each.finished)).then(() => true)")
        assert axe(page) == [], name


def test_skip_link_comes_first(open_page: Open, specialist: User) -> None:
    page = open_page(specialist, "/gallery/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to content")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_pairs_of_keys_go_places(open_page: Open, specialist: User) -> None:
    page = open_page(specialist, "/gallery/")
    page.keyboard.type("gl")
    page.wait_for_url("**/gallery/letter/")
    page.keyboard.type("gg")
    page.wait_for_url("**/gallery/")
    page.keyboard.type("nl")
    page.wait_for_url("**/gallery/letter/")


def test_keys_rest_while_one_types(open_page: Open, specialist: User) -> None:
    page = open_page(specialist, "/gallery/")
    page.keyboard.press("/")
    expect(page.locator("#list-q")).to_be_focused()
    page.keyboard.type("gl?")
    expect(page.locator("#list-q")).to_have_value("gl?")
    expect(page.locator("#keys")).not_to_be_visible()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_palette_offers_ways_and_records(
    open_page: Open, axe: Callable, specialist: User, phone: bool, dark: bool
) -> None:
    page = open_page(specialist, "/gallery/", phone=phone, dark=dark)
    page.keyboard.press("Control+k")
    found = page.get_by_role("listbox")
    expect(found.get_by_role("option", name="Go to Letters")).to_be_visible()
    page.keyboard.type("lett")
    expect(found.get_by_role("option", name="lett in the records")).to_be_visible()
    assert axe(page) == []
    page.keyboard.press("ArrowDown")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_palette_keeps_the_focus_and_says_where_one_is(open_page: Open, specialist: User) -> None:
    page = open_page(specialist, "/gallery/")
    field = page.get_by_role("combobox", name="Search or jump to")
    expect(field).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Control+k")
    expect(field).to_have_attribute("aria-expanded", "true")
    assert field.get_attribute("aria-controls") == page.get_by_role("listbox").get_attribute("id")
    page.keyboard.type("lett")
    count = page.locator("[data-mr-palette-count]")
    expect(count).to_have_text("3 results")  # go to Letters, new letter, and what is in the records
    options = page.get_by_role("listbox").get_by_role("option")
    for key, at in (("ArrowDown", 0), ("ArrowDown", 1), ("End", 2), ("ArrowDown", 0), ("ArrowUp", 2), ("Home", 0)):
        page.keyboard.press(key)
        expect(field).to_have_attribute("aria-activedescendant", options.nth(at).get_attribute("id"))
        expect(options.and_(page.locator("[aria-selected=true]"))).to_have_count(1)
        expect(options.nth(at)).to_have_attribute("aria-selected", "true")
        expect(field).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(field).to_have_attribute("aria-expanded", "false")
    assert field.get_attribute("aria-activedescendant") is None
    expect(field).to_be_focused()
    expect(field).to_have_value("lett")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/gallery/letter/")


def test_palette_says_when_nothing_matches(open_page: Open, axe: Callable, specialist: User) -> None:
    page = open_page(specialist, "/gallery/")
    page.keyboard.press("Control+k")
    page.keyboard.type("zz none")
    expect(page.locator("[data-mr-palette-count]")).to_have_text("No results")
    expect(page.get_by_text("Nothing matches.")).to_be_visible()
    expect(page.get_by_role("combobox", name="Search or jump to")).to_have_attribute("aria-expanded", "false")
    assert axe(page) == []
    page.keyboard.press("Home")  # in the text: there is nothing to go through
    page.keyboard.type("a")
    expect(page.get_by_label("Search or jump to")).to_have_value("azz none")
    page.keyboard.press("Tab")
    expect(page.get_by_text("Nothing matches.")).to_be_hidden()


def test_help_has_the_keys_of_the_page_of_lists_and_of_the_shell(
    open_page: Open, axe: Callable, specialist: User
) -> None:
    page = open_page(specialist, "/gallery/")
    page.keyboard.press("?")
    keys = page.locator("#keys")
    expect(keys).to_be_visible()
    parts = {part.get_by_role("heading").inner_text(): part for part in keys.locator("section:visible").all()}
    assert list(parts) == ["On this page", "In lists", "Everywhere", "Go to", "New"]
    told = {"On this page": "Export", "In lists": "Select the row", "Go to": "Letters", "New": "Letter"}
    for heading, words in told.items():
        expect(parts[heading].get_by_text(words, exact=True)).to_be_visible()
    assert axe(page) == []
    page.keyboard.press("Escape")
    expect(keys).not_to_be_visible()


def test_help_leaves_out_what_does_not_work_here(open_page: Open, specialist: User) -> None:
    page = open_page(specialist, "/gallery/letter/")
    page.locator("main").evaluate("""main => main.insertAdjacentHTML("beforeend",
        '<button type="button" data-mr-key="n" data-mr-key-label="Note">Note</button>')""")
    page.locator("main").focus()
    page.keyboard.press("?")
    keys = page.locator("#keys")
    expect(keys.get_by_text("Note", exact=True)).to_be_visible()
    for heading, is_there in (("In lists", False), ("New", False), ("In a text", True), ("Go to", True)):
        expect(keys.get_by_role("heading", name=heading)).to_be_visible(visible=is_there)


def test_keys_can_be_found_without_knowing_one(open_page: Open, specialist: User) -> None:
    page = open_page(specialist, "/gallery/")
    page.get_by_role("button", name=specialist.name).click()
    page.get_by_role("button", name="Keys").click()
    expect(page.locator("#keys")).to_be_visible()


def test_keys_are_not_offered_on_a_phone_and_fit_there_all_the_same(
    open_page: Open, axe: Callable, specialist: User
) -> None:
    page = open_page(specialist, "/gallery/", phone=True)
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("button", name=specialist.name).click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    expect(page.get_by_role("button", name="Keys")).to_be_hidden()
    page = open_page(specialist, "/gallery/", phone=True)
    page.keyboard.press("?")  # there are keyboards for phones
    box = page.locator("#keys").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert axe(page) == []


def test_j_k_and_x_move_and_choose(open_page: Open, specialist: User) -> None:
    page = open_page(specialist, "/gallery/")
    page.keyboard.press("j")
    expect(page.locator(":focus")).to_have_text("Aoife Brannigan")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    expect(page.locator(":focus")).to_have_text("Ines Albrecht")
    page.keyboard.press("x")
    expect(page.get_by_label("Select Ines Albrecht")).to_be_checked()
    page.keyboard.press("Enter")
    page.wait_for_url("**/gallery/?open=2")


def test_shift_chooses_a_stretch_and_all_that_match(open_page: Open, specialist: User) -> None:
    page = open_page(specialist, "/gallery/")
    bar = page.locator("[data-mr-bulk-bar]")
    expect(bar).to_be_hidden()
    page.get_by_label("Select Aoife Brannigan").click()
    page.get_by_label("Select Pieter van Dalen").click(modifiers=["Shift"])
    expect(bar).to_contain_text("3 selected")
    expect(bar.get_by_text("Select all 38 matching")).to_be_hidden()
    page.get_by_label("Select all on this page").click()
    bar.get_by_label("Select all 38 matching").check()
    bar.get_by_role("button", name="Add to list").click()
    expect(page.locator("#outcome")).to_have_text("list:1,2,3,4:1")


def test_clearing_hides_the_bar(open_page: Open, specialist: User) -> None:
    page = open_page(specialist, "/gallery/")
    page.get_by_label("Select all on this page").click()
    page.get_by_label("Clear selection").click()
    expect(page.locator("[data-mr-bulk-bar]")).to_be_hidden()
    expect(page.get_by_label("Select Ines Albrecht")).not_to_be_checked()


def test_what_cannot_be_undone_is_asked_first(open_page: Open, specialist: User) -> None:
    page = open_page(specialist, "/gallery/")
    page.get_by_label("Select Ines Albrecht").click()
    page.get_by_role("button", name="Erase").click()
    dialog = page.locator("#confirm")
    expect(dialog).to_contain_text("It cannot be undone.")
    dialog.get_by_role("button", name="Cancel").click()
    expect(page.locator("#outcome")).to_have_text("::")
    page.get_by_role("button", name="Erase").click()
    dialog.get_by_role("button", name="Erase").click()
    expect(page.locator("#outcome")).to_have_text("erase:2:")


def test_toast_can_be_taken_back(open_page: Open, specialist: User) -> None:
    page = open_page(specialist, "/gallery/said/")
    expect(page.get_by_role("status").get_by_text("4 journalists added")).to_be_visible()
    expect(page.get_by_role("alert").get_by_text("Priya changed this draft at 09:41")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Taken back")).to_be_visible()


def test_toasts_fade_but_errors_stay_until_closed(open_page: Open, specialist: User) -> None:
    page = open_page(specialist, "/gallery/")
    page.clock.install()
    page.reload()
    page.get_by_role("button", name="Say", exact=True).click()
    expect(page.locator("#part")).to_have_text("part")
    expect(page.get_by_text("4 journalists added")).to_be_visible()
    page.clock.run_for(15_000)
    expect(page.get_by_text("4 journalists added")).to_have_count(0)
    error = page.locator("[data-mr-toast=bad]")
    expect(error).to_have_count(1)
    error.get_by_role("button", name="Close").click()
    expect(error).to_have_count(0)


def test_refusals_and_misses_say_why(open_page: Open, specialist: User, complaints: list[str]) -> None:
    page = open_page(specialist, "/gallery/")
    page.get_by_role("button", name="Refuse").click()
    expect(page.get_by_role("alert").get_by_text("This is for managers. Ask one of them.")).to_be_visible()
    page.get_by_role("button", name="Miss").click()
    expect(page.get_by_role("alert").get_by_text("That is not there.")).to_be_visible()
    assert len(complaints) >= 2
    complaints.clear()  # the console tells of the 403 and the 404


def test_theme_is_kept_and_set_before_paint(open_page: Open, specialist: User) -> None:
    page = open_page(specialist, "/gallery/")
    root = page.locator("html")
    expect(root).to_have_attribute("data-bs-theme", "light")
    page.get_by_label("Switch between light and dark").click()
    expect(root).to_have_attribute("data-bs-theme", "dark")
    page.reload()
    expect(root).to_have_attribute("data-bs-theme", "dark")


def test_sidebar_opens_on_a_phone(open_page: Open, specialist: User) -> None:
    page = open_page(specialist, "/gallery/", phone=True)
    letters = page.get_by_role("link", name="Letters")
    expect(letters).not_to_be_in_viewport()
    page.get_by_role("button", name="Menu").click()
    expect(letters).to_be_in_viewport()
    expect(page.locator("#sidebar")).to_be_focused()
    page.keyboard.press("Escape")
    expect(letters).not_to_be_in_viewport()


def test_letter_is_written_and_saved_by_itself(open_page: Open, specialist: User) -> None:
    page = open_page(specialist, "/gallery/letter/")
    page.get_by_label("Subject").fill("A battery for ")
    page.get_by_role("button", name="Outlet into the subject").click()
    editor = page.get_by_role("textbox", name="Message")
    editor.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" from ")
    page.get_by_role("button", name="Outlet", exact=True).click()
    page.keyboard.press("Control+b")
    page.keyboard.type(" now")
    expect(page.get_by_label("Subject")).to_have_value("A battery for {{ outlet }}")
    # Chromium may write a space at the edge of a word's format as one that does not break.
    written = r"<p>Hi \{\{ first_name \}\}, from \{\{ outlet \}\}<strong>(&nbsp;| )now</strong></p>"
    expect(page.locator("#id_body")).to_have_value(re.compile(written))
    expect(editor.locator(".mr-merge")).to_have_count(2)
    expect(page.locator("[data-mr-save-state]")).to_have_text(re.compile(r"Saved \d\d:\d\d"))
    assert page.evaluate("Object.keys(localStorage)") == []


def test_link_is_set_by_keyboard(open_page: Open, specialist: User) -> None:
    page = open_page(specialist, "/gallery/letter/")
    page.get_by_role("textbox", name="Message").click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+k")
    page.get_by_label("Where does the link lead?").fill("example.com/kit")
    page.keyboard.press("Enter")
    expect(page.locator("#id_body")).to_have_value('<p><a href="https://example.com/kit">Hi {{ first_name }},</a></p>')


@pytest.mark.parametrize(
    ("subject", "said"),
    [("refuse", "Not saved: Priya changed this letter at 09:41"), ("break", "Not saved yet. Your text is safe here")],
)
def test_text_that_could_not_be_saved_is_offered_again(
    open_page: Open, specialist: User, complaints: list[str], subject: str, said: str
) -> None:
    page = open_page(specialist, "/gallery/letter/")
    page.get_by_label("Subject").fill(subject)
    page.get_by_role("textbox", name="Message").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" typed in vain")
    expect(page.locator("[data-mr-save-state]")).to_contain_text(said)
    page.on("dialog", lambda dialog: dialog.accept())  # the browser's own “leave without saving?”
    page.goto("/gallery/letter/")
    expect(page.locator("#id_body")).to_have_value("<p>Hi {{ first_name }},</p>")
    page.get_by_role("button", name="Use it").click()
    expect(page.locator("#id_body")).to_have_value("<p>Hi {{ first_name }}, typed in vain</p>")
    expect(page.get_by_role("textbox", name="Message")).to_contain_text("typed in vain")
    expect(page.get_by_label("Subject")).to_have_value(subject)
    complaints.clear()  # the console tells of the refusal


def test_saved_letter_leaves_no_draft_behind(open_page: Open, specialist: User) -> None:
    page = open_page(specialist, "/gallery/letter/")
    page.get_by_label("Subject").fill("A battery")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status").get_by_text("Letter saved")).to_be_visible()
    assert page.evaluate("Object.keys(localStorage)") == []


def test_wrong_field_says_why_and_is_linked(open_page: Open, specialist: User) -> None:
    page = open_page(specialist, "/gallery/letter/")
    page.get_by_role("button", name="Save").click()
    subject = page.get_by_label("Subject")
    expect(subject).to_have_attribute("aria-invalid", "true")
    expect(subject).to_have_accessible_description(re.compile("This field is required"))


def test_pages_for_journalists_run_no_scripts(open_page: Open) -> None:
    page = open_page(None, "/gallery/public/")
    assert page.locator("script").count() == 0
    assert page.context.cookies() == []
