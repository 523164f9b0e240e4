import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.template.defaultfilters import filesizeformat

from takeout.errors import TakeoutProblem
from takeout.packing import Packed, pack
from team.trail import acts

IN_THE_CLEAR = (
    "secrets.jsonl holds passwords and keys in the clear. Keep it apart from the rest, and delete it once it was used."
)


class Command(BaseCommand):
    help = (
        "Writes everything into a new folder, in open formats: CSV, JSON lines, messages as EML, the original files, "
        "and a manifest. `import_all` brings it into an empty Mediarel of the same release."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR", help="a folder that is new or empty")
        parser.add_argument(
            "--with-secrets",
            action="store_true",
            help="also write passwords of mailboxes, keys and second factors readable, into secrets.jsonl",
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        say = (lambda words: None) if options["json"] else (lambda words: self.stdout.write(f"  {words}"))
        try:
            packed = pack(target=options["folder"], with_secrets=options["with_secrets"], say=say)
        except TakeoutProblem as problem:
            raise CommandError(str(problem)) from None
        acts.exported(f"everything{', with secrets' if options['with_secrets'] else ''}, at the command line", by=None)
        self.stdout.write(json.dumps(packed.as_json(), ensure_ascii=False) if options["json"] else _words(packed))
        if options["with_secrets"]:
            self.stderr.write(IN_THE_CLEAR)
        if packed.unreadable:
            self.stderr.write(
                f"{packed.unreadable} secrets are not in it, because SECRET_KEY has changed since they were entered."
            )
        if packed.missing:
            raise CommandError(_missing(packed))


def _words(packed: Packed) -> str:
    return (
        f"{packed.rows} rows in {packed.files} files, {filesizeformat(packed.bytes)}, stand in {packed.folder}. "
        "It is as confidential as the database."
    )


def _missing(packed: Packed) -> str:
    count = len(packed.missing)
    first = packed.missing[0]
    what = f"1 file that {first.belongs_to} names is" if count == 1 else f"{count} files that records name are"
    return (
        f"The export is whole but for this: {what} missing from the storage ({first.stored_as}, {first.why}). "
        'manifest.json lists this under "missing".'
    )
