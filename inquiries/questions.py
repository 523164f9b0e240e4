"""What a reporter asks, taken apart: each question is a row that is answered by itself."""

import re
from collections.abc import Iterable

MOST = 40
LONGEST = 2000
# The end of a sentence, in the scripts that questions come in; what stands within quotation marks stays together.
_SENTENCE = re.compile(r"(?<=[.!?？。！؟;])[\"'”“»)]*\s+|\n+")
_ASKS = re.compile(r"[?？؟;][\"'”“»)\]]*$")
_NUMBERED = re.compile(r"^\s*(?:\(?\d{1,2}[.):]|[-*•–])\s+")
_LINK = re.compile(r"https?://\S+")
_GREEK = re.compile(r"[\u0370-\u03ff]")
_POLITE = re.compile(
    r"^(?:(?:hello|hi|dear \w+|hallo|bonjour|hola|ciao)\W+)?"
    r"(?:how are you|how are things|hope you|wie geht es|comment allez|cómo está|come sta|hoe gaat het)\b",
    re.IGNORECASE,
)


def questions_in(words: str) -> list[str]:
    """The questions that a text asks, in order, each once; what is only polite is none. Empty where it asks nothing."""
    found: dict[str, None] = {}
    for sentence in _sentences(words):
        asked = _NUMBERED.sub("", sentence).strip()
        if _is_question(asked):
            found.setdefault(asked[:LONGEST], None)
    return list(found)[:MOST]


def _sentences(words: str) -> Iterable[str]:
    return (" ".join(part.split()) for part in _SENTENCE.split(_LINK.sub("", words)) if part and part.strip())


def _is_question(sentence: str) -> bool:
    if not _ASKS.search(sentence) or len(sentence) < 4 or _POLITE.match(sentence):
        return False
    return not sentence.rstrip("\"'”“»)]").endswith(";") or bool(_GREEK.search(sentence))
