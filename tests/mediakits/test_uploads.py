"""Files in pieces: in order, each once, resumed, cancelled, one's own; and whole, from a form."""

import json
import threading
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from core import jobs
from core.models import Job
from mediakits import taking_in, uploads
from mediakits.models import Asset, AssetFile, Upload
from mediakits.tasks import forget_old_uploads
from tests.factories.campaigns import ClientFactory
from tests.factories.mediakits import AssetFactory
from tests.factories.team import UserFactory
from tests.mediakits import samples
from tests.mediakits.taking import take, taken
from tests.mediakits.test_taking_in import stored

pytestmark = pytest.mark.django_db
BEGIN = reverse("mediakits:upload-begin")
ADD = reverse("mediakits:asset-add")
PIECE = uploads.PIECE


@pytest.fixture
def page(client_for, specialist):
    return client_for(specialist)


def begin(browser: Browser, client_brand, data: bytes, name: str = "tour.mp4") -> dict:
    answer = browser.post(BEGIN, {"client": client_brand.pk, "name": name, "size": len(data)})
    assert answer.status_code == 201
    return answer.json()


def put(browser: Browser, upload: dict, offset: int, data: bytes):
    return browser.put(f"{upload['bytes']}?offset={offset}", data, content_type="application/octet-stream")


def film(size: int) -> bytes:
    return samples.mp4(size=size)


def test_film_comes_in_pieces(page, client_brand):
    data = film(2 * PIECE + 1000)
    upload = begin(page, client_brand, data)
    assert (upload["piece"], upload["received"], upload["state"]) == (PIECE, 0, "open")
    for offset in (0, PIECE):
        answer = put(page, upload, offset, data[offset : offset + PIECE]).json()
        assert (answer["state"], answer["received"]) == ("open", offset + PIECE)
    last = put(page, upload, 2 * PIECE, data[2 * PIECE :]).json()
    assert last["state"] == "working"
    assert len(stored()) == 3
    jobs.run(job_id=Upload.objects.get().job_id)
    told = page.get(upload["bytes"]).json()
    file = AssetFile.objects.get()
    assert (told["state"], told["asset"]["url"]) == ("ready", file.asset.get_absolute_url())
    assert stored() == [file.file.name]
    with file.file.open() as kept:
        assert kept.read() == data


def test_broken_line_goes_on_where_it_was(page, client_brand):
    data = film(PIECE + 10)
    upload = begin(page, client_brand, data)
    put(page, upload, 0, data[:PIECE])
    assert page.get(upload["bytes"]).json()["received"] == PIECE
    too_far = put(page, upload, PIECE + 5, data[PIECE + 5 :])
    assert (too_far.status_code, too_far.json()["received"]) == (409, PIECE)
    assert put(page, upload, PIECE, data[PIECE:]).json()["state"] == "working"


def test_piece_that_comes_twice_changes_nothing(page, client_brand):
    data = film(PIECE + 10)
    upload = begin(page, client_brand, data)
    first = put(page, upload, 0, data[:PIECE]).json()
    assert put(page, upload, 0, data[:PIECE]).json() == first
    put(page, upload, PIECE, data[PIECE:])
    last = put(page, upload, PIECE, data[PIECE:]).json()
    assert (last["state"], Upload.objects.get().pieces, Job.objects.count()) == ("working", 2, 1)


@pytest.mark.parametrize(("offset", "length", "status"), [
    ("0", PIECE - 1, 409), ("0", 0, 400), ("x", 10, 400), ("-1", 10, 400), ("9" * 30, 10, 400), ("5", 10, 409),
])  # fmt: skip
def test_wrong_pieces_are_not_kept(offset, length, status, page, client_brand):
    data = film(PIECE + 10)
    upload = begin(page, client_brand, data)
    assert put(page, upload, offset, data[:length]).status_code == status
    assert (Upload.objects.get().received, stored()) == (0, [])


