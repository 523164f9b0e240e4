"""Counting working days, Monday to Friday, as newsrooms count them."""

from datetime import date, timedelta

SATURDAY = 5


def is_business_day(day: date) -> bool:
    """Whether `day` is neither Saturday nor Sunday. Public holidays differ by country and are not known here."""
    return day.weekday() < SATURDAY


def add_business_days(start: date, count: int) -> date:
    """The date `count` business days after `start`, which itself never counts.

    >>> add_business_days(date(2026, 11, 13), 3)  # from a Friday to the next Wednesday
    datetime.date(2026, 11, 18)
    """
    day = start
    while count > 0:
        day += timedelta(days=1)
        if is_business_day(day):
            count -= 1
    return day
