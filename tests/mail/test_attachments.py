"""Attached files: named so that they cannot mislead, handed out so that they cannot run, pictures drawn anew."""

import io
from email.message import EmailMessage

import pytest
from django.urls import reverse
from PIL import Image

from mail import intake
from mail.attachments import contents_of, files_of, redrawn, type_of, with_pictures
from mail.parsing import parse_mail
from tests.factories.mail import MailboxFactory


def picture(form="PNG", size=(8, 6), **options):
    kept = io.BytesIO()
    Image.new("RGB", size, (200, 40, 40)).save(kept, form, **options)
    return kept.getvalue()


def mail_with(*files, html="", message_id="<files@example.org>"):
    """(name, bytes, type) each; with a fourth, the Content-ID."""
    message = EmailMessage()
    message["From"] = "Ines Albrecht <ines.albrecht@example.org>"
    message["Subject"] = "Files"
    message["Message-ID"] = message_id
    message.set_content("See attached.")
    if html:
        message.add_alternative(html, subtype="html")
    for name, data, kind, *cid in files:
        main, _, sub = kind.partition("/")
        message.add_attachment(data, maintype=main, subtype=sub, filename=name, cid=cid[0] if cid else None)
    return message.as_bytes()


def names(*files):
    return [file.name for file in files_of(parse_mail(mail_with(*[(name, b"x", "text/plain") for name in files])))]


@pytest.fixture
def own(specialist):
    return MailboxFactory(owner=specialist)


def parts(*pieces):
    """A message of these parts, as they stand."""
    head = b"From: ines@example.org\r\nSubject: Files\r\nContent-Type: multipart/mixed; boundary=B\r\n"
    body = b"".join(b"--B\r\n" + piece + b"\r\n" for piece in pieces)
    return contents_of(parse_mail(head + b"\r\n" + body + b"--B--\r\n"))["files"]


TEXT = b"Content-Type: text/plain\r\n\r\nSee attached."


@pytest.mark.parametrize(
    ("piece", "type"),
    [
        (b"Content-Type: application/pdf\r\n\r\n%PDF-1.4", "PDF"),
        (b"Content-Type: audio/mpeg\r\nContent-Disposition: inline\r\n\r\nID3", "MP3 audio"),
        (b"Content-Type: text/calendar; method=REQUEST\r\n\r\nBEGIN:VCALENDAR", "text"),
    ],
)
def test_file_without_a_name_is_there(piece, type):
    assert [(file["name"], file["type"]) for file in parts(TEXT, piece)] == [("attachment-1", type)]


@pytest.mark.parametrize("kind", ["message/delivery-status", "text/rfc822-headers", "message/feedback-report"])
def test_what_machines_write_for_machines_is_no_file(kind):
    assert parts(TEXT, b"Content-Type: " + kind.encode() + b"\r\n\r\nAction: failed") == []


def test_one_name_that_cannot_be_read_hides_no_other_file():
    odd = b"Content-Disposition: attachment; filename*=idna'x'%FF%FE\r\n\r\nx"
    pdf = b'Content-Disposition: attachment; filename="report.pdf"\r\n\r\n%PDF-1.4'
    assert [file["name"] for file in parts(TEXT, odd, pdf)] == ["attachment-1", "report.pdf"]


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("report.pdf", "report.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\report.pdf", "report.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("a\r\nSet-Cookie: x.pdf", "x.pdf"),
        ("..", "attachment-1"),
        ("Übersicht März.xlsx", "Übersicht März.xlsx"),
        ('x".html;y', "x_.html_y"),
    ],
)
def test_name_can_lead_nowhere(given, name):
    raw = mail_with((given.replace("\r\n", ""), b"x", "text/plain"))
    found = files_of(parse_mail(raw))[0].name
    assert not set(found) & set('/\\"\r\n\u202e;')
    if "\r" not in given:
        assert found.replace("_", "") == name.replace("_", "")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.7", "PDF"),
        (picture("PNG"), "PNG picture"),
        (picture("JPEG"), "JPEG picture"),
        (b"MZ\x90\x00", "Windows program"),
        (b"  <!DOCTYPE html><p>", "web page"),
        (b"<svg onload=alert(1)>", "web page"),
        (b"PK\x03\x04....word/document.xml", "Word document"),
        (b"PK\x03\x04....", "ZIP archive"),
        (b"Dear all", "text"),
        (b"\x00\x01", "file"),
        (b"", "file"),
    ],
)
def test_type_is_told_by_the_content(data, words):
    assert type_of(data) == words


