"""What becomes of an inquiry: acknowledged, given to somebody, changed, closed, taken up again.

Every verb locks the row first, writes the step down and plans anew who is to be called.
"""

from datetime import datetime
from typing import Any, cast

from django.db import transaction
from django.db.models import Field
from django.utils import timezone

from core.history import name_of
from inquiries import clocks, search, told_of
from inquiries.errors import DeadlinePassed, NotPossible, Overtaken
from inquiries.models import Inquiry
from inquiries.steps import step
from team.models import User
from team.notifications import notify

State = Inquiry.State
RELATED = (
    "client", "campaign", "journalist", "outlet", "owner", "acknowledged_by", "spokesperson", "topic", "thread",
)  # fmt: skip
CHANGEABLE = (
    "client", "campaign", "subject", "background", "topic", "urgency", "journalist", "outlet", "prefers", "deadline",
    "zone", "spokesperson",
)  # fmt: skip


@transaction.atomic
def acknowledge(*, inquiry: Inquiry, by: User, how: str = "") -> Inquiry:
    """The reporter has heard that we have it; whoever said so is in charge, unless somebody is.

    Raises `Overtaken` where somebody has done it already.
    """
    inquiry = lock(inquiry)
    if inquiry.acknowledged_at:
        raise Overtaken(f"{inquiry.acknowledged_by or 'Somebody'} has acknowledged it already.")
    inquiry.acknowledged_at, inquiry.acknowledged_by, inquiry.acknowledged_how = timezone.now(), by, how[:120]
    inquiry.owner = inquiry.owner or by
    if inquiry.state == State.NEW:
        inquiry.state = State.WORKING
    return keep(inquiry, f"Acknowledged{f' {how}' if how else ''}", by)


@transaction.atomic
def assign(*, inquiry: Inquiry, owner: User | None, by: User) -> Inquiry:
    """Who is in charge from now on; they are told."""
    inquiry = lock(inquiry)
    if inquiry.owner == owner:
        return inquiry
    inquiry.owner = owner
    if owner:
        text = f"{by.name} put you in charge of “{inquiry.subject}”."
        notify(
            kind=told_of.INQUIRY,
            users=[owner],
            by=by,
            text=text,
            url=inquiry.get_absolute_url(),
            icon="message-question",
        )
    return keep(inquiry, f"{owner} is in charge" if owner else "Nobody is in charge any more", by)


@transaction.atomic
def edit(*, inquiry: Inquiry, by: User, **fields: Any) -> Inquiry:
    """Change what is known of it. Raises `DeadlinePassed` for a new deadline that is over."""
    unknown = set(fields) - set(CHANGEABLE)
    if unknown:
        raise TypeError(f"edit() does not take {', '.join(sorted(unknown))}")
    inquiry = lock(inquiry)
    deadline: datetime | None = fields.get("deadline", inquiry.deadline)
    if deadline != inquiry.deadline and deadline and deadline <= timezone.now():
        raise DeadlinePassed("That deadline is in the past. Check the day, the hour and the time zone.")
    changed = [name for name, value in fields.items() if getattr(inquiry, name) != value]
    for name in changed:
        setattr(inquiry, name, fields[name])
    if not changed:
        return inquiry
    names = ", ".join(name_of(cast(Field, Inquiry._meta.get_field(name))) for name in changed)
    return keep(inquiry, f"Changed: {names}", by)


@transaction.atomic
def close(*, inquiry: Inquiry, by: User, why: str) -> Inquiry:
    """It needs no answer (any more). Raises `NotPossible`, also where no reason is given."""
    if not why.strip():
        raise NotPossible("Say why it needs no answer, for whoever looks at it later.")
    inquiry = lock(inquiry)
    move(inquiry, State.CLOSED)
    return keep(inquiry, f"Closed: {why.strip()}", by)


@transaction.atomic
def reopen(*, inquiry: Inquiry, by: User | None, why: str = "") -> Inquiry:
    """It has to be answered after all, or once more."""
    inquiry = lock(inquiry)
    move(inquiry, State.WORKING)
    return keep(inquiry, f"Opened again{f': {why}' if why else ''}", by)


def lock(inquiry: Inquiry) -> Inquiry:
    """The row as it is now, ours until the transaction ends."""
    return Inquiry.objects.select_for_update(of=("self",)).select_related(*RELATED).get(pk=inquiry.pk)


def move(inquiry: Inquiry, to: str) -> None:
    """Set a new state on a locked row, not saved. Raises `NotPossible`."""
    if to not in Inquiry.NEXT[State(inquiry.state)]:
        raise NotPossible(
            f"{inquiry.number} is {inquiry.get_state_display().lower()}, so it cannot become {State(to).label.lower()}."
        )
    inquiry.state = to
    if to in Inquiry.OPEN:
        inquiry.ended_at = inquiry.answered_at = None
    else:
        inquiry.ended_at = timezone.now()


def keep(inquiry: Inquiry, said: str, by: User | None) -> Inquiry:
    inquiry.search_text = search.text_of(inquiry)
    inquiry.save()
    step(inquiry, said, by=by)
    clocks.plan(inquiry)
    return inquiry
