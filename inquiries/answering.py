"""Answering: each question by itself, and then the reporter, by phone or in the conversation.

What was told is kept word for word in `Told`, whatever becomes of the drafts.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.html import escape

from campaigns.models import Statement
from core.html import paragraphs
from inquiries import states
from inquiries.errors import InquiryError, NotPossible, Overtaken
from inquiries.models import Answer, Fact, Inquiry, Question, Told
from inquiries.steps import tell_others
from team.models import TeamPolicy, User

State, Kind = Answer.State, Answer.Kind


class NotSignedOff(InquiryError):
    """The team's policy asks for a manager's word first."""


@transaction.atomic
def save_answer(
    *, question: Question, text: str, by: User, revision: int, ready: bool, statement: Statement | None = None
) -> Question:
    """Keep the answer to one question. `revision` is the one that the form was opened on.

    Raises `Overtaken`, with what the other one wrote, where somebody has saved since; `NotPossible` for an answer that
    is ready and says nothing.
    """
    question = Question.objects.select_for_update(of=("self",)).select_related("answered_by").get(pk=question.pk)
    text = text.strip()
    if question.revision != revision and text != question.answer:
        who = question.answered_by or "Somebody"
        raise Overtaken(f"{who} has answered this question since you opened it.", theirs=question.answer)
    if ready and not text:
        raise NotPossible("Write the answer first, or say that the question is not answered.")
    question.answer, question.answered_by = text, by
    question.statement = statement if statement and statement.text.strip() == text else None
    question.state = Question.State.READY if ready else Question.State.OPEN
    question.revision += 1
    question.save()
    return question


@transaction.atomic
def leave_open(*, question: Question, by: User, declined: bool) -> Question:
    """Say that a question is not answered, or that it is open again."""
    question = Question.objects.select_for_update(of=("self",)).get(pk=question.pk)
    question.state = Question.State.DECLINED if declined else Question.State.OPEN
    question.answered_by, question.revision = by, question.revision + 1
    question.save()
    return question


def add_question(*, inquiry: Inquiry, text: str, by: User) -> Question:
    """One more question, the last. Raises `NotPossible` for none."""
    if not text.strip():
        raise NotPossible("Write the question first.")
    with transaction.atomic():
        states.lock(inquiry)
        last = inquiry.questions.order_by("-position").values_list("position", flat=True).first()
        position = 0 if last is None else last + 1
        return Question.objects.create(inquiry=inquiry, text=text.strip()[:2000], position=position)


def add_fact(*, question: Question, source: str, confirmed_by: str, by: User, text: str = "") -> Fact:
    """What an answer rests on, and who vouches for it. Raises `NotPossible` without a source."""
    if not source.strip():
        raise NotPossible("Name the source: where can somebody else find it?")
    who = confirmed_by.strip()
    return Fact.objects.create(
        question=question, text=text.strip(), source=source.strip()[:300], added_by=by,
        confirmed_by=who[:120], confirmed_at=timezone.now() if who else None,
    )  # fmt: skip


@transaction.atomic
def give(*, inquiry: Inquiry, by: User, how: str, at: datetime | None = None, seen: str = "") -> Answer:
    """The reporter was told, by phone or otherwise: what is ready was said. `seen` is `standing_of` as the page had it.

    Raises `Overtaken` where it was answered or changed meanwhile, `NotPossible` while nothing is ready or the moment
    lies ahead, `NotSignedOff`.
    """
    inquiry = states.lock(inquiry)
    if not inquiry.is_open:
        raise Overtaken(f"{inquiry.number} is {inquiry.get_state_display().lower()} already. Nothing was changed.")
    if seen and seen != standing_of(inquiry):
        raise Overtaken("Somebody has changed an answer since you opened the page. Look again, then say it was given.")
    at = at or timezone.now()
    if at > timezone.now():
        raise NotPossible("It cannot have been given at a time that is still to come.")
    ready = list(inquiry.questions.filter(state=Question.State.READY).select_related("statement"))
    if not ready:
        raise NotPossible("No answer is ready. Write what was said first, so that the team knows it later.")
    if TeamPolicy.current().inquiry_sign_off and not (by.is_manager or all(_is_statement(each) for each in ready)):
        raise NotSignedOff(
            "A manager gives this answer, unless it is approved statements: your team's policy asks for it."
        )
    answer = Answer.objects.create(
        inquiry=inquiry, kind=Kind.FULL, state=State.GIVEN, owner=by, given_at=at, given_by=by, given_how=how[:160],
        text="".join(f"<p><strong>{escape(each.text)}</strong></p>{paragraphs(each.answer)}" for each in ready),
    )  # fmt: skip
    Told.objects.bulk_create(
        Told(
            answer=answer, inquiry=inquiry, question=each, client=inquiry.client, asked=each.text, text=each.answer,
            statement=each.statement, to_name=inquiry.reporter, to_outlet=inquiry.asked_for, at=at, by=by,
        )
        for each in ready
    )  # fmt: skip
    if inquiry.acknowledged_at is None:
        inquiry.acknowledged_at, inquiry.acknowledged_by = max(at, inquiry.received_at), by
    states.move(inquiry, Inquiry.State.ANSWERED)
    inquiry.answered_at, inquiry.owner = max(at, inquiry.received_at), inquiry.owner or by
    states.keep(inquiry, f"Answered {how}".strip(), by)
    tell_others(inquiry, "inquiry.answered")
    return answer


def standing_of(inquiry: Inquiry) -> str:
    """A mark for how far the answers are, as a form carries it."""
    return "-".join(f"{pk}.{revision}" for pk, revision in inquiry.questions.values_list("pk", "revision"))


def _is_statement(question: Question) -> bool:
    """Whether the answer is an approved statement, word for word, that holds today."""
    found = question.statement
    return bool(found and found.approved_at and not found.has_expired and not found.archived_at)
