"""What stands in the calendar, and where the calendar stands."""

from core.navigation import Entry, register
from events import calendar_sources as sources
from events import entries
from events.access import works


def register_all() -> None:
    register(Entry("Calendar", icon="calendar", url="events:calendar", order=44, key="g d", shown_to=works))
    entries.register("interview", "Interviews", sources.interviews, of_speakers=True)
    entries.register("event", "Media events", sources.media_events, of_speakers=True)
    entries.register("deadline", "Deadlines", sources.deadlines)
    entries.register("promise", "Promises", sources.promises)
    entries.register("embargo", "Embargoes", sources.embargoes)
    entries.register("pitch", "Scheduled pitches", sources.pitches)
