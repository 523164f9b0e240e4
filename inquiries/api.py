"""Inquiries and other systems: a form on the company's own site, a chat, a switchboard brings them in by a key; the
team's own programs read them by a personal token."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Header, Query, Router, Schema, Status
from ninja.errors import HttpError
from ninja.security import HttpBearer
from pydantic import EmailStr, Field, StringConstraints, field_validator

from core.journalist_pages import too_many
from core.time_zones import zone_choices
from inquiries import intake, keys
from inquiries.models import Inquiry, IntakeKey
from inquiries.querysets import InquiryQuerySet
from inquiries.reporters import Reporter
from team.api import etags, paging
from team.api.auth import asking
from team.api.fields import AskedKey, Line, Moment, PathKey, Ref, Text, one_of, page_of_record
from team.api.problems import Problem
from team.api.routes import lists, pages, shows
from team.models import User

CALLS_A_MINUTE = 60


class ByKey(HttpBearer):
    """`Authorization: Bearer mri_…`"""

    def authenticate(self, request: HttpRequest, token: str) -> IntakeKey | None:
        return keys.find(token)


class ReporterIn(Schema):
    """Who asks."""

    name: Annotated[Text, StringConstraints(min_length=1, max_length=200)]
    outlet: Line = ""
    email: EmailStr | None = None
    phone: Annotated[Text, StringConstraints(max_length=60)] = ""


class InquiryIn(Schema):
    """What was asked. `questions` are taken out of `words` where none are given; a `deadline` needs its zone."""

    words: Annotated[Text, StringConstraints(min_length=1, max_length=20_000)]
    reporter: ReporterIn
    subject: Line = ""
    questions: list[Annotated[Text, StringConstraints(min_length=1, max_length=2_000)]] = Field(
        default_factory=list, max_length=50
    )
    deadline: Moment | None = None
    zone: Text = Field("", description="The reporter's time zone, such as Europe/London.")
    background: Annotated[Text, StringConstraints(max_length=4_000)] = ""

    @field_validator("zone")
    @classmethod
    def known_zone(cls, value: str) -> str:
        if value and value not in dict(zone_choices()):
            raise ValueError("There is no such time zone. Write it as Europe/London.")
        return value


class InquiryOut(Schema):
    """How it was taken in. `number` is what the team and the reporter call it by."""

    number: str
    subject: str
    state: str
    received_at: datetime
    acknowledge_by: datetime
    deadline: datetime | None
    questions: list[str]


class QuestionOut(Schema):
    """One question of theirs, and what stands as its answer."""

    id: int
    text: str
    state: str = Field(description="`open`, `ready` or `declined`.")
    answer: str
    updated_at: datetime


class InquiryRead(Schema):
    """An inquiry as the team sees it in a list."""

    id: int
    number: str = Field(examples=["2026-0187"])
    client: Ref
    campaign: Ref | None
    channel: str
    state: str
    subject: str
    urgency: int = Field(description="0 can wait, 1 normal, 2 urgent.")
    topic: str
    journalist: Ref | None
    outlet: Ref | None
    reporter_name: str
    reporter_outlet: str
    reporter_email: str
    reporter_phone: str
    received_at: datetime
    acknowledge_by: datetime
    acknowledged_at: datetime | None
    deadline: datetime | None
    zone: str
    owner: Ref | None
    spokesperson: Ref | None
    answered_at: datetime | None
    ended_at: datetime | None
    outcome: str
    created_at: datetime
    updated_at: datetime
    page: str = Field(description="Where people see it in Mediarel.")


class WholeInquiry(InquiryRead):
    """An inquiry with the reporter's words and each question."""

    words: str
    background: str
    outcome_note: str
    questions: list[QuestionOut]


class InquiriesAsked(paging.Asked):
    q: Text = Field("", max_length=120, description="Words of the subject, the reporter's words or their name.")
    client: AskedKey | None = None
    campaign: AskedKey | None = None
    journalist: AskedKey | None = None
    state: Annotated[Inquiry.State | Literal["", "open"], one_of(Inquiry.State, "", "open")] = Field(
        "", description="`open`: new or being answered."
    )


