"""Clients and campaigns for other programs; observers read those that are open to them."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema
from pydantic import Field

from campaigns import running
from campaigns.forms import MESSAGE_LENGTH, MOST_MESSAGES, CampaignForm
from campaigns.models import Campaign, CampaignQuerySet, Client, ClientQuerySet
from core.folding import Fold, every_word
from team.api import etags, paging
from team.api.auth import asking
from team.api.fields import AskedKey, Day, Given, Key, Moment, PathKey, Ref, Text, one_of, page_of_record
from team.api.forms import checked, now_with
from team.api.once import once
from team.api.routes import changes, creates, lists, pages, shows
from team.models import User

router = Router(tags=["campaigns"])
State = Campaign.State


class ClientOut(Schema):
    """A brand whose stories the team tells."""

    id: int
    name: str = Field(examples=["Fernhall Storage"])
    slug: str
    about: str
    website: str
    archived_at: datetime | None
    created_at: datetime
    updated_at: datetime
    page: str = Field(description="Where people see it in Mediarel.")


class CampaignOut(Schema):
    """One story for one client, with what it is meant to achieve."""

    id: int
    client: Ref
    name: str = Field(examples=["Altfelde switch-on"])
    state: str = Field(examples=["running"])
    objective: str
    audience: str
    owner: Ref
    starts_on: date | None
    ends_on: date | None
    embargo_until: datetime | None
    key_messages: list[Ref] = Field(description="In order; `name` is the message.")
    created_at: datetime
    updated_at: datetime
    page: str = Field(description="Where people see it in Mediarel.")


class CampaignChange(Given):
    """What is to be changed; what is left out stays."""

    client: Key = Field(default_factory=int)
    name: Text = Field(default_factory=str, min_length=1, max_length=120)
    state: Annotated[State, one_of(State)] = State.PLANNED
    owner: Key = Field(default_factory=int, description="The key of a member of the team.")
    objective: Text = Field("", max_length=4_000)
    audience: Text = Field("", max_length=4_000)
    starts_on: Day | None = None
    ends_on: Day | None = None
    embargo_until: Moment | None = None
    key_messages: list[Text] = Field([], max_length=MOST_MESSAGES, description=f"Up to {MESSAGE_LENGTH} letters each.")


class CampaignIn(CampaignChange):
    """A new campaign; its owner is whoever makes it, unless somebody else is named."""

    client: Key
    name: Text = Field(min_length=1, max_length=120, examples=["Altfelde switch-on"])


class ClientsAsked(paging.Asked):
    q: Text = Field("", max_length=120, description="Words of the name.")
    archived: Literal["", "true", "false"] = ""


class CampaignsAsked(paging.Asked):
    q: Text = Field("", max_length=120, description="Words of the name.")
    client: AskedKey | None = None
    state: Annotated[State | Literal[""], one_of(State, "")] = ""


ClientPage = pages(ClientOut)
CampaignPage = pages(CampaignOut)


@router.get("/clients", **lists("campaigns", ClientPage, for_observers=True), summary="Clients")
def list_clients(request: HttpRequest, asked: Query[ClientsAsked]) -> dict[str, Any]:
    rows = _clients(asking(request))
    if asked.q:
        rows = rows.alias(folded=Fold("name")).filter(every_word("folded", asked.q))
    if asked.archived:
        rows = rows.filter(archived_at__isnull=asked.archived == "false")
    found, following = paging.page_of(request, rows, asked)
    return {"items": [_client(client) for client in found], "next": following}


@router.get("/clients/{int:pk}", **shows("campaigns", ClientOut, for_observers=True), summary="One client")
def show_client(request: HttpRequest, response: HttpResponse, pk: PathKey) -> ClientOut:
    return etags.shown(request, response, _client(get_object_or_404(_clients(asking(request)), pk=pk)))


@router.get("/campaigns", **lists("campaigns", CampaignPage, for_observers=True), summary="Campaigns")
def list_campaigns(request: HttpRequest, asked: Query[CampaignsAsked]) -> dict[str, Any]:
    rows = _whole(asking(request))
    if asked.q:
        rows = rows.alias(folded=Fold("name")).filter(every_word("folded", asked.q))
    for name in ("client", "state"):
        if wanted := getattr(asked, name):
            rows = rows.filter(**{name: wanted})
    found, following = paging.page_of(request, rows, asked)
    return {"items": [_told(campaign) for campaign in found], "next": following}


@router.get("/campaigns/{int:pk}", **shows("campaigns", CampaignOut, for_observers=True), summary="One campaign")
def show_campaign(request: HttpRequest, response: HttpResponse, pk: PathKey) -> CampaignOut:
    return etags.shown(request, response, _one(asking(request), pk))


@router.post("/campaigns", **creates("campaigns", CampaignOut), summary="Begin a campaign")
def create_campaign(request: HttpRequest, response: HttpResponse, given: CampaignIn) -> Any:
    user = asking(request)

    def work() -> tuple[int, CampaignOut]:
        campaign = Campaign(owner=user, state=State.PLANNED)
        return 201, _one(user, _saved(campaign, given, by=user).pk)

    return once(request, response, work)


@router.patch("/campaigns/{int:pk}", **changes("campaigns", CampaignOut), summary="Change a campaign")
@transaction.atomic
def change_campaign(request: HttpRequest, response: HttpResponse, pk: PathKey, given: CampaignChange) -> CampaignOut:
    user = asking(request)
    campaign = get_object_or_404(Campaign.objects.visible_to(user).select_for_update(), pk=pk)
    etags.require_unchanged(request, _one(user, pk))
    if given.said():
        _saved(campaign, given, by=user)
    return etags.shown(request, response, _one(user, pk))


def _saved(campaign: Campaign, given: CampaignChange, *, by: User) -> Campaign:
    said = given.said()
    data = now_with(campaign, CampaignForm.Meta.fields, said)
    if "key_messages" in said:
        messages = [" ".join(text.split()) for text in said["key_messages"]]
    else:
        messages = [message.text for message in campaign.key_messages.all()] if campaign.pk else []
    form = CampaignForm({**data, "messages": "\n".join(messages)}, instance=campaign, user=by)
    typed = checked(form)
    return running.save_campaign(campaign=form.save(commit=False), messages=typed["messages"])


def _clients(user: User) -> ClientQuerySet:
    return Client.objects.visible_to(user)


def _client(client: Client) -> ClientOut:
    plain = {name: getattr(client, name) for name in ClientOut.model_fields if name != "page"}
    return ClientOut(**plain, page=page_of_record(client))


def _whole(user: User) -> CampaignQuerySet:
    return Campaign.objects.visible_to(user).select_related("client", "owner").prefetch_related("key_messages")


def _one(user: User, pk: int) -> CampaignOut:
    return _told(get_object_or_404(_whole(user), pk=pk))


def _told(campaign: Campaign) -> CampaignOut:
    apart = {"client", "owner", "key_messages", "page"}
    plain = {name: getattr(campaign, name) for name in CampaignOut.model_fields if name not in apart}
    return CampaignOut(
        **plain,
        client=Ref.to(campaign.client),
        owner=Ref.to(campaign.owner),
        key_messages=[Ref.to(message) for message in campaign.key_messages.all()],
        page=page_of_record(campaign),
    )
