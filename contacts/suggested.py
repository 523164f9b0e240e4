"""What may be done about a journalist because of what they wrote: offered beside the message, done on request.

What a message seems to say is read in `mail`; here it is made an offer about the journalist who wrote it, or to whom we
had written. Each can be taken back for as long as the toast is remembered.
"""

from typing import Any

from django.db import transaction
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.text import Truncator

from contacts import journalists, timeline, undoing
from contacts.models import EmailAddress, Journalist, Position, TimelineEntry
from mail import suggestions
from mail.models import IncomingMessage
from mail.suggestions import Action, Suggestion
from team.models import User

STOP, LEFT = "stop", "left"


class NothingToDo(Exception):
    """It was done or dismissed already, or there is nobody and nothing left to do it to; the message says so."""


def journalist_of(incoming: IncomingMessage) -> Journalist | None:
    """Whose message it is: whoever has the sender's address, else whoever we wrote the message to that it answers."""
    matched = incoming.matched.to_address if incoming.matched else ""
    wanted = [address.lower() for address in (incoming.from_address, matched) if address]
    found = {
        email.address.lower(): email.journalist
        for email in EmailAddress.objects.alias(low=Lower("address"))
        .filter(low__in=wanted)
        .select_related("journalist")
    }
    return next((found[address] for address in wanted if address in found), None)


def wish_to_stop(incoming: IncomingMessage) -> Suggestion | None:
    """For a wish in plain words inside a longer answer. The bare word is acted on elsewhere (decision 028)."""
    who = journalist_of(incoming) if incoming.asks_to_stop else None
    if who is None or who.do_not_contact:
        return None
    actions = [_post("Do not contact", "hand-stop", "refusal", incoming)]
    if not who.never_follow_up:
        actions.append(_post("No follow-ups", "bell-off", "no-follow-ups", incoming))
    return Suggestion(
        key=STOP,
        icon="hand-stop",
        text=f"{who} seems to ask not to be written to again. Read it and decide.",
        actions=actions,
    )


def has_left(incoming: IncomingMessage) -> Suggestion | None:
    """For "I have left the paper, write to …"."""
    who = journalist_of(incoming) if incoming.has_left else None
    if who is None:
        return None
    position, address, name = _post_of(who), incoming.left_for_address, incoming.left_for_name
    text = f"{who} seems to have left {position.outlet}." if position else f"{who} seems to have left."
    ended = _key("end-of-position") in incoming.settled_suggestions  # who has two positions has left one of them
    actions = []
    if position and position.is_current and not ended:
        actions.append(_post("Mark the position as ended", "user-off", "end-of-position", incoming))
    if address:
        text += f" They say to write to {name}, {address}." if name else f" They say to write to {address}."
        known = EmailAddress.objects.filter(address__iexact=address).exists()
        if not known and _is_own(incoming, who):
            actions.append(_post("Use the new address", "mail-forward", "new-address", incoming))
        if not known and not (name and _is_own(incoming, who)):
            actions.append(_successor(incoming, who, position))
    return Suggestion(key=LEFT, icon="user-off", text=text, actions=actions) if actions else None


@transaction.atomic
def follow(*, incoming: IncomingMessage, deed: str, by: User) -> tuple[str, str]:
    """Do what was offered. Gives what to say about it and the address at which it can be taken back.

    Raises `NothingToDo`, and what adding an address raises.
    """
    who = journalist_of(incoming)
    key = _key(deed)
    if who is None or key.partition("-")[0] in incoming.settled_suggestions or not suggestions.settle(incoming, key):
        raise NothingToDo("Somebody has seen to that already.")
    said, details = DEEDS[deed](incoming, who, by)
    undo = undoing.remember(
        by=by, what="suggested", deed=deed, incoming=incoming.pk, key=key, journalist=who.pk, **details
    )
    return said, undo


@transaction.atomic
def take_back(kept: dict[str, Any], by: User) -> int:
    """Undo what was followed, where it is still as it was left; offer it again. Gives 1, or 0 where it has moved on."""
    who = Journalist.objects.select_for_update().filter(pk=kept["journalist"]).first()
    if who is None:
        raise undoing.TooLate
    suggestions.reopen(IncomingMessage(pk=kept["incoming"]), kept["key"])
    return UNDOING[kept["deed"]](kept, who, by)


