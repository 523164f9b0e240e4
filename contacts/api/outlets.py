"""Outlets for other programs: read, added, changed."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema
from pydantic import Field

from contacts import outlets
from contacts.forms.outlets import OutletForm
from contacts.models import Outlet
from contacts.querysets import OutletQuerySet
from team.api import etags, paging
from team.api.auth import asking
from team.api.fields import Count, Day, Given, Line, PathKey, Small, Text, one_of, page_of_record
from team.api.forms import checked, now_with
from team.api.once import once
from team.api.routes import changes, creates, lists, pages, shows
from team.models import User

router = Router()
Kind = Annotated[Outlet.Kind | Literal[""], one_of(Outlet.Kind, "")]
LONGEST_NOTES = 20_000


class OutletOut(Schema):
    """Where journalists publish."""

    id: int
    name: str = Field(examples=["Stromblatt"])
    kind: str = Field(examples=["trade"])
    website: str
    domain: str = Field(examples=["stromblatt.example.org"])
    country: str = Field(examples=["DE"])
    city: str
    language: str = Field(examples=["de"])
    time_zone: str
    reach: int | None
    reach_source: str
    reach_on: date | None
    pitch_cap: int | None
    notes: str
    source: str
    tags: list[str]
    verified_at: datetime | None
    created_at: datetime
    updated_at: datetime
    page: str = Field(description="Where people see it in Mediarel.")


class OutletChange(Given):
    """What is to be changed; what is left out stays."""

    name: Text = Field(default_factory=str, min_length=1, max_length=160)
    kind: Kind = ""
    website: Line = ""
    domain: Text = Field("", max_length=255, description="Read off the website where neither is known.")
    country: Text = Field("", max_length=2, description="ISO 3166 code.", examples=["DE"])
    city: Text = Field("", max_length=120)
    language: Text = Field("", max_length=8, description="ISO 639 code.", examples=["de"])
    time_zone: Text = Field("", max_length=60, examples=["Europe/Berlin"])
    reach: Count | None = Field(None, description="Readers, listeners or visitors a month; needs `reach_source`.")
    reach_source: Text = Field("", max_length=120)
    reach_on: Day | None = None
    pitch_cap: Small | None = Field(None, description="Overrides the team's cap for this outlet.")
    source: Text = Field("", max_length=120, description="Where you have it from.")
    notes: Text = Field("", max_length=LONGEST_NOTES)


class OutletIn(OutletChange):
    """A new outlet."""

    name: Text = Field(min_length=1, max_length=160, examples=["Stromblatt"])


class OutletsAsked(paging.Asked):
    q: Text = Field("", max_length=120, description="Words of the name; accents and case do not count.")
    kind: Kind = ""
    country: Text = Field("", max_length=2)


OutletPage = pages(OutletOut)


@router.get("/outlets", **lists("contacts", OutletPage), summary="Outlets")
def list_outlets(request: HttpRequest, asked: Query[OutletsAsked]) -> dict[str, Any]:
    rows = _whole(asking(request))
    if asked.q:
        rows = rows.matching(asked.q)
    for name in ("kind", "country"):
        if wanted := getattr(asked, name):
            rows = rows.filter(**{name: wanted})
    found, following = paging.page_of(request, rows, asked)
    return {"items": [_told(outlet) for outlet in found], "next": following}


@router.get("/outlets/{int:pk}", **shows("contacts", OutletOut), summary="One outlet")
def show_outlet(request: HttpRequest, response: HttpResponse, pk: PathKey) -> OutletOut:
    return etags.shown(request, response, _one(asking(request), pk))


@router.post("/outlets", **creates("contacts", OutletOut), summary="Add an outlet")
def create_outlet(request: HttpRequest, response: HttpResponse, given: OutletIn) -> Any:
    def work() -> tuple[int, OutletOut]:
        outlet = _saved(Outlet(), given, by=asking(request))
        return 201, _one(asking(request), outlet.pk)

    return once(request, response, work)


@router.patch("/outlets/{int:pk}", **changes("contacts", OutletOut), summary="Change an outlet")
@transaction.atomic
def change_outlet(request: HttpRequest, response: HttpResponse, pk: PathKey, given: OutletChange) -> OutletOut:
    user = asking(request)
    outlet = get_object_or_404(Outlet.objects.visible_to(user).select_for_update(), pk=pk)
    etags.require_unchanged(request, _one(user, pk))
    if given.said():
        _saved(outlet, given, by=user)
    return etags.shown(request, response, _one(user, pk))


def _saved(outlet: Outlet, given: OutletChange, *, by: User) -> Outlet:
    form = OutletForm(now_with(outlet, OutletForm.Meta.fields, given.said()), instance=outlet)
    checked(form)
    return outlets.save(outlet=form.save(commit=False), by=by)


def _whole(user: User) -> OutletQuerySet:
    return Outlet.objects.visible_to(user).prefetch_related("tags")


def _one(user: User, pk: int) -> OutletOut:
    return _told(get_object_or_404(_whole(user), pk=pk))


def _told(outlet: Outlet) -> OutletOut:
    plain = {name: getattr(outlet, name) for name in OutletOut.model_fields if name not in {"tags", "page"}}
    return OutletOut(**plain, tags=[tag.name for tag in outlet.tags.all()], page=page_of_record(outlet))
