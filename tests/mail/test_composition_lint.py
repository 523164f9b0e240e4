"""What is composed is clean to the letter, whatever people are called and whatever they write; and so it arrives."""

from email import message_from_bytes
from email.header import decode_header, make_header
from email.policy import SMTP
from email.utils import parseaddr

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mail import delivery, sending_domains
from mail.composition import BREAK, Letter, compose
from mail.models import Mailbox
from tests.factories.mail import MailboxFactory, enqueued
from tests.mail.lint import faults
from tests.mail.sink import Sink

NAMES = [
    "",
    "Ines Albrecht",
    "O'Brien, Siobhán",
    'Ana "Nan" de la Cruz, jr.',
    "Back\\slash (and) <angles> @ sign; colon: here",
    "=?utf-8?q?not_encoded?=",
    "Zoë Çelik-Ångström",
    "Ирина Владимировна Соколова-Рождественская из редакции вечерних новостей",
    "山田 太郎・東京中央新聞社会部デスク兼編集委員兼論説委員",
    "مريم عبد الرحمن",
    "👩‍🚀 Nova 🚀",
    "Nobody " * 25,
    "x" * 150,
    "é" * 150,
]
SUBJECTS = [
    "A 100-hour battery in Altfelde",
    "Ölpreis, Gaspreis, Strompreis: was die Speicher in der Lausitz ändern, für wen, und warum gerade jetzt",
    "=?utf-8?b?bm90IGVuY29kZWQ=?= stands here as it is",
    "東京湾の電気フェリー、来春就航へ。運賃は据え置き、所要時間は五分短縮の見込み、船会社が発表",
    "word" * 70,
    "🔋" * 90,
    "Tab\tand trailing space ",
    "Strom: 100 % aus Wind?",
]
TEXTS = [
    "Hi Ines,\n\nWould the test data be of use to you?\n",
    ".\n..\n.dots\nFrom the start\n--\n-- \nSignature",
    "A line of " + "many " * 400 + "words",
    "x" * 5000,
    "é" * 3000,
    "Привет, Инес! " * 300,
    "trailing spaces   \nand tabs\t\nand = signs =3D\n",
    "mixed\r\nline\rends\n\n\n",
    "--=_ looks like a boundary\n--\n",
    "",
    "\x85next line\u2028separator\u2029and\x0bmore\x0c",
]


def composed(*, name: str = NAMES[1], subject: str = SUBJECTS[0], text: str = TEXTS[0], thread: int = 0) -> bytes:
    """A message as it would be handed over."""
    letter = Letter(
        from_name=name,
        from_address="maya@harbourlane.example.com",
        to_name=name,
        to_address="ines.albrecht@example.org",
        subject=subject,
        html=f"<p>{text}</p>",
        text=text,
        message_id="<0@harbourlane.example.com>",
        reply_token="abc",
        earlier=tuple(f"<{'a' * 32}.{n}@harbourlane.example.com>" for n in range(thread)),
        unsubscribe_url=f"https://press.example.com/pitch/{'t' * 32}/unsubscribe/",
    )
    return b"Date: Tue, 24 Nov 2026 09:00:00 +0000\r\n" + compose(letter)


@pytest.mark.parametrize("name", NAMES)
def test_names(name):
    raw = composed(name=name)
    assert faults(raw) == []
    message = message_from_bytes(raw)
    for header, whose in (("From", "maya@harbourlane.example.com"), ("To", "ines.albrecht@example.org")):
        shown, address = parseaddr(message[header].replace("\r\n", ""))
        assert (str(make_header(decode_header(shown))), address) == (name.strip(), whose)


@pytest.mark.parametrize("subject", SUBJECTS)
def test_subjects(subject):
    raw = composed(subject=subject)
    assert faults(raw) == []
    assert str(message_from_bytes(raw, policy=SMTP)["Subject"]).strip() == subject.strip()


@pytest.mark.parametrize("text", TEXTS)
def test_texts(text):
    raw = composed(text=text)
    assert faults(raw) == []
    plain = next(message_from_bytes(raw, policy=SMTP).iter_parts()).get_payload(decode=True).decode()
    assert plain.replace("\r\n", "\n") == text.replace("\r\n", "\n").replace("\r", "\n")


def test_page_has_a_whole_head():
    """Longer than what SpamAssassin calls short, whatever is said, and its name is nothing but text."""
    raw = composed(subject='<b>"Altfelde" & more</b>', text="Hi")
    page = list(message_from_bytes(raw, policy=SMTP).iter_parts())[1].get_content()
    head = page[: page.index("</head>")]
    assert '<title>&lt;b&gt;"Altfelde" &amp; more&lt;/b&gt;</title>' in head
    assert [name for name in ("viewport", "color-scheme", "format-detection") if f'name="{name}"' not in head] == []
    assert "<style" not in page


@pytest.mark.parametrize("thread", [1, 2, 20])
def test_threads(thread):
    assert faults(composed(thread=thread)) == []


LINE = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=200).filter(
    lambda text: not BREAK.search(text)
)


@settings(deadline=None)
@given(name=LINE, subject=LINE, text=st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=2000))
def test_anything(name, subject, text):
    assert faults(composed(name=name, subject=subject or "x", text=text)) == []


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda raw: raw.replace(b"\r\n\r\n", b"\r\n\n", 1), "by itself"),
        (lambda raw: raw.replace(b"Subject: ", b"Subject: " + b"x" * 1000), "a line has"),
        (lambda raw: b"Subject: Two\r\n" + raw, "subject is there 2 times"),
        (lambda raw: raw.replace(b"From: ", b"Form: "), "from is there 0 times"),
        (lambda raw: raw.replace(b"us-ascii", b"utf-9"), "us-ascii|utf-9"),
        (lambda raw: raw.replace(b"To: ", b"To: a@example.org, "), "To names 2"),
        (lambda raw: raw.replace(b"Would", "Wöuld".encode()), "not written in ASCII|cannot be read"),
        (lambda raw: raw.replace(b"One-Click", b"Two-Click"), "RFC 8058"),
    ],
)
def test_the_linter_sees_what_is_wrong(spoil, words):
    raw = spoil(composed())
    assert raw != composed()
    assert any(word in fault for word in words.split("|") for fault in faults(raw)), faults(raw)


@pytest.mark.django_db
@pytest.mark.services
@pytest.mark.parametrize("signing", [False, True])
def test_what_arrives_is_clean(nameserver, signing):
    """Through the engine and a real server: the dots doubled and taken off again, the signature before it."""
    if signing:
        domain = sending_domains.make_key("harbourlane.example.com", selector="mediarel")
        nameserver.text(domain.record.name, domain.record.value)
        sending_domains.switch_on(domain)
    mailbox = MailboxFactory(name=NAMES[7])
    for text in TEXTS:
        enqueued(
            mailbox, to_name=NAMES[3], subject=SUBJECTS[1], text=text, unsubscribe_url="https://press.example.com/u"
        )
    with Sink() as sink:
        Mailbox.objects.update(smtp_port=sink.port)
        delivery.deliver_due()
    assert len(sink.raw) == len(TEXTS)
    for raw in sink.raw:
        assert raw.startswith(b"DKIM-Signature:") is signing
        assert faults(raw) == []
