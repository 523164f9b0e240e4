"""Finds the encoding of a text file.

A byte order mark is believed; then whatever is valid UTF-8 is UTF-8. What remains is a legacy encoding, told by what
its letters would be: in the right one, letters beyond ASCII stand within words; in a wrong one, signs do (“MÂ³ller”).
"""

import codecs
import io
from typing import BinaryIO, Final

from charset_normalizer import from_bytes

from contacts.importing.table import UnreadableFile

CHUNK: Final = 1 << 20
SAMPLE: Final = 1 << 16

MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
NAMES: Final = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8 with byte order mark",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16 LE",
    "utf-16-be": "UTF-16 BE",
    "utf-32": "UTF-32",
    "cp1252": "Windows-1252 (Western Europe)",
    "cp1250": "Windows-1250 (Central Europe)",
    "cp1251": "Windows-1251 (Cyrillic)",
    "cp1253": "Windows-1253 (Greek)",
    "cp1254": "Windows-1254 (Turkish)",
    "mac_roman": "Mac Roman",
    "koi8_r": "KOI8-R",
    "shift_jis": "Shift JIS",
    "gb18030": "GB 18030",
    "big5": "Big5",
    "euc_kr": "EUC-KR",
}
"""The encodings that are told apart, or may be chosen by hand, and what they are called."""

SINGLE_BYTE: Final = ("cp1252", "cp1250", "mac_roman")
OTHERS: Final = ["cp1251", "cp1253", "cp1254", "koi8_r", "shift_jis", "gb18030", "big5", "euc_kr"]
WESTERN: Final = frozenset("äöüßéèêëàâáãåæçíìîïñóòôõøœúùûýÿšžÄÖÜÉÈÊÀÂÁÅÆÇÍÎÑÓÔÕØŒÚÛŠŽ")
CENTRAL: Final = frozenset("łąęśżźćńčřěůőűďťľňŁŚŻŹĆČŘĎŤĽŇĄĘ")
IN_TEXT: Final = frozenset("’‘“”„‚–—…€«»·°§®™©№\u00a0")


def _mend(error: UnicodeError) -> tuple[str, int]:
    """Reads a stray byte within UTF-8 as Windows-1252, as pasted exports have it."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("contacts.mend", _mend)


def detect(file: BinaryIO) -> str:
    """The name of the file's encoding, for `open_text`. Raises UnreadableFile for what is not text."""
    file.seek(0)
    head = file.read(SAMPLE)
    for mark, name in MARKS:
        if head.startswith(mark):
            return name
    if b"\x00" in head:
        return _utf16(head)
    _refuse_binary(head)
    valid, invalid = _count_utf8(file)
    if not invalid or valid > 4 * invalid:
        return "utf-8"
    return _legacy(_telling_bytes(file))


def open_text(file: BinaryIO, encoding: str) -> io.TextIOWrapper:
    """The file's text from its beginning, line ends as they are. Detach it when done, to keep the file open."""
    file.seek(0)
    errors = "contacts.mend" if encoding.startswith("utf-8") else "replace"
    return io.TextIOWrapper(file, encoding=encoding, errors=errors, newline="")


def _utf16(head: bytes) -> str:
    """UTF-16 without its mark: the letters, commas and line ends of ASCII leave every other byte zero."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = max(len(head) // 2, 1)
    name = "utf-16-le" if odd > even else "utf-16-be"
    if max(even, odd) > half // 10 and min(even, odd) <= half // 50:
        try:
            text = head[: len(head) // 2 * 2].decode(name, "strict")
        except UnicodeDecodeError as error:
            text = "" if error.start < len(head) - 4 else "\n"
        if text and sum(letter < " " and letter not in "\t\r\n" for letter in text) <= len(text) // 200:
            return name
    raise _not_text()


def _refuse_binary(head: bytes) -> None:
    control = sum(head.count(byte) for byte in (*range(1, 9), *range(14, 27), *range(28, 32)))
    if control > max(2, len(head) // 200):
        raise _not_text()


def _not_text() -> UnreadableFile:
    return UnreadableFile(
        "This is not a table, whatever its name says: it holds binary data. Export it as CSV or XLSX and try again."
    )


def _count_utf8(file: BinaryIO) -> tuple[int, int]:
    """How many letters beyond ASCII are valid UTF-8, and how many bytes are not; a cut at the very end is neither."""
    stray = 0

    def count(error: UnicodeError) -> tuple[str, int]:
        nonlocal stray
        assert isinstance(error, UnicodeDecodeError)
        stray += 1
        return "", error.end

    codecs.register_error("contacts.count", count)
    decoder = codecs.getincrementaldecoder("utf-8")("contacts.count")
    file.seek(0)
    valid = 0
    while chunk := file.read(CHUNK):
        text = decoder.decode(chunk)
        valid += len(text) - len(text.encode("ascii", "ignore")) if not text.isascii() else 0
    return valid, stray


def _telling_bytes(file: BinaryIO) -> bytes:
    """The lines with bytes beyond ASCII: they are what tells one legacy encoding from the other."""
    file.seek(0)
    telling = bytearray()
    while len(telling) < SAMPLE and (line := file.readline(SAMPLE)):
        if not line.isascii():
            telling += line
    return bytes(telling)


def _legacy(sample: bytes) -> str:
    share = {name: _plausibility(sample, name) for name in SINGLE_BYTE}
    best = max(SINGLE_BYTE, key=lambda name: share[name])
    if share[best] >= 0.75:
        return best
    found = from_bytes(sample, cp_isolation=OTHERS, threshold=0.5).best()
    return found.encoding if found else best


def _plausibility(sample: bytes, encoding: str) -> float:
    """The share of characters beyond ASCII that look right in this encoding, from 0 to 1 (or less, for wrong signs)."""
    text = sample.decode(encoding, "replace")
    score = count = 0.0
    run = 0
    for before, letter, after in zip(" " + text, text, text[1:] + " ", strict=False):
        if letter.isascii():
            run = 0
            continue
        count += 1
        run += 1
        in_word = before.isalpha() or after.isalpha()
        if letter.isalpha():
            known = 1.0 if letter in WESTERN else 0.9 if letter in CENTRAL else 0.2
            score += known if run < 3 else -0.5
        elif letter in IN_TEXT and not (before.isalpha() and after.isalpha() and letter != "’"):
            score += 0.7
        else:
            score -= 1.0 if in_word else 0.2
    return score / count if count else 1.0
