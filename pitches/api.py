"""Pitches for other programs: read, begun, written. They are sent in the browser, where a person signs them off."""

from datetime import datetime
from typing import Annotated, Any, Literal

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema
from pydantic import Field

from core.folding import Fold, every_word
from pitches import drafting
from pitches.errors import PitchError
from pitches.forms import MessageForm, PitchCreateForm, PlanForm
from pitches.models import Pitch, Recipient
from pitches.querysets import PitchQuerySet
from team.api import etags, paging
from team.api.auth import asking
from team.api.fields import AskedKey, Flag, Given, Key, Moment, PathKey, Ref, Text, one_of, page_of_record
from team.api.forms import checked, now_with, refusing
from team.api.once import once
from team.api.routes import changes, creates, lists, pages, shows
from team.models import User

router = Router(tags=["pitches"])
LONGEST = 100_000


class PitchOut(Schema):
    """A story offered to journalists. Texts are HTML; they may hold merge fields such as {{ first_name }}."""

    id: int
    campaign: Ref
    client: Ref
    title: str = Field(examples=["Trade and energy press"])
    state: str = Field(examples=["draft"])
    owner: Ref
    mailbox: Ref | None
    kit: Ref | None
    revision: int
    subject: str
    body: str
    lede: str
    story: str
    follow_up_on: bool
    follow_up: str
    follow_up_after: int = Field(description="Business days.")
    not_before: datetime | None
    window_start: int
    window_end: int
    weekdays_only: bool
    scheduled_at: datetime | None
    sent_at: datetime | None
    created_at: datetime
    updated_at: datetime
    page: str = Field(description="Where people see it in Mediarel, and send it.")


class RecipientOut(Schema):
    """One journalist in one pitch, and how far things are with them."""

    id: int
    journalist: Ref
    reason: str
    personal_line: str
    status: str = Field(
        description="planned, waiting, sent, followed_up, bounced, left_out, or the kind of the answer."
    )
    sent_at: datetime | None
    answered_at: datetime | None
    answer: str
    left_out_why: str
    created_at: datetime
    updated_at: datetime


class PitchChange(Given):
    """What is to be changed of a draft; what is left out stays. What was approved and changes must be approved anew."""

    title: Text = Field(default_factory=str, min_length=1, max_length=120)
    mailbox: Key | None = Field(None, description="The key of a mailbox that you may send from.")
    kit: Key | None = Field(None, description="The key of a media kit of the client.")
    subject: Text = Field("", max_length=200)
    body: Text = Field("", max_length=LONGEST, description="HTML; what is not allowed is taken out.")
    lede: Text = Field("", max_length=300)
    story: Text = Field("", max_length=LONGEST)
    follow_up_on: Flag = True
    follow_up: Text = Field("", max_length=LONGEST)
    follow_up_after: int = Field(3, strict=True, ge=1, le=365, description="Business days.")
    not_before: Moment | None = None
    window_start: int = Field(5, strict=True, ge=0, le=23)
    window_end: int = Field(12, strict=True, ge=1, le=24)
    weekdays_only: Flag = True


class PitchIn(PitchChange):
    """A new draft, with the team's defaults for what is not said."""

    campaign: Key = Field(description="One that is not closed.")
    title: Text = Field(min_length=1, max_length=120, examples=["Trade and energy press"])


class PitchesAsked(paging.Asked):
    q: Text = Field("", max_length=120, description="Words of the title or the subject.")
    client: AskedKey | None = None
    campaign: AskedKey | None = None
    state: Annotated[Pitch.State | Literal[""], one_of(Pitch.State, "")] = ""


PitchPage = pages(PitchOut)
RecipientPage = pages(RecipientOut)


@router.get("/pitches", **lists("pitches", PitchPage), summary="Pitches")
def list_pitches(request: HttpRequest, asked: Query[PitchesAsked]) -> dict[str, Any]:
    rows = _whole(asking(request))
    if asked.q:
        told, shown = Fold("title"), Fold("subject")
        rows = rows.alias(told=told, shown=shown).filter(every_word("told", asked.q) | every_word("shown", asked.q))
    if asked.client:
        rows = rows.filter(campaign__client=asked.client)
    for name in ("campaign", "state"):
        if wanted := getattr(asked, name):
            rows = rows.filter(**{name: wanted})
    found, following = paging.page_of(request, rows, asked)
    return {"items": [_told(pitch) for pitch in found], "next": following}


