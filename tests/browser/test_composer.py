"""The composer in a real browser: it saves itself, keeps its parts in step, and works by keyboard, phone and dark."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from mail.models import OutgoingMessage
from pitches import drafting
from pitches.models import Pitch, Response
from team.models import TeamPolicy, User
from tests.factories.contacts import JournalistFactory
from tests.factories.pitches import PitchFactory, RecipientFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def pitch(specialist: User) -> Pitch:
    TeamPolicy.objects.update_or_create(pk=1, defaults={"postal_address": "Uferweg 8, 10999 Berlin"})
    pitch = PitchFactory(owner=specialist, title="Trade and energy press")
    for name, given in (("Ines Albrecht", "Ines"), ("Pieter van Dalen", "Pieter")):
        RecipientFactory(pitch=pitch, journalist__name=name, journalist__given_name=given)
    RecipientFactory(pitch=pitch, reason="", journalist__name="Hanna Lehtisalo").leave_out(why="Cools off")
    return pitch


def test_a_pitch_is_written_and_submitted(
    open_page: Callable[..., Page], axe: Callable[[Page], list[str]], pitch: Pitch, specialist: User
) -> None:
    JournalistFactory(name="Tamsin North", given_name="Tamsin", at_outlet=True, with_email=True)
    page = open_page(specialist, pitch.get_compose_url())

    page.get_by_label("Subject", exact=True).fill("A battery for a windless week")
    expect(page.locator("[data-mr-save-state=compose-form]")).to_contain_text("Saved")
    expect(page.locator("#preview")).to_contain_text("A battery for a windless week")
    page.get_by_role("textbox", name="Message").press("Control+End")
    page.keyboard.type(" Yours, ")
    page.get_by_role("button", name="Outlet").click()
    expect(page.locator("#preview")).to_contain_text("Yours, Courier")

    expect(page.locator("#preview-title")).to_have_text("As Ines Albrecht gets it")
    page.keyboard.press("Alt+ArrowRight")
    expect(page.locator("#preview-title")).to_have_text("As Pieter van Dalen gets it")

    page.get_by_label("Add a journalist or a list").fill("tamsn")
    page.get_by_role("button", name="Add Tamsin North").click()
    expect(page.locator("#checks")).to_contain_text("2 of 3")
    page.get_by_role("button", name="Submit for review").click()
    expect(page.get_by_role("alert")).to_contain_text("Tamsin North has no reason")

    page.locator("#recipients").get_by_role("link", name="Tamsin North").click()
    page.get_by_label("Why them").fill("Asked for storage data in May.")
    assert axe(page) == []
    page.get_by_label("Personal line").fill("You asked for data in May.")
    page.locator("#recipients").get_by_role("button", name="Save").click()
    expect(page.locator("#checks")).to_contain_text("3 of 3")
    expect(page.locator("#preview")).to_contain_text("You asked for data in May.")

    page.get_by_role("button", name="Submit for review").click()
    expect(page.locator("#pitch-state")).to_have_text("In review")
    saved = Pitch.objects.get()
    assert (saved.state, saved.subject) == (Pitch.State.IN_REVIEW, "A battery for a windless week")
    assert "Yours, {{ outlet }}" in saved.body


def test_what_is_typed_last_is_saved_before_it_is_submitted(
    open_page: Callable[..., Page], pitch: Pitch, specialist: User
) -> None:
    page = open_page(specialist, pitch.get_compose_url())
    page.get_by_label("Subject", exact=True).fill("Typed a moment before")
    page.get_by_role("button", name="Submit for review").click()
    expect(page.locator("#pitch-state")).to_have_text("In review")
    assert Pitch.objects.get().subject == "Typed a moment before"


def test_a_test_goes_out_as_to_whoever_is_shown(open_page: Callable[..., Page], pitch: Pitch, specialist: User) -> None:
    page = open_page(specialist, pitch.get_compose_url())
    page.get_by_label("Next recipient (Alt and right arrow)").click()
    expect(page.locator("#preview-title")).to_have_text("As Pieter van Dalen gets it")
    page.get_by_label("Subject", exact=True).fill("Typed a moment before")
    page.get_by_role("button", name="Send me a test").click()
    expect(page.get_by_role("status").filter(has_text="A test is on its way")).to_be_visible()
    message = OutgoingMessage.objects.get()
    assert (message.to_address, message.subject) == (specialist.email, "Typed a moment before")
    assert b"as Pieter van Dalen would get it" in bytes(message.raw)


def test_a_colleague_who_was_faster_is_shown_and_nothing_is_lost(
    open_page: Callable[..., Page], complaints: list[str], pitch: Pitch, specialist: User, colleague: User
) -> None:
    page = open_page(specialist, pitch.get_compose_url())
    drafting.save(pitch=pitch, by=colleague, revision=1, subject="Priya's subject")
    page.get_by_label("Subject", exact=True).fill("Maya's subject")
    state = page.locator("[data-mr-save-state=compose-form]")
    expect(state).to_contain_text("Priya Raman saved this pitch while you were writing")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("alert").first).to_contain_text("Priya's subject")
    expect(page.get_by_label("Subject", exact=True)).to_have_value("Maya's subject")
    page.get_by_role("button", name="Save mine").click()
    page.wait_for_url(f"**{pitch.get_compose_url()}")
    expect(page.get_by_label("Subject", exact=True)).to_have_value("Maya's subject")
    complaints[:] = [text for text in complaints if "422" not in text and "409" not in text]


def test_pages_have_no_barrier(
    open_page: Callable[..., Page], axe: Callable[[Page], list[str]], pitch: Pitch, specialist: User
) -> None:
    here = pitch.get_compose_url()
    found = {}
    for looks in ({}, {"phone": True, "dark": True}):
        page = open_page(specialist, "/pitches/", **looks)
        for address in ("/pitches/", "/pitches/new/", here, f"{here}?tab=left-out", f"{here}?tab=suggested"):
            page.goto(address)
            page.wait_for_load_state("networkidle")
            if problems := axe(page):
                found[(address, *looks)] = problems
            if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                found[(address, *looks, "too wide")] = []
    assert found == {}


def test_the_pitch_page_is_tried_out_before_it_goes_anywhere(
    open_page: Callable[..., Page], axe: Callable[[Page], list[str]], pitch: Pitch, specialist: User
) -> None:
    page = open_page(specialist, pitch.get_compose_url())
    page.get_by_role("link", name="The pitch page of Ines Albrecht").click()
    expect(page.get_by_role("complementary", name="Preview")).to_contain_text("A preview, as for Ines Albrecht.")
    assert axe(page) == []
    page.get_by_role("link", name="I’d like an interview").click()
    page.get_by_label("With whom, and when would suit you?").fill("With the engineer.")
    assert axe(page) == []
    page.get_by_role("button", name="Ask Maya for it").click()
    expect(page.get_by_text("Nothing was recorded.")).to_be_visible()
    expect(page.get_by_text("Maya has your wish for an interview and will propose times.")).to_be_visible()
    page.get_by_role("link", name="No more from this office").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Here they say what they want from us")
    assert axe(page) == []
    assert Response.objects.count() == 0
    page.get_by_role("link", name="Back to the pitch", exact=True).click()
    expect(page.locator("#preview-title")).to_have_text("As Ines Albrecht gets it")
