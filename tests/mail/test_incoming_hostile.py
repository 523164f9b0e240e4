"""What strangers may send to hurt us: everything is stored or refused, nothing raises, nothing runs away or leaks."""

import base64
import time
import tracemalloc
from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mail import intake
from mail.classification import classify
from mail.html_text import text_of_html
from mail.models import IncomingMessage, OutgoingMessage, Suppression
from mail.parsing import parse_mail
from tests.factories.mail import MailboxFactory, in_state
from tests.mail.letters import bounce, letter

FRIDAY = date(2026, 11, 20)
BEARABLE = 4  # seconds for 100 KB, on a machine that does other things too; what runs away takes minutes
LONG = 100_000


def nested(depth):
    """Parts in one another, each with a boundary of its own."""
    opened = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(depth))
    return f"From: a@example.org\nMessage-ID: <nested-{depth}@example.org>\n{opened}\n\nend\n".encode()


def letters_in_one_another(depth):
    return b"From: a@example.org\n" + b"Content-Type: message/rfc822\n\n" * depth + b"end\n"


def parts(count):
    body = "".join(f"--b\nContent-Type: text/plain\n\npart {n}\n" for n in range(count))
    return f'From: a@example.org\nSubject: Hi\nContent-Type: multipart/mixed; boundary="b"\n\n{body}--b--\n'.encode()


HOSTILE = {
    "ten thousand levels": nested(10_000),
    "letters in letters": letters_in_one_another(3_000),
    "ten thousand parts": parts(10_000),
    "header of a megabyte": b"From: a@example.org\nSubject: " + b"x" * 1_000_000 + b"\n\nbody\n",
    "folded header": b"From: a@example.org\nSubject: " + b"x\n " * 300_000 + b"\n\nbody\n",
    "hundred thousand recipients": b"From: a@example.org\nTo: "
    + b", ".join(b"p%d@example.org" % n for n in range(LONG))
    + b"\n\nx",
    "ten thousand headers": b"From: a@example.org\n" + b"".join(b"X-%d: y\n" % n for n in range(10_000)) + b"\nbody\n",
    "encoded words": b"From: a@example.org\nSubject: " + b"=?utf-8?q?=00=ff?= " * 20_000 + b"\n\nbody\n",
    "no such charset": b'From: a@example.org\nContent-Type: text/plain; charset="nonsense-8"\n\n\xff\xfe body\n',
    "charset that lies": b"From: a@example.org\nContent-Type: text/plain; charset=utf-16\n\nabc\n",
    "charset without a way back": b'From: a@example.org\nContent-Type: text/plain; charset="idna"\n\n\xe9 body\n',
    "charset that refuses": b'From: a@example.org\nContent-Type: text/plain; charset="undefined"\n\n\xe9 body\n',
    "charset of nothing": b"From: a@example.org\nContent-Type: text/plain; charset=\xff\n\n\xe9\n",
    "no headers that matter": b"Subject: Hello\n\nbody\n",
    "nul bytes": b"From: a\x00@example.org\nSubject: nul \x00 here\nMessage-ID: <a\x00b@c.org>\n\nnul \x00 byte\n",
    "encoded nul": b"From: =?utf-8?q?nul_=00?= <a@example.org>\nSubject: =?utf-8?q?=00?=\n\nx\n",
    "surrogates": b"From: a@example.org\nContent-Type: text/plain; charset=utf-8\n\n\xed\xa0\x80 \xed\xbf\xbf\n",
    "surrogates in utf-7": b"From: a@example.org\nContent-Type: text/plain; charset=utf-7\n\n+2AA-\n",
    "quoted-printable rubbish": b"From: a@example.org\nContent-Transfer-Encoding: quoted-printable\n\n"
    + b"=ZZ=\xff=\n==3" * 9_000,
    "base64 rubbish": b"From: a@example.org\nContent-Transfer-Encoding: base64\n\n" + b"A===\xff=B" * 9_000,
    "much in base64": b"From: a@example.org\nContent-Transfer-Encoding: base64\n\n"
    + base64.encodebytes(b"\n" * 3_000_000),
    "year 99999": b"From: a@example.org\nDate: Fri, 20 Nov 99999 09:12:00 +9999\nSubject: Out of office\n\n"
    b"Back on 31.12.99999.\n",
    "absent until nonsense": b"From: a@example.org\nAuto-Submitted: auto-replied\n\n"
    b"Back on 99.99.2026, 30 February 2027, 0/0/00.\n",
    "transfer encoding of nothing": b"From: a@example.org\nContent-Transfer-Encoding: x-uuencode\n\n"
    b"begin 666 a\n#####\nend\n",
    "a status report of rubbish": b"From: MAILER-DAEMON@example.org\nSubject: Undelivered\n"
    b"Content-Type: multipart/report; boundary=b\n\n--b\n"
    b"Content-Type: message/delivery-status\n\n"
    + b"Final-Recipient: rfc822; <\x00>\nAction: failed\nStatus: 9.9.9\n\n" * 3_000
    + b"--b--\n",
    "from nobody": b"From: <>\nReply-To: @\nSubject: Re: \n\n> only a quote\n",
    "ids without end": b"From: a@example.org\nReferences: "
    + b"<a@b> " * 50_000
    + b"\nIn-Reply-To: <"
    + b"x" * 9_000
    + b"@y>\n\nx\n",
}


