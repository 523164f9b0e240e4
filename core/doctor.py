"""What `manage.py doctor` looks at. Apps add their own examinations in `AppConfig.ready()`.

An examination takes nothing and returns findings. It may raise: then that is the finding.
"""

import shutil
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import redis
from celery import current_app
from django.conf import settings
from django.core.cache import cache
from django.core.checks import WARNING, run_checks
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import TextChoices
from django.utils import timezone

from core.migrating import stands_in_between

OLDEST_POSTGRES = 15
LITTLE_SPACE = 2 * 2**30
NO_SPACE = 200 * 2**20
CLOCK_TOLERANCE = timedelta(seconds=5)
HEARTBEAT_KEY = "core:beat-heartbeat"
HEARTBEAT_SECONDS = 30
WORKER_TIMEOUT = 2.0


class State(TextChoices):
    GOOD = "good"
    WARNING = "warning"
    BROKEN = "broken"


@dataclass(frozen=True)
class Finding:
    """One line of the doctor's report: what was looked at, what is so, and what to do about it when it is not good."""

    subject: str
    state: State
    says: str
    advice: str = ""

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"state": self.state.value}


Examination = Callable[[], Iterable[Finding]]
_examinations: dict[str, Examination] = {}


def register(subject: str, examination: Examination) -> None:
    """Have `examination` done with the others; registering a subject again replaces it."""
    _examinations[subject] = examination


def examine() -> list[Finding]:
    """Every finding, in the order of registration. What cannot be examined is broken."""
    findings: list[Finding] = []
    for subject, examination in _examinations.items():
        try:
            findings += examination()
        except Exception as error:  # whatever it is, the doctor goes on to the next
            says = str(error).strip().splitlines() or [type(error).__name__]
            findings.append(
                Finding(subject, State.BROKEN, says[0], "This could not be looked at; mend the above first.")
            )
    return findings


def database() -> Iterable[Finding]:
    try:
        connection.ensure_connection()
    except Exception as error:
        advice = "Check that DATABASE_URL is right and that the server runs and lets this machine in."
        return [Finding("database", State.BROKEN, str(error).strip().splitlines()[0], advice)]
    version = connection.cursor().connection.server_version // 10000
    if version < OLDEST_POSTGRES:
        says = f"PostgreSQL {version} is too old"
        return [Finding("database", State.BROKEN, says, f"Upgrade it to {OLDEST_POSTGRES} or newer.")]
    return [Finding("database", State.GOOD, f"PostgreSQL {version} answers")]


def migrations() -> Iterable[Finding]:
    in_between = stands_in_between(databases=[connection.alias])
    if in_between:
        return [Finding("migrations", State.BROKEN, str(one.msg), str(one.hint)) for one in in_between]
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        return [Finding("migrations", State.BROKEN, f"{len(waiting)} are not applied", "Run `manage.py migrate`.")]
    return [Finding("migrations", State.GOOD, "all are applied")]


def clock() -> Iterable[Finding]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        skew = abs(datetime.now(UTC) - cursor.fetchone()[0])
    if skew > CLOCK_TOLERANCE:
        says = f"this machine and the database differ by {skew.total_seconds():.0f} seconds"
        return [Finding("clock", State.BROKEN, says, "Let both set their clocks by NTP: sending windows depend on it.")]
    return [Finding("clock", State.GOOD, "this machine and the database agree")]


def broker() -> Iterable[Finding]:
    client = redis.from_url(settings.REDIS_URL, socket_timeout=3, socket_connect_timeout=3)
    try:
        waiting = sum(client.llen(queue.name) for queue in settings.CELERY_TASK_QUEUES)
    except redis.RedisError as error:
        advice = "Check REDIS_URL and that the server runs. Nothing is lost: what is due stands in PostgreSQL."
        return [Finding("broker", State.BROKEN, str(error) or type(error).__name__, advice)]
    finally:
        client.close()
    return [Finding("broker", State.GOOD, f"answers; {waiting} tasks wait")]


def worker() -> Iterable[Finding]:
    answers = current_app.control.inspect(timeout=WORKER_TIMEOUT).active_queues() or {}
    if not answers:
        advice = "Start one: `celery -A mediarel worker`, or `make run` for everything."
        yield Finding("worker", State.BROKEN, "no Celery worker answers, so nothing is sent or fetched", advice)
        return
    read = {queue["name"] for queues in answers.values() for queue in queues}
    unread = [queue.name for queue in settings.CELERY_TASK_QUEUES if queue.name not in read]
    for name in unread:
        advice = f"Start one: `celery -A mediarel worker -Q {name}`. A worker without -Q reads every queue."
        yield Finding("worker", State.BROKEN, f"no worker reads the queue “{name}”: its work waits", advice)
    if not unread:
        yield Finding("worker", State.GOOD, f"{len(answers)} answer, every queue is read")


def beat() -> Iterable[Finding]:
    """Beat's heartbeat comes through a worker, so that a silent beat and a silent worker look alike."""
    last = cache.get(HEARTBEAT_KEY)
    if last is None or timezone.now() - last > timedelta(seconds=HEARTBEAT_SECONDS * 4):
        says = "no heartbeat" if last is None else f"last heartbeat at {last:%H:%M:%S} UTC"
        advice = "Start one: `celery -A mediarel beat`. If it runs, look at the worker; after a start, wait a minute."
        return [Finding("beat", State.BROKEN, says, advice)]
    return [Finding("beat", State.GOOD, "its heart beats")]


def disk() -> Iterable[Finding]:
    looked_at = set()
    for folder in (Path(settings.VAR_DIR), Path(settings.MEDIA_ROOT)):
        place = next(path for path in (folder, *folder.parents) if path.exists())
        if place.stat().st_dev in looked_at:
            continue
        looked_at.add(place.stat().st_dev)
        free = shutil.disk_usage(place).free
        says = f"{free / 2**30:.1f} GB free for {folder}"
        state = State.BROKEN if free < NO_SPACE else State.WARNING if free < LITTLE_SPACE else State.GOOD
        yield Finding("disk", state, says, "" if state == State.GOOD else "Make room before uploads and mail fail.")


def configuration() -> Iterable[Finding]:
    found = run_checks(include_deployment_checks=settings.HTTPS)
    messages = [message for message in found if message.level >= WARNING and not message.is_silenced()]
    for message in messages:
        yield Finding("settings", State.WARNING, message.msg, message.hint or f"See Django's check {message.id}.")
    if settings.DEBUG and settings.HTTPS:
        yield Finding("settings", State.BROKEN, "DEBUG is on", "Unset DEBUG: error pages would show secrets.")
    if not settings.HTTPS and settings.SITE_URL.partition("//")[2].split(":")[0] not in {"127.0.0.1", "localhost"}:
        advice = "Set SITE_URL to an https:// address: mail programs honour one-click unsubscribe over https alone."
        yield Finding("settings", State.WARNING, f"SITE_URL is {settings.SITE_URL}", advice)
    if not messages:
        yield Finding("settings", State.GOOD, f"served at {settings.SITE_URL}")


def register_own() -> None:
    for examination in (database, migrations, clock, broker, worker, beat, disk):
        register(examination.__name__, examination)
    register("settings", configuration)
