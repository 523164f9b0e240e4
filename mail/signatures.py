"""The foot of a letter: closing, name, address, what a mail program or a company adds below. No part of the answer.

What belongs to a foot is told by words where there are words for it (`reply_words`), and else by its shape: a short
line above the sender's own name, a name above telephone and address.
"""

import re

from mail import reply_words as words

LONGEST_SIGNATURE = 18  # lines
LONGEST_LINE = 500  # characters; a longer one is a paragraph, and patterns must not run away on it
RULE = re.compile(r"^\s*([_=*~—–-])\1{4,}\s*$")
SIGNATURE_RULE = re.compile(r"^\s*(--|-- |—|––|__)\s*$")
SHORT_RULE = re.compile(r"^\s*-{3,4}\s*$")  # also drawn between sections, and below a heading
PARTICLE = r"(de|van|der|den|von|zu|di|da|du|le|la|el|al|ter|ten|af|av)"
NAME_PART = r"[A-ZÀ-ÞĄ-ŽΑ-ΩА-ЯЄІЇҐ][\w'’.-]*"
DASH_NAME = re.compile(rf"^\s*([-–—~]|/{{1,2}})\s?{NAME_PART}(\s({PARTICLE}|{NAME_PART})){{0,4}}\s*$")
NAME = re.compile(
    rf"^\W{{0,2}}((dr|prof|i\. ?a|dipl\.-\w+)\.?\s){{0,2}}{NAME_PART}(\s({PARTICLE}|{NAME_PART})){{1,4}}\W{{0,2}}$",
    re.UNICODE,
)
CONTACT = re.compile(
    r"[\w.+'-]{1,64}@[\w-]{1,63}\.[\w.-]{2,63}|(https?://|www\.)\S|\+?\(?\d[\d\s()/.–-]{6,20}\d|^\s*(t|m|e|"
    r"w|f|p|tel|mob|fon|phone|fax)\b",
    re.IGNORECASE,
)
LIST_FOOTER = re.compile(r"mailing list|mailman/listinfo|groups\.google\.com|to unsubscribe from this", re.IGNORECASE)


def without_signature(lines: list[str], *, sender: str = "") -> list[str]:
    """The lines above the foot. `sender` is the writer's name; a foot is never all there is."""
    end = next((at for at, line in enumerate(lines) if _is_plain_signature(lines, at, line)), len(lines))
    lines = _without_small_print(_trimmed(lines[:end]))
    for foot in (_closing(lines), _signed(lines, sender), _card(lines), _left_open(lines)):
        if foot is not None and any(line.strip() for line in lines[:foot]):
            lines = _trimmed(lines[:foot])
    return lines


def _is_plain_signature(lines: list[str], at: int, line: str) -> bool:
    """A line that nothing typed follows: "-- ", "Sent from my iPhone", a list's footer."""
    if len(line) > LONGEST_LINE:
        return False
    if SIGNATURE_RULE.match(line) or words.SENT_FROM.match(line) or words.SENT_BY_APP.match(line):
        return True
    if SHORT_RULE.match(line):
        alone = not any(SHORT_RULE.match(other) for place, other in enumerate(lines) if place != at)
        return alone and _is_foot(lines[at + 1 :])
    if RULE.match(line):
        after = "\n".join(below[:LONGEST_LINE] for below in lines[at + 1 : at + 6])
        return bool(LIST_FOOTER.search(after) or words.SMALL_PRINT.search(after)) or _is_ruled_card(lines[at + 1 :])
    if at == 0 or not DASH_NAME.match(line):
        return False
    return _is_foot(lines[at + 1 :])


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
            return _first_closing(lines, at)
    return None


def _first_closing(lines: list[str], at: int) -> int:
    """ "Thanks," right above "Best regards," belongs to it."""
    above = next((i for i in range(at - 1, -1, -1) if lines[i].strip()), None)
    if above is None or at - above > 2 or len(lines[above]) > LONGEST_LINE:
        return at
    polite = words.CLOSING.match(lines[above].strip()) or words.THANKS.match(lines[above].strip())
    is_all = not any(line.strip() for line in lines[:above])  # "Thanks for your help!", and a greeting: an answer
    return above if polite and not is_all else at


