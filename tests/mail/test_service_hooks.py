"""Who may tell us something in the name of a mail service, and what it may be; and mail that a service received."""

import json
from email import message_from_bytes
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from mail import hooks, intake
from mail.models import IncomingMessage, Mailbox, OutgoingMessage, ServiceEvent
from tests.factories.mail import ServiceMailboxFactory, in_state
from tests.mail import service_calls as calls
from tests.mail.letters import letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent() -> OutgoingMessage:
    return in_state(ServiceMailboxFactory(), "sent", service_id="883953f4-6105-42a2-a16a-77a8eac79483")


def sent_through(service: str, **fields: Any) -> OutgoingMessage:
    return in_state(ServiceMailboxFactory(service=service, service_secret="second", **fields), "sent")


def said_to_be_wrong(answer: Any, status: int) -> str:
    assert answer.status_code == status
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert ServiceEvent.objects.count() == IncomingMessage.objects.count() == 0
    return answer.content.decode().strip()


@pytest.mark.parametrize("kind", ["events", "inbound"])
def test_wrong_token_is_told_nothing(sent, kind):
    sent.mailbox.hook_token = "A" * 32
    assert said_to_be_wrong(calls.call(sent.mailbox, calls.bounce(sent), kind=kind), 404) == "There is no such address."


@pytest.mark.parametrize("kind", ["events", "inbound"])
def test_wrong_password_is_turned_away(sent, kind):
    sent.mailbox.hook_password = "guessed"
    words = said_to_be_wrong(calls.call(sent.mailbox, calls.bounce(sent), kind=kind), 403)
    assert words == "The signature or password is missing or wrong."


def test_no_password_is_turned_away(sent):
    address = reverse("mail:hook-events", args=[sent.mailbox.hook_token])
    said_to_be_wrong(Client().post(address, calls.bounce(sent), content_type="application/json"), 403)


def test_wrong_signature_is_turned_away():
    message = sent_through("mailgun", service_signing_key=calls.MAILGUN_KEY)
    forged = calls.signed_by_mailgun(calls.mailgun("complained", message), key="another-key")
    said_to_be_wrong(calls.call(message.mailbox, forged), 403)
    unsigned = {"event-data": calls.mailgun("complained", message)}
    said_to_be_wrong(calls.call(message.mailbox, unsigned), 403)


def test_wrong_signature_of_sendgrid_is_turned_away():
    message = sent_through("sendgrid", service_signing_key=calls.SENDGRID_PUBLIC)
    forged = calls.signed_by_sendgrid(
        message.mailbox, [calls.sendgrid("delivered", message)], ec.generate_private_key(ec.SECP256R1())
    )
    said_to_be_wrong(forged, 403)
    said_to_be_wrong(calls.call(message.mailbox, [calls.sendgrid("delivered", message)]), 403)


def test_service_that_signs_is_not_believed_before_its_key_is_there():
    message = sent_through("mailgun")
    data = calls.signed_by_mailgun(calls.mailgun("complained", message), key="key")
    words = said_to_be_wrong(calls.call(message.mailbox, data), 403)
    assert words == "Enter the HTTP webhook signing key in the settings of this mailbox first."


def test_signing_key_that_is_none_turns_everything_away():
    message = sent_through("sendgrid", service_signing_key="nonsense")
    words = said_to_be_wrong(calls.signed_by_sendgrid(message.mailbox, [calls.sendgrid("delivered", message)]), 403)
    assert words == "The key of the signatures that is stored for this mailbox is not one."


def test_mailbox_that_sends_by_server_has_no_address(sent):
    Mailbox.objects.update(service="", smtp_host="smtp.example.com")
    said_to_be_wrong(calls.call(sent.mailbox, calls.bounce(sent)), 404)


