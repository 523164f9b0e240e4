"""Keys: what templates declare is what scripts heed, nothing is missing from the sheet, and nothing on it is dead."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from core import navigation

BASE = Path(settings.BASE_DIR)
TEMPLATES = sorted((BASE / "templates").rglob("*.html"))
SCRIPTS = sorted((BASE / "static" / "js").glob("*.js"))
SHEET = (BASE / "templates" / "layouts" / "_keys.html").read_text()

KEY = re.compile(r'data-mr-key="([^"]+)"')
HINT = re.compile(r'data-mr-key-hint="([^"]+)"')
LABEL = re.compile(r'data-mr-key-label="([^"]+)"')
COMPUTED = {"{{ link.entry.key }}": "pairs of the shell", "{{ key|first }}": "the calendar's views"}
PAGE_KEY = re.compile(r"[a-z]|Alt\+Arrow(Left|Right)")
SHELL = {"/", "?", "g"}
"""Never a page's own: search, the sheet, and the first of every pair that goes somewhere."""

CAPS = {"Escape": "Esc"}
"""How the sheet calls them."""
HEEDED = re.compile(r'\bkey(?:\.toLowerCase\(\))? === "([^"]+)"')
STEPS = re.compile(r"^const STEPS = \{(.*?)^\};", re.DOTALL | re.MULTILINE)
NATIVE = {"prose.js": {"Enter": "ends the little dialog for a link, as Enter ends every form"}}
"""What a script heeds that is no key to learn."""
OF_THE_BROWSER = {"Enter", "Esc", "Ctrl+b", "Ctrl+k"}
"""On the sheet, and done by the browser (links, dialogs) or by the editor."""


def declared(pattern: re.Pattern[str]) -> Iterator[tuple[Path, str, str]]:
    """Template, what it declares, and the words for it that stand behind it."""
    for template in TEMPLATES:
        text = template.read_text()
        for found in pattern.finditer(text):
            words = LABEL.match(text, found.end() + 1)
            yield template, found[1], words[1] if words else ""


def heeded(script: Path) -> set[str]:
    text = script.read_text()
    steps = STEPS.search(text)
    keys = set(HEEDED.findall(text)) | set(re.findall(r"^  (\w+):", steps[1], re.MULTILINE) if steps else ())
    return keys - set(NATIVE.get(script.name, ()))


def on_the_sheet() -> set[str]:
    named = re.findall(r'data-mr-keys="([^"{]+)"', SHEET)
    return {key for keys in named for key in keys.split(" ")}


def test_every_key_of_a_page_has_its_words_and_is_one_that_can_be_pressed():
    keys = [one for one in declared(KEY) if one[1] not in COMPUTED]
    assert len(keys) > 30
    for template, key, words in keys:
        where = f"{template.name}: {key}"
        assert PAGE_KEY.fullmatch(key), where
        assert key not in SHELL, where
        assert words, f"{where} has no data-mr-key-label behind it, so the sheet would not show it"


def test_words_stand_with_a_key():
    for template in TEMPLATES:
        text = template.read_text()
        count = len(KEY.findall(text)) + len(HINT.findall(text))
        shell = sum(text.count(f'data-mr-key="{key}"') for key in COMPUTED if key.startswith("{{ link"))
        assert len(LABEL.findall(text)) == count - shell, template.name


def test_what_scripts_heed_stands_on_the_sheet_or_is_declared_by_the_page():
    hints = {key for _, key, _ in declared(HINT)}
    for script in SCRIPTS:
        assert {CAPS.get(key, key) for key in heeded(script)} - on_the_sheet() - hints == set(), script.name


def test_what_stands_on_the_sheet_is_heeded():
    all_heeded = {CAPS.get(key, key) for script in SCRIPTS for key in heeded(script)} | {"Ctrl+K"}
    assert on_the_sheet() - OF_THE_BROWSER <= all_heeded


def test_a_hint_stands_where_its_script_is_loaded():
    """The one there is: Escape leads out of triage's form."""
    assert [(template.name, key) for template, key, _ in declared(HINT)] == [("_triage_panel.html", "Escape")]
    assert "js/triage.js" in (BASE / "templates/coverage/triage.html").read_text()
    assert "Escape" in heeded(BASE / "static/js/triage.js")


@pytest.mark.django_db
@pytest.mark.parametrize("reader", ["specialist", "admin_user", "observer"])
def test_pairs_of_the_shell_are_each_one_place(reader, request, rf):
    """As registered by the apps, for whoever reads; the guide's table has them all."""
    page = rf.get("/")
    page.user = request.getfixturevalue(reader)
    entries = [entry for place in ("work", "foot", "new") for entry in navigation.entries(place)]
    keys = [entry.key for entry in entries if entry.key and (entry.shown_to is None or entry.shown_to(page))]
    assert len(keys) == len(set(keys)) > 2
    assert all(re.fullmatch(r"[gn] [a-z]", key) for key in keys)
    guide = (BASE / "docs/user-guide/README.md").read_text()
    assert [key for key in keys if f"`{key}`" not in guide] == []


@pytest.mark.parametrize("template", [path for path in TEMPLATES if "data-mr-key=" in path.read_text()], ids=str)
def test_one_key_means_one_thing_on_a_page(template):
    words: dict[str, set[str]] = {}
    for key, label in re.findall(r'data-mr-key="([^"]+)" data-mr-key-label="([^"]+)"', template.read_text()):
        words.setdefault(key, set()).add(label)
    assert {key: labels for key, labels in words.items() if len(labels) > 1} == {}
