"""Asks SpamAssassin's daemon (spamd) what a spam filter would think of a message. Only where SPAMD_URL names one.

The protocol is that of spamc: one question over one connection, and one answer, which ends with a table of what spoke
for and against the message.
"""

import re
import socket
from contextlib import suppress
from dataclasses import dataclass

from django.conf import settings

SECONDS = 20
LARGEST_ANSWER = 1_000_000
STATUS = re.compile(rb"SPAMD/[\d.]+ (\d+) ([^\r\n]*)")
VERDICT = re.compile(rb"^Spam: *\w+ *; *(-?[\d.]+) */ *(-?[\d.]+)", re.MULTILINE)
TABLE = re.compile(r"^\s*-{3,} -{8,} -{8,}\s*$", re.MULTILINE)
RULE = re.compile(r"\s*(-?\d+(?:\.\d+)?) (\w+)\s+(.*)")


class NoVerdict(Exception):
    """The daemon could not be asked; the text says why, as a sentence."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that was noticed: its points, and SpamAssassin's words for it."""

    points: float
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """From `limit` on, a message counts as spam. `rules` are those that added points, the heaviest first."""

    score: float
    limit: float
    rules: tuple[Rule, ...] = ()


def judge(message: bytes) -> Verdict:
    """What spamd thinks of a whole message. Raises NoVerdict."""
    head, _, report = _ask(b"REPORT", message).partition(b"\r\n\r\n")
    found = VERDICT.search(head)
    if not found:
        raise NoVerdict("What SpamAssassin answers cannot be read.")
    return Verdict(float(found[1]), float(found[2]), _rules(report.decode("utf-8", "replace")))


def ping() -> None:
    """Raises NoVerdict unless spamd answers."""
    _ask(b"PING")


def _ask(command: bytes, message: bytes = b"") -> bytes:
    assert settings.SPAMD is not None
    length = b"Content-length: %d\r\n" % len(message) if message else b""
    try:
        with socket.create_connection(settings.SPAMD, SECONDS) as line:
            line.sendall(command + b" SPAMC/1.5\r\n" + length + b"\r\n" + message)
            with suppress(OSError):  # it may have said all it wants to say already
                line.shutdown(socket.SHUT_WR)
            answer = _all_of(line)
    except OSError as error:
        raise NoVerdict("SpamAssassin (SPAMD_URL) does not answer.") from error
    status = STATUS.match(answer)
    if not status:
        raise NoVerdict("What answers at SPAMD_URL is not SpamAssassin's spamd.")
    if status[1] != b"0":
        raise NoVerdict(f"SpamAssassin could not look at it: {status[2].decode('utf-8', 'replace')[:100]}.")
    return answer


def _all_of(line: socket.socket) -> bytes:
    answer = b""
    while len(answer) < LARGEST_ANSWER and (more := line.recv(65_536)):
        answer += more
    return answer


def _rules(report: str) -> tuple[Rule, ...]:
    """The table at the end of a report; long words go on in the next line, indented."""
    rows: list[list[str]] = []
    tables = TABLE.split(report)
    for line in tables[-1].splitlines() if len(tables) > 1 else ():
        if found := RULE.fullmatch(line):
            rows.append([found[1], found[2], found[3].strip()])
        elif rows and line.strip():
            rows[-1][2] += f" {line.strip()}"
    rules = (Rule(float(points), name, words) for points, name, words in rows)
    return tuple(sorted((rule for rule in rules if rule.points > 0), key=lambda rule: -rule.points))
