"""Past coverage in kits: what readers see of a clip is what was published, and nothing that the team thinks of it.

The only door from kits to clips.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from campaigns.models import Client
from coverage.clips.looks import HEAVY
from coverage.models import Clip
from coverage.querysets import ClipQuerySet

NOT_OURS: Final = "it is not confirmed to be about the client any more"


@dataclass(frozen=True)
class CoverageLine:
    """One published piece: where, headline, day, authors, and its address ("" of what was printed or broadcast)."""

    url: str
    title: str
    outlet: str
    published_on: date | None
    authors: tuple[str, ...]


def citable() -> ClipQuerySet:
    """The clips that may stand in kits: a person called them ours."""
    return Clip.objects.ours().select_related("article__outlet").defer(*HEAVY)


def coverage_lines(keys: Iterable[int]) -> dict[int, CoverageLine]:
    """What readers see of those of these clips that may be shown today, by key; two queries, none without keys."""
    found = citable().filter(pk__in=list(keys)).prefetch_related("article__bylines") if keys else ()
    return {clip.pk: line_of(clip) for clip in found}


def line_of(clip: Clip) -> CoverageLine:
    """`clip` comes with its article, outlet and bylines."""
    article = clip.article
    names = tuple(byline.name for byline in article.bylines.all())
    return CoverageLine(article.url, article.title, article.outlet_label, article.published_on, names)


def cited(keys: Iterable[int]) -> list[list[str]]:
    """What an approval of these clips covers: which piece it is, its headline, its day and its address, by key.

    Not what workers learn of it later: the outlet that its site turns out to be, and the names above it.
    """
    lines = sorted(coverage_lines(keys).items())
    return [[str(key), line.title, str(line.published_on or ""), line.url] for key, line in lines]


def offered(client: Client, text: str) -> ClipQuerySet:
    """The client's clips whose headline or outlet has these words, the newest first, no copies among them."""
    clips = citable().filter(client=client, article__original=None).prefetch_related("article__bylines")
    for word in text.split()[:8]:
        clips = clips.filter(article__title__icontains=word) | clips.filter(article__outlet_name__icontains=word)
    return clips.order_by("-article__published_at", "-pk")
