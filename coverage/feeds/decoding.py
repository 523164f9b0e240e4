"""The text of a feed, whatever its label says, and the refusal of what is made to do harm."""

import codecs
import html
import re
import zlib

from charset_normalizer import from_bytes

from coverage.feeds.errors import NotAFeed

LARGEST = 10_000_000
"""Bytes of a feed, unpacked. The longest news sitemap, of a thousand addresses, has about one million."""
_BOMS = [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")]
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']""", re.I)
_LABELLED = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.I)
_DECLARATION = re.compile(r"<\?xml\s[^>]{0,200}\?>")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_AMPERSAND = re.compile(r"&(?:#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|([a-zA-Z][a-zA-Z0-9]{1,31};))?")
_CDATA = re.compile(r"(<!\[CDATA\[.*?\]\]>)", re.S)
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "iso-8859-1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252"}
_SAMPLE = 50_000
_HEAD = 2_000
_HARMLESS_SHARE = 0.001


def unpacked(body: bytes) -> bytes:
    """The content of a gzip file, else the bytes as they are. Raises `NotAFeed` for what would be too large."""
    if not body.startswith(b"\x1f\x8b"):
        return body
    unzip = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        content = unzip.decompress(body, LARGEST + 1)
    except zlib.error:
        raise NotAFeed("It is a damaged gzip file.") from None
    if len(content) > LARGEST:
        raise NotAFeed(f"It is larger than {LARGEST:,} bytes.")
    return content


def text_of(body: bytes, content_type: str = "") -> str:
    """The bytes as text: by their mark, by what they declare, by the header, and if none of these fits, by guessing."""
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body.decode(name, "replace").lstrip("\ufeff")
    said = [found[1].decode() for found in [_DECLARED.search(body[:1000])] if found]
    said += _LABELLED.findall(content_type)
    for name in [*said, "utf-8"]:
        try:
            return body.decode(_WIDER.get(name.lower(), name))
        except (UnicodeDecodeError, LookupError):
            continue
    return _guessed(body)


def _guessed(body: bytes) -> str:
    hopeful = body.decode("utf-8", "replace")
    if hopeful.count("\ufffd") <= len(hopeful) * _HARMLESS_SHARE:
        return hopeful
    best = from_bytes(body[:_SAMPLE]).best()
    name = best.encoding if best else "cp1252"
    return body.decode(_WIDER.get(name.replace("_", "-"), name), "replace")


def xml_of(text: str) -> bytes:
    """What an XML parser can be given: UTF-8 without a declaration, without names that only HTML knows, with no
    ampersand that stands for nothing.

    Raises `NotAFeed` for a document that declares things of its own, as entity bombs do; no feed needs that.
    """
    text = _DECLARATION.sub("", text[:_HEAD], count=1) + text[_HEAD:]
    if _declares(text):
        raise NotAFeed("It declares XML entities of its own, which are not read.")
    pieces = _CDATA.split(text)
    pieces[::2] = [_AMPERSAND.sub(_numbered, piece) for piece in pieces[::2]]
    return _UNPRINTABLE.sub("", "".join(pieces)).encode("utf-8", "ignore")


def _numbered(found: re.Match[str]) -> str:
    """A reference by number: libxml2 drops those by name, even the five of XML, once it has met an error."""
    if found[0] == "&":
        return "&#38;"
    if not found[1]:
        return found[0]
    meant = html.unescape(found[0])
    return f"&#38;{found[1]}" if meant == found[0] else "".join(f"&#{ord(letter)};" for letter in meant)


def _declares(text: str) -> bool:
    """Whether a document type with declarations stands before the first element."""
    at = 0
    while True:
        at = len(text) - len(text[at:].lstrip())
        if text.startswith("<?", at):
            end = text.find("?>", at)
        elif text.startswith("<!--", at):
            end = text.find("-->", at)
        else:
            break
        if end < 0:
            return False
        at = end + 2
        at += text.startswith(">", at)
    if text[at : at + 9].upper() != "<!DOCTYPE":
        return False
    return "[" in text[at : text.find(">", at) + 1 or None]
