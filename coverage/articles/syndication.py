"""The same story in several places: one article is the original, the others are copies that point to it.

Candidates are found by common shingles through an index, and compared word by word (`coverage.articles.likeness`).
See docs/decisions/066-what-is-a-copy.md.
"""

from datetime import UTC, datetime, timedelta
from typing import Any, Final

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from contacts.models import Outlet
from coverage.articles.addresses import key_of
from coverage.articles.likeness import Body, Likeness, likeness
from coverage.articles.storing import ORIGINAL_CLAIM
from coverage.locks import GROUPING
from coverage.models import Article, ArticleAddress

CANDIDATES: Final = 10
WITHIN: Final = timedelta(days=14)
"""Copies appear within this time; what is the same later must be the same throughout."""
THROUGHOUT: Final = 0.85
CLAIMED: Final = 0.25
"""So much is enough where the page itself says that the story came from there."""
AGENCY_LEAD: Final = timedelta(hours=24)
"""An agency counts as the original even if a clock says that others were faster by so much."""

# A shingle that hundreds of articles share is a standing phrase and finds nothing: of each only a few are looked at.
SIMILAR: Final = """
SELECT met.id FROM unnest(%(shingles)s::bigint[]) AS given(shingle)
 CROSS JOIN LATERAL (
    SELECT id FROM coverage_article WHERE shingles @> ARRAY[given.shingle] AND id <> %(self)s LIMIT 40
 ) AS met
 GROUP BY met.id HAVING count(*) >= %(fewest)s ORDER BY count(*) DESC, met.id LIMIT %(most)s
"""


@transaction.atomic
def group(article: Article) -> Article | None:
    """Find what an article is a copy of; gives that original, None where it is one itself.

    An article that was published before the original of its group takes that place. What a person said of an article
    stays. Keeps `shingles`.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [GROUPING])
    body = Body(article.text)
    article.shingles = body.sketch()
    Article.objects.filter(pk=article.pk).update(shingles=article.shingles)
    article.refresh_from_db(fields=["original", "is_original_by_hand"])
    if article.is_original_by_hand or article.original or article.copies.exists():
        return article.original
    found = _claimed(article, body) or _most_like(article, body)
    return _join(article, found) if found else None


def _claimed(article: Article, body: Body) -> Article | None:
    """The article that the page itself names as the original, if we have it and the texts do not speak against it."""
    claim = article.how.get(ORIGINAL_CLAIM, "")
    met = ArticleAddress.objects.filter(url_key=key_of(claim)).select_related("article").first() if claim else None
    if met is None or met.article_id == article.pk:
        return None
    alike = likeness(body, Body(met.article.text))
    return met.article if alike.contained >= CLAIMED or not article.text or not met.article.text else None


def _most_like(article: Article, body: Body) -> Article | None:
    """Whatever it is a copy of, or what is a copy of it: the one with most in common."""
    best: tuple[float, Article] | None = None
    for candidate in _similar(article):
        alike = likeness(body, Body(candidate.text))
        if _is_copy(article, candidate, alike) and (best is None or alike.same > best[0]):
            best = alike.same, candidate
    return best[1] if best else None


def _similar(article: Article) -> list[Article]:
    """Articles that have shingles in common, most first."""
    if not article.shingles:
        return []
    fewest = 3 if len(article.shingles) > 20 else 2
    given: dict[str, Any] = {"shingles": article.shingles, "self": article.pk, "fewest": fewest, "most": CANDIDATES}
    with connection.cursor() as cursor:
        cursor.execute(SIMILAR, given)
        keys = [key for (key,) in cursor.fetchall()]
    found = Article.objects.select_related("original__outlet", "outlet").in_bulk(keys)
    return [found[key] for key in keys if key in found]


def _is_copy(one: Article, other: Article, alike: Likeness) -> bool:
    if not alike.is_copy(one_site=bool(one.domain) and one.domain == other.domain):
        return False
    apart = abs((one.published_at or one.found_at) - (other.published_at or other.found_at))
    return apart <= WITHIN or alike.contained >= THROUGHOUT


def _join(article: Article, found: Article) -> Article | None:
    """Put an article into the group of one that it is like; gives its original, None if it is the original now."""
    root = found.original or found
    if root.is_original_by_hand or not _came_first(article, root):
        _point(Article.objects.filter(pk=article.pk), to=root)
        article.original = root
        return root
    _make_root(article, root)
    return None


def _make_root(article: Article, root: Article) -> None:
    """Have a whole group point to another of its members."""
    Article.objects.filter(pk=article.pk).update(original=None)
    _point(Article.objects.filter(Q(pk=root.pk) | Q(original=root)).exclude(pk=article.pk), to=article)
    article.original = None


def _point(articles: QuerySet[Article], *, to: Article) -> None:
    articles.update(original=to)


def _came_first(one: Article, other: Article) -> bool:
    """Whether `one` is the original of the two: an agency's before what was printed the same day, else the earlier."""
    first, second = _time_of(one), _time_of(other)
    agencies = _is_agency(one), _is_agency(other)
    if agencies[0] != agencies[1] and abs(first - second) <= AGENCY_LEAD:
        return agencies[0]
    if one.published_day_only or other.published_day_only:
        first, second = _day_of(one), _day_of(other)
    return first < second


def _time_of(article: Article) -> datetime:
    return article.published_at or article.found_at


def _day_of(article: Article) -> datetime:
    return _time_of(article).astimezone(UTC).replace(hour=12, minute=0, second=0, microsecond=0)


def _is_agency(article: Article) -> bool:
    return article.outlet is not None and article.outlet.kind == Outlet.Kind.AGENCY
