"""Answers of calendar programs: shown beside the entry, told where somebody does not come, never correspondence."""

from datetime import timedelta
from email.message import EmailMessage

import pytest
from django.utils import timezone

from events import scheduling, seats
from events.models import CalendarLetter
from mail import intake
from mail.models import OutgoingMessage, Thread
from mail.parsing import parse_mail
from team.models import Notification
from tests.factories.events import InterviewFactory, InviteeFactory, MediaEventFactory, SpeakerFactory
from tests.factories.mail import MailboxFactory

pytestmark = pytest.mark.django_db
INES = "ines@stromblatt.example.org"


@pytest.fixture
def interview(specialist):
    MailboxFactory(owner=specialist)
    speaker = SpeakerFactory()
    interview = InterviewFactory(
        client=speaker.client, spokesperson=speaker, owner=specialist, reporter_email=INES, topic="The dark day"
    )
    return scheduling.confirm(interview=interview, starts_at=timezone.now() + timedelta(days=2), by=specialist)


def entry(uid, answer, *, who=INES, attendee="ATTENDEE;CN=Ines;PARTSTAT={}:mailto:{}", more=""):
    """A calendar as Gmail writes it."""
    lines = [
        "BEGIN:VCALENDAR", "PRODID:-//Google Inc//Google Calendar 70.9054//EN", "VERSION:2.0", "METHOD:REPLY",
        "BEGIN:VEVENT", "DTSTART:20261203T090000Z", "DTEND:20261203T093000Z", "DTSTAMP:20261126T120000Z",
        "ORGANIZER;CN=Maya:mailto:maya@team.example.com", f"UID:{uid}", attendee.format(answer, who),
        *more.splitlines(),
        "SEQUENCE:1", "SUMMARY:Interview", "END:VEVENT", "END:VCALENDAR", "",
    ]  # fmt: skip
    return "\r\n".join(lines)


def answer(calendar, *, sender=INES, answers="", as_file=False, number=1):
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = (
        f"Ines <{sender}>",
        "maya@team.example.com",
        "Declined: Interview",
    )
    message["Message-ID"] = f"<{number}@calendar.example.org>"
    if answers:
        message["In-Reply-To"] = answers
    message.set_content("Ines has declined this invitation.")
    if as_file:
        message.add_attachment(calendar.encode(), maintype="application", subtype="ics", filename="invite.ics")
    else:
        message.add_alternative(calendar, subtype="calendar", params={"method": "REPLY"})
    return message.as_bytes()


def letter():
    return CalendarLetter.objects.get(to_address=INES)


@pytest.mark.parametrize(
    ("attendee", "as_file"),
    [
        ("ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT={};CN=Ines:mailto:{}", False),  # Gmail
        ("ATTENDEE;PARTSTAT={};CN=Ines Albrecht:MAILTO:{}", False),  # Outlook
        ('ATTENDEE;CN="Ines Albrecht";CUTYPE=INDIVIDUAL;EMAIL="x@y.example.org";PARTSTAT={}:mailto:{}', True),  # Apple
    ],
)
def test_a_declined_invitation_is_shown_and_told_once(client_for, specialist, interview, attendee, as_file):
    raw = entry(interview.uid, "DECLINED", attendee=attendee, more="COMMENT:Back on Monday\\, sorry")
    kept = intake.receive(answer(raw, as_file=as_file))
    assert (kept.read_for, letter().answer, letter().answer_note) == (
        "calendar answer", "declined", "Back on Monday, sorry",
    )  # fmt: skip
    told = Notification.objects.filter(user=specialist, icon="calendar")
    assert "in their calendar: declined, “The dark day”. “Back on Monday, sorry”" in told.get().text
    intake.receive(answer(raw, as_file=as_file, number=2).replace(b"has declined", b"declined"))
    assert told.count() == 1
    assert "Back on Monday, sorry" in client_for(specialist).get(interview.get_absolute_url()).content.decode()
    assert not Thread.objects.exists()
    interview.refresh_from_db()
    assert interview.state == "confirmed", "a letter can be forged, so nothing is called off by it"


def test_an_accepted_invitation_is_shown_and_no_news(specialist, interview):
    first = OutgoingMessage.objects.get(to_address=INES)
    intake.receive(answer(entry(interview.uid, "ACCEPTED"), answers=first.message_id))
    assert letter().answer == "accepted"
    assert not Notification.objects.filter(icon="calendar").exists()
    assert not Thread.objects.exists()


def test_an_invitees_answer_stands_with_their_own_entry(specialist):
    MailboxFactory(owner=specialist)
    event = MediaEventFactory(owner=specialist, state="open", starts_at=timezone.now() + timedelta(days=3))
    for name in ("ines", "tom"):
        seats.answer(invitee=InviteeFactory(event=event, email=f"{name}@stromblatt.example.org"), coming=True)
    intake.receive(answer(entry(event.uid, "TENTATIVE")))
    assert dict(CalendarLetter.objects.values_list("to_address", "answer")) == {
        INES: "tentative", "tom@stromblatt.example.org": "",
    }  # fmt: skip


@pytest.mark.parametrize(
    "calendar",
    [
        "", "BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\n", "nonsense" * 40_000, entry("other@uid", "DECLINED"),
        entry("UID", "NEEDS-ACTION"), entry("UID", "DECLINED").replace("REPLY", "REQUEST"),
        entry("UID", "DECLINED", attendee="X-NOBODY;Y={}:{}"),
        entry("UID", "DECLINED", attendee="ATTENDEE;PARTSTAT={}:mailto:a@b.example.org", more="ATTENDEE:mailto:c@d.eu"),
    ],
)  # fmt: skip
def test_what_answers_nothing_of_ours_is_left_to_people(interview, calendar):
    kept = intake.receive(answer(calendar.replace("UID:UID", f"UID:{interview.uid}")))
    assert (kept.read_for, kept.error, letter().answer) == ("", "", "")
    assert Thread.objects.count() == 1


def test_somebody_else_answers_for_nobody(interview):
    kept = intake.receive(answer(entry(interview.uid, "DECLINED"), sender="mallory@evil.example.org"))
    assert (kept.read_for, letter().answer) == ("", "")
    assert parse_mail(bytes(kept.raw)).part("text/calendar") is not None
