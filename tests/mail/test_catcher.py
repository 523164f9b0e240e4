import asyncio
import contextlib
import os
import smtplib
import subprocess
import sys
import threading
import time
from email.message import EmailMessage

import pytest

from mail import catcher
from tests.mail.sink import free_port


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.CAUGHT_DIR = tmp_path / "var" / "caught"


def letter(subject: str = "Grüße", **headers: str) -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = headers.get("sender", "Maya <maya@harbourlane.example.com>")
    mail["To"] = "ines@example.org"
    mail["Subject"] = subject
    mail.set_content("Hi Ines")
    return mail


@pytest.fixture
def port():
    """A catcher that runs in a thread."""
    port, loop = free_port(), asyncio.new_event_loop()

    async def serve() -> None:
        await catcher.serve(port)

    task = None

    def run() -> None:
        nonlocal task
        asyncio.set_event_loop(loop)
        task = loop.create_task(serve())
        with contextlib.suppress(asyncio.CancelledError):
            loop.run_until_complete(task)

    thread = threading.Thread(target=run)
    thread.start()
    yield port
    loop.call_soon_threadsafe(task.cancel)
    thread.join(5)
    loop.close()


def test_catcher_keeps_what_it_gets(port):
    for _ in range(50):
        try:
            server = smtplib.SMTP("127.0.0.1", port, local_hostname="localhost")
            break
        except ConnectionRefusedError:
            time.sleep(0.05)
    with server:
        server.send_message(letter(), to_addrs=["ines@example.org", "marek@example.org"])
    (line,) = catcher.latest()
    assert (line.subject, line.recipients) == ("Grüße", "ines@example.org, marek@example.org")
    assert catcher.read(line.key).get_content() == "Hi Ines\n"
    assert catcher.source(line.key).startswith("X-Caught-For: ines@example.org, marek@example.org")


def test_catcher_lists_newest_first_and_keeps_the_latest(monkeypatch):
    monkeypatch.setattr(catcher, "KEPT", 3)
    for n in range(5):
        catcher.keep(letter(f"Number {n}").as_bytes(), ["ines@example.org"])
    catcher.trim()
    assert len(catcher.latest()) == 3
    assert len(catcher.latest(start=1, count=1)) == 1


@pytest.mark.parametrize("key", ["nothing", "../../secret_key", "", "1.M2P3Q4.host/../../x"])
def test_catcher_knows_no_other_files(key):
    catcher.keep(letter().as_bytes(), ["ines@example.org"])
    for look in (catcher.read, catcher.source, catcher.line):
        with pytest.raises(catcher.NotCaught):
            look(key)


def test_catcher_says_that_its_port_is_taken(port):
    time.sleep(0.2)
    done = subprocess.run(
        [sys.executable, "manage.py", "mail_catcher", "--port", str(port)],
        capture_output=True, text=True, timeout=60, env=os.environ, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert f"cannot use port {port}" in done.stderr
    assert "Traceback" not in done.stderr