def test_piece_larger_than_a_piece_is_not_read(page, client_brand):
    upload = begin(page, client_brand, film(3 * PIECE))
    answer = put(page, upload, 0, film(PIECE + 1))
    assert (answer.status_code, answer.json()["says"]) == (400, "A piece has at most 8 MB, and says where it begins.")


@pytest.mark.parametrize(("values", "says"), [
    ({"size": 0}, "This file is empty."),
    ({"size": 3_000_000_000}, "This file has 3,000 MB; up to 2,000 MB are taken."),
    ({"size": "x"}, "Enter a whole number."),
    ({"name": ""}, "This field is required."),
    ({"client": ""}, "Say for which client the files are."),
    ({"client": "999999"}, "Choose a client."),
    ({"replaces": "999999"}, "Select a valid choice. That choice is not one of the available choices."),
])  # fmt: skip
def test_what_cannot_be_taken_is_said_before_it_is_sent(values, says, page, client_brand):
    answer = page.post(BEGIN, {"client": client_brand.pk, "name": "a.jpg", "size": 100} | values)
    assert (answer.status_code, answer.json()["says"]) == (422, says)
    assert not Upload.objects.exists()


def test_web_page_is_refused_with_its_first_piece(page, client_brand):
    data = b"<!doctype html><script>alert(1)</script>".ljust(2 * PIECE)
    upload = begin(page, client_brand, data, "photo.jpg")
    answer = put(page, upload, 0, data[:PIECE])
    assert answer.status_code == 422
    assert answer.json()["says"].startswith("This is a web page or a script")
    assert put(page, upload, 0, data[:PIECE]).status_code == 422
    assert (page.get(upload["bytes"]).json()["state"], stored()) == ("refused", [])
    assert "photo.jpg" in page.get(reverse("mediakits:asset-list")).content.decode()


def test_too_many_begun_uploads(page, client_brand, specialist):
    begun = [Upload(client=client_brand, name="a", size=1, by=specialist) for _ in range(uploads.MOST_OPEN)]
    Upload.objects.bulk_create(begun)
    answer = page.post(BEGIN, {"client": client_brand.pk, "name": "a.jpg", "size": 100})
    assert answer.json()["says"] == "200 uploads are begun and not ended. Cancel some, or wait until they are through."


def test_nobody_touches_a_colleagues_upload(page, client_brand, client_for, colleague, manager, observer, outsider):
    data = film(PIECE + 10)
    upload = begin(page, client_brand, data)
    put(page, upload, 0, data[:PIECE])
    detail = reverse("mediakits:upload-detail", args=[upload["token"]])
    expected = {colleague: 404, manager: 404, observer: 403, outsider: 403, None: 302}
    for reader, status in expected.items():
        browser = client_for(reader)
        answers = [
            put(browser, upload, PIECE, data[PIECE:]), browser.get(upload["bytes"]), browser.delete(upload["bytes"]),
            browser.post(upload["attempt"]), browser.get(detail), browser.post(detail),
        ]  # fmt: skip
        assert [answer.status_code for answer in answers] == [status] * 6
        assert not any(b"tour.mp4" in answer.content for answer in answers)
    assert Upload.objects.get().received == PIECE


def test_cancelled_upload_leaves_nothing(page, client_brand):
    data = film(PIECE + 10)
    upload = begin(page, client_brand, data)
    put(page, upload, 0, data[:PIECE])
    assert page.delete(upload["bytes"]).status_code == 204
    assert (Upload.objects.count(), stored()) == (0, [])
    assert put(page, upload, PIECE, data[PIECE:]).status_code == 404


