"""What stands in the calendar, and where the calendar stands."""

from core import doctor
from core.navigation import Entry, register
from events import calendar_answers, entries
from events import calendar_sources as sources
from events.access import works
from events.doctor import reminders
from mail import readers


def register_all() -> None:
    doctor.register("interviews", reminders)
    readers.register("calendar answer", calendar_answers.take, of_answers=True)
    register(Entry("Calendar", icon="calendar", url="events:calendar", order=44, key="g d", shown_to=works))
    entries.register("interview", "Interviews", sources.interviews, of_speakers=True)
    entries.register("event", "Media events", sources.media_events, of_speakers=True)
    entries.register("deadline", "Deadlines", sources.deadlines)
    entries.register("promise", "Promises", sources.promises)
    entries.register("embargo", "Embargoes", sources.embargoes)
    entries.register("pitch", "Scheduled pitches", sources.pitches)
