"""What waits because of mail on its way out, and of mailboxes that do not work."""

from datetime import timedelta
from functools import partial
from typing import Any, Final

from django.db.models import Count, F, Max, Min, Q, QuerySet
from django.urls import reverse

from dashboard.desk import Desk, Room, Source, Urgency, WorkItem
from mail.models import Mailbox, OutgoingMessage, Thread
from mail.models.mailbox import SECRETS
from pitches.models import Recipient

# icons: mail-off mail-exclamation mail-x copy
FAILED_SHOWN_FOR: Final = timedelta(days=7)
LASTING: Final = 5
"""Times in a row that a server did not answer before anybody is troubled with it."""
State = OutgoingMessage.State


def _mailboxes(desk: Desk) -> "QuerySet[Mailbox]":
    """Those that the reader can set right: shared ones are set up by admins."""
    mailboxes = Mailbox.objects.manageable_by(desk.user).filter(desk.own_or(desk.has_admins), is_active=True)
    return mailboxes.defer(*SECRETS)


def paused(desk: Desk) -> "QuerySet[Mailbox]":
    return _mailboxes(desk).filter(paused_at__isnull=False).order_by("paused_at")


def unreadable(desk: Desk) -> "QuerySet[Mailbox]":
    """Replies are not seen meanwhile. One that is paused too has its row above."""
    failing = _mailboxes(desk).exclude(poll_error="").filter(poll_failures__gte=LASTING, paused_at=None)
    return failing.order_by("polled_at")


def without_copies(desk: Desk) -> "QuerySet[Mailbox]":
    failing = _mailboxes(desk).exclude(sent_copy_error="").filter(sent_copy_failures__gte=LASTING, paused_at=None)
    return failing.order_by("pk")


def _mailbox_row(says: str, urgency: Urgency, desk: Desk, mailbox: Mailbox) -> WorkItem:
    return WorkItem(
        urgency, "mail-off", says.format(mailbox.address),
        mailbox.pause_reason or mailbox.poll_error or mailbox.sent_copy_error,
        reverse("mail:mailbox-edit", args=[mailbox.pk]), "Repair", when="Paused" if mailbox.paused_at else "",
        at=mailbox.paused_at or mailbox.polled_at, tone="warn" if urgency == Urgency.LATER else "bad",
    )  # fmt: skip


def _in_trouble(relation: str, state: str, desk: Desk) -> "QuerySet[Any]":
    """One row a pitch, with what was counted for it."""
    found = Recipient.objects.filter(
        desk.own("pitch__owner"), **{f"{relation}__state": state, f"{relation}__settled_at": None}
    )
    if state == State.FAILED:
        found = found.filter(**{f"{relation}__ended_at__gte": desk.now - FAILED_SHOWN_FOR})
    return (
        found.order_by()
        .values("pitch_id", "pitch__title", "pitch__owner")
        .annotate(
            n=Count("pk"), since=Min(f"{relation}__handed_off_at"), ended=Max(f"{relation}__ended_at"),
            who=Min("journalist__name"), why=Min(f"{relation}__last_error"), only=Min(f"{relation}_id"),
            mailbox_of=Max(f"{relation}__mailbox__owner"),
        )
        .order_by("ended", "since")
    )  # fmt: skip


def _unconfirmed_row(relation: str, desk: Desk, row: dict[str, Any]) -> WorkItem:
    one = row["n"] == 1
    return WorkItem(
        Urgency.NOW, "mail-exclamation",
        "One message may not have gone out" if one else f"{row['n']} messages may not have gone out",
        f"To {row['who']}. {row['pitch__title']}" if one else row["pitch__title"],
        _message_url(desk, relation, row), "Resolve", when="Unconfirmed", at=row["since"], tone="warn",
    )  # fmt: skip


def _failed_row(relation: str, desk: Desk, row: dict[str, Any]) -> WorkItem:
    one = row["n"] == 1
    return WorkItem(
        Urgency.NOW, "mail-x", f"One message to {row['who']} failed" if one else f"{row['n']} messages failed",
        row["why"] if one else row["pitch__title"], _message_url(desk, relation, row),
        "Look at it" if one else "Look at them", when="Failed", at=row["ended"], tone="bad",
    )  # fmt: skip


