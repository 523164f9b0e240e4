"""What a source says of an article before the article itself was read."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed, a sitemap, an alert or a newsletter. `url` is absolute; `published` is aware, where given.

    `text` is the whole text where the source carries it (a newsletter; nothing else is fetched then).
    """

    url: str
    title: str = ""
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    summary: str = ""
    language: str = ""
    image: str = ""
    outlet: str = ""
    text: str = ""

    def as_told(self) -> dict[str, Any]:
        """For `Sighting.told`: what is not empty, the time in ISO 8601."""
        told = {key: value for key, value in asdict(self).items() if value and key != "url"}
        if self.published:
            told["published"] = self.published.isoformat()
        return told

    @classmethod
    def from_told(cls, url: str, told: dict[str, Any]) -> "Entry":
        known = dict(told)
        if "published" in known:
            known["published"] = datetime.fromisoformat(known["published"])
        return cls(url=url, **{**known, "authors": tuple(known.get("authors", ()))})
