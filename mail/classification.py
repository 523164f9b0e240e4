"""What an incoming message is: bounce, automatic reply, complaint, wish to be left alone, answer, or other."""

import email
import re
from dataclasses import dataclass, field
from datetime import date
from email.message import Message

from mail.autoreplies import is_automatic, return_date
from mail.bounces import ADDRESS, Bounce, read_bounce
from mail.models import IncomingMessage
from mail.parsing import ParsedMail, addresses_in, decoded, first_message_id, part_text, payload_of, raw_headers
from mail.reply_text import visible_text
from mail.wishes import Departure, asks_to_stop, departure

Kind = IncomingMessage.Kind

UNSUBSCRIBE_BY_MAIL = re.compile(r"^\s*unsubscribe(?:\s+(?P<token>[\w-]{16,64}))?\s*$", re.IGNORECASE)
UNSUBSCRIBE_WORD = re.compile(
    r"^\W*((please|bitte|merci de|svp|por favor|per favore|graag|vänligen|venligst|vennligst|prosím|proszę|kérem|"
    r"lütfen|пожалуйста|будь ласка|παρακαλώ),? )?(unsubscribe|abmelden|abbestellen|désabonner|"
    r"désinscription|désinscrire|uitschrijven|afmelden|"
    r"darme de baja|baja|cancelar suscripción|disiscrivi|cancellami|remove me|opt[ -]?out|abmeldung|austragen|"
    r"désinscription svp|se désabonner|désabonnement|cancelación|cancelar inscrição|remover|disiscrizione|"
    r"uitschrijving|"
    r"avregistrera( mig)?|avsluta prenumeration|afmeld( mig)?|avmeld( meg)?|peruuta( tilaus)?|wypisz mnie|"
    r"wypisz|odhlásit( se)?|"
    r"odhlásiť( sa)?|leiratkozás|leiratkozom|dezabonare|abonelikten çık|διαγραφή|отписаться|отписка|"
    r"відписатися|退订|取消訂閱|"
    r"配信停止|購読解除|수신 ?거부)( me| mich)?( please| bitte|,? tack|,? tak|,? takk)?\W*$",
    re.IGNORECASE,
)
ANSWER_SUBJECT = re.compile(
    r"^\s*(\[[^\]]{1,30}\]\s*)?(re|aw|sv|vs|antw|odp|r|rif|res|ynt|vá|回复|答复|回覆)\s*(\[\d+\])?\s*[:：]",
    re.IGNORECASE,
)
OUTLOOK_COMPLAINT = "x-hmxmroriginalrecipient"  # Outlook.com sends no report, but the message with this header
STOP_HINT = "They seem to ask not to be written to again."


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What a message is. `evidence` are Message-IDs and `tokens` reply tokens of ours that it may belong to."""

    kind: str
    permanent: bool | None = None
    addresses: list[str] = field(default_factory=list)
    reason: str = ""
    text: str = ""
    returns_on: date | None = None
    asks_to_stop: bool = False
    left: Departure | None = None
    evidence: list[str] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)


def classify(mail: ParsedMail, *, received_on: date) -> Verdict:
    """What the message is. Never fails: what is no mail at all is of the kind "other"."""
    if not mail.is_mail:
        return Verdict(kind=Kind.OTHER, reason="This is not an e-mail message.")
    complaint = _complaint(mail)
    if complaint:
        return complaint
    bounce = read_bounce(mail)
    if bounce:
        return _bounced(mail, bounce)
    wish = UNSUBSCRIBE_BY_MAIL.match(mail.subject)
    if wish:
        tokens = [wish["token"]] if wish["token"] else []
        return _human(mail, Kind.UNSUBSCRIBE, tokens=tokens)
    if mail.part("message/disposition-notification") is not None:
        return Verdict(kind=Kind.DELIVERED, reason="A receipt: the message was opened.", evidence=_receipt_ids(mail))
    if is_automatic(mail):
        return _automatic(mail, received_on)
    return _written(mail)


def _bounced(mail: ParsedMail, bounce: Bounce) -> Verdict:
    return Verdict(
        kind=Kind.DELIVERED if bounce.delivered else Kind.BOUNCE,
        permanent=None if bounce.delivered else bounce.permanent,
        addresses=bounce.addresses,
        reason=bounce.reason or bounce.failure.value.capitalize() + ".",
        evidence=bounce.returned_ids,
        tokens=_tokens(mail),
    )


def _automatic(mail: ParsedMail, received_on: date) -> Verdict:
    text = visible_text(mail.text, sender=mail.sender[0])
    returns_on = return_date(f"{mail.subject}. {text}", received_on=received_on)
    return Verdict(
        kind=Kind.AUTO_REPLY,
        text=text,
        returns_on=returns_on,
        left=departure(text, known=_known(mail)),
        evidence=mail.answers_to,
        tokens=_tokens(mail),
    )


def _written(mail: ParsedMail) -> Verdict:
    answers = bool(mail.answers_to or ANSWER_SUBJECT.search(mail.subject))
    verdict = _human(mail, Kind.REPLY if answers else Kind.OTHER)
    if UNSUBSCRIBE_WORD.match(verdict.text) or (not verdict.text and UNSUBSCRIBE_WORD.match(mail.subject)):
        return _human(mail, Kind.UNSUBSCRIBE)
    return verdict


def _human(mail: ParsedMail, kind: str, *, tokens: list[str] | None = None) -> Verdict:
    text = visible_text(mail.text, sender=mail.sender[0])
    wish = kind in {Kind.REPLY, Kind.OTHER} and not _is_bulk(mail) and asks_to_stop(text)
    return Verdict(
        kind=kind,
        text=text,
        reason=STOP_HINT if wish else "",
        asks_to_stop=wish,
        left=None if _is_bulk(mail) else departure(text, known=_known(mail)),
        addresses=[mail.from_address] if kind == Kind.UNSUBSCRIBE and mail.from_address else [],
        evidence=mail.answers_to,
        tokens=(tokens or []) + _tokens(mail),
    )


def _known(mail: ParsedMail) -> set[str]:
    """Addresses that are no news in what somebody writes: their own, and those they write to."""
    return {address.lower() for address in [mail.from_address, *mail.recipients]}


def _is_bulk(mail: ParsedMail) -> bool:
    """A newsletter speaks of unsubscribing, and of people who have left, but not to us."""
    return mail.has("list-id") or mail.has("list-unsubscribe")


def _tokens(mail: ParsedMail) -> list[str]:
    """Reply tokens in plus-addressed recipients (name+token@…)."""
    found = []
    for address in mail.recipients:
        token = address.partition("@")[0].partition("+")[2]
        if 16 <= len(token) <= 64:
            found.append(token)
    return found


def _complaint(mail: ParsedMail) -> Verdict | None:
    """An abuse report in ARF (RFC 5965), or Outlook.com's own form: a reader pressed "this is spam"."""
    report = mail.part("message/feedback-report")
    if report is None:
        return _outlook_complaint(mail)
    payload = payload_of(report)
    blocks = payload if isinstance(payload, list) else [email.message_from_string(part_text(report).lstrip())]
    fields = [block for block in blocks if isinstance(block, Message)]
    value = _first_field(fields, "feedback-type").lower()
    if value == "not-spam":
        return Verdict(kind=Kind.OTHER, reason="A reader took back the report that your message was spam.")
    return _complained(mail, named=_named(fields, "original-rcpt-to"), of=value or "abuse")


