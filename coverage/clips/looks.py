"""How clips are fetched for lists: with all that a row shows, and without what only the page of one needs."""

from typing import Any

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Prefetch, Subquery
from django.db.models.functions import Coalesce

from coverage.models import Article, Evidence
from coverage.querysets import ClipQuerySet

HEAVY = ("article__text", "article__search", "article__shingles", "article__how", "article__links", "suggested")
SORTS: dict[str, tuple[str, list[Any]]] = {
    "published": ("Newest", [F("article__published_at").desc(nulls_last=True), "-pk"]),
    "added": ("Last added", ["-pk"]),
    "reach": ("Reach", [F("reach").desc(nulls_last=True), "-pk"]),
}


def for_rows(clips: ClipQuerySet) -> ClipQuerySet:
    """With outlet, client, campaign, journalist, bylines, the small picture (`clip.pictures`) and how many copies there
    are of it (`copies`), in a constant number of queries."""
    copies = Article.objects.filter(original=OuterRef("article")).order_by().values("original").annotate(n=Count("pk"))
    pictures = Evidence.objects.filter(kind=Evidence.Kind.PICTURE).order_by("-pk")
    return (
        clips.select_related("article__outlet", "client", "campaign", "journalist")
        .defer(*HEAVY)
        .annotate(copies=Coalesce(Subquery(copies.values("n"), output_field=IntegerField()), 0))
        .prefetch_related("article__bylines", Prefetch("evidence", queryset=pictures, to_attr="pictures"))
    )


def with_evidence() -> Exists:
    """Whether a clip has anything kept of it but the small picture."""
    return Exists(Evidence.objects.filter(clip=OuterRef("pk")).exclude(kind=Evidence.Kind.PICTURE))
