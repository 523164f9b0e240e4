"""From bytes to text, whatever the label says.

The label of an encoding (in the HTTP header, in the page) is a claim; the bytes are the fact. Hardly any text in
another encoding is valid UTF-8, so that is tried before any label is believed. Labels are read as browsers read them
(https://encoding.spec.whatwg.org/#names-and-labels): "iso-8859-1" means Windows-1252, "gb2312" means GB 18030.
"""

import codecs
import re

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_AS_BROWSERS_DO = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
_LABEL = re.compile(rb"""<(?:meta[^>]{0,200}?charset|\?xml[^>]{0,60}?encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.I)
_HEADER_LABEL = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]+)""", re.I)
_HEAD = 4096
_SAMPLE = 200_000
_SMALL_SAMPLE = 8_000
_MOST_BROKEN = 0.05
_TAG = re.compile(rb"<script\b.*?</script>|<style\b.*?</style>|<[^>]*>", re.S | re.I)
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_HIGH_LINE = re.compile(rb"[^\r\n]{0,40}[\x80-\xff][^\r\n]{0,400}")
_HIGH_RUN = re.compile(rb"[\x80-\xff]{4,}")

# What text in an encoding is full of, where it is read in the right one, and how much of its letters that makes.
_FREQUENT = {
    "gb18030": (
        "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说",
        0.3,
    ),
    "big5hkscs": (
        "的一是在不了有和人這中大為上個國我以要他時來用們生到作地於出就分對成會可主發年動同工也能下過子說",
        0.3,
    ),
    "cp932": ("のにはをたがでてとしれさいるなもこかすらあっりまよんくアイルントスリーラク", 0.5),
    "euc_jp": ("のにはをたがでてとしれさいるなもこかすらあっりまよんくアイルントスリーラク", 0.5),
    "cp949": ("이다는의에을를가고하지은로도한사기시어나리자대인서해정부일으전과수그있제", 0.4),
    "cp1251": ("оеаинтсрвлкмдпуяыьгзбчйхжшюцщэф", 0.95),
    "koi8_r": ("оеаинтсрвлкмдпуяыьгзбчйхжшюцщэф", 0.95),
    "cp1253": ("αοιετσνηυρπκμλςόίάέήώύθγδ", 0.95),
    "cp1255": ("יוהלארתבשמנדקחפכעםסטגןצז", 0.95),
    "cp1256": ("ايلمنوربتسدعفهكحقةأجشىصطخ", 0.95),
    "cp874": ("านรกอเยงมลวทตสดไปคหผชบพแโใจขณธศ่้ิีัื", 0.95),
    "cp1250": ("ěščřžýáíéůúąęłśżźćńóőű„”–", 0.95),
    "cp1254": ("ıişğüçöâîİŞ’“”", 0.95),
    "cp1252": ("äöüßÄÖÜéèàçñóíáúêôîâœãõåøæ„“”‘’–…«»€§°", 0.95),
}


def decode(body: bytes, content_type: str = "") -> str:
    """The text of a page. Never fails: what cannot be read at all becomes U+FFFD."""
    for bom, name in _BOMS:
        if body.startswith(bom):
            return body[len(bom) :].decode(name, "replace")
    labels = _labels(body, content_type)
    if "iso2022_jp" in labels and b"\x1b$" in body:
        return body.decode("iso2022_jp", "replace")
    text = body.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = len(_BEYOND_ASCII.findall(text)) - broken if broken else 0
    if broken <= _MOST_BROKEN * whole or (broken <= 3 and broken * 3 < whole):
        return text
    for label in labels:
        if label != "utf-8" and (read := _strictly(body, label)) is not None and _is_plausible(body, label):
            return read
    return body.decode(_guessed(body), "replace")


def _labels(body: bytes, content_type: str) -> list[str]:
    """The encodings that the page is said to be in, as Python calls what browsers take them for."""
    in_header, inside = _HEADER_LABEL.search(content_type), _LABEL.search(body[:_HEAD])
    said = [in_header[1] if in_header else "", inside[1].decode("ascii", "replace") if inside else ""]
    names = []
    for label in filter(None, said):
        try:
            name = codecs.lookup(label).name
        except LookupError:
            continue
        names.append(_AS_BROWSERS_DO.get(name, name))
    return names


def _strictly(body: bytes, encoding: str) -> str | None:
    """Windows code pages leave a few bytes undefined; text in them has none of those, or next to none."""
    try:
        read = body.decode(encoding, "replace")
    except LookupError:
        return None
    return read if read.count("\ufffd") <= len(body) // 2000 else None


def _is_plausible(body: bytes, encoding: str) -> bool:
    """Western text has its accents one by one: long runs of them are Chinese, Russian, Greek under a wrong label."""
    if encoding not in {"cp1252", "cp1250", "cp1254", "cp1257", "iso8859-15", "iso8859-2", "mac-roman"}:
        return True
    text = _TAG.sub(b" ", body[:_SAMPLE])
    high = sum(byte > 0x7F for byte in text)
    return sum(map(len, _HIGH_RUN.findall(text))) <= high * 0.3


def _guessed(body: bytes) -> str:
    """The encoding in which what is not ASCII looks most like a language."""
    text = b"".join(_HIGH_LINE.findall(_TAG.sub(b" ", body[:_SAMPLE])))[:_SMALL_SAMPLE]

    def likeness(encoding: str) -> float:
        letters = _BEYOND_ASCII.findall(text.decode(encoding, "replace"))
        frequent, usual = _FREQUENT[encoding]
        share = sum(letter in frequent for letter in letters) / (len(letters) or 1)
        return share / usual - 3 * letters.count("\ufffd") / (len(letters) or 1)

    return max(_FREQUENT, key=likeness)
