"""Text and numbers that no form reads."""

import pytest

from core.typed import LARGEST, number_in, text_in


@pytest.mark.parametrize(
    ("sent", "number"),
    [
        ("12", 12), ("", 0), ("-1", 0), ("1.5", 0), ("x", 0), ("9" * 30, 0), (str(LARGEST + 1), 0), ("٣", 3),
        (str(LARGEST), LARGEST), ("\x001", 0),
    ],
)  # fmt: skip
def test_number(sent: str, number: int) -> None:
    assert number_in({"owner": sent}, "owner") == number


def test_what_is_missing_is_what_was_asked_for() -> None:
    assert (number_in({}, "revision", otherwise=-1), number_in({}, "owner"), text_in({}, "why", most=4)) == (-1, 0, "")


def test_text_is_bounded_and_can_be_kept() -> None:
    assert text_in({"why": "St\x00orm"}, "why", most=4) == "Stor"
