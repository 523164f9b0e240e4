"""Rich text: what gets through, and the editor's widget."""

import pytest
from django import forms
from django.test.html import parse_html

from core.prose import ProseField, ProseWidget, clean_prose


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (
            "<p>Hi {{ first_name }}, <strong>one</strong> <em>battery</em></p>",
            "<p>Hi {{ first_name }}, <strong>one</strong> <em>battery</em></p>",
        ),
        ("<ul><li><p>a</p></li></ul>", "<ul><li><p>a</p></li></ul>"),
        ('<p>x<script>alert(1)</script><img src=x onerror="y"></p>', "<p>x</p>"),
        ('<p onclick="x()" style="color:red" class="y">x</p>', "<p>x</p>"),
        ('<a href="javascript:alert(1)">x</a>', "<a>x</a>"),
        ('<a href="https://example.com" target="_blank">x</a>', '<a href="https://example.com">x</a>'),
        ('<a href="{{ pitch_page }}">x</a>', '<a href="{{ pitch_page }}">x</a>'),
        ("<h1>x</h1>", "x"),
        ("<p></p>", ""),
        ("<p> &nbsp;</p>\n<p><br></p>", ""),
        ("", ""),
    ],
)
def test_only_what_a_letter_needs_gets_through(typed: str, kept: str) -> None:
    assert clean_prose(typed) == kept


class LetterForm(forms.Form):
    body = ProseField(label="Message", widget=ProseWidget(chips=[("first_name", "First name")]))


def test_empty_editor_counts_as_empty() -> None:
    assert LetterForm({"body": "<p></p>"}).errors == {"body": ["This field is required."]}


def test_field_cleans_what_it_is_given() -> None:
    form = LetterForm({"body": "<p>x<script>y</script></p>"})
    assert form.is_valid()
    assert form.cleaned_data == {"body": "<p>x</p>"}


def test_widget_offers_chips_and_keeps_what_was_typed() -> None:
    answer = parse_html(str(LetterForm({"body": "<p>Hi</p>"})["body"]))
    chip = (
        '<button class="mr-chip" type="button" data-mr-insert="{{ first_name }}" data-mr-into="id_body">'
        "First name</button>"
    )
    assert answer.count(parse_html(chip)) == 1
    assert "&lt;p&gt;Hi&lt;/p&gt;" in str(LetterForm({"body": "<p>Hi</p>"})["body"])
