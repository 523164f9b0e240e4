"""Hearing of a newsroom's releases: asked for, confirmed by the owner of the address, and left at any time.

Whoever asks is told the same, whether the address is known or not; the mail is made later, by a worker, so that not
even the time of the answer tells.
"""

from datetime import timedelta
from html import escape

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from contacts import journalists, timeline
from contacts.addresses import BadAddress, clean_address, taken_by
from contacts.models import Journalist, TimelineEntry
from core.html import paragraphs
from mail import outbox
from mail.errors import MailError
from mediakits.addresses import confirming_url, newsroom_url
from mediakits.models import Newsroom, Subscriber
from mediakits.waking import wake
from team.models import TeamPolicy

CONFIRMATION = "newsroom_confirmation"
SOURCE = "newsroom subscription"
ONCE_IN = timedelta(hours=24)
"""No more than one confirmation goes to one address within it."""
FORGOTTEN_AFTER = timedelta(days=14)
AT_ONCE = 200


@transaction.atomic
def ask(*, newsroom: Newsroom, name: str, email: str, outlet_name: str = "") -> None:
    """Somebody asks for the news; a confirmation goes to the address, unless one has just gone or none is needed."""
    subscriber, is_new = _find_or_make(newsroom, name, email, outlet_name)
    if not is_new:
        if subscriber.is_active or _was_asked_lately(subscriber):
            return
        if subscriber.left_at is None:
            subscriber.name, subscriber.outlet_name = name, outlet_name
        subscriber.confirmed_at, subscriber.confirmation_sent_at, subscriber.asked_at = None, None, timezone.now()
        fields = ["name", "outlet_name", "confirmed_at", "confirmation_sent_at", "asked_at", "updated_at"]
        subscriber.save(update_fields=fields)
    wake("send_confirmations")


def _was_asked_lately(subscriber: Subscriber) -> bool:
    """Whether a confirmation is on its way, or went a short while ago."""
    sent = subscriber.confirmation_sent_at
    return subscriber.confirmed_at is None if sent is None else sent > timezone.now() - ONCE_IN


def _find_or_make(newsroom: Newsroom, name: str, email: str, outlet_name: str) -> tuple[Subscriber, bool]:
    """The subscriber with this address, locked. Two at the same time make one."""
    rows = Subscriber.objects.select_for_update().filter(newsroom=newsroom, email__iexact=email)
    if known := rows.first():
        return known, False
    fresh = Subscriber(newsroom=newsroom, name=name, email=email, outlet_name=outlet_name)
    made = Subscriber.objects.bulk_create([fresh], ignore_conflicts=True)
    return rows.get(), made[0].token == rows.get().token


def send_confirmations() -> int:
    """Ask those who asked whether it was them. What is due stands in the database; gives how many mails were made."""
    due = Subscriber.objects.filter(confirmation_sent_at=None, confirmed_at=None, asked_at__lte=timezone.now())
    return sum(_send_confirmation(pk) for pk in list(due.order_by("asked_at").values_list("pk", flat=True)[:AT_ONCE]))


@transaction.atomic
def _send_confirmation(pk: int) -> bool:
    waiting = Subscriber.objects.select_for_update(skip_locked=True, of=("self",))
    rows = waiting.select_related("newsroom__client", "newsroom__mailbox")
    subscriber = rows.filter(pk=pk, confirmation_sent_at=None, confirmed_at=None).first()
    if subscriber is None or subscriber.newsroom.mailbox is None:
        return False
    subscriber.confirmation_sent_at = timezone.now()
    subscriber.save(update_fields=["confirmation_sent_at", "updated_at"])
    newsroom, link = subscriber.newsroom, confirming_url(subscriber)
    text = _confirmation_text(newsroom, link)
    try:
        with transaction.atomic():
            outbox.enqueue(
                mailbox=subscriber.newsroom.mailbox,
                purpose=CONFIRMATION,
                to_address=subscriber.email,
                to_name=subscriber.name,
                subject=f"Confirm: news from {newsroom.client}",
                html=paragraphs(text).replace(escape(link), f'<a href="{escape(link)}">{escape(link)}</a>'),
                text=text,
                lapses_at=timezone.now() + FORGOTTEN_AFTER,
            )
    except MailError:  # whoever left our lists, or cannot be written to, hears nothing; nobody is told
        return False
    return True


