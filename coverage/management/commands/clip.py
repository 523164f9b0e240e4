"""What the coverage tracker reads off an article, of one address or of many saved pages."""

import gc
import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.fetching import FetchError
from coverage.articles import pipeline
from coverage.articles.fetching import page_at
from coverage.models import Article
from coverage.reading import NotAnArticle, Reading, read


class Command(BaseCommand):
    help = (
        "Reads the article at URL, stores it and says what was read off it. With --html the page is taken from a file "
        "and not fetched; with --dry-run nothing is stored. --batch reads many saved pages, stores nothing, and needs "
        'neither database nor network: one {"url": …, "file": …} a line goes in, one JSON object a line comes out, in '
        'the same order, with the key "error" where a page could not be read.'
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("url", metavar="URL", nargs="?", help="the address of the article")
        parser.add_argument("--html", metavar="FILE", type=Path, help="the page as it was saved; nothing is fetched")
        parser.add_argument("--dry-run", action="store_true", help="say what is read, and store nothing")
        parser.add_argument("--json", action="store_true", help="one JSON object")
        parser.add_argument("--batch", metavar="FILE.jsonl", type=Path, help='lines of {"url": …, "file": …}')

    def handle(self, *args: Any, **options: Any) -> None:
        url, batch = options["url"], options["batch"]
        if (url is None) == (batch is None):
            raise CommandError("Give the URL of an article, or --batch with a file of many.")
        if batch:
            self._batch(batch)
            return
        if not url.startswith(("http://", "https://")):
            raise CommandError(f"{url} is no address of a page: it begins with http:// or https://.")
        body = _contents(options["html"]) if options["html"] else None
        try:
            read_off = _read_off(url, body) if options["dry_run"] else _stored(url, body)
        except (FetchError, NotAnArticle) as problem:
            raise CommandError(f"{url} could not be read: {problem}") from None
        self.stdout.write(json.dumps(read_off, ensure_ascii=False) if options["json"] else _as_lines(read_off))

    def _batch(self, batch: Path) -> None:
        gc.freeze()  # what was imported stays; trees come and go a hundred times as fast
        try:
            for number, line in enumerate(_lines(batch), 1):
                if line.strip():
                    self.stdout.write(json.dumps(_answer(line, number, batch), ensure_ascii=False))
            self.stdout.flush()
        except BrokenPipeError:
            sys.stdout = None  # nobody listens any more; Python would try again when it ends


def _lines(batch: Path) -> Iterator[str]:
    try:
        with batch.open(encoding="utf-8-sig", errors="replace") as stream:
            yield from stream
    except OSError as error:
        raise CommandError(f"{batch} cannot be read: {error.strerror}.") from None


def _answer(line: str, number: int, batch: Path) -> dict[str, Any]:
    """What is read off the page that a line names, or why it could not be."""
    try:
        asked = json.loads(line)
    except ValueError:
        return {"error": f"Line {number} is no JSON."}
    if not isinstance(asked, dict) or not all(isinstance(asked.get(key), str) for key in ("url", "file")):
        return {"error": f'Line {number} needs "url" and "file", both as text.'}
    file = Path(asked["file"])
    if not file.is_absolute() and not file.exists():
        file = batch.parent / file
    try:
        return read(_contents(file), url=asked["url"]).as_json()
    except (CommandError, NotAnArticle) as problem:
        return {"url": asked["url"], "error": str(problem)}


def _contents(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except (OSError, ValueError) as error:
        raise CommandError(f"{file} cannot be read: {getattr(error, 'strerror', error)}.") from None


def _read_off(url: str, body: bytes | None) -> dict[str, Any]:
    if body is not None:
        return read(body, url=url).as_json()
    page = page_at(url)
    return read(page.body, url=page.url, content_type=page.content_type).as_json()


def _stored(url: str, body: bytes | None) -> dict[str, Any]:
    return _as_read(pipeline.read_address(url=url, body=body)).as_json()


def _as_read(article: Article) -> Reading:
    """A stored article in the form of what was read, with the outlet as the team calls it."""
    return Reading(
        title=article.title,
        authors=tuple(article.bylines.values_list("name", flat=True)),
        outlet=article.outlet_label,
        published=article.published_at,
        day_only=article.published_day_only,
        offset=article.published_offset,
        language=article.language,
        canonical_url=article.url,
        image=article.image_url,
        excerpt=article.excerpt,
        word_count=article.word_count,
        how=article.how,
    )


def _as_lines(read_off: dict[str, Any]) -> str:
    """For people: a line a field, with where it was read."""
    how = read_off.pop("how", {})
    shown = {**read_off, "authors": ", ".join(read_off["authors"])}
    return "\n".join(
        f"{name.replace('_', ' '):<14}{'' if value is None else value}{f'  ({how[name]})' if name in how else ''}"
        for name, value in shown.items()
    )
