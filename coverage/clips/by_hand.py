"""Clips that no monitor finds: print, broadcast and podcasts, and pages that could not be read."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from campaigns.models import Campaign, Client
from contacts.models import Outlet
from coverage.articles import bylines, following_up
from coverage.articles.addresses import host_of, key_of, normalised
from coverage.articles.outlets import outlet_for, registrable
from coverage.clips import clipping, deciding, proposing
from coverage.clips.errors import ClipError
from coverage.models import Article, ArticleAddress, Clip
from team.models import User


class KnownAlready(ClipError):
    """The page is stored already: it is clipped from its address, and not entered a second time."""

    def __init__(self, article: Article) -> None:
        super().__init__(f"“{article}” is stored under this address already. Add the clip from its address instead.")
        self.article = article


@transaction.atomic
def enter(
    *,
    client: Client,
    by: User,
    medium: str,
    title: str,
    outlet: str,
    day: date,
    hour: time | None = None,
    campaign: Campaign | None = None,
    authors: Iterable[str] = (),
    url: str = "",
    section: str = "",
    moment: timedelta | None = None,
    text: str = "",
    language: str = "",
    tone: str = "",
    prominence: str = "",
    depth: str = "",
) -> Clip:
    """A clip that a person saw, heard or read, so it is ours at once. `day` and `hour` are the reader's own time.

    The outlet is the one of that name, else of the address, else it is kept by name alone. Raises `KnownAlready`, and
    `coverage.clips.clipping.NoAddress`.
    """
    url = clipping.tidy(url) if url else ""
    if url and (known := clipping.known_article(url)):
        raise KnownAlready(known)
    found = Outlet.objects.named(outlet).order_by("pk").first() or (outlet_for(url) if url else None)
    article = Article(
        medium=medium,
        url=normalised(url) if url else "",
        url_key=key_of(url) if url else "",
        domain=registrable(host_of(url)) if url else "",
        outlet=found,
        outlet_name=outlet,
        title=title,
        section=section,
        moment=moment,
        text=text,
        word_count=len(text.split()),
        language=language or (found.language if found else ""),
        how={"title": "by hand"},
        **_published(day, hour),
    )
    keep(article)
    bylines.put(article, authors)
    bylines.match(article)
    # Before it is followed up, or a monitor of the client would have proposed the clip as its own find.
    clip = proposing.propose_for(article=article, client=client, origin=Clip.Origin.BY_HAND, by=by, campaign=campaign)
    following_up.follow_up(article)
    return deciding.confirm(clip=clip, by=by, tone=tone, prominence=prominence, depth=depth)


def keep(article: Article) -> None:
    """Save it with its address. Raises `KnownAlready` where somebody was faster with the same one."""
    try:
        with transaction.atomic():
            article.save()
            if article.url:
                ArticleAddress.objects.create(article=article, url=article.url, url_key=article.url_key)
    except IntegrityError:
        if known := clipping.known_article(article.url):
            raise KnownAlready(known) from None
        raise


def _published(day: date, hour: time | None) -> dict:
    """A day alone is midday UTC, as everywhere."""
    if hour is None:
        return {"published_at": datetime.combine(day, time(12), tzinfo=UTC), "published_day_only": True}
    at = timezone.make_aware(datetime.combine(day, hour))
    offset = at.utcoffset() or timedelta()
    return {"published_at": at, "published_offset": int(offset.total_seconds() // 60)}
