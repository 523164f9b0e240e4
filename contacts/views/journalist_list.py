"""The list of journalists: searched, filtered, sorted and paged in the database."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import EmptyPage, Page, PageNotAnInteger
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views import View

from contacts import badges, bulk_actions
from contacts.filters import SORTS, JournalistFilter, sort_of
from contacts.models import Journalist, MediaList, Tag
from contacts.paging import BoundedPaginator, count_up_to, said
from contacts.querysets import JournalistQuerySet
from core.htmx import render_page
from team.access import TeamRequired
from team.models import User

PER_PAGE = 50
VIEWS = [("Replied this quarter", "replied=90"), ("Never pitched", "pitched=never"), ("To verify", "verify=due")]


@dataclass(frozen=True)
class SavedView:
    """A tab over the list: a query of the house, or a live list of the reader's own."""

    name: str
    href: str
    current: bool


@dataclass(frozen=True)
class Advice:
    """Nothing matches: the filter to drop, and how many there would be without it."""

    dropped: str
    href: str
    count: str


class JournalistList(TeamRequired, View):
    def get(self, request: HttpRequest) -> HttpResponse:
        visible = Journalist.objects.visible_to(request.user)
        filtered = JournalistFilter(request.GET, visible, user=request.user)
        page = page_of(filtered.qs.order_by(*SORTS[sort_of(request.GET)][1]), request.GET)
        context: dict[str, Any] = {
            "filter": filtered,
            "page": page,
            "journalists": page.object_list,
            "badges": badges.badges_of(page.object_list),
            "query": filtered.query_without(),
            "bulk_actions": bulk_actions.actions(),
        }
        if not page.object_list:
            context |= self.nothing(visible, filtered)
        return render_page(request, "contacts/journalist_list.html", context | self.around(filtered), partial="results")

    def nothing(self, visible: JournalistQuerySet, filtered: JournalistFilter) -> dict[str, Any]:
        """Whether there are none yet, or none that match, and what to do about it."""
        total = count_up_to(visible)
        return {"total": total, "total_said": said(total), "advice": advice(filtered) if total else None}

    def around(self, filtered: JournalistFilter) -> dict[str, Any]:
        return {
            "pills": filtered.pills(),
            "views": saved_views(self.request.user, filtered.query_without("sort")),
            "sort": sort_of(self.request.GET),
            "sorts": [(key, name) for key, (name, _) in SORTS.items()],
            "lists": MediaList.objects.visible_to(self.request.user).filter(kind=MediaList.Kind.STATIC),
            "tags": Tag.objects.all(),
            "people": User.objects.working(),
        }


class JournalistFilters(TeamRequired, View):
    """The form of all filters, fetched when its dialog opens: to draw it takes as long as the whole list."""

    def get(self, request: HttpRequest) -> HttpResponse:
        filtered = JournalistFilter(request.GET, Journalist.objects.visible_to(request.user), user=request.user)
        return render(request, "contacts/_journalist_filters.html", {"filter": filtered})


def page_of(found: JournalistQuerySet, query: QueryDict) -> Page:
    """The page asked for, the nearest one if there is no such page, with all that a row shows."""
    shown = found.with_primary().prefetch_related("owner", "beats")
    paginator = BoundedPaginator(shown, PER_PAGE)
    try:
        page = paginator.page(query.get("page", "1"))
    except PageNotAnInteger:
        page = paginator.page(1)
    except EmptyPage:
        page = paginator.page(paginator.num_pages)
    page.object_list = list(page.object_list)
    return page


def saved_views(user: User, query: str) -> list[SavedView]:
    """All, those of the house, and up to three live lists of the reader's own."""
    own = MediaList.objects.filter(owner=user, kind=MediaList.Kind.LIVE).order_by("-updated_at")[:3]
    views = [("All", ""), *VIEWS, *((one.name, one.filters) for one in own)]
    return [SavedView(name, f"?{filters}", query == f"?{filters}") for name, filters in views]


def advice(filtered: JournalistFilter) -> Advice | None:
    """The one filter without which most would be left; None where dropping one alone does not help."""
    best: tuple[int, str] = (0, "")
    for key in filtered.used():
        best = max(best, (count_up_to(filtered.without(key).qs), key))
    count, key = best
    if not count:
        return None
    words = {pill.key: f"{pill.field} {pill.value}" for pill in filtered.pills()}
    return Advice(words.get(key, f"“{filtered.data.get('q', '')}”"), filtered.query_without(key), said(count))
