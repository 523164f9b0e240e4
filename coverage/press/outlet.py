"""What an outlet published, what of it is about us, and where we read it: cards of the outlet's page."""

from typing import Any, cast

from django.db.models import F, Prefetch
from django.http import HttpRequest

from contacts.models import Outlet
from contacts.paging import count_up_to, said
from coverage.models import Article, Clip
from coverage.press.record import articles_shown, clients_in
from team.models import User

NEWEST = 8


def articles_panel(outlet: Outlet, request: HttpRequest) -> dict[str, Any]:
    """The newest articles, who signed them, and how many there are."""
    shown = articles_shown().filter(outlet=outlet).prefetch_related("bylines__journalist")
    articles = list(shown.order_by(F("published_at").desc(nulls_last=True), "-pk")[:NEWEST])
    return {
        "outlet": outlet,
        "articles": articles,
        "about": clients_in(articles, user=cast(User, request.user)),
        "count": said(count_up_to(Article.objects.filter(outlet=outlet))),
    }


def coverage_panel(outlet: Outlet, request: HttpRequest) -> dict[str, Any]:
    """The newest clips, and how many there are."""
    ours = Clip.objects.visible_to(cast(User, request.user)).ours().filter(article__outlet=outlet)
    shown = ours.select_related("client", "campaign").prefetch_related(Prefetch("article", articles_shown()), "quoted")
    newest = shown.order_by(F("article__published_at").desc(nulls_last=True), "-pk")
    return {"outlet": outlet, "clips": newest[:NEWEST], "count": said(count_up_to(ours))}


def sources_panel(outlet: Outlet, request: HttpRequest) -> dict[str, Any]:
    return {"sources": outlet.sources.order_by("name", "pk")[:NEWEST]}
