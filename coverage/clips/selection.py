"""Which clips a POST from the list means: the boxes that are ticked, or all that match."""

from typing import cast

from django.http import HttpRequest, QueryDict

from coverage.clips.errors import ClipError
from coverage.forms.clip_filters import ClipFilter
from coverage.models import Clip
from coverage.querysets import ClipQuerySet
from team.models import User

MOST = 1_000


class NothingChosen(ClipError):
    """No box is ticked, or too many; the message says which, and what to do."""


def chosen(request: HttpRequest) -> ClipQuerySet:
    """The clips that `request.POST` chose, of those its user may see now.

    `clip` holds keys; with `all_matching`, `filters` holds the query string of the list. Raises `NothingChosen`.
    """
    user = cast(User, request.user)
    visible = Clip.objects.visible_to(user)
    if request.POST.get("all_matching"):
        found = ClipFilter(QueryDict(request.POST.get("filters", "")), user=user).narrow(visible)
    else:
        keys = [int(key) for key in request.POST.getlist("clip")[: MOST + 1] if key.isdecimal() and len(key) < 19]
        found = visible.filter(pk__in=keys)
    keys = list(found.order_by().values_list("pk", flat=True).distinct()[: MOST + 1])
    if not keys:
        raise NothingChosen("No clip is chosen. Tick those it is for, then try again.")
    if len(keys) > MOST:
        raise NothingChosen(f"That would be more than {MOST:,} clips at once. Narrow the list down by a filter.")
    return visible.filter(pk__in=keys)
