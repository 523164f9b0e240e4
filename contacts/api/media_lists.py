"""Media lists for other programs: read, begun, and who is on them."""

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema
from pydantic import Field

from contacts import bulk, media_lists
from contacts.api.journalists import JournalistPage, told, whole
from contacts.bulk import ListIsLive
from contacts.media_lists import NameTaken
from contacts.models import Journalist, MediaList
from contacts.querysets import MediaListQuerySet
from core.folding import Fold, every_word
from team.api import etags, paging
from team.api.auth import asking
from team.api.fields import Given, Key, PathKey, Ref, Text, page_of_record
from team.api.forms import refusing
from team.api.once import once
from team.api.problems import BadField
from team.api.routes import acts, creates, lists, pages, shows
from team.models import User

router = Router()
MOST_AT_ONCE = 1000


class MediaListOut(Schema):
    """Journalists to think of together: picked (static), or whoever matches a filter (live)."""

    id: int
    name: str = Field(examples=["Energy press"])
    description: str
    kind: str = Field(description="`static`: people are put on it; `live`: its filters say who is on it.")
    filters: str
    owner: Ref | None
    created_at: datetime
    updated_at: datetime
    page: str = Field(description="Where people see it in Mediarel.")


class MediaListIn(Given):
    """A new list, of people who are picked."""

    name: Text = Field(min_length=1, max_length=120, examples=["Energy press"])
    description: Text = Field("", max_length=4_000)


class Members(Given):
    journalists: Annotated[list[Key], Field(min_length=1, max_length=MOST_AT_ONCE, description="Keys.")]


class ListsAsked(paging.Asked):
    q: Text = Field("", max_length=120, description="Words of the name.")


MediaListPage = pages(MediaListOut)


@router.get("/media-lists", **lists("contacts", MediaListPage), summary="Media lists")
def list_lists(request: HttpRequest, asked: Query[ListsAsked]) -> dict[str, Any]:
    rows = _visible(asking(request))
    if asked.q:
        rows = rows.alias(folded=Fold("name")).filter(every_word("folded", asked.q))
    found, following = paging.page_of(request, rows, asked)
    return {"items": [_told(media_list) for media_list in found], "next": following}


@router.get("/media-lists/{int:pk}", **shows("contacts", MediaListOut), summary="One media list")
def show_list(request: HttpRequest, response: HttpResponse, pk: PathKey) -> MediaListOut:
    return etags.shown(request, response, _told(get_object_or_404(_visible(asking(request)), pk=pk)))


@router.get("/media-lists/{int:pk}/members", **lists("contacts", JournalistPage, also=(404,)), summary="Its members")
def list_members(request: HttpRequest, pk: PathKey, asked: Query[paging.Asked]) -> dict[str, Any]:
    user = asking(request)
    members = media_lists.members_of(get_object_or_404(_visible(user), pk=pk), user=user)
    rows = whole(user).filter(pk__in=members.order_by().values("pk"))
    found, following = paging.page_of(request, rows, asked)
    return {"items": [told(journalist) for journalist in found], "next": following}


@router.post("/media-lists", **creates("contacts", MediaListOut), summary="Begin a media list")
def create_list(request: HttpRequest, response: HttpResponse, given: MediaListIn) -> Any:
    """409 where there is a list of this name."""
    user = asking(request)

    def work() -> tuple[int, MediaListOut]:
        with refusing(NameTaken):
            made = media_lists.create_static(name=given.name, description=given.description, by=user)
        return 201, _told(_visible(user).get(pk=made.pk))

    return once(request, response, work)


@router.post("/media-lists/{int:pk}/additions", **acts("contacts", MediaListOut), summary="Put people on a list")
def add_members(request: HttpRequest, response: HttpResponse, pk: PathKey, given: Members) -> Any:
    """Those who are on it stay. 409 for a live list."""
    return once(request, response, lambda: _change(asking(request), pk, given, bulk.add_to_list))


@router.post("/media-lists/{int:pk}/removals", **acts("contacts", MediaListOut), summary="Take people off a list")
def remove_members(request: HttpRequest, response: HttpResponse, pk: PathKey, given: Members) -> Any:
    """Those who are not on it change nothing. 409 for a live list."""
    return once(request, response, lambda: _change(asking(request), pk, given, bulk.remove_from_list))


def _change(user: User, pk: int, given: Members, verb: Any) -> tuple[int, MediaListOut]:
    media_list = get_object_or_404(_visible(user), pk=pk)
    wanted = Journalist.objects.visible_to(user).filter(pk__in=given.journalists)
    unknown = set(given.journalists) - set(wanted.order_by().values_list("pk", flat=True))
    if unknown:
        raise BadField("journalists", f"There is no journalist with the key {min(unknown)}.")
    with refusing(ListIsLive):
        verb(journalists=wanted, media_list=media_list, by=user)
    return 200, _told(media_list)


def _visible(user: User) -> MediaListQuerySet:
    return MediaList.objects.visible_to(user).select_related("owner")


def _told(media_list: MediaList) -> MediaListOut:
    plain = {name: getattr(media_list, name) for name in MediaListOut.model_fields if name not in {"owner", "page"}}
    return MediaListOut(**plain, owner=Ref.to(media_list.owner), page=page_of_record(media_list))
