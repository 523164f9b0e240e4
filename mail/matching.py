"""Which message of ours an incoming one belongs to.

A Message-ID of ours, or a token only our message carried, is proof: nobody else could know it. Sender and subject are
a good guess, enough to show an answer where it belongs, not enough to strike an address off.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.parser import BytesHeaderParser

from django.db.models import F
from django.db.models.functions import Lower

from mail.addresses import fold
from mail.classification import Verdict
from mail.models import IncomingMessage, OutgoingMessage
from mail.parsing import ParsedMail

HEADERS_AT_MOST = 100_000  # bytes
GUESS_WITHIN = timedelta(days=60)
BOUNCE_WITHIN = timedelta(days=14)
GONE_OUT = [OutgoingMessage.State.SENT, OutgoingMessage.State.HANDED_OFF, OutgoingMessage.State.UNCONFIRMED]
PREFIX = re.compile(
    r"^\s*(\[[^\]]{1,30}\]\s*)?("
    r"re|aw|antw|antwort|sv|vs|odp|r|rif|res|resp|ynt|vá|vb|bls|atb|ang|at|ref|fw|fwd|wg|tr|rv|enc|i|doorst|vl|fs|pd|"
    r"tov|"
    r"automatische antwort|automatic reply|réponse automatique|respuesta automática|risposta automatica|"
    r"automatisch antwoord|autosvar|"
    r"automaattinen vastaus|out of office|abwesenheit\w*|auto|回复|答复|转发|回覆"
    r")\s*(\[\d+\]|\(\d+\))?\s*[:：]\s*",
    re.IGNORECASE,
)  # fmt: skip


@dataclass(frozen=True)
class Match:
    message: OutgoingMessage
    proven: bool


def find_match(mail: ParsedMail, verdict: Verdict, *, received_at: datetime) -> Match | None:
    """The message of ours that this one is about, by the surest trait that fits."""
    message = _by_message_id(verdict.evidence) or _by_token(verdict.tokens)
    if message:
        return Match(message, proven=True)
    if verdict.kind in {IncomingMessage.Kind.BOUNCE, IncomingMessage.Kind.DELIVERED, IncomingMessage.Kind.COMPLAINT}:
        message = _last_sent_to(verdict.addresses, since=received_at - BOUNCE_WITHIN)
    else:
        message = _by_sender_and_subject(mail, since=received_at - GUESS_WITHIN)
    return Match(message, proven=False) if message else None


def match_by_headers(raw: bytes, *, received_at: datetime) -> OutgoingMessage | None:
    """Which message of ours something unreadable seems to answer, by nothing but its first headers.

    The last one that went to its sender, when it names none: too many follow-ups held back are better than one too many
    sent.
    """
    mail = only_headers(raw)
    named = _by_message_id(mail.answers_to)
    return named or _last_sent_to([mail.from_address] if mail.from_address else [], since=received_at - GUESS_WITHIN)


def only_headers(raw: bytes) -> ParsedMail:
    """What can be read of something that cannot be read as a whole."""
    return ParsedMail(BytesHeaderParser().parsebytes(raw[:HEADERS_AT_MOST]))


def bare_subject(subject: str) -> str:
    """The subject without any "Re:", in lower case, to be compared."""
    previous = None
    while subject != previous:
        previous, subject = subject, PREFIX.sub("", subject)
    return " ".join(subject.split()).casefold()


def _by_message_id(ids: list[str]) -> OutgoingMessage | None:
    """The nearest in the thread: `ids` come in that order."""
    if not ids:
        return None
    found = {message.message_id: message for message in _messages().filter(message_id__in=ids)}
    if not found:  # a mail service may have put its own in place of ours
        renamed = _messages().exclude(service_id="").filter(service_id__in=ids)
        found = {message.service_id: message for message in renamed}
    return next((found[each] for each in ids if each in found), None)


def _by_token(tokens: list[str]) -> OutgoingMessage | None:
    return _messages().filter(reply_token__in=tokens).first() if tokens else None


def _by_sender_and_subject(mail: ParsedMail, *, since: datetime) -> OutgoingMessage | None:
    if not mail.from_address:
        return None
    subject = bare_subject(mail.subject)
    candidates = _sent_to([mail.from_address], since=since)[:50]
    return next((each for each in candidates if subject and bare_subject(each.subject) == subject), None)


def _last_sent_to(addresses: list[str], *, since: datetime) -> OutgoingMessage | None:
    return _sent_to(addresses, since=since).first() if addresses else None


def _sent_to(addresses: list[str], *, since: datetime):  # type: ignore[no-untyped-def]
    folded = {fold(address) for address in addresses}
    return (
        _messages()
        .alias(folded_address=Lower("to_address"))
        .filter(folded_address__in=folded, state__in=GONE_OUT, handed_off_at__gte=since)
        .order_by(F("handed_off_at").desc(nulls_last=True), "-pk")
    )


def _messages():  # type: ignore[no-untyped-def]
    return OutgoingMessage.objects.select_related("mailbox").defer("raw")
