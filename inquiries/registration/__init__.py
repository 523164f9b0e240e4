"""What inquiries add to the rooms below them."""

from django.http import HttpRequest

from core import doctor
from core.navigation import Count, Entry, register
from coverage import listeners
from inquiries import listing, statements, told_of
from inquiries.correspondence import InquiryTalk, of_form
from inquiries.doctor import inquiries
from inquiries.models import Answer
from inquiries.outcomes import FromInquiry
from inquiries.registration import recorded
from inquiries.reviewable import ReviewableAnswer
from mail import companions
from mediakits import inquiring
from team import awaited, kinds, reviewables


def register_all() -> None:
    """Called once, when all apps are loaded."""
    kinds.register(*told_of.KINDS)
    register(
        Entry(
            "Inquiries", icon="message-question", url="inquiries:inquiry-list", order=40, key="g q",
            shown_to=_works, count=_waiting,
        )
    )  # fmt: skip
    register(
        Entry(
            "Inquiry", icon="phone", url="inquiries:inquiry-create", place="new", order=15, key="n q", shown_to=_works
        )
    )
    desks = "inquiries:press-desks"
    register(Entry("Press offices", icon="mailbox", url=desks, place="settings", order=37, shown_to=_works))
    register(
        Entry("Keys", icon="lock", url="inquiries:key-list", place="settings", order=38, shown_to=lambda request:
              request.user.is_authenticated and request.user.is_manager)
    )  # fmt: skip
    doctor.register("inquiries", inquiries)
    companions.register(InquiryTalk())
    inquiring.register(of_form)
    listeners.register(FromInquiry())
    reviewables.register(Answer, ReviewableAnswer())
    awaited.register(
        awaited.Awaited(
            kind="Statement", icon="quote", action="Read it", waiting=statements.waiting,
            told=lambda row: awaited.Line(f"{row} ({row.client})", row.owner, row.updated_at,
                                          statements.place_of(row)),
        )
    )  # fmt: skip
    recorded.register_all()


def _works(request: HttpRequest) -> bool:
    return not request.user.is_observer


def _waiting(request: HttpRequest) -> Count | None:
    """What waits for this reader: their own open inquiries, and those that nobody has acknowledged."""
    number, hot, more = listing.waiting(request.user)
    return Count(number, of="waiting for you", hot=hot, more=more) if number else None
