"""Photos and files by drag and drop, in a real browser: progress, refusals, a line that breaks, and words for them."""

import base64
import threading
from collections.abc import Iterator

import pytest
from django.db import connection
from django.urls import reverse
from playwright.sync_api import Page, Route, expect

from campaigns.models import Client
from core import jobs
from core.models import Job
from mediakits import uploads
from mediakits.models import Asset, AssetFile, Upload
from tests.factories.mediakits import AssetFactory
from tests.mediakits import samples
from tests.mediakits.taking import taken

pytestmark = pytest.mark.django_db(transaction=True)
LIST = reverse("mediakits:asset-list")
DROP = """([selector, files]) => {
  const carried = new DataTransfer();
  for (const [name, type, text] of files) {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    carried.items.add(new File([bytes], name, { type }));
  }
  for (const kind of ["dragover", "drop"]) {
    const event = new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: carried });
    document.querySelector(selector).dispatchEvent(event);
  }
}"""


@pytest.fixture
def worker() -> Iterator[None]:
    """Does the jobs that pages start, as Celery would."""

    def work() -> None:
        try:
            while not over.wait(0.1):
                for pk in Job.objects.filter(state="waiting").values_list("pk", flat=True):
                    jobs.run(job_id=pk)
        finally:
            connection.close()

    over = threading.Event()
    thread = threading.Thread(target=work)
    thread.start()
    yield
    over.set()
    thread.join(30)


def drop(page: Page, *files: tuple[str, str, bytes]) -> None:
    """Let files fall onto the page, as from a folder."""
    carried = [[name, kind, base64.b64encode(data).decode()] for name, kind, data in files]
    page.evaluate(DROP, ["main", carried])


@pytest.mark.parametrize("phone", [False, True])
def test_files_are_dropped_and_given_words(phone, open_page, axe, specialist, client_brand, worker, complaints):
    page = open_page(specialist, LIST, phone=phone)
    expect(page.get_by_text("No photos or files yet")).to_be_visible()
    assert axe(page) == []
    drop(
        page,
        ("altfelde_dawn.jpg", "image/jpeg", samples.located("JPEG")),
        ("notes.jpg", "image/jpeg", b"<!doctype html><script>alert(1)</script>"),
        ("copy.jpg", "image/jpeg", samples.located("JPEG")),
        ("mark.svg", "image/svg+xml", samples.SVG),
    )
    rows = page.get_by_role("list", name="Uploads").get_by_role("listitem")
    expect(rows).to_have_count(4)
    expect(rows.filter(has_text="notes.jpg")).to_contain_text("This is a web page or a script")
    expect(rows.filter(has_text="mark.svg")).to_contain_text("It is in the library.")
    expect(rows.filter(has_text="You have these very bytes already, as ")).to_have_count(1)
    expect(page.locator(".mr-asset")).to_have_count(2)  # the grid came anew by itself
    assert Upload.objects.count() == 4  # none was sent twice
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    page.get_by_role("button", name="Dismiss notes.jpg").click()
    expect(rows).to_have_count(3)
    page.get_by_role("link", name="Add words: Altfelde dawn").click()
    page.get_by_label("Credit").fill("Lena Hartwig")
    page.get_by_label("Description for those who cannot see it").fill("Battery cells at dawn.")
    assert axe(page) == []
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("img", name="Battery cells at dawn.")).to_be_visible()
    page.goto(Asset.objects.get(credit="Lena Hartwig").get_absolute_url())  # without the toast, which is fading in
    assert axe(page) == []
    assert page.evaluate("document.querySelector('.mr-photo').naturalWidth") > 0
    complaints[:] = [one for one in complaints if "422" not in one]


