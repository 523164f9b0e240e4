"""A calendar entry in a message: one more alternative that programs read, unharmed by what changes the bodies."""

from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from mail.composition import CalendarPart, Letter, compose, with_bodies
from mail.errors import HeaderInjection

ENTRY = "BEGIN:VCALENDAR\r\nSUMMARY:Interview with Marek Dvořák\\, Fernhall\r\n Storage\r\nEND:VCALENDAR\r\n"


def letter(method: str = "REQUEST") -> Letter:
    return Letter(
        from_name="Maya", from_address="maya@harbourlane.example.com", to_name="Ines", to_address="ines@example.org",
        subject="Interview", html="<p>Agreed.</p>", text="Agreed.", message_id="<1@harbourlane.example.com>",
        reply_token="abc", calendar=CalendarPart(method, ENTRY),
    )  # fmt: skip


def parts(raw: bytes) -> list[EmailMessage]:
    return list(message_from_bytes(raw, _class=EmailMessage, policy=policy.default).iter_parts())


def test_entry_is_the_last_alternative_with_its_method() -> None:
    raw = compose(letter())
    text, html, entry = parts(raw)
    assert [each.get_content_type() for each in (text, html, entry)] == ["text/plain", "text/html", "text/calendar"]
    assert (entry.get_param("method"), entry.get_content().encode()) == ("REQUEST", ENTRY.encode())
    assert raw.isascii()
    assert max(map(len, raw.split(b"\r\n"))) < 900


def test_changed_bodies_leave_the_entry_alone() -> None:
    changed = with_bodies(compose(letter("CANCEL")), lambda body: body.replace("Agreed", "Off"))
    text, _, entry = parts(changed)
    assert text.get_content().strip() == "Off."
    assert (entry.get_param("method"), entry.get_content().encode()) == ("CANCEL", ENTRY.encode())


def test_method_cannot_smuggle_a_header_in() -> None:
    with pytest.raises(HeaderInjection):
        compose(letter("REQUEST\r\nBcc: all@example.org"))
