"""Media lists: picked ones and live ones, and who is on them."""

from django.db import IntegrityError, transaction
from django.http import QueryDict

from contacts.filters import JournalistFilter
from contacts.models import Journalist, MediaList
from contacts.querysets import JournalistQuerySet
from team.models import User


class NameTaken(Exception):
    """There is a list of this name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"There is a list named “{name}” already. Choose it, or give this one another name.")


class NothingToKeep(Exception):
    def __init__(self) -> None:
        super().__init__("A live list needs at least one filter. Filter the list of journalists first, then save it.")


def create_static(*, name: str, by: User, description: str = "") -> MediaList:
    """A list that people are put on one by one. Raises `NameTaken`."""
    return _create(MediaList(name=name.strip(), owner=by, description=description))


def create_live(*, name: str, filters: str, by: User, description: str = "") -> MediaList:
    """A list of whoever matches `filters`, the query of the journalist list. Raises `NameTaken`, `NothingToKeep`."""
    query = QueryDict(filters, mutable=True)
    for key in list(query):
        if key not in JournalistFilter.base_filters or not any(query.getlist(key)):
            del query[key]
    if not query:
        raise NothingToKeep
    live = MediaList(
        name=name.strip(), owner=by, description=description, kind=MediaList.Kind.LIVE, filters=query.urlencode()
    )
    return _create(live)


def _create(media_list: MediaList) -> MediaList:
    try:
        with transaction.atomic():
            media_list.save()
    except IntegrityError as problem:
        if "contacts_list_name" not in str(problem):
            raise
        raise NameTaken(media_list.name) from None
    return media_list


def members_of(media_list: MediaList, *, user: User) -> JournalistQuerySet:
    """Who is on a list now. "Me" in a live list's filters is its owner, whoever looks."""
    visible = Journalist.objects.visible_to(user)
    if media_list.is_live:
        return JournalistFilter(QueryDict(media_list.filters), visible, user=media_list.owner).qs
    return visible.filter(pk__in=media_list.members.values("journalist"))
