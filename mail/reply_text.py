"""The part of an answer that its writer typed: without what is quoted, without signature, small print and banners.

Line by line, with patterns that cannot run away on hostile input. The words of each language stand in `reply_words`.
Where nothing would be left, the text is shown as it came: better a quote too much than an empty answer.
"""

import re

from mail import reply_words as words

LONGEST_ATTRIBUTION = 4  # lines: programs wrap "On … wrote:" anywhere
LONGEST_SIGNATURE = 18  # lines
MOST_LINES = 2_000  # nobody types more
LONGEST_LINE = 500  # characters; a longer one is a paragraph, and patterns must not run away on it
QUOTED = re.compile(r"^\s{0,3}(>|&gt;)")
GROUPWISE = re.compile(r"^\s*>{3}.{3,120}>{3}\s*$")
RULE = re.compile(r"^\s*([_=*~-])\1{4,}\s*$")
SIGNATURE_RULE = re.compile(r"^\s*(--|-- |—|––|__)\s*$")
PARTICLE = r"(de|van|der|den|von|zu|di|da|du|le|la|el|al|ter|ten|af|av)"
DASH_NAME = re.compile(rf"^\s*[-–—/~]\s?[A-ZÀ-ÞĄ-Ž][\w'’.-]*(\s({PARTICLE}|[A-ZÀ-ÞĄ-Ž][\w'’.-]*)){{0,4}}\s*$")
ADDRESS = re.compile(r"[\w.+'-]{1,64}@[\w-]{1,63}(\.[\w-]{1,63})+")
DATE_OR_TIME = re.compile(r"\d{1,2}[:.h]\d{2}|\b\d{4}\b|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{1,4}年|\d{4}년")
LIST_FOOTER = re.compile(r"mailing list|mailman/listinfo|groups\.google\.com|to unsubscribe from this", re.IGNORECASE)


def visible_text(text: str) -> str:
    """What the writer typed, out of the plain text of a message."""
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").replace("\u200b", "").split("\n")[:MOST_LINES]]
    kept = _without_quotes(lines)
    shown = _without_signature(_without_banners(kept))
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
            at += 1
            continue
        length = _attribution_length(lines, at)
        if length:
            below = _next_filled(lines, at + length)
            if below is not None and QUOTED.match(lines[below]):
                at = below
                continue
            if _names_source(lines[at : at + length]):
                break
        kept.append(lines[at])
        at += 1
    while kept and (not kept[-1].strip() or RULE.match(kept[-1])):
        kept.pop()
    return kept


def _after_leading_headers(lines: list[str]) -> int:
    """Where the text begins; a message that opens with "From: …" is one passed on without a word."""
    first = _next_filled(lines, 0)
    if first is None or not words.HEADER_LINE.match(lines[first]) or not _is_header_block(lines, first):
        return 0
    return next((at for at in range(first, len(lines)) if not lines[at].strip()), 0)


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
    return bool(words.HEADER_LINE.match(line)) and _is_header_block(lines, at)


def _is_header_block(lines: list[str], at: int) -> bool:
    """ "From: … Sent: … To: … Subject: …", as Outlook puts them above what is answered."""
    labels: set[str] = set()
    for line in lines[at : at + 8]:
        found = words.HEADER_LINE.match(line)
        if found:
            labels.add(found["label"].lower())
        elif not line.strip() and len(labels) < 2:
            continue
    return len(labels) >= 3 or (len(labels) == 2 and bool(ADDRESS.search("\n".join(lines[at : at + 3]))))


def _attribution_length(lines: list[str], at: int) -> int:
    """How many lines from here on form "On Tuesday, Ines wrote:"; 0 when they do not."""
    if len(lines[at]) > LONGEST_LINE:
        return 0
    if _is_attribution(lines[at].strip()):
        return 1
    if not words.STARTS_LIKE_DATE.match(lines[at].strip()):
        return 0
    for count in range(2, LONGEST_ATTRIBUTION + 1):
        block = [line.strip() for line in lines[at : at + count]]
        if len(block) < count or not block[-1] or QUOTED.match(block[-1]):
            return 0
        if _is_attribution(" ".join(block)):
            # A sentence above may begin like one: the introduction is the last of those that fit.
            later = (i for i in range(1, count) if words.STARTS_LIKE_DATE.match(block[i]))
            return 0 if any(_is_attribution(" ".join(block[i:])) for i in later) else count
    return 0


