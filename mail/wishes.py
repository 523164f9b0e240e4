"""What somebody says between the lines of an answer that a person should decide on: not to be written to again, or
that they have left and who is there now. Read sentence by sentence; suggested to people, never acted on."""

import re
from dataclasses import dataclass

from mail import wish_words as words

LONGEST_TEXT, LONGEST_SENTENCE = 6_000, 400  # characters
SENTENCE = re.compile(r"[^.!?。！？\n]+[.!?。！？]*|\n")
ADDRESS = re.compile(r"[\w.+'-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,6}")
NAME = re.compile(
    r"[A-ZÀ-ÞĀ-ŽΑ-ΩА-ЯЄІЇҐ][\w'’-]+(?: (?:de|van|der|den|von|zu|di|da|du|le|la|el|al|ter|ten|"
    r"[A-ZÀ-ÞĀ-ŽΑ-ΩА-ЯЄІЇҐ]\.?[\w'’-]*)){0,3} [A-ZÀ-ÞĀ-ŽΑ-ΩА-ЯЄІЇҐ][\w'’-]+"
)
NO_NAME = {"dear", "hello", "please", "best", "kind", "sehr", "liebe", "lieber", "vielen", "mit", "bonjour",
"merci", "for", "contact", "write", "bitte", "you", "thank", "thanks", "hallo", "many", "my", "our", "i",
"e-mail", "email", "the", "in", "your", "пишите", "обращайтесь", "пишіть", "se", "si", "por", "puede", "proszę",
"kontakta", "neem", "ihre", "from", "until", "mr", "mrs", "ms", "herr", "herrn", "frau", "m", "mme", "monsieur",
"madame", "sr", "sra"}  # fmt: skip


@dataclass(frozen=True)
class Departure:
    """Somebody has left. `address` is where to write now, "" if not said; `name` whose, "" if the writer's own."""

    address: str = ""
    name: str = ""


def asks_to_stop(text: str) -> bool:
    """Whether an answer seems to ask not to be written to again."""
    for sentence in _sentences(text):
        found = words.STOP.search(sentence)
        if not found or words.NOT_STOP.search(sentence):
            continue
        if sentence.rstrip().endswith(("?", "？")) and not words.ASKS.search(sentence):
            continue  # "Did you stop sending these?" asks us something else
        return True
    return False


def departure(text: str, *, known: set[str]) -> Departure | None:
    """What an answer says of somebody who has left; `known` are addresses (in lower case) that are no news."""
    sentences = list(_sentences(text))
    at = next((i for i, sentence in enumerate(sentences) if words.LEFT.search(sentence)), None)
    if at is None:
        return None
    for i in range(max(0, at - 1), len(sentences)):
        for found in ADDRESS.finditer(sentences[i]):
            address = found.group().strip(".'-+")
            around = " ".join(sentences[max(0, i - 1) : i + 1])
            if address.lower() in known or not words.INSTEAD.search(around):
                continue
            own = bool(words.OWN.search(sentences[i]))
            return Departure(address=address[:254], name="" if own else _name_near(sentences[i], found, address))
    return Departure()


def _name_near(sentence: str, found: re.Match[str], address: str) -> str:
    """Whose address it is: the name nearest before it, else the one its first half spells."""
    names = [name for name in NAME.findall(sentence[: found.start()]) if name]
    for name in reversed(names):
        parts = name.split()
        while parts and parts[0].lower().strip(".") in NO_NAME:
            parts.pop(0)
        if len(parts) >= 2:
            return " ".join(parts)[:120]
    parts = re.split(r"[._-]", address.partition("@")[0])
    spelt = len(parts) in {2, 3} and all(part.isalpha() and len(part) > 1 for part in parts)
    return " ".join(part.capitalize() for part in parts) if spelt else ""


def _sentences(text: str) -> list[str]:
    """Sentences, none longer than is bearable; an address holds no end of a sentence, and lines run on."""
    text = " ".join(text[:LONGEST_TEXT].split())
    whole = re.sub(r"(?<=\w)\.(?=\w)", "\x00", text)  # dots inside addresses
    found = [each.replace("\x00", ".").strip() for each in SENTENCE.findall(whole)]
    return [each[start : start + LONGEST_SENTENCE] for each in found for start in range(0, len(each), LONGEST_SENTENCE)]