def test_upload_that_is_cancelled_while_it_is_taken_in_leaves_nothing(client_brand, specialist, tmp_path):
    """The last moment: the worker has looked at the file and is about to keep it."""
    data = samples.picture()
    upload = uploads.begin(client=client_brand, name="a.jpg", size=len(data), by=specialist)
    upload = uploads.take_piece(upload=upload, offset=0, data=data)
    (tmp_path / "whole").write_bytes(data)
    seen = taking_in._see(upload, tmp_path / "whole", tmp_path / "clean")
    uploads.cancel(upload=Upload.objects.get())
    taking_in._keep(upload, seen)
    assert (Asset.objects.count(), stored()) == (0, [])


def test_failure_on_our_side_may_be_tried_again(page, client_brand):
    data = samples.picture()
    upload = begin(page, client_brand, data, "dawn.jpg")
    put(page, upload, 0, data)
    Job.objects.update(state="failed", ended_at=timezone.now(), error="Something went wrong on our side.")
    told = page.get(upload["bytes"]).json()
    assert (told["state"], told["says"]) == ("failed", "Something went wrong on our side.")
    again = page.post(upload["attempt"], headers={"accept": "application/json"}).json()
    assert again["state"] == "working"
    jobs.run(job_id=Upload.objects.get().job_id)
    assert page.get(upload["bytes"]).json()["state"] == "ready"


def test_duplicate_is_said_and_leads_to_what_is_there(page, client_brand, specialist):
    there = taken(samples.picture(), "dawn.jpg", client=client_brand, by=specialist).asset
    again = take(samples.picture(), "copy.jpg", client=client_brand, by=specialist)
    told = page.get(reverse("mediakits:upload-bytes", args=[again.token])).json()
    assert (told["state"], told["asset"]["url"]) == ("known", there.get_absolute_url())
    assert told["says"] == "You have these very bytes already, as Dawn. Nothing was stored a second time."


def test_same_file_at_another_client_is_said(page, client_brand, specialist):
    taken(samples.picture(), "dawn.jpg", client=client_brand, by=specialist)
    other = take(samples.picture(), "quay.jpg", client=ClientFactory(), by=specialist)
    told = page.get(reverse("mediakits:upload-bytes", args=[other.token])).json()
    assert (told["state"], told["says"]) == (
        "ready", "It is in the library. Fernhall Storage has the same file, as Dawn: is it meant for both?",
    )  # fmt: skip


def test_uploads_left_half_done_are_forgotten_after_two_days(page, client_brand, specialist):
    data = film(PIECE + 10)
    old, new = begin(page, client_brand, data), begin(page, client_brand, data)
    for upload in (old, new):
        put(page, upload, 0, data[:PIECE])
    done = take(samples.picture(), "dawn.jpg", client=client_brand, by=specialist)
    long_ago = timezone.now() - timedelta(days=2, minutes=1)
    Upload.objects.filter(token__in=[old["token"], done.token]).update(updated_at=long_ago)
    assert forget_old_uploads() == 2
    assert Upload.objects.get().token == new["token"]
    assert [name for name in stored() if name.startswith("uploads/")] == [f"uploads/{new['token']}/00000"]
    assert default_storage.exists(done.asset_file.file.name)  # the asset stays


def test_upload_guards(client_brand, specialist):
    upload = Upload.objects.create(client=client_brand, name="a", size=10, by=specialist)
    with pytest.raises(IntegrityError, match="mediakits_upload_received"):
        Upload.objects.filter(pk=upload.pk).update(received=11)


def test_form_without_scripts_takes_one_file(page, client_brand):
    answer = page.post(ADD, {"client": client_brand.pk, "file": SimpleUploadedFile("dawn.jpg", samples.picture())})
    upload = Upload.objects.get()
    detail = reverse("mediakits:upload-detail", args=[upload.token])
    assert answer["Location"] == detail
    assert "Taking in dawn.jpg" in page.get(detail).content.decode()
    jobs.run(job_id=upload.job_id)
    assert page.get(detail)["Location"] == Asset.objects.get().get_absolute_url()


