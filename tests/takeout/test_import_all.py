"""import_all takes nothing on trust: whatever is wrong with an export ends in a sentence, and nothing was changed."""

import hashlib
import json
import shutil
from contextlib import suppress
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.test import override_settings
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from campaigns.models import Client
from contacts.models import Journalist
from core.fields import UnreadableSecret
from mail import intake, suppression
from mail.models import IncomingMessage, Mailbox
from mediakits.models import AssetFile
from takeout import manifest
from takeout.errors import TakeoutProblem
from takeout.packing import pack
from takeout.unpacking import unpack
from team.models import User
from tests.factories.campaigns import ClientFactory
from tests.factories.contacts import JournalistFactory
from tests.factories.mail import MailboxFactory
from tests.factories.mediakits import AssetFileFactory
from tests.factories.team import UserFactory

KEY = "a key for tests"
LETTER = b"From: Ines <ines@example.org>\r\nSubject: Yes\r\n\r\nNext week\r\n"


@pytest.fixture(scope="module")
def pristine(tmp_path_factory, django_db_setup, django_db_blocker) -> Path:
    """An export of a Mediarel with nothing in it."""
    out = tmp_path_factory.mktemp("pristine") / "out"
    with django_db_blocker.unblock(), override_settings(SUPPRESSION_KEY=KEY):
        pack(target=out)
    return out


@pytest.fixture
def export(pristine, tmp_path) -> Path:
    """A copy of it, to be spoilt."""
    return Path(shutil.copytree(pristine, tmp_path / "out"))


def change(folder: Path, **values) -> None:
    path = folder / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | values))


def enter(folder: Path, path: str, data: bytes, kind: str = "note", **about) -> None:
    """Put a file into an export, or another in its place, with a manifest that fits."""
    said = json.loads((folder / "manifest.json").read_text())
    if manifest.is_safe(path):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    old = next((entry for entry in said["files"] if entry["path"] == path), {"path": path, "kind": kind})
    said["files"] = [entry for entry in said["files"] if entry["path"] != path]
    digest = hashlib.sha256(data).hexdigest()
    said["files"].append({**old, "bytes": len(data), "sha256": digest, "rows": data.count(b"\n"), **about})
    (folder / "manifest.json").write_text(json.dumps(said))


def look(folder: Path) -> None:
    manifest.verify(manifest.read(folder))


