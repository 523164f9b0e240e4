"""export_all by itself: what stands in the folder, what does not, and what it does when something is in the way."""

import csv
import hashlib
import json
import os
import re
import stat
import threading
from io import StringIO
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection

from contacts.models import Journalist, Outlet
from core.jobs import start
from core.models import Job
from mail import intake
from mail.models import IncomingMessage, Mailbox, OutgoingMessage, SendingDomain
from takeout import packing
from takeout.errors import TakeoutProblem
from takeout.packing import pack
from team.models import TeamPolicy, User
from tests.factories.contacts import JournalistFactory, OutletFactory
from tests.factories.mail import MailboxFactory, ServiceMailboxFactory, enqueued
from tests.factories.mediakits import AssetFileFactory
from tests.factories.team import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)

LETTER = b"From: Ines <ines@example.org>\r\nTo: maya@example.com\r\nSubject: Yes\r\n\r\nN\xc3\xa4chste Woche?\r\n"
PASSWORDS = {
    "smtp_password": "gull-on-the-mast", "imap_password": "tern-on-the-pier", "service_key": "knot-on-the-mud",
    "service_secret": "ruff-in-the-reed", "service_signing_key": "dunlin-at-dawn", "hook_password": "smew-on-the-ice",
}  # fmt: skip


def manifest(folder: Path) -> dict:
    return json.loads((folder / "manifest.json").read_text())


def rows(folder: Path, label: str) -> list[dict]:
    return [json.loads(line) for line in (folder / f"data/{label}.jsonl").read_text().splitlines()]


def sheet(folder: Path, name: str) -> list[dict]:
    text = (folder / f"csv/{name}.csv").read_text(encoding="utf-8-sig")
    return list(csv.DictReader(StringIO(text)))


def beside(folder: Path) -> set[str]:
    return {path.name for path in folder.parent.iterdir()} - {"media"}


@pytest.fixture
def out(tmp_path) -> Path:
    return tmp_path / "everything" / "out"


@pytest.fixture(autouse=True)
def _parent(out) -> None:
    out.parent.mkdir()


def test_manifest_tells_of_every_file_and_only_of_those(out):
    enqueued(MailboxFactory())
    AssetFileFactory()
    packed = pack(target=out)
    told = manifest(out)
    there = {str(path.relative_to(out)) for path in out.rglob("*") if path.is_file()} - {"manifest.json"}
    assert {entry["path"] for entry in told["files"]} == there
    for entry in told["files"]:
        data = (out / entry["path"]).read_bytes()
        assert (entry["bytes"], entry["sha256"]) == (len(data), hashlib.sha256(data).hexdigest())
        if entry["kind"] == "table":
            assert entry["rows"] == data.count(b"\n")
    assert told["totals"] == {"files": packed.files, "rows": packed.rows, "bytes": packed.bytes}
    assert packed.files == len(there)
    assert told["migrations"]["contacts"][0] == "0001_initial"
    assert set(told["left_out"]) >= {"sessions.Session", "mediakits.Upload"}


def test_only_its_owner_may_read_it(out):
    pack(target=out)
    assert stat.S_IMODE(out.stat().st_mode) == 0o700
    modes = {stat.S_IMODE(path.stat().st_mode) for path in out.rglob("*") if path.is_file()}
    assert {mode & 0o077 for mode in modes - {stat.S_IMODE((out / "manifest.json").stat().st_mode)}} == {0}


def test_messages_stand_there_byte_for_byte(out):
    message = enqueued(MailboxFactory())
    intake.receive(LETTER)
    pack(target=out)
    incoming = IncomingMessage.objects.get()
    assert (out / rows(out, "mail.IncomingMessage")[0]["raw"]).read_bytes() == bytes(incoming.raw) == LETTER
    assert (out / rows(out, "mail.OutgoingMessage")[0]["raw"]).read_bytes() == bytes(message.raw)
    assert re.fullmatch(rf"mail/incoming/\d+/{incoming.pk}\.eml", rows(out, "mail.IncomingMessage")[0]["raw"])


def test_uploads_stand_there_with_the_names_they_had(out):
    file = AssetFileFactory(original_name="Dawn at Altfelde.jpg", data=b"\xff\xd8 light")
    pack(target=out)
    assert (out / "files" / file.file.name).read_bytes() == b"\xff\xd8 light"
    entry = next(entry for entry in manifest(out)["files"] if entry["kind"] == "file")
    assert (entry["stored_as"], entry["name"]) == (file.file.name, "Dawn at Altfelde.jpg")
    assert sheet(out, "files") == [{
        "File": f"files/{file.file.name}", "Original name": "Dawn at Altfelde.jpg",
        "Belongs to": f"mediakits.AssetFile {file.pk}", "Bytes": "8",
    }]  # fmt: skip


