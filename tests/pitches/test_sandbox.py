import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pitches.sandbox import MergeError, NotAllowed, UnknownField, fields_in, fill

VALUES = {"first_name": "Ines", "outlet": "Stromblatt & Söhne", "personal_line": ""}


def test_values_are_filled_in():
    assert fill("Hi {{ first_name }}", VALUES) == ("Hi Ines", [])


def test_values_are_escaped_in_html_and_raw_in_text():
    assert fill("{{ outlet }}", VALUES, html=True) == ("Stromblatt &amp; Söhne", [])
    assert fill("{{ outlet }}", VALUES) == ("Stromblatt & Söhne", [])


def test_an_unknown_field_is_named_with_the_closest_one():
    with pytest.raises(UnknownField) as error:
        fill("Hi {{ firstname }}", VALUES)
    assert str(error.value) == "There is no merge field {{ firstname }}. Did you mean {{ first_name }}?"


def test_an_unknown_field_is_found_where_nothing_is_shown():
    with pytest.raises(UnknownField):
        fill("{% if nobody %}x{% endif %}", VALUES)


def test_what_lies_behind_a_field_cannot_be_reached():
    with pytest.raises(UnknownField):
        fill("{{ first_name.__class__ }}", VALUES)


def test_an_empty_field_is_noted_where_it_would_show():
    assert fill("a {{ personal_line }} b", VALUES) == ("a  b", ["personal_line"])


@pytest.mark.parametrize(
    "text", ["{{ personal_line | default: 'x' }}", "{% if personal_line %}{{ personal_line }}{% else %}x{% endif %}"]
)
def test_an_empty_field_that_was_thought_of_is_not_noted(text):
    assert fill(text, VALUES) == ("x", [])


@pytest.mark.parametrize(
    "text",
    [
        "{% for i in (1..9999999999) %}x{% endfor %}",
        "{% for i in (1..9999999999) %}{% for j in (1..9999999999) %}x{% endfor %}{% endfor %}",
        "{% tablerow i in (1..9999999999) %}x{% endtablerow %}",
        "{% liquid for i in (1..9999999999) echo i endfor %}",
        "{% include 'x' %}",
        "{% render 'x' %}",
        "{% assign first_name = 'x' %}",
        "{% capture x %}{% endcapture %}",
        "{% raw %}{{ first_name }}{% endraw %}",
        "{{ first_name | append: first_name }}",
        "{% if first_name %}" * 30 + "{% endif %}" * 30,
        "x" * 60_001,
    ],
)
def test_whatever_could_run_for_long_is_refused_at_once(text):
    started = time.monotonic()
    with pytest.raises(NotAllowed):
        fill(text, VALUES)
    assert time.monotonic() - started < 10  # on a busy machine; a loop would never end


def test_a_loop_is_refused_in_words_that_name_it():
    with pytest.raises(NotAllowed, match=r"\{% for %\} cannot be used in a pitch"):
        fill("{% for i in (1..9) %}x{% endfor %}", VALUES)


@pytest.mark.parametrize(
    "text", ["Hi {{ first_name", "{{ first name }}", "{{ }}", "{% if first_name %}x", "{% endif %}"]
)
def test_liquid_that_cannot_be_read_is_a_merge_error(text):
    with pytest.raises(MergeError):
        fill(text, VALUES)


def test_what_an_editor_does_to_braces_is_undone():
    assert fill("{{&nbsp;first_<strong>name</strong> }}", VALUES, html=True) == ("Ines", [])
    assert fill("{% if outlet == &quot;Stromblatt &amp; Söhne&quot; %}yes{% endif %}", VALUES, html=True) == ("yes", [])


def test_fields_in_a_text():
    assert fields_in("{{ first_name }} {% if outlet %}x{% endif %}") == {"first_name", "outlet"}


@given(st.text(alphabet="{}%| ().'ab_<>&;\n", max_size=60))
def test_no_text_breaks_the_sandbox(text):
    try:
        filled, _ = fill(text, {"a": "<x>", "b": ""}, html=True)
    except MergeError:
        return
    assert isinstance(filled, str)
