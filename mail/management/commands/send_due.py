"""One delivery pass in the foreground."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import InterfaceError, OperationalError

from mail import delivery, sent_copies


class Command(BaseCommand):
    help = (
        "Deliver everything that is due, and say what became of it; then make the copies that are due in Sent folders."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            tally = delivery.deliver_due()
            copies = sent_copies.copy_all()
        except (InterfaceError, OperationalError) as error:
            raise CommandError(f"The database is away, so the pass ended early: {error}".strip()) from None
        counts = {name: count for name, count in asdict(tally).items() if name != "more"}
        counts |= {"copied": copies.copied, "copies_waiting": sent_copies.copies_waiting()}
        if options["json"]:
            self.stdout.write(json.dumps(counts))
        else:
            self.stdout.write(", ".join(f"{count} {name.replace('_', ' ')}" for name, count in counts.items()))
