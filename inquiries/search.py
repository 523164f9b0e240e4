"""The folded text by which an inquiry is found: number, subject, words, reporter and outlet."""

from core.folding import folded
from inquiries.models import Inquiry

LONGEST = 20_000


def text_of(inquiry: Inquiry) -> str:
    """What `Inquiry.search_text` holds for it."""
    said = (
        inquiry.number, inquiry.subject, inquiry.reporter, inquiry.reporter_name, inquiry.asked_for,
        inquiry.reporter_email, inquiry.words[:LONGEST],
    )  # fmt: skip
    return folded(" ".join(filter(None, said)))
