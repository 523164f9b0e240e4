"""Days and times as pages write them, for machines and for people."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from datetime import time as clock_time

from coverage.reading.month_words import CROATIAN, NUMBERS


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, with the time of day where it is known, and its minutes from UTC where they are said."""

    day: date
    time: clock_time | None = None
    offset: int | None = None

    def instant(self, offset: int | None = None) -> datetime:
        """In UTC; `offset` counts where the moment says none. Midday UTC where only the day is known."""
        if self.time is None:
            return datetime.combine(self.day, clock_time(12), UTC)
        minutes = self.offset if self.offset is not None else offset or 0
        try:
            return datetime.combine(self.day, self.time, timezone(timedelta(minutes=minutes))).astimezone(UTC)
        except OverflowError:
            return datetime.combine(self.day, self.time, UTC)

    def at_offset(self, offset: int) -> "Moment":
        """The same instant, counted otherwise."""
        local = self.instant().astimezone(timezone(timedelta(minutes=offset)))
        return Moment(local.date(), local.time(), offset)


_ISO = re.compile(
    r"\s*(\d{4})-?(\d{2})-?(\d{2})"
    r"(?:(?:\s*[T_ ,]\s*|\s+)(\d{1,2}):?(\d{2})(?::?(\d{2})(?:[.,:]\d+)?)?\s*"
    r"(Z|UTC|GMT|[A-Z]{3,4}\b|(?:GMT|UTC)?\s?[+\-−]\d{1,2}(?::?\d{2})?)?)?",
    re.I,
)
_SHORT_ISO = re.compile(r"\s*(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_EPOCH = re.compile(r"\s*(\d{10})(\d{3})?\s*$")
_CJK = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일号]?")
_NUMERIC = re.compile(r"(?<![\d.,/])(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?![\d/-]|\.\d)")
_VIETNAMESE = re.compile(r"(\d{1,2}) thang (\d{1,2})[,]? (?:nam )?(\d{4})")
_DAY_FIRST = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|º|ª|\.|η)?,?\s*(?:de |d'|of |del |den |di |e |-)?\s*([^\W\d_]{3,16})\.?,?"
    r"\s*(?:de |del |of |-)?\s*'?(\d{4})(?!\d)"
)
_MONTH_FIRST = re.compile(r"([^\W\d_]{3,14})\.?\s+(\d{1,2})(?:st|nd|rd|th)?\.?,?\s+(\d{4})(?!\d)")
_JAVA = re.compile(r"([a-z]{3}) (\d{1,2}) \d\d:\d\d(?::\d\d)? (?:[a-z]{2,5} )?(\d{4})")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})\.?\s+([^\W\d_]{3,14})\.?\s+(\d{1,2})(?!\d)")
_CLOCK = re.compile(
    r"(?<![\d.])([01]?\d|2[0-3])\s?(?:[:h.]|時|시)\s?([0-5]\d)(?![\d.]\d)(?::[0-5]\d)?\s*([ap]\.?\s?m\b)?"
    r"|(?<!\d)(1[0-2]|[1-9])\s?([ap])\.?m\b",
    re.I,
)
_ZONE = re.compile(r"\b(?:GMT|UTC)\s?([+\-−]\d{1,2}(?::?\d{2})?)|([+\-−]\d{2}:?\d{2})\b|\b([A-Z]{2,4})\b")
_ZONES = {
    "Z": 0, "UTC": 0, "GMT": 0, "WET": 0, "BST": 60, "CET": 60, "MEZ": 60, "CEST": 120, "MESZ": 120, "EET": 120,
    "SAST": 120, "EEST": 180, "MSK": 180, "JST": 540, "KST": 540, "HKT": 480, "SGT": 480, "AWST": 480,
    "AEST": 600, "AEDT": 660, "NZST": 720, "NZDT": 780, "EST": -300, "EDT": -240, "CST": -360, "CDT": -300,
    "MST": -420, "MDT": -360, "PST": -480, "PDT": -420, "BRT": -180, "WIB": 420, "PKT": 300,
}  # fmt: skip
_BUDDHIST = 543
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९๐๑๒๓๔๕๖๗๘๙", "0123456789" * 4)


