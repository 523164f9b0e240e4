"""Interviews and media events for other programs, to read."""

from datetime import datetime
from typing import Annotated, Any, Literal

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema
from pydantic import Field

from core.folding import every_word
from events.models import Interview, MediaEvent
from events.querysets import InterviewQuerySet, MediaEventQuerySet
from team.api import etags, paging
from team.api.auth import asking
from team.api.fields import AskedKey, Moment, PathKey, Ref, Text, one_of, page_of_record
from team.api.routes import lists, pages, shows
from team.models import User

router = Router(tags=["events"])
OF_INTERVIEW = ("client", "campaign", "spokesperson", "journalist", "outlet", "owner")
OF_EVENT = ("client", "campaign", "owner")


class InterviewOut(Schema):
    """A journalist asks a spokesperson, from the wish for it to what came of it."""

    id: int
    client: Ref
    campaign: Ref | None
    spokesperson: Ref | None
    journalist: Ref | None
    outlet: Ref | None
    reporter_name: str
    reporter_email: str
    inquiry: int | None = Field(description="The inquiry that it came of.")
    owner: Ref
    state: str = Field(examples=["confirmed"])
    topic: str
    angle: str
    format: str = Field(examples=["video"])
    place: str
    link: str
    minutes: int
    starts_at: datetime | None
    ends_at: datetime | None
    zone: str
    ground: str = Field(description="`on_record`, `background` or `off_record`.")
    outcome: str
    confirmed_at: datetime | None
    cancelled_at: datetime | None
    created_at: datetime
    updated_at: datetime
    page: str = Field(description="Where people see it in Mediarel.")


class MediaEventOut(Schema):
    """Something the press is invited to."""

    id: int
    kind: str = Field(examples=["conference"])
    title: str
    about: str
    client: Ref
    campaign: Ref | None
    owner: Ref
    state: str = Field(examples=["open"])
    starts_at: datetime
    ends_at: datetime
    zone: str
    place: str
    address: str
    link: str
    capacity: int | None
    seats_taken: int
    rsvp_by: datetime | None
    pitch: int | None = Field(description="The invitation.")
    cancelled_at: datetime | None
    created_at: datetime
    updated_at: datetime
    page: str = Field(description="Where people see it in Mediarel.")


class EventsAsked(paging.Asked):
    q: Text = Field("", max_length=120, description="Words of the title or topic, and of names.")
    client: AskedKey | None = None
    campaign: AskedKey | None = None
    starts_since: Moment | None = None
    starts_before: Moment | None = None


class InterviewsAsked(EventsAsked):
    journalist: AskedKey | None = None
    state: Annotated[Interview.State | Literal[""], one_of(Interview.State, "")] = ""


class MediaEventsAsked(EventsAsked):
    state: Annotated[MediaEvent.State | Literal[""], one_of(MediaEvent.State, "")] = ""


InterviewPage = pages(InterviewOut)
MediaEventPage = pages(MediaEventOut)


@router.get("/interviews", **lists("events", InterviewPage), summary="Interviews")
def list_interviews(request: HttpRequest, asked: Query[InterviewsAsked]) -> dict[str, Any]:
    rows = _interviews(asking(request)).filter(_narrowed(asked))
    found, following = paging.page_of(request, rows, asked)
    return {"items": [_interview(interview) for interview in found], "next": following}


@router.get("/interviews/{int:pk}", **shows("events", InterviewOut), summary="One interview")
def show_interview(request: HttpRequest, response: HttpResponse, pk: PathKey) -> InterviewOut:
    return etags.shown(request, response, _interview(get_object_or_404(_interviews(asking(request)), pk=pk)))


@router.get("/media-events", **lists("events", MediaEventPage), summary="Media events")
def list_events(request: HttpRequest, asked: Query[MediaEventsAsked]) -> dict[str, Any]:
    rows = _events(asking(request)).filter(_narrowed(asked))
    found, following = paging.page_of(request, rows, asked)
    return {"items": [_event(event) for event in found], "next": following}


@router.get("/media-events/{int:pk}", **shows("events", MediaEventOut), summary="One media event")
def show_event(request: HttpRequest, response: HttpResponse, pk: PathKey) -> MediaEventOut:
    return etags.shown(request, response, _event(get_object_or_404(_events(asking(request)), pk=pk)))


def _narrowed(asked: EventsAsked) -> Q:
    wanted = every_word("search_text", asked.q) if asked.q else Q()
    for name in ("client", "campaign", "journalist", "state"):
        if value := getattr(asked, name, None):
            wanted &= Q(**{name: value})
    if asked.starts_since:
        wanted &= Q(starts_at__gte=asked.starts_since)
    if asked.starts_before:
        wanted &= Q(starts_at__lt=asked.starts_before)
    return wanted


def _interviews(user: User) -> InterviewQuerySet:
    return Interview.objects.visible_to(user).select_related(*OF_INTERVIEW)


def _interview(interview: Interview) -> InterviewOut:
    return InterviewOut(**_plainly(interview, InterviewOut, OF_INTERVIEW), inquiry=interview.inquiry_id)


def _events(user: User) -> MediaEventQuerySet:
    return MediaEvent.objects.visible_to(user).select_related(*OF_EVENT)


def _event(event: MediaEvent) -> MediaEventOut:
    return MediaEventOut(**_plainly(event, MediaEventOut, OF_EVENT), pitch=event.pitch_id)


def _plainly(record: Any, schema: type[Schema], refs: tuple[str, ...]) -> dict[str, Any]:
    apart = {*refs, "page", "inquiry", "pitch"}
    plain = {name: getattr(record, name) for name in schema.model_fields if name not in apart}
    return {**plain, **{name: Ref.to(getattr(record, name)) for name in refs}, "page": page_of_record(record)}
