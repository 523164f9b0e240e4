"""The answer as a whole, from the draft over sign-off to the conversation.

What goes out is bound to what was signed off: the text, whom it goes to and the subject make a fingerprint, and each
word given (a manager's, legal's, of the person quoted) holds for one. An edit ends them all, visibly.
"""

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone

from campaigns.models import Statement
from core.html import paragraphs, to_text
from inquiries import reply_texts, states
from inquiries.contradictions import Conflict, Stale, conflicts, stale
from inquiries.destinations import destination_of
from inquiries.errors import InquiryError, NotPossible, Overtaken
from inquiries.models import Answer, Inquiry, Question, SignOff, Told
from inquiries.steps import step, tell_others
from mail import answering, threads
from mail.addresses import fold
from mail.errors import MailError
from mail.models import Mailbox, OutgoingMessage
from mail.outbox import enqueue
from pitches.drafting import usual_mailbox
from team import reviews
from team.models import Review, TeamPolicy, User

State, Kind = Answer.State, Answer.Kind
PURPOSE: Final = "inquiry"
MOST_TOLD: Final = 300
"""So much of what was told before is held against a draft, the latest first."""


class NotSignedOff(InquiryError):
    """Somebody's word is still missing, or holds for another text."""


@dataclass
class Standing:
    """What stands in the way of sending, in words, and what a person should look at."""

    blockers: list[str] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    stale: list[Stale] = field(default_factory=list)

    @property
    def may_go(self) -> bool:
        return not self.blockers


@transaction.atomic
def compose(*, inquiry: Inquiry, kind: str, by: User) -> Answer:
    """Begin an answer of this kind, with a text to go on from; the one that is being written is given as it is.

    Raises `NotPossible` for a kind that does not fit the state, and while another kind is being written.
    """
    inquiry = states.lock(inquiry)
    known = inquiry.replies.filter(state__in=Answer.OPEN).first()
    if known:
        if known.kind == kind:
            return known
        raise NotPossible(f"A {known.get_kind_display().lower()} is being written. Send or drop it first.")
    if kind not in Kind.values:
        raise NotPossible("Choose what to write from the list.")
    if kind == Kind.CORRECTION and not inquiry.told.exists():
        raise NotPossible("Nothing was told yet, so there is nothing to correct.")
    if kind != Kind.CORRECTION and not inquiry.is_open:
        raise NotPossible(f"{inquiry.number} is {inquiry.get_state_display().lower()} already.")
    text = paragraphs(reply_texts.beginning(inquiry, kind, by))
    try:
        with transaction.atomic():
            answer = Answer.objects.create(inquiry=inquiry, kind=kind, text=text, owner=by)
    except IntegrityError:
        raise NotPossible("A colleague has just begun an answer.") from None
    step(inquiry, f"Began to write: {answer.get_kind_display().lower()}", by=by)
    return answer


@transaction.atomic
def edit(*, answer: Answer, text: str, by: User, revision: int) -> Answer:
    """Keep the text; what was signed off is no longer. Raises `Overtaken`, with what somebody else wrote meanwhile, and
    `NotPossible` while it is in review, and once it went out."""
    answer = lock(answer)
    _editable(answer)
    html = paragraphs(text)
    if answer.revision != revision and html != answer.text:
        raise Overtaken("A colleague has changed this answer since you opened it.", theirs=to_text(answer.text))
    if html == answer.text:
        return answer
    _out_of_review(answer)
    answer.text, answer.state, answer.approved_fingerprint = html, State.DRAFT, ""
    answer.revision += 1
    answer.save()
    _void(answer, by)
    return answer


@transaction.atomic
def drop(*, answer: Answer, by: User) -> Answer:
    """It is not going to be sent. Raises `NotPossible` while it is in review, and once it was sent."""
    answer = lock(answer)
    _editable(answer)
    _out_of_review(answer)
    answer.state, answer.approved_fingerprint = State.DROPPED, ""
    answer.save()
    _void(answer, by)
    step(answer.inquiry, f"Dropped: {answer.get_kind_display().lower()}", by=by)
    return answer


