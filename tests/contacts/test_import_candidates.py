"""What single cells are taken to mean."""

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from contacts.importing import words
from contacts.importing.candidates import interpret
from contacts.importing.fields import FIELDS


def reasons(candidate):
    return [problem["reason"] for problem in candidate.problems]


@given(st.dictionaries(st.sampled_from(list(FIELDS)), st.text(max_size=300)))
@hypothesis_settings(max_examples=300, deadline=None)
def test_interpret_takes_any_text(values):
    found = interpret(values)

    assert found.is_valid == (not any(problem["weight"] == "error" for problem in found.problems))
    assert len(found.name) <= 200 or not found.is_valid
    assert all(len(key) < 1000 for key in found.keys)


@pytest.mark.parametrize(
    ("values", "name", "given_name", "family_name"),
    [
        ({"name": "Ines Albrecht"}, "Ines Albrecht", "Ines", "Albrecht"),
        ({"name": "Albrecht, Ines"}, "Ines Albrecht", "Ines", "Albrecht"),
        ({"name": "Bo Ek, PhD"}, "Bo Ek, PhD", "", ""),
        ({"name": "山田太郎"}, "山田太郎", "", ""),
        ({"family_name": "山田", "given_name": "太郎"}, "山田太郎", "太郎", "山田"),
        (
            {"given_name": "Jan", "family_prefix": "van der", "family_name": "Meer"},
            "Jan van der Meer",
            "Jan",
            "van der Meer",
        ),
        ({"given_name": "Ann", "middle_name": "B.", "family_name": "Lee"}, "Ann B. Lee", "Ann", "Lee"),
        ({"name": "  Ann \n Lee "}, "Ann Lee", "Ann", "Lee"),
    ],
)
def test_interpret_makes_a_name(values, name, given_name, family_name):
    found = interpret(values)

    assert (found.name, found.given_name, found.family_name) == (name, given_name, family_name)


@pytest.mark.parametrize("name", ["", "-", "n/a", "???"])
def test_interpret_asks_for_a_name(name):
    assert reasons(interpret({"name": name, "email": "a@a.example"})) == ["There is no name."]


@pytest.mark.parametrize(
    ("cell", "addresses"),
    [
        ("a@a.example", ["a@a.example"]),
        ("a@a.example; b@b.example , c@c.example\nd@d.example", [f"{x}@{x}.example" for x in "abcd"]),
        ("a@a.example ::: b@b.example", ["a@a.example", "b@b.example"]),
        ("Albrecht, Ines <a@a.example>", ["a@a.example"]),
        ("mailto:A@A.Example", ["A@a.example"]),
        ("a@a.example (private)", ["a@a.example"]),
        ("a@a.example; A@A.EXAMPLE", ["a@a.example"]),
        ("bo@bücher.example; bo@xn--bcher-kva.example", ["bo@bücher.example"]),
        ("n/a", []),
    ],
)
def test_interpret_tells_addresses_apart(cell, addresses):
    found = interpret({"name": "Ann Lee", "email": cell})

    assert found.emails == addresses
    assert found.is_valid


def test_interpret_refuses_a_row_with_one_bad_address():
    found = interpret({"name": "Ann Lee", "email": "a@a.example; b@@b.example"})

    assert not found.is_valid
    assert found.problems[0]["field"] == "email"


def test_interpret_leaves_out_what_it_does_not_know_and_says_so():
    found = interpret({"name": "Ann Lee", "country": "Atlantis", "language": "Elvish", "website": "not a site"})

    assert found.is_valid
    assert reasons(found) == [
        "“not” is no web address; left out.",
        "“Atlantis” is no country we know; left out.",
        "“Elvish” is no language we know; left out.",
    ]


def test_interpret_takes_a_place_apart():
    found = interpret({"name": "Ann Lee", "city": "Berlin, Germany"})

    assert (found.city, found.country) == ("Berlin", "DE")


def test_interpret_keeps_a_phone_number_that_cannot_be_read():
    found = interpret({"name": "Ann Lee", "phone": "ext. 4711; +49 30 901820"})

    assert found.phones == ["ext. 4711", "+4930901820"]


@pytest.mark.parametrize(
    ("text", "code"),
    [("DE", "DE"), ("Allemagne", "DE"), ("Vereinigtes Königreich", "GB"), ("UK", "GB"), ("España", "ES"), ("Mars", "")],
)
def test_country_code(text, code):
    assert words.country_code(text) == code


@pytest.mark.parametrize(
    ("text", "code"), [("de-AT", "de"), ("Deutsch", "de"), ("English, French", "en"), ("néerlandais", "nl"), ("x", "")]
)
def test_language_code(text, code):
    assert words.language_code(text) == code


@pytest.mark.parametrize(
    ("text", "kind"), [("Daily newspaper", "newspaper"), ("Trade magazine", "trade"), ("TV", "television"), ("?", "")]
)
def test_outlet_kind(text, kind):
    assert words.outlet_kind(text) == kind


@pytest.mark.parametrize(("text", "yes"), [("x", True), ("Ja", True), ("opted out", True), ("no", False), ("", False)])
def test_says_yes(text, yes):
    assert words.says_yes(text) is yes
