"""Messages of mail servers about our mail: not delivered, still trying, delivered.

Reports after RFC 3464 are read here; the many older dialects with the help of flufl.bounce. What a failure means is
told by the server's words first (`mail.failures`), since status codes are set carelessly.
"""

import email
import logging
import re
from contextlib import suppress
from dataclasses import dataclass, field
from email.message import Message
from email.utils import parseaddr

from flufl.bounce import all_failures

from mail import failures
from mail.failures import Failure
from mail.parsing import (
    ParsedMail,
    addresses_in,
    clean,
    decoded,
    first_message_id,
    part_text,
    payload_of,
    raw_headers,
)

ADDRESS = re.compile(r"[A-Z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Z0-9](?:[A-Z0-9-]{0,62}\.)+[A-Z]{2,24}", re.IGNORECASE)
DAEMON = re.compile(
    r"^(mailer-?daemon|mail-?daemon|postmaster|mailerdaemon|mail-?deamon|mdaemon|bounces?|mailadmin|mail\.delivery.*|"
    r"microsoftexchange[0-9a-f]+|mailsweeper|smtp|postoffice)([.+_-].*)?@|\bmailer-daemon\b",
    re.IGNORECASE,
)
DAEMON_NAME = re.compile(
    r"mail(er)?[ -]?(delivery|daemon|router|administrator)|postmaster|delivery (sub)?system", re.IGNORECASE
)
SUBJECT = re.compile(
    r"undeliver(ed|able)|unzustellbar|zustellung fehlgeschlagen|nicht zugestellt|returned (e-?)?mail|"
    r"return(ed)? to sender|"
    r"(mail|message|delivery) (system |status |delivery )*(error|fail(ed|ure)|notification|problem|report|delay|"
    r"warning)|"
    r"fail(ed|ure) (to deliver|notice|delivery)|delivery (has )?(failed|failure|status|unsuccessful)|"
    r"could not be (sent|delivered)|"
    r"non[- ]?(remis|distribu|deliver)|échec de (la )?remise|nicht zustellbar|onbestelbaar|niet bezorgd|"
    r"no (se )?(puede|pudo) entregar|no entregado|non recapitabile|mancato recapito|não (é possível|foi) entreg|"
    r"niedostarcz|nie można dostarczyć|kunde inte leverera|olevererbart|kan ikke leveres|warning: (message|"
    r"could not send)|"
    r"could not be (delivered|sent)|returned mail|"
    r"mail system error|user unknown|rejected mail|undelivered mail|配信|送達|недостав|не доставлено|退信",
    re.IGNORECASE,
)
RETURNED_BELOW = re.compile(
    r"^[ >*-]{0,10}("
    r"-{2,10}.{0,60}(original message|returned message|copy of (the|your) message|message header|headers? follow|"
    r"the header of the original).*|"
    r"-{2,10} ?(this is a copy|below this line).*|"
    r"(original message|your message|the (original )?message|headers?|unsent message|the text of your message)"
    r"[^\n]{0,40}(follows?|below|headers?):?.*|"
    r"(original-)?received: from .*|return-path: <.*|message-id: ?<.*"
    r")$",
    re.IGNORECASE | re.MULTILINE,
)
LONGEST_REPORT, LONGEST_LINE = 60_000, 500  # characters; patterns must not run away on hostile input
DELIVERED_ACTIONS = {"delivered", "relayed", "expanded"}

log = logging.getLogger(__name__)
logging.getLogger("flufl.bounce").setLevel(logging.WARNING)  # it tells of each of its parsers, for every message


@dataclass(frozen=True)
class Bounce:
    """What a server says about a message of ours: whom it is about, whether it is final, in which words."""

    addresses: list[str]
    failure: Failure
    reason: str
    delivered: bool = False
    returned_ids: list[str] = field(default_factory=list)
    returned_to: list[str] = field(default_factory=list)

    @property
    def permanent(self) -> bool:
        return not self.delivered and self.failure.is_permanent


def read_bounce(mail: ParsedMail) -> Bounce | None:
    """What a bounce or receipt says, None when the message is neither."""
    report = mail.part("message/delivery-status")
    if report is not None:
        blocks = _status_blocks(report)
        if blocks:
            return _from_report(mail, blocks)
    if not _looks_like_bounce(mail):
        return None
    return _wrapped_report(mail) or _from_words(mail)


def _wrapped_report(mail: ParsedMail) -> Bounce | None:
    """Some gateways put the report they pass on into a message of their own."""
    for part in mail.parts:
        inner = payload_of(part)
        if part.get_content_type() == "message/rfc822" and isinstance(inner, list) and isinstance(inner[0], Message):
            wrapped = ParsedMail(inner[0])
            report = wrapped.part("message/delivery-status")
            blocks = _status_blocks(report) if report is not None else []
            if blocks:
                return _from_report(wrapped, blocks)
    return None


