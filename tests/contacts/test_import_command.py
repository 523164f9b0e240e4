import json
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command

from contacts.models import ContactImport, Journalist
from tests.contacts import messy


def run(path, *args):
    from io import StringIO

    out = StringIO()
    call_command("import_contacts", str(path), *args, stdout=out)
    return out.getvalue()


@pytest.fixture
def press(tmp_path):
    path = tmp_path / "press.csv"
    path.write_text(
        "Storage press;;\nWho;E-Mail;Publication\nAnn Lee;ann@a.example;A\n;;\n"
        '"Bo\nEk";bo@@b.example;B\nAnn Two;ANN@a.example;C\n'
    )
    return path


def test_import_contacts_answers_in_json(db, press):
    answer = json.loads(run(press, "--map", "name=Who", "--json"))

    assert {key: answer[key] for key in ("rows", "new", "changed", "duplicate", "invalid")} == {
        "rows": 3,
        "new": 1,
        "changed": 0,
        "duplicate": 1,
        "invalid": 1,
    }
    (problem,) = answer["problems"]
    assert (problem["line"], problem["field"]) == (5, "email")
    assert problem["reason"].startswith("“bo@@b.example” is not an e-mail address")
    assert answer["duplicates"] == [{"line": 7, "field": "email", "reason": "E-mail as on line 3."}]
    assert Journalist.objects.get().name == "Ann Lee"


def test_import_contacts_dry_run_writes_nothing(db, press, settings):
    answer = json.loads(run(press, "--map", "name=A", "--dry-run", "--json"))

    assert answer["new"] == 1
    assert not Journalist.objects.exists()
    assert not ContactImport.objects.exists()
    assert not list(settings.MEDIA_ROOT.rglob("*.csv"))


def test_import_contacts_says_in_words_what_it_did(db, press):
    lines = run(press, "--map", "name=Who").splitlines()

    assert lines[0] == "3 rows: 1 new, 0 changed, 1 duplicate, 1 invalid."
    assert lines[1].startswith("Line 5: email: “bo@@b.example”")


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["--map", "nickname=Who"], "“nickname” is no field."),
        (["--map", "name=Nobody"], "The file has no column “Nobody”. Its columns are: Who, E-Mail, Publication."),
        (["--map", "name"], "--map takes FIELD=COLUMN"),
        (["--map", "name="], "No column stands for the name."),
    ],
)
def test_import_contacts_refuses_a_bad_mapping_in_one_sentence(db, press, args, says):
    with pytest.raises(CommandError) as refused:
        run(press, *args)

    assert says in str(refused.value)
    assert not ContactImport.objects.exists()


def test_import_contacts_refuses_what_it_cannot_read(db, tmp_path):
    binary = tmp_path / "press.csv"
    binary.write_bytes(b"\x00\x07" * 4000)

    with pytest.raises(CommandError, match="This is not a table"):
        run(binary)
    with pytest.raises(CommandError, match="No such file"):
        run(tmp_path / "gone.csv")
    with pytest.raises(CommandError, match="Is a directory"):
        run(tmp_path)


def test_import_contacts_takes_the_messy_file(db, tmp_path):
    file = messy.make("cp1252")
    path = tmp_path / file.name
    path.write_bytes(file.content)
    answer = json.loads(run(path, "--dry-run", "--json"))

    assert (answer["rows"], answer["new"], answer["duplicate"], answer["invalid"]) == (
        1000,
        file.new,
        file.duplicate,
        file.invalid,
    )
    wrong = {line for line, (_, kind) in file.wrong.items() if kind == "error"}
    assert {problem["line"] for problem in answer["problems"]} == wrong


def test_import_contacts_exits_non_zero_without_a_traceback(tmp_path):
    ended = subprocess.run(
        [sys.executable, "manage.py", "import_contacts", str(tmp_path / "gone.csv")],
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode != 0
    assert "Traceback" not in ended.stderr
    assert "No such file or directory" in ended.stderr