def _refusal(incoming: IncomingMessage, who: Journalist, by: User) -> tuple[str, dict]:
    reason = f"Wrote on {date_format(incoming.received_at, 'j F Y')}: “{Truncator(incoming.text).chars(200)}”"[:300]
    journalists.leave_alone(journalist=who, reason=reason, by=by)
    return f"{who} is not contacted any more", {"reason": reason}


def _contact_again(kept: dict, who: Journalist, by: User) -> int:
    if not who.do_not_contact or who.do_not_contact_reason != kept["reason"]:
        return 0
    journalists.contact_again(journalist=who, reason="Taken back at once", by=by)
    return 1


def _no_follow_ups(incoming: IncomingMessage, who: Journalist, by: User) -> tuple[str, dict]:
    journalists.update(journalist=who, by=by, never_follow_up=True)
    timeline.record(
        journalist=who, kind=TimelineEntry.Kind.PREFERENCES, headline="No follow-ups, as they seem to wish", by=by
    )
    return f"{who} gets no follow-ups any more", {}


def _follow_up_again(kept: dict, who: Journalist, by: User) -> int:
    if not who.never_follow_up:
        return 0
    journalists.update(journalist=who, by=by, never_follow_up=False)
    timeline.record(journalist=who, kind=TimelineEntry.Kind.PREFERENCES, headline="Follow-ups are fine again", by=by)
    return 1


def _end_of_position(incoming: IncomingMessage, who: Journalist, by: User) -> tuple[str, dict]:
    position = _post_of(who)
    if position is None or not position.is_current:
        raise NothingToDo(f"{who} has no position that could end.")
    was_primary = position.is_primary
    journalists.end_position(position=position, by=by)
    return f"{who} is no longer at {position.outlet}", {"position": position.pk, "was_primary": was_primary}


def _position_again(kept: dict, who: Journalist, by: User) -> int:
    position = who.positions.filter(pk=kept["position"], until_on__isnull=False).first()
    if position is None:
        return 0
    journalists.reopen_position(position=position, as_primary=kept["was_primary"], by=by)
    return 1


def _new_address(incoming: IncomingMessage, who: Journalist, by: User) -> tuple[str, dict]:
    before = who.emails.filter(is_primary=True).first()
    source = f"Their message of {date_format(incoming.received_at, 'j F Y')}"
    address = journalists.use_address(journalist=who, address=incoming.left_for_address, source=source)
    return f"Mail for {who} goes to {address} now", {"address": address.pk, "before": before.pk if before else None}


def _old_address(kept: dict, who: Journalist, by: User) -> int:
    return int(journalists.give_up_address(journalist=who, address=kept["address"], main_before=kept["before"]))


DEEDS = {
    "refusal": _refusal,
    "no-follow-ups": _no_follow_ups,
    "end-of-position": _end_of_position,
    "new-address": _new_address,
}
UNDOING = {
    "refusal": _contact_again,
    "no-follow-ups": _follow_up_again,
    "end-of-position": _position_again,
    "new-address": _old_address,
}


def _post(label: str, icon: str, deed: str, incoming: IncomingMessage) -> Action:
    return Action(label=label, icon=icon, url=reverse("contacts:suggested", args=[incoming.pk, deed]))


def _successor(incoming: IncomingMessage, who: Journalist, position: Position | None) -> Action:
    known = {
        "name": incoming.left_for_name,
        "email": incoming.left_for_address,
        "outlet": position.outlet.name if position else "",
        "role": position.role if position else "",
        "source": f"Message of {who}, {date_format(incoming.received_at, 'j F Y')}"[:120],
    }
    url = f"{reverse('contacts:journalist-create')}?{urlencode({key: value for key, value in known.items() if value})}"
    return Action(label="Add the successor", icon="user-plus", url=url, posts=False)


def _post_of(who: Journalist) -> Position | None:
    """Where they are first of all, or were last."""
    return who.positions.select_related("outlet").first()


def _key(deed: str) -> str:
    """What doing it settles: a wish as a whole; of a departure that part, since several may be called for."""
    return STOP if deed in {"refusal", "no-follow-ups"} else f"{LEFT}-{deed}"


def _is_own(incoming: IncomingMessage, who: Journalist) -> bool:
    """Whether the new address is the journalist's own: no other name stands beside it, or a name like theirs does."""
    theirs = set(who.name.casefold().split())
    return not incoming.left_for_name or bool(theirs & set(incoming.left_for_name.casefold().split()))
