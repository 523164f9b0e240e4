"""Sources: the list with how each is doing, the page of one, and what can be done with it."""

from datetime import timedelta
from typing import Any

from django.core.paginator import Page
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views import View

from contacts.paging import BoundedPaginator
from core.history import history_of
from core.htmx import go_to, render_page
from core.toasts import say
from coverage.articles.addresses import is_page
from coverage.feeds import keeping, opml
from coverage.forms.sources import STATES, SourceFilter
from coverage.models import Sighting, Source
from team.access import TeamRequired

PER_PAGE = 50
SIGHTED = 25


class SourceList(TeamRequired, View):
    def get(self, request: HttpRequest) -> HttpResponse:
        visible = Source.objects.visible_to(request.user)
        form = SourceFilter(request.GET)
        rows = form.apply(visible).select_related("outlet").order_by("name", "pk")
        page = BoundedPaginator(rows, PER_PAGE).get_page(request.GET.get("page"))
        said = form.cleaned_data
        context = {
            "page": page,
            "q": said.get("q", ""),
            "state": said.get("state", ""),
            "kind": said.get("kind", ""),
            "kinds": Source.Kind.choices,
            "states": [(*state, number) for state, number in zip(STATES, self.numbers(), strict=True)],
        }
        return render_page(request, "coverage/source_list.html", context, partial="results")

    def numbers(self) -> list[int]:
        """How many there are in each of the states, in one query."""
        visible = Source.objects.visible_to(self.request.user)
        failing = Source.objects.failing().values("pk")
        found = visible.aggregate(
            all=Count("pk"),
            failing=Count("pk", filter=Q(pk__in=failing)),
            paused=Count("pk", filter=Q(is_paused=True)),
        )
        return list(found.values())


class SourceDetail(TeamRequired, View):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        source = find(request, pk, "outlet", "mailbox", "added_by")
        sighted = Sighting.objects.filter(source=source).select_related("article").order_by("-pk")
        context = {
            "source": source,
            "page": sightings_page(BoundedPaginator(sighted, SIGHTED).get_page(request.GET.get("page"))),
            "history": history_of(source),
            "states": _by_state(source),
        }
        return render_page(request, "coverage/source_detail.html", context, partial="sighted")


def sightings_page(page: Page) -> Page:
    """Each sighting with a headline: the article's, else what the source told, else its address. `leads_to` is where
    it can be opened: the article, else the page; a letter that was not read has none."""
    page.object_list = list(page.object_list)
    for sighting in page.object_list:
        article = sighting.article
        sighting.headline = article.title if article else sighting.told.get("title") or sighting.url
        sighting.leads_to = article.get_absolute_url() if article else sighting.url if is_page(sighting.url) else ""
    return page


def _by_state(source: Source) -> dict[str, int]:
    """How many addresses of the last thirty days are in each state."""
    since = timezone.now() - timedelta(days=30)
    counted = source.sightings.filter(created_at__gte=since).order_by().values_list("state").annotate(Count("pk"))
    return dict(counted)


class SourcePoll(TeamRequired, View):
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        source = find(request, pk)
        if source.kind == Source.Kind.NEWSLETTER:
            say(request, "Letters are read as they come in; there is nothing to ask.", tone="plain")
        elif keeping.poll_soon(source):
            say(request, f"{source} is being asked. What is new stands here in a few seconds.")
        elif source.is_paused:
            say(request, f"{source} is paused. Resume it to have it asked.", tone="bad")
        else:
            say(request, f"{source} was asked less than a minute ago.", tone="plain")
        return go_to(request, source)


class SourcePause(TeamRequired, View):
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        source = find(request, pk)
        keeping.pause(source, paused=True)
        say(request, f"{source} is paused", undo=reverse("coverage:source-polling", args=[pk]))
        return go_to(request, source)


class SourcePolling(TeamRequired, View):
    """It is asked again."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        source = find(request, pk)
        keeping.pause(source, paused=False)
        say(request, f"{source} is asked again", undo=reverse("coverage:source-pause", args=[pk]))
        return go_to(request, source)


class SourceRemoval(TeamRequired, View):
    """The source goes, and with it the addresses it gave; articles and clips stay."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        source = find(request, pk)
        source.delete()
        say(request, f"{source} is removed. Articles and clips from it stay.")
        return go_to(request, "coverage:source-list")


class SourceExport(TeamRequired, View):
    """What the list shows, as OPML."""

    def get(self, request: HttpRequest) -> StreamingHttpResponse:
        rows = SourceFilter(request.GET).apply(Source.objects.visible_to(request.user))
        ordered = rows.select_related("outlet").order_by("outlet__name", "outlet_id", "name", "pk")
        response = StreamingHttpResponse(
            opml.write(ordered.iterator(chunk_size=500)), content_type="text/x-opml; charset=utf-8"
        )
        response["Content-Disposition"] = f'attachment; filename="sources-{timezone.localdate():%Y-%m-%d}.opml"'
        return response


def find(request: HttpRequest, pk: int, *related: Any) -> Source:
    rows = Source.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related(*related) if related else rows, pk=pk)
