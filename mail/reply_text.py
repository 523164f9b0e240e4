"""The part of an answer that its writer typed: without what is quoted, without signature, small print and banners.

Line by line, with patterns that cannot run away on hostile input. The words of each language stand in `reply_words`,
signatures in `signatures`. Where nothing would be left, the text is shown as it came: better a quote too much than an
empty answer.
"""

import re

from mail import reply_words as words
from mail.signatures import LONGEST_LINE, RULE, without_signature

LONGEST_ATTRIBUTION = 4  # lines: programs wrap "On … wrote:" anywhere
MOST_LINES = 2_000  # nobody types more
QUOTED = re.compile(r"^\s{0,3}(>|&gt;)")
GROUPWISE = re.compile(r"^\s*>{3}.{3,120}>{3}\s*$")
ADDRESS = re.compile(r"[\w.+'-]{1,64}@[\w-]{1,63}(\.[\w-]{1,63})+")
LABELLED = re.compile(r"^\s{0,4}[*_ ]{0,3}[^\W\d_][^:：<>@]{0,24}[*_]{0,2}\s?[:：][*_]{0,2}\s?\S")
LABELLED_ADDRESS = re.compile(r"^\s{0,4}[^\W\d_][^:：<>@]{0,24}[:：]\s?[^<>@:]{0,80}<[^<>@\s]{1,64}@")
RULED_TITLE = re.compile(r"^\s*[-_=]{3,40}\s?.{3,60}?\s?[-_=]{3,40}\s*$")
DIRECTIONS = dict.fromkeys(map(ord, "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
DATE_OR_TIME = re.compile(r"\d{1,2}[:.h]\d{2}|\b\d{4}\b|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{1,4}年|\d{4}년")


def visible_text(text: str, *, sender: str = "") -> str:
    """What the writer typed, out of the plain text of a message. `sender` is their name, by which they may sign."""
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").replace("\u200b", "").split("\n")[:MOST_LINES]]
    kept = _without_quotes(lines)
    shown = without_signature(_without_banners(kept), sender=sender)
    return _joined(shown) or _joined(kept) or _joined(lines)


def _without_quotes(lines: list[str]) -> list[str]:
    """The lines that are not quoted. What is marked by ">" goes, with the line that introduces it; so answers between
    and below quoted lines stay. A quote without marks has no end that could be seen, so all below it goes."""
    kept: list[str] = []
    at = _after_leading_headers(lines)
    while at < len(lines):
        if _starts_unmarked_quote(lines, at):
            break
        if QUOTED.match(lines[at]):
            at = _after_quote(lines, at, kept)
            continue
        length = _attribution_length(lines, at) or _names_quote_below(lines, at)
        if length:
            below = _next_filled(lines, at + length)
            if below is not None and QUOTED.match(lines[below]):
                at = below
                continue
            if _names_source(lines[at : at + length]):
                _take_back_beginning(kept, lines[at])
                break
        kept.append(lines[at])
        at += 1
    while kept and (not kept[-1].strip() or RULE.match(kept[-1])):
        kept.pop()
    return kept


def _after_quote(lines: list[str], at: int, kept: list[str]) -> int:
    """Where what follows a quoted line begins; of the empty lines around a quote one is enough."""
    at += 1
    above_is_empty = not kept or not kept[-1].strip()
    while above_is_empty and at < len(lines) and not lines[at].strip():
        at += 1
    return at


def _after_leading_headers(lines: list[str]) -> int:
    """Where the text begins; a message that opens with "From: …" is one passed on without a word."""
    first = _next_filled(lines, 0)
    if first is None or not words.HEADER_LINE.match(lines[first]) or not _is_header_block(lines, first):
        return 0
    return next((at for at in range(first, len(lines)) if not lines[at].strip()), 0)


def _take_back_beginning(kept: list[str], line: str) -> None:
    """Where an introduction begins with the address, its date and name stand on the line above."""
    broken = line.lstrip().startswith("<") or ADDRESS.match(line.lstrip())
    if broken and kept and len(kept[-1]) <= 120 and DATE_OR_TIME.search(kept[-1]):
        kept.pop()


def _names_source(lines: list[str]) -> bool:
    """Whether an introduction says who or when; "As the minister wrote:" may also introduce the writer's own words."""
    text = " ".join(lines)
    return bool(ADDRESS.search(text) or DATE_OR_TIME.search(text))


def _starts_unmarked_quote(lines: list[str], at: int) -> bool:
    line = lines[at]
    if len(line) > LONGEST_LINE:
        return False
    if words.SEPARATOR.match(line) or GROUPWISE.match(line):
        return True
    if RULED_TITLE.match(line) or RULE.match(line):
        below = _next_filled(lines, at + 1)
        return below is not None and (_is_header_block(lines, below) or _is_foreign_header_block(lines, below))
    if words.HEADER_LINE.match(line) and _is_header_block(lines, at):
        return True
    return bool(LABELLED_ADDRESS.match(line)) and _is_foreign_header_block(lines, at)


def _is_header_block(lines: list[str], at: int) -> bool:
    """ "From: … Sent: … To: … Subject: …", as Outlook puts them above what is answered."""
    labels: set[str] = set()
    for line in lines[at : at + 8]:
        found = words.HEADER_LINE.match(line[:LONGEST_LINE])
        if found:
            labels.add(found["label"].lower())
        elif not line.strip() and len(labels) < 2:
            continue
    return len(labels) >= 3 or (len(labels) == 2 and bool(ADDRESS.search(_beginning(lines[at : at + 3]))))


def _is_foreign_header_block(lines: list[str], at: int) -> bool:
    """The same in a language we have no words for: labels, a colon each, among their values an address and a date."""
    block = []
    for line in lines[at : at + 7]:
        if not LABELLED.match(line[:LONGEST_LINE]):
            break
        block.append(line)
    text = _beginning(block)
    return len(block) >= 3 and bool(ADDRESS.search(text) and DATE_OR_TIME.search(text))


def _beginning(lines: list[str]) -> str:
    return "\n".join(line[:LONGEST_LINE] for line in lines)


def _attribution_length(lines: list[str], at: int) -> int:
    """How many lines from here on form "On Tuesday, Ines wrote:"; 0 when they do not."""
    if len(lines[at]) > LONGEST_LINE:
        return 0
    if _is_attribution(lines[at].strip()):
        return 1
    if not words.STARTS_LIKE_DATE.match(lines[at].strip()):
        return 2 if _is_broken_attribution(lines, at) else 0
    for count in range(2, LONGEST_ATTRIBUTION + 1):
        block = [line.strip() for line in lines[at : at + count]]
        if len(block) < count or not block[-1] or QUOTED.match(block[-1]):
            return 0
        if _is_attribution(" ".join(block)):
            # A sentence above may begin like one: the introduction is the last of those that fit.
            later = (
                i for i in range(1, count) if words.STARTS_LIKE_DATE.match(block[i]) and DATE_OR_TIME.search(block[i])
            )
            return 0 if any(_stands_alone(" ".join(block[i:])) for i in later) else count
    return 0


def _is_broken_attribution(lines: list[str], at: int) -> bool:
    """Two lines by themselves in a language we have no words for: a date in the first, "<address>:" ends the second."""
    if at + 1 >= len(lines) or (at and lines[at - 1].strip()) or max(map(len, lines[at : at + 2])) > 120:
        return False
    first, second = (line.translate(DIRECTIONS).strip() for line in lines[at : at + 2])
    is_sentence = first.endswith((".", "?", "!", ":", ","))
    return bool(not is_sentence and DATE_OR_TIME.search(first) and words.ADDRESS_AT_END.search(second))


def _stands_alone(line: str) -> bool:
    """An introduction that says who: the rest of a broken one gives but the time."""
    return _is_attribution(line) and len(re.findall(r"[^\W\d_]{2,}", line)) >= 3


def _names_quote_below(lines: list[str], at: int) -> int:
    """1 where a line right above a quote gives a date and an address and hardly more, in whatever language."""
    line = lines[at]
    if len(line) > 200 or at + 1 >= len(lines) or not QUOTED.match(lines[at + 1]):
        return 0
    return int(bool(ADDRESS.search(line) and DATE_OR_TIME.search(line)))


def _is_attribution(line: str) -> bool:
    bare = line.translate(DIRECTIONS).strip("*_ ")
    if not bare or len(bare) > 400:
        return False
    says_who_and_when = bool(ADDRESS.search(bare) and DATE_OR_TIME.search(bare)) and len(bare) < 200
    if not bare.endswith((":", "：", "----", "—:", ": >")) and not words.WROTE_AT_END.search(bare):
        return says_who_and_when and bool(words.WROTE_BARE.search(bare) and words.STARTS_LIKE_DATE.match(bare))
    if words.ATTRIBUTION.match(bare):
        return True
    # In any language: a date, somebody's address, a colon at the end, and hardly more than that.
    starts_or_ends_so = words.STARTS_LIKE_DATE.match(bare) or words.ADDRESS_AT_END.search(bare)
    return says_who_and_when and bool(starts_or_ends_so)


def _without_banners(lines: list[str]) -> list[str]:
    """Without the warnings that a mail server puts above mail from outside."""
    start = 0
    while start < len(lines):
        first = _next_filled(lines, start)
        if first is None or not words.BANNER.match(lines[first]):
            break
        start = first
        while start < len(lines) and lines[start].strip():
            start += 1
    return lines[start:]


def _next_filled(lines: list[str], start: int) -> int | None:
    return next((i for i in range(start, len(lines)) if lines[i].strip()), None)


def _joined(lines: list[str]) -> str:
    return "\n".join(lines).strip()
