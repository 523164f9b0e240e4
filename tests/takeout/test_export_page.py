"""The page in the settings: who may do what, what it says, and that each download is written down."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from core.models import Job
from takeout.models import Download, Export
from tests.factories.team import PASSWORD

pytestmark = pytest.mark.django_db
PAGE = "/team/export/"


def an_export(by, data=b"PK all of it", **more):
    file = default_storage.save("exports/some-1.zip", ContentFile(data))
    made = {"rows": 1234, "files": 56, "packed_at": timezone.now(), "size": len(data), "file": file, **more}
    job = Job.objects.create(kind="takeout.pack", title="t", state="done", ended_at=timezone.now())
    return Export.objects.create(by=by, job=job, **made)


@pytest.fixture
def sure(admin_user, client_for):
    """The browser of an admin who has just said who they are."""
    browser = client_for(admin_user)
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return browser


def test_begins_after_one_said_who_one_is(admin_user, client_for):
    browser = client_for(admin_user)
    asked = browser.post(PAGE)
    assert asked["Location"] == f"{reverse('account_reauthenticate')}?next=%2Fteam%2Fexport%2F"
    assert not Export.objects.exists()
    went_on = browser.post(asked["Location"], {"password": PASSWORD, "next": PAGE})
    assert went_on["Location"] == PAGE
    assert Export.objects.get().by == admin_user
    page = browser.get(PAGE).content.decode()
    assert "Taking everything out" in page
    assert "Pack everything</h" not in page


def test_a_second_is_refused_in_words(sure, admin_user):
    sure.post(PAGE)
    page = sure.post(PAGE, follow=True).content.decode()
    assert "Everything is being packed already." in page
    assert Export.objects.count() == 1


def test_page_says_what_came_of_it(sure, admin_user):
    an_export(admin_user, missing=[{"stored_as": "gone.jpg", "belongs_to": "", "why": ""}], missing_count=3)
    failed = Job.objects.create(
        kind="takeout.pack", title="t", state="failed", error="The disk is full.", ended_at=timezone.now()
    )
    Export.objects.create(by=admin_user, job=failed)
    page = " ".join(sure.get(PAGE).content.decode().split())
    assert "1,234 records in 56 files, 12 bytes" in page
    assert "3 files that records name are not in the storage, so not in it: gone.jpg …." in page
    assert "The disk is full." in page
    assert "Who is signed in. Everybody signs in again." in page


def test_download_begins_on_the_page_and_is_written_down(sure, admin_user):
    export = an_export(admin_user)
    page = sure.get(reverse("takeout:export-download", args=[export.pk]))
    assert f'content="0; url={reverse("takeout:export-file", args=[export.pk])}"' in page.content.decode()
    answer = sure.get(reverse("takeout:export-file", args=[export.pk]))
    assert b"".join(answer.streaming_content) == b"PK all of it"
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("application/zip", "no-store")
    assert answer["Content-Disposition"] == f"attachment; filename*=UTF-8''{export.name}.zip"
    assert [(fetch.export, fetch.by) for fetch in Download.objects.all()] == [(export, admin_user)]
    sure.get(reverse("takeout:export-file", args=[export.pk]), headers={"range": "bytes=3-"})
    sure.head(reverse("takeout:export-file", args=[export.pk]))
    assert Download.objects.count() == 1
    assert "Fetched by Ruth Abara" in " ".join(sure.get(PAGE).content.decode().split())


def test_file_is_given_to_nobody_who_did_not_say_who_they_are(admin_user, client_for):
    export = an_export(admin_user)
    for name in ("export-download", "export-file"):
        answer = client_for(admin_user).get(reverse(f"takeout:{name}", args=[export.pk]))
        assert answer["Location"].startswith(reverse("account_reauthenticate"))
    assert not Download.objects.exists()


def test_everybody_else_is_refused(admin_user, manager, specialist, observer, client_for):
    export = an_export(admin_user)
    for user in (manager, specialist, observer):
        browser = client_for(user)
        browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
        for method, address in [
            ("get", PAGE), ("post", PAGE), ("get", reverse("takeout:export-file", args=[export.pk])),
            ("get", reverse("takeout:export-download", args=[export.pk])),
            ("post", reverse("takeout:export-deletion", args=[export.pk])),
        ]:  # fmt: skip
            assert getattr(browser, method)(address).status_code == 403
        assert PAGE not in browser.get("/profile/").content.decode()
        assert browser.get(reverse("core:job-progress", args=[export.job_id])).status_code == 404
    assert client_for(None).get(PAGE)["Location"].startswith(reverse("account_login"))
    assert (Export.objects.count(), default_storage.exists(export.file.name)) == (1, True)


def test_file_can_be_deleted_before_its_time(sure, admin_user):
    export = an_export(admin_user)
    name = export.file.name
    page = sure.post(reverse("takeout:export-deletion", args=[export.pk]), follow=True).content.decode()
    export.refresh_from_db()
    assert (export.file.name, default_storage.exists(name)) == ("", False)
    assert "Deleted <time" in page
    for door in ("export-file", "export-download"):
        assert sure.get(reverse(f"takeout:{door}", args=[export.pk])).status_code == 404


def test_page_costs_the_same_with_one_and_with_three(sure, admin_user, django_assert_num_queries):
    def fetched():
        export = an_export(admin_user)
        Download.objects.create(export=export, by=admin_user)
        Export.objects.filter(pk=export.pk).update(created_at=timezone.now() - timedelta(days=1))

    fetched()
    sure.get(PAGE)
    with django_assert_num_queries(10):
        sure.get(PAGE)
    fetched(), fetched()
    with django_assert_num_queries(10):
        sure.get(PAGE)
