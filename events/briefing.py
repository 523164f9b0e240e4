"""The brief that a spokesperson reads before an interview: put together from what is known, completed by people, signed
off bound to exactly what it says, and mailed.

What can be known is read anew each time the brief is looked at (`sections_of`); what people write is in
`Brief.content`: `messages`, `likely`, `decline` are lists of texts, `hard` one of questions with their answers.
"""

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from campaigns.models import Statement
from core.templatetags.mediarel import city
from coverage.models import Byline
from events import scheduling, speakers
from events.calendar_letters import mailbox_for
from events.errors import EventError, NotPossible
from events.letters import put_out
from events.models import Brief, Interview
from team import reviews
from team.models import Review, TeamPolicy, User

PURPOSE: Final = "interview"
ENOUGH_HARD: Final = 5
MOST: Final = 10
NAMES: Final = ("messages", "likely", "decline")
State = Brief.State


class Overtaken(EventError):
    """A colleague saved the brief since the form was opened; `theirs` is what they wrote."""

    def __init__(self, theirs: str) -> None:
        super().__init__("A colleague has changed this brief since you opened it. What you typed is below.")
        self.theirs = theirs


@dataclass(frozen=True)
class Section:
    """One part of a brief as page, PDF and mail show it: lines, and questions with their answers."""

    title: str
    lines: list[str] = field(default_factory=list)
    asked: list[tuple[str, str]] = field(default_factory=list)


@transaction.atomic
def brief_of(*, interview: Interview, by: User) -> Brief:
    """The interview's brief, kept from here on if it was not."""
    scheduling.lock(interview)
    brief = beginning_of(interview=interview, by=by)
    if not Brief.objects.filter(interview=interview).exists():
        brief.save()
    return brief


def beginning_of(*, interview: Interview, by: User) -> Brief:
    """The brief as it stands. One that nobody has written yet is not kept, and begins with the campaign's key messages
    and the questions of the inquiry."""
    brief = Brief.objects.filter(interview=interview).first()
    if brief:
        brief.interview = interview
        return brief
    messages = [message.text for message in interview.campaign.key_messages.all()] if interview.campaign else []
    likely = [question.text for question in interview.inquiry.questions.all()] if interview.inquiry else []
    content = {"messages": messages[:MOST], "likely": likely[:20], "decline": [], "hard": []}
    return Brief(interview=interview, content=content, owner=by)


@transaction.atomic
def edit(*, brief: Brief, content: dict[str, Any], by: User, revision: int) -> Brief:
    """Keep what was written; an approval ends. Raises `Overtaken`, and `NotPossible` while it is in review."""
    brief = lock(brief)
    if content == brief.content:
        return brief
    if brief.revision != revision:
        raise Overtaken(as_text(brief.content))
    _not_in_review(brief)
    brief.content, brief.state, brief.approved_fingerprint = content, State.DRAFT, ""
    brief.revision += 1
    brief.save()
    reviews.void(subject=brief, by=by)
    return brief


@transaction.atomic
def submit(*, brief: Brief, by: User) -> Brief:
    """Ask for sign-off. Raises `team.reviews.AlreadyWaiting`."""
    brief = lock(brief)
    interview = brief.interview
    reviews.submit(
        subject=brief, title=f"Brief: {interview.topic}"[:160], context=str(interview.client), by=by,
        fingerprint=fingerprint_of(brief), snapshot={"text": whole_text(brief, by)}, due_at=interview.starts_at,
    )  # fmt: skip
    return lock(brief)


@transaction.atomic
def withdraw(*, brief: Brief, by: User) -> Brief:
    """Take it back from review, to write on. Raises `NotPossible`, and `team.reviews.NotTheAuthor`."""
    brief = lock(brief)
    review = Review.objects.of(brief).filter(state=Review.State.WAITING).first()
    if review is None:
        raise NotPossible("It is not waiting for review.")
    reviews.withdraw(review=review, by=by)
    return lock(brief)


