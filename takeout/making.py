"""Everything out in the browser: a job packs it into the storage, from where admins fetch it."""

import logging
from typing import Any, Final

from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from core import media
from core.jobs import JobProblem, Run, TakenOver, job, progress_aside, start
from core.models import Job
from takeout import keeping
from takeout.archive import NO_ROOM, archive
from takeout.errors import TakeoutProblem
from takeout.models import Export
from takeout.originals import Missing
from takeout.packing import files_to_come, write_everything
from takeout.told_of import TAKEN_OUT
from takeout.unfinished import FULL
from team.models import User
from team.notifications import notify

logger = logging.getLogger(__name__)

KIND: Final = "takeout.pack"
LOCK: Final = 0x7A4E0007
"""Of the lock under which one is asked for."""
SHOWN: Final = 20
"""Missing files that are named on the page; the manifest names all."""


class OneIsRunning(Exception):
    """Another is packed at this moment."""


def ask_for(*, by: User) -> Export:
    """Have everything packed. The other admins are told. Raises `OneIsRunning`."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        if Job.objects.filter(kind=KIND, state__in=[Job.State.WAITING, Job.State.RUNNING]).exists():
            raise OneIsRunning
        export = Export.objects.create(by=by)
        export.job = start(kind=KIND, title="Taking everything out", arguments={"export": export.pk}, by=by)
        export.save(update_fields=["job", "updated_at"])
        admins = User.objects.filter(role=User.Role.ADMIN, is_active=True)
        _tell(list(admins), f"{by} has everything packed, to take it out of Mediarel.", by=by)
    logger.info("User %s has everything packed as export %s", by.pk, export.pk)
    return export


@job(KIND, may_see=lambda user, job: user.is_admin)
def make(run: Run) -> dict[str, Any]:
    """Pack it, keep it, let go of older ones. One that an earlier attempt finished is left as it is."""
    export = Export.objects.select_related("by").filter(pk=run.arguments["export"]).first()
    if export is None:
        raise JobProblem("The export is not known here any more. Start a new one.")
    if export.packed_at:
        return {"export": export.pk}
    try:
        keeping.forget_pieces(export)
        missing = _pack(run, export)
    except (TakeoutProblem, *media.Failures) as problem:
        raise JobProblem(_said(problem)) from problem
    keeping.forget_old()
    _tell([export.by], _ready(len(missing)))
    return {"export": export.pk}


def _pack(run: Run, export: Export) -> list[Missing]:
    name = keeping.name_of(export, attempt=run.job.attempt)
    total = files_to_come()
    with media.draft(name) as draft, progress_aside(run) as progress:
        with archive(draft, export.name, lambda files: progress(min(files, total - 1), total)) as packing:
            missing, _unreadable = write_everything(packing)
        kept = default_storage.save(name, draft)
    made = {
        "file": kept,
        "size": default_storage.size(kept),
        "rows": packing.rows,
        "files": packing.files,
        "missing": [one.as_json() for one in missing[:SHOWN]],
        "missing_count": len(missing),
    }
    if not _keep(run, export, made):
        default_storage.delete(kept)
        raise TakenOver
    return missing


def _keep(run: Run, export: Export, made: dict[str, Any]) -> bool:
    """Write down what came of it, unless another worker has the job by now."""
    with transaction.atomic():
        mine = Job.objects.select_for_update().filter(pk=run.job.pk, attempt=run.job.attempt, state=Job.State.RUNNING)
        if not mine.exists():
            return False
        now = timezone.now()
        return bool(Export.objects.filter(pk=export.pk).update(**made, packed_at=now, updated_at=now))


def _ready(missing: int) -> str:
    if not missing:
        return "Everything is packed and can be fetched."
    files = "1 file" if missing == 1 else f"{missing} files"
    return f"Everything is packed and can be fetched, but for {files} that the storage does not have."


def _said(problem: Exception) -> str:
    if isinstance(problem, TakeoutProblem):
        return str(problem)
    if isinstance(problem, OSError) and problem.errno in FULL:
        return NO_ROOM
    logger.error("The storage did not take an export", exc_info=problem)
    return (
        f"The storage of uploads did not take the export ({type(problem).__name__}). Nothing of it was kept. "
        "Ask whoever runs Mediarel to look at the storage, then start again."
    )


def _tell(users: list[User], text: str, by: User | None = None) -> None:
    with transaction.atomic():
        notify(users=users, by=by, kind=TAKEN_OUT, text=text, icon="download", url=reverse("takeout:export-list"))
