"""Inquiries that come by mail and by the newsroom's form, and what the inbox has to do with them."""

from datetime import timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from inquiries.correspondence import InquiryTalk
from inquiries.models import Inquiry, PressDesk
from mail import intake
from mail.models import Mailbox
from mediakits import inquiring
from tests.factories.campaigns import ClientFactory
from tests.factories.inquiries import QuestionFactory
from tests.factories.mail import MailboxFactory
from tests.factories.mediakits import NewsroomFactory

pytestmark = pytest.mark.django_db


def letter(number: int = 1, *, answers: int = 0, **given: str) -> bytes:
    message = EmailMessage()
    message["From"] = given.get("sender", "Aoife Brannigan <aoife@gridcurrent.example.org>")
    message["To"], message["Subject"] = "press@team.example.com", given.get("subject", "Round-trip efficiency")
    message["Date"], message["Message-ID"] = format_datetime(timezone.now()), f"<{number}@gridcurrent.example.org>"
    if answers:
        message["In-Reply-To"] = f"<{answers}@gridcurrent.example.org>"
    message.set_content(given.get("text", "Is it one run or an average? Who paid?"))
    return message.as_bytes()


@pytest.fixture
def press(specialist) -> Mailbox:
    return PressDesk.objects.create(mailbox=MailboxFactory(owner=None), client=ClientFactory()).mailbox


def test_a_letter_to_a_press_office_is_an_inquiry_once(press):
    raw = letter()
    for _ in range(2):
        incoming = intake.receive(raw, mailbox=press)
    inquiry = Inquiry.objects.get()
    assert (inquiry.channel, inquiry.client, inquiry.thread) == ("mail", press.press_desk.client, incoming.thread)
    assert (inquiry.subject, inquiry.reporter_name) == ("Round-trip efficiency", "Aoife Brannigan")
    assert [question.text for question in inquiry.questions.all()] == ["Is it one run or an average?", "Who paid?"]


def test_what_they_write_later_belongs_to_it(press, specialist):
    intake.receive(letter(), mailbox=press)
    Inquiry.objects.update(owner=specialist)
    intake.receive(letter(2, answers=1, subject="Re: Round-trip efficiency", text="By noon, please?"), mailbox=press)
    inquiry = Inquiry.objects.get()
    assert inquiry.notes.filter(text="Aoife Brannigan wrote again").exists()
    assert "wrote again about" in specialist.notifications.latest("pk").text


def test_other_mailboxes_machines_and_those_who_leave_make_none(press):
    intake.receive(letter(), mailbox=MailboxFactory(owner=None))
    intake.receive(letter(2, sender="mailer-daemon@x.example", subject="Undelivered Mail Returned"), mailbox=press)
    intake.receive(letter(3, subject="unsubscribe", text="Please unsubscribe me."), mailbox=press)
    assert not Inquiry.objects.filter(subject="Round-trip efficiency").exists()
    assert not Inquiry.objects.filter(subject="unsubscribe").exists()


def test_the_form_of_a_newsroom_brings_the_deadline_in_their_zone(press):
    newsroom = NewsroomFactory(mailbox=press)
    deadline = (timezone.now() + timedelta(days=1)).astimezone(ZoneInfo("America/New_York"))
    typed = inquiring.Inquiry(
        name="Ana Petrova", outlet="Harbour Weekly", email="ana@harbour.example.org", phone="+1 212 555 0100",
        deadline=deadline, question="How many passengers did you carry?",
    )  # fmt: skip
    opened = inquiring.opened(newsroom, inquiring.open_form(newsroom))
    for _ in range(2):
        incoming = inquiring.take_in(newsroom=newsroom, inquiry=typed, form=opened)
    inquiry = Inquiry.objects.get()
    assert (inquiry.channel, inquiry.client, inquiry.thread) == ("form", newsroom.client, incoming.thread)
    assert (inquiry.zone, inquiry.deadline, inquiry.asked_for) == ("America/New_York", deadline, "Harbour Weekly")


def test_a_conversation_is_made_an_inquiry_by_hand(client_for, specialist, observer, outsider):
    incoming = intake.receive(letter(), mailbox=MailboxFactory(owner=None))
    at = reverse("inquiries:inquiry-of-thread", args=[incoming.thread.pk])
    client = ClientFactory()
    assert client_for(observer).post(at, {"client": client.pk}).status_code == 403
    assert client_for(specialist).post(at, {"client": "x"}).status_code == 404
    browser = client_for(specialist)
    assert b"Make it an inquiry" in browser.get(incoming.thread.get_absolute_url()).content
    for _ in range(2):
        browser.post(at, {"client": client.pk})
    inquiry = Inquiry.objects.get()
    assert (inquiry.owner, inquiry.client) == (specialist, client)
    assert inquiry.number.encode() in browser.get(incoming.thread.get_absolute_url()).content


def test_ready_answers_are_handy_in_the_inbox(press, specialist):
    thread = intake.receive(letter(), mailbox=press).thread
    inquiry = Inquiry.objects.get()
    assert list(InquiryTalk().snippets(thread, by=specialist)) == []
    QuestionFactory(inquiry=inquiry, text="One run?", answer="Six.", state="ready")
    (snippet,) = InquiryTalk().snippets(thread, by=specialist)
    assert snippet.text == "One run?\nSix."


def test_managers_choose_press_offices(client_for, manager, specialist, observer):
    mailbox, client = MailboxFactory(owner=None), ClientFactory()
    own = MailboxFactory(owner=specialist)
    at = reverse("inquiries:press-desks")
    sent = {f"box-{mailbox.pk}": client.pk, f"box-{own.pk}": client.pk}
    assert client_for(specialist).post(at, sent).status_code == 403
    assert client_for(observer).get(at).status_code == 403
    client_for(manager).post(at, sent)
    assert [(desk.mailbox, desk.client) for desk in PressDesk.objects.all()] == [(mailbox, client)]
    client_for(manager).post(at, {f"box-{mailbox.pk}": ""})
    assert not PressDesk.objects.exists()
