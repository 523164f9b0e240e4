"""News to subscribers: each release once, from its second on, by the engine that sends everything else.

What is due is asked of the database: releases that became public lately, and active subscribers who have no notice of
them. The unique notice makes "once" true whoever asks how often; the handler is asked again right before hand-off.
"""

from datetime import timedelta
from html import escape

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from core.html import paragraphs
from mail import outbox
from mail.errors import MailError
from mail.handlers import MessageHandler
from mail.models import IncomingMessage, OutgoingMessage
from mail.reports import Report
from mediakits import shelf, subscribing
from mediakits.addresses import Room, leaving_url, name_of, newsroom_url
from mediakits.models import Document, Newsroom, Notice, Subscriber
from team.models import TeamPolicy, User

NEWS = "newsroom_news"
FRESH = timedelta(hours=24)
"""What became public longer ago is no news any more: a newsroom that is opened again does not tell of old releases."""
LAPSES = timedelta(days=3)
"""A mailbox with low limits may take as long; later it would not be news."""
AT_ONCE = 500


def send_due() -> int:
    """Make the mails that are due now; gives how many. Beat asks for more when there are more."""
    rooms = Newsroom.objects.filter(is_open=True, takes_subscribers=True, mailbox__is_active=True)
    made = 0
    for newsroom in rooms.select_related("client", "mailbox").iterator():
        for document in shelf.releases(newsroom).filter(public_from__gt=timezone.now() - FRESH):
            made += _tell_all(newsroom, document, most=AT_ONCE - made)
            if made >= AT_ONCE:
                return made
    return made


def _tell_all(newsroom: Newsroom, document: Document, *, most: int) -> int:
    told = Notice.objects.filter(subscriber=OuterRef("pk"), document=document)
    due = Subscriber.objects.filter(newsroom=newsroom, left_at=None, confirmed_at__lte=document.public_from)
    return sum(_tell(newsroom, document, each) for each in due.exclude(Exists(told)).order_by("pk")[:most])


def _tell(newsroom: Newsroom, document: Document, subscriber: Subscriber) -> bool:
    """One notice with its mail, or with the reason why there is none. False when another worker was first."""
    subscriber.newsroom = newsroom
    try:
        with transaction.atomic():
            notice = Notice.objects.create(subscriber=subscriber, document=document)
            try:
                with transaction.atomic():
                    notice.message = _enqueue(newsroom, document, subscriber)
            except MailError as error:
                notice.skipped = str(error)[:200]
            notice.save(update_fields=["message", "skipped", "updated_at"])
    except IntegrityError:
        return False
    return notice.message is not None


def _enqueue(newsroom: Newsroom, document: Document, subscriber: Subscriber) -> OutgoingMessage:
    title, summary = shelf.published(document).title, shelf.summary_of(document)
    link = Room(newsroom).full("document", name_of(document))
    leave = leaving_url(subscriber)
    policy = TeamPolicy.current()
    sender = ", ".join(filter(None, [policy.organisation, policy.postal_address]))
    why = f"You get this because you subscribed to the newsroom of {newsroom.client}"
    contact = f"Questions: {newsroom.contact.name}, {newsroom.phone}"
    html = (
        f'<p><strong><a href="{escape(link)}">{escape(title)}</a></strong></p>{paragraphs(summary)}'
        f'<p><a href="{escape(link)}">Read it in full</a></p><p>{escape(contact)}</p>'
        f'<p class="mr-mail-foot">{escape(why)} (<a href="{escape(newsroom_url(newsroom))}">look</a>). '
        f'<a href="{escape(leave)}">No more of these</a>. {escape(sender)}</p>'
    )
    foot = f"-- \n{why}: {newsroom_url(newsroom)}\nNo more: {leave}\n{sender}\n"
    text = f"{title}\n\n{summary}\n\n{link}\n\n{contact}\n\n{foot}"
    return outbox.enqueue(
        mailbox=newsroom.mailbox,  # type: ignore[arg-type]  # asked for in `send_due`
        purpose=NEWS,
        to_address=subscriber.email,
        to_name=subscriber.name,
        subject=title,
        html=html,
        text=text,
        lapses_at=timezone.now() + LAPSES,
        unsubscribe_url=leave,
    )


class NewsMessages(MessageHandler):
    """What the delivery engine asks, and tells, of news."""

    def refusal(self, message: OutgoingMessage) -> str:
        with_all = Notice.objects.select_related("subscriber__newsroom", "subscriber__journalist", "document")
        notice = with_all.filter(message=message).first()
        if notice is None or not notice.subscriber.is_active:
            return "They left the newsroom."
        journalist = notice.subscriber.journalist
        if journalist is not None and journalist.do_not_contact:
            return "The team does not contact them."
        if not notice.subscriber.newsroom.is_open:
            return "The newsroom was closed."
        if not notice.document.is_public:
            return "The release is not public any more."
        return ""

    def link(self, message: OutgoingMessage) -> str:
        notice = Notice.objects.select_related("document").filter(message=message).first()
        return notice.document.get_absolute_url() if notice else ""

    def keeper(self, message: OutgoingMessage) -> User | None:
        """Whoever answers the press looks after what comes back."""
        notice = Notice.objects.select_related("subscriber__newsroom__contact").filter(message=message).first()
        return notice.subscriber.newsroom.contact if notice else None

    def reported(self, message: OutgoingMessage, report: Report) -> None:
        """Who cannot be reached, complains, or unsubscribes by mail, gets no more."""
        ends = {IncomingMessage.Kind.COMPLAINT, IncomingMessage.Kind.UNSUBSCRIBE}
        if report.kind in ends or (report.kind == IncomingMessage.Kind.BOUNCE and report.permanent):
            notice = Notice.objects.select_related("subscriber").filter(message=message).first()
            if notice and report.proven:
                subscribing.leave(subscriber=notice.subscriber)