@pytest.mark.django_db
class TestManifest:
    def test_an_export_is_what_it_says(self, export):
        look(export)

    @pytest.mark.parametrize(
        ("values", "words"),
        [
            ({"format": "something"}, "reads mediarel-export 1"),
            ({"version": 2}, "has format mediarel-export 2; this Mediarel reads mediarel-export 1. Use the release"),
            ({"version": [9] * 900}, "this Mediarel reads"),
            ({"migrations": {}}, "made by another release: its database differs in"),
            ({"migrations": {"contacts": ["0099_future"]}}, "made by another release"),
            ({"migrations": 7}, "cannot be read"),
            ({"files": 7}, "cannot be read"),
            ({"files": [7]}, "cannot be read"),
            ({"files": []}, "does not name each table once"),
            ({"missing": None}, "cannot be read"),
            ({"suppression_key": None}, "cannot be read"),
        ],
    )
    def test_one_that_does_not_fit_is_refused(self, export, values, words):
        change(export, **values)
        with pytest.raises(TakeoutProblem, match=words) as caught:
            look(export)
        assert "Nothing was changed." in str(caught.value)
        assert len(str(caught.value)) < 600

    def test_one_made_before_the_migrations_were_replaced_is_refused_by_the_one_that_is_new(self, export):
        applied = manifest.migrations()
        change(
            export, migrations=applied | {"core": [name for name in applied["core"] if "jobs_and_words" not in name]}
        )
        with pytest.raises(TakeoutProblem, match=r"in 1 migration \(core 0002_jobs_and_words\)\. Import it with"):
            look(export)

    @pytest.mark.parametrize(
        "data",
        [b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"format": "mediarel-export"}', b"[" * 100_000, b"\0", b'"' * 7],
    )
    def test_one_that_is_none_is_refused(self, export, data):
        (export / "manifest.json").write_bytes(data)
        with pytest.raises(TakeoutProblem, match=r"cannot be read|reads mediarel-export"):
            look(export)

    @pytest.mark.parametrize("folder", ["nowhere", "out/data", "out/README.txt"])
    def test_a_folder_without_one_is_refused(self, export, folder):
        with pytest.raises(TakeoutProblem, match="is no export of Mediarel"):
            look(export.parent / folder)

    @pytest.mark.parametrize(
        "path",
        [
            "../x",
            "/etc/passwd",
            "a/../../x",
            "a//b",
            "./a",
            "a/.",
            "",
            "a\\..\\b",
            "a\0b",
            "~/../x/..",
            "a/\ud800",
            "..",
            ".",
        ],
    )
    def test_a_path_that_leads_out_is_refused(self, export, path):
        (export.parent / "x").write_bytes(b"x")
        enter(export, path, b"x")
        with pytest.raises(TakeoutProblem, match="outside of the export"):
            look(export)

    @pytest.mark.parametrize("stored_as", ["../x", "/etc/cron.d/x", "other", ""])
    def test_a_file_that_would_be_stored_elsewhere_is_refused(self, export, stored_as):
        enter(export, "files/x", b"x", kind="file", stored_as=stored_as)
        with pytest.raises(TakeoutProblem, match="outside of the export"):
            look(export)

    def test_links_are_not_followed(self, export):
        (export.parent / "x").write_bytes(b"x")
        enter(export, "files/x", b"x", kind="file", stored_as="x")
        (export / "files/x").unlink()
        (export / "files/x").symlink_to(export.parent / "x")
        with pytest.raises(TakeoutProblem, match="files/x is missing"):
            look(export)

    def test_a_table_that_is_not_named_or_twice_is_refused(self, export):
        said = json.loads((export / "manifest.json").read_text())
        change(export, files=[entry for entry in said["files"] if entry.get("model") != "contacts.Outlet"])
        with pytest.raises(TakeoutProblem, match=r"does not name each table once \(contacts.Outlet\)"):
            look(export)
        change(export, files=[*said["files"], said["files"][0]])
        with pytest.raises(TakeoutProblem, match="names a file twice"):
            look(export)

    @pytest.mark.parametrize("how", ["changed", "cut", "longer", "gone", "folder"])
    @pytest.mark.parametrize("path", ["data/auth.Permission.jsonl", "csv/users.csv", "README.txt"])
    def test_a_file_that_is_not_what_was_exported_is_refused(self, export, path, how):
        file = export / path
        data = file.read_bytes()
        file.unlink()
        if how == "folder":
            file.mkdir()
        elif how != "gone":
            file.write_bytes({"changed": b"X" + data[1:], "cut": data[:-1], "longer": data + b"\n"}[how])
        with pytest.raises(TakeoutProblem, match=f"{path} is (not what was exported|missing)"):
            look(export)

    @hypothesis_settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        where=st.sampled_from(["path", "kind", "bytes", "sha256", "rows", "model", "last_key", "stored_as"]),
        value=st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=300),
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
            max_leaves=5,
        ),
    )
    def test_nonsense_in_an_entry_is_a_sentence_at_most(self, export, where, value):
        said = json.loads((export / "manifest.json").read_text())
        said["files"][0][where] = value
        (export.parent / "again").mkdir(exist_ok=True)
        with override_manifest(export, said), suppress(TakeoutProblem):
            look(export)


class override_manifest:
    """Another manifest for the time of a block."""

    def __init__(self, folder: Path, said: dict) -> None:
        self.path, self.said = folder / "manifest.json", said

    def __enter__(self) -> None:
        self.before = self.path.read_bytes()
        self.path.write_text(json.dumps(self.said))

    def __exit__(self, *_: object) -> None:
        self.path.write_bytes(self.before)


def refuses(folder: Path, words: str) -> None:
    with pytest.raises(CommandError, match=words) as caught:
        call_command("import_all", str(folder))
    assert "Nothing was changed." in str(caught.value)
    assert not User.objects.exists()
    assert not Journalist.objects.exists()
    _, files = default_storage.listdir(".") if default_storage.exists(".") else ([], [])
    assert files == []


