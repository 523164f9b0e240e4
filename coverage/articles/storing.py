"""Articles are stored once, however many sources lead to them and however many workers read them at a time."""

from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from contacts.models import Outlet
from coverage import listeners
from coverage.articles import bylines
from coverage.articles.addresses import host_of, is_page, key_of, normalised
from coverage.articles.canonical import foreign_claim, own_address
from coverage.articles.outlets import outlet_for, registrable
from coverage.models import Article, ArticleAddress
from coverage.models.source import LONGEST_URL
from coverage.reading import Reading

LONGEST_TEXT = 400_000
"""Characters of an article that are kept: four times the longest that newspapers print."""
TOO_FAR_AHEAD = timedelta(days=1)
"""A time further in the future than this is a mistake of the page's; less is a clock that goes wrong."""

PUBLISHED = ("published_at", "published_offset", "published_day_only")
ORIGINAL_CLAIM = "original"
"""Under this name `how` keeps the address on another domain that a page names as where the story came from."""


class AddressTooLong(ValueError):
    """No page can be stored under this address; the text says so to people."""


@transaction.atomic
def store(
    reading: Reading,
    *,
    url: str,
    medium: str = Article.Medium.ONLINE,
    also: Iterable[str] = (),
    outlet: Outlet | None = None,
) -> tuple[Article, bool]:
    """Keep what was read at `url`; `also` are other addresses that led there. Gives the article, and whether it is new.

    `outlet` is whose it is where its address does not tell, as the source's is. A letter without a page on the web
    (`addresses.of_letter`) is kept without an address.

    It is the same article if any of these addresses, or the canonical one, was met before. Workers that hold one
    address in common wait for each other here; the constraints on keys stand behind that. Raises `AddressTooLong`.
    """
    reading = _as_storable(reading)
    own = own_address(url, claimed=reading.canonical_url)
    if len(own) > LONGEST_URL:
        raise AddressTooLong(f"That address is longer than {LONGEST_URL:,} characters, so it cannot be kept.")
    addresses = {key_of(address): address for address in [*also, url, own]}
    _wait_for_others(addresses)
    known = _known(addresses, first=key_of(own))
    article = known or _create(reading, url, own, medium, outlet)
    _remember(article, addresses)
    if known:
        _complete(known, reading)
    return article, known is None


def _wait_for_others(keys: Iterable[str]) -> None:
    """Lock these addresses until the transaction ends; in one order everywhere, so that nobody waits in a circle."""
    with connection.cursor() as cursor:
        for number in sorted(int(key[:15], 16) for key in keys):
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])


def _known(keys: Iterable[str], *, first: str) -> Article | None:
    """The article that was met at one of these addresses; the canonical one wins where they lead to several."""
    found = ArticleAddress.objects.filter(url_key__in=list(keys)).select_related("article")
    return min(found, key=lambda met: (met.url_key != first, met.pk)).article if found else None


def _create(reading: Reading, url: str, own: str, medium: str, outlet: Outlet | None) -> Article:
    fields = _fields(reading)
    if claim := foreign_claim(url, claimed=reading.canonical_url):
        fields["how"] = fields["how"] | {ORIGINAL_CLAIM: claim}
    article = Article.objects.create(
        medium=medium,
        url=own if is_page(own) else "",
        url_key=key_of(own) if is_page(own) else "",
        domain=registrable(host_of(own)),
        outlet=outlet_for(own) or outlet,
        title=_title(reading, own),
        **fields,
    )
    bylines.put(article, reading.authors)
    bylines.match(article)
    return article


def _remember(article: Article, addresses: dict[str, str]) -> None:
    ArticleAddress.objects.bulk_create(
        [ArticleAddress(article=article, url=normalised(url), url_key=key) for key, url in addresses.items()],
        ignore_conflicts=True,
    )


def _complete(article: Article, reading: Reading) -> None:
    """What is known of it is left alone; what was missing is filled in (it may have been behind a wall before)."""
    read = _fields(reading)
    if article.published_at is not None or read["published_at"] is None:
        read = {name: value for name, value in read.items() if not name.startswith("published_")}
    missing = [name for name, value in read.items() if name != "how" and value and not getattr(article, name)]
    if "published_at" in missing:  # they say together when it was
        missing = [*(name for name in missing if not name.startswith("published_")), *PUBLISHED]
    is_signed = not reading.authors or article.bylines.exists()
    if is_signed and not missing:
        return
    for name in missing:
        setattr(article, name, read[name])
    article.how = read["how"] | article.how | {name: read["how"][name] for name in missing if name in read["how"]}
    article.search = None  # to be asked of monitors again, with all there is now
    article.save(update_fields=[*missing, "how", "search", "updated_at"])
    if not is_signed:
        bylines.put(article, reading.authors)
        bylines.match(article)
    elif "published_at" in missing:
        article.bylines.update(published_at=article.published_at)
    for each in listeners.listeners():
        each.learned(article)


def _fields(reading: Reading) -> dict:
    """What of an article comes straight from the reading, in the lengths that are kept."""
    published = believable(reading.published)
    return {
        "outlet_name": reading.outlet[:200],
        "excerpt": reading.excerpt,
        "text": reading.text[:LONGEST_TEXT],
        "language": reading.language[:8],
        "image_url": reading.image if len(reading.image) <= LONGEST_URL else "",
        "word_count": reading.word_count,
        "published_at": published,
        "published_offset": reading.offset if published else None,
        "published_day_only": reading.day_only and published is not None,
        "links": [domain[:255] for domain in reading.links],
        "how": reading.how,
    }


def _title(reading: Reading, own: str) -> str:
    """The headline; else the first line of the text, else the end of the address: an article is called something."""
    first_line = next(iter(reading.text.strip().splitlines()), "")
    return (reading.title or first_line or own.rstrip("/").rpartition("/")[2])[:500] or host_of(own)


def believable(published: datetime | None) -> datetime | None:
    """The time, unless it lies in the future by more than clocks go wrong."""
    return published if published and published <= timezone.now() + TOO_FAR_AHEAD else None


def _as_storable(reading: Reading) -> Reading:
    """The reading with every text in it `storable`: pages put broken escapes anywhere."""

    def clean(value: Any) -> Any:
        if isinstance(value, str):
            return storable(value)
        if isinstance(value, tuple):
            return tuple(filter(None, map(clean, value)))
        return {clean(key): clean(one) for key, one in value.items()} if isinstance(value, dict) else value

    return replace(reading, **{field.name: clean(getattr(reading, field.name)) for field in fields(reading)})


def storable(text: str) -> str:
    """Text without what PostgreSQL cannot hold: NUL, and halves of characters from broken escapes."""
    return text.replace("\x00", "").encode("utf-8", "ignore").decode("utf-8").strip()
