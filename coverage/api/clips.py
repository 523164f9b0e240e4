"""Clips for other programs: read (observers too), added from an address or by hand, decided."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from http import HTTPStatus
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema
from pydantic import Field, StringConstraints

from campaigns.models import Spokesperson
from contacts.models import Journalist
from core.fetching import FetchError
from coverage.api.articles import ArticleOut, plainly
from coverage.articles import pipeline
from coverage.clips import by_hand, clipping, deciding
from coverage.clips.errors import ClipError, ForeignChoice
from coverage.clips.looks import HEAVY
from coverage.forms.clips import AddressForm
from coverage.forms.clips_by_hand import ByHandForm
from coverage.models import Article, Clip
from coverage.querysets import ClipQuerySet
from coverage.reading import NotAnArticle
from team.api import etags, paging
from team.api.auth import asking
from team.api.fields import AskedKey, Day, Flag, Given, Key, Moment, PathKey, Ref, Text, one_of, page_of_record
from team.api.forms import checked, refusing
from team.api.once import once
from team.api.problems import BadField
from team.api.routes import acts, creates, lists, pages, shows
from team.models import User

router = Router()
State = Clip.State
Tone = Annotated[Clip.Tone | Literal[""], one_of(Clip.Tone, "")]
Prominence = Annotated[Clip.Prominence | Literal[""], one_of(Clip.Prominence, "")]
Depth = Annotated[Clip.Depth | Literal[""], one_of(Clip.Depth, "")]
Hour = Annotated[Text, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$|^$")]
UNPROCESSABLE = HTTPStatus.UNPROCESSABLE_ENTITY


class ClipOut(Schema):
    """An article that concerns a client. Only what is `ours` counts; `waiting` waits for a person to say so."""

    id: int
    client: Ref
    campaign: Ref | None
    article: ArticleOut
    journalist: Ref | None
    state: str = Field(examples=["ours"])
    origin: str
    tone: str
    prominence: str
    depth: str
    value: int | None = Field(description="Value to the objective, 0 to 2.")
    quoted: list[Ref] = Field(description="Spokespeople quoted.")
    links_to_us: bool
    reach: int | None
    reach_source: str
    reach_on: date | None
    notes: str | None = Field(description="For the team; null to observers.")
    decided_at: datetime | None
    created_at: datetime
    updated_at: datetime
    page: str = Field(description="Where people see it in Mediarel.")


class ClipFromAddress(Given):
    url: Text = Field(min_length=1, max_length=2_000, examples=["https://stromblatt.example.org/four-dark-days"])
    client: Key
    campaign: Key | None = None


class ClipByHand(Given):
    """What was printed, said or shown, or a page that cannot be read. A person saw it, so it is ours at once."""

    medium: Annotated[Article.Medium, one_of(Article.Medium)]
    client: Key
    campaign: Key | None = None
    title: Text = Field(min_length=1, max_length=500)
    outlet: Text = Field(min_length=1, max_length=160, description="Its name.")
    authors: list[Annotated[Text, StringConstraints(min_length=1, max_length=200, pattern="^[^,]*$")]] = Field(
        [], max_length=5
    )
    day: Day = Field(description="When it was published.")
    hour: Hour = Field("", description="In the time zone of the token's owner.", examples=["07:30"])
    section: Text = Field("", max_length=120, description="Page or programme.")
    seconds: int | None = Field(None, strict=True, ge=0, lt=86_400, description="Where in a broadcast.")
    url: Text = Field("", max_length=2_000)
    language: Text = Field("", max_length=8)
    text: Text = Field("", max_length=200_000, description="Text or transcript.")
    tone: Tone = ""
    prominence: Prominence = ""
    depth: Depth = ""


class Confirmation(Given):
    """That it is ours, with what is to be corrected; what is left out stays as it is suggested."""

    campaign: Key | None = None
    journalist: Key | None = None
    tone: Tone = ""
    prominence: Prominence = ""
    depth: Depth = ""
    value: int | None = Field(None, strict=True, ge=0, le=2)
    quoted: list[Key] = Field([], max_length=50, description="Keys of spokespeople of the client.")
    links_to_us: Flag = False
    notes: Text = Field("", max_length=20_000)


class Rejection(Given):
    """That it is not ours; there is nothing to be said beyond that."""


class ClipsAsked(paging.Asked):
    client: AskedKey | None = None
    campaign: AskedKey | None = None
    journalist: AskedKey | None = None
    state: Annotated[State | Literal[""], one_of(State, "")] = ""
    tone: Tone = ""
    published_since: Moment | None = None


ClipPage = pages(ClipOut)


@router.get("/clips", **lists("coverage", ClipPage, for_observers=True), summary="Clips")
def list_clips(request: HttpRequest, asked: Query[ClipsAsked]) -> dict[str, Any]:
    user = asking(request)
    rows = _whole(user)
    for name in ("client", "campaign", "journalist", "state", "tone"):
        if wanted := getattr(asked, name):
            rows = rows.filter(**{name: wanted})
    if asked.published_since:
        rows = rows.filter(article__published_at__gte=asked.published_since)
    found, following = paging.page_of(request, rows, asked)
    return {"items": [_told(clip, user) for clip in found], "next": following}


@router.get("/clips/{int:pk}", **shows("coverage", ClipOut, for_observers=True), summary="One clip")
def show_clip(request: HttpRequest, response: HttpResponse, pk: PathKey) -> ClipOut:
    return etags.shown(request, response, _one(asking(request), pk))


@router.post("/clips/from-address", **creates("coverage", ClipOut, known=True), summary="Add a clip from an address")
def clip_from_address(request: HttpRequest, response: HttpResponse, given: ClipFromAddress) -> Any:
    """The page is read now, which may take some seconds; the clip then waits to be decided. 200 with the clip that is
    there already. 422 where the page cannot be read: enter it by hand."""
    user = asking(request)
    typed = checked(AddressForm(given.said(), user=user))

    def fetch() -> None:
        """Outside the transaction: it takes long, and is stored once however often it is done."""
        with refusing(ClipError, FetchError, NotAnArticle, status=UNPROCESSABLE):
            url = clipping.tidy(typed["url"])
            if not clipping.known_article(url):
                pipeline.read_address(url=url)

    def work() -> tuple[int, ClipOut]:
        began = set(Clip.objects.filter(client=typed["client"], article__in=_met(typed["url"])).values_list("pk"))
        with refusing(ClipError, FetchError, NotAnArticle, status=UNPROCESSABLE):
            clip = clipping.clip_address(by=user, **typed)
        return (200 if (clip.pk,) in began else 201), _one(user, clip.pk)

    return once(request, response, work, before=fetch)


@router.post("/clips/by-hand", **creates("coverage", ClipOut), summary="Enter a clip by hand")
def clip_by_hand(request: HttpRequest, response: HttpResponse, given: ClipByHand) -> Any:
    """409 where the page is stored already: add it from its address."""
    user = asking(request)

    def work() -> tuple[int, ClipOut]:
        said = given.said()
        seconds = said.pop("seconds", None)
        said["authors"] = ", ".join(said.get("authors", []))
        said["moment"] = timedelta(seconds=seconds) if seconds is not None else None
        typed = checked(ByHandForm(said, user=user))
        del typed["file"]
        with refusing(ClipError):
            clip = by_hand.enter(by=user, **typed)
        return 201, _one(user, clip.pk)

    return once(request, response, work)


@router.post("/clips/{int:pk}/confirmation", **acts("coverage", ClipOut), summary="Call a clip ours")
def confirm_clip(request: HttpRequest, response: HttpResponse, pk: PathKey, given: Confirmation) -> Any:
    """Its waiting copies are decided with it. 409 where it is ours already."""

    def decide(clip: Clip, user: User) -> None:
        deciding.confirm(clip=clip, by=user, **_corrections(clip, given, user))

    return _decided(request, response, pk, decide)


@router.post("/clips/{int:pk}/rejection", **acts("coverage", ClipOut), summary="Call a clip not ours")
def reject_clip(request: HttpRequest, response: HttpResponse, pk: PathKey, given: Rejection) -> Any:
    """Its waiting copies are decided with it. 409 where it was called so already."""
    return _decided(request, response, pk, lambda clip, user: deciding.reject(clip=clip, by=user))


def _decided(request: HttpRequest, response: HttpResponse, pk: int, decide: Callable[[Clip, User], Any]) -> Any:
    user = asking(request)

    def work() -> tuple[int, ClipOut]:
        clip = get_object_or_404(Clip.objects.visible_to(user), pk=pk)
        with refusing(ForeignChoice, status=UNPROCESSABLE), refusing(ClipError):
            decide(clip, user)
        return 200, _one(user, pk)

    return once(request, response, work)


def _corrections(clip: Clip, given: Confirmation, user: User) -> Any:
    """What `deciding.confirm` takes of what was sent."""
    said = given.said()
    campaigns = clip.client.campaigns.all()
    for name, of in (("campaign", campaigns), ("journalist", Journalist.objects.visible_to(user))):
        if said.get(name) is not None:
            said[name] = of.filter(pk=said[name]).first()
            if said[name] is None:
                raise BadField(name, "There is none with this key, or it is another client's.")
    if "quoted" in said:
        people = Spokesperson.objects.visible_to(user).filter(client=clip.client_id, pk__in=said["quoted"])
        if len(people) < len(set(said["quoted"])):
            raise BadField("quoted", "One of them does not speak for this client.")
        said["quoted"] = people
    return said


def _met(url: str) -> Any:
    known = clipping.known_article(clipping.tidy(url))
    return [known.pk] if known else []


def _whole(user: User) -> ClipQuerySet:
    rows = Clip.objects.visible_to(user).select_related("client", "campaign", "journalist", "article__outlet")
    return rows.prefetch_related("quoted", "article__bylines").defer(*HEAVY)


def _one(user: User, pk: int) -> ClipOut:
    return _told(get_object_or_404(_whole(user), pk=pk), user)


def _told(clip: Clip, user: User) -> ClipOut:
    apart = {"client", "campaign", "article", "journalist", "quoted", "notes", "page"}
    plain = {name: getattr(clip, name) for name in ClipOut.model_fields if name not in apart}
    return ClipOut(
        **plain,
        client=Ref.to(clip.client),
        campaign=Ref.to(clip.campaign),
        article=ArticleOut(**plainly(clip.article)),
        journalist=Ref.to(clip.journalist),
        quoted=[Ref.to(person) for person in clip.quoted.all()],
        notes=None if user.is_observer else clip.notes,
        page=page_of_record(clip),
    )