def _signed(lines: list[str], sender: str) -> int | None:
    """Where the writer's own name stands above nothing but a foot; a short line right above it is the closing, in
    whatever language."""
    own = {part.casefold() for part in re.findall(r"\w{2,}", sender)}
    for at in range(len(lines) - 1, max(0, len(lines) - LONGEST_SIGNATURE), -1):
        name = re.split(r"\s*[,|(]|\s[-–—]\s", lines[at].strip()[:80])[0]  # "Ines Albrecht, reporter"
        parts = [part.casefold() for part in re.findall(r"\w{2,}", name)]
        if not parts or len(parts) > 4 or not own.issuperset(parts) or not _is_foot(lines[at + 1 :]):
            continue
        above = next((i for i in range(at - 1, -1, -1) if lines[i].strip()), None)
        return above if above is not None and above > 0 and _may_close(lines, above) else at
    return None


def _may_close(lines: list[str], at: int) -> bool:
    """Whether a line reads like a farewell: short, by itself, no sentence, no question."""
    line = lines[at].strip()
    alone = at == 0 or not lines[at - 1].strip()
    short = len(line) <= 40 and len(line.split()) <= 5
    return alone and short and line.endswith((",", "!", "，")) and not re.search(r"\d", line)


def _left_open(lines: list[str]) -> int | None:
    """Where a text ends in a few words and a comma by themselves: a name stood below, and this is the closing."""
    at = len(lines) - 1
    return at if at > 0 and lines[at].rstrip().endswith((",", "，")) and _may_close(lines, at) else None


def _card(lines: list[str]) -> int | None:
    """Where a paragraph at the end begins that is a visiting card: a name, then telephone, address or page."""
    start = len(lines)
    while start and lines[start - 1].strip():
        start -= 1
    card = [line[:LONGEST_LINE] for line in lines[start:]]
    if not 2 <= len(card) <= 12 or start == 0 or not NAME.match(card[0]):
        return None
    plain = all(len(line) <= 80 and not line.rstrip().endswith((".", "?", "!", ":")) for line in card)
    return start if plain and any(CONTACT.search(line) for line in card[1:]) else None


def _is_ruled_card(lines: list[str]) -> bool:
    """Whether a name, or telephone and address, and nothing else stand below a long rule at the end."""
    filled = [line[:LONGEST_LINE] for line in lines if line.strip()]
    named = bool(filled) and bool(NAME.match(re.split(r"[,|]", filled[0])[0].strip()))
    return bool(named or any(CONTACT.search(line) for line in filled)) and len(filled) <= 8 and _is_foot(lines)


def _is_foot(lines: list[str]) -> bool:
    """Whether lines look like name, title, phone and address rather than like sentences."""
    filled = [line for line in lines if line.strip()]
    if len(filled) > LONGEST_SIGNATURE or any(words.POSTSCRIPT.match(line) for line in filled):
        return False
    if filled and len(filled[0].split()) >= 6 and filled[0].rstrip().endswith((".", "!", "。")):
        return bool(words.SMALL_PRINT.match(filled[0][:LONGEST_LINE]))  # else a sentence, and this no closing
    return all(len(line) <= 110 or words.SMALL_PRINT.search(line[:LONGEST_LINE]) for line in filled) and not any(
        re.search(r"[^\W\d_]{2}[?？]\s*$", line[-20:]) for line in filled
    )


def _has_name(lines: list[str]) -> bool:
    first = next((line.strip() for line in lines if line.strip()), "")
    return bool(first) and len(first) <= 60 and len(first.split()) <= 5 and not first.endswith((".", "?", ":"))


def _trimmed(lines: list[str]) -> list[str]:
    end = len(lines)
    while end and (not lines[end - 1].strip() or RULE.match(lines[end - 1][:LONGEST_LINE])):
        end -= 1
    return lines[:end]
