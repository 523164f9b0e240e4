"""After a media event: one kit to those who came, another one to those who did not, each person once."""

from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from events.errors import NotPossible
from events.event_letters import PURPOSE
from events.gatherings import lock
from events.letters import put_out
from events.models import Invitee, MediaEvent
from mediakits.kit_links import kit_url, link_for
from mediakits.models import Kit
from pitches.drafting import usual_mailbox
from team.models import TeamPolicy, User

MOST: Final = 2000
CAME = "Thank you for coming to “{title}”. Everything that was shown is here, with pictures for print:"
MISSED = "We missed you at “{title}”. What was said and shown is here, with pictures for print:"


@dataclass(frozen=True)
class Sent:
    """How many letters went to whom, and to how many none could."""

    came: int
    missed: int
    unreachable: int


def who_came(event: MediaEvent) -> QuerySet[Invitee]:
    return event.invitees.filter(came_at__isnull=False)


def who_missed(event: MediaEvent) -> QuerySet[Invitee]:
    """Who was invited and did not come; those who said no are told too, for they may still write about it."""
    return event.invitees.filter(came_at=None).exclude(Q(state="cancelled") | Q(is_walk_in=True))


@transaction.atomic
def follow_up(
    *, event: MediaEvent, by: User, kit_came: Kit | None, kit_missed: Kit | None, words_came: str, words_missed: str
) -> Sent:
    """Write to everybody who has not been written to yet. Raises `NotPossible` before it is over, without any kit, for
    a kit that is not shared or is another client's, and for a specialist where the team's policy wants a manager."""
    event = lock(event)
    if event.ends_at > timezone.now() and event.state != MediaEvent.State.OVER:
        raise NotPossible("It is not over yet; somebody may still be on the way.")
    if event.state == MediaEvent.State.CANCELLED:
        raise NotPossible("It was called off.")
    kits = [kit for kit in (kit_came, kit_missed) if kit]
    if not kits:
        raise NotPossible("Choose at least one kit.")
    for kit in kits:
        if kit.client_id != event.client_id:
            raise NotPossible(f"“{kit}” is a kit of another client.")
        if kit.shared_at is None:
            raise NotPossible(f"“{kit}” is not shared yet, so its links would lead nowhere.")
    number = event.invitees.count()
    if not by.is_manager and TeamPolicy.current().asks_for_sign_off(recipients=number):
        raise NotPossible("A manager sends this: your team's policy asks for sign-off.")
    came = _write(event, who_came(event), kit_came, words_came, by) if kit_came else (0, 0)
    missed = _write(event, who_missed(event), kit_missed, words_missed, by) if kit_missed else (0, 0)
    event.kit_came, event.kit_missed, event.followed_up_at = kit_came, kit_missed, timezone.now()
    event.save(update_fields=["kit_came", "kit_missed", "followed_up_at", "updated_at"])
    return Sent(came[0], missed[0], came[1] + missed[1])


def _write(event: MediaEvent, to: QuerySet[Invitee], kit: Kit, words: str, by: User) -> tuple[int, int]:
    """How many got it, and how many could not."""
    mailbox = usual_mailbox(event.owner)
    if mailbox is None:
        raise NotPossible(f"{event.owner} has no mailbox to write from. Set one up first.")
    sent = unreachable = 0
    for invitee in to.filter(follow_up=None).select_related("journalist")[:MOST]:
        link = kit_url(link_for(kit=kit, journalist=invitee.journalist, by=by) if invitee.journalist else kit)
        context = {"event": event, "invitee": invitee, "words": words.strip(), "link": link}
        message = None
        if invitee.email:
            message = put_out(
                mailbox=mailbox, purpose=PURPOSE, subject=f"After {event.title}", context=context, links=[link],
                template="events/mail/follow_up.txt", to_address=invitee.email, to_name=invitee.name,
            )  # fmt: skip
        if message:
            invitee.follow_up = message
            invitee.save(update_fields=["follow_up", "updated_at"])
            sent += 1
        else:
            unreachable += 1
    return sent, unreachable
