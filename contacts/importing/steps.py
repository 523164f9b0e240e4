"""The steps of an import as its screens take them: upload, map, plan, apply, undo. Long ones are background jobs."""

from pathlib import PurePath
from typing import Any, BinaryIO

from django.core.files import File
from django.db import transaction
from django.utils import timezone

from contacts.importing import applying, headings, planning, reading, undoing
from contacts.importing.fields import FIELDS
from contacts.importing.table import Table, UnreadableFile
from contacts.models import ContactImport
from core import jobs
from core.jobs import JobProblem, Run
from core.models import Job
from team.models import User

State = ContactImport.State
SAMPLES = 3


class NotNow(Exception):
    """The import is at another step by now; the message says at which."""


def upload(*, file: "File[Any]", by: User | None) -> ContactImport:
    """Keep the file, see that it can be read, and guess its columns: as the last such file, else by its headings.

    Raises UnreadableFile, and then keeps nothing.
    """
    name = PurePath(file.name or "contacts").name[-255:]
    table = reading.open_table(_seekable(file), name)
    signature = headings.signature(table.headings)
    made = ContactImport(
        file_name=name,
        reading=table.reading,
        headings=table.headings,
        signature=signature,
        mapping=remembered(signature) or headings.guess(table.headings, _sample_rows(table)),
        created_by=by,
    )
    file.seek(0)
    made.file.save(name, file, save=False)
    made.save()
    return made


def remembered(signature: str) -> headings.Mapping:
    """How the last file with these headings was mapped by somebody who then went on."""
    alike = ContactImport.objects.filter(signature=signature).exclude(state=State.MAPPING).order_by("-created_at")
    return alike.values_list("mapping", flat=True).first() or {}


def samples(contact_import: ContactImport) -> dict[str, list[str]]:
    """The first few cells of each column that hold something."""
    found: dict[str, list[str]] = {heading: [] for heading in contact_import.headings}
    with planning.opened(contact_import) as table:
        for row in _sample_rows(table):
            for heading, cell in zip(table.headings, row, strict=False):
                if cell and len(found.setdefault(heading, [])) < SAMPLES and cell not in found[heading]:
                    found[heading].append(cell)
    return found


def read_again(*, contact_import: ContactImport, encoding: str = "", sheet: str = "") -> None:
    """Read the file in another encoding, or another of its sheets. Raises UnreadableFile, NotNow."""
    _check(contact_import, State.PLANNING)
    with contact_import.file.open("rb") as file:
        table = reading.open_table(_seekable(file), contact_import.file_name, encoding=encoding, sheet=sheet)
        contact_import.reading, contact_import.headings = table.reading, table.headings
        contact_import.signature = headings.signature(table.headings)
        contact_import.mapping = headings.guess(table.headings, _sample_rows(table))
    contact_import.save(update_fields=["reading", "headings", "signature", "mapping", "updated_at"])


@transaction.atomic
def start_plan(*, contact_import: ContactImport, mapping: headings.Mapping, by: User | None) -> Job:
    """Say which columns stand for what, and have the plan made. Raises NotNow, and UnreadableFile for a bad mapping."""
    known = set(contact_import.headings)
    mapping = {name: [one for one in chosen if one in known] for name, chosen in mapping.items() if name in FIELDS}
    mapping = {name: chosen for name, chosen in mapping.items() if chosen}
    planning.check_mapping(mapping)
    locked = _move(contact_import, State.PLANNING)
    locked.mapping, locked.counts = mapping, {}
    return _start("contacts.plan_import", f"Reading {locked.file_name}", locked, by)


@transaction.atomic
def start_apply(*, contact_import: ContactImport, by: User | None) -> Job:
    """Have the plan carried out. Raises NotNow."""
    locked = _move(contact_import, State.APPLYING)
    return _start("contacts.apply_import", f"Importing {locked.file_name}", locked, by)


@transaction.atomic
def go_on(*, contact_import: ContactImport, by: User | None) -> Job:
    """Take up an import that was stopped or failed half-way. Raises NotNow."""
    locked = ContactImport.objects.select_for_update().get(pk=contact_import.pk)
    if locked.job and locked.job.is_open:
        raise NotNow("This is being worked on already.")
    kinds = {
        State.PLANNING: ("contacts.plan_import", "Reading"),
        State.APPLYING: ("contacts.apply_import", "Importing"),
        State.UNDOING: ("contacts.undo_import", "Undoing"),
    }
    if locked.state not in kinds:
        raise NotNow(_where(locked))
    kind, verb = kinds[State(locked.state)]
    return _start(kind, f"{verb} {locked.file_name}", locked, by)