@transaction.atomic
def submit(*, answer: Answer, by: User) -> Answer:
    """Ask everybody for their word whom the team's policy names: a manager, legal, the person quoted.

    Raises `NotPossible` for an empty text, and `team.reviews.AlreadyWaiting`.
    """
    answer = lock(answer)
    _editable(answer)
    if not to_text(answer.text).strip():
        raise NotPossible("Write the answer first.")
    mark, inquiry, policy = fingerprint_of(answer), answer.inquiry, TeamPolicy.current()
    to = destination_of(inquiry)
    shown = {"text": to_text(answer.text), "subject": to.subject, "to": to.address}
    if policy.inquiry_sign_off:
        reviews.submit(
            subject=answer, title=f"{inquiry.number}: {inquiry.subject}"[:160], context=str(inquiry.client),
            fingerprint=mark, snapshot={**shown, "kind": answer.get_kind_display()}, by=by, due_at=inquiry.deadline,
        )  # fmt: skip
    for role, who in _asked(answer, policy):
        SignOff.objects.get_or_create(
            answer=answer, role=role, state=SignOff.State.WAITING, **who,
            defaults={"fingerprint": mark, "snapshot": shown, "asked_by": by},
        )  # fmt: skip
    step(inquiry, "Asked for sign-off", by=by)
    return lock(answer)


@transaction.atomic
def withdraw(*, answer: Answer, by: User) -> Answer:
    """Take it back from review, to write on. Raises `NotPossible`, and `team.reviews.NotTheAuthor`."""
    answer = lock(answer)
    review = Review.objects.of(answer).filter(state=Review.State.WAITING).first()
    if review is None:
        raise NotPossible("It is not waiting for review.")
    reviews.withdraw(review=review, by=by)
    return lock(answer)


def standing_of(answer: Answer, *, by: User) -> Standing:
    """What stands in the way, and what the draft says otherwise than before. A few bounded queries."""
    inquiry, policy = answer.inquiry, TeamPolicy.current()
    standing = Standing()
    mark, text = fingerprint_of(answer), to_text(answer.text)
    earlier = Told.objects.filter(client=inquiry.client_id, corrected_at=None).select_related("by", "inquiry")
    if answer.kind == Kind.CORRECTION:
        earlier = earlier.exclude(inquiry=inquiry)  # to say otherwise is what it is for
    standing.conflicts = conflicts(text, earlier[:MOST_TOLD])
    unusable = Statement.objects.filter(client=inquiry.client_id).exclude(pk__in=Statement.objects.usable())
    standing.stale = stale(text, unusable.order_by("-pk")[:MOST_TOLD])
    if not text.strip():
        standing.blockers.append("It says nothing yet.")
    is_second = by.is_manager and (policy.approve_own_work or answer.owner_id != by.pk)
    is_free = not policy.inquiry_sign_off or is_second or _is_statements(answer)
    if not is_free and answer.approved_fingerprint != mark:
        standing.blockers.append("A manager has not signed this text off.")
    given = {(one.role, one.user_id, one.spokesperson_id) for one in answer.sign_offs.all() if _holds(one, mark)}
    for role, who in _asked(answer, policy):
        person = who.get("user") or who.get("spokesperson")
        key = (role, getattr(who.get("user"), "pk", None), getattr(who.get("spokesperson"), "pk", None))
        if key not in given and not (role == SignOff.Role.LEGAL and person == by):
            standing.blockers.append(f"{person} has not signed this text off ({SignOff.Role(role).label.lower()}).")
    for one in standing.stale:
        if not by.is_manager:
            standing.blockers.append(f"“{one.statement}” may not be used: {one.why}. Replace it, or ask a manager.")
    return standing


