"""The MIME message, built once when it is enqueued: text and HTML, clean headers, nothing that a spam filter minds.

Every byte is ASCII, so that any server can take it (but for addresses that are not). The form is always the same, two
alternatives, so it is put together here: that takes a fraction of the time of the stdlib's `EmailMessage`
(docs/decisions/022-mime-put-together-by-hand.md).
"""

import re
from base64 import encodebytes
from binascii import b2a_qp
from collections.abc import Callable
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.header import Header
from email.utils import formataddr
from html import escape
from urllib.parse import quote
from uuid import uuid4

import css_inline

from core.html import paragraphs
from mail.addresses import is_ascii, parse
from mail.errors import HeaderInjection

CRLF = b"\r\n"
SHORT_LINE = 78
LONGEST_WORD = 75  # of an encoded word (RFC 2047); left to itself the stdlib makes some of 76
LONGEST_LINE = 900  # RFC 5322 allows 998; some room for servers that count otherwise
UNSUBSCRIBE_SUBJECT = "unsubscribe {token}"

# As plain as a mail typed by hand: the reader's own font and colours, air between paragraphs, a quiet last line. Long
# addresses break rather than widen the page on a phone, and no program enlarges single paragraphs.
STYLE = """
body { overflow-wrap: anywhere; word-break: break-word; -webkit-text-size-adjust: 100%; -ms-text-size-adjust: 100% }
p { margin: 0 0 1em }
ul, ol { margin: 0 0 1em; padding-left: 1.5em }
blockquote { margin: 0 0 1em; padding-left: 1em; border-left: 2px solid #ccc }
.mr-mail-foot { font-size: 0.875em; opacity: 0.75 }
"""
# The page says of itself what mail programs ask: its letters, its name, that it fits a phone as it is and can be read
# in the dark. SpamAssassin holds 1,024 bytes of HTML or fewer, with a way out and no list behind it, against a message
# that nobody has signed (LIST_PARTIAL_SHORT_MSG): with a whole head the shortest pitch of the demo is longer.
PAGE = (
    '<!doctype html><html><head><meta charset="utf-8"><title>{title}</title>'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    '<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">'
    '<meta name="format-detection" content="date=no, address=no"><meta name="x-apple-disable-message-reformatting">'
    "</head><body>{body}</body></html>"
)
BREAK = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029\0]")
RE = re.compile(r"^\s*re\s*:", re.IGNORECASE)
RE_IN_ANY_TONGUE = re.compile(
    r"^\s*(re|aw|sv|vs|antw|antwort|odp|rif|res|resp|ynt|vá|回复|答复|回覆)\s*(\[\d+\]|\(\d+\))?\s*[:：]\s*",
    re.IGNORECASE,
)

_inliner = css_inline.CSSInliner(keep_style_tags=False, load_remote_stylesheets=False, extra_css=STYLE)


@dataclass(frozen=True, slots=True)
class CalendarPart:
    """An entry for the reader's calendar (RFC 5545), as a third alternative of the message.

    `method` says what their program is to do with it (RFC 5546): REQUEST puts or changes it, CANCEL takes it away.
    Gmail, Outlook and Apple read it there; an attached file they would only offer to open.
    """

    method: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What the reader gets. `html` is what stands inside the body element; `earlier` are Message-IDs, oldest first."""

    from_name: str
    from_address: str
    to_name: str
    to_address: str
    subject: str
    html: str
    text: str
    message_id: str
    reply_token: str
    earlier: tuple[str, ...] = ()
    unsubscribe_url: str = ""
    calendar: CalendarPart | None = None


def new_message_id(domain: str) -> str:
    """A Message-ID, with its angle brackets, on the sender's own domain."""
    return f"<{uuid4().hex}@{domain}>"


