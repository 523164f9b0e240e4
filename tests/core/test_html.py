import pytest

from core.html import linkify, links_in, paragraphs, sanitise, to_text


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("<p>One <strong>word</strong></p>", "<p>One <strong>word</strong></p>"),
        ('<p onclick="x()">One<script>alert(1)</script></p>', "<p>One</p>"),
        ('<a href="javascript:alert(1)">press</a>', "<a>press</a>"),
        ('<p style="color:red"><img src="x" onerror="y()">One</p>', "<p>One</p>"),
        ("<p></p>", ""),
        ("<p> <br></p>", ""),
        ("", ""),
    ],
)
def test_sanitise_keeps_paragraphs_and_nothing_that_runs(written, kept):
    assert sanitise(written) == kept


def test_sanitise_keeps_merge_fields():
    text = '<p>Hi {{ first_name | default: "there" }}</p>'
    assert sanitise(text) == text


def test_text_writes_every_address_out():
    html = '<p>See <a href="https://example.org/kit">the kit</a></p><ul><li>one</li><li>two</li></ul><p>A<br>B</p>'
    assert to_text(html) == "See the kit (https://example.org/kit)\n\n- one\n- two\n\nA\nB"


def test_text_shows_an_address_that_is_its_own_text_once():
    html = (
        '<p><a href="https://example.org/p/1">example.org/p/1</a>, <a href="mailto:a@example.org">a@example.org</a></p>'
    )
    assert to_text(html) == "https://example.org/p/1, a@example.org"


def test_bare_addresses_become_links_and_links_stay_as_they_are():
    html = '<p>At https://example.org/?a=1&amp;b=2. <a href="https://example.org/x">https://example.org/x</a></p>'
    assert linkify(html) == (
        '<p>At <a href="https://example.org/?a=1&amp;b=2">example.org/?a=1&amp;b=2</a>. '
        '<a href="https://example.org/x">https://example.org/x</a></p>'
    )


@pytest.mark.parametrize("after", ["&nbsp;and the kit", "&nbsp;&nbsp;", "&gt;", "&quot; he said", "&nbsp;", "."])
def test_an_address_ends_where_its_html_does(after):
    """An editor puts a hard space after a merge field: it must never lead a reader astray."""
    assert linkify(f"https://example.org/p/x/{after}") == (
        f'<a href="https://example.org/p/x/">example.org/p/x</a>{after}'
    )


def test_links_are_counted_once_each():
    html = '<p><a href="https://example.org/x">here</a> and https://example.org/x and https://example.org/y</p>'
    assert links_in(html) == ["https://example.org/x", "https://example.org/y"]


def test_plain_text_becomes_paragraphs():
    assert paragraphs("a < b\nc\n\nd") == "<p>a &lt; b<br>c</p><p>d</p>"
