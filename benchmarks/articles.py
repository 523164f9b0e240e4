"""How well and how fast articles are read: `python -m benchmarks.articles [DIR…]`.

A folder has a file `cases.jsonl`, one JSON object a line: `file` (a saved page beside it), `url`, and what reading it
should yield: `title`, `author` (names, apart from each other by ; , & / "and" and the like), `date`, `sitename`.
Without folders it takes the sample beside the project, ../shared/data/articles, where it is there.

Titles are compared without case, accents, quotes and punctuation; days as the page counts them; authors as sets of
names, compared like titles; of an outlet's name and the label, one may be a part of the other. Speed is the time of
the processor for all that a reading holds, against that of bare `trafilatura.bare_extraction` (the text alone, no
metadata) on the same pages in the same run, the faster of two rounds each. Exits with 1 where a target is missed.
`--wrong` lists what was read otherwise.
"""

import argparse
import json
import re
import statistics
import sys
import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trafilatura import bare_extraction

from coverage.reading import Reading, read

SAMPLE = Path(__file__).resolve().parents[1].parent / "shared" / "data" / "articles"
TARGETS = {"title": 0.92, "day": 0.93, "authors": 0.85, "outlet": 0.90}
SLOWEST = 40.0  # milliseconds a page
THROUGHPUT = 0.7  # of bare trafilatura's
_BETWEEN_NAMES = re.compile(r"\s*[;,/&]\s*|\s+(?:and|und|et|y|e|og|och|en)\s+")


@dataclass(frozen=True)
class Case:
    body: bytes
    label: dict[str, Any]

    @property
    def url(self) -> str:
        return str(self.label["url"])


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure how articles are read, on folders of saved pages.")
    parser.add_argument("folders", metavar="DIR", nargs="*", type=Path)
    parser.add_argument("--wrong", action="store_true", help="list what was read otherwise than the label says")
    options = parser.parse_args()
    folders = options.folders or [SAMPLE]
    if not options.folders and not SAMPLE.is_dir():
        print("Nothing to measure: there are no sample pages beside the project. Name a folder with cases.jsonl.")
        return 0
    return max(_measure(folder, wrong=options.wrong) for folder in folders)


def _measure(folder: Path, *, wrong: bool) -> int:
    cases = _cases(folder)
    ours, readings = _timed(cases, lambda case: read(case.body, url=case.url))
    bare, _ = _timed(cases, lambda case: bare_extraction(case.body, url=case.url))
    print(f"{folder.name} ({len(cases)} pages)")
    good = [_told(field, target, cases, readings, wrong=wrong) for field, target in TARGETS.items()]
    each, share = statistics.mean(ours) * 1000, sum(bare) / sum(ours)
    slow = statistics.quantiles(ours, n=20)[-1] * 1000
    print(f"  a page     {each:6.1f} ms, 95 % under {slow:.1f} ms (to reach: {SLOWEST:.0f} ms)")
    bare_each = statistics.mean(bare) * 1000
    print(f"  throughput {share:6.2f} of bare trafilatura's, {bare_each:.1f} ms a page (to reach: {THROUGHPUT})")
    return 0 if all(good) and each <= SLOWEST and share >= THROUGHPUT else 1


def _cases(folder: Path) -> list[Case]:
    try:
        labels = [
            json.loads(line) for line in (folder / "cases.jsonl").read_text(encoding="utf-8").splitlines() if line
        ]
        return [Case((folder / label["file"]).read_bytes(), label) for label in labels]
    except OSError as error:
        sys.exit(f"{error.filename} cannot be read: {error.strerror}.")


def _timed(cases: list[Case], work: Callable[[Case], Any]) -> tuple[list[float], list[Any]]:
    """Seconds of the processor for each page, the better of two rounds, and what came of it."""
    rounds, results = [], []
    for _ in range(2):
        seconds, results = [], []
        for case in cases:
            started = time.process_time()
            results.append(work(case))
            seconds.append(time.process_time() - started)
        rounds.append(seconds)
    return min(rounds, key=sum), results


def _told(field: str, target: float, cases: list[Case], readings: list[Reading], *, wrong: bool) -> bool:
    pairs = [
        (case, _wanted(field, case), _found(field, reading)) for case, reading in zip(cases, readings, strict=True)
    ]
    counted = [pair for pair in pairs if pair[1]]
    if not counted:
        return True
    share = sum(_is_right(field, wanted, found) for _, wanted, found in counted) / len(counted)
    print(f"  {field:10} {share:6.1%} of {len(counted)} (to reach: {target:.0%})")
    for case, wanted, found in counted if wrong else []:
        if not _is_right(field, wanted, found):
            print(f"    {case.url[:90]}\n      wanted {wanted}\n      found  {found}")
    return share >= target


def _is_right(field: str, wanted: Any, found: Any) -> bool:
    return wanted == found or (field == "outlet" and bool(found) and (found in wanted or wanted in found))


def _wanted(field: str, case: Case) -> object:
    label = case.label
    if field == "authors":
        return {_plain(name) for name in _BETWEEN_NAMES.split(label.get("author") or "")} - {""}
    if field == "day":
        return (label.get("date") or "")[:10]
    return _plain(label.get("title" if field == "title" else "sitename") or "")


def _found(field: str, reading: Reading) -> object:
    if field == "authors":
        return {_plain(part) for name in reading.authors for part in _BETWEEN_NAMES.split(name)} - {""}
    if field == "day":
        return reading.published_as_written()[:10]
    return _plain(reading.title if field == "title" else reading.outlet)


def _plain(text: str) -> str:
    spread = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(letter if letter.isalnum() else " " for letter in spread if not unicodedata.combining(letter))
    return " ".join(kept.split())


if __name__ == "__main__":
    sys.exit(main())