@pytest.mark.parametrize(
    ("name", "data", "misnamed"),
    [
        ("report.pdf", b"%PDF-1.7", False),
        ("report.pdf", b"MZ\x90\x00", True),
        ("report.pdf", b"<script>alert(1)</script>", True),
        ("photo.jpg", picture("PNG"), True),
        ("notes.txt", b"Dear all", False),
        ("setup.bin", b"MZ\x90\x00", True),
    ],
)
def test_file_that_is_not_what_its_name_says_is_marked(name, data, misnamed):
    [file] = contents_of(parse_mail(mail_with((name, data, "application/pdf"))))["files"]
    assert file["misnamed"] is misnamed


def test_picture_is_drawn_anew():
    hidden = picture("JPEG", exif=b"Exif\x00\x00GPS: at home") + b"<script>alert(1)</script>"
    uri = redrawn(hidden)
    assert uri.startswith("data:image/webp;base64,")
    from base64 import b64decode

    data = b64decode(uri.partition(",")[2])
    assert b"script" not in data
    assert b"GPS" not in data


def test_picture_beyond_measure_is_not_decoded():
    assert redrawn(picture("PNG", size=(9000, 9000))) == ""


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n", picture("PNG")[:40], picture("JPEG")[:200]])
def test_broken_picture_is_not_shown(data):
    assert redrawn(data) == ""


def test_pictures_stand_where_the_letter_names_them_and_nothing_is_fetched():
    html = '<p>Look</p><img src="cid:one"><img src="https://tracker.example.net/p.png"><img src="cid:gone">'
    raw = mail_with(("a.png", picture(), "image/png", "<one>"), ("b.png", picture(), "image/png"), html=html)
    shown = with_pictures(parse_mail(raw))
    assert shown.count("data:image/webp") == 2
    assert '<img src="data:image/webp' in shown
    assert 'src="cid:gone"' in shown


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("page.html", b"<script>alert(document.cookie)</script>", "text/html"),
        ("logo.svg", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "image/svg+xml"),
        ("photo.png", picture(), "image/png"),
        ("report.pdf", b"%PDF-1.7", "application/pdf"),
    ],
)
def test_attachment_is_kept_and_never_shown(client_for, specialist, own, name, data, kind):
    incoming = intake.receive(mail_with((name, data, kind)), mailbox=own)
    answer = client_for(specialist).get(reverse("mail:attachment", args=[incoming.pk, 0]))
    assert answer.content == data
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_attachment_is_for_whoever_may_read_the_letter(
    client, client_for, specialist, colleague, manager, observer, own
):
    incoming = intake.receive(mail_with(("a.pdf", b"%PDF-1.7", "application/pdf")), mailbox=own)
    address = reverse("mail:attachment", args=[incoming.pk, 0])
    seen = {who: client_for(who).get(address).status_code for who in (specialist, colleague, manager, observer)}
    assert seen == {specialist: 200, colleague: 404, manager: 404, observer: 403}
    assert client.get(address)["Location"].startswith("/account/login/")
    assert client_for(specialist).get(reverse("mail:attachment", args=[incoming.pk, 1])).status_code == 404


def test_pictures_are_shown_on_demand_only(client_for, specialist, own):
    html = '<p>Look</p><img src="cid:one">'
    incoming = intake.receive(mail_with(("a.png", picture(), "image/png", "<one>"), html=html), mailbox=own)
    browser, address = client_for(specialist), reverse("mail:incoming-html", args=[incoming.pk])
    assert "data:image/webp" not in browser.get(address).content.decode()
    page = browser.get(address, {"pictures": "1"})
    assert '<img src="data:image/webp' in page.content.decode()
    assert "sandbox" in page["Content-Security-Policy"]
    assert "img-src data:" in page["Content-Security-Policy"]
