"""DKIM as a receiver sees it: after a real SMTP server, with dkimpy's verifier and a key from real DNS."""

import dkim
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mail import delivery, sending_domains, signing
from mail.domains import keys
from mail.domains.names import Names
from mail.errors import KeyRefused, NotPublished
from mail.models import Mailbox, OutgoingMessage, SendingDomain
from tests.factories.mail import MailboxFactory, enqueued
from tests.mail.sink import Sink

pytestmark = [pytest.mark.django_db, pytest.mark.services]
DOMAIN = "harbourlane.example.com"
NAMES = ["Ines Albrecht", "Zoë Çelik-Ångström", "Ирина Соколова", "山田 太郎", 'Q. "Q" O\'Brien, jr.', "مريم"]


@pytest.fixture
def signed(nameserver) -> SendingDomain:
    """The domain of the mailboxes, signing."""
    domain = sending_domains.make_key(DOMAIN, selector="mediarel")
    nameserver.text(domain.record.name, domain.record.value)
    sending_domains.switch_on(domain)
    return domain


def key_from_dns(name: bytes, timeout: int = 5) -> bytes:
    return Names().texts(name.decode().rstrip("."))[0].encode()


def verifies(raw: bytes) -> bool:
    return dkim.verify(raw, dnsfunc=key_from_dns)


def delivered(*messages: OutgoingMessage, **options) -> list[bytes]:
    """The messages as a server has received them."""
    with Sink(**options) as sink:
        Mailbox.objects.update(smtp_port=sink.port)
        delivery.deliver_due()
        assert len(sink.raw) == len(messages)
        return sink.raw


@pytest.mark.parametrize("name", NAMES)
def test_what_arrives_verifies(signed, name):
    text = f".A line that begins with a dot\n\n{name} wrote: “naïve”  \n\ttabs\n\n\n"
    message = enqueued(
        MailboxFactory(name=name),
        to_name=name,
        subject=f"{name}: a 100-hour battery in Altfelde, and what the region makes of it after a windless week",
        text=text,
        html=f"<p>{name}</p>",
        unsubscribe_url="https://press.example.com/u/abc",
    )
    (raw,) = delivered(message)
    assert verifies(raw)
    head = raw.partition(b"\r\n\r\n")[0]
    signature = head.partition(b"\r\nDate:")[0]
    assert signature.startswith(b"DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; t=")
    assert b"\r\n d=harbourlane.example.com;\r\n s=mediarel;\r\n" in signature
    assert max(map(len, signature.split(b"\r\n"))) <= 78
    covered = b"".join(head.partition(b"h=")[2].partition(b";")[0].split()).split(b":")
    assert {b"list-unsubscribe", b"list-unsubscribe-post", b"mime-version", b"content-type"} <= set(covered)
    assert {name: covered.count(name) for name in (b"from", b"to", b"subject", b"date", b"message-id")} == {
        b"from": 2, b"to": 2, b"subject": 2, b"date": 2, b"message-id": 2,
    }  # fmt: skip


def test_an_answer_is_covered_with_its_thread(signed):
    mailbox = MailboxFactory()
    first = enqueued(mailbox)
    (one,) = delivered(first)
    first.refresh_from_db()
    (two,) = delivered(enqueued(mailbox, in_reply_to=first))
    assert b"in-reply-to" not in one.partition(b"bh=")[0]
    assert b"in-reply-to:references" in two.partition(b"bh=")[0].replace(b"\r\n ", b"")
    assert verifies(two)


@pytest.mark.parametrize(
    "change",
    [
        lambda raw: raw.replace(b"test data", b"test date"),
        lambda raw: raw.replace(b"Subject: A", b"Subject: B"),
        lambda raw: b"Subject: Another\r\n" + raw,
        lambda raw: raw.replace(b"\r\nTo:", b"\r\nDate: Mon, 1 Jan 2024 00:00:00 +0000\r\nTo:"),
        lambda raw: raw.replace(b"\r\nTo:", b"\r\nList-Unsubscribe: <https://elsewhere.example.com>\r\nTo:"),
    ],
)
def test_what_is_changed_on_the_way_does_not_verify(signed, change):
    (raw,) = delivered(enqueued(MailboxFactory()))
    assert verifies(raw)
    assert change(raw) != raw
    assert not verifies(change(raw))