@transaction.atomic
def mail(*, brief: Brief, by: User) -> Brief:
    """Send it to the spokesperson. Raises `NotPossible` without an address, a mailbox or sign-off that is wanted, and
    while it is in review."""
    brief = lock(brief)
    _not_in_review(brief)
    interview = brief.interview
    if interview.spokesperson is None:
        raise NotPossible("Choose the spokesperson first.")
    address = speakers.address_of(interview.spokesperson)
    if not address:
        raise NotPossible(f"No e-mail address stands in how to reach {interview.spokesperson}.")
    if not may_go(brief, by):
        raise NotPossible("A manager has not signed this brief off.")
    mailbox = mailbox_for(interview)
    if mailbox is None:
        raise NotPossible("There is no mailbox to write from. Set one up first.")
    at = interview.starts_at.astimezone(interview.owner.zone) if interview.starts_at else None
    when = f", {date_format(at, 'D j M, H:i')}" if at else ""
    sent = put_out(
        mailbox=mailbox, purpose=PURPOSE, subject=f"Brief: {interview.reporter}{when}", to_address=address,
        to_name=interview.spokesperson.name, template="events/mail/brief.txt",
        context={"name": interview.spokesperson.name, "text": whole_text(brief, by)},
    )  # fmt: skip
    if sent is None:
        raise NotPossible(f"{address} cannot be written to.")
    brief.mailed_at, brief.mailed_to = timezone.now(), address
    brief.save(update_fields=["mailed_at", "mailed_to", "updated_at"])
    return brief


def may_go(brief: Brief, by: User) -> bool:
    """Whether it may be mailed as it is: signed off, or looked at by a second pair of eyes right now."""
    policy = TeamPolicy.current()
    is_second = by.is_manager and (policy.approve_own_work or brief.owner_id != by.pk)
    wants = policy.asks_for_sign_off(recipients=1)
    return not wants or is_second or brief.approved_fingerprint == fingerprint_of(brief)


def missing(brief: Brief) -> list[str]:
    """What a spokesperson would miss, in sentences."""
    content, said = brief.content, []
    if not content.get("messages"):
        said.append("No message to bring across is written down.")
    answered = [each for each in content.get("hard", []) if each.get("question") and each.get("answer")]
    if len(answered) < ENOUGH_HARD:
        said.append(
            f"{len(answered)} hard questions have an answer; five are the least that a spokesperson should have."
        )
    if brief.interview.starts_at is None and brief.interview.format != Interview.Format.WRITTEN:
        said.append("No time is agreed yet.")
    return said


def sections_of(brief: Brief, reader: User) -> list[Section]:
    """All of it, in the order in which it is read. A constant number of queries."""
    interview, content = brief.interview, brief.content
    hard = [(each["question"], each["answer"]) for each in content.get("hard", []) if each.get("question")]
    found = [
        Section("When and where", _logistics(interview, reader)),
        Section("Who asks", _reporter(interview)),
        Section("The story", [line for line in (interview.topic, interview.angle, interview.publication) if line]),
        Section("What to bring across", list(content.get("messages", []))),
        Section("Likely questions", list(content.get("likely", []))),
        Section("Hard questions", asked=hard),
        Section("What may be said, word for word", _statements(interview)),
        Section("What we do not talk about", list(content.get("decline", []))),
        Section("What they wrote lately", _articles(interview)),
        Section("What was between us", _history(interview)),
    ]
    return [section for section in found if section.lines or section.asked]


def whole_text(brief: Brief, reader: User) -> str:
    """The brief as plain text."""
    parts = []
    for section in sections_of(brief, reader):
        lines = [*(f"- {line}" for line in section.lines), *(f"- {q}\n  {a}" for q, a in section.asked)]
        parts.append("\n".join([section.title.upper(), *lines]))
    return "\n\n".join(parts)


