"""What articles add to contacts: tabs of the record, and bylines of people who are not contacts yet."""

from typing import Any

from contacts.models import Journalist
from contacts.paging import BoundedPaginator
from contacts.views.journalists import Record
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


class JournalistCoverage(Record):
    tab = "coverage"
    template = "coverage/press/journalist_coverage.html"
    http_method_names = ["get", "head"]

    def content(self, journalist: Journalist) -> dict[str, Any]:
        page = BoundedPaginator(record.clips_of(journalist), CLIPS_A_PAGE).get_page(self.request.GET.get("page"))
        return {"page": page, "summary": record.summary_of(journalist)}
