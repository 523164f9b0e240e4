"""Background jobs: long work with progress, a result and a readable error, that survives the death of its worker.

An app registers what it does, and starts it inside the transaction that calls for it:

    @job("contacts.apply_import")
    def apply_import(run: Run) -> dict[str, Any]:
        for done, row in enumerate(rows_not_yet_applied(run.arguments["import"]), start=1):
            apply(row)
            run.progress(done, total)
        return {"new": 12}

    start(kind="contacts.apply_import", title="Importing press.csv", arguments={"import": 7}, by=user)

The function may be killed at any point and is then called again from the top: it must carry on where the database
says it got to, and do nothing twice. PostgreSQL holds the truth; Celery only says "look now".
"""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from kombu.exceptions import OperationalError as BrokerError

from core.models import Job

logger = logging.getLogger(__name__)

HEART_RATE: Final = 10
"""Seconds between two signs of life of a worker."""
LOST_AFTER: Final = timedelta(seconds=45)
"""A job that has given no sign of life for so long has lost its worker."""
ATTEMPTS: Final = 5
"""A job that lost its worker so often is given up: it is probably what kills them."""
PROGRESS_EVERY: Final = 0.5
"""Seconds between two writes of the progress."""


class JobProblem(Exception):
    """The work cannot be done; the message tells the person who started it what happened and what to do."""


class UnknownKind(Exception):
    """No function is registered for this kind of job."""


class Stopped(Exception):
    """Somebody pressed Stop. Raised by `Run.progress`, so between two steps and never within one."""


class TakenOver(Exception):
    """Another worker has the job now. Raised by `Run.progress` in the one that was thought dead."""


@dataclass
class Run:
    """One attempt at a job, as handed to the function that does it."""

    job: Job
    _told_at: float = field(default=0.0, init=False)

    @property
    def arguments(self) -> dict[str, Any]:
        return self.job.arguments

    @property
    def is_resumed(self) -> bool:
        """Whether an earlier attempt may have done a part already."""
        return self.job.attempt > 1

    def progress(self, done: int, total: int) -> None:
        """Tell how far it is (`done` of `total`), at most twice a second. Call it between steps, outside transactions.

        Raises Stopped or TakenOver when the work must end here.
        """
        if time.monotonic() - self._told_at < PROGRESS_EVERY and done != total:
            return
        self._told_at = time.monotonic()
        mine = _attempt(self.job)
        if not mine.update(done=min(done, total), total=total, heartbeat_at=datetime.now(UTC)):
            raise TakenOver
        if mine.filter(stop_requested_at__isnull=False).exists():
            raise Stopped


@contextmanager
def progress_aside(run: Run) -> Iterator[Callable[[int, int], None]]:
    """`run.progress` over a connection of its own, for work that is one long transaction: what it tells is seen at
    once, and whoever presses Stop is heard."""
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix=f"progress of job {run.job.pk}") as aside:
        try:
            yield lambda done, total: aside.submit(run.progress, done, total).result()
        finally:
            aside.submit(lambda: connection.close()).result()  # its own: `connection` is another in each thread


Work = Callable[[Run], dict[str, Any] | None]
MaySee = Callable[[Any, Job], bool]


def starter_or_manager(user: Any, job: Job) -> bool:
    return job.created_by_id == user.pk or getattr(user, "is_manager", False)


@dataclass(frozen=True)
class Kind:
    work: Work
    may_see: MaySee


_kinds: dict[str, Kind] = {}


def job(kind: str, *, may_see: MaySee = starter_or_manager) -> Callable[[Work], Work]:
    """Register the function that does jobs of this kind. `may_see(user, job)` says who may watch and stop one."""

    def register(work: Work) -> Work:
        _kinds[kind] = Kind(work, may_see)
        return work

    return register


def may_see(user: Any, job: Job) -> bool:
    kind = _kinds.get(job.kind)
    return kind.may_see(user, job) if kind else starter_or_manager(user, job)


def start(
    *,
    kind: str,
    title: str,
    arguments: dict[str, Any],
    by: AbstractBaseUser | None,
    total: int = 0,
) -> Job:
    """Have a worker do it, as soon as the transaction around this call is committed."""
    if kind not in _kinds:
        raise UnknownKind(kind)
    started = Job.objects.create(
        kind=kind,
        title=title[:200],
        arguments=arguments,
        created_by=by,  # type: ignore[misc]  # core does not know the user's class
        total=total,
        heartbeat_at=timezone.now(),
    )
    transaction.on_commit(lambda: _enqueue(started.pk))
    return started


