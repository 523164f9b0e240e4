"""The story of an inquiry: each step that was taken, and what the team notes."""

from inquiries.models import Inquiry, InquiryNote
from team.events import announce, reference
from team.models import User


def step(inquiry: Inquiry, text: str, *, by: User | None = None) -> InquiryNote:
    """Write down what was done, within the transaction that does it; `by` is None where nobody did it."""
    return InquiryNote.objects.create(inquiry=inquiry, kind=InquiryNote.Kind.STEP, author=by, text=text[:4000])


def note(inquiry: Inquiry, text: str, *, by: User) -> InquiryNote:
    """Keep what somebody says about it to the team."""
    return InquiryNote.objects.create(inquiry=inquiry, kind=InquiryNote.Kind.NOTE, author=by, text=text.strip()[:4000])


def tell_others(inquiry: Inquiry, event: str) -> None:
    """Other systems are told what happened to it, if they asked to be."""
    announce(event, reference(inquiry, path="inquiries") | {"number": inquiry.number, "client": inquiry.client.name})
