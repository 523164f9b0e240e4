"""Every component renders, balanced, with what it was given; and says to assistive technology what it shows."""

import re
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
import time_machine
from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template import RequestContext, engines
from django.test import RequestFactory
from django.test.html import parse_html
from django_cotton.compiler_regex import CottonCompiler

FOLDER = Path(settings.BASE_DIR) / "templates" / "components"
NOW = datetime(2026, 11, 12, 8, 40, tzinfo=UTC)


class FindForm(forms.Form):
    q = forms.EmailField(required=False)


CONTEXT = {
    "film": SimpleNamespace(title="Tour", alt_text="", kind="video", current_files=[]),
    "form": FindForm(),
    "now": NOW,
    "page": Paginator(range(2418), 50).page(2),
    "steps": [("pitches.sent", "Sent", 1046), ("pitches.answered", "Answered", 11)],
    "entries": [SimpleNamespace(by="Maya Lindqvist", at=NOW, what="created", changes=[])],
    "changes": [SimpleNamespace(label="City", old="Kiel", new="Lübeck", is_long=False)],
    "job": SimpleNamespace(title="Importing storage-press.csv", done=1204, total=2418),
}

# name of the template: how it is written, and what must be in the answer
EXAMPLES = {
    "icon": (
        '<c-icon name="send" />',
        '<svg class="icon" aria-hidden="true"><use href="/static/vendor/icons.svg#send"/></svg>',
    ),
    "badge": (
        '<c-badge tone="warn">Cooling off</c-badge>',
        '<span class="mr-badge mr-badge--warn">Cooling off</span>',
    ),
    "avatar": ('<c-avatar name="Maya Lindqvist" />', '<span class="mr-avatar" aria-hidden="true">ML</span>'),
    "crumb": ('<c-crumb href="/a/">Contacts</c-crumb>', '<li><a href="/a/">Contacts</a></li>'),
    "crumbs": ('<c-crumbs here="Lists" />', '<li aria-current="page">Lists</li>'),
    "page_header": ('<c-page-header title="R&D" lede="Two" />', "<h1>R&amp;D</h1>"),
    "card": ('<c-card title="My details">x</c-card>', '<h2 class="card-title" id="my-details">My details</h2>'),
    "empty": ('<c-empty icon="send" title="No pitches yet">Why.</c-empty>', '<p class="mr-dense">Why.</p>'),
    "photo": (
        '<c-photo :asset="film" />',
        '<svg class="icon" aria-hidden="true"><use href="/static/vendor/icons.svg#video"/></svg>',
    ),
    "note": ('<c-note tone="bad">Refused.</c-note>', "<div>Refused.</div>"),
    "kv": (
        '<dl><c-kv label="Phone" source="Given by her">+44</c-kv></dl>',
        '<dd>+44<span class="mr-sub">Given by her</span></dd>',
    ),
    "tab": (
        '<c-tab href="/t/" current :n="2418">All</c-tab>',
        '<li><a href="/t/" aria-current="page">All <span class="mr-n">2,418</span></a></li>',
    ),
    "tabs": ('<c-tabs label="Record"><li></li></c-tabs>', '<ul class="mr-tabs"><li></li></ul>'),
    "segment": (
        '<c-segment label="Whose work">x</c-segment>',
        '<nav class="mr-segment" aria-label="Whose work">x</nav>',
    ),
    "segment_item": (
        '<c-segment-item href="?m" :n="0">Mine</c-segment-item>',
        '<a href="?m">Mine <span class="mr-text-3">0</span></a>',
    ),
    "search": ('<c-search value="a&b" label="Find" />', '<label class="visually-hidden" for="search">Find</label>'),
    "pill": (
        '<c-pill field="Beat" value="Grid" remove="?q=1" />',
        "<span>Beat <b>Grid</b></span>",
    ),
    "bulk_bar": ('<c-bulk-bar :total="38" noun="journalists" />', "<span data-mr-bulk-count>0</span>"),
    "pagination": ('<c-pagination :page="page" nouns="journalists" />', "51 to 100 of 2,418 journalists"),
    "relationship": (
        '<c-relationship level="3" word="Warm" />',
        "<span>Source: The timeline: answers, calls, meetings, interviews. The reasons stand on the record.</span>",
    ),
    "means": (
        '<c-means counts="Who answered." source="Mail." formula="a ÷ b">Answered</c-means>',
        "<span>a ÷ b</span>",
    ),
    "work_row": (
        '<c-work-row icon="send" title="Six follow-ups" href="/f/" action="Look" urgent />',
        '<a class="btn btn-sm btn-primary" href="/f/">Look<span class="visually-hidden">: Six follow-ups</span></a>',
    ),
    "clock": (
        '<c-clock left="6 min left" tone="warn" line="16:00" :at="now" />',
        "<span><b>6 min left</b><small>16:00</small></span>",
    ),
    "check": (
        '<c-check title="Links" tone="warn" value="4">Three are plenty.</c-check>',
        "<p>Three are plenty.</p>",
    ),
    "entry": (
        '<ol><c-entry icon="phone" :at="now" zone="Europe/London"><c-slot name="head">Call</c-slot></c-entry></ol>',
        "Today 09:40, 08:40 in London",
    ),
    "pick": (
        '<c-pick href="/p/" title="Ines" current />',
        '<a class="mr-cover mr-inset" href="/p/" data-mr-open>Ines</a>',
    ),
    "figures": ("<c-figures><div></div></c-figures>", '<dl class="mr-figures"><div></div></dl>'),
    "figure": (
        '<dl><c-figure label="Reply rate" value="24 %">Replies by people.</c-figure></dl>',
        '<dd class="mr-meta mr-def">Replies by people.</dd>',
    ),
    "field": (
        '<c-field :field="form.q" label="Your e-mail" />',
        '<label class="form-label" for="id_q">Your e-mail <span class="mr-optional">optional</span></label>',
    ),
    "bar": ('<c-bar :percent="40" ours />', '<rect class="is-ours" width="40%" height="6" rx="3"/>'),
    "funnel": ('<c-funnel label="All" :steps="steps" />', "<dd>1,046</dd>"),
    "progress": ('<c-progress :job="job" />', '<rect class="is-ours" width="50%" height="6" rx="3"/>'),
    "changes": ('<c-changes :changes="changes" />', '<del><span class="visually-hidden">before: </span>Kiel</del>'),
    "history": ('<c-history :entries="entries" />', "<b>Maya Lindqvist</b> created this"),
    "toast": ('<c-toast text="Archived" tone="ok" undo="/u/" />', "<span data-mr-toast-text>Archived</span>"),
    "action_bar": ('<c-action-bar state="Saved 10:42">x</c-action-bar>', '<div class="mr-actions mr-push">x</div>'),
    "merge_chip": (
        '<c-merge-chip field="first_name" label="First name" />',
        '<button class="mr-chip" type="button" data-mr-insert="{{ first_name }}">First name</button>',
    ),
    "menu": ('<c-menu label="More: merge"><a href="#">x</a></c-menu>', '<a href="#">x</a>'),
    "dialog": ('<c-dialog id="log" title="Log a call">x</c-dialog>', '<h2 id="log-title">Log a call</h2>'),
}


