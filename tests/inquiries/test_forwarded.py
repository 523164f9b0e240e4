"""Letters that colleagues forward to the press office: the reporter is who wrote first, in any mail program's words."""

from email.message import EmailMessage

import pytest

from inquiries.forwarded import original
from inquiries.models import Inquiry, PressDesk
from mail import intake
from tests.factories.campaigns import ClientFactory
from tests.factories.mail import MailboxFactory

GMAIL = """FYI, can you take this?

---------- Forwarded message ---------
From: Aoife Brannigan <aoife@gridcurrent.example.org>
Date: Tue, 24 Nov 2026 at 09:12
Subject: Round-trip efficiency
To: <someone@fernhall.example.org>

Is it one run or an average?

Aoife
"""
OUTLOOK = """Please have a look.

From: Brannigan, Aoife <aoife@gridcurrent.example.org>
Sent: Tuesday, 24 November 2026 09:12
To: Someone <someone@fernhall.example.org>
Subject: Round-trip efficiency

Is it one run or an average?
"""
GERMAN = """-------- Weitergeleitete Nachricht --------
Betreff: \tRound-trip efficiency
Datum: \tTue, 24 Nov 2026 09:12:00 +0000
Von: \tAoife Brannigan <aoife@gridcurrent.example.org>
An: \tsomeone@fernhall.example.org

Is it one run or an average?
"""
FRENCH = """Début du message transféré :

> De: Aoife Brannigan <aoife@gridcurrent.example.org>
> Objet: Round-trip efficiency
> Date: 24 novembre 2026
> À: someone@fernhall.example.org
>
> Is it one run or an average?
"""


@pytest.mark.parametrize("text", [GMAIL, OUTLOOK, GERMAN, FRENCH])
def test_the_letter_inside_is_found(text: str) -> None:
    found = original(b"", text)
    assert found is not None
    assert found.address == "aoife@gridcurrent.example.org"
    assert "Aoife" in found.name
    assert found.subject == "Round-trip efficiency"
    assert found.text.startswith("Is it one run or an average?")


@pytest.mark.parametrize(
    "text",
    [
        "", "Can we speak at noon?", "From: me\nTo: you\nabout the meter", "Forwarded message\n\nnothing of that kind",
        "---------- Forwarded message ---------\nFrom: nobody\nSubject: x\n\nText", "De: tout est possible",
        "From: a@b.example.org\n\nand no more of a head",
    ],
)  # fmt: skip
def test_what_is_no_forwarded_letter(text: str) -> None:
    assert original(b"", text) is None


def forwarded(sender: str, text: str, attached: EmailMessage | None = None) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, "press@team.example.com", "Fwd: Round-trip efficiency"
    message["Message-ID"] = "<fwd@team.example.com>"
    message.set_content(text)
    if attached is not None:
        message.add_attachment(attached)
    return message.as_bytes()


@pytest.fixture
def press(specialist):
    return PressDesk.objects.create(mailbox=MailboxFactory(owner=None), client=ClientFactory()).mailbox


@pytest.mark.django_db
def test_a_colleague_forwards_and_the_reporter_is_who_wrote(press, specialist):
    raw = forwarded(f"Maya <{specialist.email}>", GMAIL)
    for _ in range(2):
        intake.receive(raw, mailbox=press)
    inquiry = Inquiry.objects.get()
    assert (inquiry.channel, inquiry.reporter_name, inquiry.reporter_email, inquiry.thread) == (
        "forwarded", "Aoife Brannigan", "aoife@gridcurrent.example.org", None,
    )  # fmt: skip
    assert [each.text for each in inquiry.questions.all()] == ["Is it one run or an average?"]
    assert inquiry.notes.filter(text=f"{specialist} forwarded it").exists()


@pytest.mark.django_db
def test_a_letter_that_is_attached_is_read_too(press, specialist):
    inner = EmailMessage()
    inner["From"], inner["Subject"] = "Aoife Brannigan <aoife@gridcurrent.example.org>", "Round-trip efficiency"
    inner.set_content("Is it one run or an average?")
    intake.receive(forwarded(specialist.email, "See the attachment.", inner), mailbox=press)
    inquiry = Inquiry.objects.get()
    assert (inquiry.channel, inquiry.reporter_email) == ("forwarded", "aoife@gridcurrent.example.org")


@pytest.mark.django_db
def test_a_stranger_who_forwards_asks_in_their_own_name(press):
    intake.receive(forwarded("Tom <tom@paper.example.org>", GMAIL), mailbox=press)
    assert Inquiry.objects.get().reporter_email == "tom@paper.example.org"
