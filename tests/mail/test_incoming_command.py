import json
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from mail.models import IncomingMessage
from tests.factories.mail import MailboxFactory, in_state
from tests.mail.letters import bounce, letter


@pytest.fixture
def sent(db):
    return in_state(MailboxFactory(address="maya@harbourlane.example.com"), "sent")


def written(folder: Path, **messages: bytes) -> list[str]:
    for name, raw in messages.items():
        (folder / name).write_bytes(raw)
    return [str(folder / name) for name in messages]


def test_receive_email_says_what_each_message_is(sent, tmp_path, capsys):
    files = written(tmp_path, a=letter(in_reply_to=sent.message_id), b=bounce(sent), c=b"\x89PNG\r\n\x1a\n\x00\x01")
    call_command("receive_email", *files, "--json")
    first, second, third = map(json.loads, capsys.readouterr().out.splitlines())
    assert first == {
        "kind": "reply",
        "permanent": None,
        "addresses": [],
        "reason": "",
        "text": "Yes, please send the test data.",
        "returns_on": None,
        "matched": sent.message_id,
    }
    assert (second["kind"], second["permanent"], second["matched"]) == ("bounce", True, sent.message_id)
    assert second["addresses"] == ["ines.albrecht@example.org"]
    assert third["kind"] == "other"
    assert IncomingMessage.objects.count() == 3


def test_receive_email_dry_run_says_the_same_and_stores_nothing(sent, tmp_path, capsys):
    files = written(tmp_path, a=letter(in_reply_to=sent.message_id), b=bounce(sent))
    call_command("receive_email", *files, "--json", "--dry-run")
    dry = capsys.readouterr().out
    assert IncomingMessage.objects.count() == 0
    sent.refresh_from_db()
    assert sent.bounced_at is None
    call_command("receive_email", *files, "--json")
    assert capsys.readouterr().out == dry


def test_receive_email_speaks_to_people(sent, tmp_path, capsys):
    call_command("receive_email", *written(tmp_path, a=bounce(sent)))
    assert capsys.readouterr().out == (
        f"Bounce (permanent) about ines.albrecht@example.org; belongs to {sent.message_id}\n"
    )


@pytest.mark.parametrize(("name", "words"), [("none.eml", "cannot be read: No such file"), ("empty.eml", "is empty")])
def test_receive_email_with_a_bad_file_takes_nothing_in(db, tmp_path, name, words):
    (tmp_path / "empty.eml").touch()
    good = written(tmp_path, good=letter())
    with pytest.raises(CommandError, match=words):
        call_command("receive_email", *good, str(tmp_path / name))
    assert IncomingMessage.objects.count() == 0


def test_receive_email_for_an_unknown_mailbox(db, tmp_path):
    with pytest.raises(CommandError, match=r"no mailbox with the address nobody@example\.com"):
        call_command("receive_email", *written(tmp_path, a=letter()), "--mailbox", "nobody@example.com")


def piped(raw: bytes, *arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "manage.py", "receive_email", *arguments],
        input=raw,
        capture_output=True,
        cwd=settings.BASE_DIR,
        env={**os.environ, **environment},
        timeout=60,
        check=False,
    )


@pytest.mark.services
def test_receive_email_as_a_pipe_asks_to_be_called_again_when_the_database_is_down():
    done = piped(letter(), "--json", DATABASE_URL="postgres://nobody:x@127.0.0.1:1/none")
    assert done.returncode == 75
    assert done.stderr.decode().startswith("CommandError: The database cannot be reached, try again later")
    assert b"Traceback" not in done.stderr


@pytest.mark.services
def test_receive_email_as_a_pipe_with_nothing_in_it():
    done = piped(b"", "--dry-run")
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr == b"CommandError: Nothing came in on standard input.\n"


@pytest.mark.services
def test_receive_email_as_a_pipe_takes_a_hundred_megabytes_in_bounded_memory(transactional_db):
    code = (
        "import resource, subprocess, sys; "
        "command = [sys.executable, 'manage.py', 'receive_email', '--dry-run', '--json']; "
        "done = subprocess.run(command, stdin=sys.stdin); "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024, file=sys.stderr); "
        "sys.exit(done.returncode)"
    )
    head = letter(body="Large\n") + b"x" * 78 + b"\n"
    raw = head + (b"y" * 78 + b"\n") * (100 * 1024 * 1024 // 79)
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=raw,
        capture_output=True,
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": database_url()},
        timeout=60,
        check=False,
    )
    assert (done.returncode, json.loads(done.stdout)["kind"]) == (0, "reply")
    assert int(done.stderr.split()[-1]) < 400  # MB


@pytest.mark.services
@pytest.mark.parametrize(("arguments", "code"), [(["--json"], 0), (["--dry-run", "--json"], 1)])
def test_receive_email_that_nobody_listens_to_is_done_when_it_is_stored(transactional_db, arguments, code):
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "manage.py", "receive_email", *arguments],
        input=letter(),
        stdout=writer,
        stderr=subprocess.PIPE,
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": database_url()},
        timeout=60,
        check=False,
    )
    os.close(writer)
    assert done.returncode == code
    assert b"Traceback" not in done.stderr
    assert IncomingMessage.objects.count() == (0 if code else 1)


def database_url() -> str:
    """Of the database that this test runs on."""
    told = connection.settings_dict
    return f"postgres://{quote(told['USER'])}:{quote(told['PASSWORD'])}@{told['HOST']}:{told['PORT']}/{told['NAME']}"


@pytest.mark.services
def test_receive_email_killed_on_its_way_leaves_nothing_half_done(transactional_db):
    process = subprocess.Popen(
        [sys.executable, "manage.py", "receive_email"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": database_url()},
    )
    process.stdin.write(letter()[:100])
    process.stdin.flush()
    process.kill()
    assert process.wait(30) == -9
    assert IncomingMessage.objects.count() == 0
