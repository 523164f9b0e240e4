"""Articles for other programs, to read."""

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema
from pydantic import Field

from coverage.clips.looks import HEAVY
from coverage.models import Article
from coverage.monitors.searching import typed
from coverage.querysets import ArticleQuerySet
from team.api import etags, paging
from team.api.auth import asking
from team.api.fields import AskedKey, Moment, PathKey, Ref, Text, one_of, page_of_record
from team.api.routes import lists, pages, shows
from team.models import User

router = Router()
OF_ARTICLE = tuple(name.removeprefix("article__") for name in HEAVY if name.startswith("article__"))
APART = {"outlet", "original", "authors", "page", "text", "excerpt"}


class AuthorOut(Schema):
    """A name above an article, and the journalist it belongs to, where that is known."""

    name: str
    journalist: int | None


class ArticleOut(Schema):
    """Something that was published."""

    id: int
    title: str = Field(examples=["Four dark days, one battery"])
    url: str
    medium: str
    domain: str
    outlet: Ref | None
    outlet_name: str = Field(description="The outlet as the page named it.")
    authors: list[AuthorOut]
    language: str
    published_at: datetime | None
    published_day_only: bool = Field(description="The page gave a day; the time is midday UTC.")
    section: str
    word_count: int
    image_url: str
    original: int | None = Field(description="The article that this one is a syndicated copy of.")
    created_at: datetime
    updated_at: datetime
    page: str = Field(description="Where people see it in Mediarel.")


class WholeArticleOut(ArticleOut):
    """An article with what was read of it."""

    excerpt: str
    text: str


class ArticlesAsked(paging.Asked):
    q: Text = Field("", max_length=200, description="What a monitor understands: words, phrases, AND, OR, NOT …")
    outlet: AskedKey | None = None
    language: Text = Field("", max_length=8)
    medium: Annotated[Article.Medium | Literal[""], one_of(Article.Medium, "")] = ""
    published_since: Moment | None = None


ArticlePage = pages(ArticleOut)


@router.get("/articles", **lists("coverage", ArticlePage), summary="Articles")
def list_articles(request: HttpRequest, asked: Query[ArticlesAsked]) -> dict[str, Any]:
    rows = whole(asking(request)).defer(*OF_ARTICLE)
    if asked.q:
        query = typed(asked.q)
        rows = rows.answering(query) if query else rows.none()
    for name in ("outlet", "language", "medium"):
        if wanted := getattr(asked, name):
            rows = rows.filter(**{name: wanted})
    if asked.published_since:
        rows = rows.filter(published_at__gte=asked.published_since)
    found, following = paging.page_of(request, rows, asked)
    return {"items": [ArticleOut(**plainly(article)) for article in found], "next": following}


@router.get("/articles/{int:pk}", **shows("coverage", WholeArticleOut), summary="One article")
def show_article(request: HttpRequest, response: HttpResponse, pk: PathKey) -> WholeArticleOut:
    article = get_object_or_404(whole(asking(request)), pk=pk)
    record = WholeArticleOut(**plainly(article), excerpt=article.excerpt, text=article.text)
    return etags.shown(request, response, record)


def whole(user: User) -> ArticleQuerySet:
    return Article.objects.visible_to(user).select_related("outlet").prefetch_related("bylines")


def plainly(article: Article) -> dict[str, Any]:
    """What `ArticleOut` shows. Reads `outlet` and `bylines`."""
    plain = {name: getattr(article, name) for name in ArticleOut.model_fields if name not in APART}
    return {
        **plain,
        "outlet": Ref.to(article.outlet),
        "authors": [AuthorOut(name=one.name, journalist=one.journalist_id) for one in article.bylines.all()],
        "original": article.original_id,
        "page": page_of_record(article),
    }
