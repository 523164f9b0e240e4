"""The suppression list as files: plain lists read in, hashes carried from one Mediarel to another.

An address is hashed in the same breath as it is read; what is stored until the job has entered it is the hash. An
export carries the fingerprint of its key, because hashes of another key would look right and stop nobody.
"""

import csv
import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from io import StringIO
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from core import jobs
from mail import suppression
from mail.addresses import domain_of, fold, parse
from mail.errors import BadAddress, MailError
from mail.models import Suppression, SuppressionImport
from team.models import User

COLUMNS: Final = ["digest", "scope", "source", "since", "key"]
LARGEST: Final = 50 * 1024 * 1024
MOST_ROWS: Final = 1_000_000
PROBLEMS_KEPT: Final = 200
CHUNK: Final = 2000
HEADINGS: Final = {"address", "addresses", "email", "e-mail", "mail", "domain", "domains", "email address"}
PLAIN: Final = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@")
LABEL: Final = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
DOMAIN: Final = re.compile(rf"(?=.{{1,253}}$)(?:{LABEL}\.)+[A-Za-z][A-Za-z0-9-]*[A-Za-z0-9]")
DIGEST: Final = re.compile(r"[0-9a-f]{64}")


class UnreadableList(MailError):
    """The file is no list, or one that cannot be used here; nothing is kept then."""


@dataclass
class ReadList:
    """What was found: entries as (digest, scope, source, since), each once, and the lines that were neither."""

    entries: list[tuple[str, str, str, str]] = field(default_factory=list)
    problems: list[dict[str, Any]] = field(default_factory=list)
    bad_rows: int = 0

    def object_to(self, line: int, reason: str) -> None:
        self.bad_rows += 1
        if len(self.problems) < PROBLEMS_KEPT:
            self.problems.append({"line": line, "reason": reason})


def decode(raw: bytes) -> str:
    """Text in any common encoding; raises UnreadableList for what is none."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if raw.startswith(mark):
            return raw.decode(encoding, "replace")
    if b"\0" in raw[:4096]:
        even, odd = raw[:4096:2].count(0), raw[1:4096:2].count(0)
        if max(even, odd) < len(raw[:4096]) // 4 or min(even, odd) > 8:
            raise UnreadableList("This is not a text file. Save the list as CSV or TXT and try again.")
        return raw.decode("utf-16-le" if odd > even else "utf-16-be", "replace")
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def read_list(raw: bytes) -> ReadList:
    """Read a plain list (the first column counts), or an export of a Mediarel with the same key.

    Raises UnreadableList for what is no text, too large, or hashed with another key.
    """
    if len(raw) > LARGEST:
        raise UnreadableList(f"The list is larger than {LARGEST // 1024**2} MB. Cut it into parts.")
    rows = _rows(decode(raw))
    first = next(rows, None)
    if first is None:
        raise UnreadableList("There is nothing in this list.")
    if [cell.strip().lower() for cell in first[1]] == COLUMNS:
        return _read_hashes(rows)
    found, seen = ReadList(), set()
    if first[1][0].strip().lower() not in HEADINGS:
        rows = _and_then(first, rows)
    for line, cells in rows:
        try:
            digest, scope = _hashed(cells[0])
        except BadAddress as error:
            found.object_to(line, str(error))
            continue
        if digest not in seen:
            seen.add(digest)
            found.entries.append((digest, scope, Suppression.Source.IMPORT, ""))
    return found


def _and_then(first: tuple[int, list[str]], rows: Iterator[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    yield first
    yield from rows


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that hold something, with their line numbers; commas, semicolons and tabs part the columns."""
    head = text[:4096].split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    csv.field_size_limit(1 << 20)
    reader = csv.reader(StringIO(text.replace("\0", ""), newline=""), delimiter=delimiter)
    count = 0
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            count += 1
            if count > MOST_ROWS:
                raise UnreadableList(f"The list has more than {MOST_ROWS:,} rows. Cut it into parts.")
            yield reader.line_num, cells
    except csv.Error as error:
        raise UnreadableList(f"Line {reader.line_num} cannot be read: {error}.") from None


def _hashed(text: str) -> tuple[str, str]:
    """Digest and scope of what a cell names. The error tells what is wrong and never what stood there."""
    text = text.strip().strip("\"'<>").removeprefix("mailto:").strip()
    if not text:
        raise BadAddress("The first column is empty.")
    local, at, domain = text.rpartition("@")
    if at and local:
        if not (PLAIN.fullmatch(local + at) and DOMAIN.fullmatch(domain)):  # the quick look does for nearly all
            try:
                text = parse(text)
            except BadAddress:
                raise BadAddress("This is neither an e-mail address nor a domain.") from None
        return suppression.digest_of_address(text), Suppression.Scope.ADDRESS
    if not DOMAIN.fullmatch(domain_of(domain)):
        raise BadAddress("This is neither an e-mail address nor a domain.")
    return suppression.digest_of_domain(domain), Suppression.Scope.DOMAIN


