"""What a reporter asks by the form: kept once, answered in the inbox, and nothing typed is lost."""

import re
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
import time_machine
from django.db import IntegrityError, connection
from django.utils import timezone

from mail import intake, suppression
from mail.models import IncomingMessage, Thread
from mediakits import inquiring
from mediakits.inquiring import NotOurs
from mediakits.views import newsroom_forms
from team.models import Notification
from tests.factories.mail import MailboxFactory
from tests.factories.mediakits import NewsroomFactory

pytestmark = pytest.mark.django_db

URL = "/newsroom/fernhall/inquiry/"


@pytest.fixture
def newsroom(client_brand, specialist):
    return NewsroomFactory(client=client_brand, slug="fernhall", contact=specialist, mailbox=MailboxFactory())


def typed(newsroom, *, seconds=20, **changes):
    """What a person sends who opened the form some seconds ago."""
    with time_machine.travel(timezone.now() - timedelta(seconds=seconds), tick=False):
        mark = inquiring.open_form(newsroom)
    return {
        "name": "Ines Albrecht",
        "outlet": "Stromblatt",
        "email": "ines@stromblatt.example",
        "phone": "+49 30 5550123",
        "question": "Is it worth losing more than half?",
        "deadline": f"{timezone.now() + timedelta(days=2):%Y-%m-%dT15:00}",
        "zone": "America/New_York",
        "website": "",
        "mark": mark,
        **changes,
    }


def test_inquiry_comes_into_the_inbox_as_a_conversation(client, newsroom, specialist):
    response = client.post(URL, typed(newsroom))
    incoming = IncomingMessage.objects.get()
    letter = message_from_bytes(bytes(incoming.raw), policy=policy.default)
    assert letter["From"] == "Ines Albrecht <ines@stromblatt.example>"
    assert "Is it worth losing more than half?" in letter.get_content()
    assert "(America/New_York), which is" in letter.get_content()
    assert (incoming.from_address, incoming.mailbox) == ("ines@stromblatt.example", newsroom.mailbox)
    thread = Thread.objects.get()
    assert (thread, thread.address, thread.is_done) == (incoming.thread, "ines@stromblatt.example", False)
    told = Notification.objects.get()
    assert (told.user, told.url) == (specialist, thread.get_absolute_url())
    assert told.text.startswith("Ines Albrecht, Stromblatt asks by the newsroom of Fernhall Storage, deadline ")
    thanks = client.get(response["Location"]).content.decode()
    word = response["Location"].split("/")[-2]
    assert word in incoming.subject
    assert word in thanks
    assert newsroom.phone in thanks


def test_letter_is_one_that_any_mail_program_reads(newsroom):
    inquiry = inquiring.Inquiry(
        name="Иван Ćosić\r\nBcc: x@example.org", outlet="Größe & Söhne", email="ivan@müller.example", phone="",
        deadline=None, question="Zeile eins\r\n\r\n" + "sehr lang " * 300 + "\n.\nFrom here",
    )  # fmt: skip
    form = inquiring.opened(newsroom, typed(newsroom)["mark"])
    raw = inquiring.letter_of(newsroom, inquiry, form).as_bytes()
    letter = message_from_bytes(raw, policy=policy.default)
    assert letter["Bcc"] is None
    assert letter["From"].addresses[0].addr_spec == "ivan@xn--mller-kva.example"
    assert letter["From"].addresses[0].display_name == "Иван Ćosić Bcc: x@example.org"
    assert letter["Message-ID"].endswith(f"@{newsroom.mailbox.domain}>")
    assert letter["Date"].datetime == form.at
    assert "sehr lang sehr lang" in letter.get_content()
    assert raw.partition(b"\r\n\r\n")[0].isascii()
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998
    assert raw.count(b"\n") == raw.count(b"\r\n")


def test_same_form_sent_twice_is_one_inquiry(client, newsroom):
    form = typed(newsroom)
    first, second = client.post(URL, form), client.post(URL, form)
    assert first["Location"] == second["Location"]
    assert (IncomingMessage.objects.count(), Thread.objects.count(), Notification.objects.count()) == (1, 1, 1)


def test_inquiry_that_cannot_be_understood_is_kept(client, newsroom, monkeypatch):
    def broken(raw):
        raise ValueError("no parser knows this")

    with monkeypatch.context() as patched:
        patched.setattr(intake, "parse_mail", broken)
        response = client.post(URL, typed(newsroom))
    assert response.status_code == 302
    incoming = IncomingMessage.objects.get()
    assert incoming.processed_at is None
    assert b"Is it worth losing" in bytes(incoming.raw)
    assert Notification.objects.count() == 1
    intake.process(incoming.pk)
    assert Thread.objects.get().address == "ines@stromblatt.example"


def test_question_that_says_unsubscribe_silences_nobody(client, newsroom):
    client.post(URL, typed(newsroom, question="unsubscribe", outlet="", phone="", deadline=""))
    assert IncomingMessage.objects.get().kind != IncomingMessage.Kind.UNSUBSCRIBE
    assert not suppression.is_suppressed("ines@stromblatt.example")


