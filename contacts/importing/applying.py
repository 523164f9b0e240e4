"""Writes what the plan says, a chunk of rows at a time, each chunk in one transaction.

A chunk that fails is done again row by row, so that one bad row costs no other. Rows note in the same transaction that
they were applied and what they wrote: killed and called again, the work goes on where it was, and can be undone.
"""

import json
import logging
from collections.abc import Sequence
from typing import Final, cast

import pghistory
from django.core.serializers.json import DjangoJSONEncoder
from django.db import DataError, IntegrityError, connection, transaction
from django.utils import timezone

from contacts import search
from contacts.importing import enriching, naming
from contacts.importing.candidates import ERROR, Candidate, as_dict
from contacts.importing.planning import Claims, Outcome, Progress, count, judge, quietly
from contacts.models import ContactImport, EmailAddress, ImportRow, Journalist, PhoneNumber, Position, TimelineEntry
from team.models import User

logger = logging.getLogger(__name__)

CHUNK: Final = 250
LOCK: Final = 7_340_117
"""Imports take turns in making outlets, so that two of them never make the same one."""
SAVE: Final = """
UPDATE contacts_importrow AS r
   SET outcome = w.outcome, problems = w.problems, changes = w.changes, journalist_id = w.journalist_id,
       done = w.done, applied_at = w.applied_at
  FROM jsonb_to_recordset(%s::jsonb) AS w(
       id bigint, outcome text, problems jsonb, changes jsonb, journalist_id bigint, done jsonb, applied_at timestamptz)
 WHERE r.id = w.id
"""


def apply(*, contact_import: ContactImport, by: User | None, progress: Progress = quietly) -> dict[str, int]:
    """Write every row of the plan that is new or changed and was not written yet; gives the counts."""
    planned = contact_import.rows.filter(outcome__in=[Outcome.NEW, Outcome.CHANGED])
    total = planned.count()
    done = planned.filter(applied_at__isnull=False).count()
    context = {"user": by.pk if by else None, "contact_import": contact_import.pk}
    with pghistory.context(**context):
        while chunk := list(planned.filter(applied_at=None).order_by("line").values_list("pk", flat=True)[:CHUNK]):
            _apply_chunk(chunk, contact_import, by)
            done += len(chunk)
            progress(min(done, total), total)
    return count(contact_import)


def _apply_chunk(keys: list[int], contact_import: ContactImport, by: User | None) -> None:
    try:
        with transaction.atomic():
            _write(keys, contact_import, by)
    except (IntegrityError, DataError):
        for key in keys:
            _apply_alone(key, contact_import, by)


def _apply_alone(key: int, contact_import: ContactImport, by: User | None) -> None:
    try:
        with transaction.atomic():
            _write([key], contact_import, by)
    except (IntegrityError, DataError) as error:
        cause = getattr(error.__cause__, "diag", None)
        logger.warning(
            "Import row %s was refused by %s.", key, cause.constraint_name if cause else type(error).__name__
        )
        row = ImportRow.objects.get(pk=key)
        reason = "This row could not be written: something in it does not fit what is in your contacts by now."
        row.problems = [*row.problems, {"field": "", "reason": reason, "weight": ERROR}]
        row.outcome = Outcome.INVALID
        row.save(update_fields=["problems", "outcome"])


def _write(keys: list[int], contact_import: ContactImport, by: User | None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    rows = list(ImportRow.objects.select_for_update().filter(pk__in=keys, applied_at=None).order_by("line"))
    candidates = judge(rows, Claims())  # contacts may have changed since the plan was made
    pairs = list(zip(rows, candidates, strict=True))
    added = [pair for pair in pairs if pair[0].outcome == Outcome.NEW]
    changed = [pair for pair in pairs if pair[0].outcome == Outcome.CHANGED]
    names = naming.gather(contact_import, pairs=added + changed)
    create(added, contact_import, names)
    enriching.enrich(changed, contact_import, names)
    _tell(added + changed, contact_import, by)
    search.refresh(row.journalist_id for row, _ in added + changed if row.journalist_id)
    now = timezone.now()
    for row, _ in added + changed:
        row.applied_at = now
    _save(rows)


def _save(rows: Sequence[ImportRow]) -> None:
    """What became of the rows, in one statement: Django's bulk_update takes half of all the time here."""
    said = [
        {
            "id": row.pk,
            "outcome": row.outcome,
            "problems": row.problems,
            "changes": row.changes,
            "journalist_id": row.journalist_id,
            "done": row.done,
            "applied_at": row.applied_at,
        }
        for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.execute(SAVE, [json.dumps(said, cls=DjangoJSONEncoder)])


def create(pairs: Sequence[tuple[ImportRow, Candidate]], contact_import: ContactImport, names: naming.Names) -> None:
    """Make the journalists of these rows, with all that belongs to them."""
    source = contact_import.source
    emails, phones, positions = [], [], []
    people = Journalist.objects.bulk_create([_journalist(said, contact_import) for _, said in pairs])
    for (row, said), who in zip(pairs, people, strict=True):
        row.journalist = who
        row.done = names.made_by(row) | {"created": True}
        emails += [
            EmailAddress(journalist=who, address=address, is_primary=place == 0, source=source)
            for place, address in enumerate(said.emails)
        ]
        phones += enriching.numbers(who, said, source)
        positions += [
            Position(
                journalist=who,
                outlet_id=names.outlet(outlet),
                role=said.role if place == 0 else "",
                is_primary=place == 0,
            )
            for place, outlet in enumerate(said.outlets)
        ]
    EmailAddress.objects.bulk_create(emails)
    PhoneNumber.objects.bulk_create(phones)
    Position.objects.bulk_create(positions)
    names.link([(row, said.beats, said.tags) for row, said in pairs])


def _journalist(said: Candidate, contact_import: ContactImport) -> Journalist:
    reason = ""
    if said.do_not_contact:
        reason = f"Said so in {contact_import.file_name}"[:300]
    elif said.unreachable:
        reason = "None of their addresses gets mail from us any more"
    return Journalist(
        source=contact_import.source, do_not_contact=bool(reason), do_not_contact_reason=reason, **as_dict(said)
    )


def _tell(pairs: Sequence[tuple[ImportRow, Candidate]], contact_import: ContactImport, by: User | None) -> None:
    """One line on the timeline of each; told once, however often the work is taken up."""
    now = timezone.now()
    entries = [
        TimelineEntry(
            journalist_id=cast(int, row.journalist_id),  # it has been applied
            kind=TimelineEntry.Kind.IMPORTED,
            at=now,
            by=by,
            headline=f"{'Imported' if row.outcome == Outcome.NEW else 'Updated'} from {contact_import.file_name}"[:300],
            key=timeline_key(row),
        )
        for row, _ in pairs
    ]
    TimelineEntry.objects.bulk_create(entries, ignore_conflicts=True)


def timeline_key(row: ImportRow) -> str:
    return f"import:{row.contact_import_id}:{row.line}"