@transaction.atomic
def start_undo(*, contact_import: ContactImport, by: User | None) -> Job:
    """Have the whole import taken back. Raises NotNow."""
    locked = _move(contact_import, State.UNDOING)
    return _start("contacts.undo_import", f"Undoing {locked.file_name}", locked, by)


@transaction.atomic
def discard(*, contact_import: ContactImport) -> None:
    """Forget a file of which nothing was imported. Raises NotNow."""
    locked = ContactImport.objects.select_for_update().get(pk=contact_import.pk)
    if locked.state not in {State.MAPPING, State.PLANNING, State.PLANNED}:
        raise NotNow(_where(locked))
    locked.file.delete(save=False)
    locked.delete()


def team_members(user: User, job: Job) -> bool:
    return not user.is_observer


@jobs.job("contacts.plan_import", may_see=team_members)
def plan_import(run: Run) -> dict[str, int]:
    contact_import = ContactImport.objects.get(pk=run.arguments["import"])
    try:
        counts = planning.plan(contact_import=contact_import, progress=run.progress)
    except UnreadableFile as problem:
        _end(contact_import, State.MAPPING)
        raise JobProblem(str(problem)) from None
    except FileNotFoundError:
        raise JobProblem("The file is gone from the store. Upload it again.") from None
    _end(contact_import, State.PLANNED)
    return counts


@jobs.job("contacts.apply_import", may_see=team_members)
def apply_import(run: Run) -> dict[str, int]:
    contact_import = ContactImport.objects.get(pk=run.arguments["import"])
    counts = applying.apply(contact_import=contact_import, by=run.job.created_by, progress=run.progress)  # type: ignore[arg-type]
    _end(contact_import, State.APPLIED, applied_at=timezone.now())
    return counts


@jobs.job("contacts.undo_import", may_see=team_members)
def undo_import(run: Run) -> dict[str, int]:
    contact_import = ContactImport.objects.get(pk=run.arguments["import"])
    tally = undoing.undo(contact_import=contact_import, by=run.job.created_by, progress=run.progress)  # type: ignore[arg-type]
    now = timezone.now()
    _end(contact_import, State.UNDONE, undone_at=now, applied_at=contact_import.applied_at or now)
    return tally


def run_through(
    *, file: "File[Any]", mapping: headings.Mapping, dry_run: bool, by: User | None = None
) -> ContactImport:
    """The whole import in the foreground, for the command line: `mapping` adds to and overrules what is guessed.

    Raises UnreadableFile, and then keeps nothing.
    """
    made = upload(file=file, by=by)
    try:
        made.mapping = headings.overruled(made.mapping, mapping, made.headings)
        planning.plan(contact_import=made)
    except UnreadableFile:
        made.file.delete(save=False)
        made.delete()
        raise
    made.state = State.PLANNED
    if not dry_run:
        applying.apply(contact_import=made, by=by)
        made.state, made.applied_at = State.APPLIED, timezone.now()
    made.save(update_fields=["mapping", "state", "applied_at", "updated_at"])
    return made


def _start(kind: str, title: str, contact_import: ContactImport, by: User | None) -> Job:
    total = contact_import.counts.get("rows", 0) if kind == "contacts.undo_import" else 0
    job = jobs.start(kind=kind, title=title, arguments={"import": contact_import.pk}, by=by, total=total)
    contact_import.job = job
    contact_import.save()
    return job


def _move(contact_import: ContactImport, to: State) -> ContactImport:
    locked = ContactImport.objects.select_for_update(of=("self",)).select_related("job").get(pk=contact_import.pk)
    _check(locked, to)
    locked.state = to
    return locked


def _check(contact_import: ContactImport, to: State) -> None:
    open_job = contact_import.job is not None and contact_import.job.is_open
    if to not in ContactImport.NEXT[State(contact_import.state)] or open_job:
        raise NotNow(_where(contact_import))


def _where(contact_import: ContactImport) -> str:
    return f"This cannot be done now: the import is {contact_import.get_state_display().lower()}."


def _end(contact_import: ContactImport, state: State, **fields: Any) -> None:
    ContactImport.objects.filter(pk=contact_import.pk).update(state=state, updated_at=timezone.now(), **fields)


def _sample_rows(table: Table) -> list[tuple[str, ...]]:
    rows = []
    for record in table.records():
        rows.append(record.values)
        if len(rows) == 50:
            break
    return rows


def _seekable(file: Any) -> BinaryIO:
    return getattr(file, "file", file)
