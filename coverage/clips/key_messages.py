"""How far an article carries a key message, by the words it shares with its sentences."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from campaigns.models import KeyMessage
from coverage.clips.sentences import Sentence
from coverage.clips.words import Vocabulary, content_words

FULLY = 0.6
PARTLY = 0.35
NUMBER_WEIGHS = 1.5


@dataclass(frozen=True)
class Carried:
    """What is suggested for one key message: `score` 0 to 2, the `sentence` that comes nearest, and why in words."""

    key_message: KeyMessage
    score: int
    sentence: str = ""
    why: str = "not found in the text"


def carried(
    messages: Sequence[KeyMessage], sentences: Sequence[Sentence], *, language: str, apart: Iterable[str] = ()
) -> list[Carried]:
    """What is suggested for each of the messages of one campaign.

    The share of a message's words that stand in one sentence, or in two that follow each other, counts: from 60 % on it
    is carried fully, from 35 % and two words on in part. Numbers weigh more, words that several messages have less, and
    words in `apart` (the client's own name, which is everywhere) nothing.
    """
    left_out = {word for name in apart for word in content_words(name)}
    wanted = [_words_of(each.text, language, left_out) for each in messages]
    shared = Counter(word for words in wanted for word in words)
    vocabulary = Vocabulary(shared)
    held = [vocabulary.among(content_words(sentence.text, language)) for sentence in sentences]
    return [_carried(message, words, shared, sentences, held) for message, words in zip(messages, wanted, strict=True)]


def _carried(
    message: KeyMessage, words: list[str], shared: Counter, sentences: Sequence[Sentence], held: list[set[str]]
) -> Carried:
    weights = {word: (NUMBER_WEIGHS if word.isdecimal() else 1) / shared[word] for word in words}
    whole = sum(weights.values())
    best, found, place = 0.0, set[str](), 0
    for number, here in enumerate(held):
        alone = here & weights.keys()
        pair = alone | (held[number + 1] & weights.keys() if number + 1 < len(held) else set())
        # Two sentences say it together only where one does not do so nearly as well.
        for words_there, worth in ((alone, 1.0), (pair, 0.9)):
            share = worth * sum(weights[word] for word in words_there) / (whole or 1)
            if share > best:
                best, found, place = share, words_there, number
    if not words or best < PARTLY or (len(found) < 2 and len(words) > 1):
        return Carried(message, 0)
    score = 2 if best >= FULLY else 1
    named = ", ".join(word for word in words if word in found)
    return Carried(message, score, sentences[place].text, f"{len(found)} of its {len(words)} words: {named}")


def _words_of(text: str, language: str, left_out: set[str]) -> list[str]:
    return [word for word in dict.fromkeys(content_words(text, language)) if word not in left_out]
