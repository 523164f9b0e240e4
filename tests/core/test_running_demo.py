"""The demo's papers are one more part of `make run`, while the demo is loaded."""

import os

import pytest
from django.conf import settings

from core.running import __main__ as running


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        os, "environ", {**os.environ, "WORKER_PROCESSES": "1", "FETCHING_PROCESSES": "3", "CATCHER_PORT": "1025"}
    )
    os.environ.pop("EMAIL_URL", None)


def names() -> list[str]:
    return [part.name for part in running.parts()]


def test_press_runs_while_the_demo_is_loaded():
    running.choose_press({"sign_ins": [{"email": "maya@harbourlane.example.com"}]})
    assert names() == ["web", "worker", "fetcher", "beat", "mail", "press"]
    port = os.environ["DEMO_PRESS"].removeprefix("127.0.0.1:")
    assert running.parts()[-1].command[-2:] == ["--port", port]


def test_press_does_not_run_for_others():
    os.environ["DEMO_PRESS"] = "127.0.0.1:9"
    running.choose_press({"sign_ins": []})
    assert names() == ["web", "worker", "fetcher", "beat", "mail"]
    assert "DEMO_PRESS" not in os.environ


def test_mail_and_fetching_have_workers_of_their_own():
    commands = {part.name: part.command for part in running.parts()}
    read = {name: commands[name][commands[name].index("--queues") + 1] for name in ("worker", "fetcher")}
    assert read == {"worker": "celery", "fetcher": "fetching"}
    assert {queue.name for queue in settings.CELERY_TASK_QUEUES} == set(read.values())
