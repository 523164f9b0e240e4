"""Taking an inquiry in, whichever way it comes: it is numbered, its questions become rows, its clocks start."""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import Truncator

from campaigns.models import Campaign, Client
from contacts import timeline
from contacts.models import TimelineEntry
from inquiries import clocks, search, told_of
from inquiries.duty import on_duty
from inquiries.errors import DeadlinePassed
from inquiries.models import Inquiry, Question, Topic
from inquiries.numbers import next_number
from inquiries.questions import questions_in
from inquiries.reporters import Reporter, recognise
from inquiries.steps import step, tell_others
from mail.models import Thread
from team.models import TeamPolicy, User
from team.notifications import notify

Channel = Inquiry.Channel


@transaction.atomic
def take_in(
    *,
    client: Client,
    channel: str,
    subject: str,
    words: str,
    reporter: Reporter,
    questions: Sequence[str] | None = None,
    received_at: datetime | None = None,
    deadline: datetime | None = None,
    zone: str = "",
    urgency: int = Inquiry.Urgency.NORMAL,
    topic: Topic | None = None,
    background: str = "",
    prefers: str = "",
    campaign: Campaign | None = None,
    thread: Thread | None = None,
    owner: User | None = None,
    key: str | None = None,
    by: User | None = None,
    tell: Sequence[User] | None = None,
) -> Inquiry:
    """Keep an inquiry and tell `owner`, else whoever is on duty, else those in `tell`, else everybody who works.

    `questions` are taken out of the words where none are given. `key` names where it came from: what came from there
    before is given back as it is. Raises `DeadlinePassed` for a person who types a deadline that is over; what comes in
    by itself is kept all the same.
    """
    now = timezone.now()
    received_at = min(received_at or now, now)
    if by and deadline and deadline <= received_at:
        raise DeadlinePassed("That deadline is in the past. Check the day, the hour and the time zone.")
    if key and (known := Inquiry.objects.filter(key=key).first()):
        return known
    journalist, outlet = recognise(reporter)
    zone = zone or (str(journalist.zone) if journalist else "")
    year, serial = next_number(received_at)
    inquiry = Inquiry(
        year=year, serial=serial, client=client, campaign=campaign, channel=channel, words=words.strip(),
        subject=_subject(subject, words), background=background, topic=topic, urgency=urgency, journalist=journalist,
        outlet=outlet, reporter_name=reporter.name[:200], reporter_outlet=reporter.outlet[:200],
        reporter_email=reporter.email[:254], reporter_phone=reporter.phone[:60], prefers=prefers,
        received_at=received_at, acknowledge_by=clocks.acknowledge_by(received_at, TeamPolicy.current()),
        deadline=deadline, zone=zone, owner=owner, thread=thread, key=key, created_by=by,
    )  # fmt: skip
    inquiry.search_text = search.text_of(inquiry)
    try:
        with transaction.atomic():
            inquiry.save()
    except IntegrityError:
        if key and (known := Inquiry.objects.filter(key=key).first()):
            return known  # it came by two ways at the same time
        raise
    asked = [each.strip() for each in questions if each.strip()] if questions else questions_in(words)
    Question.objects.bulk_create(
        Question(inquiry=inquiry, position=position, text=text) for position, text in enumerate(asked)
    )
    _begin(inquiry, by, tell)
    return inquiry


def _begin(inquiry: Inquiry, by: User | None, tell: Sequence[User] | None) -> None:
    step(inquiry, f"Came in: {inquiry.get_channel_display().lower()}", by=by)
    clocks.plan(inquiry)
    if inquiry.journalist:
        timeline.record(
            journalist=inquiry.journalist,
            kind=TimelineEntry.Kind.INQUIRED,
            headline=f"Asked us: “{inquiry.subject}”",
            at=inquiry.received_at,
            by=by,
            campaign=inquiry.campaign,
            url=inquiry.get_absolute_url(),
            key=f"inquiry:{inquiry.pk}",
        )
    first = [user for user in (inquiry.owner, on_duty()) if user][:1]
    if not first:
        first = list(User.objects.working() if tell is None else tell)
    where = f", {inquiry.asked_for}" if inquiry.asked_for else ""
    notify(
        kind=told_of.INQUIRY,
        users=first,
        by=by,
        text=f"{inquiry.reporter}{where} asks: “{inquiry.subject}”",
        url=inquiry.get_absolute_url(),
        icon="message-question",
    )
    tell_others(inquiry, "inquiry.received")


def _subject(subject: str, words: str) -> str:
    """As given, else the first question, else the beginning of what they wrote."""
    given = " ".join(subject.split())
    if given:
        return Truncator(given).chars(200)
    first = next(iter(questions_in(words)), "") or " ".join(words.split())
    return Truncator(first).chars(120) or "Without a subject"
