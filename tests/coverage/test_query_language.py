"""What a query says, and what is said of a query that cannot be looked for."""

import pytest

from coverage.monitors.compiling import compiled
from coverage.monitors.parsing import MOST_TERMS
from coverage.monitors.problems import QueryProblem


@pytest.mark.parametrize(
    ("query", "tsquery", "anchors"),
    [
        ("Fernhall", "'fernhall'", ["fernhall"]),
        ("Sørvåg’s", "('sorvag' <-> 's')", ["sorvag"]),
        ('"grid storage"', "('grid' <-> 'storage')", ["storage"]),
        ("grid-scale", "('grid' <-> 'scale')", ["scale"]),
        ("energ*", "'energ':*", ["energ*"]),
        ("energiewende*", "'energiewende':*", ["energ*"]),
        ("grid AND storage", "('grid' & 'storage')", ["storage"]),
        ("grid storage", "('grid' & 'storage')", ["storage"]),
        ("grid OR storage", "('grid' | 'storage')", ["grid", "storage"]),
        ("fernhall NOT road", "('fernhall' & !('road'))", ["fernhall"]),
        ("fernhall -road", "('fernhall' & !('road'))", ["fernhall"]),
        ("fernhall AND NOT (road OR farm)", "('fernhall' & !(('road' | 'farm')))", ["fernhall"]),
        ("a1 OR b2 AND c33", "('a1' | ('b2' & 'c33'))", ["a1", "c33"]),
        ("grid near/1 storage", "(('grid' <1> 'storage') | ('storage' <1> 'grid'))", ["storage"]),
        ("title:Fernhall", "'fernhall':A", ["fernhall"]),
        ("title:energ*", "'energ':*A", ["energ*"]),
        ('Title:"grid storage"', "('grid':A <-> 'storage':A)", ["storage"]),
        ("title:(grid OR storage)", "('grid':A | 'storage':A)", ["grid", "storage"]),
        ('author:"Ruth Feldmann"', "('author:ruth' <-> 'author:feldmann')", ["author:feldmann"]),
        ("outlet:stromblatt.example.com", "'site:stromblatt.example.com'", ["site:stromblatt.example.com"]),
        ("outlet:Stromblatt", "'outlet:stromblatt'", ["outlet:stromblatt"]),
        ("battery lang:de-AT", "('battery' & 'lang:de')", ["battery"]),
        ("“grid storage”", "('grid' <-> 'storage')", ["storage"]),
        ("電力 OR 水素", "(('電' <-> '力') | ('水' <-> '素'))", ["水", "電"]),
        ("or", "'or'", ["or"]),
    ],
)
def test_query_compiles(query: str, tsquery: str, anchors: list[str]) -> None:
    made = compiled(query)
    assert (made.tsquery, list(made.anchors)) == (tsquery, anchors)


@pytest.mark.parametrize(
    ("query", "marked", "message"),
    [
        ("", "", "Write what to look for."),
        ("(grid OR storage", "(", "This bracket is never closed."),
        ("grid) OR storage", ")", "This bracket was never opened."),
        ('grid "storage', '"', "This quotation mark has no partner."),
        ("grid OR", "OR", "OR has nothing after it."),
        ("(grid OR) storage", "OR", "OR has nothing after it."),
        ("AND grid", "AND", "AND has nothing before it."),
        ("grid AND OR storage", "AND OR", "AND and OR stand side by side. Take one away, or write between them."),
        ("grid ()", "()", "There is nothing between these brackets."),
        ("NOT road", "NOT road", "only what must not occur"),
        ("-road", "-road", "only what must not occur"),
        ("fernhall OR NOT road", "NOT road", "only what must not occur"),
        ("lang:de", "lang:de", "This alone finds every article in that language."),
        ("ab*", "ab*", "Write at least 3 letters before the asterisk."),
        ("en*rgy", "en*rgy", "An asterisk can stand at the end only"),
        ("section:energy", "section:", "section: is no field; there are title:, outlet:, author: and lang:."),
        ("grid title: storage", None, None),
        ("grid title:", "title:", "After title: comes a word, a phrase or brackets, without a space."),
        ("johnson & johnson", "&", "There is no word in “&”."),
        ("grid near/0 storage", "near/0", "The number after near/ is between 1 and 30."),
        ("grid near/99 storage", "near/99", "The number after near/ is between 1 and 30."),
        ("grid near/5 (NOT storage)", "NOT storage", "near/5 joins words, phrases, or a choice of them"),
        ("grid near/5 lang:de", "lang:de", "near/5 is for words of the text, not for lang:."),
        ("author:(ruth title:x)", "title:x", "title: cannot stand inside author:."),
        ("(" * 21 + "a" + ")" * 21, "(", "Brackets stand more than 20 deep here."),
        ("wind " * (MOST_TERMS + 1), "wind", "The query has 501 terms; 500 are the most."),
        ("x" * 8001, "x", "The query has 8,001 characters; 8,000 are the most."),
    ],
)
def test_query_problem_points_at_its_place(query: str, marked: str | None, message: str | None) -> None:
    if message is None:
        compiled(query)
        return
    with pytest.raises(QueryProblem) as raised:
        compiled(query)
    assert message in raised.value.message
    assert query[raised.value.start : raised.value.end] == marked


def test_query_with_five_hundred_terms_compiles() -> None:
    made = compiled(" OR ".join(f"firm{number}" for number in range(MOST_TERMS)))
    assert len(made.anchors) == MOST_TERMS


def test_query_with_near_of_many_words_is_refused() -> None:
    many = " OR ".join(f"firm{number}" for number in range(100))
    with pytest.raises(QueryProblem, match="too much for near/n"):
        compiled(f"({many}) near/30 ({many})")