def _message_url(desk: Desk, relation: str, row: dict[str, Any]) -> str:
    """One message opens by itself, unless it lies in a colleague's mailbox, which managers alone look into."""
    if row["n"] == 1 and (desk.user.is_manager or row["mailbox_of"] in (None, desk.user.pk)):
        return reverse("mail:message-detail", args=[row["only"]])
    if relation == "follow_up_message":  # the results of a pitch group their rows by the first message
        return reverse("mail:trouble-list")
    return reverse("pitches:pitch-detail", args=[row["pitch_id"]]) + "?show=trouble"


def answers_in_trouble(desk: Desk) -> "QuerySet[OutgoingMessage]":
    """What people wrote in the inbox and the server did not take, or may not have taken."""
    seen = Thread.objects.visible_to(desk.user)
    answers = OutgoingMessage.objects.in_trouble().filter(desk.own("written_by"), thread__in=seen)
    recent = Q(ended_at=None) | Q(ended_at__gte=desk.now - FAILED_SHOWN_FOR)
    return answers.filter(recent).select_related("thread").defer("raw").order_by("pk")


def _answer_row(desk: Desk, message: OutgoingMessage) -> WorkItem:
    failed = message.state == State.FAILED
    correspondent = message.to_name or message.to_address
    return WorkItem(
        Urgency.NOW, "mail-x" if failed else "mail-exclamation",
        f"The answer to {correspondent} " + ("failed" if failed else "may not have gone out"),
        message.last_error or str(message.thread), reverse("mail:message-detail", args=[message.pk]),
        "Look at it" if failed else "Resolve", when="Failed" if failed else "Unconfirmed",
        at=message.ended_at or message.handed_off_at, tone="bad" if failed else "warn",
    )  # fmt: skip


def others_in_trouble(desk: Desk) -> "QuerySet[Any]":
    """Calendar entries, briefs, news of a newsroom: one row a mailbox's owner; of shared ones managers look after."""
    recent = Q(ended_at=None) | Q(ended_at__gte=desk.now - FAILED_SHOWN_FOR)
    found = OutgoingMessage.objects.visible_to(desk.user).in_trouble().filter(
        recent, desk.own_or(desk.has_managers, "mailbox__owner"), pitched=None, followed_up=None, thread=None
    )  # fmt: skip
    return (
        found.order_by()
        .values("mailbox__owner")
        .annotate(
            n=Count("pk"), unconfirmed=Count("pk", filter=Q(state=State.UNCONFIRMED)), who=Min("to_address"),
            since=Min(F("created_at")), one=Min("pk"), subject=Min("subject"),
        )
        .order_by("since")
    )  # fmt: skip


def _other_row(desk: Desk, row: dict[str, Any]) -> WorkItem:
    one = row["n"] == 1
    happened = "may not have gone out" if row["unconfirmed"] == row["n"] else "did not go out, or may not have"
    return WorkItem(
        Urgency.TODAY, "mail-exclamation",
        f"A message to {row['who']} {happened}" if one else f"{row['n']} other messages {happened}", row["subject"],
        reverse("mail:message-detail", args=[row["one"]]) if one else reverse("mail:trouble-list"), "Resolve",
        when="Since", at=row["since"], tone="warn",
    )  # fmt: skip


SOURCES = (
    Source("paused mailbox", Room.REPLIES, paused, partial(_mailbox_row, "Nothing goes out from {}", Urgency.NOW)),
    Source(
        "mailbox not read", Room.REPLIES, unreadable,
        partial(_mailbox_row, "Replies to {} cannot be fetched", Urgency.NOW),
    ),
    Source(
        "mailbox without copies", Room.REPLIES, without_copies,
        partial(_mailbox_row, "What {} sends is not copied to its Sent folder", Urgency.LATER), soonest=Urgency.LATER,
    ),
    *(
        Source(
            f"{state} {relation.replace('_', ' ')}", Room.REPLIES, partial(_in_trouble, relation, state),
            partial(row, relation), owner="pitch__owner",
        )
        for state, row in ((State.UNCONFIRMED.value, _unconfirmed_row), (State.FAILED.value, _failed_row))
        for relation in ("message", "follow_up_message")
    ),
    Source("answer in trouble", Room.REPLIES, answers_in_trouble, _answer_row, owner="written_by"),
    Source(
        "other mail in trouble", Room.REPLIES, others_in_trouble, _other_row, "mailbox__owner",
        soonest=Urgency.TODAY,
    ),
)  # fmt: skip
