"""Conversations for tests, begun the way they begin: a message goes out, an answer comes in."""

from typing import Any
from uuid import uuid4

from django.contrib.messages import get_messages
from django.urls import reverse

from mail import answering, intake
from mail.models import IncomingMessage, Mailbox, OutgoingMessage, Thread
from tests.factories.mail import in_state
from tests.mail.letters import letter


def write_in(mailbox: Mailbox | None, *, message_id: str = "", **fields: Any) -> IncomingMessage:
    """A letter that comes into the mailbox, with a Message-ID of its own."""
    return intake.receive(
        letter(message_id=message_id or f"<{uuid4().hex}@mail.example.org>", **fields), mailbox=mailbox
    )


def answered(mailbox: Mailbox, **fields: Any) -> tuple[OutgoingMessage, IncomingMessage, Thread]:
    """What we sent, what came back, and the thread it began."""
    sent = in_state(mailbox, "sent")
    incoming = write_in(mailbox, in_reply_to=sent.message_id, **fields)
    assert incoming.thread is not None
    return sent, incoming, Thread.objects.get(pk=incoming.thread_id)


def draft(incoming: IncomingMessage, **changes: Any) -> answering.Draft:
    """An answer as the form would give it."""
    thread = Thread.objects.get(pk=incoming.thread_id)
    return answering.Draft(
        **{
            "to": incoming,
            "mailbox": thread.mailbox or incoming.mailbox,
            "address": incoming.from_address,
            "html": "<p>Here it is.</p>",
            "quote": True,
            "once": uuid4(),
            "latest": answering.latest_of(thread),
            **changes,
        }
    )


def send(incoming: IncomingMessage, by: Any, **changes: Any) -> OutgoingMessage:
    thread = Thread.objects.get(pk=incoming.thread_id)
    return answering.send(thread=thread, draft=draft(incoming, **changes), by=by)


def at(thread, name="thread"):
    return reverse(f"mail:{name}", args=[thread.pk])


def form_of(incoming, **changes):
    """What the page would post."""
    theirs = draft(incoming)
    data = {
        "body": theirs.html,
        "mailbox": theirs.mailbox.pk,
        "address": theirs.address,
        "quote": "on",
        "to": incoming.pk,
        "once": theirs.once,
        "latest": theirs.latest,
        "filters": "",
    }
    return data | changes


def said(answer):
    return [str(message) for message in get_messages(answer.wsgi_request)]