def test_sheets_are_for_people_and_run_nothing(out):
    owner = UserFactory(name="Maya Lindqvist")
    journalist = JournalistFactory(name="=cmd|'/c calc'!A1", owner=owner, notes="two\nlines, “quoted”")
    pack(target=out)
    (row,) = sheet(out, "journalists")
    assert row["Name"] == "'=cmd|'/c calc'!A1"
    assert (row["Owner"], row["Owner (id)"], row["Id"]) == ("Maya Lindqvist", str(owner.pk), str(journalist.pk))
    assert row["Notes"] == "two\nlines, “quoted”"
    text = (out / "csv/journalists.csv").read_text()
    assert journalist.token not in text
    assert "pbkdf2" not in (out / "csv/users.csv").read_text()


def test_no_secret_stands_in_it_in_the_clear(out):
    secrets = _with_secrets()
    pack(target=out)
    everything = b"".join(path.read_bytes() for path in out.rglob("*") if path.is_file())
    assert not [secret for secret in [*secrets, PASSWORD] if secret.encode() in everything]
    assert not (out / "secrets.jsonl").exists()
    assert manifest(out)["secrets"] == "encrypted under SECRET_KEY"


def test_secrets_stand_in_a_file_of_their_own_when_asked_for(out, capsys):
    secrets = _with_secrets()
    call_command("export_all", str(out), "--with-secrets")
    assert "in the clear" in capsys.readouterr().err
    file = out / "secrets.jsonl"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    text = file.read_text()
    assert all(json.dumps(secret)[1:-1] in text for secret in secrets)
    others = b"".join(path.read_bytes() for path in out.rglob("*") if path.is_file() and path != file)
    assert not [secret for secret in secrets if secret.encode() in others]


def test_secrets_that_cannot_be_read_are_counted_not_fatal(out, settings, capsys):
    _with_secrets()
    settings.SECRET_KEY = "another key, of at least thirty-two letters"
    call_command("export_all", str(out), "--with-secrets")
    assert "9 secrets are not in it" in capsys.readouterr().err
    assert (out / "secrets.jsonl").read_text() == ""


def _with_secrets() -> list[str]:
    MailboxFactory(smtp_password=PASSWORDS["smtp_password"], imap_password=PASSWORDS["imap_password"])
    ServiceMailboxFactory(**{name: PASSWORDS[name] for name in list(PASSWORDS)[2:]})
    SendingDomain.objects.create(domain="a.example", selector="m", private_key="whimbrel\nover", public_key="p")
    policy = TeamPolicy.current()
    policy.escalation_secret = "plover-at-noon"
    policy.save()
    TOTP.activate(UserFactory(), "CURLEWONTHEHEATH")
    assert Authenticator.objects.exists()
    return [*PASSWORDS.values(), "whimbrel\nover", "plover-at-noon", "CURLEWONTHEHEATH"]


@pytest.mark.parametrize("kind", ["full", "file", "link", "orphan"])
def test_a_place_that_is_taken_is_refused_and_left_alone(out, kind):
    if kind == "full":
        out.mkdir()
        (out / "mine.txt").write_text("mine")
    elif kind == "file":
        out.write_text("mine")
    elif kind == "link":
        out.symlink_to(out.parent / "nowhere")
    target = out / "further" / "down" if kind == "orphan" else out
    before = beside(out)
    with pytest.raises(CommandError, match=r"empty|is no folder|does not exist"):
        call_command("export_all", str(target))
    assert beside(out) == before
    if kind == "full":
        assert (out / "mine.txt").read_text() == "mine"


def test_an_empty_folder_is_taken(out):
    out.mkdir()
    pack(target=out)
    assert manifest(out)["format"] == "mediarel-export"


def test_a_folder_that_may_not_be_written_is_said(out):
    out.parent.chmod(0o500)
    try:
        if os.access(out.parent, os.W_OK):
            pytest.skip("whoever runs this may write everywhere")
        with pytest.raises(TakeoutProblem, match="cannot be written"):
            pack(target=out)
    finally:
        out.parent.chmod(0o700)


