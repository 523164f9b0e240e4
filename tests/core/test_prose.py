"""The field for rich text: cleaned on the way in, and its editor's markup."""

from django import forms
from django.test.html import parse_html

from core.prose import ProseField, ProseWidget


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