def stop(*, job: Job) -> bool:
    """Ask a job to end after its present step. False when it had ended already."""
    now = timezone.now()
    if Job.objects.filter(pk=job.pk, state=Job.State.WAITING).update(state=Job.State.STOPPED, ended_at=now):
        return True
    return bool(Job.objects.filter(pk=job.pk, state=Job.State.RUNNING).update(stop_requested_at=now))


def run(*, job_id: int) -> Job | None:
    """Do a job in this process, unless somebody else does or did. Gives the job as it ended."""
    claimed = _claim(job_id)
    if claimed is None:
        return None
    with _beating(claimed):
        _perform(claimed)
    claimed.refresh_from_db()
    return claimed


def take_up_lost() -> list[int]:
    """Put jobs back into the queue whose worker died, or that the broker forgot. Gives their keys."""
    open_jobs = Job.objects.filter(_silent(), state__in=[Job.State.WAITING, Job.State.RUNNING])
    lost = list(open_jobs.order_by("created_at").values_list("pk", flat=True)[:500])
    Job.objects.filter(pk__in=lost, state=Job.State.WAITING).update(heartbeat_at=timezone.now())
    for pk in lost:
        _enqueue(pk)
    return lost


def _silent() -> Q:
    return Q(heartbeat_at__isnull=True) | Q(heartbeat_at__lt=timezone.now() - LOST_AFTER)


def _enqueue(pk: int) -> None:
    from core.tasks import run_job  # here, because core.tasks imports this module

    try:
        run_job.delay(pk)
    except (OSError, BrokerError) as error:  # take_up_lost finds the job later
        logger.warning("Job %s waits: the broker cannot be reached (%s).", pk, type(error).__name__)


def _attempt(job: Job) -> "QuerySet[Job]":
    return Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, attempt=job.attempt)


def _claim(job_id: int) -> Job | None:
    """Make the job ours by a conditional UPDATE; None when it is not to be had."""
    now = timezone.now()
    free = Q(state=Job.State.WAITING) | Q(_silent(), state=Job.State.RUNNING)
    claimed = Job.objects.filter(free, pk=job_id).update(
        state=Job.State.RUNNING, attempt=F("attempt") + 1, heartbeat_at=now
    )
    if not claimed:
        return None
    Job.objects.filter(pk=job_id, started_at=None).update(started_at=now)
    return Job.objects.get(pk=job_id)


def _perform(claimed: Job) -> None:
    """Call the work and write down how it ended. A lost database leaves the job to whoever takes it up."""
    kind = _kinds.get(claimed.kind)
    try:
        if claimed.stop_requested_at:
            raise Stopped
        if claimed.attempt > ATTEMPTS:
            raise JobProblem(
                f"It was interrupted {ATTEMPTS} times, so it was given up. What was done until then is kept. "
                "Ask whoever runs Mediarel to look at the worker's log."
            )
        if kind is None:
            raise JobProblem("This kind of work is not known to the worker. Restart it after an upgrade.")
        result = kind.work(Run(claimed)) or {}
    except TakenOver:
        logger.warning("Job %s was taken over by another worker.", claimed.pk)
    except Stopped:
        _end(claimed, state=Job.State.STOPPED)
    except JobProblem as problem:
        _end(claimed, state=Job.State.FAILED, error=str(problem))
    except (OperationalError, InterfaceError):
        logger.exception("Job %s lost the database; it will be taken up again.", claimed.pk)
        if not connection.in_atomic_block:
            connection.close()
    except Exception:
        logger.exception("Job %s failed.", claimed.pk)
        _end(
            claimed,
            state=Job.State.FAILED,
            error=f"Something went wrong on our side. What was done until then is kept. "
            f"The log says more under job {claimed.pk}.",
        )
    else:
        _end(claimed, state=Job.State.DONE, result=result, done=F("total"))


def _end(job: Job, **values: Any) -> None:
    now = timezone.now()
    _attempt(job).update(ended_at=now, heartbeat_at=now, **values)


class _beating:
    """Keeps the heartbeat of a job from a thread of its own, for steps that are long."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.over = threading.Event()
        self.thread = threading.Thread(target=self._beat, name=f"heart of job {job.pk}", daemon=True)

    def __enter__(self) -> None:
        self.thread.start()

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self.thread.join(timeout=HEART_RATE)

    def _beat(self) -> None:
        try:
            while not self.over.wait(HEART_RATE):
                try:
                    # Not timezone.now(), which the demo sets back while it is being loaded.
                    _attempt(self.job).update(heartbeat_at=datetime.now(UTC))
                except (OperationalError, InterfaceError):
                    connection.close()
        finally:
            connection.close()
