"""The contract: what is taken out comes in somewhere else, all of it and as it was, and people work on with it."""

import filecmp
import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db.models import JSONField, Value
from django.test import Client as Browser
from django.urls import reverse

from campaigns.models import Campaign, Client
from contacts.models import Journalist, Outlet
from core.history import history_of
from core.models import Job
from dashboard import demo
from mail import suppression
from mail.models import OutgoingMessage, Suppression, SuppressionKey
from mediakits.models import AssetFile
from pitches.models import Pitch
from takeout.packing import pack
from takeout.unpacking import unpack
from team.models import Review, User
from tests.factories.contacts import JournalistFactory
from tests.factories.team import UserFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.services]


def files_of(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


@pytest.mark.slow
@pytest.mark.timeout(600)  # the demo takes its time to be made
def test_a_team_with_all_its_work_comes_through_and_works_on(move, tmp_path):
    demo.load(journalists=200, say=lambda line: None)
    first, second = tmp_path / "first", tmp_path / "second"
    packed = pack(target=first)
    assert not packed.missing
    move()
    unpacked = unpack(folder=first)
    assert (unpacked.rows, unpacked.unreadable) == (packed.rows, 0)
    assert unpacked.files == sum(1 for path in (first / "files").rglob("*") if path.is_file()) > 20

    pack(target=second)
    names = files_of(first)
    assert files_of(second) == names
    _same, other, failed = filecmp.cmpfiles(first, second, names, shallow=False)
    assert (other, failed) == (["manifest.json"], [])
    told, again = (json.loads((folder / "manifest.json").read_text()) for folder in (first, second))
    assert told.pop("made_at") < again.pop("made_at")
    for one, later in zip(told["files"], again["files"], strict=True):
        assert (later.pop("last_key", None) or 0) >= (one.pop("last_key", None) or 0)
    assert told == again

    browser = Browser()
    browser.post(reverse("account_login"), {"login": demo.SIGN_INS[0], "password": demo.PASSWORD})
    assert "Maya" in browser.get(reverse("dashboard:today")).content.decode()
    pitch = Pitch.objects.filter(state=Pitch.State.SENT).latest("pk")
    assert pitch.title in browser.get(pitch.get_absolute_url(), follow=True).content.decode()
    assert Review.objects.latest("pk").content_type.model_class() is not None
    photo = AssetFile.objects.earliest("pk")
    with photo.file.open() as file:
        assert len(file.read()) == photo.size


def test_history_comes_along_once_and_goes_on(move, tmp_path):
    journalist = JournalistFactory(name="Ines Kastner")
    journalist.name = "Ines Reuter"
    journalist.save()
    pack(target=tmp_path / "out")
    move()
    unpack(folder=tmp_path / "out")
    here = Journalist.objects.get()
    assert [entry.what for entry in history_of(here)] == ["changed", "created"]
    here.city = "Hamburg"
    here.save()
    assert [entry.what for entry in history_of(here)] == ["changed", "changed", "created"]


def test_keys_that_were_given_out_are_not_given_out_again(move, tmp_path):
    kept, gone = JournalistFactory(), JournalistFactory()
    last = gone.pk
    gone.delete()
    pack(target=tmp_path / "out")
    move()
    unpack(folder=tmp_path / "out")
    assert Journalist.objects.get() == kept
    assert JournalistFactory().pk == last + 1


def test_whoever_left_stays_off_whatever_the_key_stands_in(move, tmp_path, settings):
    settings.SUPPRESSION_KEY = ""
    suppression.forget_key()
    suppression.suppress("Ines@example.org", source=Suppression.Source.UNSUBSCRIBE)
    key = SuppressionKey.objects.get().value
    pack(target=tmp_path / "out")
    move()
    unpack(folder=tmp_path / "out")
    assert SuppressionKey.objects.get().value == key
    assert suppression.is_suppressed("ines@example.org")
    suppression.forget_key()


def test_odd_values_come_through(move, tmp_path):
    odd = 'a\\b "c"\t\r\nd\u2028e\x01f\x02g 💶 \\. =1+1'
    client = Client.objects.create(name="Odd", slug="odd", about=odd)
    Outlet.objects.create(name="'; DROP TABLE x; --", kind="newspaper", reach=2**31 - 1)
    job = Job.objects.create(kind="k", title="t", arguments={"a": [1, None, {"b": odd}], "n": 10**30, "f": 1e-9})
    Job.objects.create(kind="none", title="t", result=Value(None, JSONField()))
    pack(target=tmp_path / "out")
    move()
    unpack(folder=tmp_path / "out")
    assert Client.objects.get(pk=client.pk).about == odd
    assert Outlet.objects.get().reach == 2**31 - 1
    assert Job.objects.get(pk=job.pk).arguments == job.arguments
    assert Job.objects.get(kind="none").result is None
    assert Client.objects.get().updated_at == client.updated_at


def test_the_commands_say_what_they_did(move, tmp_path, capsys):
    UserFactory(name="Maya")
    call_command("export_all", str(tmp_path / "out"), "--json")
    out = json.loads(capsys.readouterr().out)
    assert (out["folder"], out["missing"]) == (str(tmp_path / "out"), [])
    move()
    call_command("import_all", str(tmp_path / "out"), "--json")
    said = json.loads(capsys.readouterr().out)
    assert said == {"rows": out["rows"], "files": 0, "missing": [], "unreadable_secrets": 0, "waiting_messages": 0}
    assert User.objects.get().name == "Maya"
    assert not Campaign.objects.exists()
    assert not OutgoingMessage.objects.exists()