def test_white_space_changed_on_the_way_does_no_harm(signed):
    (raw,) = delivered(enqueued(MailboxFactory()))
    assert verifies(raw.replace(b"Subject: ", b"Subject:   ") + b"\r\n\r\n")


def test_address_in_another_script_verifies(signed):
    message = enqueued(MailboxFactory(), to_address="инес@example.org")
    (raw,) = delivered(message, enable_SMTPUTF8=True)
    assert verifies(raw)


def test_without_a_key_nothing_is_signed(db):
    (raw,) = delivered(enqueued(MailboxFactory()))
    assert b"DKIM-Signature" not in raw


@pytest.mark.parametrize("other", ["other.example.com", "press.harbourlane.example.com"])
def test_other_domains_are_not_signed(signed, other):
    (raw,) = delivered(enqueued(MailboxFactory(address=f"maya@{other}")))
    assert b"DKIM-Signature" not in raw


def test_a_key_that_is_not_switched_on_signs_nothing(signed):
    sending_domains.switch_off(signed)
    (raw,) = delivered(enqueued(MailboxFactory()))
    assert b"DKIM-Signature" not in raw


def test_the_domain_is_asked_once_a_pass(signed):
    mailbox = MailboxFactory()
    messages = [enqueued(mailbox) for _ in range(5)]
    with CaptureQueriesContext(connection) as queries:
        assert all(verifies(raw) for raw in delivered(*messages))
    assert sum("mail_sendingdomain" in query["sql"] for query in queries) == 1


def test_a_key_that_cannot_be_read_pauses_the_mailbox_instead_of_sending_unsigned(signed, settings):
    message = enqueued(MailboxFactory())
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another key of at least thirty-two characters", []
    with Sink() as sink:
        Mailbox.objects.update(smtp_port=sink.port)
        delivery.deliver_due()
        assert sink.raw == []
    message.refresh_from_db()
    assert message.state == OutgoingMessage.State.QUEUED
    assert "SECRET_KEY has changed" in Mailbox.objects.get().pause_reason


def test_a_signature_says_when_it_was_made(signed):
    (raw,) = delivered(enqueued(MailboxFactory()))
    made = int(raw.partition(b" t=")[2].partition(b";")[0])
    assert abs(made - timezone.now().timestamp()) < 30


def test_a_signature_fits_the_room_that_is_announced(signed):
    message = enqueued(MailboxFactory(), unsubscribe_url="https://press.example.com/u/abc").as_sent()
    message = message.replace(b"\r\nSubject:", b"\r\nIn-Reply-To: <a@b>\r\nReferences: <a@b>\r\nSubject:")
    longest = signing.Signer("a." * 125 + "org", "s" * 63, rsa.generate_private_key(65537, 4096))
    assert len(longest.sign(message)) - len(message) <= signing.ROOM


def pem(key, *, password: bytes = b"", shape=PrivateFormat.PKCS8) -> str:
    lock = BestAvailableEncryption(password) if password else NoEncryption()
    return key.private_bytes(Encoding.PEM, shape, lock).decode()


RSA = rsa.generate_private_key(65537, 2048)


@pytest.mark.parametrize("shape", [PrivateFormat.PKCS8, PrivateFormat.TraditionalOpenSSL])
def test_a_pasted_key_signs(nameserver, shape):
    domain = sending_domains.take_key(DOMAIN, selector="2026-q4", pasted=f"\n{pem(RSA, shape=shape)}\r\n")
    nameserver.text(domain.record.name, domain.record.value)
    sending_domains.switch_on(domain)
    (raw,) = delivered(enqueued(MailboxFactory()))
    assert verifies(raw)


