"""The engine against mail services over real HTTP: what is written down must be what the service knows."""

import json
import os
import signal
import ssl
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.utils import timezone

from mail import delivery
from mail.delivery import service as dialogue
from mail.models import Mailbox, OutgoingMessage
from mail.service_catalogue import SERVICES
from team.models import Notification
from tests.factories.mail import MailboxFactory, ServiceMailboxFactory, enqueued
from tests.mail import dovecot
from tests.mail.fake_service import CUT, DROP, HANG, KEY, FakeService
from tests.mail.sink import free_port

pytestmark = [pytest.mark.services, pytest.mark.django_db]


@pytest.fixture
def fake(settings):
    with FakeService() as fake:
        settings.SERVICE_API_URLS = dict.fromkeys(SERVICES, fake.url)
        yield fake


@pytest.fixture
def mailbox(fake):
    return ServiceMailboxFactory()


@pytest.fixture
def little_patience(settings):
    settings.SMTP_TIMEOUT = settings.SMTP_ANSWER_TIMEOUT = 0.5


def states(*messages: OutgoingMessage) -> list[str]:
    for message in messages:
        message.refresh_from_db()
    return [message.state for message in messages]


@pytest.mark.parametrize("service", SERVICES)
def test_each_service_takes_a_message_and_names_it(fake, service):
    mailbox = ServiceMailboxFactory(service=service, service_secret="second-key")
    messages = [enqueued(mailbox, to_address=f"person{n}@example.org") for n in range(2)]
    assert delivery.deliver_due().sent == 2
    assert states(*messages) == ["sent", "sent"]
    names = {message.service_id for message in messages}
    assert len(names) == 2
    assert "" not in names
    assert len(fake.taken) == 2


def test_messages_go_out_over_one_connection(mailbox, fake):
    for n in range(30):
        enqueued(mailbox, to_address=f"person{n}@example.org")
    assert delivery.deliver_due().sent == 30
    assert [asked.data["To"] for asked in fake.taken] == [f"Ines Albrecht <person{n}@example.org>" for n in range(30)]
    assert fake.connections == 1


def test_connection_that_rested_is_not_used_again(mailbox, fake, monkeypatch):
    monkeypatch.setattr(dialogue, "QUIET", 0.0)
    for n in range(2):
        enqueued(mailbox, to_address=f"person{n}@example.org")
    assert delivery.deliver_due().sent == 2
    assert fake.connections == 2


def test_postmark_gets_the_message_as_it_is_stored(fake):
    mailbox = ServiceMailboxFactory(name="Elin Sørvåg, Hafen & Co.", address="elin@harbourlane.example.com")
    first = enqueued(mailbox)
    html = "<p>Grüße, <a href='https://press.example.com/p/x'>Δοκιμή</a></p>"
    message = enqueued(
        mailbox, subject="Ein Akku für Ölmühlen und 日本", to_name="Müller, 明子", html=html, text="Grüße 明子\n",
        in_reply_to=first, unsubscribe_url="https://press.example.com/u/token",
    )  # fmt: skip
    assert delivery.deliver_due().sent == 2
    data = fake.taken[1].data
    headers = {header["Name"]: header["Value"] for header in data.pop("Headers")}
    assert data.pop("HtmlBody").startswith("<!DOCTYPE html>")
    assert data == {
        "From": '"Elin Sørvåg, Hafen & Co." <elin@harbourlane.example.com>',
        "To": '"Müller, 明子" <ines.albrecht@example.org>',
        "Subject": "Re: Ein Akku für Ölmühlen und 日本",
        "TextBody": "Grüße 明子\n",
        "Metadata": {"mediarel_message": message.reply_token},
        "TrackOpens": False,
        "TrackLinks": "None",
    }
    assert headers == {
        "Message-ID": message.message_id,
        "In-Reply-To": first.message_id,
        "References": first.message_id,
        "List-Unsubscribe": headers["List-Unsubscribe"],
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "X-PM-KeepID": "true",
    }
    assert headers["List-Unsubscribe"].startswith("<https://press.example.com/u/token>, <mailto:elin@")


def test_html_goes_over_unharmed(mailbox, fake):
    message = enqueued(mailbox, html="<p>Grüße, <a href='https://press.example.com/p/x?a=1&amp;b=2'>Δοκιμή</a></p>")
    delivery.deliver_due()
    message.refresh_from_db()
    assert 'href="https://press.example.com/p/x?a=1&amp;b=2"' in fake.taken[0].data["HtmlBody"]
    assert "Δοκιμή" in fake.taken[0].data["HtmlBody"]


