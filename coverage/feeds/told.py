from dataclasses import dataclass, field

from coverage.entries import Entry


@dataclass(slots=True)
class Told:
    """A document as its own form has it: texts may hold markup, addresses may be relative."""

    title: str = ""
    site_url: str = ""
    language: str = ""
    entries: list[Entry] = field(default_factory=list)
    maps: list[str] = field(default_factory=list)
    is_sitemap: bool = False
