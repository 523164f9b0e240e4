"""One pass over the sources that are due, in the foreground."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import InterfaceError, OperationalError

from coverage.feeds import polling


class Command(BaseCommand):
    help = "Asks every source that is due for news, one request at a time per host, and says what came of it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            counts = polling.poll_due().as_dict()
        except (InterfaceError, OperationalError) as error:
            raise CommandError(f"The database is away, so the pass ended early: {error}".strip()) from None
        if options["json"]:
            self.stdout.write(json.dumps(counts))
        else:
            self.stdout.write(", ".join(f"{count} {name.replace('_', ' ')}" for name, count in counts.items()))