def _outlook_complaint(mail: ParsedMail) -> Verdict | None:
    named = _named(_returned(mail), OUTLOOK_COMPLAINT)
    return _complained(mail, named=named, of="abuse") if named else None


def _complained(mail: ParsedMail, *, named: list[str], of: str) -> Verdict:
    originals = _returned(mail)
    to = [address for original in originals for _, address in addresses_in(original, "to")]
    ids = [first_message_id(decoded(raw_headers(original, "message-id")[:1])) for original in originals]
    return Verdict(
        kind=Kind.COMPLAINT,
        addresses=list(dict.fromkeys(named or to)),
        reason=f"A reader reported the message as {of} to their mail provider.",
        evidence=[found for found in [*ids, *mail.answers_to] if found],
        tokens=_tokens(mail),
    )


def _named(blocks: list[Message], header: str) -> list[str]:
    """The addresses that a header of these blocks gives."""
    values = [decoded([value]) for block in blocks for value in raw_headers(block, header)]
    return [address for value in values for address in ADDRESS.findall(value)]


def _receipt_ids(mail: ParsedMail) -> list[str]:
    """Which message a read receipt (RFC 8098) is about."""
    receipt = mail.part("message/disposition-notification")
    text = part_text(receipt) if receipt is not None else ""
    payload = payload_of(receipt) if receipt is not None else ""
    blocks = payload if isinstance(payload, list) else [email.message_from_string(text.lstrip())]
    named = first_message_id(_first_field([b for b in blocks if isinstance(b, Message)], "original-message-id"))
    return [found for found in [named, *mail.answers_to] if found]


def _returned(mail: ParsedMail) -> list[Message]:
    found: list[Message] = []
    for part in mail.parts:
        payload = payload_of(part)
        if part.get_content_type() == "message/rfc822" and isinstance(payload, list):
            found += [inner for inner in payload if isinstance(inner, Message)]
        elif part.get_content_type() == "text/rfc822-headers":
            found.append(email.message_from_string(part_text(part).lstrip()))
    return found


def _first_field(blocks: list[Message], name: str) -> str:
    return next((decoded([value]) for block in blocks for value in raw_headers(block, name)), "")
