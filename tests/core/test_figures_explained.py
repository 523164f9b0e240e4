"""No figure without its meaning: neither in the words that templates show, nor among those that are written down."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from campaigns import panels
from core.meanings import Meaning, all_meanings, meaning_of
from reports.figures.measures import MEASURES
from tests.core.test_components import render

FOLDER = Path(settings.BASE_DIR) / "templates"
TEXTS = {str(path.relative_to(FOLDER)): path.read_text(encoding="utf-8") for path in sorted(FOLDER.rglob("*.html"))}
NAMED = re.compile(r'\b(?:of|means)="([a-z]+\.[a-z_0-9]+)"')
NUMBERS = re.compile(r'<th [^>]*class="[^"]*(?:mr-num|text-end)[^"]*"[^>]*>(.*?)</th>', re.DOTALL)
FIGURES = re.compile(r"<c-figure\b[^>]*>")
STEPS = re.compile(r'<dl class="mr-f(?:igures|unnel)".*?</dl>', re.DOTALL)

EXPLAINED_IN_THE_TITLE = {"reports/sections/tone.html"}
"""A chart is drawn from the heads of its table, which must be the bare words."""
BARS_EXPLAINED_BY = {
    "components/bar.html": "is the bar itself",
    "components/progress.html": "says the numbers beside it, of a job",
    "dashboard/_shares.html": "says under the list what is counted",
    "mail/_mailbox_pace.html": "mail.used",
    "mediakits/kit/_list_row.html": "mediakits.complete, in the head of the list",
    "mediakits/kit/_meter.html": "mediakits.complete",
    "reports/_goal_row.html": "reports.goal, in the head of the list",
    "reports/sections/goals.html": "reports.goal",
    "reports/sections/messages.html": "reports.messages",
    "reports/sections/outreach.html": "reports.outreach",
    "reports/sections/voice.html": "reports.voice",
}
BY_NAME = {f"reports.{key}" for key in MEASURES} | {
    "pitches.picked", "coverage.reach_once", "campaigns.pitches", "campaigns.clips", "campaigns.kits",
    "campaigns.reports",
}  # fmt: skip
"""Meanings that no template names itself: of figures that a component or a list puts together."""


def test_every_column_of_numbers_says_what_it_counts():
    bare = [
        (name, head)
        for name, text in TEXTS.items()
        for head in NUMBERS.findall(text)
        if "<c-means " not in head and name not in EXPLAINED_IN_THE_TITLE
    ]
    assert bare == []


def test_every_figure_says_what_it_counts():
    bare = [(name, tag) for name, text in TEXTS.items() for tag in FIGURES.findall(text) if "means=" not in tag]
    assert bare == []


def test_figures_and_funnels_written_by_hand_explain_each_step():
    bare = [
        (name, head)
        for name, text in TEXTS.items()
        for group in STEPS.findall(text)
        for head in re.findall(r"<dt>(.*?)</dt>", group)
        if "<c-means " not in head
    ]
    assert bare == []


def test_every_bar_stands_where_its_figure_is_explained():
    with_bars = {name for name, text in TEXTS.items() if "<c-bar " in text or 'class="mr-bar"' in text}
    assert with_bars - {"core/job_progress.html"} == set(BARS_EXPLAINED_BY)


@pytest.mark.parametrize("room", all_meanings())
def test_every_meaning_is_whole(room):
    for each in all_meanings()[room]:
        assert isinstance(each, Meaning)
        assert each.counts.endswith("."), each.key
        assert len(each.counts) > 10, each.key
        assert each.source.endswith("."), each.key


def test_templates_name_meanings_that_there_are_and_none_is_left_over():
    named = {key for text in TEXTS.values() for key in NAMED.findall(text)}
    there = {each.key for room in all_meanings().values() for each in room}
    assert named <= there
    assert there - named <= BY_NAME


def test_columns_of_the_campaigns_are_explained_by_their_rooms():
    for label in ("Pitches", "Clips", "Kits", "Reports"):
        assert label in panels._counts
        assert meaning_of(f"campaigns.{label.lower()}").label == label


def test_a_meaning_opens_by_key_and_finger_and_is_read_aloud(rf):
    page = render('<c-means of="pitches.answered">Answered</c-means>', rf.get("/"))
    (opens,) = re.findall(r'popovertarget="(\w+)"', page)
    assert f'aria-describedby="{opens}"' in page
    assert re.search(rf'<span class="mr-tip" id="{opens}" role="tooltip" popover>Of those, who answered', page)
    assert "Source: " in page
    assert "Reply rate: answered ÷ sent." in page


def test_an_unknown_figure_stops_the_page():
    with pytest.raises(LookupError, match=r"Nobody says what “pitches\.made_up” counts"):
        meaning_of("pitches.made_up")