@pytest.mark.parametrize("raw", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_message_is_stored_and_dealt_with_in_time(db, raw):
    began = time.monotonic()
    incoming = intake.receive(raw)
    assert time.monotonic() - began < 4 * BEARABLE
    assert (incoming.processed_at is not None, incoming.error) == (True, "")
    assert len(incoming.full_text) <= 200_000
    assert len(incoming.addresses) <= 100
    assert not OutgoingMessage.objects.exists()
    assert not Suppression.objects.exists()


PIECES = [
    "a ", "a.", "> ", "-", "On a, b <", "From: a\n", "a: ", "<a@b.c> ", "1/1/2026 ", "wrote ", "sent iphone ",
    "remove me ",
    "has left ", "A B ", "550-", "user ", "mailbox is ", "unknown ", "\n", "(", "<!--", "<a href=", "message-id: <",
    "---- a ----\n", "---\n", "———————\nA B\n", "Hi,\n\n", "<a@b.c>:\n",
]  # fmt: skip


@pytest.mark.parametrize("piece", PIECES)
def test_patterns_take_no_longer_than_the_text_is_long(piece):
    shapes = [piece * (LONG // len(piece)), (piece * (480 // len(piece)) + "\n") * (LONG // 480)]
    for text in shapes:
        for kind, reads in READS.items():
            began = time.monotonic()
            reads(text)
            assert time.monotonic() - began < BEARABLE, f"{kind} on {piece!r}"


def as_mail(text, *, sender="a@example.org", subject="Re: x", content_type="text/plain"):
    head = f"From: {sender}\nSubject: {subject}\nContent-Type: {content_type}; charset=utf-8\n\n"
    return classify(parse_mail((head + text).encode("utf-8", "replace")), received_on=FRIDAY)


READS = {
    "html": text_of_html,
    "letter": as_mail,
    "letter in html": lambda text: as_mail(text, content_type="text/html"),
    "bounce": lambda text: as_mail(text, sender="MAILER-DAEMON@example.org", subject="Undelivered Mail"),
}


@given(st.binary(max_size=2_000))
@settings(max_examples=150, deadline=2_000, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_examined_without_a_fault(db, raw):
    verdict, match = intake.examine(raw)
    assert match is None
    storable("".join([verdict.text, verdict.reason, *verdict.addresses]))


FIELDS = st.sampled_from(
    ["From", "To", "Subject", "Date", "Message-ID", "In-Reply-To", "References", "Content-Type", "Auto-Submitted",
     "Content-Transfer-Encoding", "Return-Path", "Precedence", "X-Failed-Recipients", "Content-Disposition"]
)  # fmt: skip
VALUES = st.one_of(
    st.text(max_size=80),
    st.sampled_from(
        ["multipart/report; boundary=b", "message/rfc822", "message/delivery-status", "text/html; charset=utf-7",
         "base64",
         "text/plain; charset=\udcff", "<a@b>", "=?utf-8?b?/w==?=", "auto-replied", "<>", "MAILER-DAEMON@example.org"]
    ),
)  # fmt: skip


@given(
    st.lists(st.tuples(FIELDS, VALUES), max_size=10),
    st.text(max_size=400),
    st.sampled_from(
        ["", "--b\nContent-Type: message/delivery-status\n\n", "--b\nContent-Type: message/feedback-report\n\n"]
    ),
)
@settings(max_examples=250, deadline=2_000, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_message_is_examined_and_can_be_stored(db, headers, body, part):
    lines = "".join(f"{name}: {value}\n" for name, value in headers)
    raw = f"{lines}\n{part}{body}".encode("utf-8", "surrogatepass")
    verdict, _ = intake.examine(raw)
    storable("".join([verdict.text, verdict.reason, *verdict.addresses]))
    assert len(verdict.text) <= 200_000


def storable(text):
    assert "\x00" not in text
    text.encode()  # no lone surrogates


def test_memory_stays_in_proportion_to_the_message():
    raw = b"From: a@example.org\nContent-Transfer-Encoding: base64\n\n" + base64.encodebytes(b"line\n" * 2_000_000)
    tracemalloc.start()
    try:
        classify(parse_mail(raw), received_on=FRIDAY)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 8 * len(raw)


def test_bounce_about_somebody_we_never_wrote_to_silences_nobody(db):
    box = MailboxFactory()
    sent = in_state(box, "sent")
    intake.receive(bounce(recipient="editor@elsewhere.example.net"), mailbox=box)
    sent.refresh_from_db()
    assert (sent.bounced_at, Suppression.objects.count()) == (None, 0)


def test_forged_reference_to_anothers_thread_shows_the_letter_and_strikes_nobody_off(db):
    box = MailboxFactory()
    sent = in_state(box, "sent")
    forged = letter(
        sender="Mallory <mallory@example.net>", in_reply_to=sent.message_id, body="Please stop writing to me."
    )
    incoming = intake.receive(forged, mailbox=box)
    assert (incoming.kind, incoming.asks_to_stop) == ("reply", True)
    assert not Suppression.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_copies_at_once_are_acted_on_once():
    box = MailboxFactory()
    in_state(box, "sent")
    copies = [b"Received: by mx%d.example.net\r\n" % n + letter(body="unsubscribe") for n in range(2)]
    together, stored = Barrier(2), []

    def arrive(raw):
        together.wait()
        try:
            stored.append(intake.receive(raw, mailbox=box).pk)
        finally:
            connection.close()

    threads = [Thread(target=arrive, args=[raw]) for raw in copies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    rows = IncomingMessage.objects.filter(pk__in=stored)
    assert (len(rows), sum(row.copy_of_id is None for row in rows)) == (2, 1)
    assert Suppression.objects.count() == 1
