"""Periods: their edges, what they are compared with, how charts cut them up."""

from datetime import UTC, date, datetime

import pytest

from reports.periods import Period, last_month, quarter_of

OCTOBER = Period(date(2026, 10, 1), date(2026, 10, 31))


@pytest.mark.parametrize(
    ("period", "before", "label"),
    [
        (OCTOBER, (date(2026, 9, 1), date(2026, 9, 30)), "October 2026"),
        (Period(date(2026, 10, 1), date(2026, 12, 31)), (date(2026, 7, 1), date(2026, 9, 30)), "Quarter 4 of 2026"),
        (Period(date(2026, 1, 1), date(2026, 3, 31)), (date(2025, 10, 1), date(2025, 12, 31)), "Quarter 1 of 2026"),
        (Period(date(2024, 1, 1), date(2024, 12, 31)), (date(2023, 1, 1), date(2023, 12, 31)), "2024"),
        (Period(date(2026, 10, 5), date(2026, 10, 11)), (date(2026, 9, 28), date(2026, 10, 4)), "5 October to 11 October 2026"),  # noqa: E501
        (Period(date(2026, 10, 5), date(2026, 10, 5)), (date(2026, 10, 4), date(2026, 10, 4)), "5 October 2026"),
        (Period(date(2025, 12, 30), date(2026, 1, 2)), (date(2025, 12, 26), date(2025, 12, 29)), "30 December 2025 to 2 January 2026"),  # noqa: E501
    ],
)  # fmt: skip
def test_period_is_compared_with_as_much_before_it(period, before, label):
    assert (period.before.first, period.before.last) == before
    assert period.label == label


def test_days_are_those_of_the_team_and_follow_summer_time(settings):
    settings.TIME_ZONE = "Europe/Berlin"
    assert OCTOBER.start == datetime(2026, 9, 30, 22, tzinfo=UTC)
    assert OCTOBER.end == datetime(2026, 10, 31, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("days", "step", "bars"),
    [
        ((date(2026, 10, 1), date(2026, 10, 14)), "day", 14),
        ((date(2026, 10, 1), date(2026, 10, 31)), "week", 5),
        ((date(2026, 1, 1), date(2026, 12, 31)), "month", 12),
        ((date(2020, 2, 5), date(2026, 12, 31)), "quarter", 28),
    ],
)
def test_chart_has_a_bar_for_each_step_with_or_without_articles(days, step, bars):
    period = Period(*days)
    steps = list(period.steps())
    assert (period.step, len(steps)) == (step, bars)
    assert steps[0][0] <= period.first < steps[1][0]


def test_last_month_and_quarter_across_a_new_year():
    assert last_month(date(2026, 1, 5)) == Period(date(2025, 12, 1), date(2025, 12, 31))
    assert quarter_of(date(2026, 11, 27)) == Period(date(2026, 10, 1), date(2026, 12, 31))
