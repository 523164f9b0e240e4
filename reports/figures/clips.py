"""The best clips, and the list of all."""

from typing import Any, Final

from django.db.models import Case, F, IntegerField, OuterRef, Prefetch, Subquery, Value, When

from coverage.models import Clip, ClipMessage, Evidence
from coverage.querysets import ClipQuerySet
from reports.models import Report
from reports.scope import Scope

BEST: Final = 6
LISTED: Final = 200
SENTENCE: Final = 280
HEAVY: Final = ("article__text", "article__search", "article__shingles", "article__how", "article__links", "suggested")


def best(scope: Scope, report: Report) -> dict[str, Any]:
    """Those that a person chose, in their order; else the ones with the highest scores. Three queries at most.

    By the scores goes: value to the objective, then prominence, depth, tone and reach.
    """
    places = {pk: place for place, pk in enumerate(report.chosen.values_list("clip", flat=True))}
    chosen = with_looks(Clip.objects.ours().filter(client=scope.client, pk__in=places)) if places else []
    rows = sorted(chosen, key=lambda clip: places[clip.pk]) or list(by_scores(with_looks(scope.stories))[:BEST])
    return {"by_hand": any(clip.pk in places for clip in rows), "rows": [as_data(clip) for clip in rows]}


def by_scores(clips: Any) -> Any:
    def rank(field: str, order: list[Any]) -> Case:
        return Case(
            *(When(**{field: value}, then=Value(place)) for place, value in enumerate(order, start=1)),
            default=Value(0), output_field=IntegerField(),
        )  # fmt: skip

    prominence = rank("prominence", list(reversed(Clip.Prominence.values)))
    tone = rank("tone", [Clip.Tone.NEGATIVE, Clip.Tone.MIXED, Clip.Tone.NEUTRAL, Clip.Tone.POSITIVE])
    return clips.order_by(
        F("value").desc(nulls_last=True), prominence.desc(), rank("depth", Clip.Depth.values).desc(), tone.desc(),
        F("reach").desc(nulls_last=True), "-at", "pk",
    )  # fmt: skip


def with_looks(clips: ClipQuerySet) -> ClipQuerySet:
    """With outlet, small picture and the sentence that carries a key message best, in two queries more."""
    carried = ClipMessage.objects.filter(clip=OuterRef("pk"), score__gte=1).exclude(sentence="")
    pictures = Evidence.objects.filter(kind=Evidence.Kind.PICTURE).order_by("-pk")
    return (
        clips.select_related("article__outlet", "journalist")
        .defer(*HEAVY)
        .annotate(carried=Subquery(carried.order_by("-score", "pk").values("sentence")[:1]))
        .prefetch_related(Prefetch("evidence", queryset=pictures, to_attr="pictures"))
    )


def as_data(clip: Any) -> dict[str, Any]:
    article = clip.article
    said = clip.carried or article.excerpt or ""
    picture = next(iter(clip.pictures), None)
    return {
        "pk": clip.pk, "title": article.title, "outlet": article.outlet_label, "url": article.url,
        "on": article.published_on.isoformat() if article.published_on else None, "section": article.section,
        "tone": str(clip.get_tone_display()) if clip.tone else "", "tone_key": clip.tone,
        "prominence": str(clip.get_prominence_display()) if clip.prominence else "",
        "depth": str(clip.get_depth_display()) if clip.depth else "",
        "said": said if len(said) <= SENTENCE else f"{said[:SENTENCE].rstrip()}…",
        "is_sentence": bool(clip.carried), "reach": clip.reach, "picture": picture.pk if picture else None,
    }  # fmt: skip


def listed(scope: Scope) -> dict[str, Any]:
    """The newest articles, at most `LISTED`, and how many there are; two queries."""
    stories: Any = scope.stories
    rows = stories.select_related("article__outlet").defer(*HEAVY).order_by("-at", "-pk")
    number = scope.stories.count()
    return {
        "number": number,
        "rows": [
            {
                "title": clip.article.title, "outlet": clip.article.outlet_label, "url": clip.article.url,
                "on": clip.article.published_on.isoformat() if clip.article.published_on else None,
                "tone": str(clip.get_tone_display()) if clip.tone else "",
            }
            for clip in rows[:LISTED]
        ],
    }  # fmt: skip
