import email
import email.policy
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from mail import outbox, suppression
from mail.composition import Letter, compose, with_bodies
from mail.errors import BadAddress, HeaderInjection, NotFailed, NotUnconfirmed, Suppressed
from mail.models import OutgoingMessage
from mail.windows import Window
from tests.factories.mail import MailboxFactory, enqueued, in_state


def parsed(raw: bytes) -> email.message.EmailMessage:
    return email.message_from_bytes(bytes(raw).replace(b"\r\n", b"\n"), policy=email.policy.default)


@pytest.fixture
def mailbox(db):
    return MailboxFactory(
        name="Elin Sørvaag", address="elin@harbourlane.example.com", signature="Elin\n+49 30 23125 142"
    )


def test_enqueue_builds_one_clean_message(mailbox):
    message = enqueued(mailbox, unsubscribe_url="https://press.example.com/unsubscribe/abc/")
    mail = parsed(message.as_sent(datetime(2026, 11, 18, 7, 5, tzinfo=UTC)))
    assert mail["Date"] == "Wed, 18 Nov 2026 07:05:00 +0000"
    assert mail["From"].addresses[0].display_name == "Elin Sørvaag"
    assert mail["From"].addresses[0].addr_spec == "elin@harbourlane.example.com"
    assert mail["To"] == "Ines Albrecht <ines.albrecht@example.org>"
    assert mail["Message-ID"] == message.message_id
    assert message.message_id.endswith("@harbourlane.example.com>")
    assert mail["List-Unsubscribe"] == (
        "<https://press.example.com/unsubscribe/abc/>, "
        f"<mailto:elin@harbourlane.example.com?subject=unsubscribe%20{message.reply_token}>"
    )
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert [part.get_content_type() for part in mail.walk()] == ["multipart/alternative", "text/plain", "text/html"]
    assert mail.get_body(("plain",)).get_content() == "Hi Ines,\n\nWould the test data be of use to you?\n"
    assert not mail.defects


def test_enqueue_inlines_styles_and_brings_no_picture_or_style_block(mailbox):
    message = enqueued(mailbox, html='<p>Hi</p><p class="mr-mail-foot">Uferweg 8</p>')
    html = parsed(message.raw).get_body(("html",)).get_content()
    assert '<p style="margin: 0 0 1em;">Hi</p>' in html
    assert "opacity" in html
    assert "<style" not in html
    assert "<img" not in html


def test_enqueue_writes_only_seven_bit_lines_of_bearable_length(mailbox):
    message = enqueued(
        mailbox, to_name="Дарья 山田", subject="Größe 山田 " * 20, html=f"<p>{'é' * 3000}</p>", text="山" * 3000
    )
    raw = message.as_sent()
    assert raw.isascii()
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998
    assert raw.count(b"\n") == raw.count(b"\r\n")
    mail = parsed(raw)
    assert mail["To"].addresses[0].display_name == "Дарья 山田"
    assert str(mail["Subject"]).strip() == ("Größe 山田 " * 20).strip()
    assert mail.get_body(("plain",)).get_content().strip() == "山" * 3000


def test_enqueue_signs_when_asked(mailbox):
    mail = parsed(enqueued(mailbox, signature=True).raw)
    assert mail.get_body(("plain",)).get_content().endswith("\n\nElin\n+49 30 23125 142\n")
    assert "Elin<br>+49 30 23125 142" in mail.get_body(("html",)).get_content()


def test_enqueue_follow_up_stays_in_the_thread(mailbox):
    first = enqueued(mailbox)
    second = enqueued(mailbox, in_reply_to=first)
    third = enqueued(mailbox, in_reply_to=second, subject="RE: A 100-hour battery in Altfelde")
    assert second.subject == "Re: A 100-hour battery in Altfelde"
    assert third.subject == "RE: A 100-hour battery in Altfelde"
    mail = parsed(third.raw)
    assert mail["In-Reply-To"] == second.message_id
    assert mail["References"].split() == [first.message_id, second.message_id]
    assert "Auto-Submitted" not in mail


def test_enqueue_takes_a_unicode_domain_as_the_wire_wants_it(mailbox):
    message = enqueued(mailbox, to_address="ines@zeitung-münchen.example")
    assert message.to_address == "ines@xn--zeitung-mnchen-osb.example"
    assert message.to_domain == "xn--zeitung-mnchen-osb.example"


@pytest.mark.parametrize("address", ["", "ines", "ines@", "a b@example.org", "ines@example.org\nBcc: x@example.com"])
def test_enqueue_refuses_what_is_no_address(mailbox, address):
    with pytest.raises(BadAddress):
        enqueued(mailbox, to_address=address)
    assert not OutgoingMessage.objects.exists()


