"""Words without markup."""

import html
import re

_TAG = re.compile(r"<(?:/?[a-zA-Z][^<>]{0,2000}|!--[^<>]{0,2000}--|!\[CDATA\[|\]\])>?")
_LONGEST = 20_000


def plain(text: str) -> str:
    """What a reader sees of a piece of HTML, on one line. Text that was escaped twice is read twice."""
    text = text[:_LONGEST]
    for _ in range(2):
        if "<" in text:
            text = _TAG.sub(" " if re.search(r"<(?:p|br|div|li)\b", text, re.I) else "", text)
        if "&" not in text:
            break
        text = html.unescape(text)
    return " ".join(text.split())
