"""Who wrote what a clip is of: learnt from the bylines of its article, told on the record of whoever it is.

A clip keeps the author that a person chose. One without an author gets the first who is known to have signed the
article, whenever that becomes known; and loses them again when a person says that they did not.
"""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils import timezone

from contacts import timeline
from contacts.models import Journalist, Position, TimelineEntry
from coverage.models import Article, Byline, Clip
from team.models import User

MOST_OF_OUTLET = 100
"""People of an article's outlet who are offered as its author, besides those above it."""


@transaction.atomic
def learn(articles: "Iterable[int] | QuerySet[Article]") -> int:
    """Clips of these articles (by key) that have no author get theirs; how many. Call it when bylines become known."""
    clips = Clip.objects.filter(article__in=articles, journalist=None)
    clips = clips.filter(Exists(_signed().filter(article=OuterRef("article"))))
    keys = list(clips.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
    return _give(keys)


@transaction.atomic
def forget(articles: Iterable[int], *, journalist: Journalist) -> int:
    """Clips of these articles are not by this journalist any more, where they signed none of them; how many."""
    theirs = Byline.objects.filter(article=OuterRef("article"), journalist=journalist)
    clips = Clip.objects.filter(~Exists(theirs), article__in=articles, journalist=journalist)
    keys = list(clips.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
    TimelineEntry.objects.filter(key__in=[told_as(key) for key in keys]).delete()
    Clip.objects.filter(pk__in=keys).update(journalist=None, updated_at=timezone.now())
    _give(keys)
    return len(keys)


def put_on_timeline(clip: Clip, *, by: User | None) -> None:
    """The coverage stands on the record of whoever wrote it, as long as it is ours; call it when either changes.

    A copy says nothing that the original's clip, by the same author, does not say. `by` is None where nobody did it.
    """
    TimelineEntry.objects.filter(key=told_as(clip.pk)).delete()
    if clip.state != Clip.State.OURS or clip.journalist is None or _stands_with_original(clip):
        return
    timeline.record(
        journalist=clip.journalist,
        kind=TimelineEntry.Kind.COVERED,
        headline=f"Wrote about {clip.client}: “{clip.article}”",
        at=clip.article.published_at or clip.created_at,
        by=by,
        campaign=clip.campaign,
        url=clip.get_absolute_url(),
        key=told_as(clip.pk),
    )


def told_as(key: int) -> str:
    """The key of the timeline entry that tells of the clip with this key."""
    return f"clip:{key}:covered"


def first_known(article: Article) -> Journalist | None:
    """The first of those who signed whom the team knows."""
    byline = _signed().filter(article=article).select_related("journalist").first()
    return byline.journalist if byline else None


def keys_of(clip: Clip) -> set[int]:
    """Everybody known to have signed the article, and whoever is held to be its author."""
    signed = {byline.journalist_id for byline in clip.article.bylines.all() if byline.journalist_id}
    return signed | ({clip.journalist_id} if clip.journalist_id else set())


def offered(clip: Clip) -> list[Journalist]:
    """Who may have written it: those above the article and whoever is held to have, then people of its outlet."""
    above = [byline.journalist_id for byline in clip.article.bylines.all()] + [clip.journalist_id]
    named = list(Journalist.objects.filter(pk__in=filter(None, above)).order_by("sort_name", "pk"))
    if clip.article.outlet_id is None:
        return named
    works_there = Position.objects.filter(journalist=OuterRef("pk"), outlet=clip.article.outlet_id)
    staff = Journalist.objects.filter(Exists(works_there)).exclude(pk__in=[each.pk for each in named])
    return named + list(staff.order_by("sort_name", "pk")[:MOST_OF_OUTLET])


def _signed() -> "QuerySet[Byline]":
    return Byline.objects.exclude(journalist=None).order_by("position", "pk")


def _give(keys: list[int]) -> int:
    """Clips with these keys, which are locked, get the author that their bylines name, if any."""
    if not keys:
        return 0
    author = Subquery(_signed().filter(article=OuterRef("article")).values("journalist")[:1])
    given = Clip.objects.filter(pk__in=keys).update(journalist=author, updated_at=timezone.now())
    ours = Clip.objects.ours().filter(pk__in=keys).select_related("article", "client", "journalist", "campaign")
    for clip in ours.order_by("pk"):
        put_on_timeline(clip, by=None)
    return given


def _stands_with_original(clip: Clip) -> bool:
    if clip.article.original_id is None:
        return False
    same = Clip.objects.ours().filter(article=clip.article.original_id, client=clip.client_id)
    return same.filter(journalist=clip.journalist_id).exists()