def _is_attribution(line: str) -> bool:
    bare = line.strip("*_ ")
    if not bare or len(bare) > 400:
        return False
    if not bare.endswith((":", "：", "----", "—:", ": >")) and not words.WROTE_AT_END.search(bare):
        return False
    if words.ATTRIBUTION.match(bare):
        return True
    # In any language: a date, somebody's address, a colon at the end, and hardly more than that.
    says_who_and_when = ADDRESS.search(bare) and DATE_OR_TIME.search(bare)
    return len(bare) < 200 and bool(says_who_and_when and words.STARTS_LIKE_DATE.match(bare))


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


def _without_signature(lines: list[str]) -> list[str]:
    end = len(lines)
    for at, line in enumerate(lines):
        if _is_plain_signature(lines, at, line):
            end = at
            break
    lines = _trimmed(lines[:end])
    lines = _without_small_print(lines)
    closing = _closing(lines)
    if closing is not None and _joined(lines[:closing]):
        lines = lines[:closing]
    return _trimmed(lines)


def _is_plain_signature(lines: list[str], at: int, line: str) -> bool:
    """A line that nothing typed follows: "-- ", "Sent from my iPhone", a list's footer."""
    if len(line) > LONGEST_LINE:
        return False
    if SIGNATURE_RULE.match(line) or words.SENT_FROM.match(line):
        return True
    if RULE.match(line):
        after = "\n".join(lines[at + 1 : at + 6])
        return bool(LIST_FOOTER.search(after) or words.SMALL_PRINT.search(after))
    last = _next_filled(lines, at + 1) is None
    return at > 0 and bool(DASH_NAME.match(line)) and (last or _is_foot(lines[at + 1 :]))


def _without_small_print(lines: list[str]) -> list[str]:
    for at, line in enumerate(lines):
        if at and not lines[at - 1].strip() and words.SMALL_PRINT.match(line):
            return _trimmed(lines[:at])
    return lines


def _closing(lines: list[str]) -> int | None:
    """Where "Best regards, Ines" and whatever follows it begin."""
    for at in range(len(lines) - 1, max(-1, len(lines) - 2 * LONGEST_SIGNATURE), -1):
        line = lines[at].strip()
        below = lines[at + 1 :]
        if len(line) > LONGEST_LINE:
            return None
        polite = words.CLOSING.match(line) or words.THANKS.match(line)
        if polite and below and RULE.match(below[0]):
            return _first_closing(lines, at)
        if words.CLOSING.match(line) and _is_foot(below):
            return _first_closing(lines, at)
        if words.THANKS.match(line) and _has_name(below) and _is_foot(below):
            return _first_closing(lines, at)
        if words.CLOSING_WITH_NAME.match(line) and _is_foot(below):
            return at
    return None


def _first_closing(lines: list[str], at: int) -> int:
    """ "Thanks," right above "Best regards," belongs to it."""
    above = next((i for i in range(at - 1, -1, -1) if lines[i].strip()), None)
    if (
        above is not None
        and at - above <= 2
        and (words.CLOSING.match(lines[above].strip()) or words.THANKS.match(lines[above].strip()))
    ):
        return above
    return at


def _is_foot(lines: list[str]) -> bool:
    """Whether lines look like name, title, phone and address rather than like sentences."""
    filled = [line for line in lines if line.strip()]
    if len(filled) > LONGEST_SIGNATURE or any(words.POSTSCRIPT.match(line) for line in filled):
        return False
    return all(len(line) <= 110 or words.SMALL_PRINT.search(line) for line in filled) and not any(
        re.search(r"[a-zà-ÿ]{2,}\?\s*$", line) for line in filled
    )


def _has_name(lines: list[str]) -> bool:
    first = next((line.strip() for line in lines if line.strip()), "")
    return bool(first) and len(first) <= 60 and len(first.split()) <= 5 and not first.endswith((".", "?", ":"))


def _next_filled(lines: list[str], start: int) -> int | None:
    return next((i for i in range(start, len(lines)) if lines[i].strip()), None)


def _trimmed(lines: list[str]) -> list[str]:
    while lines and (not lines[-1].strip() or RULE.match(lines[-1])):
        lines = lines[:-1]
    return lines


def _joined(lines: list[str]) -> str:
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
