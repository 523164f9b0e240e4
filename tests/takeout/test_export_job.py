"""Everything out in the browser, as the worker does it: whole or not at all, whoever is killed in between."""

import io
import json
import stat
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from contacts.models import Journalist
from core import jobs
from core.models import Job
from mediakits.models import AssetFile
from takeout import keeping, making
from takeout.contents import ROWS_LEFT_OUT
from takeout.models import Download, Export
from takeout.unpacking import unpack
from team.models import Notification, User
from tests.factories.contacts import JournalistFactory
from tests.factories.mediakits import AssetFileFactory
from tests.factories.team import UserFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.services]


@pytest.fixture
def admin(db) -> User:
    return UserFactory(name="Ruth Abara", admin=True)


def packed(by: User) -> Export:
    export = making.ask_for(by=by)
    jobs.run(job_id=export.job_id)
    export.refresh_from_db()
    return export


def stored() -> list[str]:
    try:
        return sorted(default_storage.listdir(keeping.FOLDER)[1])
    except FileNotFoundError:
        return []


def unzipped(export: Export, into: Path) -> Path:
    with export.file.open() as file, zipfile.ZipFile(io.BytesIO(file.read())) as whole:
        assert whole.testzip() is None
        whole.extractall(into)
    return into / export.name


def test_what_is_packed_comes_in_elsewhere(move, admin, tmp_path):
    JournalistFactory(name="Ines Kastner")
    file = AssetFileFactory(data=b"\xff\xd8 light")
    export = packed(admin)
    assert (export.job.state, export.missing_count) == (Job.State.DONE, 0)
    assert export.size == export.file.size
    folder = unzipped(export, tmp_path / "unzipped")
    told = json.loads((folder / "manifest.json").read_text())
    assert (told["totals"]["rows"], told["totals"]["files"]) == (export.rows, export.files)
    assert told["secrets"] == "encrypted under SECRET_KEY"
    move()
    unpack(folder=folder)
    assert Journalist.objects.get().name == "Ines Kastner"
    with AssetFile.objects.get(pk=file.pk).file.open() as back:
        assert back.read() == b"\xff\xd8 light"
    assert not Export.objects.exists()
    assert not Job.objects.exists()


def test_neither_itself_nor_earlier_exports_are_in_it(admin, tmp_path):
    first = packed(admin)
    Download.objects.create(export=first, by=admin)
    second = packed(admin)
    folder = unzipped(second, tmp_path)
    names = [str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()]
    assert not [name for name in names if keeping.FOLDER in name or "takeout" in name or name.startswith("files/")]
    assert (folder / "data/core.Job.jsonl").read_text() == ""
    assert making.KIND in ROWS_LEFT_OUT["core.Job"][0]


def test_nobody_else_on_the_machine_may_read_it(admin):
    export = packed(admin)
    assert stat.S_IMODE(Path(export.file.path).parent.stat().st_mode) == 0o700
    assert stored() == [Path(export.file.name).name]


def test_the_other_admins_hear_of_it_and_the_one_who_asked_when_it_is_there(admin):
    other, _specialist = UserFactory(admin=True), UserFactory()
    packed(admin)
    told = {(line.user, line.text) for line in Notification.objects.filter(kind="taken_out")}
    assert told == {
        (other, "Ruth Abara has everything packed, to take it out of Mediarel."),
        (admin, "Everything is packed and can be fetched."),
    }


def test_there_is_one_at_a_time(admin):
    first = making.ask_for(by=admin)
    with pytest.raises(making.OneIsRunning):
        making.ask_for(by=UserFactory(admin=True))
    jobs.stop(job=first.job)
    assert making.ask_for(by=admin).pk > first.pk


def test_a_missing_file_is_told_and_the_rest_is_packed(admin):
    gone = AssetFileFactory(original_name="gone.jpg")
    default_storage.delete(gone.file.name)
    export = packed(admin)
    assert export.missing_count == 1
    assert [one["stored_as"] for one in export.missing] == [gone.file.name]
    assert Notification.objects.filter(text__contains="but for 1 file that the storage does not have").exists()


def test_a_full_disk_leaves_nothing_and_says_so(admin, disk_of):
    JournalistFactory.create_batch(20, notes="n" * 3000)
    with disk_of(3000):
        export = packed(admin)
    assert export.job.state == Job.State.FAILED
    assert export.job.error.startswith("The disk is full: it must hold everything once more for a while.")
    assert (export.file.name, export.packed_at, stored()) == ("", None, [])


