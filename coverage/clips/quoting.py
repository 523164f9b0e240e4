"""Which of a client's spokespeople an article quotes."""

from collections.abc import Sequence

from campaigns.models import Spokesperson
from coverage.clips.mentions import surname_of
from coverage.clips.sentences import Sentence
from coverage.monitors.highlighting import spans_of
from coverage.monitors.words import folded_words

MARKS = frozenset('“”„»«"‟「」『』')
_VERBS = """
    says said told tells explained explains added adds argues argued insists stated according commented sagt
    sagte erklart erklarte betont betonte meint meinte zufolge laut dit explique declare selon affirme assure
    zegt zei vertelt volgens stelt legt dijo dice explica afirma segun asegura dice detto spiega secondo
    afferma sager sade sa sier forklarar forklarer sagde ifolge menar mener
"""
SPEAKING = frozenset(_VERBS.split())


def quoted(people: Sequence[Spokesperson], sentences: Sequence[Sentence]) -> dict[Spokesperson, str]:
    """Who is quoted, each with the sentence that does: the name stands in it, beside quotation marks or a verb of
    speaking; the marks may stand in the sentence before or after, in the same paragraph."""
    found: dict[Spokesperson, str] = {}
    for person in people:
        names = [f'"{name}"' for name in (person.name, surname_of(person)) if name]
        for number, sentence in enumerate(sentences):
            if spans_of(sentence.text, names) and _speaks(sentences, number):
                found[person] = sentence.text
                break
    return found


def _speaks(sentences: Sequence[Sentence], number: int) -> bool:
    here = sentences[number]
    if MARKS & set(here.text) or SPEAKING & set(folded_words(here.text)):
        return True
    near = [sentences[at] for at in (number - 1, number + 1) if 0 <= at < len(sentences)]
    return any(each.paragraph == here.paragraph and MARKS & set(each.text) for each in near)