@pytest.mark.django_db(transaction=True)
class TestRows:
    """The manifest fits, for somebody made it fit; the database has the last word."""

    @pytest.mark.parametrize(
        ("data", "words"),
        [
            (b"nonsense\n", "does not take"),
            (b"{}\n", "does not take"),
            (b'{"id": 1, "name": null}\n', "does not take"),
            (b'{"id": "one"}\n', "does not take"),
            (b'{"id": 1, "name": "a\\u0000b"}\n', "does not take"),
            (b'{"id": 99999999999999999999999, "name": "x"}\n', "does not take"),
            (b"\xff\xfe\n", "does not take"),
            (b"\\.\n", "does not take|has 0 rows"),
            (b"\n", "does not take|has 0 rows"),
            (b"\x01\x02\x01\n", "does not take"),
            (b'{"id": 1, "name": "x"}\n{"id": 1, "name": "y"}\n', "does not take"),
            (b'{"id": 1, "name": "x"}\n{"id": 2, "name": "X"}', "has 2 rows; the manifest names 1|does not take"),
        ],
    )
    def test_rows_that_do_not_fit_change_nothing(self, export, data, words):
        enter(export, "data/contacts.Tag.jsonl", data)
        refuses(export, words)

    def test_a_row_that_points_at_nothing_changes_nothing(self, export):
        enter(export, "data/contacts.Outlet_tags.jsonl", b'{"id": 1, "outlet_id": 5, "tag_id": 6}\n')
        refuses(export, "does not take")

    @pytest.mark.parametrize("raw", ['"mail/incoming/0/9.eml"', '"../../x"', '"README.txt"', "7", "[]"])
    def test_a_message_that_is_not_in_the_export_changes_nothing(self, export, raw):
        enter(export, "data/mail.IncomingMessage.jsonl", f'{{"id": 9, "raw": {raw}}}\n'.encode())
        refuses(export, "The message that line 1 of data/mail.IncomingMessage.jsonl names is not in the export")

    @pytest.mark.parametrize("line", [b"7", b"[]", b"{", b'"x"', b"[" * 100_000])
    def test_messages_that_are_no_objects_change_nothing(self, export, line):
        enter(export, "data/mail.IncomingMessage.jsonl", line + b"\n")
        refuses(export, "Line 1 of data/mail.IncomingMessage.jsonl is no JSON object")

    @pytest.mark.parametrize(
        "line",
        [
            {"model": "auth.User", "key": 1, "field": "password", "value": "x"},
            {"model": "team.User", "key": 1, "field": "password", "value": "x"},
            {"model": "mfa.Authenticator", "key": 1, "field": "data", "value": {"secret": "x"}},
            {"model": "mail.Mailbox", "key": "one", "field": "smtp_password", "value": "x"},
            {"model": ["a"], "key": 1, "field": {}, "value": "x"},
            {},
        ],
    )
    def test_secrets_of_nothing_change_nothing(self, export, line):
        enter(export, "secrets.jsonl", json.dumps(line).encode() + b"\n", kind="secrets")
        refuses(export, "tells of a secret that there is not here")

    def test_a_sequence_out_of_range_changes_nothing(self, export):
        enter(export, "data/contacts.Tag.jsonl", b"", last_key=10**30)
        refuses(export, "does not take")

    def test_another_key_of_the_suppressions_is_refused(self, export, settings):
        settings.SUPPRESSION_KEY = "another key"
        refuses(export, "Who gets no more mail could not be recognised")

    def test_none_is_refused_where_there_was_one(self, export, settings):
        settings.SUPPRESSION_KEY = ""
        refuses(export, "Who gets no more mail could not be recognised")


@pytest.mark.django_db(transaction=True)
class TestInUse:
    def test_whoever_has_people_keeps_them(self, export):
        ruth = UserFactory(name="Ruth")
        with pytest.raises(CommandError, match=r"in use \(1 user\): import_all takes only"):
            call_command("import_all", str(export))
        assert User.objects.get() == ruth

    def test_contacts_are_enough(self, export):
        JournalistFactory.create_batch(2)
        with pytest.raises(CommandError, match="in use"):
            call_command("import_all", str(export))
        assert Journalist.objects.count() == 2


