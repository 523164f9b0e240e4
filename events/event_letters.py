"""What goes out by mail about a media event: seats confirmed, waiting lists, changes, calls off, reminders."""

from html import escape

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format

from core.templatetags.mediarel import city
from events.icalendar_files import Entry, Person, invitation
from events.letters import put_out
from events.models import CalendarLetter, Invitee, MediaEvent
from mail.composition import CalendarPart
from mail.handlers import MessageHandler
from mail.models import OutgoingMessage
from pitches.drafting import usual_mailbox

PURPOSE = "event"
Method = CalendarLetter.Method
AT_ONCE = 2000


class EventMail(MessageHandler):
    """What was enqueued for an event, right before it goes out."""

    def refusal(self, message: OutgoingMessage) -> str:
        letter = _letter(message)
        invitee = letter.invitee if letter else None
        if letter is None or invitee is None or letter.method != Method.REQUEST:
            return ""
        if letter.sequence < invitee.event.sequence:
            return "The event was changed or called off since; what holds now is in a later message."
        return "" if invitee.state == Invitee.State.YES else "They have said since that they do not come."

    def link(self, message: OutgoingMessage) -> str:
        letter = _letter(message)
        return letter.invitee.event.get_absolute_url() if letter and letter.invitee else ""


def page_of(invitee: Invitee) -> str:
    """The address of their own page."""
    return settings.SITE_URL + reverse("events:rsvp", args=[invitee.token])


def entry_of(event: MediaEvent, invitee: Invitee | None = None, *, is_cancelled: bool = False) -> Entry:
    """What stands in a calendar; of an invitee, with their own page."""
    lines = [event.about, event.access, event.link]
    if invitee and not is_cancelled:
        lines.append(f"To change your answer: {page_of(invitee)}")
    return Entry(
        uid=event.uid,
        sequence=event.sequence,
        summary=event.title,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        description="\n".join(line for line in lines if line),
        location=", ".join(line for line in (event.place, *event.address.splitlines()) if line) or event.link,
        url=page_of(invitee) if invitee else "",
        is_cancelled=is_cancelled,
    )


def confirm(event: MediaEvent, invitee: Invitee, *, moved_up: bool = False) -> None:
    """They have a seat: with the entry for their calendar, and the link by which they change their answer."""
    subject = f"A seat is free now: {event.title}" if moved_up else f"We expect you: {event.title}"
    _send(event, invitee, "events/mail/seat.txt", subject, method=Method.REQUEST, moved_up=moved_up)


def put_on_waiting_list(event: MediaEvent, invitee: Invitee) -> None:
    _send(event, invitee, "events/mail/waiting.txt", f"You are on the waiting list: {event.title}")


def take_out(event: MediaEvent, invitee: Invitee) -> None:
    """They do not come after all: out of their calendar."""
    _send(event, invitee, "events/mail/not_coming.txt", f"Cancelled: {event.title}", method=Method.CANCEL)


def remind(event: MediaEvent, invitee: Invitee) -> None:
    _send(event, invitee, "events/mail/event_reminder.txt", f"Tomorrow: {event.title}")


def send_link(event: MediaEvent, invitee: Invitee) -> None:
    """Their own link once more, to the address that we know and nobody else."""
    _send(event, invitee, "events/mail/own_link.txt", f"Your answer: {event.title}")


def tell_all(event: MediaEvent, template: str, word: str) -> None:
    """Everybody who is coming gets the entry anew."""
    for invitee in event.invitees.filter(state=Invitee.State.YES)[:AT_ONCE]:
        _send(event, invitee, template, f"{word}: {event.title}", method=Method.REQUEST)


def call_off_all(event: MediaEvent) -> None:
    """Everybody who is coming or waits is told, and calendars are cleared."""
    for invitee in event.invitees.filter(state__in=[Invitee.State.YES, Invitee.State.WAITING])[:AT_ONCE]:
        method = Method.CANCEL if invitee.state == Invitee.State.YES else None
        _send(event, invitee, "events/mail/event_off.txt", f"Called off: {event.title}", method=method)


def invitation_texts(event: MediaEvent) -> tuple[str, str]:
    """Subject and message of the pitch that invites, for the specialist to go on from."""
    starts = event.starts_at.astimezone(event.tz)
    when = f"{date_format(starts, 'l, j F, H:i')} ({city(event.tz)} time)"
    where = event.place or ("online" if event.link else "")
    about = "".join(f"<p>{escape(line)}</p>" for line in event.about.splitlines() if line.strip())
    body = (
        f"<p>Hi {{{{ first_name }}}},</p><p>{{{{ personal_line }}}}</p>{about}"
        f"<p><strong>{escape(event.title)}</strong><br>{escape(when)}{f'<br>{escape(where)}' if where else ''}</p>"
        "<p>Will you come? Please say so here: {{ event_answer }}</p><p>{{ signature }}</p>"
    )
    return f"Invitation: {event.title}, {date_format(starts, 'j F')}", body


def _send(
    event: MediaEvent, invitee: Invitee, template: str, subject: str, *, method: str | None = None,
    moved_up: bool = False,
) -> None:  # fmt: skip
    """One letter; with a calendar entry once a sequence and method. Nobody without an address gets any."""
    mailbox = usual_mailbox(event.owner)
    if mailbox is None or not invitee.email:
        return
    calendar = None
    if method:
        entry = entry_of(event, invitee, is_cancelled=method == Method.CANCEL)
        people = [Person(invitee.name, invitee.email)]
        text = invitation(entry, method=method, organiser=Person(mailbox.name, mailbox.address), attendees=people)
        calendar = CalendarPart(method, text)
    page = page_of(invitee)
    context = {
        "event": event, "invitee": invitee, "page": page, "moved_up": moved_up, "city": city(event.tz),
        "guests": list(invitee.guests.all()),
    }  # fmt: skip
    message = put_out(
        mailbox=mailbox, purpose=PURPOSE, subject=subject, template=template, context=context,
        to_address=invitee.email, to_name=invitee.name, links=[page, event.link], calendar=calendar,
    )  # fmt: skip
    if method:
        CalendarLetter.objects.update_or_create(
            invitee=invitee, interview=None, to_address=invitee.email, sequence=event.sequence, method=method,
            defaults={"to_name": invitee.name, "message": message},
        )  # fmt: skip


def _letter(message: OutgoingMessage) -> CalendarLetter | None:
    return CalendarLetter.objects.filter(message=message).select_related("invitee__event").first()
