"""How well messages are read, on folders of them that somebody labelled: `python -m benchmarks.reading DIR…`.

A folder has a file `labels.jsonl`, one JSON object a line. `file` names a message beside it; what else is given is what
reading it should yield: `kind`, `permanent`, `addresses`, `returns_on`, `text` (the visible part). With `"body": true`
the file is the plain text of a reply and not a whole message. `received_on` is the day it came, by default
20 November 2026.

Each set is told in two halves, parted by the digest of the file's name: rules are made with one half (`dev`) in view,
the other (`held`) says how well they hold. `--wrong` lists what the first half gets wrong, `--wrong-held` the other.
Nothing is stored and no database is needed.
"""

import argparse
import hashlib
import json
import os
import secrets
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import django

ARRIVED = "2026-11-20"
Row = tuple[dict[str, Any], dict[str, Any]]  # what was expected, what was read


@dataclass(frozen=True)
class Measure:
    """A share: of the rows that count, how many are `good`. `wanted` is the figure to reach, and whether from below."""

    name: str
    counts: Callable[[dict[str, Any]], bool]
    good: Callable[[dict[str, Any], dict[str, Any]], bool]


MEASURES = [
    Measure("kind right", lambda label: "kind" in label, lambda label, read: label["kind"] == read["kind"]),
    Measure(
        "hard bounces found", lambda label: label.get("permanent") is True, lambda _, read: read["permanent"] is True
    ),
    Measure(
        "soft bounces called hard",
        lambda label: label.get("permanent") is False,
        lambda _, read: read["permanent"] is True,
    ),
    Measure(
        "addresses right",
        lambda label: "addresses" in label,
        lambda label, read: _folded(label["addresses"]) <= _folded(read["addresses"]),
    ),
    Measure(
        "day of return right",
        lambda label: "returns_on" in label,
        lambda label, read: label["returns_on"] == read["returns_on"],
    ),
    Measure(
        "visible text exact", lambda label: "text" in label, lambda label, read: _same(label["text"], read["text"])
    ),
]


def main() -> int:
    options = _options()
    os.environ.setdefault("SECRET_KEY", secrets.token_urlsafe(48))
    os.environ.setdefault("DATABASE_URL", "postgres://nobody@127.0.0.1:1/none")
    os.environ.setdefault("REDIS_URL", "redis://127.0.0.1:1/0")
    os.environ["DJANGO_SETTINGS_MODULE"] = "mediarel.settings"
    django.setup()
    for folder in options.folders:
        halves: dict[str, list[Row]] = defaultdict(list)
        for label in _labels(folder):
            halves[half_of(label["file"])].append((label, read(folder / label["file"], label)))
        for half in sorted(halves):
            _tell(folder.name, half, halves[half], wrong=half in options.wrong)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure the reading of incoming mail on labelled folders.")
    parser.add_argument("folders", metavar="DIR", nargs="+", type=Path)
    parser.add_argument("--wrong", dest="wrong", action="append_const", const="dev", default=[])
    parser.add_argument("--wrong-held", dest="wrong", action="append_const", const="held")
    return parser.parse_args()


def _labels(folder: Path) -> Iterator[dict[str, Any]]:
    try:
        lines = (folder / "labels.jsonl").read_text(encoding="utf-8").splitlines()
    except OSError as error:
        sys.exit(f"{folder} has no labels.jsonl that can be read: {error.strerror}.")
    yield from (json.loads(line) for line in lines if line.strip())


def half_of(name: str) -> str:
    return "dev" if hashlib.sha256(name.encode()).digest()[0] % 2 else "held"


def read(file: Path, label: dict[str, Any]) -> dict[str, Any]:
    """What reading the message yields, in the words of `manage.py receive_email --json`."""
    from mail.classification import classify  # Django is set up by now
    from mail.parsing import parse_mail
    from mail.reply_text import visible_text

    raw = file.read_bytes()
    if label.get("body"):
        return {"kind": None, "permanent": None, "addresses": [], "text": visible_text(raw.decode("utf-8", "replace"))}
    verdict = classify(parse_mail(raw), received_on=date.fromisoformat(label.get("received_on", ARRIVED)))
    return {
        "kind": str(verdict.kind),
        "permanent": verdict.permanent,
        "addresses": verdict.addresses,
        "reason": verdict.reason,
        "text": verdict.text,
        "returns_on": verdict.returns_on.isoformat() if verdict.returns_on else None,
    }


def _tell(name: str, half: str, rows: list[Row], *, wrong: bool) -> None:
    print(f"{name} ({half}, {len(rows)} messages)")
    for measure in MEASURES:
        counted = [row for row in rows if measure.counts(row[0])]
        good = [row for row in counted if measure.good(*row)]
        if counted:
            print(f"  {measure.name:26} {len(good):4} of {len(counted):4}  {len(good) / len(counted):6.1%}")
        bad = good if measure.name == "soft bounces called hard" else [row for row in counted if row not in good]
        for label, found in bad if wrong else []:
            told = found["text"] if "text" in measure.name else found.get("reason")
            print(f"    {label['file']}: {found['kind']} {found['permanent']} {found['addresses']} {told!r}"[:600])


def _folded(addresses: list[str]) -> set[str]:
    return {address.lower() for address in addresses}


def _same(expected: str, found: str) -> bool:
    """Exactly the same but for white space at the ends of lines and of the text."""
    return [line.rstrip() for line in expected.strip().splitlines()] == [
        line.rstrip() for line in found.strip().splitlines()
    ]


if __name__ == "__main__":
    sys.exit(main())