def read_stamp(text: str, *, month_first: bool = False) -> Moment | None:
    """A date written for machines: ISO 8601 and what passes for it, RFC 5322, seconds since 1970; else as people do."""
    text = text.strip()[:80]
    if match := _EPOCH.match(text):
        seconds = int(match[1])
        at = datetime.fromtimestamp(seconds, UTC)
        return Moment(at.date(), at.time(), 0)
    if match := _ISO.match(text):
        day = _day(match[1], match[2], match[3])
        if day and match[4] and int(match[4]) < 24 and int(match[5]) < 60:
            clock = clock_time(int(match[4]), int(match[5]), min(int(match[6] or 0), 59))
            return Moment(day, _afternoon(clock, text[match.end(5) :]), _offset(match[7]))
        return Moment(day) if day else None
    return next(moments_in(text, month_first=month_first), None)


def moments_in(text: str, *, language: str = "", month_first: bool = False) -> Iterator[Moment]:
    """Every day written out in a text, with the time that stands right after it.

    `month_first` says how 02/03/2024 is meant, where it can be either.
    """
    plain = _folded(text)
    found: list[tuple[int, int, date | None]] = []
    for pattern, order in _ORDERS:
        for match in pattern.finditer(plain):
            year, month, number = (match[group] for group in order)
            named = _month(month, language)
            found.append((match.start(), match.end(), _day(year, str(named), number) if named else None))
    found += [(match.start(), match.end(), _numeric(match, month_first)) for match in _NUMERIC.finditer(plain)]
    end_of_last = -1
    for start, end, day in sorted(found, key=lambda item: item[:2]):
        if day and start >= end_of_last:
            end_of_last = end
            clock, offset = _clock(plain[end : end + 40]) or _clock(plain[max(0, start - 26) : start]) or (None, None)
            yield Moment(day, clock, offset)


_ORDERS = (
    (_CJK, (1, 2, 3)),
    (_SHORT_ISO, (1, 2, 3)),
    (_VIETNAMESE, (3, 2, 1)),
    (_DAY_FIRST, (3, 2, 1)),
    (_MONTH_FIRST, (3, 1, 2)),
    (_JAVA, (3, 1, 2)),
    (_YEAR_FIRST, (1, 2, 3)),
)


def _folded(text: str) -> str:
    text = text.translate(_DIGITS).lower().replace("ı", "i").replace("ł", "l").replace("ß", "ss")
    if text.isascii():
        return text
    spread = unicodedata.normalize("NFD", text)
    kept = "".join(c for c in spread if not ("\u0300" <= c <= "\u036f") or c == "\u0306")
    return unicodedata.normalize("NFC", kept)


def _month(word: str, language: str) -> int | None:
    if word.isdigit():
        return int(word)
    word = _folded(word)
    if language == "hr" and word in CROATIAN:
        return CROATIAN[word]
    return NUMBERS.get(word) or (NUMBERS.get(word[:3]) if len(word) == 4 else None)


def _day(year: str, month: str, day: str) -> date | None:
    number = int(year) + (2000 if len(year) == 2 else 0)
    if number > 2400:
        number -= _BUDDHIST
    try:
        return date(number, int(month), int(day))
    except ValueError:
        return None


def _numeric(match: re.Match[str], month_first: bool) -> date | None:
    first, second = int(match[1]), int(match[3])
    if len(match[4]) == 2 and match[2] == "-":
        return None
    if (month_first and match[2] != "." and first <= 12) or second > 12:
        first, second = second, first
    return _day(match[4], str(second), str(first))


def _clock(text: str) -> tuple[clock_time, int | None] | None:
    match = _CLOCK.search(text)
    if not match:
        return None
    hour, minute = int(match[1] or match[4]), int(match[2] or 0)
    half = (match[3] or match[5] or "").lower()[:1]
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    zone = _ZONE.search(text[match.end() : match.end() + 14].upper())
    return clock_time(hour, minute), _offset(next(filter(None, zone.groups()), None)) if zone else None


def _afternoon(clock: clock_time, rest: str) -> clock_time:
    if re.match(r"(?::\d\d)?\s*pm\b", rest, re.I) and clock.hour < 12:
        return clock.replace(hour=clock.hour + 12)
    return clock


def _offset(said: str | None) -> int | None:
    """Minutes from UTC: Z, +02:00, +0200, GMT+2, CET."""
    if not said:
        return None
    said = said.strip().upper().replace("−", "-")
    if said in _ZONES:
        return _ZONES[said]
    match = re.search(r"([+-])(\d{1,2}):?(\d{2})?$", said)
    if not match:
        return None
    minutes = int(match[2]) * 60 + int(match[3] or 0)
    return (-minutes if match[1] == "-" else minutes) if minutes <= 14 * 60 else None