@transaction.atomic
def decide(*, sign_off: SignOff, agrees: bool, comment: str = "", how: str = "", by: User | None = None) -> SignOff:
    """Legal, or the person quoted, says their word on the text that they were shown. Raises `Overtaken` where it was
    decided, or edited since; `NotPossible` for changes without a word about which."""
    answer = lock(sign_off.answer)
    rows = SignOff.objects.select_for_update(of=("self",)).select_related("user", "spokesperson")
    sign_off = rows.get(pk=sign_off.pk)
    if sign_off.state != SignOff.State.WAITING:
        raise Overtaken(f"It is decided already: {sign_off.get_state_display().lower()}.")
    if fingerprint_of(answer) != sign_off.fingerprint:
        raise Overtaken("The text was edited since it was shown to you. You will be asked anew.")
    if not agrees and not comment.strip():
        raise NotPossible("Say what should change.")
    sign_off.state = SignOff.State.APPROVED if agrees else SignOff.State.CHANGES
    sign_off.comment, sign_off.decided_at = comment.strip()[:4000], timezone.now()
    sign_off.decided_how = how[:120]
    sign_off.save()
    who = sign_off.user or sign_off.spokesperson
    said = "signed the answer off" if agrees else f"asks for changes: {sign_off.comment}"
    step(answer.inquiry, f"{who} {said}{f' ({how})' if how else ''}", by=by)
    reply_texts.tell_owner(answer, f"{who} {said}.", by=by)
    return sign_off


@transaction.atomic
def send(*, answer: Answer, by: User, mailbox: Mailbox | None = None, latest: str | None = None) -> Answer:
    """By mail: in the conversation where there is one, else as a new message from `mailbox`.

    `latest` is how far the conversation was when it was looked at. Raises `NotSignedOff` with the first reason,
    `Overtaken` where the reporter or a colleague wrote meanwhile, `NotPossible` without an address or a mailbox.
    """
    if thread := answer.inquiry.thread:
        threads.lock(thread)  # whoever takes in a letter locks the conversation before the inquiry
    inquiry = states.lock(answer.inquiry)
    answer = lock(answer)
    _editable(answer)
    _out_of_review(answer)
    standing = standing_of(answer, by=by)
    if standing.blockers:
        raise NotSignedOff(standing.blockers[0])
    if answer.kind != Kind.CORRECTION and not inquiry.is_open:
        raise Overtaken(f"{inquiry.number} is {inquiry.get_state_display().lower()} already. Nothing was sent.")
    message = _mail(answer, inquiry, by, mailbox, latest)
    answer.state, answer.message, answer.mailbox = State.SENT, message, message.mailbox
    answer.given_at, answer.given_by, answer.given_how = timezone.now(), by, "by e-mail"
    answer.save()
    _tell(answer, inquiry, by)
    _after(answer, inquiry, by)
    return answer


def fingerprint_of(answer: Answer) -> str:
    """SHA-256 over exactly what would go out if it went now, and to whom."""
    to = destination_of(answer.inquiry)
    parts = [answer.kind, answer.text, to.subject, fold(to.address), answer.inquiry_id]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def lock(answer: Answer) -> Answer:
    """The row as it is now, ours until the transaction ends."""
    rows = Answer.objects.select_for_update(of=("self",))
    return rows.select_related("inquiry__client", "inquiry__spokesperson", "inquiry__thread__mailbox", "owner").get(
        pk=answer.pk
    )


def _editable(answer: Answer) -> None:
    if not answer.is_open:
        raise NotPossible(f"This answer is {answer.get_state_display().lower()}; it cannot be changed any more.")


def _out_of_review(answer: Answer) -> None:
    if answer.state == State.IN_REVIEW:
        raise NotPossible("It is in review. Let it be decided, or withdraw it first.")


def _void(answer: Answer, by: User) -> None:
    """What was said of an earlier text holds no more."""
    reviews.void(subject=answer, by=by)
    waiting_or_said = [SignOff.State.WAITING, SignOff.State.APPROVED, SignOff.State.CHANGES]
    answer.sign_offs.filter(state__in=waiting_or_said).update(state=SignOff.State.VOID)


def _holds(sign_off: SignOff, mark: str) -> bool:
    return sign_off.state == SignOff.State.APPROVED and sign_off.fingerprint == mark


def _asked(answer: Answer, policy: TeamPolicy) -> list[tuple[str, dict[str, Any]]]:
    """Whose word is asked for besides a manager's. A holding statement and a refusal quote nobody."""
    asked: list[tuple[str, dict[str, Any]]] = []
    if policy.inquiry_legal:
        asked.append((SignOff.Role.LEGAL, {"user": policy.inquiry_legal}))
    speaker = answer.inquiry.spokesperson
    if policy.inquiry_quoted and speaker and answer.kind in {Kind.FULL, Kind.CORRECTION}:
        asked.append((SignOff.Role.QUOTED, {"spokesperson": speaker}))
    return asked


