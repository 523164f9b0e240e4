"""The suppression list on the command line: out into a file, in from one, or how long it is."""

import csv
import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Count

from mail import suppression, suppression_files
from mail.models import Suppression
from mail.suppression_files import UnreadableList


class Command(BaseCommand):
    help = "Exports the suppression list as hashes, imports a list, or tells how many stand on it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        way = parser.add_mutually_exclusive_group()
        way.add_argument("--export", metavar="FILE", type=Path, help="write all entries as hashes (CSV)")
        way.add_argument(
            "--import", metavar="FILE", type=Path, dest="load", help="read addresses, domains or an export"
        )
        parser.add_argument("--note", default="", help="where an imported list comes from")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["export"]:
                told, sentence = self._export(options["export"])
            elif options["load"]:
                told, sentence = self._import(options["load"], options["note"])
            else:
                told, sentence = self._count()
        except (UnreadableList, OSError) as error:
            raise CommandError(str(error)) from None
        self.stdout.write(json.dumps(told) if options["json"] else sentence)

    def _export(self, path: Path) -> tuple[dict[str, Any], str]:
        with path.open("w", newline="", encoding="utf-8") as file:
            rows = -1
            writer = csv.writer(file)
            for row in suppression_files.export_rows():
                writer.writerow(row)
                rows += 1
        return {"exported": rows, "key": suppression.fingerprint()}, f"{rows:,} entries written to {path}."

    def _import(self, path: Path, note: str) -> tuple[dict[str, Any], str]:
        made = suppression_files.store(raw=path.read_bytes(), name=path.name, note=note, by=None)
        for _ in suppression_files.enter(made):
            pass
        told = {"rows": made.rows, "added": made.added, "bad_rows": made.bad_rows, "problems": made.problems}
        bad = f" {made.bad_rows:,} lines could not be used." if made.bad_rows else ""
        for problem in made.problems:
            self.stderr.write(f"Line {problem['line']}: {problem['reason']}")
        return told, f"{made.added:,} of {made.rows:,} entries added; the others stood there already.{bad}"

    def _count(self) -> tuple[dict[str, Any], str]:
        by_source = dict(Suppression.objects.order_by().values_list("source").annotate(n=Count("pk")))
        total = sum(by_source.values())
        told = {"entries": total, "by_source": by_source, "key": suppression.fingerprint()}
        return told, f"{total:,} entries, key {told['key']}."
