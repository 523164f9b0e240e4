"""What journalists and spokespeople get by mail about an interview: times to pick, the entry for their calendar, and
that it is taken out again. Each entry goes out once a person, sequence and method, through the outbox like all mail.
"""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from core.templatetags.mediarel import city
from events.icalendar_files import Entry, Person, invitation
from events.letters import put_out
from events.models import CalendarLetter, Interview
from events.speakers import address_of
from mail.composition import CalendarPart
from mail.handlers import MessageHandler
from mail.models import Mailbox, OutgoingMessage
from pitches.drafting import usual_mailbox

PURPOSE = "interview"
Method = CalendarLetter.Method


@dataclass(frozen=True)
class Reader:
    """Somebody whose calendar it concerns; `is_journalist` says which side of the table they sit on."""

    name: str
    address: str
    is_journalist: bool


class InterviewMail(MessageHandler):
    """What was enqueued for an interview, right before it goes out."""

    def refusal(self, message: OutgoingMessage) -> str:
        letter = CalendarLetter.objects.filter(message=message).select_related("interview").first()
        interview = letter.interview if letter else None
        if letter and interview and letter.method == Method.REQUEST and letter.sequence < interview.sequence:
            return "The interview was moved or called off since; what holds now is in a later message."
        return ""

    def link(self, message: OutgoingMessage) -> str:
        letter = CalendarLetter.objects.filter(message=message).select_related("interview").first()
        return letter.interview.get_absolute_url() if letter and letter.interview else ""


def readers_of(interview: Interview) -> list[Reader]:
    """The journalist and the spokesperson, where we have an address."""
    found = []
    if interview.reporter_email:
        found.append(Reader(interview.reporter, interview.reporter_email, is_journalist=True))
    if interview.spokesperson and (address := address_of(interview.spokesperson)):
        found.append(Reader(interview.spokesperson.name, address, is_journalist=False))
    return found


def mailbox_for(interview: Interview) -> Mailbox | None:
    """Where the conversation is, else the mailbox of who is in charge, else a shared one; None where nobody has any."""
    thread = interview.inquiry.thread if interview.inquiry else None
    pitched = interview.recipient.pitch.mailbox_id if interview.recipient else None
    for key in (thread.mailbox_id if thread else None, pitched):
        if key and (mailbox := Mailbox.objects.filter(pk=key, is_active=True).first()):
            return mailbox
    return usual_mailbox(interview.owner)


def invite(interview: Interview) -> None:
    """Put it into everybody's calendar, or change it there; whoever is not concerned any more has it taken out."""
    if interview.starts_at is None:
        return
    readers = readers_of(interview)
    now = {reader.address for reader in readers}
    for letter in _holders(interview):
        if letter.to_address not in now:
            reader = Reader(letter.to_name, letter.to_address, is_journalist=False)
            _send(interview, reader, Method.CANCEL)
    for reader in readers:
        _send(interview, reader, Method.REQUEST)


def withdraw(interview: Interview, *, why: str, again: bool = False) -> None:
    """Take it out of every calendar that it was put into; `again` promises another time. Call it with the sequence
    raised and the time that it had."""
    for letter in _holders(interview):
        is_journalist = letter.to_address == interview.reporter_email
        _send(interview, Reader(letter.to_name, letter.to_address, is_journalist), Method.CANCEL, why=why, again=again)


def send_offer(interview: Interview) -> OutgoingMessage | None:
    """Mail the journalist the address of the page where they pick a time; None where there is no way to."""
    mailbox = mailbox_for(interview)
    if mailbox is None or not interview.reporter_email:
        return None
    subject = f"Interview with {interview.spokesperson}: which time suits you?"
    return _enqueue(interview, mailbox, subject, "events/mail/offer.txt", interview.reporter_email, interview.reporter)


def page_of(interview: Interview) -> str:
    """The address of the journalist's page."""
    return settings.SITE_URL + reverse("events:interview-page", args=[interview.token])


