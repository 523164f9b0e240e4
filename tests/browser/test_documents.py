"""The editor of documents in a real browser: it saves itself, shows what prints, and keeps rows that were typed."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from mediakits import publishing, sign_off, versions
from mediakits.models import Document
from team.models import TeamPolicy, User
from tests.factories.mediakits import DocumentFactory
from tests.mediakits.document_texts import BY_KIND

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def release(specialist: User) -> Document:
    specialist.phone = "+49 30 23125 142"
    specialist.save()
    TeamPolicy.objects.update_or_create(pk=1, defaults={"sign_off": TeamPolicy.SignOff.NEVER})
    title, content = BY_KIND["press_release"]
    return DocumentFactory(owner=specialist, client__name="Fernhall Storage", title=title, content=content)


def test_a_release_is_written_checked_and_published(
    open_page: Callable[..., Page], axe: Callable[[Page], list[str]], release: Document, specialist: User
) -> None:
    page = open_page(specialist, f"{release.get_absolute_url()}write/")
    page.get_by_label("Headline").fill("A battery for the windless week")
    expect(page.locator("[data-mr-save-state=document-form]")).to_contain_text("Saved")
    expect(page.locator("#preview")).to_contain_text("A battery for the windless week")

    page.get_by_role("button", name="Add a quote").press("Enter")
    expect(page.get_by_label("What is said").nth(1)).to_be_focused()
    page.keyboard.type("It is quiet now.")
    page.get_by_label("Who says it").nth(1).fill("Anke Petzold")
    expect(page.locator("#checks")).to_contain_text("The quote of Anke Petzold is not approved")
    expect(page.locator("#preview")).to_contain_text("“It is quiet now.”")
    assert axe(page) == []

    page.get_by_role("button", name="Move quote 2 up").press("Enter")
    expect(page.get_by_label("Who says it").first).to_have_value("Anke Petzold")
    expect(page.locator("[data-mr-save-state=document-form]")).to_contain_text("Saved")
    page.get_by_role("button", name="Remove quote 1").click()
    expect(page.get_by_label("What is said")).to_have_count(1)
    expect(page.locator("#checks")).not_to_contain_text("Anke Petzold")

    page.get_by_role("button", name="Publish").click()
    page.get_by_role("dialog").get_by_role("button", name="Publish").click()
    expect(page.get_by_role("main")).to_contain_text("Everybody")
    document = Document.objects.get()
    assert document.is_public
    assert document.published_version.title == "A battery for the windless week"
    assert [row["speaker"] for row in document.content["quotes"]] == ["Elin Sørvaag"]


def test_rows_that_were_typed_and_not_saved_come_back(
    open_page: Callable[..., Page], release: Document, specialist: User, complaints: list[str]
) -> None:
    page = open_page(specialist, f"{release.get_absolute_url()}write/")
    page.route("**/draft/", lambda route: route.abort())
    page.get_by_role("button", name="Add a quote").click()
    page.get_by_label("What is said").nth(1).fill("Half a quote")
    expect(page.locator("[data-mr-save-state=document-form]")).to_contain_text("Not saved yet")
    page.once("dialog", lambda dialog: dialog.accept())
    page.reload()
    page.unroute("**/draft/")
    page.get_by_role("button", name="Use it").click()
    expect(page.get_by_label("What is said").nth(1)).to_have_value("Half a quote")
    page.get_by_role("button", name="Save a version").click()
    expect(page.get_by_text("Saved, version 1")).to_be_visible()
    assert Document.objects.get().content["quotes"][1]["text"] == "Half a quote"
    complaints.clear()


def test_rows_work_without_scripts(open_page: Callable[..., Page], release: Document, specialist: User) -> None:
    page = open_page(specialist, f"{release.get_absolute_url()}write/")
    context = page.context.browser.new_context(java_script_enabled=False, base_url=page.url)
    context.add_cookies(page.context.cookies())
    plain = context.new_page()
    plain.goto(page.url)
    plain.get_by_label("Headline").fill("Typed without scripts")
    plain.get_by_role("button", name="Add a quote").click()
    plain.get_by_label("What is said").nth(1).fill("Second")
    plain.get_by_role("button", name="Save a version").click()
    context.close()
    document = Document.objects.get()
    assert (document.title, document.content["quotes"][1]["text"]) == ("Typed without scripts", "Second")


def test_the_text_is_copied_formatted_and_plain(
    open_page: Callable[..., Page], release: Document, specialist: User
) -> None:
    page = open_page(specialist, f"{release.get_absolute_url()}email/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy").first.click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    kept = page.evaluate(
        """async () => {
          const [item] = await navigator.clipboard.read();
          return Promise.all(["text/html", "text/plain"].map(async (type) => (await item.getType(type)).text()));
        }"""
    )
    assert "<strong>12 megawatts</strong>" in kept[0]
    assert "ALTFELDE, Germany, Nov. 17, 2026 — Fernhall Storage connects" in kept[1]


@pytest.mark.parametrize(("phone", "dark"), [(False, False), (True, True)])
def test_the_pages_of_documents_are_accessible(
    phone: bool, dark: bool, open_page: Callable[..., Page], axe: Callable[[Page], list[str]], release, specialist
) -> None:
    versions.keep(document=release, by=specialist)
    publishing.publish(document=release, by=specialist)
    addresses = [release.get_absolute_url() + part for part in ("", "write/", "versions/", "email/")]
    page = open_page(specialist, "/media-kits/documents/", phone=phone, dark=dark)
    found = {"list": axe(page)}
    for address in (*addresses, "/media-kits/documents/new/"):
        page.goto(address)
        found[address] = axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
    assert {address: wrong for address, wrong in found.items() if wrong} == {}


def test_a_review_shows_what_prints(
    open_page: Callable[..., Page], axe: Callable[[Page], list[str]], release, specialist, manager
) -> None:
    TeamPolicy.objects.update(sign_off=TeamPolicy.SignOff.ALWAYS)
    review = sign_off.submit_for_review(document=release, by=specialist)
    page = open_page(manager, f"{review.get_absolute_url()}?show=outgoing")
    expect(page.get_by_label("As it prints")).to_contain_text("ALTFELDE, Germany")
    assert axe(page) == []
    page.keyboard.press("a")
    expect(page.get_by_text("approved", exact=False).first).to_be_visible()
    release.refresh_from_db()
    assert release.state == Document.State.APPROVED
