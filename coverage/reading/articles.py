"""Reading one page."""

from datetime import UTC, datetime

from trafilatura import bare_extraction, load_html
from trafilatura.settings import Document

from coverage.entries import Entry
from coverage.reading.reading import NotAnArticle, Reading


def read(body: bytes, *, url: str, content_type: str = "", told: Entry | None = None) -> Reading:
    """What the page at `url` says. `content_type` is the HTTP header's, `told` what its source said of it before.

    Bad pages give what can be read of them. Raises `NotAnArticle` for what is no HTML and no text.
    """
    tree = load_html(body)
    if tree is None:
        raise NotAnArticle("That is not a page with text.")
    told = told or Entry(url=url)
    found = bare_extraction(tree, url=url, with_metadata=True, include_comments=False)
    page = found if isinstance(found, Document) else Document()
    day = datetime.fromisoformat(page.date).replace(hour=12, tzinfo=UTC) if page.date else None
    return Reading(
        title=page.title or told.title,
        authors=tuple(page.author.split("; ")) if page.author else told.authors,
        outlet=page.sitename or told.outlet,
        published=told.published or day,
        day_only=not told.published and bool(day),
        language=told.language,
        canonical_url=page.url or url,
        image=page.image or told.image,
        text=page.text or told.text,
        excerpt=page.description or told.summary,
        word_count=len((page.text or told.text).split()),
    )