def test_get_is_refused_and_head_is_answered(sent):
    address = reverse("mail:hook-events", args=[sent.mailbox.hook_token])
    answer = Client().get(address)
    assert (answer.status_code, answer["Allow"]) == (405, "POST, HEAD, OPTIONS")
    assert Client().head(address).status_code == 200
    assert Client().head(address.replace(sent.mailbox.hook_token, "guess")).status_code == 404


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"\xff\xfe\x00", b"[]", b"null", b"3", b'"text"',
     b'{"RecordType": "Delivery", "DeliveredAt": "soon", "Metadata": 3}',
     b'{"RecordType": "Delivery", "DeliveredAt": {}}', b"[" * 100_000],
)  # fmt: skip
def test_garbage_is_refused_with_a_word(sent, body):
    answer = calls.call(sent.mailbox, body)
    assert said_to_be_wrong(answer, 400) == "This cannot be read."


@pytest.mark.parametrize("body", [b"", b"{", b"[3]", b"[]", b'{"signature": 3}', b'{"signature": {"token": {}}}'])
def test_garbage_for_a_service_that_signs_is_turned_away(body):
    message = sent_through("mailgun", service_signing_key=calls.MAILGUN_KEY)
    said_to_be_wrong(calls.call(message.mailbox, body), 403)


def test_nul_bytes_and_lone_surrogates_are_kept_as_far_as_they_can_be(sent):
    said = json.dumps(calls.bounce(sent, Details="550 5.1.1 user\x00unknown \ud800", Extra="\x00 \ud800"))
    assert calls.call(sent.mailbox, said.encode()).status_code == 200
    assert ServiceEvent.objects.get().matched == sent


def test_too_large_is_refused_unread(sent):
    answer = calls.call(sent.mailbox, b" " * (2 * 1024 * 1024 + 1))
    assert said_to_be_wrong(answer, 413) == "This is larger than 2 MB."


def test_event_at_the_address_for_mail_is_told_so(sent):
    words = said_to_be_wrong(calls.call(sent.mailbox, calls.bounce(sent), kind="inbound"), 400)
    assert words == "This is the other kind of call: events and incoming mail have addresses of their own."


def test_guessing_is_cut_short(sent):
    address = reverse("mail:hook-events", args=["guess"])
    answers = [Client().post(address, "{}", content_type="application/json").status_code for _ in range(62)]
    assert answers == [404] * 60 + [429] * 2
    assert calls.call(sent.mailbox, calls.bounce(sent)).status_code == 200


def test_addresses_carry_a_password_only_where_the_service_does_not_sign(settings):
    settings.SITE_URL = "https://press.example.com:8443"
    postmark, sendgrid = ServiceMailboxFactory(), ServiceMailboxFactory(service="sendgrid")
    prefix = f"https://mediarel:{postmark.hook_password}@press.example.com:8443/mail/hooks/{postmark.hook_token}"
    assert hooks.events_address(postmark) == f"{prefix}/events/"
    assert hooks.inbound_address(postmark) == f"{prefix}/inbound/"
    assert "@" not in hooks.events_address(sendgrid)
    assert f"mediarel:{sendgrid.hook_password}@" in hooks.inbound_address(sendgrid)
    assert hooks.inbound_address(ServiceMailboxFactory(service="brevo")) == ""


# Mail that a service received


def test_raw_mail_from_postmark_is_taken_in_and_matched(sent):
    raw = letter(in_reply_to=sent.message_id).decode()
    data = {"FromFull": {"Email": "ines.albrecht@example.org", "Name": "Ines"}, "Headers": [], "RawEmail": raw}
    for _ in range(2):
        assert calls.call(sent.mailbox, data, kind="inbound").status_code == 200
    incoming = IncomingMessage.objects.get()
    assert (incoming.kind, incoming.matched, incoming.mailbox) == ("reply", sent, sent.mailbox)
    assert incoming.text == "Yes, please send the test data."
    sent.mailbox.refresh_from_db()
    assert sent.mailbox.inbound_heard_at


