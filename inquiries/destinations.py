"""Whom an answer to an inquiry goes to: whoever wrote last in its conversation, else the address they gave us."""

from dataclasses import dataclass

from inquiries.models import Inquiry
from mail.composition import as_answer_to
from mail.models import IncomingMessage


@dataclass(frozen=True)
class Destination:
    """`letter` is what would be answered in the conversation; None where a new message begins one. `address` is ""
    where there is none to write to."""

    address: str
    subject: str
    letter: IncomingMessage | None = None


def destination_of(inquiry: Inquiry) -> Destination:
    """Where an answer would go if it went now; one query where the inquiry has a conversation."""
    thread = inquiry.thread
    if thread:
        letters = thread.incoming.filter(kind__in=IncomingMessage.BY_PEOPLE).defer("full_text")
        letter = letters.order_by("-received_at", "-pk").first()
        if letter and letter.from_address:
            subject = " ".join((letter.subject or thread.subject).split())
            return Destination(letter.from_address, as_answer_to(subject)[:300], letter)
    return Destination(inquiry.reporter_email, f"Your inquiry: {inquiry.subject}"[:200])
