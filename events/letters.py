"""Short letters of our own making, from a text template into the outbox."""

from collections.abc import Sequence
from html import escape
from typing import Any

from django.db import transaction
from django.template.loader import render_to_string

from core.html import paragraphs
from mail.composition import CalendarPart
from mail.errors import MailError
from mail.models import Mailbox, OutgoingMessage
from mail.outbox import enqueue
from team.models import TeamPolicy


def put_out(
    *, mailbox: Mailbox, purpose: str, subject: str, template: str, context: dict[str, Any], to_address: str,
    to_name: str, links: Sequence[str] = (), calendar: CalendarPart | None = None,
) -> OutgoingMessage | None:  # fmt: skip
    """One letter; `links` are the addresses in it that can be followed. None where the address is refused, or belongs
    to somebody who wants nothing from us any more."""
    text = render_to_string(template, {**context, "organisation": TeamPolicy.current().organisation}).strip() + "\n"
    html = paragraphs(text)
    for link in filter(None, links):
        html = html.replace(escape(link, quote=False), f'<a href="{escape(link)}">{escape(link)}</a>')
    try:
        with transaction.atomic():
            return enqueue(
                mailbox=mailbox, purpose=purpose, to_address=to_address, to_name=to_name, subject=subject[:200],
                html=html, text=text, signature=True, calendar=calendar,
            )  # fmt: skip
    except MailError:
        return None
