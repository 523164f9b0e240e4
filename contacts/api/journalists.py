"""Journalists for other programs: read, added, changed, left alone."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import Field, StringConstraints

from contacts import journalists, reaching
from contacts.addresses import BadAddress, clean_address, clean_phone
from contacts.forms.journalists import JournalistForm
from contacts.journalists import AddressTaken
from contacts.models import Journalist, Outlet, PhoneNumber, Position
from contacts.querysets import JournalistQuerySet
from team.api import etags, paging
from team.api.auth import asking
from team.api.fields import (
    AskedKey,
    Day,
    Flag,
    Given,
    Key,
    Line,
    OneOfWords,
    PathKey,
    Ref,
    Text,
    one_of,
    page_of_record,
)
from team.api.forms import checked, now_with, refusing
from team.api.once import once
from team.api.problems import BadField
from team.api.routes import acts, changes, creates, lists, pages, shows
from team.models import User

router = Router()
MOST_ROWS = 30
PARTS = {"emails", "phones", "positions"}
LONGEST_NOTES = 20_000


class EmailOut(Schema):
    address: str = Field(examples=["ines.albrecht@stromblatt.example.org"])
    is_primary: bool
    bounced_at: datetime | None


class PhoneOut(Schema):
    number: str = Field(examples=["+4930123456"])
    kind: str


class PositionOut(Schema):
    outlet: Ref
    role: str
    from_on: date | None
    until_on: date | None
    is_primary: bool


class JournalistOut(Schema):
    """A person who writes, speaks or edits for the press."""

    id: int
    name: str = Field(examples=["Ines Albrecht"])
    given_name: str
    family_name: str
    country: str
    city: str
    language: str
    time_zone: str
    website: str
    notes: str
    source: str
    owner: Ref | None
    beats: list[str]
    tags: list[str]
    emails: list[EmailOut]
    phones: list[PhoneOut]
    positions: list[PositionOut]
    how_to_pitch: str
    never_follow_up: bool
    no_tracking: bool
    do_not_contact: bool
    do_not_contact_reason: str
    paused_until: date | None
    relationship: int = Field(description="0 new, 1 known, 2 responsive, 3 warm, 4 close.")
    last_contact_at: datetime | None
    last_reply_at: datetime | None
    verified_at: datetime | None
    created_at: datetime
    updated_at: datetime
    page: str = Field(description="Where people see it in Mediarel.")


class EmailIn(Given):
    address: Text = Field(min_length=1, max_length=254, examples=["ines.albrecht@stromblatt.example.org"])
    is_primary: Flag = False


class PhoneIn(Given):
    number: Text = Field(min_length=1, max_length=40)
    kind: Annotated[PhoneNumber.Kind, one_of(PhoneNumber.Kind)] = PhoneNumber.Kind.WORK


class PositionIn(Given):
    outlet: Key = Field(description="The key of an outlet.")
    role: Text = Field("", max_length=160)
    from_on: Day | None = None
    until_on: Day | None = None
    is_primary: Flag = False


class JournalistChange(Given):
    """What is to be changed; what is left out stays. A list takes the place of the one that is there."""

    name: Text = Field(default_factory=str, min_length=1, max_length=200)
    given_name: Text = Field("", max_length=120)
    family_name: Text = Field("", max_length=120)
    country: Text = Field("", max_length=2, description="ISO 3166 code.")
    city: Text = Field("", max_length=120)
    language: Text = Field("", max_length=8, description="ISO 639 code.")
    time_zone: Text = Field("", max_length=60)
    website: Line = ""
    owner: Key | None = Field(None, description="The key of a member of the team who looks after them.")
    how_to_pitch: Text = Field("", max_length=4_000)
    never_follow_up: Flag = False
    no_tracking: Flag = False
    paused_until: Day | None = None
    source: Text = Field("", max_length=120, description="Where you have it from. The law asks.")
    notes: Text = Field("", max_length=LONGEST_NOTES)
    beats: list[Annotated[Text, StringConstraints(min_length=1, max_length=80)]] = Field([], max_length=50)
    tags: list[OneOfWords] = Field([], max_length=50)
    emails: list[EmailIn] = Field([], max_length=MOST_ROWS)
    phones: list[PhoneIn] = Field([], max_length=MOST_ROWS)
    positions: list[PositionIn] = Field([], max_length=MOST_ROWS)


class JournalistIn(JournalistChange):
    """A new journalist. First and last name are guessed where neither is given and it is safe."""

    name: Text = Field(min_length=1, max_length=200, examples=["Ines Albrecht"])


class Reason(Given):
    reason: Text = Field(min_length=1, max_length=300, examples=["Asked for it by phone on 4 May"])


class JournalistsAsked(paging.Asked):
    q: Text = Field("", max_length=120, description="Words of name, outlet, role, address or beat.")
    email: Text = Field("", max_length=254, description="Who has this very address.")
    outlet: AskedKey | None = Field(None, description="Who is at this outlet now.")
    country: Text = Field("", max_length=2)
    language: Text = Field("", max_length=8)
    do_not_contact: Literal["", "true", "false"] = ""


JournalistPage = pages(JournalistOut)


@router.get("/journalists", **lists("contacts", JournalistPage), summary="Journalists")
def list_journalists(request: HttpRequest, asked: Query[JournalistsAsked]) -> dict[str, Any]:
    rows = whole(asking(request))
    if asked.q:
        rows = rows.matching(asked.q)
    if asked.email:
        rows = rows.filter(emails__address__iexact=asked.email)
    if asked.outlet:
        current = Q(until_on=None) | Q(until_on__gt=timezone.localdate())
        there = Position.objects.filter(current, outlet=asked.outlet)
        rows = rows.filter(pk__in=there.values("journalist"))
    for name in ("country", "language"):
        if wanted := getattr(asked, name):
            rows = rows.filter(**{name: wanted})
    if asked.do_not_contact:
        rows = rows.filter(do_not_contact=asked.do_not_contact == "true")
    found, following = paging.page_of(request, rows, asked)
    return {"items": [told(journalist) for journalist in found], "next": following}


@router.get("/journalists/{int:pk}", **shows("contacts", JournalistOut), summary="One journalist")
def show_journalist(request: HttpRequest, response: HttpResponse, pk: PathKey) -> JournalistOut:
    return etags.shown(request, response, _one(asking(request), pk))


@router.post("/journalists", **creates("contacts", JournalistOut), summary="Add a journalist")
def create_journalist(request: HttpRequest, response: HttpResponse, given: JournalistIn) -> Any:
    """409 where another journalist has one of the addresses: no two share one."""
    user = asking(request)

    def work() -> tuple[int, JournalistOut]:
        journalist = journalists.create(by=user, **_fields(Journalist(), given))
        _reach(journalist, given)
        return 201, _one(user, journalist.pk)

    return once(request, response, work)


@router.patch("/journalists/{int:pk}", **changes("contacts", JournalistOut), summary="Change a journalist")
@transaction.atomic
def change_journalist(
    request: HttpRequest, response: HttpResponse, pk: PathKey, given: JournalistChange
) -> JournalistOut:
    user = asking(request)
    journalist = get_object_or_404(Journalist.objects.visible_to(user).select_for_update(), pk=pk)
    etags.require_unchanged(request, _one(user, pk))
    if given.said():
        journalists.update(journalist=journalist, by=user, **_fields(journalist, given))
        _reach(journalist, given)
    return etags.shown(request, response, _one(user, pk))


@router.post(
    "/journalists/{int:pk}/do-not-contact", **acts("contacts", JournalistOut), summary="Leave a journalist alone"
)
def leave_alone(request: HttpRequest, response: HttpResponse, pk: PathKey, given: Reason) -> Any:
    """Nothing is sent to them any more. Said twice, the first reason stays. Only a person lifts it, in the browser."""
    user = asking(request)

    def work() -> tuple[int, JournalistOut]:
        journalist = get_object_or_404(Journalist.objects.visible_to(user), pk=pk)
        journalists.leave_alone(journalist=journalist, reason=given.reason, by=user)
        return 200, _one(user, pk)

    return once(request, response, work)


def _fields(journalist: Journalist, given: JournalistChange) -> dict[str, Any]:
    """What `journalists.create` and `update` take, by the rules of the form; only what was sent."""
    said = given.said()
    form = JournalistForm(now_with(journalist, JournalistForm.Meta.fields, said), instance=journalist)
    fields = checked(form, only=set(said) & set(JournalistForm.Meta.fields))
    return fields | {name: said[name] for name in ("beats", "tags") if name in said}


def _reach(journalist: Journalist, given: JournalistChange) -> None:
    """Addresses, numbers and positions: those that were sent, and the others as they are."""
    said = given.said()
    if not PARTS & set(said):
        return
    with refusing(AddressTaken):
        reaching.set_all(
            journalist=journalist,
            addresses=_addresses(journalist, said.get("emails")),
            numbers=_numbers(journalist, said.get("phones")),
            posts=_posts(journalist, said.get("positions")),
        )


def _addresses(journalist: Journalist, given: list[EmailIn] | None) -> list[reaching.Address]:
    there = {one.address.lower(): one for one in journalist.emails.all()}
    if given is None:
        return [reaching.Address(one.address, one.is_primary, one.pk) for one in there.values()]
    found: dict[str, reaching.Address] = {}
    for at, row in enumerate(given):
        try:
            address = clean_address(row.address)
        except BadAddress as error:
            raise BadField(f"emails/{at}/address", str(error)) from None
        if address.lower() in found:
            raise BadField(f"emails/{at}/address", "The same stands here twice.")
        known = there.get(address.lower())
        found[address.lower()] = reaching.Address(address, row.is_primary, known.pk if known else None)
    _one_at_most("emails", list(found.values()))
    return list(found.values())


def _numbers(journalist: Journalist, given: list[PhoneIn] | None) -> list[reaching.Number]:
    there = {one.number: one for one in journalist.phones.all()}
    if given is None:
        return [reaching.Number(one.number, one.kind, one.pk) for one in there.values()]
    found: dict[str, reaching.Number] = {}
    for at, row in enumerate(given):
        number = clean_phone(row.number, journalist.country)
        if number in found:
            raise BadField(f"phones/{at}/number", "The same stands here twice.")
        known = there.get(number)
        found[number] = reaching.Number(number, row.kind, known.pk if known else None)
    return list(found.values())


def _posts(journalist: Journalist, given: list[PositionIn] | None) -> list[reaching.Post]:
    there = list(journalist.positions.select_related("outlet"))
    if given is None:
        return [_post(one.outlet, one, one.pk) for one in there]
    outlets = Outlet.objects.in_bulk({row.outlet for row in given})
    found = []
    for at, row in enumerate(given):
        if row.outlet not in outlets:
            raise BadField(f"positions/{at}/outlet", "There is no outlet with this key.")
        if row.from_on and row.until_on and row.until_on < row.from_on:
            raise BadField(f"positions/{at}/until_on", "A position cannot end before it begins.")
        if row.until_on and row.is_primary:
            raise BadField(f"positions/{at}/is_primary", "A position that has ended cannot be the primary one.")
        same = next((one for one in there if (one.outlet_id, one.role) == (row.outlet, row.role)), None)
        if same:
            there.remove(same)
        found.append(_post(outlets[row.outlet], row, same.pk if same else None))
    _one_at_most("positions", found)
    return found


def _post(outlet: Outlet, row: Any, pk: int | None) -> reaching.Post:
    return reaching.Post(outlet.name, row.role, row.from_on, row.until_on, row.is_primary, pk, at=outlet)


def _one_at_most(at: str, rows: list[Any]) -> None:
    if sum(row.is_primary for row in rows) > 1:
        raise BadField(at, "Mark one of them as primary, not several.")


def whole(user: User) -> JournalistQuerySet:
    """All that is shown of journalists, in a constant number of queries."""
    rows = Journalist.objects.visible_to(user).with_primary()
    return rows.select_related("owner").prefetch_related("phones", "beats", "tags")


def _one(user: User, pk: int) -> JournalistOut:
    return told(get_object_or_404(whole(user), pk=pk))


APART = {"owner", "beats", "tags", "emails", "phones", "positions", "page"}


def told(journalist: Journalist) -> JournalistOut:
    plain = {name: getattr(journalist, name) for name in JournalistOut.model_fields if name not in APART}
    return JournalistOut(
        **plain,
        owner=Ref.to(journalist.owner),
        beats=[beat.name for beat in journalist.beats.all()],
        tags=[tag.name for tag in journalist.tags.all()],
        emails=[
            EmailOut(address=one.address, is_primary=one.is_primary, bounced_at=one.bounced_at)
            for one in journalist.emails.all()
        ],
        phones=[PhoneOut(number=one.number, kind=one.kind) for one in journalist.phones.all()],
        positions=[
            PositionOut(
                outlet=Ref(id=one.outlet_id, name=one.outlet.name), role=one.role, from_on=one.from_on,
                until_on=one.until_on, is_primary=one.is_primary,
            )
            for one in journalist.positions.all()
        ],
        page=page_of_record(journalist),
    )  # fmt: skip
