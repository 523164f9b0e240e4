"""Words to begin an answer with, and who hears of it."""

from django.utils.formats import date_format

from campaigns.models import Statement
from inquiries import told_of
from inquiries.models import Answer, Inquiry, Question
from team.models import User
from team.notifications import notify

Kind = Answer.Kind
# icons: checklist
CLOSING = "If anything is unclear, just answer this message."
HOLDING = "Thank you for your question. We are looking into it and come back to you{by}."
DECLINE = (
    "Thank you for asking. We cannot answer this one, and would rather say so now than keep you waiting.",
    "What we can offer instead: a conversation for background, or somebody else who knows the field.",
)
CORRECTION = "Something that we told you was not right. This is what is right:"


def beginning(inquiry: Inquiry, kind: str, by: User) -> str:
    """Plain text with a blank line between paragraphs."""
    hello = greeting(inquiry)
    if kind == Kind.HOLDING:
        return "\n\n".join([hello, *_holding(inquiry), CLOSING])
    if kind == Kind.DECLINE:
        return "\n\n".join([hello, *DECLINE])
    if kind == Kind.CORRECTION:
        told = [each.text for each in inquiry.told.filter(corrected_at=None).order_by("pk")[:20]]
        return "\n\n".join([hello, CORRECTION, *told, CLOSING])
    answered = inquiry.questions.filter(state=Question.State.READY)
    many = inquiry.questions.count() > 1
    parts = [f"{each.text}\n{each.answer}" if many else each.answer for each in answered]
    return "\n\n".join([hello, *parts, CLOSING])


def frame(answer: Answer) -> list[str]:
    """What may stand around approved statements without being signed off itself."""
    inquiry = answer.inquiry
    return [greeting(inquiry), CLOSING, HOLDING.format(by=_when(inquiry)), *(
        question.text for question in inquiry.questions.all()
    )]  # fmt: skip


def greeting(inquiry: Inquiry) -> str:
    name = inquiry.journalist.greeting_name if inquiry.journalist else inquiry.reporter_name
    return f"Hello {name}," if name else "Hello,"


def tell_owner(answer: Answer, text: str, *, by: User | None) -> None:
    """Whoever writes the answer, and whoever is in charge."""
    people = [answer.owner, *([answer.inquiry.owner] if answer.inquiry.owner else [])]
    notify(kind=told_of.ANSWER, users=people, by=by, text=text, url=answer.inquiry.get_absolute_url(), icon="checklist")


def _holding(inquiry: Inquiry) -> list[str]:
    """The client's approved words for it, a statement whose title says "holding"; else a sentence without any claim."""
    found = Statement.objects.usable().filter(client=inquiry.client_id, title__icontains="holding").first()
    return [found.text] if found else [HOLDING.format(by=_when(inquiry))]


def _when(inquiry: Inquiry) -> str:
    """Before their deadline, on their clock."""
    if inquiry.deadline is None:
        return " as soon as we can"
    return f" before {date_format(inquiry.deadline.astimezone(inquiry.their_zone), 'H:i')} your time"