def render(source: str, request: HttpRequest) -> str:
    engine = engines["django"].engine
    template = engine.from_string(CottonCompiler().process(source))
    return template.render(RequestContext(request, CONTEXT))


@pytest.fixture
def request_(rf: RequestFactory) -> HttpRequest:
    return rf.get("/contacts/", {"beat": ["1", "2"], "page": "2"})


def test_examples_cover_every_component() -> None:
    assert sorted(EXAMPLES) == sorted(path.stem for path in FOLDER.glob("*.html"))


def test_documentation_names_every_component() -> None:
    written = (Path(settings.BASE_DIR) / "docs" / "components.md").read_text()
    first_cells = [line.split("|")[1] for line in written.splitlines() if line.startswith("| ")]
    named = {name.strip().replace("-", "_") for cell in first_cells for name in cell.split(",")}
    assert {path.stem for path in FOLDER.glob("*.html")} - named == set()


@time_machine.travel(NOW, tick=False)
@pytest.mark.parametrize("name", EXAMPLES)
def test_component_shows_what_it_was_given(name: str, request_: HttpRequest) -> None:
    source, expected = EXAMPLES[name]
    answer = parse_html(render(source, request_))
    assert answer.count(parse_html(expected)), str(answer)


@pytest.mark.parametrize("name", EXAMPLES)
def test_component_needs_no_inline_style_or_script(name: str, request_: HttpRequest) -> None:
    answer = render(EXAMPLES[name][0], request_)
    assert " style=" not in answer
    assert "<script" not in answer


def test_text_given_to_a_component_is_escaped(request_: HttpRequest) -> None:
    hostile = CottonCompiler().process('<c-badge>{{ text }}</c-badge><c-toast :text="text" /><c-card :title="text" />')
    context = RequestContext(request_, {"text": "<script>alert(1)</script>"})
    assert "<script>" not in engines["django"].engine.from_string(hostile).render(context)


def test_tone_icon_carries_a_word_for_screen_readers(request_: HttpRequest) -> None:
    assert 'aria-label="Look at this"' in render('<c-check title="Links" tone="warn" value="4" />', request_)


def test_no_template_hands_an_expression_to_a_component() -> None:
    """Cotton reads `:attribute="…"` as a name or a literal; `a == b` there is silently nothing."""
    operator = re.compile(r"\s(==|!=|and|or|in|is|not|<|>)\s|^not\s")
    handed = re.compile(r'\s:[a-z_-]+="([^"]*)"')
    wrong = [
        f"{path.name}: {value}"
        for path in (Path(settings.BASE_DIR) / "templates").rglob("*.html")
        for value in handed.findall(path.read_text())
        if operator.search(value) and "{%" not in value
    ]
    assert wrong == []
