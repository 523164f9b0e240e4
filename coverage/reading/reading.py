"""What was read off an article, and from where each part of it came."""

from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any


class NotAnArticle(Exception):
    """What was fetched is no page with text: a picture, a PDF, nothing at all. The text says what it is instead."""


@dataclass(frozen=True, slots=True)
class Reading:
    """`published` is aware, in UTC. `offset` is how many minutes from UTC the page counts its time, where it says so.
    With `day_only` the page gave a day and no time: `published` is then midday UTC, so that it is that day nearly
    everywhere.

    `links` are the domains that the article's own text links to, without "www.". `how` says for each field where it
    was read, for example {"title": "json-ld"}.
    """

    title: str = ""
    authors: tuple[str, ...] = ()
    outlet: str = ""
    published: datetime | None = None
    day_only: bool = False
    offset: int | None = None
    language: str = ""
    canonical_url: str = ""
    image: str = ""
    text: str = ""
    excerpt: str = ""
    word_count: int = 0
    links: tuple[str, ...] = ()
    how: dict[str, str] = field(default_factory=dict)

    def published_as_written(self) -> str:
        """ISO 8601 in the page's own time; a date alone where only the day is known; empty where nothing is."""
        if not self.published:
            return ""
        if self.day_only:
            return self.published.date().isoformat()
        return self.published.astimezone(timezone(timedelta(minutes=self.offset or 0))).isoformat()

    def as_json(self) -> dict[str, Any]:
        """What `manage.py clip` prints; the text itself and its links stay out."""
        shown = asdict(self)
        for inner in ("text", "links", "day_only", "offset"):
            del shown[inner]
        return {**shown, "authors": list(self.authors), "published": self.published_as_written() or None}
