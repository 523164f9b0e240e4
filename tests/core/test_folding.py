"""What was typed, as words: without the signs beside them, with those within."""

import pytest

from core.folding import MOST_WORDS, words_of


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Lindqvist, Maya", ["Lindqvist", "Maya"]),
        ("Lindqvist , Maya.", ["Lindqvist", "Maya"]),
        ("“Night trains”: (why?)", ["Night", "trains", "why"]),
        ("«Zug» ‘bis’ „nach“ …", ["Zug", "bis", "nach"]),
        ("o'brien O’Brien; müller-schmidt,", ["o'brien", "O’Brien", "müller-schmidt"]),
        ("<maya@alder.example.org>, 2026-0007.", ["maya@alder.example.org", "2026-0007"]),
        ("C++ #trains @maya 50%", ["C++", "#trains", "@maya", "50%"]),
        ("Marks - Spencer", ["Marks", "Spencer"]),
        ("Vogue (UK), EU:", ["Vogue", "(UK", "EU"]),
        ("?", ["?"]),
        (" - ", ["-"]),
        ("a\x00b", ["a", "b"]),
        ("", []),
    ],
)
def test_signs_beside_words_do_not_matter(typed, words):
    assert words_of(typed) == words


def test_signs_alone_use_up_none_of_the_words():
    assert words_of(", " * 20 + "late") == ["late"]
    assert len(words_of("word, " * 20)) == MOST_WORDS
