"""What a reporter asks by the form of a newsroom. It becomes a letter and comes in by the door that all mail uses.

So it lies in the inbox as a conversation, is answered in place, and goes to the reporter's own address. The letter is
kept first and understood second, and the same form, sent twice, is one letter.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime
from hashlib import sha256

from django.core.signing import BadSignature, TimestampSigner, b62_decode
from django.db import connection, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator

from mail import intake
from mail.addresses import is_ascii, parse
from mail.models import IncomingMessage
from mediakits import told_of
from mediakits.models import Newsroom
from team.notifications import notify

BY_FORM = "<inquiry-"
"""The Message-ID of what came by a form begins so."""
OPEN_SECONDS = 24 * 3600
"""For which a form that was opened can be sent."""
FIRST = [
    "amber", "birch", "cedar", "cobalt", "copper", "coral", "crimson", "ember", "fern", "flint", "golden",
    "hazel", "indigo", "ivory", "jade", "linen", "maple", "marble", "misty", "mossy", "ochre", "olive", "opal",
    "pearl", "pine", "plum", "quartz", "russet", "sandy", "silver", "slate", "velvet",
]  # fmt: skip
SECOND = [
    "anchor", "badger", "beacon", "brook", "canyon", "comet", "crane", "dune", "falcon", "finch", "glacier",
    "harbour", "heron", "island", "kestrel", "lantern", "lagoon", "magpie", "meadow", "meteor", "orchard",
    "osprey", "otter", "pebble", "plover", "quarry", "raven", "reef", "river", "sparrow", "summit", "willow",
]  # fmt: skip


Listener = Callable[[Newsroom, "Inquiry", "Opened", IncomingMessage], None]
_listeners: list[Listener] = []


def register(listener: Listener) -> None:
    """Call it with each new inquiry, what the form said of it and the letter it became, within the transaction."""
    if listener not in _listeners:
        _listeners.append(listener)


class NotOurs(Exception):
    """The mark of the form is made up, or too old."""


@dataclass(frozen=True, kw_only=True)
class Inquiry:
    """What was typed. `deadline` carries the zone the reporter chose."""

    name: str
    outlet: str
    email: str
    phone: str
    deadline: datetime | None
    question: str


@dataclass(frozen=True)
class Opened:
    """That somebody opened the form: `once` tells it from every other, `at` is when."""

    once: str
    at: datetime

    @property
    def word(self) -> str:
        """What the reporter can say on the phone, so that both mean the same inquiry."""
        number = int.from_bytes(sha256(f"word {self.once}".encode()).digest()[:8])
        number, tail = divmod(number, 90)
        number, second = divmod(number, len(SECOND))
        return f"{FIRST[number % len(FIRST)]}-{SECOND[second]}-{tail + 10}"


def open_form(newsroom: Newsroom) -> str:
    """The mark that a fresh form carries."""
    return _signer(newsroom).sign(secrets.token_urlsafe(16))


def opened(newsroom: Newsroom, mark: str) -> Opened:
    """What the mark of a form says. Raises NotOurs."""
    signer = _signer(newsroom)
    try:
        once = signer.unsign(mark, max_age=OPEN_SECONDS)
    except BadSignature as error:  # too old is one of them
        raise NotOurs from error
    seconds = b62_decode(mark.rsplit(signer.sep, 2)[1])
    return Opened(once, datetime.fromtimestamp(seconds, UTC))


@transaction.atomic
def take_in(*, newsroom: Newsroom, inquiry: Inquiry, form: Opened) -> IncomingMessage:
    """Keep an inquiry in the newsroom's mailbox and tell the press contact. The same form again changes nothing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"inquiry {form.once}"])
    letter = letter_of(newsroom, inquiry, form)
    earlier = IncomingMessage.objects.filter(message_id=letter["Message-ID"], mailbox=newsroom.mailbox).defer("raw")
    if before := earlier.first():
        return before
    incoming = intake.receive(letter.as_bytes(), mailbox=newsroom.mailbox, received_at=timezone.now())
    who = f"{inquiry.name}, {inquiry.outlet}" if inquiry.outlet else inquiry.name
    text = f"{who} asks by the newsroom of {newsroom.client}{_by(inquiry.deadline, newsroom)}: “{inquiry.question}”"
    url = incoming.thread.get_absolute_url() if incoming.thread else ""
    notify(
        kind=told_of.NEWSROOM, users=[newsroom.contact], text=" ".join(text.split()), url=url, icon="message-question"
    )
    for listener in _listeners:
        listener(newsroom, inquiry, form, incoming)
    return incoming


def letter_of(newsroom: Newsroom, inquiry: Inquiry, form: Opened) -> EmailMessage:
    """The inquiry as a letter from the reporter; the same form gives the same bytes.

    Raises `mail.errors.BadAddress`.
    """
    mailbox = newsroom.mailbox
    if mailbox is None:
        raise ValueError(f"Newsroom {newsroom.pk} has no mailbox for inquiries to arrive in.")
    outlet = f", {inquiry.outlet}" if inquiry.outlet else ""
    sender = parse(inquiry.email)
    letter = EmailMessage(policy=SMTP if is_ascii(sender) else SMTPUTF8)
    letter["From"] = Address(_line(inquiry.name), addr_spec=sender)
    letter["To"] = Address(_line(mailbox.name), addr_spec=parse(mailbox.address))
    letter["Subject"] = Truncator(_line(f"Inquiry from {inquiry.name}{outlet} ({form.word})")).chars(200)
    letter["Date"] = format_datetime(form.at)
    letter["Message-ID"] = f"{BY_FORM}{form.once}@{mailbox.domain}>"
    letter.set_content(_body(newsroom, inquiry, form), cte="quoted-printable")
    return letter


def _body(newsroom: Newsroom, inquiry: Inquiry, form: Opened) -> str:
    facts = [
        ("Name", inquiry.name),
        ("Outlet", inquiry.outlet),
        ("E-mail", inquiry.email),
        ("Phone", inquiry.phone),
        ("Deadline", _deadline(inquiry.deadline, newsroom) if inquiry.deadline else "none named"),
        ("Reference", form.word),
    ]
    lines = "\n".join(f"{label}: {value}" for label, value in facts if value)
    question = inquiry.question.replace("\r\n", "\n").replace("\r", "\n").strip()
    note = f"Written in the form of the newsroom of {newsroom.client}. Name and address are as typed, not proven."
    return f"{question}\n\n{lines}\n\n{note}\n"


def _deadline(at: datetime, newsroom: Newsroom) -> str:
    """On the reporter's clock, and on that of whoever answers where it differs."""
    said = f"{_moment(at)} ({at.tzinfo})"
    ours = at.astimezone(newsroom.contact.zone)
    return said if ours.utcoffset() == at.utcoffset() else f"{said}, which is {_moment(ours)} ({ours.tzinfo})"


def _by(at: datetime | None, newsroom: Newsroom) -> str:
    return f", deadline {date_format(at.astimezone(newsroom.contact.zone), 'j F, H:i')}" if at else ""


def _moment(at: datetime) -> str:
    return date_format(at, "l, j F Y, H:i")


def _line(text: str) -> str:
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())


def _signer(newsroom: Newsroom) -> TimestampSigner:
    return TimestampSigner(salt=f"newsroom inquiry {newsroom.pk}")
