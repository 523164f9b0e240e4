"""Pages of lists that may have a million rows: nothing is counted, and nothing skipped, beyond a bound."""

from functools import cached_property
from typing import cast

from django.core.paginator import Paginator
from django.db.models import QuerySet

MOST = 10_000


def count_up_to(queryset: QuerySet, most: int = MOST) -> int:
    """How many there are, but never more than one above `most`: PostgreSQL stops counting there."""
    return queryset.order_by()[: most + 1].count()


def said(count: int, most: int = MOST) -> str:
    """2,418, or 10,000+ where counting stopped."""
    return f"{most:,}+" if count > most else f"{count:,}"


class BoundedPaginator(Paginator):
    """Counts up to a bound, and ends there; whoever wants to see more narrows the list down.

    A list whose rows are dear to count sets `most` lower.
    """

    most = MOST

    @cached_property
    def count(self) -> int:
        return min(self.found, self.most)

    @cached_property
    def found(self) -> int:
        return count_up_to(cast(QuerySet, self.object_list), self.most)

    @property
    def label(self) -> str:
        return said(self.found, self.most)

    @property
    def is_cut(self) -> bool:
        return self.found > self.most