def test_reply_to_is_handed_on_with_its_name(mailbox, fake):
    message = enqueued(mailbox)
    raw = b"Reply-To: =?utf-8?b?5piO5a2QLCBP4oCZTmVpbA==?= <desk@example.com>\r\n" + bytes(message.raw)
    OutgoingMessage.objects.filter(pk=message.pk).update(raw=raw)
    delivery.deliver_due()
    assert fake.taken[0].data["ReplyTo"] == '"明子, O’Neil" <desk@example.com>'


def test_mailgun_is_asked_for_the_domain_and_told_not_to_track(fake):
    mailbox = ServiceMailboxFactory(service="mailgun", service_domain="mg.harbourlane.example.com")
    message = enqueued(mailbox)
    assert delivery.deliver_due().sent == 1
    asked = fake.taken[0]
    assert asked.path == "/mg.harbourlane.example.com/messages"
    assert asked.data["h:Message-Id"] == message.message_id
    assert (asked.data["o:tracking-opens"], asked.data["o:tracking-clicks"]) == ("no", "no")
    assert asked.data["v:mediarel_message"] == message.reply_token
    message.refresh_from_db()
    assert message.service_id == message.message_id


def test_sendgrid_is_told_not_to_track_nor_to_add_a_way_out(fake):
    message = enqueued(ServiceMailboxFactory(service="sendgrid"))
    assert delivery.deliver_due().sent == 1
    data = fake.taken[0].data
    assert data["tracking_settings"] == {
        "click_tracking": {"enable": False},
        "open_tracking": {"enable": False},
        "subscription_tracking": {"enable": False},
        "ganalytics": {"enable": False},
    }
    assert data["custom_args"] == {"mediarel_message": message.reply_token}
    assert data["headers"]["References"] == message.message_id


def test_service_that_puts_its_own_message_id_gets_ours_among_the_references(fake):
    mailbox = ServiceMailboxFactory(service="mailjet", service_secret="second-key")
    first = enqueued(mailbox)
    second = enqueued(mailbox, in_reply_to=first)
    assert delivery.deliver_due().sent == 2
    headers = [asked.data["Globals"]["Headers"] for asked in fake.taken]
    assert [each["References"] for each in headers] == [first.message_id, f"{first.message_id} {second.message_id}"]
    assert "Message-ID" not in headers[0]


def test_refused_connection_sends_nothing_and_leaves_it_due(mailbox, settings):
    settings.SERVICE_API_URLS = {"postmark": f"http://127.0.0.1:{free_port()}/"}
    message = enqueued(mailbox)
    tally = delivery.deliver_due()
    assert (tally.sent, tally.unconfirmed) == (0, 0)
    assert states(message) == ["queued"]
    assert message.handed_off_at is None
    mailbox.refresh_from_db()
    assert mailbox.retry_at > timezone.now()
    assert mailbox.paused_at is None


def test_unknown_name_sends_nothing_and_leaves_it_due(mailbox, settings):
    settings.SERVICE_API_URLS = {"postmark": "http://mail.invalid/"}
    message = enqueued(mailbox)
    assert delivery.deliver_due().unconfirmed == 0
    assert states(message) == ["queued"]


def test_certificate_nobody_vouches_for_sends_nothing(settings, tmp_path):
    key, certificate = dovecot.self_signed("localhost")
    (tmp_path / "key.pem").write_bytes(key)
    (tmp_path / "cert.pem").write_bytes(certificate)
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(tmp_path / "cert.pem", tmp_path / "key.pem")
    message = enqueued(ServiceMailboxFactory())
    with FakeService(tls=tls) as fake:
        settings.SERVICE_API_URLS = {"postmark": fake.url}
        assert delivery.deliver_due().unconfirmed == 0
        assert fake.asked == []
    assert states(message) == ["queued"]


def test_connection_cut_before_the_whole_request_was_over_is_tried_again(mailbox, fake):
    fake.script = [CUT]
    large = enqueued(mailbox, text="x" * 12_000_000)
    tally = delivery.deliver_due()
    assert (tally.sent, tally.deferred, tally.unconfirmed) == (0, 1, 0)
    assert states(large) == ["queued"]
    assert large.attempts == 1