def _from_report(mail: ParsedMail, blocks: list[Message]) -> Bounce:
    final = [block for block in blocks if not _action(block).startswith("delay")] or blocks
    failed = [block for block in final if _action(block) not in DELIVERED_ACTIONS]
    chosen = failed or final
    delayed = bool(failed) and all(_action(block).startswith("delay") for block in failed)
    addresses = list(dict.fromkeys(address for block in chosen for address in _recipients(block)))
    words = _human_words(mail)
    if not failed:
        return _bounce(mail, addresses, Failure.NONE, _diagnostic(chosen[0]) or first_line(words), delivered=True)
    # Several recipients may have failed for several reasons; the gravest one is told.
    kinds = [_failure_of(block, words) for block in failed]
    at = next((i for i, kind in enumerate(kinds) if kind.is_permanent), 0)
    failure = Failure.DELAYED if delayed and not kinds[at].is_passing else kinds[at]
    reason = _diagnostic(failed[at]) or failures.telling_line(words) or first_line(words)
    return _bounce(mail, addresses or _from_words_addresses(mail, words), failure, reason)


def _failure_of(block: Message, words: str) -> Failure:
    diagnostic, status = _diagnostic(block), decoded(raw_headers(block, "status")[:1])
    return failures.judge(diagnostic=diagnostic, words=words, status=status)


def _from_words(mail: ParsedMail) -> Bounce | None:
    words = _human_words(mail)
    named = [address for value in mail.headers("x-failed-recipients") for address in ADDRESS.findall(value)]
    temporary, permanent = _dialects(mail)
    addresses = named or permanent or temporary or _from_words_addresses(mail, words)
    failure = failures.judge(diagnostic="", words=words, status="")
    still_trying = failures.says_still_trying(words) or failures.says_still_trying(mail.subject)
    if still_trying or (temporary and not permanent and failure is Failure.UNKNOWN):
        failure = Failure.DELAYED
    if not addresses and failure is Failure.UNKNOWN and not SUBJECT.search(mail.subject):
        return None
    return _bounce(mail, addresses, failure, failures.telling_line(words) or first_line(words))


def _bounce(
    mail: ParsedMail, addresses: list[str], failure: Failure, reason: str, *, delivered: bool = False
) -> Bounce:
    returned = _returned_headers(mail)
    ids = list(dict.fromkeys([*(first_message_id(text) for text in returned["ids"]), *mail.answers_to]))
    return Bounce(
        addresses=list(dict.fromkeys(addresses or returned["to"][:1])),
        failure=failure,
        reason=" ".join(reason.split())[:1000],
        delivered=delivered,
        returned_ids=[found for found in ids if found],
        returned_to=returned["to"],
    )


def _looks_like_bounce(mail: ParsedMail) -> bool:
    if mail.has("x-failed-recipients"):
        return True
    name, address = mail.sender
    from_daemon = bool(DAEMON.search(address) or DAEMON_NAME.search(name) or not address)
    says_so = bool(SUBJECT.search(mail.subject))
    if mail.message.get_content_type() == "multipart/report" and (from_daemon or says_so):
        return True
    if mail.return_path == "" and says_so:
        return True
    if not from_daemon:
        return says_so and _speaks_like_bounce(mail)
    return says_so or failures.says_undelivered(_human_words(mail)) or any(_dialects(mail))


def _speaks_like_bounce(mail: ParsedMail) -> bool:
    """A gateway that writes under a person's kind of address; people who answer quote such words too."""
    answers = bool(re.match(r"\s*(re|aw|sv|antw)\s*:", mail.subject, re.IGNORECASE)) or mail.has("in-reply-to")
    return any(_dialects(mail)) or (not answers and failures.says_undelivered(_human_words(mail)))


def _status_blocks(report: Message) -> list[Message]:
    """The blocks about single recipients in a delivery-status part, however its headers were broken."""
    payload = payload_of(report)
    if isinstance(payload, list):
        blocks = [block for block in payload if isinstance(block, Message)]
    else:
        blocks = [email.message_from_string(text) for text in re.split(r"\r?\n\s*\r?\n", str(payload)) if text.strip()]
    if len(blocks) == 1 and not _recipients(blocks[0]) and isinstance(payload_of(blocks[0]), str):
        inner = str(payload_of(blocks[0]))  # some servers put an empty line before everything
        blocks = [email.message_from_string(text) for text in re.split(r"\r?\n\s*\r?\n", inner) if text.strip()]
    about = [block for block in blocks if _recipients(block) or _action(block)]
    return about[:200]


