"""An article of which nothing can be read but what its source says: behind a wall, or a letter."""

from coverage.entries import Entry
from coverage.reading import Reading
from coverage.reading.languages import language_of

MOST_EXCERPT = 400
READ_FROM_ENTRY = ("title", "authors", "outlet", "published", "language", "image", "text", "summary")


def reading_of(entry: Entry) -> Reading:
    """What the source says, in the form of what is read off a page. Each field notes where it is from: "source"."""
    text = entry.text.strip()
    offset = entry.published.utcoffset() if entry.published else None
    return Reading(
        title=entry.title,
        authors=entry.authors,
        outlet=entry.outlet,
        published=entry.published,
        offset=int(offset.total_seconds() // 60) if offset is not None else None,
        language=language_of(text or entry.title, [entry.language])[0],
        image=entry.image,
        text=text,
        excerpt=entry.summary.strip() or text[:MOST_EXCERPT],
        word_count=len(text.split()),
        how={name: "source" for name in READ_FROM_ENTRY if getattr(entry, name)},
    )