InquiryPage = pages(InquiryRead)
INTAKE_PROBLEMS = dict.fromkeys((400, 401, 413, 415, 422, 429, 500, 503), Problem)
router = Router(tags=["inquiries"])


@router.get("/inquiries", **lists("inquiries", InquiryPage), summary="Inquiries")
def list_inquiries(request: HttpRequest, asked: Query[InquiriesAsked]) -> dict[str, Any]:
    rows = _whole(asking(request))
    if asked.q:
        rows = rows.matching(asked.q)
    for name in ("client", "campaign", "journalist"):
        if wanted := getattr(asked, name):
            rows = rows.filter(**{name: wanted})
    if asked.state:
        rows = rows.open() if asked.state == "open" else rows.filter(state=asked.state)
    found, following = paging.page_of(request, rows, asked)
    return {"items": [InquiryRead(**_read(inquiry)) for inquiry in found], "next": following}


@router.get("/inquiries/{int:pk}", **shows("inquiries", WholeInquiry), summary="One inquiry")
def show_inquiry(request: HttpRequest, response: HttpResponse, pk: PathKey) -> WholeInquiry:
    inquiry = get_object_or_404(_whole(asking(request)).prefetch_related("questions"), pk=pk)
    questions = [
        QuestionOut(id=one.pk, text=one.text, state=one.state, answer=one.answer, updated_at=one.updated_at)
        for one in inquiry.questions.all()
    ]
    more = {name: getattr(inquiry, name) for name in ("words", "background", "outcome_note")}
    return etags.shown(request, response, WholeInquiry(**_read(inquiry), **more, questions=questions))


@router.post(
    "/inquiries", auth=ByKey(), response={201: InquiryOut, 200: InquiryOut, **INTAKE_PROBLEMS},
    summary="Bring in an inquiry",
)  # fmt: skip
def create(
    request: HttpRequest, given: InquiryIn, idempotency_key: Annotated[str, Header(max_length=120)] = ""
) -> Status[dict[str, Any]]:
    """201 with the new inquiry; 200 with the one that the same `Idempotency-Key` brought in before."""
    key: IntakeKey = request.auth  # type: ignore[attr-defined]
    if too_many(request, scope=f"intake:{key.pk}", limit=CALLS_A_MINUTE):
        raise HttpError(
            HTTPStatus.TOO_MANY_REQUESTS, f"At most {CALLS_A_MINUTE} inquiries a minute come in by one key."
        )
    once = f"api:{key.pk}:{idempotency_key}" if idempotency_key else None
    is_known = bool(once) and Inquiry.objects.filter(key=once).exists()
    who = given.reporter
    inquiry = intake.take_in(
        client=key.client,
        channel=Inquiry.Channel.API,
        subject=given.subject,
        words=given.words,
        questions=given.questions or None,
        reporter=Reporter(name=who.name, outlet=who.outlet, email=who.email or "", phone=who.phone),
        deadline=given.deadline,
        zone=given.zone,
        background=given.background,
        key=once,
    )
    return Status(200 if is_known else 201, _told(inquiry))


REFS = ("client", "campaign", "journalist", "outlet", "owner", "spokesperson")


def _whole(user: User) -> InquiryQuerySet:
    return Inquiry.objects.visible_to(user).select_related(*REFS, "topic")


def _read(inquiry: Inquiry) -> dict[str, Any]:
    apart = {*REFS, "topic", "page"}
    plain = {name: getattr(inquiry, name) for name in InquiryRead.model_fields if name not in apart}
    refs = {name: Ref.to(getattr(inquiry, name)) for name in REFS}
    return {**plain, **refs, "topic": str(inquiry.topic or ""), "page": page_of_record(inquiry)}


def _told(inquiry: Inquiry) -> dict[str, Any]:
    return {
        "number": inquiry.number,
        "subject": inquiry.subject,
        "state": inquiry.state,
        "received_at": inquiry.received_at,
        "acknowledge_by": inquiry.acknowledge_by,
        "deadline": inquiry.deadline,
        "questions": list(inquiry.questions.values_list("text", flat=True)),
    }