@pytest.mark.parametrize("field", ["subject", "to_name", "unsubscribe_url"])
@pytest.mark.parametrize("bad", ["x\nBcc: y@example.com", "x\ry", "x\u2028y", "x\0y"])
def test_enqueue_refuses_a_line_break_in_a_header(mailbox, field, bad):
    with pytest.raises(HeaderInjection, match="line break"):
        enqueued(mailbox, **{field: bad})
    assert not OutgoingMessage.objects.exists()


def test_enqueue_refuses_the_suppressed(mailbox):
    suppression.suppress("Ines.Albrecht@example.org", source="unsubscribe")
    with pytest.raises(Suppressed):
        enqueued(mailbox)
    assert not OutgoingMessage.objects.exists()


def test_enqueue_waits_for_the_window(mailbox):
    sunday = datetime(2027, 11, 21, 9, 0, tzinfo=UTC)
    message = enqueued(mailbox, due_at=sunday, window=Window("Europe/Berlin", 5, 12))
    assert message.due_at == datetime(2027, 11, 22, 4, 0, tzinfo=UTC)
    assert message.window == Window("Europe/Berlin", 5, 12)


def test_enqueue_wakes_the_mailbox_once_for_many(mailbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        for _ in range(3):
            enqueued(mailbox)
        enqueued(MailboxFactory())
    assert len(callbacks) == 2


def test_cancel_takes_back_what_has_not_gone(mailbox, specialist):
    messages = [in_state(mailbox, state) for state in OutgoingMessage.State]
    assert outbox.cancel(messages, by=specialist, why="The embargo moved.") == 2
    queued = OutgoingMessage.objects.get(pk=messages[0].pk)
    assert (queued.state, queued.last_error, queued.claim) == ("cancelled", "The embargo moved.", None)
    assert sorted(OutgoingMessage.objects.values_list("state", flat=True)) == sorted(
        ["cancelled", "cancelled", "cancelled", "handed_off", "sent", "unconfirmed", "failed"]
    )


def test_resolve_unconfirmed_as_sent(mailbox, specialist):
    message = in_state(mailbox, "unconfirmed")
    outbox.resolve_unconfirmed(message=message, was_sent=True, by=specialist)
    message.refresh_from_db()
    assert (message.state, message.accepted_at, message.confirmed_by) == ("sent", message.handed_off_at, specialist)
    with pytest.raises(NotUnconfirmed):
        outbox.resolve_unconfirmed(message=message, was_sent=False, by=specialist)


def test_resolve_unconfirmed_as_to_be_sent_again(mailbox, specialist):
    message = in_state(mailbox, "unconfirmed", lapses_at=timezone.now() - timedelta(hours=1))
    outbox.resolve_unconfirmed(message=message, was_sent=False, by=specialist)
    message.refresh_from_db()
    assert (message.state, message.handed_off_at, message.claim, message.lapses_at) == ("queued", None, None, None)


def test_retry_only_what_failed(mailbox, specialist):
    message = in_state(mailbox, "failed", last_error="550 no such user")
    outbox.retry(message=message, by=specialist)
    message.refresh_from_db()
    assert (message.state, message.ended_at) == ("queued", None)
    with pytest.raises(NotFailed):
        outbox.retry(message=message, by=specialist)


names = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)


@given(name=names, subject=names)
def test_compose_never_lets_a_name_or_subject_make_a_header(name, subject):
    letter = Letter(
        from_name=name,
        from_address="maya@harbourlane.example.com",
        to_name=name,
        to_address="ines@example.org",
        subject=subject,
        html="<p>Hi</p>",
        text="Hi",
        message_id="<1@harbourlane.example.com>",
        reply_token="token",
    )
    try:
        raw = compose(letter)
    except HeaderInjection:
        return
    head = raw.partition(b"\r\n\r\n")[0]
    found = [line.partition(b":")[0] for line in head.split(b"\r\n") if not line.startswith((b" ", b"\t"))]
    assert found == [b"From", b"To", b"Subject", b"Message-ID", b"MIME-Version", b"Content-Type"]


@pytest.mark.parametrize("text", ["Hi\n", "Grüße\n\n.\n", "Ελληνικά γράμματα\n", "x" * 2000, ""], ids=len)
def test_bodies_that_are_not_changed_leave_every_byte(mailbox, text):
    message = enqueued(mailbox, text=text, html=f"<p>{text}</p>", to_name="Núria")
    assert with_bodies(message.as_sent(), lambda body: body) == message.as_sent()
    other = with_bodies(message.as_sent(), lambda body: body.replace("Hi", "Hello"))
    assert (b"Hello" in other) == ("Hi" in text)
