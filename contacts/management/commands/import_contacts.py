"""`manage.py import_contacts FILE`: contacts from a file, in the foreground."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.files import File
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from contacts.importing import steps
from contacts.importing.candidates import DUPLICATE, ERROR, NOTICE
from contacts.importing.fields import FIELDS
from contacts.importing.headings import Mapping
from contacts.importing.table import UnreadableFile
from contacts.models import ContactImport, ImportRow


class Command(BaseCommand):
    help = "Import journalists from CSV, TSV, XLSX or vCard. Run it with --dry-run first to see what it would do."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument(
            "--map",
            metavar="FIELD=COLUMN",
            action="append",
            default=[],
            help="Which column stands for a field, by heading or letter; may be given several times. "
            f"FIELD= leaves a field out. Fields: {', '.join(FIELDS)}.",
        )
        parser.add_argument("--dry-run", action="store_true", help="Say what would be done, and do nothing.")
        parser.add_argument("--json", action="store_true", help="Print one JSON object.")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        mapping = self.mapping(options["map"])
        try:
            with path.open("rb") as file:
                answer = self.run(File(file, name=path.name), mapping, dry_run=options["dry_run"])
        except UnreadableFile as problem:
            raise CommandError(f"{path.name}: {problem}") from None
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror or error}.") from None
        self.stdout.write(json.dumps(answer, ensure_ascii=False) if options["json"] else self.words(answer))

    def mapping(self, pairs: list[str]) -> Mapping:
        mapping: Mapping = {}
        for pair in pairs:
            name, sign, column = pair.partition("=")
            if not sign:
                raise CommandError(f"--map takes FIELD=COLUMN, for example --map outlet=Publication, and not {pair!r}.")
            mapping.setdefault(name.strip(), []).append(column.strip())
        return mapping

    def run(self, file: "File[Any]", mapping: Mapping, *, dry_run: bool) -> dict[str, Any]:
        if not dry_run:
            return answer_of(steps.run_through(file=file, mapping=mapping, dry_run=False))
        with transaction.atomic():
            made = steps.run_through(file=file, mapping=mapping, dry_run=True)
            answer = answer_of(made)
            made.file.delete(save=False)
            transaction.set_rollback(True)
        return answer

    def words(self, answer: dict[str, Any]) -> str:
        counts = "{rows:,} rows: {new:,} new, {changed:,} changed, {duplicate:,} duplicate, {invalid:,} invalid."
        lines = [counts.format(**answer)]
        lines += [f"Line {one['line']}: {one['field'] or 'row'}: {one['reason']}" for one in answer["problems"]]
        return "\n".join(lines)


def answer_of(made: ContactImport) -> dict[str, Any]:
    """The counts; `problems` of invalid rows; why others are duplicates; what was left out of others."""
    told: dict[str, list[dict[str, Any]]] = {ERROR: [], DUPLICATE: [], NOTICE: []}
    rows = made.rows.exclude(problems=[]).order_by("line").values_list("line", "outcome", "problems")
    for line, outcome, problems in rows.iterator():
        for problem in problems:
            invalid = outcome == ImportRow.Outcome.INVALID
            if problem["weight"] != ERROR or invalid:
                told[problem["weight"]].append({"line": line, "field": problem["field"], "reason": problem["reason"]})
    return {
        **{name: made.counts[name] for name in ("rows", "new", "changed", "duplicate", "invalid")},
        "problems": told[ERROR],
        "duplicates": told[DUPLICATE],
        "notices": told[NOTICE],
    }
