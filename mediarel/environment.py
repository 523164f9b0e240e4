"""Reads settings from the environment. What is missing or malformed stops the start with one clear sentence."""

import ipaddress
import os
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import environ

YES = {"1", "true", "yes", "on"}
NO = {"", "0", "false", "no", "off"}
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")


class BadSetting(SystemExit):
    """Ends whatever is being started, be it manage.py, gunicorn or celery, with a sentence instead of a traceback."""

    def __init__(self, sentence: str) -> None:
        super().__init__(f"Mediarel cannot start. {sentence}")


def text(name: str, default: str = "") -> str:
    """The value; an empty one counts as unset."""
    return os.environ.get(name, "").strip() or default


def required(name: str, advice: str) -> str:
    value = text(name)
    if not value:
        raise BadSetting(f"{name} is not set: {advice}")
    return value


def flag(name: str) -> bool:
    value = text(name).lower()
    if value not in YES | NO:
        raise BadSetting(f"{name} is {value!r}: give 1 for yes or 0 for no.")
    return value in YES


def number(name: str, default: int, *, least: int = 0) -> int:
    value = text(name, str(default))
    if not value.isdigit() or int(value) < least:
        raise BadSetting(f"{name} is {value!r}: give a whole number{f', {least} or more' if least else ''}.")
    return int(value)


def words(name: str, default: list[str] | None = None) -> list[str]:
    """Values separated by commas."""
    found = [word.strip() for word in text(name).split(",") if word.strip()]
    return found or (default or [])


def addresses(name: str) -> dict[str, str]:
    """Addresses by name, as in "postmark=https://relay.example.com/postmark,mailgun=https://…"."""
    found = {}
    for pair in words(name):
        key, _, address = pair.partition("=")
        if not key.strip() or urlsplit(address.strip()).scheme not in {"http", "https"}:
            raise BadSetting(f"{name} holds {pair!r}: give name=address pairs, such as postmark=https://example.com/.")
        found[key.strip().lower()] = address.strip()
    return found


def secret_key(made_here: str) -> str:
    """SECRET_KEY, else the one that `make run` made for this machine."""
    key = text("SECRET_KEY", made_here)
    if not key:
        raise BadSetting("SECRET_KEY is not set: give a random text of 50 characters or more, everywhere the same.")
    if len(key) < 32:
        raise BadSetting("SECRET_KEY is too short: give a random text of 50 characters or more.")
    return key


def site_url(default: str) -> str:
    """The address that people and journalists reach Mediarel under, without a slash at its end."""
    value = text("SITE_URL", default).rstrip("/")
    try:
        parts = urlsplit(value)
        good = parts.scheme in {"http", "https"} and parts.hostname and not parts.path and parts.port != 0
    except ValueError:
        good = False
    if not good:
        raise BadSetting(f"SITE_URL is {value!r}: give the full address, for example https://press.example.com")
    return value


def database() -> dict[str, Any]:
    """Django's dictionary for DATABASE_URL."""
    value = required("DATABASE_URL", "give the address of a PostgreSQL server, or use `make run`, which brings one.")
    shape = "postgres://user:password@host:5432/name, with anything special in the password percent-encoded"
    try:
        config = environ.Env.db_url_config(value)
    except Exception:  # the library's own errors differ with what is wrong
        raise BadSetting(f"DATABASE_URL cannot be read: it must look like {shape}.") from None
    if "postgresql" not in config.get("ENGINE", "") or not config.get("NAME"):
        raise BadSetting(f"DATABASE_URL does not name a PostgreSQL database: it must look like {shape}.")
    return config


def redis_url() -> str:
    value = required("REDIS_URL", "give the address of a Redis or Valkey server, or use `make run`, which brings one.")
    try:
        parts = urlsplit(value)
        good = parts.scheme in {"redis", "rediss", "unix"} and (parts.hostname or parts.scheme == "unix")
        good = good and parts.port != 0
    except ValueError:
        good = False
    if not good:
        raise BadSetting("REDIS_URL cannot be read: it must look like redis://:password@host:6379/0.")
    return value