@pytest.mark.parametrize(
    ("pasted", "words"),
    [
        ("hello", "This is no key."),
        (RSA.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode(), "the public half"),
        ("v=DKIM1; p=abc", "the public half"),
        (pem(RSA, password=b"secret"), "protected by a password"),
        (pem(RSA)[:300], "cannot be read"),
        (pem(ec.generate_private_key(ec.SECP256R1())), "not an RSA key"),
        ("-----BEGIN CERTIFICATE-----", "a certificate"),
        ("PRIVATE KEY" * 3000, "too long"),
    ],
)
def test_a_bad_key_gets_a_sentence(pasted, words):
    with pytest.raises(KeyRefused, match=words):
        sending_domains.take_key(DOMAIN, selector="mediarel", pasted=pasted)
    assert not SendingDomain.objects.exists()


@pytest.mark.parametrize("selector", ["", "a b", "-a", "a.b.", "ключ", "x" * 64])
def test_a_bad_selector_gets_a_sentence(selector):
    with pytest.raises(KeyRefused, match="one word of letters"):
        sending_domains.make_key(DOMAIN, selector=selector)


def test_signing_begins_only_when_receivers_find_the_key(nameserver):
    domain = sending_domains.make_key(DOMAIN, selector="mediarel")
    with pytest.raises(NotPublished, match="nothing is published there"):
        sending_domains.switch_on(domain)
    nameserver.text(domain.record.name, keys.record_for(DOMAIN, "mediarel", keys.make().public).value)
    with pytest.raises(NotPublished, match="another key stands there"):
        sending_domains.switch_on(domain)
    nameserver.misbehave(DOMAIN, "servfail")
    with pytest.raises(NotPublished, match="could not be asked"):
        sending_domains.switch_on(domain)
    assert not SendingDomain.objects.get().is_active
    nameserver.forget()
    nameserver.text(domain.record.name, domain.record.value)
    sending_domains.switch_on(domain)
    assert SendingDomain.objects.get().is_active


def test_a_key_in_use_is_neither_replaced_nor_removed(signed):
    for act in (
        lambda: sending_domains.make_key(DOMAIN, selector="other"),
        lambda: sending_domains.remove_key(signed),
    ):
        with pytest.raises(KeyRefused, match="Switch signing off first"):
            act()
    sending_domains.switch_off(signed)
    sending_domains.remove_key(signed)
    assert not SendingDomain.objects.get().has_key


def test_a_key_that_was_changed_meanwhile_is_not_switched_on(nameserver):
    domain = sending_domains.make_key(DOMAIN, selector="mediarel")
    nameserver.text(domain.record.name, domain.record.value)
    sending_domains.make_key(DOMAIN, selector="mediarel")
    with pytest.raises(NotPublished, match="changed meanwhile"):
        sending_domains.switch_on(domain)


def test_a_key_that_cannot_be_read_is_not_switched_on_and_can_be_replaced(signed, nameserver, settings):
    sending_domains.switch_off(signed)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another key of at least thirty-two characters", []
    with pytest.raises(NotPublished, match="SECRET_KEY has changed"):
        sending_domains.switch_on(signed)
    sending_domains.remove_key(SendingDomain.objects.get())
    domain = sending_domains.make_key(DOMAIN, selector="second")
    nameserver.text(domain.record.name, domain.record.value)
    sending_domains.switch_on(domain)
    assert SendingDomain.objects.get().is_active


def test_switching_off_and_on_puts_the_key_under_todays_secret(signed, settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key of at least thirty-two characters"
    sending_domains.switch_off(signed)
    sending_domains.switch_on(SendingDomain.objects.get())
    settings.SECRET_KEY_FALLBACKS = []
    (raw,) = delivered(enqueued(MailboxFactory()))
    assert verifies(raw)


def test_the_private_key_is_encrypted_at_rest(signed):
    with connection.cursor() as cursor:
        cursor.execute("SELECT private_key FROM mail_sendingdomain")
        assert "PRIVATE KEY" not in cursor.fetchone()[0]
