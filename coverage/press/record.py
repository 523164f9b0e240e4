"""What a journalist wrote, and what of it is about us: the tabs of the record."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Prefetch, QuerySet

from contacts import undoing
from contacts.models import Journalist
from contacts.paging import count_up_to
from coverage.articles import bylines
from coverage.models import Article, Byline, Clip
from team.models import User

SHOWN = (
    "title", "excerpt", "url", "medium", "domain", "outlet", "outlet_name", "language", "word_count", "published_at",
    "published_day_only", "original",
)  # fmt: skip


def articles_shown() -> "QuerySet[Article]":
    """Articles with what a list shows of them, and without their texts."""
    return Article.objects.select_related("outlet").only(*SHOWN, "outlet__name")


def bylines_of(journalist: Journalist) -> "QuerySet[Byline]":
    """What they signed, the newest first, each with its article."""
    shown = Byline.objects.filter(journalist=journalist).prefetch_related(Prefetch("article", articles_shown()))
    return shown.order_by(F("published_at").desc(nulls_last=True), "-pk")


def refuse(*, byline: Byline, by: User) -> str:
    """Say that an article is not by the journalist it was put down to; gives the address that takes it back.

    What a person said of a byline no match changes again.
    """
    undo = undoing.remember(by=by, what="refused-byline", byline=byline.pk, journalist=byline.journalist_id)
    bylines.decide(byline=byline, journalist=None)
    return undo


def take_refusal_back(kept: dict[str, Any], by: User) -> int:
    """Put it back on their record, unless it has become somebody else's."""
    journalist = Journalist.objects.filter(pk=kept["journalist"]).first()
    if journalist is None:
        raise undoing.TooLate
    byline = Byline.objects.filter(pk=kept["byline"], journalist=None).first()
    if byline is None:
        return 0
    bylines.decide(byline=byline, journalist=journalist)
    return 1


def count_articles(journalist: Journalist) -> int:
    return count_up_to(Byline.objects.filter(journalist=journalist))


def clips_of(journalist: Journalist) -> "QuerySet[Clip]":
    """What they wrote about our clients, as people decided, the newest first, with what a list shows of it."""
    shown = Clip.objects.ours().filter(journalist=journalist).select_related("client", "campaign")
    shown = shown.prefetch_related(Prefetch("article", articles_shown()), "quoted")
    return shown.order_by(F("article__published_at").desc(nulls_last=True), "-pk")


def count_clips(journalist: Journalist) -> int:
    return count_up_to(Clip.objects.ours().filter(journalist=journalist))


def clients_in(articles: Sequence[Article], *, user: User) -> dict[int, list[Clip]]:
    """Article's key → the clips it is, of the clients that the reader may see; one query."""
    found: dict[int, list[Clip]] = {}
    clips = Clip.objects.visible_to(user).ours().filter(article__in=[article.pk for article in articles])
    for clip in clips.select_related("client").order_by("client__name"):
        found.setdefault(clip.article_id, []).append(clip)
    return found


@dataclass(frozen=True)
class Summary:
    """What a journalist's coverage of us is like: how many of each tone, how many quote a spokesperson."""

    total: int
    tones: list[tuple[str, int]]
    quoting: int


def summary_of(journalist: Journalist) -> Summary:
    """Over all of it, at most the newest thousand; two queries."""
    clips = list(Clip.objects.ours().filter(journalist=journalist).order_by("-pk").values_list("pk", "tone")[:1000])
    tones = Counter(tone for _, tone in clips)
    quoting: Any = Clip.quoted.through.objects.filter(clip__in=[pk for pk, _ in clips])
    return Summary(
        total=len(clips),
        tones=[(label, tones[value]) for value, label in Clip.Tone.choices if tones[value]],
        quoting=quoting.values("clip").distinct().count(),
    )