def test_form_that_imitates_a_mail_server_bounces_nobody(client, newsroom):
    question = (
        "550 5.1.1 user unknown: tom@example.org\nThis is an automatically generated Delivery Status Notification"
    )
    client.post(URL, typed(newsroom, name="Mail Delivery System", email="mailer-daemon@example.org", question=question))
    assert not suppression.is_suppressed("tom@example.org")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": ""}, "This field is required"),
        ({"email": "nobody"}, "Enter a valid email address"),
        ({"question": ""}, "This field is required"),
        ({"question": "x" * 8001}, "at most 8000 characters"),
        ({"question": "http://a.example " * 4}, "Leave at most 3 links in it"),
        ({"deadline": "soon"}, "Give the day and the hour"),
        ({"deadline": "2020-01-01T10:00"}, "This moment has passed"),
        ({"zone": "Mars/Olympus"}, "Select a valid choice"),
        ({"website": "https://spam.example"}, "A field that people do not see was filled in"),
        ({"mark": ""}, "This page was open for longer than a day"),
        ({"mark": "made:up:mark"}, "This page was open for longer than a day"),
    ],
)
def test_errors_give_the_form_back_with_everything_typed(client, newsroom, change, said):
    response = client.post(URL, typed(newsroom, **{"outlet": "Kept Gazette", **change}))
    html = response.content.decode()
    assert response.status_code == 422
    assert said in html
    assert 'value="Kept Gazette"' in html
    assert "spam.example" not in html
    assert IncomingMessage.objects.count() == 0


def test_form_sent_faster_than_anybody_types_asks_once_more(client, newsroom):
    form = typed(newsroom, seconds=1)
    response = client.post(URL, form)
    assert (response.status_code, "faster than anybody types" in response.content.decode()) == (422, True)
    with time_machine.travel(timezone.now() + timedelta(seconds=5)):
        assert client.post(URL, form).status_code == 302


def test_form_that_was_open_too_long_works_at_the_second_try(client, newsroom):
    html = client.post(URL, typed(newsroom, seconds=25 * 3600)).content.decode()
    mark = re.search(r'name="mark" value="([^"]+)"', html)[1].replace("&amp;", "&")
    with time_machine.travel(timezone.now() + timedelta(seconds=5)):
        assert client.post(URL, typed(newsroom, mark=mark)).status_code == 302


def test_mark_of_one_newsroom_opens_no_other(newsroom, outsider):
    other = NewsroomFactory(client=outsider.observed_clients.get())
    with pytest.raises(NotOurs):
        inquiring.opened(other, inquiring.open_form(newsroom))


def test_same_text_from_another_form_is_said_to_be_here(client, newsroom):
    client.post(URL, typed(newsroom))
    response = client.post(
        URL, typed(newsroom, email="other@example.org", question=" is it worth  losing more than HALF")
    )
    assert "We have exactly this question already" in response.content.decode()
    assert IncomingMessage.objects.count() == 1


def test_too_many_inquiries_are_held_up_and_kept_on_the_page(client, newsroom):
    for number in range(newsroom_forms.INQUIRIES_AN_HOUR):
        assert client.post(URL, typed(newsroom, question=f"Question {number}")).status_code == 302
    response = client.post(URL, typed(newsroom, question="One too many"))
    assert (response.status_code, response["Retry-After"]) == (429, "3600")
    assert "One too many" in response.content.decode()
    assert IncomingMessage.objects.count() == newsroom_forms.INQUIRIES_AN_HOUR


@pytest.mark.parametrize("change", [{"takes_inquiries": False}, {"mailbox": None}, {"is_open": False}])
def test_no_form_where_nothing_can_arrive(client, newsroom, change):
    for name, value in change.items():
        setattr(newsroom, name, value)
    newsroom.save()
    assert client.get(URL).status_code == client.post(URL, typed(newsroom)).status_code == 404
    assert b"Ask a question" not in client.get("/newsroom/fernhall/").content
    assert IncomingMessage.objects.count() == 0


def test_thanks_page_repeats_no_words_of_strangers(client, newsroom):
    assert client.get("/newsroom/fernhall/inquiry/received/call-me-now/").status_code == 404
    assert client.get("/newsroom/fernhall/inquiry/received/amber-kestrel-42/").status_code == 200


def test_looking_at_the_form_changes_nothing(client, newsroom):
    client.get(URL)
    assert (IncomingMessage.objects.count(), Notification.objects.count()) == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_inquiry_is_kept_whole_or_not_at_all(newsroom, monkeypatch):
    def breaks(**told):
        raise IntegrityError("the database went away")

    monkeypatch.setattr(inquiring, "notify", breaks)
    data = typed(newsroom)
    inquiry = inquiring.Inquiry(
        name="Ines", outlet="", email="ines@stromblatt.example", phone="", deadline=None, question="Why?"
    )
    with pytest.raises(IntegrityError):
        inquiring.take_in(newsroom=newsroom, inquiry=inquiry, form=inquiring.opened(newsroom, data["mark"]))
    connection.close()
    assert IncomingMessage.objects.count() == 0
