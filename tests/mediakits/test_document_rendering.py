"""How a document is put together and shown: in its language, on its clock, safe whatever stands in it."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from mediakits.exporting.rich import blocks_of
from mediakits.kinds import kind_of
from mediakits.kinds.parts import Prose, Quote
from mediakits.kinds.words import WORDS, day_words, moment_words
from mediakits.models import Document
from mediakits.pieces import piece_of
from mediakits.rendering import html_of
from tests.factories.mediakits import DocumentFactory, DocumentVersionFactory
from tests.mediakits.document_texts import ADVISORY, BY_KIND, QUESTIONS, RELEASE

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Nov. 17, 2026"),
        ("en-us", "Nov. 17, 2026"),
        ("en-gb", "17 November 2026"),
        ("de", "17. November 2026"),
        ("fr", "17 novembre 2026"),
        ("nl", "17 november 2026"),
        ("sv", "Nov. 17, 2026"),
    ],
)
def test_a_day_is_written_as_newsrooms_of_the_language_write_it(language, words):
    assert day_words(date(2026, 11, 17), language) == words


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2026, 11, 17, 6, tzinfo=BERLIN), "Tuesday, Nov. 17, 2026, 6 a.m. CET (Berlin)"),
        (datetime(2026, 7, 1, 12, tzinfo=BERLIN), "Wednesday, July 1, 2026, noon CEST (Berlin)"),
        (datetime(2026, 3, 3, 18, 30, tzinfo=ZoneInfo("UTC")), "Tuesday, March 3, 2026, 6:30 p.m. UTC"),
        (
            datetime(2026, 3, 3, 9, tzinfo=ZoneInfo("America/Sao_Paulo")),
            "Tuesday, March 3, 2026, 9 a.m. UTC-03:00 (Sao Paulo)",
        ),
    ],
)
def test_an_hour_always_says_its_zone(moment, words):
    assert moment_words(moment, "en") == words


def test_an_event_over_midnight_says_both_days():
    starts, ends = datetime(2026, 11, 17, 22, tzinfo=BERLIN), datetime(2026, 11, 18, 1, tzinfo=BERLIN)
    said = moment_words(starts, "en", until=ends)
    assert said == "Tuesday, Nov. 17, 2026, 10 p.m. to Wednesday, Nov. 18, 1 a.m. CET (Berlin)"


def test_every_language_has_every_word():
    assert {language: set(words) for language, words in WORDS.items()} == {
        language: set(WORDS["en"]) for language in WORDS
    }


@pytest.fixture
def release(db) -> Document:
    title, content = BY_KIND["press_release"]
    return DocumentFactory(client__name="Fernhall Storage", title=title, content=content)


def test_quotes_stand_after_their_paragraph_and_the_rest_at_the_end(release):
    first, last = RELEASE["quotes"][0], {**RELEASE["quotes"][0], "text": "Last", "after": ""}
    beyond = {**first, "text": "Beyond", "after": "9"}
    release.content = {**RELEASE, "quotes": [last, first, beyond]}
    parts = kind_of("press_release").parts(piece_of(release))
    body = [part for part in parts if isinstance(part, Prose | Quote)][:-1]
    assert [part.text[:6] if isinstance(part, Quote) else "" for part in body] == [
        "",
        "I woul",
        "",
        "",
        "Last",
        "Beyond",
    ]
    assert [part.lead_in for part in body if isinstance(part, Prose)] == ["ALTFELDE, Germany, Nov. 17, 2026 —", "", ""]


def test_the_page_around_it_has_the_headline_unless_the_whole_is_wanted(release):
    inner, whole = html_of(release), html_of(release, whole=True)
    assert release.title not in inner
    assert "FOR IMMEDIATE RELEASE" not in inner
    assert "<h2>About Fernhall Storage</h2>" in inner
    assert f'<h2 class="mr-doc-title">{release.title}</h2>' in whole
    assert "<h3>About Fernhall Storage</h3>" in whole


def test_a_version_is_shown_as_it_was(release):
    version = DocumentVersionFactory(document=release, title="As it was", content={**RELEASE, "subhead": "Then"})
    release.title, release.content = "As it is", {**RELEASE, "subhead": "Now"}
    assert "Then" in html_of(version, whole=True)
    assert "As it is" not in html_of(version, whole=True)


def test_what_came_in_by_another_door_is_cleaned_and_escaped(release):
    evil = '<script>alert(1)</script><img src=x onerror=alert(2)><a href="javascript:alert(3)">x</a>'
    row = {"text": evil, "speaker": evil, "role": evil, "after": "1"}
    facts = [{"label": evil, "value": evil, "source": evil, "as_of": "2026-11-01"}]
    asked = [{"question": evil, "answer": evil}]
    everything = {
        **dict.fromkeys((*RELEASE, *ADVISORY, *QUESTIONS, "intro", "short", "speaker"), evil),
        "quotes": [row],
        "facts": facts,
        "questions": asked,
        "zone": "Europe/Berlin",
    }
    release.content, release.title, release.language = everything, evil, "en"
    release.contact.name = release.contact.phone = release.contact.email = evil
    for kind in BY_KIND:
        release.kind = kind
        html = html_of(release, whole=True)
        assert "<script" not in html
        assert "<img" not in html
        assert '<a href="javascript:' not in html


def test_a_release_in_german_has_german_words_and_marks(release):
    release.language = "de"
    html = html_of(release, whole=True)
    for words in ("ZUR SOFORTIGEN VERÖFFENTLICHUNG", "17. November 2026", "„I would", "Pressekontakt", "Über Fernhall"):
        assert words in html
    assert '<div class="mr-doc" lang="de" dir="ltr">' in html


def test_rich_text_becomes_blocks_and_runs():
    blocks = blocks_of(
        '<p>One <strong>two <em>three</em></strong><br><a href="https://example.org">four</a></p>'
        "<ol><li><p>A</p><ul><li><p>B</p></li></ul></li><li>C</li></ol>"
    )
    assert [(run.text, run.bold, run.italic, run.href) for run in blocks[0].runs] == [
        ("One ", False, False, ""),
        ("two ", True, False, ""),
        ("three", True, True, ""),
        ("\n", False, False, ""),
        ("four", False, False, "https://example.org"),
    ]
    first, second = blocks[1].items
    assert [block.kind for block in first] == ["p", "ul"]
    assert (first[1].items[0][0].runs[0].text, second[0].runs[0].text) == ("B", "C")
