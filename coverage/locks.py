"""The numbers of coverage's advisory locks in PostgreSQL, in one place so that no two are the same.

The first three are held until a transaction ends (`pg_advisory_xact_lock`), the kinds of passes for as long as a worker
is at one (`core.session_lock.only_one`).
"""

from typing import Final

CLAIMING_SIGHTINGS: Final = 0x6D7264_01
"""Of two workers that claim articles to read, one takes its share after the other."""
CLAIMING_SOURCES: Final = 0x6D7264_02
"""So that no two workers ask the same host; held for a moment."""
GROUPING: Final = 0x6D7264_03
"""Of two copies that come at a time one must see the other. Taken before any row of an article or clip is locked."""

POLLING: Final = 0x504F4C4C  # "POLL"
READING: Final = 0x52454144  # "READ"
FOLLOWING_UP: Final = 0x4C454654  # "LEFT"
KEEPING_PAGES: Final = 0x50414745  # "PAGE"