@pytest.mark.parametrize("allowed", [0, 1000, 40_000])
def test_a_full_disk_ends_in_a_sentence_and_leaves_nothing(out, allowed, disk_of):
    JournalistFactory.create_batch(20, notes="n" * 3000)
    with disk_of(allowed), pytest.raises(TakeoutProblem, match=r"is full\. What was written was taken away again"):
        pack(target=out)
    assert beside(out) == set()


def test_nobody_sees_a_half_export(out, monkeypatch):
    """While it is made there is nothing under its name, and after it broke off there is nothing at all."""
    seen = []
    with pytest.raises(KeyboardInterrupt):
        pack(target=out, say=lambda words: (seen.append((words, beside(out))), words == "Files" and _interrupt()))
    assert [words for words, _ in seen][-1] == "Files"
    assert all(len(names) == 1 and next(iter(names)).startswith(".out.unfinished-") for _, names in seen)
    assert beside(out) == set()


def _interrupt() -> None:
    raise KeyboardInterrupt


def test_files_that_are_missing_are_listed_and_the_rest_is_exported(out, capsys):
    kept, gone = AssetFileFactory(), AssetFileFactory(original_name="gone.jpg")
    default_storage.delete(gone.file.name)
    with pytest.raises(CommandError, match=r"1 file that mediakits.AssetFile .* names is missing from the storage"):
        call_command("export_all", str(out), "--json")
    missing = [{"stored_as": gone.file.name, "belongs_to": f"mediakits.AssetFile {gone.pk}",
                "why": "it is not in the storage"}]  # fmt: skip
    assert manifest(out)["missing"] == json.loads(capsys.readouterr().out)["missing"] == missing
    assert (out / "files" / kept.file.name).exists()


@pytest.mark.parametrize("name", ["../secret.txt", "/etc/hostname", "a/../../secret.txt", "a\\b"])
def test_names_that_lead_out_of_the_storage_are_not_followed(out, name):
    file = AssetFileFactory()
    type(file).objects.update(file=name)
    (Path(default_storage.location).parent / "secret.txt").write_text("not ours")
    packed = pack(target=out)
    assert [one.why for one in packed.missing] == ["its name leads out of the storage"]
    assert not [entry for entry in manifest(out)["files"] if entry["kind"] == "file"]


def test_everything_is_of_one_moment(out):
    """A journalist who is entered while it is written is in none of its files."""
    first = JournalistFactory()

    def enter(words: str) -> None:
        if words == "Sheets":
            thread = threading.Thread(target=_enter_another)
            thread.start()
            thread.join()

    pack(target=out, say=enter)
    assert Journalist.objects.count() == 2
    assert [row["id"] for row in rows(out, "contacts.Journalist")] == [first.pk]
    assert [row["Id"] for row in sheet(out, "journalists")] == [str(first.pk)]


def _enter_another() -> None:
    try:
        JournalistFactory()
    finally:
        connection.close()


def test_work_that_would_find_nothing_to_work_on_stays_behind(out):
    start(kind="mediakits.take_in", title="Taking in", arguments={"upload": 1}, by=None)
    Job.objects.create(kind="contacts.apply", title="Import", arguments={"import": 1})
    pack(target=out)
    assert [row["kind"] for row in rows(out, "core.Job")] == ["contacts.apply"]


def test_messages_are_fetched_a_few_at_a_time(out, monkeypatch):
    monkeypatch.setattr("takeout.letters.AT_ONCE", 2500)
    mailbox = MailboxFactory()
    keys = [enqueued(mailbox, to_address=f"a{n}@example.org").pk for n in range(5)]
    OutgoingMessage.objects.filter(pk=keys[1]).update(raw=b"x" * 10_000)
    OutgoingMessage.objects.filter(pk=keys[2]).update(raw=b"")
    pack(target=out)
    there = {int(path.stem): path.stat().st_size for path in (out / "mail/outgoing").rglob("*.eml")}
    assert set(there) == set(keys) - {keys[2]}
    assert there[keys[1]] == 10_000
    assert rows(out, "mail.OutgoingMessage")[2]["raw"] == ""


def test_an_export_within_a_transaction_is_refused(out):
    from django.db import transaction

    with transaction.atomic(), pytest.raises(TakeoutProblem, match="within another"):
        pack(target=out)


def test_a_readme_says_what_is_what(out):
    OutletFactory()
    pack(target=out)
    assert (out / "README.txt").read_text() == packing.README
    assert Outlet.objects.exists()
    assert not Mailbox.objects.exists()
    assert not User.objects.exists()
