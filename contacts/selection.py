"""Whom a POST from a list of journalists means: the boxes that are ticked, or all that match."""

from typing import cast

from django.http import HttpRequest, QueryDict

from contacts.filters import JournalistFilter
from contacts.models import Journalist
from contacts.querysets import JournalistQuerySet
from team.models import User

MOST = 10_000


class NobodyChosen(Exception):
    def __init__(self) -> None:
        super().__init__("Nobody is chosen. Tick the journalists it is for, then try again.")


class TooMany(Exception):
    def __init__(self, count: int) -> None:
        super().__init__(f"That would be more than {MOST:,} journalists at once. Narrow the list down by a filter.")
        self.count = count


def chosen(request: HttpRequest) -> JournalistQuerySet:
    """The journalists that `request.POST` chose, of those its user may see now.

    `journalist` holds keys; with `all_matching`, `filters` holds the query string of the list. Raises `NobodyChosen`
    and `TooMany`.
    """
    user = cast(User, request.user)
    visible = Journalist.objects.visible_to(user)
    if request.POST.get("all_matching"):
        found = JournalistFilter(QueryDict(request.POST.get("filters", "")), visible, user=user).qs
        found = visible.filter(pk__in=found.order_by().values("pk"))
    else:
        keys = [int(key) for key in request.POST.getlist("journalist")[: MOST + 1] if key.isdecimal() and len(key) < 19]
        found = visible.filter(pk__in=keys)
    count = found.order_by()[: MOST + 1].count()
    if not count:
        raise NobodyChosen
    if count > MOST:
        raise TooMany(count)
    return found
