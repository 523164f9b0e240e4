"""Outlets and feeds from an OPML file."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import InterfaceError, OperationalError

from coverage.feeds import importing, opml


class Command(BaseCommand):
    help = "Adds the feeds of an OPML file as sources, with their outlets; what is there already stays as it is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.opml")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"]
        try:
            done = importing.take_in(opml.read(file.read_bytes()), by=None)
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from None
        except opml.NotOpml as error:
            raise CommandError(f"{file}: {error}") from None
        except (InterfaceError, OperationalError) as error:
            raise CommandError(f"The database is away, nothing was added: {error}".strip()) from None
        counts = done.as_dict()
        if options["json"]:
            self.stdout.write(json.dumps(counts, ensure_ascii=False))
            return
        self.stdout.write(
            "{new} sources added, {known} known already, {invalid} not usable, {outlets} outlets added".format(**counts)
        )
        for problem in done.problems:
            self.stdout.write(f"line {problem.line}: {problem.address}: {problem.reason}")
