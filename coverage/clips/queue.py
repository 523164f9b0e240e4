"""The list of triage: what waits for a decision, in the order in which it is to be decided."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.http import QueryDict
from django.utils import timezone

from contacts.paging import BoundedPaginator
from coverage.clips.learning import UNLIKELY
from coverage.forms.triage import FilterForm
from coverage.models import Clip
from team.models import User

A_PAGE = 40
ORDER = ("unlikely", "story", "is_copy", "pk")


@dataclass(frozen=True)
class Place:
    """Which of the list a clip is, counted from 1, and its neighbours."""

    position: int
    preceding: Clip | None
    following: Clip | None


class Queue:
    """What waits, narrowed as the query string asks. What is probably not ours stands at the end; within that the
    oldest story comes first, and its copies right after it."""

    def __init__(self, data: QueryDict, *, user: User) -> None:
        self.user, self.form = user, FilterForm(data)
        self.chosen = self.form.chosen()
        self.asked_page = data.get("page", "")

    @property
    def query(self) -> str:
        """The query string that gives this list again."""
        kept = QueryDict(mutable=True)
        kept.update({name: str(value.pk) for name, value in self.chosen.items()})
        return f"?{kept.urlencode()}" if kept else ""

    def clips(self) -> "QuerySet[Clip]":
        found = Clip.objects.visible_to(self.user).to_decide()
        if client := self.chosen.get("client"):
            found = found.filter(client=client)
        if monitor := self.chosen.get("monitor"):
            found = found.filter(client=monitor.client_id, suggested__monitors__contains=monitor.pk)
        ordered = found.annotate(**_places()).order_by(*ORDER)
        return ordered.select_related("client", "article__outlet", "article__original__outlet").defer(*_HEAVY)

    def page(self, *, holding: Clip | None = None) -> Page:
        """The page that is asked for, else the one on which a clip stands, else the first."""
        pages = BoundedPaginator(self.clips(), A_PAGE)
        if holding is not None and not self.asked_page:
            return pages.get_page(self.clips().filter(_before(holding)).count() // A_PAGE + 1)
        return pages.get_page(self.asked_page or 1)

    def position(self, clip: Clip) -> int:
        """Which it is, counted from 1."""
        return self.clips().filter(_before(clip)).count() + 1

    def following(self, clip: Clip) -> Clip | None:
        """The next one, wherever the clip stands or stood; it need not be in the list any more."""
        return self.clips().filter(_after(clip)).first()

    def preceding(self, clip: Clip) -> Clip | None:
        return self.clips().filter(_before(clip)).last()

    def place(self, clip: Clip, page: Page) -> Place:
        """Where a clip stands, between which; only what is not on this page is asked for."""
        shown = list(page.object_list)
        if clip not in shown:
            return Place(self.position(clip), self.preceding(clip), self.following(clip))
        at = shown.index(clip)
        before = shown[at - 1] if at else self.preceding(clip) if page.has_previous() else None
        after = shown[at + 1] if at + 1 < len(shown) else self.following(clip)
        return Place(page.start_index() + at, before, after)

    def decided_today(self) -> int:
        """By this person, since midnight where they are."""
        midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
        return Clip.objects.filter(decided_by=self.user, decided_at__gte=midnight).count()


_HEAVY = ("notes", "article__text", "article__shingles", "article__search", "article__how", "article__original__text",
          "article__original__shingles", "article__original__search", "article__original__how")  # fmt: skip


def _places() -> dict[str, Any]:
    number = IntegerField()
    return {
        "unlikely": Case(When(score__lt=UNLIKELY, then=Value(1)), default=Value(0), output_field=number),
        "story": Coalesce("article__original_id", "article_id"),
        "is_copy": Case(When(article__original=None, then=Value(0)), default=Value(1), output_field=number),
    }


def _place_of(clip: Clip) -> dict[str, int]:
    unlikely = clip.score is not None and clip.score < UNLIKELY
    original = clip.article.original_id
    return {
        "unlikely": int(unlikely),
        "story": original or clip.article_id,
        "is_copy": int(bool(original)),
        "pk": clip.pk,
    }


def _after(clip: Clip) -> Q:
    return _beyond(clip, "gt")


def _before(clip: Clip) -> Q:
    return _beyond(clip, "lt")


def _beyond(clip: Clip, way: str) -> Q:
    """What stands after ("gt") or before ("lt") a clip, by all of the order."""
    place, condition, same = _place_of(clip), Q(), Q()
    for name in ORDER:
        condition |= same & Q(**{f"{name}__{way}": place[name]})
        same &= Q(**{name: place[name]})
    return condition
