"""The demo's inbox: most conversations were answered and are done, some wait, one rests until tomorrow, and others write
to the press desk of their own accord."""

# ruff: noqa: E501  (prose, one paragraph a line)

import io
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from django.utils import timezone
from PIL import Image

from contacts.models import EmailAddress
from dashboard.demo import post_office
from dashboard.demo.clock import time_is
from dashboard.demo.history import HOUR, World
from mail import answering, delivery, intake, threads
from mail.answering import Draft
from mail.models import IncomingMessage, Mailbox, Thread
from team.models import User

ANSWERS = (
    "<p>Thank you, gladly. The figures and how they were measured are on the page; the raw data follows this afternoon.</p>",
    "<p>Of course. Dr Sommer can talk at three, for as long as you need. I have put her number below.</p>",
    "<p>You are the first in your region, and it stays so until Thursday. The picture credit stands beside each picture.</p>",
    "<p>There is a German version, I have added it to your page. Tell me if anything is missing.</p>",
)
READER = ("Jonathan Weiß", "jonathan.weiss@schulblatt.example.net")
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@dataclass(frozen=True)
class Asked:
    """What somebody writes to the press desk, so many hours ago."""

    hours: int
    subject: str
    text: str
    file: str = ""
    given_to: str = ""
    note: str = ""


TO_THE_DESK = (
    Asked(3, "Picture of the plant, for the front page", "Do you have this view in portrait format, without the crane? I attach what we have. We close at five.", file="what-we-have.png"),
    Asked(7, "Who speaks for Fernhall on Friday?", "We plan a panel on storage for the Friday edition and look for somebody from engineering, not from sales. Twenty minutes by phone would do.", given_to="priya", note="Dr Sommer is travelling. Ask Okafor first, he did well on the radio."),
    Asked(26, "Six questions on the heating network", "My questions are attached. Written answers are fine, with a name that I may quote.", file="questions.pdf", given_to="maya"),
)  # fmt: skip
FROM_A_READER = Asked(30, "Interview for our school paper", "I am in year eleven and write for our school paper. May I ask the engineer three questions about the battery, by e-mail?")  # fmt: skip


def talk(world: World, *, desk: Mailbox) -> None:
    """Answer and finish what was taken care of, put one off, and let the press desk's post come in."""
    for thread in Thread.objects.filter(state=Thread.State.OPEN, waiting_since=None).select_related("mailbox__owner"):
        close(world, thread)
    _put_one_off(world)
    known = list(EmailAddress.objects.select_related("journalist").order_by("pk")[: len(TO_THE_DESK)])
    for asked, theirs in zip(TO_THE_DESK, known, strict=False):
        write_to(world, desk, (theirs.journalist.name, theirs.address), asked)
    write_to(world, desk, READER, FROM_A_READER)


def close(world: World, thread: Thread) -> None:
    """Answered two hours after the last letter, and done."""
    letter = thread.incoming.filter(kind__in=IncomingMessage.BY_PEOPLE).latest("received_at")
    at = letter.received_at + 2 * HOUR
    if thread.mailbox is None or thread.mailbox.owner is None or at > world.now:
        return
    with time_is(at):
        answer(thread, letter, world.dice.choice(ANSWERS), by=thread.mailbox.owner)
    with time_is(at + timedelta(minutes=1)):
        delivery.deliver_mailbox(thread.mailbox.pk)
        threads.finish(thread=thread, by=thread.mailbox.owner)


def answer(thread: Thread, letter: IncomingMessage, html: str, *, by: User) -> None:
    assert thread.mailbox
    draft = Draft(
        to=letter,
        mailbox=thread.mailbox,
        address=letter.from_address,
        html=html,
        quote=True,
        once=uuid4(),
        latest=answering.latest_of(thread),
    )
    answering.send(thread=thread, draft=draft, by=by)


def _put_one_off(world: World) -> None:
    maya = world.team["maya"]
    thread = Thread.objects.visible_to(maya).waiting().filter(assignee=maya).order_by("waiting_since").first()
    if thread is None:
        return
    with time_is(world.now - HOUR):
        threads.note(thread=thread, text="Waits for the picture rights. Noor asks the photographer today.", by=maya)
        threads.snooze(thread=thread, until=_tomorrow(world.now), by=maya)


def _tomorrow(now: datetime) -> datetime:
    return (timezone.localtime(now) + timedelta(days=1)).replace(hour=9, minute=0, second=0, microsecond=0)


def write_to(world: World, desk: Mailbox, sender: tuple[str, str], asked: Asked) -> None:
    """A letter to the press desk, and what the team has done with it so far."""
    at = world.now - asked.hours * HOUR
    files = [(asked.file, PDF if asked.file.endswith(".pdf") else _picture())] if asked.file else []
    raw = post_office.letter(sender, desk.address, subject=asked.subject, text=asked.text, at=at, files=files)
    with time_is(at):
        thread = intake.receive(raw, mailbox=desk, received_at=at).thread
    daniel = world.team["daniel"]
    with time_is(at + HOUR):
        if thread and asked.given_to:
            threads.assign(thread=thread, to=world.team[asked.given_to], by=daniel)
        if thread and asked.note:
            threads.note(thread=thread, text=asked.note, by=daniel)


def _picture() -> bytes:
    """A field under an evening sky, as far as forty lines of colour can show it."""
    picture = Image.new("RGB", (640, 420))
    for row in range(420):
        sky = (230 - row // 3, 150 - row // 5, 110 + row // 6)
        picture.paste(sky if row < 300 else (52, 74 + (420 - row) // 6, 46), (0, row, 640, row + 1))
    kept = io.BytesIO()
    picture.save(kept, "PNG")
    return kept.getvalue()
