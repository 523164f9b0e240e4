import csv
import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from core import jobs
from mail import suppression, suppression_files
from mail.models import Suppression, SuppressionImport
from mail.suppression_files import UnreadableList

pytestmark = pytest.mark.django_db

PLAIN = "ines@example.org\nExample.com\n@polderpost.example\n"


def entered(raw: bytes, note: str = "") -> SuppressionImport:
    made = suppression_files.store(raw=raw, name="list.csv", note=note, by=None)
    assert list(suppression_files.enter(made))[-1:] == [made.rows]
    return made


def exported() -> str:
    out = StringIO()
    csv.writer(out).writerows(suppression_files.export_rows())
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_a_plain_list_is_read_in_any_common_encoding(encoding):
    made = entered((PLAIN + "redaktion@zeitung-münchen.example\n").encode(encoding))
    assert (made.rows, made.added, made.bad_rows) == (4, 4, 0)
    assert suppression.is_suppressed("INES@example.org")
    assert suppression.is_suppressed("anybody@example.com")
    assert suppression.is_suppressed("redaktion@xn--zeitung-mnchen-osb.example")
    assert not suppression.is_suppressed("anybody@example.org")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_first_column_of_a_table_counts(separator):
    made = entered(separator.join(["E-Mail", "Name\nines@example.org", "Ines\n"]).encode())
    assert (made.added, made.bad_rows) == (1, 0)
    assert suppression.is_suppressed("ines@example.org")


def test_bad_rows_are_told_by_line_and_reason_and_not_by_what_stood_there():
    made = entered(b"ines@example.org\n\nnot an address\n,orphan\nSecret@@example.org\nines@EXAMPLE.org\n")
    assert (made.rows, made.bad_rows) == (1, 3)
    assert [problem["line"] for problem in made.problems] == [3, 4, 5]
    assert made.problems[1]["reason"] == "The first column is empty."
    assert "ecret" not in json.dumps(made.problems)


def test_no_address_of_a_list_is_kept_anywhere():
    made = suppression_files.store(raw=PLAIN.encode(), name="list.txt", note="", by=None)
    kept = repr(SuppressionImport.objects.values().get()) + repr(bytes(made.pending))
    list(suppression_files.enter(made))
    kept += repr(list(Suppression.objects.values()))
    assert "ines" not in kept
    assert "polderpost" not in kept
    assert bytes(SuppressionImport.objects.get().pending) == b""


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "nothing in this list"),
        (b"\n \n", "nothing in this list"),
        (b"nobody\nat all\n", "No row of this list"),
        (b"PK\x03\x04\x00\x01\x02\x03\x00\x00\x00\x08" * 50, "not a text file"),
        (b'"' + b"a" * 2_000_000, "cannot be read"),
    ],
)
def test_what_is_no_list_is_refused_in_a_sentence(raw, why):
    with pytest.raises(UnreadableList, match=why):
        suppression_files.store(raw=raw, name="x", note="", by=None)
    assert not SuppressionImport.objects.exists()


def test_an_export_comes_back_with_source_and_time_under_the_same_key():
    suppression.suppress("ines@example.org", source="unsubscribe")
    suppression.suppress_domain("example.com", source="complaint")
    long_ago = timezone.now() - timedelta(days=700)
    Suppression.objects.update(since=long_ago)
    text = exported()
    assert "ines" not in text
    Suppression.objects.all().delete()
    made = entered(text.encode())
    assert made.added == 2
    found = Suppression.objects.order_by("source").values_list("scope", "source", "since")
    assert list(found) == [("domain", "complaint", long_ago), ("address", "unsubscribe", long_ago)]
    assert suppression.is_suppressed("ines@example.org")
    assert entered(text.encode()).added == 0


def test_an_export_under_another_key_is_refused(settings):
    suppression.suppress("ines@example.org", source="unsubscribe")
    text, theirs = exported(), suppression.fingerprint()
    Suppression.objects.all().delete()
    settings.SUPPRESSION_KEY = "another key"
    with pytest.raises(UnreadableList, match=f"exported under another key \\({theirs}; ours is"):
        suppression_files.store(raw=text.encode(), name="x", note="", by=None)
    assert not Suppression.objects.exists()


def test_rows_of_an_export_that_were_tampered_with_are_listed():
    suppression.suppress("ines@example.org", source="unsubscribe")
    key = suppression.fingerprint()
    bad = f"{'a' * 64},planet,bounce,2026-01-01T00:00:00+00:00,{key}\r\n{'b' * 64},address,bounce,2026-13-01,{key}\r\n"
    made = entered((exported() + bad).encode())
    assert [(p["line"], p["reason"]) for p in made.problems] == [
        (3, "This row is not as Mediarel exports it."),
        (4, "The time of this row cannot be read."),
    ]


def test_a_job_that_was_killed_goes_on_where_it_stood(monkeypatch):
    monkeypatch.setattr(suppression_files, "CHUNK", 10)
    raw = "".join(f"person{n}@example.org\n" for n in range(35)).encode()
    made = suppression_files.start_import(raw=raw, name="x", note="", by=None)
    enter = suppression_files.enter(SuppressionImport.objects.get(pk=made.pk))
    next(enter), next(enter)
    assert Suppression.objects.count() == 20
    job = jobs.run(job_id=made.job_id)
    made.refresh_from_db()
    assert (job.state, job.result) == ("done", {"added": 35})
    assert (made.position, made.added, Suppression.objects.count()) == (35, 35, 35)


def test_command_exports_and_imports(tmp_path, capsys):
    plain, out = tmp_path / "in.txt", tmp_path / "out.csv"
    plain.write_text(PLAIN + "nonsense\n")
    call_command("suppressions", "--import", str(plain), "--json")
    told = json.loads(capsys.readouterr().out)
    assert (told["rows"], told["added"], told["bad_rows"]) == (3, 3, 1)
    call_command("suppressions", "--export", str(out), "--json")
    assert json.loads(capsys.readouterr().out) == {"exported": 3, "key": suppression.fingerprint()}
    assert out.read_text().startswith("digest,scope,source,since,key\n")
    call_command("suppressions", "--json")
    assert json.loads(capsys.readouterr().out)["by_source"] == {"import": 3}
    with pytest.raises(CommandError, match="No such file"):
        call_command("suppressions", "--import", str(tmp_path / "missing"))