def test_film_goes_on_where_the_line_broke(open_page, specialist, client_brand, worker, complaints):
    """The second piece breaks off twice; the first is not sent again, and the whole arrives as it was."""
    data = samples.mp4(size=uploads.PIECE * 2 + 500)
    sent: list[str] = []

    def break_off(route: Route) -> None:
        sent.append(route.request.url.rpartition("=")[2])
        if sent.count(str(uploads.PIECE)) in {1, 2} and sent[-1] == str(uploads.PIECE):
            route.abort("connectionreset")
        else:
            route.continue_()

    page = open_page(specialist, LIST)
    page.route("**/bytes/?offset=*", break_off)
    drop(page, ("tour.mp4", "video/mp4", data))
    expect(page.get_by_text("It is in the library.", exact=True)).to_be_visible(timeout=60_000)
    assert sent == ["0", *[str(uploads.PIECE)] * 3, str(uploads.PIECE * 2)]
    with AssetFile.objects.get().file.open() as kept:
        assert kept.read() == data
    page.goto(Asset.objects.get().get_absolute_url())
    assert page.locator("video").get_attribute("src").startswith("/files/")
    complaints[:] = [one for one in complaints if "ERR_CONNECTION_RESET" not in one]


def test_page_that_was_left_is_taken_up_again(open_page, specialist, client_brand, worker, complaints):
    data = samples.mp4(size=uploads.PIECE + 500)
    page = open_page(specialist, LIST)
    page.route("**/bytes/?offset=8388608", lambda route: None)  # never answered
    file = {"name": "tour.mp4", "mimeType": "video/mp4", "buffer": data}
    page.get_by_label("Drop photos and files here").set_input_files(file)
    expect(page.get_by_text("8.4 MB of 8.4 MB")).to_be_visible()
    page.on("dialog", lambda dialog: dialog.accept())
    begun = page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('mr-upload:'))")
    assert begun == [f"mr-upload:{client_brand.pk}:tour.mp4:{len(data)}:{begun[0].rpartition(':')[2]}"]


def test_cancelled_upload_goes_and_can_be_done_by_keyboard(open_page, specialist, client_brand, worker):
    page = open_page(specialist, LIST)
    page.route("**/bytes/?offset=*", lambda route: None)  # never answered
    drop(page, ("tour.mp4", "video/mp4", samples.mp4()))
    cancel = page.get_by_role("button", name="Cancel tour.mp4")
    cancel.focus()
    with page.expect_response(lambda answer: answer.request.method == "DELETE"):
        page.keyboard.press("Enter")
    expect(page.get_by_role("list", name="Uploads")).to_be_hidden()
    assert not Asset.objects.exists()


def test_file_is_replaced_on_its_page(open_page, axe, specialist, client_brand, worker):
    asset = taken(samples.picture(), "dawn.jpg", client=client_brand, by=specialist).asset
    page = open_page(specialist, asset.get_absolute_url())
    drop(page, ("noon.jpg", "image/jpeg", samples.picture(size=(90, 60))))
    expect(page.get_by_role("row", name="noon.jpg")).to_contain_text("Given out")
    assert axe(page) == []
    page.get_by_role("row", name="dawn.jpg").get_by_role("button", name="Give out again").click()
    expect(page.get_by_role("row", name="dawn.jpg")).to_contain_text("Given out")


@pytest.mark.parametrize("dark", [False, True])
def test_many_are_given_a_credit(dark, open_page, axe, specialist, client_brand):
    Client.objects.update(name="Fernhall Storage")
    AssetFactory.create_batch(3, client=client_brand, added_by=specialist)
    page = open_page(specialist, LIST, dark=dark)
    page.get_by_label("Choose Photo").first.check()
    page.get_by_label("Choose Photo").last.check()
    page.get_by_role("button", name="Credit and rights").click()
    assert axe(page) == []
    dialog = page.get_by_role("dialog", name="Credit and rights")
    dialog.get_by_label("Credit").fill("Lena Hartwig")
    dialog.get_by_role("button", name="Give it to them").click()
    expect(page.get_by_text("2 files changed")).to_be_visible()
    assert Asset.objects.filter(credit="Lena Hartwig").count() == 2
    page.get_by_role("button", name="Filter", exact=True).click()
    assert axe(page) == []
    page.get_by_label("Put away").check()
    page.get_by_role("button", name="Show them").click()
    expect(page.get_by_role("heading", name="Nothing matches")).to_be_visible()
    assert axe(page) == []
