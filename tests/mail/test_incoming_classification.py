"""What each of our sample messages is. They are invented, in the forms that servers and mail programs write."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mail.classification import Verdict, classify
from mail.failures import Failure, judge
from mail.parsing import parse_mail
from tests.mail.letters import letter

MESSAGES = Path(__file__).parent / "messages"
FRIDAY = date(2026, 11, 20)
OURS = "<0f3c9d2e@harbourlane.example.com>"
INES = "ines.albrecht@stromblatt.example.org"


def verdict(name: str) -> Verdict:
    return classify(parse_mail((MESSAGES / f"{name}.eml").read_bytes()), received_on=FRIDAY)


@pytest.mark.parametrize(
    "name",
    [
        "bounce_exchange_unknown",
        "bounce_exchange_access_denied",
        "bounce_gmail_unknown",
        "bounce_postfix_no_domain",
        "bounce_exim_unknown",
        "bounce_qmail_unknown",
        "bounce_sendmail_unknown",
    ],
)
def test_bounce_of_a_dead_address_is_permanent(name):
    found = verdict(name)
    assert (found.kind, found.permanent, found.addresses) == ("bounce", True, [INES])
    assert found.evidence[0] == OURS
    assert found.reason


@pytest.mark.parametrize(
    "name",
    [
        "bounce_exchange_spam",
        "bounce_gmail_full",
        "bounce_gmail_unauthenticated",
        "bounce_postfix_greylisted",
        "bounce_postfix_expired",
        "bounce_too_large",
        "bounce_sender_refused",
        "bounce_exim_full",
    ],
)
def test_bounce_for_any_other_reason_is_not(name):
    found = verdict(name)
    assert (found.kind, found.permanent, found.addresses) == ("bounce", False, [INES])
    assert found.evidence[0] == OURS


@pytest.mark.parametrize("name", ["delivered_postfix", "receipt_read"])
def test_receipts_are_no_answers(name):
    found = verdict(name)
    assert (found.kind, found.permanent, found.evidence) == ("delivered", None, [OURS])


def test_complaint_names_the_reader_and_our_message():
    found = verdict("complaint_arf")
    assert (found.kind, found.addresses, found.evidence) == ("complaint", [INES], [OURS])


def test_complaint_in_the_form_of_outlook_com_names_the_reader_and_our_message():
    returned = f"X-HmXmrOriginalRecipient: {INES}\nMessage-ID: {OURS}\nSubject: A 100-hour battery\n\nHi Ines"
    boxed = f"--b\nContent-Type: message/rfc822\n\n{returned}\n--b--\n"
    raw = f"From: staff@provider.example\nSubject: complaint\nContent-Type: multipart/mixed; boundary=b\n\n{boxed}"
    found = classify(parse_mail(raw.encode()), received_on=FRIDAY)
    assert (found.kind, found.addresses, found.evidence) == ("complaint", [INES], [OURS])
    passed_on = raw.replace("X-HmXmrOriginalRecipient", "X-Recipient")
    assert classify(parse_mail(passed_on.encode()), received_on=FRIDAY).kind != "complaint"


def test_text_shows_where_the_boundary_that_a_message_names_never_comes():
    headers = f"From: {INES}\nIn-Reply-To: {OURS}\nContent-Type: multipart/mixed; boundary=gone"
    found = classify(parse_mail(f"{headers}\n\nTuesday works.\n".encode()), received_on=FRIDAY)
    assert (found.kind, found.text) == ("reply", "Tuesday works.")


@pytest.mark.parametrize(
    ("name", "returns_on"),
    [
        ("ooo_en", date(2026, 11, 30)),
        ("ooo_de", date(2026, 11, 30)),
        ("ooo_fr", date(2026, 12, 1)),
        ("ooo_nl", date(2026, 12, 4)),
        ("ooo_es", date(2026, 12, 2)),
        ("ooo_year_end", date(2027, 1, 4)),
        ("ooo_weekday", date(2026, 11, 23)),
        ("auto_ticket", None),
    ],
)
def test_automatic_replies_tell_when_somebody_is_back(name, returns_on):
    found = verdict(name)
    assert (found.kind, found.returns_on, found.evidence) == ("auto_reply", returns_on, [OURS])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("reply_gmail", "Yes please, send the test data.\n\nCould we speak to the engineer on Tuesday?"),
        ("reply_outlook", "Hello Maya,\n\nthis is not for us, but try my colleague at the energy desk."),
        ("reply_apple", "Klingt gut. Schick mir bitte die Unterlagen."),
        ("reply_inline", "Yes.\n\nWednesday is better."),
        ("reply_gmail_html", "Gerne, Dienstag um zehn."),
        ("reply_outlook_html", "Please take me off your list."),
    ],
)
def test_replies_show_what_was_typed(name, text):
    found = verdict(name)
    assert (found.kind, found.text, found.evidence) == ("reply", text, [OURS])


def test_reply_that_asks_to_be_left_alone_is_suggested_not_acted_on():
    found = verdict("reply_outlook_html")
    assert (found.kind, found.reason) == ("reply", "They seem to ask not to be written to again.")
    assert verdict("reply_gmail").reason == ""


def test_the_one_word_unsubscribe_is_a_command():
    found = verdict("unsubscribe_word")
    assert (found.kind, found.addresses) == ("unsubscribe", [INES])


def test_newsletter_is_neither_reply_nor_automatic_answer():
    assert verdict("newsletter").kind == "other"


@pytest.mark.parametrize(
    ("subject", "headers", "kind"),
    [
        ("Re: Absence of wind", {}, "reply"),
        ("Re: Out of office culture, a survey", {}, "reply"),
        ("Re: Holiday homes on wheels", {}, "reply"),
        ("Re: Auto: the cheap one", {}, "reply"),
        ("Re: Storage", {"auto_submitted": "no"}, "reply"),
        ("Re: Storage", {"auto_submitted": "auto-replied; owner-email=a@example.org"}, "auto_reply"),
        ("Re: Storage", {"x_auto_response_suppress": "OOF, AutoReply"}, "auto_reply"),
        ("Re: Storage", {"x_autorespond": "Re: Storage"}, "auto_reply"),
        ("Re: Storage", {"precedence": "auto_reply"}, "auto_reply"),
        ("Re: Storage", {"precedence": "junk"}, "auto_reply"),
        ("Re: Storage", {"return_path": "<>"}, "auto_reply"),
        ("Re: Storage", {"return_path": "<ines@example.org>"}, "reply"),
        ("Odpowiedź automatyczna: Storage", {}, "auto_reply"),
    ],
)
def test_automatic_is_told_by_headers_and_plain_words_alone(subject, headers, kind):
    raw = letter(subject=subject, body="I will look at the wind farm story on Tuesday.", in_reply_to=OURS, **headers)
    assert classify(parse_mail(raw), received_on=FRIDAY).kind == kind


@pytest.mark.parametrize(
    ("diagnostic", "status", "expected"),
    [
        ("550 5.1.1 User unknown", "5.1.1", Failure.NO_SUCH_ADDRESS),
        ("550 No such user here", "5.0.0", Failure.NO_SUCH_ADDRESS),
        ("550 Requested action not taken: mailbox unavailable", "5.5.0", Failure.NO_SUCH_ADDRESS),
        ("450 4.2.0 mailbox unavailable, try again", "4.2.0", Failure.SERVER),
        ("554 delivery error: dd This user doesn't have an example.com account", "5.0.0", Failure.NO_SUCH_ADDRESS),
        ("552 5.2.2 Over quota", "5.2.2", Failure.FULL),
        ("550 5.1.1 mailbox full", "5.1.1", Failure.FULL),
        ("550 5.2.1 The email account that you tried to reach is disabled", "5.2.1", Failure.CLOSED),
        ("554 5.7.1 Message rejected due to content policy", "5.7.1", Failure.BLOCKED),
        ("550 SPF check failed", "5.0.0", Failure.BLOCKED),
        ("421 4.7.0 Too many connections", "4.7.0", Failure.BLOCKED),
        ("550 5.1.6 Recipient has moved", "5.1.6", Failure.MOVED),
        ("554 5.4.14 Hop count exceeded - possible mail loop", "5.4.14", Failure.UNREACHABLE),
        ("556 5.1.10 Recipient address has null MX", "5.1.10", Failure.NO_SUCH_DOMAIN),
        ("550 Sender verify failed: unrouteable address", "5.1.1", Failure.BLOCKED),
        ("550 Verification failed for <maya@example.com>: no such user", "5.1.1", Failure.BLOCKED),
        ("", "5.1.1", Failure.NO_SUCH_ADDRESS),
        ("", "5.0.0", Failure.UNKNOWN),
    ],
)
def test_judge_reads_words_before_codes(diagnostic, status, expected):
    assert judge(diagnostic=diagnostic, words="", status=status) is expected


HEADERS = st.sampled_from(
    [
        "From: a@example.org", "From: =?utf-8?q?=C3?= <x@y>", "Subject: Re: x", "Subject: failure notice",
        "Auto-Submitted: auto-replied", "Content-Type: multipart/report; boundary=b", "Content-Type: text/html",
        "Content-Type: multipart/mixed; boundary=b", "Content-Transfer-Encoding: base64", "Return-Path: <>",
        "X-Failed-Recipients: ,,@", "In-Reply-To: <a@b> <<>", "Date: nonsense",
    ]
)  # fmt: skip
PIECES = st.sampled_from(
    [
        b"--b\n", b"--b--\n", b"Content-Type: message/delivery-status\n\n", b"Content-Type: message/rfc822\n\n",
        b"Action: failed\nStatus: 9.9.9\nFinal-Recipient: ;\n\n", b"> quoted\n", b"On x wrote:\n", b"-- \n", b"\n",
        b"Content-Type: text/plain; charset=\"\xff\"\n\n", b"<blockquote><p>", b"From: x\nSent: y\nTo: z\n",
        b"30.02.2026",
    ]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(HEADERS, max_size=8), st.lists(st.one_of(PIECES, st.binary(max_size=40)), max_size=20))
@example([], [b"\x00"])
def test_classify_never_fails(headers, pieces):
    raw = "\n".join(headers).encode() + b"\n\n" + b"".join(pieces)
    found = classify(parse_mail(raw), received_on=FRIDAY)
    assert found.kind
    assert "\x00" not in found.text + found.reason + "".join(found.addresses)
