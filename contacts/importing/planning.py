"""Says what importing a file would do, row by row, before anything is written."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final

from django.db import transaction
from django.db.models import Count

from contacts.importing import headings, matching, reading
from contacts.importing.candidates import DUPLICATE, NOTICE, Candidate, columns_of, interpret, values_of
from contacts.importing.table import Record, Table, UnreadableFile
from contacts.models import ContactImport, ImportRow, Journalist
from mail.suppression import suppressed_among

CHUNK: Final = 500
Outcome = ImportRow.Outcome
Progress = Callable[[int, int], None]


def quietly(done: int, total: int) -> None:
    """The progress of work that nobody watches."""


class NothingToImport(UnreadableFile):
    """The mapping names neither a name nor an e-mail column, or the file has no rows."""


@dataclass
class Claims:
    """Which line was the first to speak of which person: a second one has nothing to add."""

    lines: dict[str, int] = field(default_factory=dict)

    def first(self, keys: Iterable[str]) -> tuple[str, int] | None:
        return next(((key, self.lines[key]) for key in keys if key in self.lines), None)

    def note(self, row: ImportRow) -> None:
        for key in row.keys:
            self.lines.setdefault(key, row.line)


@contextmanager
def opened(contact_import: ContactImport) -> Iterator[Table]:
    """The file of an import, read as it was when it was uploaded (or as was chosen since)."""
    chosen = contact_import.reading
    with contact_import.file.open("rb") as file:
        raw: Any = getattr(file, "file", file)
        yield reading.open_table(
            raw, contact_import.file_name, encoding=chosen.get("encoding", ""), sheet=chosen.get("sheet", "")
        )


def plan(*, contact_import: ContactImport, progress: Progress = quietly) -> dict[str, int]:
    """Judge every row of the file anew; gives how many rows there are of each outcome. Writes no journalist.

    `progress` is called with the rows so far and 0, because nobody knows how many there will be. Raises UnreadableFile.
    """
    check_mapping(contact_import.mapping)
    contact_import.rows.all().delete()
    claims = Claims()
    done = 0
    with opened(contact_import) as table:
        columns = columns_of(table.headings, contact_import.mapping)
        for records in _chunks(table.records()):
            rows = [_row(contact_import, record, table.headings, columns) for record in records]
            judge(rows, claims)
            ImportRow.objects.bulk_create(rows)
            done += len(rows)
            progress(done, 0)
    if not done:
        raise NothingToImport("The file has headings, and no rows below them.")
    return count(contact_import)


def _chunks(records: Iterator[Record]) -> Iterator[list[Record]]:
    while chunk := list(islice(records, CHUNK)):
        yield chunk


def check_mapping(mapping: headings.Mapping) -> None:
    if not any(mapping.get(name) for name in ("name", "given_name", "family_name")):
        raise NothingToImport("No column stands for the name. Say which one does.")


def count(contact_import: ContactImport) -> dict[str, int]:
    """Bring `counts` up to date: `rows`, and one number for each outcome."""
    found = dict(contact_import.rows.order_by().values_list("outcome").annotate(Count("pk")))
    counts = {"rows": sum(found.values())} | {outcome.value: found.get(outcome.value, 0) for outcome in Outcome}
    contact_import.counts = contact_import.counts | counts
    contact_import.save(update_fields=["counts", "updated_at"])
    return counts


@transaction.atomic
def correct(*, row: ImportRow, values: dict[str, str]) -> ImportRow:
    """Take what was typed for a row in place of what the file says, and judge it and its doubles again."""
    contact_import = ContactImport.objects.select_for_update().get(pk=row.contact_import_id)
    old_keys = row.keys
    row.problems = []
    row.values = {name: text.strip() for name, text in values.items() if text.strip()}
    new_keys = interpret(row.values).keys
    touched = [row]
    touched += contact_import.rows.filter(keys__overlap=[*old_keys, *new_keys], applied_at=None).exclude(pk=row.pk)
    touched.sort(key=lambda one: one.line)
    keys = {key for one in touched for key in one.keys} | set(new_keys)
    claims = Claims()
    others = contact_import.rows.filter(keys__overlap=list(keys)).exclude(pk__in=[one.pk for one in touched])
    for other in others:
        if other.outcome != Outcome.INVALID and not _is_double(other):
            claims.note(other)
    for one in touched:
        judge([one], claims)
    ImportRow.objects.bulk_update(touched, ["values", "outcome", "problems", "changes", "keys", "journalist"])
    count(contact_import)
    return row


def judge(rows: list[ImportRow], claims: Claims) -> list[Candidate]:
    """Set outcome, reasons and changes of rows that are not saved yet, asking the database once for all of them."""
    candidates = [interpret(row.values) for row in rows]
    matches = matching.find(candidates)
    known = matching.load({match[0] for match in matches if len(match) == 1})
    suppressed = suppressed_among([address for candidate in candidates for address in candidate.emails])
    for row, candidate, match in zip(rows, candidates, matches, strict=True):
        cell_problems = [problem for problem in row.problems if problem.get("of") == "cell"]
        candidate.problems = [*cell_problems, *candidate.problems]
        _note_suppressed(candidate, suppressed)
        row.journalist, row.changes, row.keys = None, {}, []
        row.outcome = _outcome(row, candidate, match, known, claims)
        row.problems = candidate.problems
        if row.outcome != Outcome.INVALID:
            row.keys = [key[:500] for key in candidate.keys]
            if not _is_double(row):
                claims.note(row)
    return candidates


def _outcome(
    row: ImportRow, candidate: Candidate, match: list[int], known: dict[int, Journalist], claims: Claims
) -> Outcome:
    if len(match) > 1:
        names = " and ".join(Journalist.objects.filter(pk__in=match).order_by("pk").values_list("name", flat=True))
        candidate.says("email", f"These addresses belong to different journalists: {names}. Keep those of one.")
    if not candidate.is_valid:
        return Outcome.INVALID
    if double := claims.first(candidate.keys):
        key, line = double
        what = "E-mail" if key.startswith("e:") else "Name and outlet"
        candidate.says("email" if key.startswith("e:") else "name", f"{what} as on line {line}.", DUPLICATE)
        return Outcome.DUPLICATE
    if not match:
        return Outcome.NEW
    row.journalist = journalist = known[match[0]]
    if journalist.do_not_contact:
        candidate.says("do_not_contact", "Not to be contacted, and stays so.", NOTICE)
    row.changes = matching.changes(journalist, candidate)
    if row.changes:
        return Outcome.CHANGED
    candidate.says("name", "Already in your contacts, with all of this.", DUPLICATE)
    return Outcome.DUPLICATE


def _is_double(row: ImportRow) -> bool:
    return row.outcome == Outcome.DUPLICATE and row.journalist is None


def _note_suppressed(candidate: Candidate, suppressed: set[str]) -> None:
    for address in candidate.emails:
        if address in suppressed:
            candidate.says("email", f"{address} gets no more mail from us, and stays so.", NOTICE)
    candidate.unreachable = bool(candidate.emails) and suppressed.issuperset(candidate.emails)


def _row(contact_import: ContactImport, record: Record, names: list[str], columns: dict[str, list[int]]) -> ImportRow:
    values, problems = values_of(record, names, columns)
    of_cells: list[dict[str, Any]] = [problem | {"of": "cell"} for problem in problems]
    return ImportRow(contact_import=contact_import, line=record.line, values=values, problems=of_cells)
