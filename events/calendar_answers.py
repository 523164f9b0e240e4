"""What calendar programs answer to an entry of ours (iTIP REPLY, RFC 5546): taken on or declined.

A sender can be forged, so an answer changes nothing but what is shown beside the entry; who is in charge hears when
somebody does not come. Such a letter is no correspondence, and no conversation begins with it.
"""

from dataclasses import dataclass
from typing import Final

from django.utils import timezone
from icalendar import Calendar, Event

from events import told_of
from events.models import CalendarLetter, Interview, MediaEvent
from mail.addresses import fold
from mail.models import IncomingMessage
from mail.parsing import ParsedMail
from team.notifications import notify

LARGEST: Final = 200_000
"""Bytes of the largest entry that is read."""
TYPES: Final = ("text/calendar", "application/ics")
SAID: Final = {
    "ACCEPTED": CalendarLetter.Answer.ACCEPTED,
    "TENTATIVE": CalendarLetter.Answer.TENTATIVE,
    "DECLINED": CalendarLetter.Answer.DECLINED,
}


@dataclass(frozen=True)
class Reply:
    """What a program said for its person."""

    uid: str
    answer: str
    note: str


def take(incoming: IncomingMessage, mail: ParsedMail) -> bool:
    """Keep the answer beside the entry that it is about. False for every other letter, also for one about an entry that
    was not sent to this sender: people may want to read it."""
    reply = read(mail, incoming.from_address)
    letter = _letter(reply.uid, incoming.from_address) if reply else None
    if reply is None or letter is None:
        return False
    is_news = letter.answer != reply.answer
    letter.answer, letter.answer_note, letter.answered_at = reply.answer, reply.note, timezone.now()
    letter.save(update_fields=["answer", "answer_note", "answered_at", "updated_at"])
    if is_news and letter.answer != CalendarLetter.Answer.ACCEPTED:
        _tell(letter)
    return True


def read(mail: ParsedMail, sender: str) -> Reply | None:
    """The answer in a letter; None where there is none that can be read."""
    part = next((part for part in mail.parts if part.get_content_type() in TYPES), None)
    data = part.get_payload(decode=True) if part else None
    if not isinstance(data, bytes) or len(data) > LARGEST:
        return None
    try:
        calendar = Calendar.from_ical(data.replace(b"\x00", b""))
        if str(calendar.get("METHOD", "")).upper() != "REPLY":
            return None
        event = next((each for each in calendar.walk("VEVENT") if isinstance(each, Event)), None)
        answer = _answer(event, sender) if event else ""
        if event is None or not answer:
            return None
        return Reply(str(event.get("UID", ""))[:250], answer, str(event.get("COMMENT", ""))[:300])
    except Exception:  # a stranger's file: the parser raises whatever it comes upon
        return None


def _answer(event: Event, sender: str) -> str:
    """What the sender says; where the entry names one person alone, it is they, whatever address they have there."""
    attendees = event.get("ATTENDEE", [])
    people = attendees if isinstance(attendees, list) else [attendees]
    own = [each for each in people if fold(str(each).lower().removeprefix("mailto:")) == fold(sender)]
    found = own or (people if len(people) == 1 else [])
    return SAID.get(str(found[0].params.get("PARTSTAT", "")).upper(), "") if found else ""


def _letter(uid: str, address: str) -> CalendarLetter | None:
    """The last entry of this UID that was sent there."""
    letters = CalendarLetter.objects.filter(to_address__iexact=address, method=CalendarLetter.Method.REQUEST)
    ours = letters.filter(interview__uid=uid) | letters.filter(invitee__event__uid=uid)
    related = ours.select_related("interview__owner", "invitee__event__owner")
    return related.order_by("-sequence", "-pk").first()


def _tell(letter: CalendarLetter) -> None:
    invited = letter.invitee.event if letter.invitee else None
    about: Interview | MediaEvent | None = letter.interview or invited
    if about is None:
        return
    who, word = letter.to_name or letter.to_address, letter.get_answer_display().lower()
    note = f" “{letter.answer_note}”" if letter.answer_note else ""
    text = f"{who}, in their calendar: {word}, “{about}”.{note}"
    notify(
        kind=told_of.GUESTS if invited else told_of.INTERVIEW,
        users=[about.owner],
        text=text,
        url=about.get_absolute_url(),
        icon="calendar",
    )