def _action(block: Message) -> str:
    value = decoded(raw_headers(block, "action")[:1]).lower()
    return value.split("(")[0].split()[0] if value.split("(")[0].split() else ""


def _recipients(block: Message) -> list[str]:
    """Original-Recipient is the address we wrote to; Final-Recipient may be where that one is forwarded."""
    for header in ("original-recipient", "final-recipient", "x-actual-recipient"):
        for value in raw_headers(block, header):
            text = decoded([value]).partition(";")[2] or decoded([value])
            found = ADDRESS.search(text) or ADDRESS.search(parseaddr(text)[1])
            if found:
                return [found.group().strip(".'")]
            bare = text.strip().strip("<>")
            if "@" in bare and " " not in bare and len(bare) <= 254:
                return [bare]
    return []


def _diagnostic(block: Message) -> str:
    for header in ("diagnostic-code", "x-supplementary-info", "x-display-name-reason"):
        value = decoded(raw_headers(block, header)[:1])
        if value:
            return re.sub(r"^\s*(smtp|x-[\w-]+|unix|dns|x\d+)\s*;\s*", "", value, flags=re.IGNORECASE)
    return ""


def _human_words(mail: ParsedMail) -> str:
    """What the server tells people, without the message it returns."""
    texts = []
    for part in mail.parts:
        if part.get_content_type() in {"message/rfc822", "text/rfc822-headers", "message/delivery-status"}:
            break
        if part.get_content_type() == "text/plain":
            texts.append(part_text(part))
    text = "\n".join(texts) or mail.text
    text = "\n".join(line[:LONGEST_LINE] for line in text[:LONGEST_REPORT].splitlines())
    below = RETURNED_BELOW.search(text)
    # A report that begins with such a line has nothing above it to read.
    return (text[: below.start()] if below and text[: below.start()].strip() else text)[:20_000]


def _from_words_addresses(mail: ParsedMail, words: str) -> list[str]:
    """Addresses in the server's words; ours and the server's own are not the ones that failed."""
    ours = {address.lower() for address in mail.recipients}
    skip = re.compile(r"^(postmaster|mailer-daemon|abuse|helpdesk|support|hostmaster)@", re.IGNORECASE)
    found = [address.strip(".'") for address in ADDRESS.findall(words)]
    return list(dict.fromkeys(a for a in found if a.lower() not in ours and not skip.match(a)))[:3]


def _dialects(mail: ParsedMail) -> tuple[list[str], list[str]]:
    """flufl.bounce's reading: addresses that failed for now, and for good."""
    try:
        message = email.message_from_bytes(mail.beginning) if mail.beginning else mail.message
        temporary, permanent = all_failures(message)
    except Exception:  # it has seventeen parsers, and not every one was written for hostile input
        log.exception("flufl.bounce failed on a message")
        return [], []
    return _plain(temporary), _plain(permanent)


def _plain(addresses: "frozenset[bytes] | set[bytes]") -> list[str]:
    texts = sorted(address.decode("ascii", "replace").strip("<> ") for address in addresses)
    return [text for text in texts if "@" in text and len(text) <= 254]


def _returned_headers(mail: ParsedMail) -> dict[str, list[str]]:
    """Message-ID and To of the message that comes back, wherever it stands: a part of its own or below the words."""
    originals: list[Message] = []
    for part in mail.parts:
        kind, payload = part.get_content_type(), payload_of(part)
        if kind == "message/rfc822" and isinstance(payload, list) and payload and isinstance(payload[0], Message):
            originals.append(payload[0])
        elif kind in {"text/rfc822-headers", "message/rfc822-headers", "text/rfc822"}:
            originals.append(email.message_from_string(part_text(part).lstrip()))
    texts = [clean(part_text(part)) for part in mail.parts if part.get_content_maintype() == "text"]
    ids = [decoded(raw_headers(original, "message-id")[:1]) for original in originals]
    to = [address for original in originals for _, address in addresses_in(original, "to")]
    for text in texts:
        ids += re.findall(r"(?im)^[ >|]*(?:message-id|in-reply-to):\s*(<[^<>\s]+@[^<>\s]+>)", text)[:5]
        for line in re.findall(r"(?im)^[ >|]*to:\s*(.+)$", text)[:3]:
            to += ADDRESS.findall(line)
    with suppress(ValueError):
        ids.remove("")
    return {"ids": ids, "to": list(dict.fromkeys(to))[:10]}


def first_line(words: str) -> str:
    return next((line.strip() for line in words.splitlines() if len(line.strip()) > 3), "")
