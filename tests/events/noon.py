"""The moment at which tests of media events stand, and what a page says."""

from datetime import datetime
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=BERLIN)


def text_of(response):
    return " ".join(response.content.decode().replace("&#x27;", "'").split())
