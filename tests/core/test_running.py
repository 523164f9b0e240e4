"""The group of processes behind `make run`."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

import pytest

from core.embedded import EmbeddedError
from core.running import supervisor as supervision
from core.running.addresses import number, require_free, visible_host
from core.running.supervisor import Part, Supervisor


def _run_alone(work: Coroutine[Any, Any, None]) -> None:
    """Run `work` although Playwright's loop may rest in this thread: its browser lives as long as the test process."""
    resting = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    try:
        asyncio.run(work)
    finally:
        asyncio._set_running_loop(resting)


def _python(program: str) -> list[str]:
    return [sys.executable, "-u", "-c", program]


def _run(
    parts: list[Part], tmp_path: Path, *, until: str, capsys: pytest.CaptureFixture[str], **options: object
) -> str:
    """Run the parts until `until` was said, then stop them; what was said comes back."""
    group = Supervisor(parts, cwd=tmp_path, env=os.environ, **options)
    said = ""

    async def stop_in_time() -> None:
        nonlocal said
        deadline = time.monotonic() + 30
        while until not in said and time.monotonic() < deadline:
            said += capsys.readouterr().out
            await asyncio.sleep(0.05)
        group.stop()

    async def both() -> None:
        await asyncio.gather(group.run(), stop_in_time())

    _run_alone(both())
    return said + capsys.readouterr().out


def test_lines_carry_the_name_of_their_part(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    parts = [
        Part("web", _python("print('listening'); import time; time.sleep(60)")),
        Part("worker", _python("print('ready'); import time; time.sleep(60)")),
    ]
    said = _run(parts, tmp_path, until="ready", capsys=capsys)
    assert "worker | ready\n" in said
    assert "   web | listening\n" in said


def test_part_that_dies_is_told_and_started_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(supervision, "FIRST_PAUSE", 0.1)
    program = "import os, pathlib; p = pathlib.Path('runs'); p.open('a').write('x'); print('run', len(p.read_text()));"
    parts = [Part("worker", _python(program + "os.kill(os.getpid(), 9)"))]
    said = _run(parts, tmp_path, until="run 3", capsys=capsys)
    assert "worker | ended by itself (killed by SIGKILL); starting it again in 0.1 s\n" in said
    assert "worker | ended by itself (killed by SIGKILL); starting it again in 0.2 s\n" in said


def test_stop_leaves_no_process_behind(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    program = (
        "import pathlib, subprocess, sys, time;"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']);"
        "print('child', child.pid); time.sleep(60)"
    )
    said = _run([Part("worker", _python(program))], tmp_path, until="child", capsys=capsys)
    child = int(said.partition("child ")[2].split()[0])
    deadline = time.monotonic() + 10
    while Path(f"/proc/{child}").exists() and "Z" not in Path(f"/proc/{child}/stat").read_text().split()[2]:
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_second_stop_does_not_wait_for_the_stubborn(tmp_path: Path):
    program = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf'); time.sleep(60)"
    group = Supervisor([Part("worker", _python(program))], cwd=tmp_path, env=os.environ)

    async def insist() -> None:
        await asyncio.sleep(1)
        group.stop()
        await asyncio.sleep(0.2)
        group.stop()

    async def both() -> None:
        await asyncio.gather(group.run(), insist())

    started = time.monotonic()
    _run_alone(both())
    assert time.monotonic() - started < supervision.STOP_SECONDS / 2


def test_news_of_the_servers_are_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    news = tmp_path / "postgres" / "news"
    news.parent.mkdir()
    news.write_text("PostgreSQL is back\n")
    program = f"import time; time.sleep(1); open({str(news)!r}, 'a').write('it died\\n'); time.sleep(60)"
    said = _run([Part("web", _python(program))], tmp_path, until="it died", capsys=capsys, news=[news])
    assert "postgres | it died\n" in said
    assert "is back" not in said


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process that its parent has died")
def test_parts_end_when_the_group_is_killed(tmp_path: Path):
    program = (
        "import asyncio, os, pathlib, sys\n"
        "from core.running.supervisor import Part, Supervisor\n"
        "part = Part('web', [sys.executable, '-u', '-c', 'import os, time; print(os.getpid()); time.sleep(60)'])\n"
        "asyncio.run(Supervisor([part], cwd=pathlib.Path.cwd(), env=os.environ).run())\n"
    )
    group = subprocess.Popen([sys.executable, "-u", "-c", program], stdout=subprocess.PIPE, text=True)
    assert group.stdout is not None
    part = int(group.stdout.readline().partition("| ")[2])
    group.send_signal(signal.SIGKILL)
    group.wait()
    deadline = time.monotonic() + 10
    while Path(f"/proc/{part}").exists() and "Z" not in Path(f"/proc/{part}/stat").read_text().split()[2]:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    group.stdout.close()


def test_taken_port_names_its_owner_and_the_setting():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(EmbeddedError) as raised:
            require_free("127.0.0.1", port, "PORT")
    said = str(raised.value)
    assert said.startswith(f"Port {port} on 127.0.0.1 is taken by ")
    assert said.endswith(f"`make run PORT={port + 1}`.")


def test_free_port_is_accepted():
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    require_free("127.0.0.1", port, "PORT")


@pytest.mark.parametrize("host", ["192.0.2.1", "no such host"])
def test_address_of_another_machine_is_said(host: str):
    with pytest.raises(EmbeddedError, match=r"cannot be listened on .* Check HOST and PORT"):
        require_free(host, 8000, "PORT")


@pytest.mark.parametrize("value", ["abc", "0", "65536", "-1", "80 80"])
def test_malformed_port_is_said(value: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PORT", value)
    with pytest.raises(EmbeddedError, match=r"PORT is .*give a port number between 1 and 65535"):
        number("PORT", 8000)


@pytest.mark.parametrize(("host", "visible"), [("0.0.0.0", "127.0.0.1"), ("::", "::1"), ("192.0.2.7", "192.0.2.7")])
def test_address_to_open_is_one_that_a_browser_can_reach(host: str, visible: str):
    assert visible_host(host) == visible