def _confirmation_text(newsroom: Newsroom, link: str) -> str:
    policy = TeamPolicy.current()
    sender = ", ".join(filter(None, [policy.organisation, policy.postal_address]))
    return (
        f"Somebody, we hope you, asked to get the press releases of {newsroom.client} by e-mail at this address.\n\n"
        f"To get them, open this page and press the button on it:\n{link}\n\n"
        "If it was not you, do nothing: you will not hear from us again, and we forget the address after 14 days.\n\n"
        f"{newsroom_url(newsroom)}\n{sender}\n"
    )


@transaction.atomic
def confirm(*, subscriber: Subscriber) -> Subscriber:
    """The owner of the address wants the news. They become a journalist in the contacts, or are found among them."""
    rows = Subscriber.objects.select_for_update(of=("self",)).select_related("newsroom__client", "journalist")
    subscriber = rows.get(pk=subscriber.pk)
    if subscriber.is_active:
        return subscriber
    subscriber.confirmed_at, subscriber.left_at = timezone.now(), None
    subscriber.journalist = subscriber.journalist or _journalist_of(subscriber)
    subscriber.save(update_fields=["confirmed_at", "left_at", "journalist", "updated_at"])
    said = f"As they wrote: {subscriber.name}, {subscriber.outlet_name}" if subscriber.outlet_name else ""
    _tell(subscriber, f"Subscribed to the newsroom of {subscriber.newsroom.client}", said)
    return subscriber


def _journalist_of(subscriber: Subscriber) -> Journalist | None:
    try:
        address = clean_address(subscriber.email)
    except BadAddress:
        return None
    if taken := taken_by(address):
        return taken.journalist
    try:
        with transaction.atomic():
            return journalists.create(name=subscriber.name, emails=[address], source=SOURCE)
    except (IntegrityError, journalists.AddressTaken):  # another newsroom was confirmed at the same moment
        taken = taken_by(address)
        return taken.journalist if taken else None


@transaction.atomic
def leave(*, subscriber: Subscriber) -> bool:
    """No more news of this newsroom, at once. Tells whether that was news; doing it twice does it once."""
    subscriber = (
        Subscriber.objects.select_for_update(of=("self",)).select_related("newsroom__client").get(pk=subscriber.pk)
    )
    if subscriber.left_at is not None:
        return False
    was_active, subscriber.left_at = subscriber.is_active, timezone.now()
    subscriber.save(update_fields=["left_at", "updated_at"])
    _withdraw(subscriber)
    if was_active:
        _tell(subscriber, f"Left the newsroom of {subscriber.newsroom.client}")
    return was_active


def _withdraw(subscriber: Subscriber) -> None:
    waiting = [notice.message for notice in subscriber.notices.select_related("message").exclude(message=None)[:50]]
    outbox.cancel([message for message in waiting if message], by=None, why="They left the newsroom.")


@transaction.atomic
def forget_unconfirmed() -> int:
    """Drop the addresses of those who never confirmed; gives how many. Who left stays known as such."""
    cold = Q(confirmed_at=None, left_at=None, asked_at__lt=timezone.now() - FORGOTTEN_AFTER)
    return Subscriber.objects.filter(cold).delete()[0]


def _tell(subscriber: Subscriber, headline: str, body: str = "") -> None:
    if subscriber.journalist is None:
        return
    timeline.record(journalist=subscriber.journalist, kind=TimelineEntry.Kind.PREFERENCES, headline=headline, body=body)
