"""What media events add to the rooms below them."""

from core.navigation import Entry, register
from events.access import works
from events.event_letters import PURPOSE, EventMail
from events.gatherings import answer_link, invitation
from mail import handlers
from pitches import invitations


def register_all() -> None:
    register(Entry("Events", icon="calendar-user", url="events:event-list", order=43, key="g x", shown_to=works))
    register(
        Entry(
            "Media event",
            icon="calendar-user",
            url="events:event-create",
            place="new",
            order=18,
            key="n x",
            shown_to=works,
        )
    )
    handlers.register(PURPOSE, EventMail())
    invitations.register(link=answer_link, find=invitation)
