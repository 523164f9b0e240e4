"""The MIME message, built once when it is enqueued: text and HTML, clean headers, nothing that a spam filter minds.

Every byte is ASCII, so that any server can take it. The stdlib's older `email.mime` classes are used on purpose:
they build a message in a fraction of the time of `EmailMessage` (docs/decisions/building-mail.md has the figures).
"""

import re
from base64 import encodebytes
from binascii import b2a_qp
from dataclasses import dataclass
from email.header import Header
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from email.policy import compat32
from email.utils import formataddr
from html import escape
from urllib.parse import quote
from uuid import uuid4

import css_inline

from mail.addresses import is_ascii, parse
from mail.errors import HeaderInjection

LONGEST_LINE = 900  # RFC 5322 allows 998; some room for servers that count otherwise
WIRE = compat32.clone(linesep="\r\n")
UNSUBSCRIBE_SUBJECT = "unsubscribe {token}"

# As plain as a mail typed by hand: the reader's own font and colours, air between paragraphs, a quiet last line.
STYLE = """
p { margin: 0 0 1em }
ul, ol { margin: 0 0 1em; padding-left: 1.5em }
.mr-mail-foot { font-size: 0.875em; opacity: 0.75 }
"""
PAGE = '<!doctype html><html><head><meta charset="utf-8"></head><body>{}</body></html>'
BREAK = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029\0]")
RE = re.compile(r"^\s*re\s*:", re.IGNORECASE)

_inliner = css_inline.CSSInliner(keep_style_tags=False, load_remote_stylesheets=False, extra_css=STYLE)


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


def new_message_id(domain: str) -> str:
    """A Message-ID, with its angle brackets, on the sender's own domain."""
    return f"<{uuid4().hex}@{domain}>"


def compose(letter: Letter) -> bytes:
    """The whole message but for its Date, in lines ended by CRLF. HeaderInjection when a header would hold a break."""
    mime = MIMEMultipart("alternative", policy=WIRE)
    mime["From"] = _mailbox(letter.from_name, letter.from_address)
    mime["To"] = _mailbox(letter.to_name, letter.to_address)
    mime["Subject"] = _header(letter.subject)
    mime["Message-ID"] = letter.message_id
    if letter.earlier:
        mime["In-Reply-To"] = letter.earlier[-1]
        mime["References"] = " ".join(letter.earlier)
    if letter.unsubscribe_url:
        mime["List-Unsubscribe"] = f"<{one_line(letter.unsubscribe_url)}>, <{_unsubscribe_by_mail(letter)}>"
        mime["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mime.attach(_part(letter.text, "plain"))
    mime.attach(_part(_inliner.inline(PAGE.format(letter.html)), "html"))
    return mime.as_bytes(policy=WIRE)


def one_line(text: str) -> str:
    """The text as it was given, or HeaderInjection when it holds anything that could end the line."""
    if BREAK.search(text):
        raise HeaderInjection(f"A line break is not allowed here: {BREAK.sub('⏎', text)[:80]!r}.")
    return text


def as_answer(subject: str) -> str:
    """The subject with one "Re:" before it."""
    return subject if RE.match(subject) else f"Re: {subject}"


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
        return formataddr((name, address))
    # Only a server with SMTPUTF8 gets to see this one, and it takes headers in UTF-8 (RFC 6532).
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    whole = f'"{quoted}" <{address}>' if name else address
    return whole.encode().decode("ascii", "surrogateescape")  # so that the generator leaves the bytes alone


def _header(text: str) -> str | Header:
    text = one_line(text)
    return text if text.isascii() else Header(text, "utf-8")


def _unsubscribe_by_mail(letter: Letter) -> str:
    subject = UNSUBSCRIBE_SUBJECT.format(token=letter.reply_token)
    return f"mailto:{quote(parse(letter.from_address), safe='@+')}?subject={quote(subject)}"


def _part(text: str, subtype: str) -> MIMENonMultipart:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    data = text.encode()
    if text.isascii() and max(map(len, text.split("\n"))) <= LONGEST_LINE:
        charset, encoding, body = "us-ascii", "7bit", data
    elif len(data) - len(text) > len(text) / 2:  # hardly any ASCII in it: quoting would treble it
        charset, encoding, body = "utf-8", "base64", encodebytes(data)
    else:
        charset, encoding, body = "utf-8", "quoted-printable", b2a_qp(data, istext=True)
    part = MIMENonMultipart("text", subtype, policy=WIRE, charset=charset)
    part["Content-Transfer-Encoding"] = encoding
    part.set_payload(body.decode("ascii"))
    return part
