"""What interviews add to the rooms below them."""

from campaigns.panels import Panel, register_panel
from contacts import record_tabs
from contacts.record_tabs import RecordTab
from core.navigation import Entry
from core.navigation import register as show_in_menu
from coverage import listeners
from events.access import works
from events.beside import InterviewTalk, beside_inquiry, for_load
from events.calendar_letters import PURPOSE, InterviewMail
from events.campaign_panel import press_of
from events.models import Brief
from events.results import FromInterviewOrEvent
from events.reviewable import ReviewableBrief
from events.views.record import count_asked
from inquiries import panels
from mail import companions, handlers
from team import reviewables


def register_all() -> None:
    entry = Entry("Interviews", icon="microphone", url="events:interview-list", order=42, key="g w", shown_to=works)
    show_in_menu(entry)
    show_in_menu(
        Entry("Interview", icon="microphone", url="events:interview-create", place="new", order=17, key="n w",
              shown_to=works)
    )  # fmt: skip
    handlers.register(PURPOSE, InterviewMail())
    listeners.register(FromInterviewOrEvent())
    record_tabs.register(RecordTab("asked", "Inquiries", "events:journalist-asked", count_asked, order=30))
    panels.register(beside_inquiry)
    register_panel(Panel("Inquiries, interviews, events", "events/_campaign_panel.html", press_of, order=25))
    panels.register_for_load(for_load)
    companions.register(InterviewTalk())
    reviewables.register(Brief, ReviewableBrief())