@pytest.mark.usefixtures("little_patience")
@pytest.mark.parametrize("silence", [DROP, HANG])
def test_no_answer_after_the_request_is_a_doubt_and_never_sent_again(mailbox, fake, silence):
    fake.script = [silence]
    first, second = enqueued(mailbox, to_address="a@example.org"), enqueued(mailbox, to_address="b@example.org")
    tally = delivery.deliver_due()
    assert (tally.sent, tally.unconfirmed) == (1, 1)
    assert states(first, second) == ["unconfirmed", "sent"]
    assert delivery.deliver_due().sent == 0
    assert len(fake.asked) == 2


@pytest.mark.parametrize(
    "answer",
    [
        (500, {"Message": "Something broke"}, {}),
        (502, "<html><h1>Bad gateway</h1></html>", {}),
        (504, "", {}),
        (200, "Everything is fine", {}),
        (200, {"unheard": "of"}, {}),
        (200, {"ErrorCode": 0, "Message": "OK"}, {}),
        (200, [], {}),
    ],
)
def test_answer_that_tells_nothing_is_a_doubt(mailbox, fake, answer):
    fake.script = [answer]
    message = enqueued(mailbox)
    assert delivery.deliver_due().unconfirmed == 1
    assert states(message) == ["unconfirmed"]
    assert "Nobody here can know whether it went out." in message.last_error


@pytest.mark.parametrize("status", [401, 402, 403, 404])
def test_key_that_is_not_accepted_pauses_the_mailbox_and_tells_its_owner(specialist, fake, status):
    mailbox = ServiceMailboxFactory(owner=specialist)
    fake.script = [(status, {"ErrorCode": 10, "Message": "Bad or missing Server API token."}, {})]
    messages = [enqueued(mailbox) for _ in range(3)]
    assert delivery.deliver_due().sent == 0
    assert states(*messages) == ["queued"] * 3
    mailbox.refresh_from_db()
    assert mailbox.pause_reason == (
        f"Postmark does not let this mailbox send: it says “{status} Bad or missing Server API token.”."
    )
    assert len(fake.asked) == 1
    assert mailbox.pause_reason in Notification.objects.get(user=specialist).text


@pytest.mark.parametrize(
    "words",
    [
        "The 'From' address you supplied (maya@example.com) is not a Sender Signature on your account.",
        "Unconfigured Sending Domain <harbourlane.example.com>",
        "Sending has been rejected because the sender you used maya@x.example is not valid.",
        "Your account is pending approval and may send to your own domain only.",
        "Not enough credits.",
    ],
)
def test_refusal_that_would_meet_every_message_pauses_the_mailbox(mailbox, fake, words):
    fake.script = [(422, {"ErrorCode": 400, "Message": words}, {})]
    message = enqueued(mailbox)
    delivery.deliver_due()
    mailbox.refresh_from_db()
    assert words in mailbox.pause_reason
    assert states(message) == ["queued"]


@pytest.mark.parametrize(
    "answer",
    [
        (422, {"ErrorCode": 300, "Message": "Invalid 'To' address: 'ines.albrecht@example.org'."}, {}),
        (
            422,
            {"ErrorCode": 406, "Message": "Found inactive addresses: ines.albrecht@example.org.\nInactive recipients"},
            {},
        ),
        (400, {"message": "to parameter is not a valid address. please check documentation"}, {}),
        (413, {"Message": "The message is too large."}, {}),
    ],
)
def test_message_that_is_refused_fails_with_the_words_of_the_service_and_the_next_goes_out(mailbox, fake, answer):
    fake.script = [answer]
    refused, well = enqueued(mailbox), enqueued(mailbox, to_address="b@example.org")
    tally = delivery.deliver_due()
    assert (tally.failed, tally.sent) == (1, 1)
    assert states(refused, well) == ["failed", "sent"]
    (words,) = [value for key, value in answer[1].items() if key != "ErrorCode"]
    assert refused.last_error == f"{answer[0]} {' '.join(words.split())}"


def test_mailjet_says_inside_what_is_wrong(fake):
    mailbox = ServiceMailboxFactory(service="mailjet", service_secret="second-key")
    fault = {
        "ErrorCode": "send-0008",
        "StatusCode": 403,
        "ErrorMessage": "is not an authorized sender",
        "ErrorRelatedTo": ["From"],
    }
    fake.script = [(400, {"Messages": [{"Status": "error", "Errors": [fault]}]}, {})]
    enqueued(mailbox)
    delivery.deliver_due()
    mailbox.refresh_from_db()
    assert "“403 is not an authorized sender”" in mailbox.pause_reason


