from events.models.calendar import CalendarFeed, CalendarLetter, Reminder
from events.models.interview import (
    Brief,
    Correction,
    Interview,
    InterviewMove,
    Promise,
    Recording,
    Result,
    Slot,
    SpokespersonTime,
)
from events.models.media_event import CheckIn, Guest, Invitee, MediaEvent

__all__ = [
    "Brief",
    "CalendarFeed",
    "CalendarLetter",
    "CheckIn",
    "Correction",
    "Guest",
    "Interview",
    "InterviewMove",
    "Invitee",
    "MediaEvent",
    "Promise",
    "Recording",
    "Reminder",
    "Result",
    "Slot",
    "SpokespersonTime",
]
