"""Loading and removing the demo as background jobs, for admins who press a button."""

import secrets
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final

from django.db import connection, transaction

from core import jobs
from core.models import Job
from dashboard.demo_here import leftovers, marks, removing
from team.models import Demo, TeamPolicy, User

LOADING: Final = "dashboard.load_demo"
REMOVING: Final = "dashboard.remove_demo"
STEPS: Final = 16
"""One more than the demo says what it is at; a test counts."""


class Refused(Exception):
    """It was not begun; the message says why."""


def admins(user: Any, job: Job) -> bool:
    return bool(getattr(user, "is_admin", False))


def last_job() -> Job | None:
    """The last time that the demo was loaded or removed here."""
    return Job.objects.filter(kind__in=[LOADING, REMOVING]).order_by("-created_at").first()


@transaction.atomic
def start_loading(*, by: User) -> Job:
    """Have a worker load the demo beside the only person there is. Raises `Refused`."""
    _one_at_a_time()
    if Demo.objects.filter(state=Demo.State.LOADED).exists():
        raise Refused("The demo is here already.")
    try:
        marks.refuse_others(by)
    except marks.NotEmpty as refusal:
        raise Refused(str(refusal)) from None
    return jobs.start(kind=LOADING, title="Loading the demo", arguments={"for": by.pk}, by=by, total=STEPS)


@transaction.atomic
def start_removing(*, by: User, seen: str) -> Job:
    """Have a worker remove what `by` was shown. Raises `Refused`."""
    _one_at_a_time()
    try:
        if not Demo.objects.filter(state=Demo.State.CLEARING).exists() and removing.question(by=by).seen != seen:
            raise Refused("Meanwhile something was added that would go too. Look at what it is, then press again.")
    except removing.NotNow as refusal:
        raise Refused(str(refusal)) from None
    return jobs.start(kind=REMOVING, title="Removing the demo", arguments={"seen": seen, "by": by.pk}, by=by)


def _one_at_a_time() -> None:
    TeamPolicy.current()
    TeamPolicy.objects.select_for_update().get(pk=1)
    job = last_job()
    if job and job.is_open:
        raise Refused("This is under way already.")


@jobs.job(LOADING, may_see=admins)
def load_demo(run: jobs.Run) -> dict[str, Any]:
    """All of it in one transaction: a worker that dies half way leaves no row, and the next begins anew and removes the
    files that the first one left."""
    from dashboard import demo  # here, because the stories take a while to read and nothing else needs them

    if Demo.objects.filter(state=Demo.State.LOADED).exists():
        return {}
    founder = User.objects.get(pk=run.arguments["for"])
    teller = Teller(run)
    try:
        demo.load(say=teller, keeping=founder, password=new_password(), writes=teller.writes)
    except marks.NotEmpty as refusal:
        raise jobs.JobProblem(str(refusal)) from None
    finally:
        teller.close()
    return leftovers.clear_after(run.job)


@jobs.job(REMOVING, may_see=admins)
def remove_demo(run: jobs.Run) -> dict[str, Any]:
    try:
        removing.remove(seen=run.arguments["seen"], by_id=run.arguments["by"], job_id=run.job.pk)
    except removing.NotNow as refusal:
        raise jobs.JobProblem(str(refusal)) from None
    return {}


class Teller:
    """Tells how far it is by a session of its own: what stands in the long transaction nobody else can see."""

    def __init__(self, run: jobs.Run) -> None:
        self.run, self.done = run, 0
        self.voice = ThreadPoolExecutor(1)

    def __call__(self, line: str) -> None:
        """Raises what `Run.progress` raises, so that Stop and a second worker end the loading."""
        self.done = min(self.done + 1, STEPS - 1)
        self.voice.submit(self.run.progress, self.done, STEPS).result()

    def writes(self, name: str) -> None:
        """Keep the name of a file, before it is written, where it outlives this process."""
        self.voice.submit(leftovers.write_down, self.run.job, name).result()

    def close(self) -> None:
        self.voice.submit(lambda: connection.close()).result()  # the voice's own, so not bound here
        self.voice.shutdown()


def new_password() -> str:
    """For the demo's people where others may reach the sign-in page: nobody can guess it."""
    return "-".join(secrets.token_hex(2) for _ in range(4))