def as_text(content: dict[str, Any]) -> str:
    """What people wrote, for whoever was overtaken."""
    lines = [line for name in NAMES for line in content.get(name, [])]
    return "\n".join([*lines, *(f"{each['question']} {each['answer']}" for each in content.get("hard", []))])


def fingerprint_of(brief: Brief) -> str:
    """SHA-256 over what people wrote, and the facts that a spokesperson would act on."""
    interview = brief.interview
    facts = [
        interview.topic, interview.angle, interview.reporter, interview.format, interview.place, interview.link,
        interview.ground, interview.ground_note, interview.spokesperson_id,
        interview.starts_at.isoformat() if interview.starts_at else "",
    ]  # fmt: skip
    return hashlib.sha256(json.dumps([brief.content, facts], sort_keys=True).encode()).hexdigest()


def lock(brief: Brief) -> Brief:
    rows = Brief.objects.select_for_update(of=("self",)).select_related(
        "interview__client", "interview__campaign", "interview__spokesperson", "interview__journalist",
        "interview__outlet", "interview__owner", "interview__inquiry__thread", "interview__recipient__pitch", "owner",
    )  # fmt: skip
    return rows.get(pk=brief.pk)


def _not_in_review(brief: Brief) -> None:
    if brief.state == State.IN_REVIEW:
        raise NotPossible("It is in review. Let it be decided, or withdraw it first.")


def _logistics(interview: Interview, reader: User) -> list[str]:
    lines = []
    if interview.starts_at and interview.ends_at:
        ours, theirs = (interview.starts_at.astimezone(zone) for zone in (reader.zone, interview.their_zone))
        there = f" ({theirs:%H:%M} in {city(interview.their_zone)})" if ours.utcoffset() != theirs.utcoffset() else ""
        lines.append(
            f"{date_format(ours, 'l, j F Y, H:i')} {city(reader.zone)} time{there}, {interview.minutes} minutes"
        )
    where = ", ".join(part for part in (interview.get_format_display(), interview.place, interview.link) if part)
    ground = interview.get_ground_display() + (f": {interview.ground_note}" if interview.ground_note else "")
    return [*lines, where, f"Ground rules: {ground.lower()}"]


def _reporter(interview: Interview) -> list[str]:
    lines = [interview.reporter + (f", {interview.outlet}" if interview.outlet else "")]
    journalist = interview.journalist
    if journalist:
        beats = ", ".join(beat.name for beat in journalist.beats.all()[:MOST])
        lines += [f"Writes about {beats}"] if beats else []
        lines += [journalist.how_to_pitch] if journalist.how_to_pitch else []
        lines.append(f"Relationship: {journalist.get_relationship_display().lower()}")
    return lines


def _statements(interview: Interview) -> list[str]:
    usable = Statement.objects.usable().filter(client=interview.client_id).order_by("title")[:MOST]
    return [f"{statement.title}: {statement.text}" for statement in usable]


def _articles(interview: Interview) -> list[str]:
    if interview.journalist_id is None:
        return []
    signed = Byline.objects.filter(journalist=interview.journalist_id, published_at__isnull=False)
    newest = signed.select_related("article__outlet").defer("article__text").order_by("-published_at")[:5]
    return [f"{each.article.title}, {date_format(each.published_at, 'j F Y')}" for each in newest if each.published_at]


def _history(interview: Interview) -> list[str]:
    """Their last contacts with us, and what was promised to them."""
    if interview.journalist_id is None or interview.journalist is None:
        return []
    entries = interview.journalist.timeline.order_by("-at")[:8]
    lines = [f"{date_format(timezone.localtime(entry.at), 'j F Y')}: {entry.headline}" for entry in entries]
    promised = interview.promises.filter(kept_at=None, dropped_at=None)[:MOST]
    return lines + [f"Promised, due {date_format(each.due_on, 'j F')}: {each.text}" for each in promised]
