"""What counts as saying something else than before, on pairs of sentences, and statements that may not be used."""

from datetime import timedelta

import pytest
from django.utils import timezone

from campaigns.models import Statement
from inquiries.contradictions import conflicts, stale
from inquiries.models import Told

BEFORE = "How was the efficiency measured?"


def told(text: str, asked: str = BEFORE) -> Told:
    return Told(asked=asked, text=text)


@pytest.mark.parametrize(
    ("then", "now", "why"),
    [
        ("The round-trip efficiency is 41 %.", "Our round-trip efficiency is 47 %.", "41 % then, 47 % now"),
        ("The battery has 12 megawatts.", "The battery has 15 megawatts.", "12 megawatts then, 15 megawatts now"),
        ("We measured it for 1,000 hours.", "We measured it for 900 hours.", "1,000 hours then, 900 hours now"),
        ("Each measured run had 1,000 hours.", "Each run measured 900 hours.", "1,000 hours then, 900 hours now"),
        ("The plant cost 4,5 million euros.", "The plant cost 4.5 million euros.", ""),
        ("The operator pays for the substation.", "The operator does not pay for it.", ""),
        ("The operator pays for the line.", "The operator never pays for the line.", "one of them says no"),
        ("The ferry never sails on Sundays.", "The ferry sails on Sundays in winter.", "one of them says no"),
        ("The ferry sails on Sundays.", "The ferry sails on Sundays and holidays.", ""),
        ("Efficiency is 41 %.", "The ticket price rises by 5 %.", ""),
        ("The efficiency is 41 %, measured at the meter.", "Measured at the meter, the efficiency is 41 %.", ""),
        ("Die Batterie liefert 12 Megawatt.", "Die Batterie liefert 14 Megawatt.", "12 Megawatt then, 14 Megawatt now"),
        ("", "The efficiency is 41 %.", ""),
        ("The efficiency is 41 %.", "", ""),
        ("Construction began in 2024.", "Construction began in 2025.", "2024 then, 2025 now"),
    ],
)  # fmt: skip
def test_pairs(then: str, now: str, why: str) -> None:
    found = conflicts(f"Hello Ruth,\n\n{now}", [told(then)])
    assert [one.why for one in found] == ([why] if why else [])


def test_both_sentences_are_shown_and_not_more_than_five() -> None:
    before = told("It ran for a week. The round-trip efficiency is 41 %.")
    (one,) = conflicts("Thank you. Our round-trip efficiency is 47 %. More tomorrow.", [before])
    assert (one.now, one.then, one.told) == (
        "Our round-trip efficiency is 47 %.", "The round-trip efficiency is 41 %.", before,
    )  # fmt: skip
    many = [told(f"The round-trip efficiency is {number} %.") for number in range(50, 60)]
    assert len(conflicts("Our round-trip efficiency is 47 %.", many)) == 5


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"expires_on": timezone.localdate() - timedelta(days=1), "approved_at": timezone.now()}, "it held until"),
        ({"approved_at": None}, "it is not approved"),
        ({"archived_at": timezone.now(), "approved_at": timezone.now()}, "it was put away"),
        ({"approved_at": timezone.now()}, ""),
    ],
)
def test_statements_that_may_not_be_used(fields: dict, why: str) -> None:
    text = "Fernhall pays for the line to the substation; the operator pays for the substation itself. So it is."
    statement = Statement(title="Costs", text=text, **fields)
    draft = "Hello,\n\nFernhall pays for the line to the substation; the operator pays for the substation itself!"
    assert [one.why.startswith(why) for one in stale(draft, [statement])] == ([True] if why else [])
    assert stale("Something else altogether.", [statement]) == []