def email(default: str) -> dict[str, Any]:
    """Django's EMAIL_ settings for EMAIL_URL. By SMTP, nothing leaves for the demo's people (`core.demo_mail`)."""
    try:
        config = environ.Env.email_url_config(text("EMAIL_URL", default))
    except Exception:  # as above
        raise BadSetting("EMAIL_URL cannot be read: it must look like smtp+tls://user:password@host:587.") from None
    if config["EMAIL_BACKEND"] == "django.core.mail.backends.smtp.EmailBackend":
        config["EMAIL_BACKEND"] = "core.demo_mail.Backend"
    return {key: value for key, value in config.items() if key.startswith("EMAIL_")}


def time_zone(default: str) -> str:
    value = text("TIME_ZONE", default)
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise BadSetting(f"TIME_ZONE is {value!r}: give a name like Europe/Berlin.") from None
    return value


def servers(name: str, *, port: int) -> list[tuple[str, int]]:
    """Addresses of servers, each with its port: "10.0.0.2, 127.0.0.1:5353, [2001:db8::1]:53"."""
    found = []
    for word in words(name):
        try:
            parts = urlsplit(f"//[{word}]" if word.count(":") > 1 and "[" not in word else f"//{word}")
            found.append((str(ipaddress.ip_address(parts.hostname or "")), parts.port or port))
        except ValueError:
            raise BadSetting(f"{name} has {word!r}: give IP addresses like 10.0.0.2 or 127.0.0.1:5353.") from None
    return found


def spamd(name: str) -> tuple[str, int] | None:
    """Host and port of SpamAssassin's spamd; None when it is not set."""
    value = text(name)
    if not value:
        return None
    try:
        parts = urlsplit(value)
        good = parts.scheme == "spamd" and parts.hostname and parts.path in {"", "/"} and parts.port != 0
        port = parts.port or 783
    except ValueError:
        good = False
    if not good:
        raise BadSetting(f"{name} is {value!r}: it must look like spamd://127.0.0.1:783, or be empty.")
    return str(parts.hostname), port


def media_storage(name: str) -> dict[str, Any]:
    """Django's storage for uploads: the folder MEDIA_ROOT, or the bucket that e.g. MEDIA_STORAGE_URL names."""
    value = text(name)
    if not value:
        return {"BACKEND": "core.media.FolderStorage"}
    try:
        parts = urlsplit(value)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port, parts = "", None, urlsplit("")
    bucket, _, folder = unquote(parts.path).strip("/").partition("/")
    if parts.scheme not in {"s3", "s3+http"} or not host or not bucket or bool(parts.username) != bool(parts.password):
        raise BadSetting(
            f"{name} cannot be read: it must look like s3://KEY:SECRET@eu-central-1/bucket for Amazon, or "
            "s3://KEY:SECRET@minio.example.com:9000/bucket for another server, with anything special in the secret "
            "percent-encoded."
        )
    options: dict[str, Any] = {
        "bucket_name": bucket,
        "location": folder,
        "file_overwrite": False,
        "querystring_auth": True,
        "signature_version": "s3v4",
        "default_acl": None,
    }
    if parts.username:
        options |= {"access_key": unquote(parts.username), "secret_key": unquote(parts.password or "")}
    if "." in host or port or host == "localhost":
        scheme = "http" if parts.scheme == "s3+http" else "https"
        options |= {"endpoint_url": f"{scheme}://{host}{f':{port}' if port else ''}", "addressing_style": "path"}
        options["region_name"] = parse_qs(parts.query).get("region", ["us-east-1"])[0]
    else:
        options["region_name"] = host
    return {"BACKEND": "core.media.BucketStorage", "OPTIONS": options}


def log_level(default: str) -> str:
    value = text("LOG_LEVEL", default).upper()
    if value not in LOG_LEVELS:
        raise BadSetting(f"LOG_LEVEL is {value!r}: give one of {', '.join(LOG_LEVELS)}.")
    return value


def networks(name: str) -> list[str]:
    """Networks in CIDR notation."""
    found = words(name)
    for network in found:
        try:
            ipaddress.ip_network(network)
        except ValueError:
            raise BadSetting(f"{name} has {network!r}: give networks like 10.1.0.0/16, separated by commas.") from None
    return found
