"""What a colleague forwarded: the reporter's letter inside theirs, whatever mail program wrote around it."""

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr
from typing import Final

from mail.parsing import parse_mail

LONGEST: Final = 200_000
FIRST_LINES: Final = 6
"""The head of the letter begins within so many lines after the words that announce it."""
_HEAD = re.compile(
    r"^[\s>*-]*(begin forwarded message|forwarded message|original message|weitergeleitete nachricht|"
    r"anfang der weitergeleiteten nachricht|ursprüngliche nachricht|message transféré|message d'origine|"
    r"début du message (?:réexpédié|transféré)|mensaje reenviado|mensaje original|messaggio inoltrato|"
    r"inizio messaggio inoltrato|doorgestuurd bericht|vidarebefordrat meddelande|videresendt (?:melding|meddelelse)|"
    r"mensagem encaminhada|wiadomość przekazana|przekazana wiadomość|välitetty viesti)\s*:?[\s*-]*$",
    re.IGNORECASE | re.MULTILINE,
)
_NAMES: Final = {
    "from": ("from", "von", "de", "da", "från", "fra", "van", "od", "lähettäjä"),
    "subject": (
        "subject", "betreff", "objet", "asunto", "oggetto", "ämne", "emne", "onderwerp", "assunto", "temat", "aihe",
    ),
    "other": (
        "to", "an", "à", "a", "para", "til", "till", "aan", "do", "date", "datum", "fecha", "data", "dato", "sent",
        "gesendet", "envoyé", "enviado", "inviato", "skickat", "sendt", "verzonden", "cc", "kopie", "reply-to",
        "antwort an", "vastaanottaja", "päiväys",
    ),
}  # fmt: skip
_ADDRESS = re.compile(r"(?:mailto:)?([^\s<>\[\]()\"',;:]+@[^\s<>\[\]()\"',;:]+)")
_LINE = re.compile(r"^[\s>*]*([^\W\d_][\w -]{0,20}?)\s*\*?\s*:\s*\*?\s*(.*)$")
_KIND: Final = {name: kind for kind, names in _NAMES.items() for name in names}


@dataclass(frozen=True)
class Forwarded:
    """The reporter's own letter."""

    name: str
    address: str
    subject: str
    text: str


def original(raw: bytes, text: str) -> Forwarded | None:
    """The letter that was forwarded with `raw`, attached or inside its `text`; None where there is none."""
    return _attached(raw) or _inline(text[:LONGEST])


def _attached(raw: bytes) -> Forwarded | None:
    mime = message_from_bytes(raw, _class=EmailMessage, policy=policy.default)
    for part in mime.walk():
        if part.get_content_type() == "message/rfc822":
            payload = part.get_payload()
            inner = payload[0] if isinstance(payload, list) and payload else None
            if not isinstance(inner, EmailMessage):
                continue
            mail = parse_mail(inner.as_bytes())
            name, address = parseaddr(str(inner.get("From", "")))
            if "@" in address:
                return Forwarded(name, address, str(inner.get("Subject", "")).strip(), mail.text.strip())
    return None


def _inline(text: str) -> Forwarded | None:
    """After a line that says so, else where a block of header lines begins with From."""
    found = _HEAD.search(text)
    lines = text[found.end() if found else 0 :].splitlines()
    first = {"from", "subject", "other"} if found else {"from"}
    start = next((at for at, line in enumerate(lines) if _name_of(line) in first), None)
    if start is None or (found and start > FIRST_LINES):
        return None
    head: dict[str, str] = {}
    at = start
    while at < len(lines) and (kind := _name_of(lines[at])):
        match = _LINE.match(lines[at])
        head.setdefault(kind, match[2].strip() if match else "")
        at += 1
    name, address = _who(head.get("from", ""))
    if not address or (not found and len(head) < len(_NAMES)):
        return None
    body = "\n".join(re.sub(r"^> ?", "", line) for line in lines[at:]).strip()
    return Forwarded(name, address, head.get("subject", ""), body)


def _who(written: str) -> tuple[str, str]:
    """Name and address as a program wrote them: with a comma that should be quoted, or with [mailto:…]."""
    found = _ADDRESS.search(written)
    if found is None:
        return "", ""
    name = written[: found.start()].strip(" \"'<[(")
    last, comma, given = name.partition(",")
    return (f"{given.strip()} {last.strip()}" if comma and given.strip() else last.strip()), found[1]


def _name_of(line: str) -> str:
    match = _LINE.match(line)
    return _KIND.get(match[1].strip().lower(), "") if match else ""
