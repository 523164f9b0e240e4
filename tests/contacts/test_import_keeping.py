"""Uploaded files are not kept for ever; what was imported can be undone without them."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from contacts.importing import keeping, steps
from contacts.models import ContactImport, Journalist
from contacts.tasks import forget_old_import_files
from core import jobs
from core.models import Job

pytestmark = pytest.mark.django_db
FILE = b"Name,Email,Outlet\nAnn Lee,ann@a.example,A\nBo Ek,bo@b.example,B\n"
LONG_AGO = timezone.now() - timedelta(days=91)


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def brought(*, at=LONG_AGO, dry_run=False, **changes):
    made = steps.run_through(file=ContentFile(FILE, "press.csv"), mapping={}, dry_run=dry_run)
    ContactImport.objects.filter(pk=made.pk).update(updated_at=at, **changes)
    return made


def files(media):
    return sorted(path.name for path in Path(media).rglob("*") if path.is_file())


def test_the_file_of_an_old_import_goes_and_undo_still_takes_it_back(media, specialist):
    made = brought()
    assert forget_old_import_files() == 1
    made.refresh_from_db()
    assert (files(media), made.file.name, made.state) == ([], "", "applied")

    steps.start_undo(contact_import=made, by=specialist)
    for job in Job.objects.filter(state=Job.State.WAITING):
        jobs.run(job_id=job.pk)
    made.refresh_from_db()
    assert (made.state, Journalist.objects.count()) == ("undone", 0)


def test_the_page_says_that_the_file_is_gone_and_the_form_how_long_it_is_kept(client_for, specialist, settings):
    settings.IMPORT_FILES_KEPT_DAYS = 30
    made = brought()
    keeping.forget_old_files()
    browser = client_for(specialist)
    assert "The file itself is deleted by now" in browser.get(made.get_absolute_url()).content.decode()
    assert "The file is deleted 30 days after it was last used" in browser.get("/contacts/imports/").content.decode()


def test_a_plan_that_nobody_carried_out_is_forgotten_as_a_whole(media):
    brought(dry_run=True)
    assert keeping.forget_old_files() == 1
    assert (files(media), ContactImport.objects.count(), Journalist.objects.count()) == ([], 0, 0)


def test_a_recent_import_keeps_its_file_for_as_many_days_as_the_setting_says(media, settings):
    made = brought(at=timezone.now() - timedelta(days=40))
    assert keeping.forget_old_files() == 0
    assert len(files(media)) == 1
    settings.IMPORT_FILES_KEPT_DAYS = 39
    assert keeping.forget_old_files() == 1
    made.refresh_from_db()
    assert made.file.name == ""


def test_an_import_that_is_being_worked_on_keeps_its_file(media):
    job = Job.objects.create(kind="contacts.plan_import", title="Reading press.csv", state=Job.State.RUNNING)
    brought(dry_run=True, state="planning", job=job)
    assert keeping.forget_old_files() == 0
    assert len(files(media)) == 1


def test_a_file_that_a_broken_upload_left_goes_and_a_fresh_one_stays(media):
    folder = Path(media, "imports")
    folder.mkdir()
    for name, age in (("left.csv", 91), ("arriving.csv", 0)):
        (folder / name).write_bytes(FILE)
        then = (timezone.now() - timedelta(days=age)).timestamp()
        os.utime(folder / name, (then, then))
    assert keeping.forget_old_files() == 1
    assert files(media) == ["arriving.csv"]


def test_a_file_that_is_gone_already_is_noted_as_gone(media):
    made = brought()
    Path(media, made.file.name).unlink()
    assert keeping.forget_old_files() == 1
    made.refresh_from_db()
    assert made.file.name == ""


def test_a_file_that_cannot_be_deleted_does_not_keep_the_others(media, caplog):
    stuck, free = brought(), brought()
    path = Path(media, stuck.file.name)
    path.unlink()
    path.mkdir()
    (path / "inside").write_bytes(b"")  # a folder that is not empty cannot be deleted as a file, not even by root
    assert keeping.forget_old_files() == 1
    free.refresh_from_db()
    stuck.refresh_from_db()
    assert (free.file.name, stuck.file.name != "") == ("", True)
    assert f"The file of import {stuck.pk} could not be deleted" in caplog.text
