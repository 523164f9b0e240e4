"""The list of clips: as cards or as a table, filtered, sorted and paged in the database; and the same as a file."""

from typing import Any

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views import View

from contacts.paging import BoundedPaginator
from core.htmx import render_page
from coverage.clips import exporting, reach
from coverage.clips.looks import SORTS, for_rows
from coverage.forms.clip_filters import STATES, ClipFilter
from coverage.forms.clips import BulkForm
from coverage.models import Clip
from coverage.querysets import ClipQuerySet
from team.access import SignedIn
from team.trail import acts

PER_PAGE = 24
LOOKS = {"cards": "Cards", "table": "Table"}


class ClipView(SignedIn, View):
    """A view of clips that observers may open too: of their clients', those that are known to be ours."""

    def clips(self) -> ClipQuerySet:
        return Clip.objects.visible_to(self.request.user)


class ClipList(ClipView):
    def get(self, request: HttpRequest) -> HttpResponse:
        form = ClipFilter(request.GET, user=request.user)
        found = form.narrow(self.clips())
        page = _page(found.order_by(*SORTS[_sort(request)][1]), request)
        context: dict[str, Any] = {
            "filter_form": form,
            "pills": form.pills(),
            "page": page,
            "clips": page.object_list,
            "any": bool(page.object_list) or self.clips().exists(),
            "query": request.GET.urlencode(),
            "look": request.GET.get("as") if request.GET.get("as") in LOOKS else "cards",
            "looks": LOOKS.items(),
            "sort": _sort(request),
            "sorts": [(key, name) for key, (name, _) in SORTS.items()],
            "states": [] if request.user.is_observer else STATES.items(),
            "reach": reach.total(found) if page.object_list and not page.paginator.is_cut else None,
            "reach_means": reach.DEFINITION,
            "bulk_form": None if request.user.is_observer else BulkForm(user=request.user),
        }
        return render_page(request, "coverage/clip_list.html", context, partial="results")


class ClipFilters(ClipView):
    """The form of all filters, fetched when its dialog opens."""

    def get(self, request: HttpRequest) -> HttpResponse:
        form = ClipFilter(request.GET, user=request.user)
        return render(request, "coverage/_clip_filters.html", {"filter_form": form})


class ClipExport(ClipView):
    """What the list shows, as CSV."""

    def get(self, request: HttpRequest) -> StreamingHttpResponse:
        found = ClipFilter(request.GET, user=request.user).narrow(self.clips())
        acts.exported("clips as CSV", by=request.user)
        return as_file(found.order_by(*SORTS[_sort(request)][1]), for_team=not request.user.is_observer)


def as_file(clips: ClipQuerySet, *, for_team: bool) -> StreamingHttpResponse:
    response = StreamingHttpResponse(exporting.as_csv(clips, for_team=for_team), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="clips-{timezone.localdate():%Y-%m-%d}.csv"'
    return response


def _sort(request: HttpRequest) -> str:
    sort = request.GET.get("sort", "")
    return sort if sort in SORTS else "published"


def _page(found: ClipQuerySet, request: HttpRequest) -> Page:
    page = BoundedPaginator(found, PER_PAGE).get_page(request.GET.get("page"))
    keys = [clip.pk for clip in page.object_list]
    rows = for_rows(Clip.objects.filter(pk__in=keys)).in_bulk() if keys else {}
    page.object_list = [rows[key] for key in keys]
    return page
