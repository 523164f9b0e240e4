"""Inquiries by other systems: a form on the company's own site, a chat, a switchboard."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Header, Router, Schema
from ninja.errors import HttpError
from ninja.security import HttpBearer
from pydantic import AwareDatetime, BeforeValidator, EmailStr, Field, StringConstraints, field_validator

from core.journalist_pages import too_many
from core.time_zones import zone_choices
from inquiries import intake, keys
from inquiries.models import Inquiry, IntakeKey
from inquiries.reporters import Reporter

CALLS_A_MINUTE = 60


def _cleaned(value: object) -> object:
    """Without NUL, which PostgreSQL cannot keep, and without space around it."""
    return value.replace("\x00", "").strip() if isinstance(value, str) else value


Text = Annotated[str, BeforeValidator(_cleaned)]
Line = Annotated[Text, StringConstraints(max_length=200)]


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
    deadline: AwareDatetime | None = None
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


router = Router(tags=["inquiries"], auth=ByKey())


@router.post("/inquiries", response={201: InquiryOut, 200: InquiryOut}, summary="Bring in an inquiry")
def create(
    request: HttpRequest, given: InquiryIn, idempotency_key: Annotated[str, Header(max_length=120)] = ""
) -> tuple[int, dict[str, Any]]:
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
    return (HTTPStatus.OK if is_known else HTTPStatus.CREATED), _told(inquiry)


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