@router.get("/pitches/{int:pk}", **shows("pitches", PitchOut), summary="One pitch")
def show_pitch(request: HttpRequest, response: HttpResponse, pk: PathKey) -> PitchOut:
    return etags.shown(request, response, _one(asking(request), pk))


@router.get("/pitches/{int:pk}/recipients", **lists("pitches", RecipientPage, also=(404,)), summary="Its recipients")
def list_recipients(request: HttpRequest, pk: PathKey, asked: Query[paging.Asked]) -> dict[str, Any]:
    pitch = get_object_or_404(Pitch.objects.visible_to(asking(request)), pk=pk)
    rows = Recipient.objects.filter(pitch=pitch).select_related("journalist").with_status()
    found, following = paging.page_of(request, rows, asked)
    return {"items": [_recipient(one) for one in found], "next": following}


@router.post("/pitches", **creates("pitches", PitchOut), summary="Begin a pitch")
def create_pitch(request: HttpRequest, response: HttpResponse, given: PitchIn) -> Any:
    """A draft. Recipients are picked, and it is checked, signed off and sent, in the browser."""
    user = asking(request)

    def work() -> tuple[int, PitchOut]:
        said = given.said()
        known = {name: said.get(name) for name in ("campaign", "title", "mailbox")}
        typed = checked(PitchCreateForm(known, user=user))
        made = drafting.create(campaign=typed["campaign"], title=typed["title"], mailbox=typed["mailbox"], by=user)
        rest = {name: value for name, value in said.items() if name != "campaign" and (name != "mailbox" or value)}
        _save(made, rest, by=user)
        return 201, _one(user, made.pk)

    return once(request, response, work)


@router.patch("/pitches/{int:pk}", **changes("pitches", PitchOut), summary="Change a draft")
@transaction.atomic
def change_pitch(request: HttpRequest, response: HttpResponse, pk: PathKey, given: PitchChange) -> PitchOut:
    """409 for a pitch that is in review, scheduled or sent: its text stands still."""
    user = asking(request)
    pitch = drafting.lock(get_object_or_404(Pitch.objects.visible_to(user), pk=pk))
    etags.require_unchanged(request, _one(user, pk))
    with refusing(PitchError):
        drafting.require_editable(pitch)
        _save(pitch, given.said(), by=user)
    return etags.shown(request, response, _one(user, pk))


def _save(pitch: Pitch, said: dict[str, Any], *, by: User) -> None:
    """By the rules of the two forms of the composer; only what was sent."""
    if not said:
        return
    revision, fields = pitch.revision, dict[str, Any]()
    for form in (_bound(MessageForm, pitch, said), _bound(PlanForm, pitch, said, user=by)):
        fields |= checked(form, only=set(said) & set(form.fields))
    drafting.save(pitch=pitch, by=by, revision=revision, **fields)


def _bound(form: Any, pitch: Pitch, said: dict[str, Any], **more: Any) -> Any:
    data = now_with(pitch, form.Meta.fields, said)
    return form({**data, "revision": pitch.revision}, instance=Pitch.objects.get(pk=pitch.pk), **more)


def _whole(user: User) -> PitchQuerySet:
    return Pitch.objects.visible_to(user).select_related("campaign__client", "owner", "mailbox", "kit")


def _one(user: User, pk: int) -> PitchOut:
    return _told(get_object_or_404(_whole(user), pk=pk))


def _told(pitch: Pitch) -> PitchOut:
    apart = {"campaign", "client", "owner", "mailbox", "kit", "page"}
    plain = {name: getattr(pitch, name) for name in PitchOut.model_fields if name not in apart}
    return PitchOut(
        **plain,
        campaign=Ref.to(pitch.campaign),
        client=Ref.to(pitch.campaign.client),
        owner=Ref.to(pitch.owner),
        mailbox=Ref.to(pitch.mailbox),
        kit=Ref.to(pitch.kit),
        page=page_of_record(pitch),
    )


def _recipient(recipient: Any) -> RecipientOut:
    plain = {name: getattr(recipient, name) for name in RecipientOut.model_fields if name != "journalist"}
    return RecipientOut(**plain, journalist=Ref.to(recipient.journalist))