@pytest.mark.parametrize("status", [429, 503])
def test_service_that_wants_rest_gets_it(mailbox, fake, status):
    fake.script = [(status, {"Message": "Slow down."}, {"Retry-After": "3600"})]
    messages = [enqueued(mailbox) for _ in range(3)]
    assert delivery.deliver_due().sent == 0
    assert states(*messages) == ["queued"] * 3
    mailbox.refresh_from_db()
    assert timedelta(minutes=58) < mailbox.retry_at - timezone.now() <= timedelta(hours=1)
    assert mailbox.paused_at is None
    assert len(fake.asked) == 1
    Mailbox.objects.update(retry_at=timezone.now())
    assert delivery.deliver_due().sent == 3
    mailbox.refresh_from_db()
    assert (mailbox.failures, mailbox.retry_at) == (0, None)


def test_redirect_is_not_followed(mailbox, fake):
    fake.script = [(307, "", {"Location": fake.url + "email"})]
    message = enqueued(mailbox)
    assert delivery.deliver_due().sent == 0
    assert len(fake.asked) == 1
    assert states(message) == ["queued"]


def test_address_that_a_service_cannot_write_to_fails_with_a_reason(fake):
    mailbox = ServiceMailboxFactory(service="mailgun", address="grüße@harbourlane.example.com")
    message = enqueued(mailbox)
    assert delivery.deliver_due().failed == 1
    assert states(message) == ["failed"]
    assert message.last_error == "0 Mailgun cannot take this message: Mailgun does not support EAI in from_email."


def test_name_used_twice_by_a_service_does_not_make_us_forget_what_was_sent(mailbox, fake):
    said = (200, {"ErrorCode": 0, "Message": "OK", "MessageID": "the-same", "To": "ines.albrecht@example.org"}, {})
    fake.script = [said, said]
    messages = [enqueued(mailbox), enqueued(mailbox)]
    assert delivery.deliver_due().sent == 2
    assert states(*messages) == ["sent", "sent"]
    assert [message.service_id for message in messages] == ["the-same", ""]


def test_key_that_cannot_be_read_pauses_the_mailbox(mailbox, settings):
    settings.SECRET_KEY = "another key altogether, fifty characters long, or more"
    enqueued(mailbox)
    delivery.deliver_due()
    assert "SECRET_KEY has changed" in Mailbox.objects.get().pause_reason


def test_service_and_server_go_out_side_by_side(mailbox, fake):
    enqueued(MailboxFactory(smtp_port=free_port()))
    enqueued(mailbox)
    assert delivery.deliver_due().sent == 1
    assert len(fake.taken) == 1


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("120", 120), ("", 0), ("soon", 0), ("-5", 0), ("999999999", 86400), ("Wed, 21 Oct 2015 07:28:00 GMT", 0)],
)
def test_retry_after_is_read_and_bounded(value, seconds):
    answer = dialogue.requests.Response()
    answer.headers["Retry-After"] = value
    assert dialogue.retry_after(answer).total_seconds() == seconds


@pytest.mark.django_db(transaction=True)
def test_process_killed_between_hand_off_and_answer_leaves_one_doubt(fake, mailbox):
    """A real deliverer in a process of its own, killed while the service holds its request."""
    fake.script = [HANG]
    messages = [enqueued(mailbox, to_address=f"person{n}@example.org") for n in range(3)]
    database = connection.settings_dict
    where = f"{database['HOST'] or 'localhost'}:{database['PORT'] or 5432}/{database['NAME']}"
    env = os.environ | {
        "DATABASE_URL": f"postgres://{database['USER']}:{database['PASSWORD']}@{where}",
        "SECRET_KEY": django_settings.SECRET_KEY,
        "SERVICE_API_URLS": f"postmark={fake.url}",
    }
    worker = subprocess.Popen(
        [sys.executable, "manage.py", "send_due"], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        assert fake.waiting.wait(60)
        assert states(*messages) == ["handed_off", "claimed", "claimed"]
    finally:
        worker.send_signal(signal.SIGKILL)
        worker.wait(10)
    deadline = time.monotonic() + 20
    while delivery.deliver_due().unconfirmed == 0 and time.monotonic() < deadline:
        time.sleep(0.1)  # PostgreSQL frees the lock of the dead process in its own time
    assert states(*messages) == ["unconfirmed", "sent", "sent"]
    assert [json.dumps(asked.data["To"]) for asked in fake.asked].count('"Ines Albrecht <person0@example.org>"') == 1
    assert KEY not in messages[0].last_error
