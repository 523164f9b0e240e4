"""A missing or malformed setting ends every start with one sentence."""

import os
import subprocess
import sys

import pytest

from core.embedded.folders import PROJECT
from mediarel import environment
from mediarel.environment import BadSetting

GOOD = {
    "DATABASE_URL": "postgres://user:p%23ss@db.example.com:5433/mediarel",
    "REDIS_URL": "redis://127.0.0.1:6379/0",
    "SECRET_KEY": "x" * 50,
    "SITE_URL": "https://press.example.com",
}


@pytest.mark.parametrize("value", ["nonsense", "mysql://u@h/n", "postgres://h:port/n", "postgres://user@host:5432", ""])
def test_malformed_database_url_is_said(value: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DATABASE_URL", value)
    with pytest.raises(BadSetting, match=r"^Mediarel cannot start\. DATABASE_URL "):
        environment.database()


def test_database_url_is_read(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DATABASE_URL", GOOD["DATABASE_URL"])
    config = environment.database()
    assert (config["HOST"], config["PORT"], config["PASSWORD"], config["NAME"]) == (
        "db.example.com", 5433, "p#ss", "mediarel",
    )  # fmt: skip


@pytest.mark.parametrize("value", ["nonsense", "http://127.0.0.1", "redis://", "redis://h:port", ""])
def test_malformed_redis_url_is_said(value: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("REDIS_URL", value)
    with pytest.raises(BadSetting, match="REDIS_URL "):
        environment.redis_url()


@pytest.mark.parametrize(
    "value", ["press.example.com", "ftp://press.example.com", "https://", "https://a.example.com/b"]
)
def test_malformed_site_url_is_said(value: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SITE_URL", value)
    with pytest.raises(BadSetting, match=r"SITE_URL is .*give the full address"):
        environment.site_url("http://127.0.0.1:8000")


@pytest.mark.parametrize(
    ("name", "value", "read"),
    [
        ("DEBUG", "maybe", lambda: environment.flag("DEBUG")),
        ("CATCHER_PORT", "ten", lambda: environment.number("CATCHER_PORT", 1025)),
        ("TIME_ZONE", "Mars/Olympus", lambda: environment.time_zone("UTC")),
        ("LOG_LEVEL", "LOUD", lambda: environment.log_level("INFO")),
        ("FETCH_PRIVATE_NETWORKS", "10.0.0.0/8,intranet", lambda: environment.networks("FETCH_PRIVATE_NETWORKS")),
        ("DNS_SERVERS", "dns.example.com", lambda: environment.servers("DNS_SERVERS", port=53)),
        ("DNS_SERVERS", "10.0.0.2:dns", lambda: environment.servers("DNS_SERVERS", port=53)),
        ("SPAMD_URL", "http://127.0.0.1:783", lambda: environment.spamd("SPAMD_URL")),
        ("SPAMD_URL", "spamd://", lambda: environment.spamd("SPAMD_URL")),
        ("SPAMD_URL", "spamd://127.0.0.1:many", lambda: environment.spamd("SPAMD_URL")),
        ("EMAIL_URL", "carrier-pigeon://loft", lambda: environment.email("smtp://127.0.0.1:1025")),
        ("SECRET_KEY", "short", lambda: environment.secret_key("")),
        ("SECRET_KEY", "", lambda: environment.secret_key("")),
    ],
)
def test_malformed_value_names_its_setting(name, value, read, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(name, value)
    with pytest.raises(BadSetting, match=rf"^Mediarel cannot start\. {name} "):
        read()


@pytest.mark.parametrize(
    ("value", "means"),
    [
        ("", []),
        ("10.0.0.2, 127.0.0.1:5353", [("10.0.0.2", 53), ("127.0.0.1", 5353)]),
        ("2001:db8::1,[2001:db8::2]:5353", [("2001:db8::1", 53), ("2001:db8::2", 5353)]),
    ],
)
def test_name_servers_are_read(value: str, means: list[tuple[str, int]], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DNS_SERVERS", value)
    assert environment.servers("DNS_SERVERS", port=53) == means


@pytest.mark.parametrize(
    ("value", "means"),
    [
        ("", None),
        ("spamd://127.0.0.1", ("127.0.0.1", 783)),
        ("spamd://filter.example.com:7830/", ("filter.example.com", 7830)),
    ],
)
def test_the_spam_filter_is_read(value: str, means: tuple[str, int] | None, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SPAMD_URL", value)
    assert environment.spamd("SPAMD_URL") == means


@pytest.mark.parametrize(("value", "means"), [("1", True), ("Yes", True), ("", False), ("off", False)])
def test_flag_is_read(value: str, means: bool, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DEBUG", value)
    assert environment.flag("DEBUG") is means


@pytest.mark.parametrize(
    "command",
    [
        ["manage.py", "check"],
        ["-m", "gunicorn", "mediarel.wsgi"],
        ["-m", "celery", "-A", "mediarel", "worker"],
    ],
    ids=["manage.py", "gunicorn", "celery"],
)
def test_every_start_ends_with_the_sentence_and_no_traceback(command: list[str]):
    env = {**os.environ, **GOOD, "SITE_URL": "press.example.com", "PORT": "0"}
    done = subprocess.run(
        [sys.executable, *command], cwd=PROJECT, env=env, capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.returncode, done.stderr.strip()) == (
        1,
        "Mediarel cannot start. SITE_URL is 'press.example.com': "
        "give the full address, for example https://press.example.com",
    )


def test_unreachable_database_is_said_without_a_traceback():
    env = {**os.environ, **GOOD, "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none"}
    done = subprocess.run(
        [sys.executable, "manage.py", "migrate"],
        cwd=PROJECT, env=env, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.startswith("The database cannot be reached: ")
    assert done.stderr.strip().endswith("Check DATABASE_URL.")
