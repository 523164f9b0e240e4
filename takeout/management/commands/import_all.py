import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from takeout.errors import TakeoutProblem
from takeout.unpacking import Unpacked, unpack


class Command(BaseCommand):
    help = (
        "Brings what `export_all` wrote into a Mediarel of the same release that was migrated and not used yet. "
        "Every file is held against the manifest before anything is written; all of it comes in, or nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR", help="the folder of an export")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        say = (lambda words: None) if options["json"] else (lambda words: self.stdout.write(f"  {words}"))
        try:
            unpacked = unpack(folder=options["folder"], say=say)
        except TakeoutProblem as problem:
            raise CommandError(str(problem)) from None
        if options["json"]:
            self.stdout.write(json.dumps(unpacked.as_json(), ensure_ascii=False))
        else:
            self.stdout.write("\n".join(_words(unpacked)))


def _words(unpacked: Unpacked) -> list[str]:
    words = [
        f"{unpacked.rows} rows and {unpacked.files} files are in. Restart the web server; everybody signs in again."
    ]
    if unpacked.unreadable:
        words.append(
            f"{unpacked.unreadable} secrets (passwords of mailboxes, keys, second factors) were encrypted under "
            "another SECRET_KEY. Put that one into SECRET_KEY_FALLBACKS, or enter them again."
        )
    if unpacked.missing:
        words.append(f"{len(unpacked.missing)} files were missing already when the export was made.")
    if unpacked.waiting:
        words.append(
            f"{unpacked.waiting} messages wait in the outbox and go out as soon as a worker runs. Stop the old "
            "Mediarel for good before that, or they go out twice."
        )
    return words
