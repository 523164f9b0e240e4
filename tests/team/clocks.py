"""Moments as they are read off a wall."""

from datetime import datetime
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")
NOON = datetime(2026, 11, 11, 12, 0, tzinfo=BERLIN)  # a Wednesday


def moment(text: str, zone: ZoneInfo = BERLIN) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=zone)