def test_parsed_mail_is_put_together_the_same_way_each_time(sent):
    data = {
        "FromFull": {"Email": "ines.albrecht@example.org", "Name": "Ines Ålbrecht"},
        "ToFull": [{"Email": sent.mailbox.address, "Name": ""}],
        "Subject": "Re: Grüße",
        "Headers": [
            {"Name": "Message-ID", "Value": "<a@example.org>"},
            {"Name": "In-Reply-To", "Value": sent.message_id},
        ],
        "TextBody": "Ja, gerne: Grüße aus 東京.",
        "HtmlBody": "<p>Ja, gerne: Grüße</p>",
        "Attachments": [{"Name": "Foto.jpg", "Content": "/9j/4A==", "ContentType": "image/jpeg"}],
        "Date": "Wed, 25 Nov 2026 09:00:00 +0100",
    }
    for _ in range(2):
        assert calls.call(sent.mailbox, data, kind="inbound").status_code == 200
    incoming = IncomingMessage.objects.get()
    assert (incoming.matched, incoming.text) == (sent, "Ja, gerne: Grüße aus 東京.")
    names = [part.get_filename() for part in message_from_bytes(bytes(incoming.raw)).walk() if part.get_filename()]
    assert names == ["Foto.jpg"]


def test_mail_from_mailgun_comes_as_a_form_with_files():
    message = sent_through("mailgun", service_signing_key=calls.MAILGUN_KEY)
    signature = calls.signed_by_mailgun({})["signature"]
    headers = [
        ["From", "Ines <ines.albrecht@example.org>"],
        ["Message-Id", "<b@example.org>"],
        ["In-Reply-To", message.message_id],
    ]
    form = {
        **signature,
        "recipient": message.mailbox.address,
        "sender": "ines.albrecht@example.org",
        "message-headers": json.dumps([*headers, ["Subject", "Re: battery"]]),
        "body-plain": "Yes, please.",
        "attachment-count": "1",
        "attachment-1": SimpleUploadedFile("photo.jpg", b"\xff\xd8" + b"x" * 4_000_000, content_type="image/jpeg"),
    }
    address = reverse("mail:hook-inbound", args=[message.mailbox.hook_token])
    assert Client().post(address, form).status_code == 200
    incoming = IncomingMessage.objects.get()
    assert (incoming.matched, incoming.text) == (message, "Yes, please.")
    assert Client().post(address, form | {"signature": "forged"}).status_code == 403


def test_form_with_a_field_too_large_says_what_to_do():
    message = sent_through("mailgun", service_signing_key=calls.MAILGUN_KEY)
    form = calls.signed_by_mailgun({})["signature"] | {"body-mime": "x" * 3_000_000}
    answer = Client().post(reverse("mail:hook-inbound", args=[message.mailbox.hook_token]), form)
    assert "attachments as files" in said_to_be_wrong(answer, 413)


def test_mail_from_sendgrid_and_mailjet_and_sparkpost():
    raw = letter(in_reply_to="<nothing@example.org>").decode()
    sendgrid = ServiceMailboxFactory(service="sendgrid")
    boundary, field = "xyz", 'Content-Disposition: form-data; name="email"'
    body = f"--{boundary}\r\n{field}\r\n\r\n{raw}\r\n--{boundary}--\r\n".encode()
    kind = f"multipart/form-data; boundary={boundary}"
    assert calls.call(sendgrid, body, kind="inbound", content_type=kind).status_code == 200
    mailjet = ServiceMailboxFactory(service="mailjet", service_secret="second")
    parsed = {
        "Sender": "a@example.org",
        "Headers": {"From": "a@example.org", "Subject": "Hello"},
        "Text-part": "Hello there",
    }
    assert calls.call(mailjet, parsed, kind="inbound").status_code == 200
    sparkpost = ServiceMailboxFactory(service="sparkpost")
    content = {"email_rfc822": raw.replace("Yes", "No"), "email_rfc822_is_base64": False}
    relay = [{"msys": {"relay_message": {"protocol": "smtp", "content": content, "rcpt_to": "x@example.org"}}}]
    assert calls.call(sparkpost, relay, kind="inbound").status_code == 200
    assert set(IncomingMessage.objects.values_list("mailbox", flat=True)) == {sendgrid.pk, mailjet.pk, sparkpost.pk}


def test_answer_that_names_what_the_service_called_the_message_is_matched():
    message = sent_through("brevo")
    OutgoingMessage.objects.filter(pk=message.pk).update(service_id="<2026@smtp-relay.mailin.fr>")
    incoming = intake.receive(letter(in_reply_to="<2026@smtp-relay.mailin.fr>"))
    assert incoming.matched == message
