"""Rules that every template keeps."""

import re
from pathlib import Path

import pytest
from django.conf import settings

FOLDER = Path(settings.BASE_DIR) / "templates"
TEMPLATES = sorted(FOLDER.rglob("*.html"))
LOCAL_COMMENT = re.compile(r"{#.*?#}|{% comment %}.*?{% endcomment %}", re.DOTALL)

# The e-mail that a journalist gets is the one place where styles stand in the markup: mail programs know no other.
MAIL = {path for path in TEMPLATES if "mail" in path.parts or "email" in path.parts}

BROKEN = {
    "inline style": re.compile(r"<style\b|\sstyle=", re.IGNORECASE),
    "inline script": re.compile(
        r"<script(?![^>]*\b(?:src=|type=\"application/(?:ld\+)?json\"))|\son[a-z]+=\"", re.IGNORECASE
    ),
    "hx-on, which needs eval": re.compile(r"\bhx-on\b|\bhx-vals=.js:"),
    "comparison that a component cannot evaluate": re.compile(r'\s:[\w-]+="[^"{]+ (?:==|!=|and|or|not|in) [^"]*"'),
    "address of another server": re.compile(r'(?:src|href)="(?:https?:)?//(?!{{)'),
    "question that nobody asks: it is data-mr-confirm-before": re.compile(r'\bdata-mr-confirm="'),
    "comment that Django shows, for it runs over a line": re.compile(r"{#[^}]*\n"),
}


# Pages for journalists set no cookie, so there is no token to check; their links are the proof.
COOKIELESS = {path for path in TEMPLATES if re.search(r"layouts/(?:public|newsroom)\.html", path.read_text())}


def name_of(path: Path) -> str:
    return str(path.relative_to(FOLDER))


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_template_keeps_the_house_rules(path: Path) -> None:
    text = path.read_text()
    found = [what for what, pattern in BROKEN.items() if pattern.search(text)]
    if path in MAIL and "inline style" in found:
        found.remove("inline style")
    assert found == []
    assert len(text.splitlines()) <= 150


@pytest.mark.parametrize("path", sorted(set(TEMPLATES) - COOKIELESS), ids=name_of)
def test_form_that_posts_carries_a_token(path: Path) -> None:
    text = LOCAL_COMMENT.sub("", path.read_text())
    for form in re.findall(r"<form\b[^>]*method=\"post\".*?</form>", text, re.DOTALL | re.IGNORECASE):
        assert "{% csrf_token %}" in form or "crispy" in form, form
