"""Files that a worker wrote for a demo which then did not come to be, because it was killed while it loaded it.

A storage forgets nothing by itself. So each name is written down in the row of the job before the file is: by a session
of its own, since what stands in the long transaction goes with the worker.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from django.apps import apps
from django.core.files.storage import default_storage
from django.db import connection, models
from django.db.models import FileField

from core.media import Failures
from core.models import Job
from dashboard.demo_here.marks import OURS

WRITTEN: Final = "written"
"""In the result of a job that is not done: the names by the attempt that wrote them."""
WRITE_DOWN: Final = """
UPDATE core_job SET result = result || jsonb_build_object('written',
    coalesce(result->'written', '{}') || jsonb_build_object(%(attempt)s::text,
        coalesce(result->'written'->%(attempt)s::text, '[]') || to_jsonb(%(name)s::text)))
 WHERE id = %(job)s
"""


def write_down(job: Job, name: str) -> None:
    """Keep the name of a file that is about to be written in this attempt at the job."""
    with connection.cursor() as cursor:
        cursor.execute(WRITE_DOWN, {"attempt": str(job.attempt), "name": name, "job": job.pk})


def names() -> list[str]:
    """Everything that is written down."""
    found = Job.objects.filter(result__has_key=WRITTEN).values_list(f"result__{WRITTEN}", flat=True)
    return [name for attempts in found for written in attempts.values() for name in written]


def clear_after(job: Job) -> dict[str, dict[str, list[str]]]:
    """The demo is here: delete what earlier attempts at this job left. Gives what could not be deleted, for the result
    of the job; the files of this attempt are the demo's."""
    attempts = Job.objects.get(pk=job.pk).result.get(WRITTEN, {})
    mine = set(attempts.pop(str(job.attempt), []))
    left = _delete({name for written in attempts.values() for name in written} - mine)
    return {WRITTEN: {"0": left}} if left else {}


def clear() -> int:
    """Delete what is written down of jobs that are over; gives how many names are written down no more."""
    over = Job.objects.filter(result__has_key=WRITTEN).exclude(state__in=[Job.State.WAITING, Job.State.RUNNING])
    forgotten = 0
    for job in over:
        written = {name for names in job.result[WRITTEN].values() for name in names}
        left = _delete(written)
        job.result = {WRITTEN: {"0": left}} if left else {}
        job.save(update_fields=["result", "updated_at"])
        forgotten += len(written) - len(left)
    return forgotten


def files_in_use(of: Iterable[type[models.Model]]) -> Iterator[str]:
    """The files that rows of these models name."""
    for model in of:
        for field in model._meta.concrete_fields:
            if isinstance(field, FileField):
                yield from filter(None, model._base_manager.values_list(field.name, flat=True))


def _delete(written: set[str]) -> list[str]:
    """Delete those that no row names after all; gives those that could not be deleted."""
    left = []
    ours = (model for label in OURS for model in apps.get_app_config(label).get_models())
    for name in sorted(written - set(files_in_use(ours)) if written else ()):
        try:
            default_storage.delete(name)
        except Failures:
            left.append(name)
    return left