@pytest.mark.django_db(transaction=True)
class TestFilesAndSecrets:
    def test_a_file_of_another_in_the_storage_is_left_alone(self, move, tmp_path):
        name = AssetFileFactory(data=b"ours").file.name
        pack(target=tmp_path / "out")
        move()
        default_storage.save(name, ContentFile(b"theirs"))
        with pytest.raises(CommandError, match="The storage holds another file under the name"):
            call_command("import_all", str(tmp_path / "out"))
        assert not AssetFile.objects.exists()
        assert default_storage.open(name).read() == b"theirs"

    def test_files_of_an_import_that_was_cut_off_are_no_hindrance(self, move, tmp_path):
        name = AssetFileFactory(data=b"ours").file.name
        pack(target=tmp_path / "out")
        move()
        default_storage.save(name, ContentFile(b"ours"))
        assert unpack(folder=tmp_path / "out").files == 1
        assert AssetFile.objects.get().file.read() == b"ours"

    def test_files_go_again_when_a_later_one_cannot_be_put(self, move, tmp_path):
        first, second = AssetFileFactory(data=b"one"), AssetFileFactory(data=b"two")
        pack(target=tmp_path / "out")
        move()
        (Path(default_storage.location) / second.file.name).mkdir(parents=True)
        with pytest.raises(CommandError, match=r"does not take|holds another file"):
            call_command("import_all", str(tmp_path / "out"))
        assert not default_storage.exists(first.file.name)
        assert not User.objects.exists()

    def test_what_was_missing_is_said_again(self, move, tmp_path, capsys):
        default_storage.delete(AssetFileFactory().file.name)
        pack(target=tmp_path / "out")
        move()
        call_command("import_all", str(tmp_path / "out"))
        assert "1 files were missing already" in capsys.readouterr().out

    def test_readable_secrets_are_encrypted_under_the_new_key(self, move, tmp_path, settings):
        user = UserFactory()
        MailboxFactory(smtp_password="gull-on-the-mast")
        TOTP.activate(user, "CURLEWONTHEHEATH")
        pack(target=tmp_path / "out", with_secrets=True)
        move()
        settings.SECRET_KEY = "another key, of at least thirty-two letters"
        assert unpack(folder=tmp_path / "out").unreadable == 0
        assert Mailbox.objects.get().smtp_password == "gull-on-the-mast"
        assert TOTP(Authenticator.objects.get()).instance.wrap().instance.data["secret"] != "CURLEWONTHEHEATH"

    def test_without_them_another_key_opens_none_and_says_so(self, move, tmp_path, settings):
        MailboxFactory(smtp_password="gull-on-the-mast")
        pack(target=tmp_path / "out")
        move()
        old, settings.SECRET_KEY = settings.SECRET_KEY, "another key, of at least thirty-two letters"
        assert unpack(folder=tmp_path / "out").unreadable == 1
        with pytest.raises(UnreadableSecret):
            _ = Mailbox.objects.get().smtp_password
        settings.SECRET_KEY_FALLBACKS = [old]
        assert Mailbox.objects.get().smtp_password == "gull-on-the-mast"

    def test_messages_come_back_as_they_were(self, move, tmp_path):
        intake.receive(LETTER)
        pack(target=tmp_path / "out")
        move()
        unpack(folder=tmp_path / "out")
        assert bytes(IncomingMessage.objects.get().raw) == LETTER

    def test_a_line_that_ends_as_windows_ends_lines_is_read(self, move, tmp_path):
        client = ClientFactory(about="one\r\ntwo")
        pack(target=tmp_path / "out")
        data = (tmp_path / "out/data/campaigns.Client.jsonl").read_bytes().replace(b"\n", b"\r\n")
        enter(tmp_path / "out", "data/campaigns.Client.jsonl", data)
        move()
        unpack(folder=tmp_path / "out")
        assert Client.objects.get(pk=client.pk).about == "one\r\ntwo"
        suppression.forget_key()