def is_address(text: str) -> bool:
    """Whether a person who typed this meant an address rather than a whole domain. Raises BadAddress for neither."""
    return _hashed(text)[1] == Suppression.Scope.ADDRESS


def spelt(text: str) -> str:
    """What a person typed, without what came along when it was copied."""
    return fold(text.strip().strip("\"'<>").removeprefix("mailto:").strip())


def _read_hashes(rows: Iterator[tuple[int, list[str]]]) -> ReadList:
    found, seen, ours = ReadList(), set(), suppression.fingerprint()
    for line, cells in rows:
        digest, scope, source, since, key = [*(cell.strip() for cell in cells), "", "", "", "", ""][:5]
        if key != ours:
            raise UnreadableList(
                f"This list was exported under another key ({key or 'none'}; ours is {ours}). Its hashes would stop "
                "nobody here. Set the same SUPPRESSION_KEY on both sides, or import the addresses themselves."
            )
        if not DIGEST.fullmatch(digest) or scope not in Suppression.Scope or source not in Suppression.Source:
            found.object_to(line, "This row is not as Mediarel exports it.")
        elif _moment(since) is None:
            found.object_to(line, "The time of this row cannot be read.")
        elif (digest, source) not in seen:
            seen.add((digest, source))
            found.entries.append((digest, scope, source, since))
    return found


def _moment(text: str) -> datetime | None:
    try:
        at = parse_datetime(text)
    except ValueError:
        return None
    return at if at and timezone.is_aware(at) else None


@transaction.atomic
def start_import(*, raw: bytes, name: str, note: str, by: User | None) -> SuppressionImport:
    """Hash a list and have a worker enter it. Raises UnreadableList, also when no row of it can be used."""
    made = store(raw=raw, name=name, note=note, by=by)
    made.job = jobs.start(
        kind="mail.import_suppressions",
        title=f"Adding {made.rows:,} entries to the suppression list",
        arguments={"import": made.pk},
        by=by,
        total=made.rows,
    )
    made.save(update_fields=["job", "updated_at"])
    return made


def store(*, raw: bytes, name: str, note: str, by: User | None) -> SuppressionImport:
    """Keep the hashes of a list until they are entered."""
    found = read_list(raw)
    if not found.entries:
        what = f" The first: line {found.problems[0]['line']}." if found.problems else ""
        raise UnreadableList(f"No row of this list is an address or a domain.{what}")
    return SuppressionImport.objects.create(
        name=name[:200],
        note=note[:300],
        rows=len(found.entries),
        bad_rows=found.bad_rows,
        problems=found.problems,
        pending=zlib.compress(json.dumps(found.entries).encode()),
        created_by=by,
    )


@jobs.job("mail.import_suppressions")
def import_suppressions(run: jobs.Run) -> dict[str, Any]:
    made = SuppressionImport.objects.get(pk=run.arguments["import"])
    for position in enter(made):
        run.progress(position, made.rows)
    return {"added": made.added}


def enter(made: SuppressionImport) -> Iterator[int]:
    """Enter what is pending, chunk by chunk; gives how far it is. Called again, it goes on where it stood."""
    entries = json.loads(zlib.decompress(bytes(made.pending))) if made.pending else []
    while made.position < made.rows:
        with transaction.atomic():
            chunk = entries[made.position : made.position + CHUNK]
            made.added += _enter(chunk, made)
            made.position += len(chunk)
            made.save(update_fields=["position", "added", "updated_at"])
        yield made.position
    made.pending = b""
    made.save(update_fields=["pending", "updated_at"])


def _enter(chunk: list[tuple[str, str, str, str]], made: SuppressionImport) -> int:
    """Enter some, and tell how many were news."""
    listed = Suppression.objects.filter(digest__in=[digest for digest, *_ in chunk])
    known = set(listed.values_list("digest", "source"))
    fresh = [
        Suppression(
            digest=digest,
            scope=scope,
            source=source,
            since=_moment(since) or made.created_at,
            note=made.note,
            added_by_id=made.created_by_id,
        )
        for digest, scope, source, since in chunk
        if (digest, source) not in known
    ]
    Suppression.objects.bulk_create(fresh, ignore_conflicts=True)
    return len(fresh)


def export_rows() -> Iterator[list[str]]:
    """The whole list, oldest first, one row at a time, the headings above."""
    key = suppression.fingerprint()
    yield COLUMNS
    rows = Suppression.objects.order_by("pk").values_list("digest", "scope", "source", "since")
    for digest, scope, source, since in rows.iterator(chunk_size=5000):
        yield [digest, scope, source, since.isoformat(), key]
