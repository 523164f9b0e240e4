"""Lists are bounded: every one is cut into pages in the database."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest


def page_of(request: HttpRequest, rows: "QuerySet[Any]", size: int) -> Page:
    """The page of `rows` that `?page=` asks for; nonsense gives the first, too far gives the last."""
    return Paginator(rows, size).get_page(request.GET.get("page"))
