"""What pitches add to a conversation by e-mail: which pitch it is about, and what is at hand to write."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils import timezone
from django.utils.text import Truncator

from mail.companions import Card, Companion, Snippet
from mail.models import Thread
from pitches.models import Pitch, Recipient, Response
from pitches.public_links import pitch_url
from team.models import User

MOST = 3
MOST_MESSAGES = 5


class PitchTalk(Companion):
    """The pitch that a thread came of."""

    def cards(self, thread: Thread, *, by: User) -> Iterable[Card]:
        if pitched := list(_recipients(thread, by).with_status()[:MOST]):
            yield Card("pitches/_thread_card.html", {"recipients": pitched})

    def snippets(self, thread: Thread, *, by: User) -> Iterable[Snippet]:
        """The journalist's own pitch page while its link works, and what the campaign wants understood."""
        recipient = _recipients(thread, by).first()
        if recipient is None:
            return
        if recipient.token_revoked_at is None and not recipient.link_has_expired:
            yield Snippet("Pitch page", pitch_url(recipient))
        for message in recipient.pitch.campaign.key_messages.all()[:MOST_MESSAGES]:
            yield Snippet(Truncator(message.text).chars(40), message.text)

    def settled(self, thread: Thread, *, by: User) -> None:
        """What was answered by mail asks for nobody's attention on Today and among the results any more."""
        Response.objects.filter(incoming__thread=thread, handled_at=None).update(
            handled_at=timezone.now(), handled_by=by, updated_at=timezone.now()
        )


def _recipients(thread: Thread, by: User):  # type: ignore[no-untyped-def]
    """Whom the messages of the thread were sent to, the latest pitch first."""
    theirs = Q(message__thread=thread) | Q(follow_up_message__thread=thread)
    seen = Recipient.objects.filter(theirs, pitch__in=Pitch.objects.visible_to(by))
    return seen.select_related("pitch__campaign__client", "journalist").order_by("-pk")
