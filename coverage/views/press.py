"""What articles add to contacts: tabs of the record, and bylines of people who are not contacts yet."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from contacts.models import Journalist
from contacts.paging import BoundedPaginator
from contacts.views.journalists import OneJournalist, Record
from core.toasts import say
from coverage.press import record

ARTICLES_A_PAGE = 30
CLIPS_A_PAGE = 30


class JournalistArticles(Record):
    tab = "articles"
    template = "coverage/press/journalist_articles.html"
    http_method_names = ["get", "head"]

    def content(self, journalist: Journalist) -> dict[str, Any]:
        page = BoundedPaginator(record.bylines_of(journalist), ARTICLES_A_PAGE).get_page(self.request.GET.get("page"))
        page.object_list = list(page.object_list)
        articles = [byline.article for byline in page.object_list]
        return {"page": page, "about": record.clients_in(articles, user=self.request.user)}


class ArticleRefusal(OneJournalist):
    """This article is by somebody else of the same name."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, byline_pk: int) -> HttpResponse:
        journalist = self.journalist()
        byline = get_object_or_404(record.bylines_of(journalist), pk=byline_pk)
        undo = record.refuse(byline=byline, by=request.user)
        say(request, f"“{byline.article}” is off the record of {journalist}", undo=undo)
        return redirect("coverage:journalist-articles", journalist.pk)


class JournalistCoverage(Record):
    tab = "coverage"
    template = "coverage/press/journalist_coverage.html"
    http_method_names = ["get", "head"]

    def content(self, journalist: Journalist) -> dict[str, Any]:
        page = BoundedPaginator(record.clips_of(journalist), CLIPS_A_PAGE).get_page(self.request.GET.get("page"))
        return {"page": page, "summary": record.summary_of(journalist)}