def entry_of(interview: Interview, *, for_journalist: bool, is_cancelled: bool = False) -> Entry:
    """What stands in a calendar. It must have a time."""
    assert interview.starts_at
    assert interview.ends_at
    other = str(interview.spokesperson) if for_journalist else interview.reporter
    house = interview.client.name if for_journalist else str(interview.outlet or "")
    lines = [interview.topic, interview.get_format_display(), interview.place, interview.link]
    if for_journalist:
        lines.append(f"To move it or call it off: {page_of(interview)}")
    return Entry(
        uid=interview.uid,
        sequence=interview.sequence,
        summary=f"Interview with {other}{f', {house}' if house else ''}",
        starts_at=interview.starts_at,
        ends_at=interview.ends_at,
        description="\n".join(line for line in lines if line),
        location=interview.place or interview.link,
        url=page_of(interview) if for_journalist else "",
        is_cancelled=is_cancelled,
    )


def _holders(interview: Interview) -> list[CalendarLetter]:
    """The last letter to each address, where that put the entry into a calendar."""
    last: dict[str, CalendarLetter] = {}
    for letter in interview.letters.order_by("sequence", "pk"):
        last[letter.to_address] = letter
    return [letter for letter in last.values() if letter.method == Method.REQUEST]


def _send(interview: Interview, reader: Reader, method: str, *, why: str = "", again: bool = False) -> None:
    """One entry to one person; where it cannot be mailed, the letter says so by having no message."""
    mailbox = mailbox_for(interview)
    letter, is_new = CalendarLetter.objects.get_or_create(
        interview=interview,
        invitee=None,
        to_address=reader.address,
        sequence=interview.sequence,
        method=method,
        defaults={"to_name": reader.name[:200]},
    )
    if not is_new or mailbox is None:
        return
    entry = entry_of(interview, for_journalist=reader.is_journalist, is_cancelled=method == Method.CANCEL)
    organiser = Person(mailbox.name, mailbox.address)
    person = Person(reader.name, reader.address)
    text = invitation(entry, method=method, organiser=organiser, attendees=[person])
    template = "events/mail/called_off.txt" if method == Method.CANCEL else "events/mail/invitation.txt"
    subject = entry.summary if method == Method.REQUEST else f"Called off: {entry.summary}"
    letter.message = _enqueue(
        interview, mailbox, subject, template, reader.address, reader.name,
        calendar=CalendarPart(method, text), is_journalist=reader.is_journalist, why=why, again=again,
    )  # fmt: skip
    letter.save(update_fields=["message", "updated_at"])


def remind(interview: Interview, reader: Reader) -> OutgoingMessage | None:
    """A short reminder to one of them; None where it cannot be mailed."""
    mailbox = mailbox_for(interview)
    if mailbox is None:
        return None
    subject = f"Reminder: {entry_of(interview, for_journalist=reader.is_journalist).summary}"
    template = "events/mail/reminder.txt"
    return _enqueue(
        interview, mailbox, subject, template, reader.address, reader.name, is_journalist=reader.is_journalist
    )


def _enqueue(
    interview: Interview, mailbox: Mailbox, subject: str, template: str, address: str, name: str,
    *, calendar: CalendarPart | None = None, is_journalist: bool = True, why: str = "",
    again: bool = False,
) -> OutgoingMessage | None:  # fmt: skip
    """Into the outbox; None where the address is refused or has asked us to stop."""
    zone = interview.their_zone if is_journalist else interview.owner.zone
    page = page_of(interview) if is_journalist else ""
    context = {
        "interview": interview, "name": name, "zone": zone, "city": city(zone), "page": page, "why": why,
        "again": again, "is_journalist": is_journalist,
    }  # fmt: skip
    return put_out(
        mailbox=mailbox, purpose=PURPOSE, subject=subject, template=template, context=context, to_address=address,
        to_name=name, links=[page], calendar=calendar,
    )  # fmt: skip
