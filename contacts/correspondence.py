"""What contacts add to a conversation by e-mail: who this is, or how to add them; and the timeline hears of answers."""

from collections.abc import Iterable

from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.http import urlencode

from contacts import timeline
from contacts.models import EmailAddress, Journalist, TimelineEntry
from contacts.querysets import JournalistQuerySet
from mail.companions import Card, Companion
from mail.handlers import handler_for
from mail.models import OutgoingMessage, Thread
from team.models import User


class People(Companion):
    """The journalist a thread is with."""

    def cards(self, thread: Thread, *, by: User) -> Iterable[Card]:
        if not thread.address:
            return
        who = with_address(thread.address, Journalist.objects.visible_to(by).with_primary().prefetch_related("beats"))
        known = {"name": thread.name, "email": thread.address, "source": f"Their e-mail “{thread}”"}
        add = f"{reverse('contacts:journalist-create')}?{urlencode(known)}"
        yield Card("contacts/_thread_card.html", {"journalist": who, "add": add, "thread": thread})

    def answered(self, message: OutgoingMessage) -> None:
        """On the timeline, which the whole team reads; so not what passes in somebody's own mailbox alone."""
        who = with_address(message.to_address, Journalist.objects.all())
        url = _where_the_team_reads_it(message.thread) if who and message.thread else ""
        if who is None or not url:
            return
        timeline.record(
            journalist=who,
            kind=TimelineEntry.Kind.WROTE,
            headline=f"Wrote back: “{message.subject}”",
            at=message.accepted_at,
            by=message.written_by,
            url=url,
            key=f"message:{message.pk}:wrote",
        )


def with_address(address: str, among: JournalistQuerySet) -> Journalist | None:
    """Whose address this is, whatever its case."""
    theirs = EmailAddress.objects.alias(low=Lower("address")).filter(low=address.lower()).values("journalist")
    return among.filter(pk__in=theirs).first()


def _where_the_team_reads_it(thread: Thread) -> str:
    """The conversation, where it lies in a shared mailbox; else what it began with, such as a pitch; "" if with nothing
    that went out for the team."""
    if thread.mailbox is None or thread.mailbox.owner_id is None:
        return thread.get_absolute_url()
    first = thread.outgoing.exclude(purpose=OutgoingMessage.ANSWER).defer("raw").order_by("pk").first()
    return handler_for(first.purpose).link(first) if first else ""
