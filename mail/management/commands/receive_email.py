"""Take in messages from files or, as a mail server's pipe, from standard input."""

import json
import os
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import InterfaceError, OperationalError

from mail import intake
from mail.models import IncomingMessage, Mailbox

TRY_AGAIN = os.EX_TEMPFAIL  # 75: the mail server keeps the message and comes back


class Command(BaseCommand):
    help = (
        "Takes in e-mail messages (RFC 5322) from FILEs, or one from standard input, so that it can stand behind a "
        "mail server's pipe. Says of each what it is and to which message of ours it belongs. "
        "Exit code 75 asks the mail server to try again later."
    )
    requires_system_checks: list[str] = []  # a pipe is started once for every message

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", metavar="FILE", nargs="*", type=Path, help="a message; none: standard input")
        parser.add_argument("--mailbox", metavar="ADDRESS", help="the mailbox that the messages came to")
        parser.add_argument("--dry-run", action="store_true", help="say what each is, and store nothing")
        parser.add_argument("--json", action="store_true", help="one JSON object a line for each message")

    def handle(self, *args: Any, **options: Any) -> None:
        files: list[Path] = options["files"]
        for file in files:
            _check(file)
        try:
            box = _mailbox(options["mailbox"])
            for raw in map(_read, files) if files else [_read_pipe()]:
                answer = _examined(raw) if options["dry_run"] else _described(intake.receive(raw, mailbox=box))
                self._tell(_as_json(answer) if options["json"] else _as_sentence(answer), stored=not options["dry_run"])
        except (OperationalError, InterfaceError) as error:
            raise CommandError(
                f"The database cannot be reached, try again later: {str(error).strip().splitlines()[0]}",
                returncode=TRY_AGAIN,
            ) from None

    def _tell(self, line: str, *, stored: bool) -> None:
        """Say what it was. Where nobody listens any more, what is stored is stored: the mail server must not come back
        with it."""
        try:
            self.stdout.write(line)
            self.stdout.flush()
        except (BrokenPipeError, OSError, ValueError):
            sys.stdout = None  # Python would try again when it ends, and fail
            if not stored:
                raise CommandError("Nobody reads what this command says.") from None


def _check(file: Path) -> None:
    """All files are looked at before the first is taken in, so that a slip of the pen leaves nothing half done."""
    try:
        with file.open("rb") as stream:
            if not stream.read(1):
                raise CommandError(f"{file} is empty.")
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from None


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            raw = stream.read(intake.LARGEST + 1)
            size = os.fstat(stream.fileno()).st_size
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from None
    return intake.shortened(raw, size)


def _read_pipe() -> bytes:
    if sys.stdin.isatty():
        raise CommandError("Name the files with the messages, or pipe one message to standard input.")
    raw = sys.stdin.buffer.read(intake.LARGEST + 1)
    size = len(raw)
    while more := sys.stdin.buffer.read(1 << 20):  # the mail server must get rid of all of it
        size += len(more)
    if not raw:
        raise CommandError("Nothing came in on standard input.")
    return intake.shortened(raw, size)


def _mailbox(address: str | None) -> Mailbox | None:
    if not address:
        return None
    found = Mailbox.objects.filter(address__iexact=address).first()
    if found is None:
        raise CommandError(f"There is no mailbox with the address {address}.")
    return found


def _examined(raw: bytes) -> dict[str, Any]:
    verdict, match = intake.examine(raw)
    return {
        "kind": str(verdict.kind),
        "permanent": verdict.permanent,
        "addresses": verdict.addresses,
        "reason": verdict.reason,
        "text": verdict.text,
        "returns_on": verdict.returns_on.isoformat() if verdict.returns_on else None,
        "matched": match.message.message_id if match else None,
    }


def _described(incoming: IncomingMessage) -> dict[str, Any]:
    return {
        "kind": incoming.kind or None,
        "permanent": incoming.permanent,
        "addresses": incoming.addresses,
        "reason": incoming.reason or incoming.error,
        "text": incoming.text,
        "returns_on": incoming.returns_on.isoformat() if incoming.returns_on else None,
        "matched": incoming.matched.message_id if incoming.matched else None,
    }


def _as_json(answer: dict[str, Any]) -> str:
    return json.dumps(answer, ensure_ascii=False)


def _as_sentence(answer: dict[str, Any]) -> str:
    kind = IncomingMessage.Kind(answer["kind"]).label if answer["kind"] else "Stored, to be read later"
    final = " (permanent)" if answer["permanent"] else ""
    about = f" about {', '.join(answer['addresses'])}" if answer["addresses"] else ""
    matched = f"; belongs to {answer['matched']}" if answer["matched"] else ""
    return f"{kind}{final}{about}{matched}"
