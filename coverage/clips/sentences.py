"""A text as its sentences, in the languages of newspapers, and the few of them that a reader needs to see."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

Span = tuple[int, int]

_PARAGRAPH = re.compile(r"[^\n]+")
_END = re.compile(r"""[.!?…]+["'”’“»«)\]]*(?=\s+["'“„‘«»(\[¿¡–—-]*[^\W_a-zß-öø-ÿ])|[。！？]+[」』”’]*""")
_LAST_WORD = re.compile(r"[\w.]+$")
# What a full stop does not end, without its own stop.
_SHORT = """
    mr mrs ms dr prof st sr jr gen col capt sgt rev hon no nos vs inc ltd co corp dept est approx fig jan feb
    mar apr jun jul aug sep sept oct nov dec e.g i.e u.s u.k a.m p.m bzw ca nr abs dipl ing hr fr str usw z.b
    u.a d.h v.a mme mlle art av bd etc env p.ex dhr mevr drs nl bijv o.a sra srta ud uds pág sig dott avv
"""
_ABBREVIATIONS = frozenset(_SHORT.split())

AT_THE_BEGINNING = 4


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; `start` and `end` are where it stands in the whole text, `paragraph` counts from 0."""

    text: str
    start: int
    end: int
    paragraph: int

    def holds(self, span: Span) -> bool:
        return self.start <= span[0] < self.end


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence; `is_name` where something that was looked for stands."""

    text: str
    is_name: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A sentence as a page shows it: in pieces, `is_match` where anything that was looked for stands in it."""

    pieces: tuple[Piece, ...]
    is_match: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """Sentences that stand together in one paragraph; `left_out` is how many were passed over before them."""

    sentences: tuple[Shown, ...]
    left_out: int = 0


def sentences_of(text: str) -> list[Sentence]:
    """The sentences of a text. A line break ends one always; a full stop after an abbreviation, an initial or a day
    ("11. November") does not."""
    found = []
    for number, paragraph in enumerate(_PARAGRAPH.finditer(text)):
        for start, end in _cut(paragraph.group()):
            start, end = start + paragraph.start(), end + paragraph.start()
            found.append(Sentence(text[start:end], start, end, number))
    return found


def _cut(line: str) -> Iterator[Span]:
    start = 0
    for end in _END.finditer(line):
        if line[end.start()] == "." and _goes_on(line[start : end.start()]):
            continue
        yield from _trimmed(line, start, end.end())
        start = end.end()
    yield from _trimmed(line, start, len(line))


def _goes_on(before: str) -> bool:
    """Whether the full stop after this is none: of an abbreviation, an initial, or a number of a day."""
    word = _LAST_WORD.search(before)
    if word is None:
        return False
    last = word.group().lower()
    return last in _ABBREVIATIONS or (len(last) == 1 and last.isalpha()) or (last.isdigit() and len(last) <= 2)


def _trimmed(line: str, start: int, end: int) -> Iterator[Span]:
    piece = line[start:end]
    inner = piece.strip()
    if inner:
        start += piece.index(inner[0])
        yield start, start + len(inner)


def shown(sentence: Sentence, spans: Iterable[Span]) -> Shown:
    """The sentence in pieces, cut at these places of the whole text."""
    pieces, at = [], sentence.start
    for start, end in spans:
        if not sentence.holds((start, end)):
            continue
        end = min(end, sentence.end)
        pieces += [Piece(sentence.text[at - sentence.start : start - sentence.start], False)]
        pieces += [Piece(sentence.text[start - sentence.start : end - sentence.start], True)]
        at = end
    pieces.append(Piece(sentence.text[at - sentence.start :], False))
    whole = tuple(piece for piece in pieces if piece.text)
    return Shown(whole, any(piece.is_name for piece in whole))


def passages(sentences: Sequence[Sentence], spans: Sequence[Span], *, most: int = 8) -> list[Passage]:
    """What a reader needs to see of a text: each sentence in which something stands, with those before and after it in
    its paragraph; the beginning where nothing does. Past `most` sentences that match, the rest is left out."""
    each = [shown(sentence, spans) for sentence in sentences]
    hits = [number for number, one in enumerate(each) if one.is_match][:most]
    wanted = {
        near
        for hit in hits
        for near in (hit - 1, hit, hit + 1)
        if 0 <= near < len(each) and sentences[near].paragraph == sentences[hit].paragraph
    }
    return _together(sentences, each, sorted(wanted) or range(min(AT_THE_BEGINNING, len(each))))


def everything(sentences: Sequence[Sentence], spans: Sequence[Span]) -> list[Passage]:
    """The whole text, a passage a paragraph."""
    each = [shown(sentence, spans) for sentence in sentences]
    return _together(sentences, each, range(len(each)))


def _together(sentences: Sequence[Sentence], each: Sequence[Shown], wanted: Iterable[int]) -> list[Passage]:
    found: list[tuple[int, list[int]]] = []
    last = -1
    for number in wanted:
        left_out = number - last - 1
        if found and not left_out and sentences[number].paragraph == sentences[last].paragraph:
            found[-1][1].append(number)
        else:
            found.append((left_out, [number]))
        last = number
    return [Passage(tuple(each[number] for number in numbers), left_out) for left_out, numbers in found]


def left_out_after(sentences: Sequence[Sentence], given: Iterable[Passage]) -> int:
    """How many sentences come after the last passage."""
    return len(sentences) - sum(len(passage.sentences) + passage.left_out for passage in given)
