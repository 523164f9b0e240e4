"""Who speaks for a client: added, put in order, put away.

Each change marks the client as changed too, because whatever shows a client (its newsroom) shows who speaks for it.
"""

from django.db import transaction
from django.utils import timezone

from campaigns.models import Client, Spokesperson


@transaction.atomic
def save(*, person: Spokesperson) -> Spokesperson:
    """Save somebody; who is new stands last."""
    _mark(person)
    if person._state.adding:
        last = person.client.spokespeople.order_by("-position").values_list("position", flat=True).first()
        person.position = 0 if last is None else last + 1
    person.save()
    return person


@transaction.atomic
def move(*, person: Spokesperson, up: bool) -> None:
    """Change places with the one before, or behind. At the end of the list nothing changes."""
    _mark(person)
    order = list(person.client.spokespeople.active().select_for_update())
    at = order.index(person)
    to = at - 1 if up else at + 1
    if not 0 <= to < len(order):
        return
    order[at], order[to] = order[to], order[at]
    for position, each in enumerate(order):
        each.position = position
    Spokesperson.objects.bulk_update(order, ["position"])


@transaction.atomic
def archive(*, person: Spokesperson) -> None:
    """They speak for the client no more; what they said stays."""
    _mark(person)
    person.archived_at = timezone.now()
    person.save(update_fields=["archived_at", "updated_at"])


@transaction.atomic
def restore(*, person: Spokesperson) -> None:
    _mark(person)
    person.archived_at = None
    person.save(update_fields=["archived_at", "updated_at"])


def _mark(person: Spokesperson) -> None:
    Client.objects.filter(pk=person.client_id).update(updated_at=timezone.now())