def _is_statements(answer: Answer) -> bool:
    """Whether every paragraph is an approved statement word for word, but for greeting and closing."""
    said = {" ".join(text.split()) for text in Statement.objects.usable().filter(
        client=answer.inquiry.client_id).values_list("text", flat=True)[:MOST_TOLD]}  # fmt: skip
    own = {" ".join(each.split()) for each in reply_texts.frame(answer)}
    blocks = [" ".join(block.split()) for block in to_text(answer.text).split("\n\n")]
    return all(block in said or block in own for block in blocks if block) and any(block in said for block in blocks)


def _mail(answer: Answer, inquiry: Inquiry, by: User, mailbox: Mailbox | None, latest: str | None) -> OutgoingMessage:
    thread, to = inquiry.thread, destination_of(inquiry)
    if not to.address:
        raise NotPossible("There is no address to write to. Tell them by phone, or add the address.")
    mailbox = mailbox or (thread.mailbox if thread and to.letter else usual_mailbox(by))
    if mailbox is None:
        raise NotPossible("There is no mailbox to write from. Set one up first.")
    try:
        if thread and to.letter:
            draft = answering.Draft(
                to=to.letter, mailbox=mailbox, address=to.address, html=answer.text, quote=True, once=uuid4(),
                latest=answering.latest_of(thread) if latest is None else latest,
            )  # fmt: skip
            return answering.send(thread=thread, draft=draft, by=by)
        return enqueue(
            mailbox=mailbox, purpose=PURPOSE, to_address=to.address, to_name=inquiry.reporter, subject=to.subject,
            html=answer.text, text=to_text(answer.text) + "\n", signature=True,
        )  # fmt: skip
    except answering.Overtaken as problem:
        raise Overtaken(str(problem)) from None
    except MailError as problem:
        raise NotPossible(str(problem)) from None


def _tell(answer: Answer, inquiry: Inquiry, by: User) -> None:
    """Keep what was said, word for word: a row a question that is ready, else the text as a whole."""
    ready = inquiry.questions.filter(state=Question.State.READY).select_related("statement")
    common = {
        "answer": answer, "inquiry": inquiry, "client": inquiry.client, "to_name": inquiry.reporter,
        "to_outlet": inquiry.asked_for, "at": answer.given_at, "by": by,
    }  # fmt: skip
    text = to_text(answer.text)
    asked = [each for each in ready if " ".join(each.answer.split()) in " ".join(text.split())]
    if answer.kind == Kind.FULL and asked:
        rows = [Told(question=each, asked=each.text, text=each.answer, statement=each.statement, **common)
                for each in asked]  # fmt: skip
    else:
        rows = [Told(text=text, **common)]
    if answer.kind == Kind.CORRECTION:
        inquiry.told.filter(corrected_at=None).update(corrected_at=answer.given_at)
    Told.objects.bulk_create(rows)


def _after(answer: Answer, inquiry: Inquiry, by: User) -> None:
    """What an answer means for the inquiry: in full it is answered, kindly refused it is declined, else it goes on."""
    assert answer.given_at
    if inquiry.acknowledged_at is None:
        inquiry.acknowledged_at, inquiry.acknowledged_by = max(answer.given_at, inquiry.received_at), by
        inquiry.acknowledged_how = "by e-mail"
    if answer.kind == Kind.FULL:
        states.move(inquiry, Inquiry.State.ANSWERED)
        inquiry.answered_at = answer.given_at
    elif answer.kind == Kind.DECLINE:
        states.move(inquiry, Inquiry.State.DECLINED)
    elif inquiry.state == Inquiry.State.NEW:
        inquiry.state = Inquiry.State.WORKING
    inquiry.owner = inquiry.owner or by
    states.keep(inquiry, f"Sent: {answer.get_kind_display().lower()}", by)
    if answer.kind == Kind.FULL:
        tell_others(inquiry, "inquiry.answered")
