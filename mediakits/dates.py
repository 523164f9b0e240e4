"""Days and hours as documents keep them in their content: text that JSON can hold, and sorts as it reads."""

from datetime import date, datetime

MOMENT = "%Y-%m-%dT%H:%M"


def day_of(text: str) -> date | None:
    """2026-11-17 as a date; None for nothing, and for what is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def moment_of(text: str) -> datetime | None:
    """2026-11-17T10:00 on the clock of the document's zone (naive); None for nothing, and for what is none."""
    try:
        return datetime.strptime(text, MOMENT)  # noqa: DTZ007  (the zone stands beside it)
    except ValueError:
        return None