def compose(letter: Letter) -> bytes:
    """The whole message but for its Date, in lines ended by CRLF. HeaderInjection when a header would hold a break."""
    boundary = f"=_{uuid4().hex}"  # "=_" stands in no quoted-printable or base64 text
    head = {
        "From": _mailbox(letter.from_name, letter.from_address),
        "To": _mailbox(letter.to_name, letter.to_address),
        "Subject": letter.subject,
        "Message-ID": letter.message_id,
    }
    if letter.earlier:
        head |= {"In-Reply-To": letter.earlier[-1], "References": " ".join(letter.earlier)}
    if letter.unsubscribe_url:
        head["List-Unsubscribe"] = f"<{letter.unsubscribe_url}>, <{_unsubscribe_by_mail(letter)}>"
        head["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    head |= {"MIME-Version": "1.0", "Content-Type": f'multipart/alternative; boundary="{boundary}"'}
    mark = f"--{boundary}".encode()
    page = PAGE.format(title=escape(letter.subject, quote=False), body=letter.html)
    parts = [_part(letter.text, "plain"), _part(_inliner.inline(page), "html")]
    if letter.calendar:
        parts.append(_calendar(letter.calendar))
    lines = [*(_header(name, value) for name, value in head.items()), b""]
    for part in parts:
        lines += [mark, part]
    return CRLF.join([*lines, mark + b"--", b""])


def with_bodies(raw: bytes, change: Callable[[str], str]) -> bytes:
    """What `compose` made, or that with a Date before it, with its text and its HTML changed; calendar entries stay."""
    mime = message_from_bytes(raw, policy=policy.default)
    mark = f"--{mime.get_boundary()}".encode()
    lines = [raw.partition(CRLF + mark)[0]]  # the header as it is
    for part in mime.iter_parts():
        if part.get_content_subtype() == "calendar":
            method = str(part.get_param("method"))
            lines += [mark, _calendar(CalendarPart(method, part.get_content()))]
        else:
            lines += [mark, _part(change(part.get_content()), part.get_content_subtype())]
    return CRLF.join([*lines, mark + b"--", b""])


def one_line(text: str) -> str:
    """The text as it was given, or HeaderInjection when it holds anything that could end the line."""
    if BREAK.search(text):
        raise HeaderInjection(f"A line break is not allowed here: {BREAK.sub('⏎', text)[:80]!r}.")
    return text


def as_answer(subject: str) -> str:
    """The subject with one "Re:" before it."""
    return subject if RE.match(subject) else f"Re: {subject}"


def as_answer_to(subject: str) -> str:
    """The subject of an answer to what somebody else wrote: one "Re:", however many there were in whatever tongue."""
    previous = None
    while subject != previous:
        previous, subject = subject, RE_IN_ANY_TONGUE.sub("", subject)
    return f"Re: {subject}".strip()


def quoted(html: str, text: str, *, introduction: str, original: str) -> tuple[str, str]:
    """Both bodies with what they answer quoted below, as mail programs do it."""
    lines = "\n".join(f"> {line}".rstrip() for line in original.splitlines())
    below = f"<p>{escape(introduction)}</p><blockquote>{paragraphs(original)}</blockquote>"
    return html + below, f"{text.rstrip()}\n\n{introduction}\n{lines}\n"


def signed(html: str, text: str, signature: str) -> tuple[str, str]:
    """Both bodies with the signature under them."""
    signature = signature.strip()
    if not signature:
        return html, text
    lines = "<br>".join(escape(line) for line in signature.splitlines())
    return f"{html}<p>{lines}</p>", f"{text.rstrip()}\n\n{signature}\n"


def _mailbox(name: str, address: str) -> str:
    """Name and address for From and To; both may be in any script."""
    name = one_line(name).strip()
    if is_ascii(address):
        if not _needs_encoding(name):
            return formataddr((name, address))
        return f"{Header(name, 'utf-8', LONGEST_WORD, 'From').encode(linesep='')} <{address}>"
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{quoted}" <{address}>' if name else address


def _header(name: str, value: str) -> bytes:
    """One header; words in other scripts are encoded (RFC 2047), addresses in them left as they are (RFC 6532)."""
    line = f"{name}: {one_line(value)}"
    if name in {"From", "To"} and not value.isascii():
        return line.encode()  # only a server with SMTPUTF8 gets to see this one
    encoded = name == "Subject" and _needs_encoding(value)
    if not encoded and len(line) <= SHORT_LINE:
        return line.encode()
    folded = Header(value, "utf-8" if encoded else "us-ascii", LONGEST_WORD, name).encode()
    return f"{name}: {folded}".encode().replace(b"\n", CRLF)


def _needs_encoding(text: str) -> bool:
    """Whether a reader would not see it as it is written: other scripts, and what looks like an encoded word."""
    return not text.isascii() or "=?" in text


def _unsubscribe_by_mail(letter: Letter) -> str:
    subject = UNSUBSCRIBE_SUBJECT.format(token=letter.reply_token)
    return f"mailto:{quote(parse(letter.from_address), safe='@+')}?subject={quote(subject)}"


def _calendar(entry: CalendarPart) -> bytes:
    """Always in base64: its lines end in CRLF and are folded, and must come out as they went in."""
    head = (
        f"Content-Type: text/calendar; charset=utf-8; method={one_line(entry.method)}\r\n"
        "Content-Transfer-Encoding: base64\r\n\r\n"
    )
    return head.encode() + encodebytes(entry.text.encode()).replace(b"\n", CRLF)


def _part(text: str, subtype: str) -> bytes:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    data = text.encode()
    if text.isascii() and max(map(len, text.split("\n"))) <= LONGEST_LINE:
        charset, encoding, body = "us-ascii", "7bit", data
    elif len(data) - len(text) > len(text) / 2:  # hardly any ASCII in it: quoting would treble it
        charset, encoding, body = "utf-8", "base64", encodebytes(data)
    else:
        charset, encoding, body = "utf-8", "quoted-printable", b2a_qp(data, istext=True)
    head = f"Content-Type: text/{subtype}; charset={charset}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n"
    return head.encode() + body.replace(b"\n", CRLF)