def test_form_replaces_a_file(page, client_brand, specialist):
    asset = taken(samples.picture(), "dawn.jpg", client=client_brand, by=specialist).asset
    page.post(ADD, {"replaces": asset.pk, "file": SimpleUploadedFile("new.jpg", samples.picture(size=(90, 60)))})
    jobs.run(job_id=Upload.objects.latest("pk").job_id)
    assert [file.number for file in asset.files.all()] == [2, 1]


@pytest.mark.parametrize(("data", "status", "says"), [
    ({}, 422, "Choose a file first."),
    ({"file": b""}, 422, "This file is empty."),
    ({"file": b"MZ"}, 422, "a.jpg: This is a program"),
    ({"client": ""}, 422, "Say for which client the files are."),
    ({"replaces": "x"}, 404, "not there"),
])  # fmt: skip
def test_form_says_what_is_wrong(data, status, says, page, client_brand):
    if "file" in data:
        data = {**data, "file": SimpleUploadedFile("a.jpg", data["file"])}
    answer = page.post(ADD, {"client": client_brand.pk} | data)
    assert (answer.status_code, says in answer.content.decode()) == (status, True)
    assert not Asset.objects.exists()


def test_form_beyond_the_limit_is_refused_before_it_is_read(page, client_brand, settings):
    settings.ASSET_MAX_MB = 1
    answer = page.post(ADD, {"client": client_brand.pk, "file": SimpleUploadedFile("a.jpg", bytes(2_000_000))})
    assert answer.status_code == 413
    assert "This file has 2 MB; up to 1 MB are taken." in answer.content.decode()


def test_requests_of_other_sites_are_refused(client_brand, specialist):
    browser = Browser(enforce_csrf_checks=True)
    browser.force_login(specialist)
    assert browser.post(BEGIN, {"client": client_brand.pk, "name": "a", "size": 1}).status_code == 403
    assert browser.post(ADD, {"client": client_brand.pk}).status_code == 403
    assert not Upload.objects.exists()


def test_asset_that_was_put_away_is_not_replaced(page, client_brand):
    asset = AssetFactory(client=client_brand, archived_at=timezone.now())
    answer = page.post(BEGIN, {"replaces": asset.pk, "name": "a.jpg", "size": 100})
    assert answer.status_code == 422
    assert json.loads(answer.content)["says"].startswith("Select a valid choice.")


def _in_threads(work, times: int) -> None:
    def run() -> None:
        try:
            gate.wait(20)
            work()
        finally:
            connection.close()

    gate = threading.Barrier(times)
    threads = [threading.Thread(target=run) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)


@pytest.mark.django_db(transaction=True)
def test_two_uploads_of_one_file_at_once_give_one_asset():
    client, by = ClientFactory(), UserFactory()
    begun = []
    for name in ("one.jpg", "two.jpg", "three.jpg"):
        data = samples.picture()
        upload = uploads.begin(client=client, name=name, size=len(data), by=by)
        begun.append(uploads.take_piece(upload=upload, offset=0, data=data))
    waiting = [upload.job_id for upload in begun]
    _in_threads(lambda: jobs.run(job_id=waiting.pop()), 3)
    ended = Upload.objects.select_related("asset_file")
    asset = Asset.objects.get()
    assert AssetFile.objects.count() == 1
    assert sorted((one.asset_file is not None, one.duplicate_of == asset) for one in ended) == [
        (False, True), (False, True), (True, False),
    ]  # fmt: skip
    assert len(stored()) == 4


@pytest.mark.django_db(transaction=True)
def test_one_piece_on_two_lines_at_once_is_kept_once():
    data = film(PIECE + 10)
    upload = uploads.begin(client=ClientFactory(), name="tour.mp4", size=len(data), by=UserFactory())
    _in_threads(lambda: uploads.take_piece(upload=Upload.objects.get(), offset=0, data=data[:PIECE]), 3)
    upload.refresh_from_db()
    assert (upload.received, upload.pieces, len(stored())) == (PIECE, 1, 1)
