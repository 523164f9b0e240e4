import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mail import intake
from mail.models import IncomingMessage
from tests.factories.mail import MailboxFactory, in_state
from tests.mail.letters import bounce, letter

LIST = reverse("mail:incoming-list")
HTML = b"""From: Ines Albrecht <ines.albrecht@example.org>
Subject: Pictures
Message-ID: <html-1@mail.example.org>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/html; charset=utf-8

<p>Here &amp; now</p><script>alert(1)</script><img src="https://tracker.example.net/pixel.png">
--b
Content-Type: image/png; name="site.png"
Content-Disposition: attachment; filename="site.png"
Content-Transfer-Encoding: base64

iVBORw0KGgo=
--b--
"""


@pytest.fixture
def own(specialist):
    return MailboxFactory(owner=specialist, address="maya@harbourlane.example.com")


@pytest.fixture
def answer(own):
    sent = in_state(own, "sent")
    body = "Yes, please.\n\nOn Friday, 20 November 2026, Maya Lindqvist wrote:\n> Would you like the data?\n"
    return intake.receive(letter(in_reply_to=sent.message_id, body=body), mailbox=own)


@pytest.fixture
def private(own):
    """Something else that came into the specialist's own mailbox."""
    return intake.receive(letter(subject="Lunch?", message_id="<p@example.org>", body="At one?"), mailbox=own)


def url(message, name="detail"):
    return reverse(f"mail:incoming-{name}", args=[message.pk])


def shown(browser, **query):
    return {each.pk for each in browser.get(LIST, query).context["letters"]}


def test_list_shows_what_belongs_to_nothing_and_on_request_everything(client_for, specialist, answer, private):
    browser = client_for(specialist)
    assert shown(browser) == {private.pk}
    assert shown(browser, show="all") == {answer.pk, private.pk}


def test_list_shows_each_to_those_whose_mailbox_it_is(client_for, specialist, colleague, manager, answer, private):
    shared = intake.receive(letter(message_id="<s@example.org>", subject="Press list"), mailbox=MailboxFactory())
    piped = intake.receive(letter(message_id="<t@example.org>", subject="By pipe"))
    seen = {person: shown(client_for(person), show="all") for person in (specialist, colleague, manager)}
    assert seen == {
        specialist: {answer.pk, private.pk, shared.pk},
        colleague: {shared.pk},
        manager: {answer.pk, shared.pk, piped.pk},
    }


def test_list_shows_a_letter_that_came_twice_once(client_for, specialist, own, private):
    intake.receive(b"Received: by mx.example.net\r\n" + bytes(private.raw), mailbox=own)
    assert IncomingMessage.objects.count() == 2
    assert shown(client_for(specialist)) == {private.pk}


def test_list_asks_as_often_for_three_as_for_one(client_for, specialist, own, private, django_assert_num_queries):
    browser = client_for(specialist)
    browser.get(LIST)
    with CaptureQueriesContext(connection) as one:
        browser.get(LIST)
    for n in range(2):
        intake.receive(letter(subject=f"No {n}", message_id=f"<{n}@example.org>"), mailbox=own)
    with django_assert_num_queries(len(one)):
        browser.get(LIST)


@pytest.mark.parametrize(
    ("query", "words"), [({}, "Every answer found its pitch"), ({"show": "all"}, "Nothing has come in yet")]
)
def test_list_when_there_is_nothing(client_for, specialist, query, words):
    assert words in client_for(specialist).get(LIST, query).content.decode()


@pytest.mark.parametrize("who", ["observer", "outsider"])
def test_incoming_mail_is_never_for_observers(client_for, request, who, answer):
    browser = client_for(request.getfixturevalue(who))
    for address in (LIST, url(answer), url(answer, "html")):
        assert browser.get(address).status_code == 403


def test_incoming_mail_is_not_for_the_anonymous(client, answer):
    for address in (LIST, url(answer), url(answer, "html")):
        assert client.get(address).status_code == 302


def test_message_of_a_colleagues_mailbox(client_for, colleague, manager, answer, private):
    assert client_for(colleague).get(url(answer)).status_code == 404
    assert client_for(manager).get(url(answer)).status_code == 200
    assert client_for(manager).get(url(private)).status_code == 404
    assert client_for(manager).get(url(private, "html")).status_code == 404


def test_message_shows_what_was_written_and_the_whole_one_click_away(client_for, specialist, answer):
    browser = client_for(specialist)
    page = browser.get(url(answer)).content.decode()
    assert "Yes, please." in page
    assert "Would you like the data?" not in page
    assert "A 100-hour battery in Altfelde, sent to ines.albrecht@example.org" in page
    assert "Would you like the data?" in browser.get(url(answer), {"as": "whole"}).content.decode()
    assert "In-Reply-To: &lt;" in browser.get(url(answer), {"as": "source"}).content.decode()


def test_message_that_is_a_bounce_says_why(client_for, specialist, own):
    incoming = intake.receive(bounce(in_state(own, "sent")), mailbox=own)
    page = client_for(specialist).get(url(incoming)).content.decode()
    assert "Bounce, for good" in page
    assert "User unknown" in page


def test_message_in_html_is_shown_in_a_box_that_runs_and_fetches_nothing(client_for, specialist, own):
    incoming = intake.receive(HTML, mailbox=own)
    browser = client_for(specialist)
    page = browser.get(url(incoming), {"as": "html"}).content.decode()
    assert 'sandbox="allow-popups allow-popups-to-escape-sandbox"' in page
    assert "site.png" in page
    assert "<script>alert" not in page
    part = browser.get(url(incoming, "html"))
    policy = part["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "img-src data:" in policy
    assert "sandbox allow-popups allow-popups-to-escape-sandbox" in policy
    assert part["X-Frame-Options"] == "SAMEORIGIN"
    assert incoming.text == "Here & now"


def test_message_without_html_has_no_such_part(client_for, specialist, answer):
    assert client_for(specialist).get(url(answer, "html")).status_code == 404