def test_a_storage_that_does_not_take_it_is_told(admin, settings, tmp_path):
    (tmp_path / "file").write_text("")
    settings.MEDIA_ROOT = tmp_path / "file"
    export = packed(admin)
    assert export.job.state == Job.State.FAILED
    assert "did not take the export (NotADirectoryError). Nothing of it was kept." in export.job.error


def test_stop_ends_it_and_leaves_nothing(admin, monkeypatch):
    monkeypatch.setattr("core.jobs.PROGRESS_EVERY", 0)
    export = making.ask_for(by=admin)
    Job.objects.filter(pk=export.job_id).update(stop_requested_at=None)
    seen = []

    def ask_to_stop(files, total):
        seen.append((files, total))
        Job.objects.filter(pk=export.job_id).update(stop_requested_at=timezone.now())

    monkeypatch.setattr("takeout.making.files_to_come", lambda: ask_to_stop(0, 10) or 10)
    jobs.run(job_id=export.job_id)
    export.refresh_from_db()
    assert (export.job.state, export.packed_at, stored()) == (Job.State.STOPPED, None, [])


def test_whoever_takes_it_up_clears_away_what_the_dead_one_left(admin):
    export = making.ask_for(by=admin)
    default_storage.save(f"{keeping.name_of(export, attempt=1)}.part", ContentFile(b"half"))
    Job.objects.filter(pk=export.job_id).update(
        state=Job.State.RUNNING, attempt=1, heartbeat_at=timezone.now() - timedelta(minutes=2)
    )
    jobs.run(job_id=export.job_id)
    export.refresh_from_db()
    assert stored() == [Path(export.file.name).name] == [f"{export.token}-2.zip"]


def test_one_that_was_thought_dead_keeps_nothing(admin, monkeypatch):
    export = making.ask_for(by=admin)
    pack = making.write_everything

    def overtaken(packing):
        Job.objects.filter(pk=export.job_id).update(attempt=2)
        return pack(packing)

    monkeypatch.setattr("takeout.making.write_everything", overtaken)
    jobs.run(job_id=export.job_id)
    export.refresh_from_db()
    assert (export.packed_at, stored()) == (None, [])


def test_one_that_is_there_already_is_not_packed_again(admin):
    export = packed(admin)
    before = (export.file.name, export.packed_at)
    Job.objects.filter(pk=export.job_id).update(state=Job.State.RUNNING, heartbeat_at=None, ended_at=None)
    jobs.run(job_id=export.job_id)
    export.refresh_from_db()
    assert ((export.file.name, export.packed_at), export.job.state) == (before, Job.State.DONE)


def test_the_newest_are_kept_for_a_week(admin):
    exports = [packed(admin) for _ in range(keeping.KEPT + 1)]
    exports[0].refresh_from_db()
    assert (exports[0].file.name, exports[0].gone_at is None) == ("", False)
    assert len(stored()) == keeping.KEPT
    Export.objects.filter(pk=exports[1].pk).update(packed_at=timezone.now() - timedelta(days=keeping.DAYS, minutes=1))
    default_storage.save("exports/nobodys-1.zip.part", ContentFile(b"half"))
    assert keeping.forget_old() == 1
    assert stored() == [Path(exports[2].file.name).name]
    assert keeping.forget_old() == 0


def test_uploads_on_s3_come_out_and_in_at_another_place(move, admin, bucket, settings, tmp_path):
    data = b"\xff\xd8 light" * 100_000
    file = AssetFileFactory(data=data)
    export = packed(admin)
    keys = sorted(one.key for one in bucket.objects.all())
    assert keys == sorted([f"mediarel/{export.file.name}", f"mediarel/{file.file.name}"])
    folder = unzipped(export, tmp_path / "unzipped")
    assert (folder / "files" / file.file.name).read_bytes() == data
    move()
    options = {**settings.STORAGES["default"]["OPTIONS"], "location": "second"}
    settings.STORAGES = {**settings.STORAGES, "default": {**settings.STORAGES["default"], "OPTIONS": options}}
    unpacked = unpack(folder=folder)
    assert unpacked.files == 1
    assert bucket.Object(f"second/{file.file.name}").get()["Body"].read() == data
    with AssetFile.objects.get().file.open() as back:
        assert back.read() == data


def test_a_bucket_that_is_gone_is_told_in_words(admin, bucket, settings):
    options = {**settings.STORAGES["default"]["OPTIONS"], "bucket_name": "other"}
    settings.STORAGES = {**settings.STORAGES, "default": {**settings.STORAGES["default"], "OPTIONS": options}}
    export = packed(admin)
    assert export.job.state == Job.State.FAILED
    assert "did not take the export" in export.job.error
