"""The team's webhooks: what they hear, and when they are switched off. `hook_delivery` sends; `hook_formats` words it.

What is delivered stands in the database, written in the transaction that it tells of.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from django.db import transaction
from django.utils import timezone

from team.kinds import Kind
from team.models import HookDelivery, NotificationHook, User
from team.models.hook import new_secret

NAMED: Final = 3
"""Of the people whom something concerns; of the rest it says how many."""
TEST: Final = "This is a test from Mediarel. What this webhook is to hear will look like this."
State = HookDelivery.State


class SwitchedOff(Exception):
    """Nothing is sent to a webhook that is switched off; the text says so."""


class StillWaiting(Exception):
    """What is still waiting need not be sent again."""


def enqueue(*, kind: Kind, people: Sequence[User], text: str, url: str, once: str) -> None:
    """Write down what each webhook that takes this kind is to hear: once, however many people it concerns."""
    if not people:
        return
    wanted = NotificationHook.objects.filter(is_active=True, kinds__contains=[kind.key])
    said = text if once else f"For {names_of(people)}: {text}"
    limit = HookDelivery._meta.get_field("text").max_length or 0
    HookDelivery.objects.bulk_create(
        [HookDelivery(hook=hook, kind=kind.key, text=said[:limit], url=url, once=once) for hook in wanted],
        ignore_conflicts=True,
    )


def names_of(people: Sequence[User]) -> str:
    """Maya Lindqvist, Priya Raman and 4 more."""
    names = [user.name for user in people[:NAMED]]
    more = len(people) - len(names)
    if more:
        return f"{', '.join(names)} and {more} more"
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]


def make(*, name: str, url: str, format: str, kinds: Iterable[str], by: User) -> NotificationHook:
    """A new webhook, with a secret of its own."""
    return NotificationHook.objects.create(name=name, url=url, format=format, kinds=list(kinds), created_by=by)


def edit(*, hook: NotificationHook, name: str, url: str, format: str, kinds: Iterable[str]) -> None:
    """Change it; without `url` the address stays."""
    hook.name, hook.format, hook.kinds = name, format, list(kinds)
    if url:
        hook.url = url
    hook.save(update_fields=["name", "format", "kinds", "updated_at", *(["url"] if url else [])])


def renew_secret(*, hook: NotificationHook) -> str:
    """Another secret; what is sent from now on is signed with it."""
    hook.secret = new_secret()
    hook.save(update_fields=["secret", "updated_at"])
    return hook.secret


@transaction.atomic
def switch_on(*, hook: NotificationHook) -> None:
    """It hears of what happens from now on."""
    NotificationHook.objects.filter(pk=hook.pk).update(
        is_active=True, off_because="", failures=0, rests_until=None, updated_at=timezone.now()
    )


@transaction.atomic
def switch_off(*, hook: NotificationHook, why: str = "") -> bool:
    """It hears of nothing more, and what waits is given up. `why` says what made it happen by itself. False where it is
    off already."""
    on = NotificationHook.objects.filter(pk=hook.pk, is_active=True)
    if not on.update(is_active=False, off_because=why[:300], rests_until=None, updated_at=timezone.now()):
        return False
    waiting = HookDelivery.objects.filter(hook=hook, state=State.WAITING)
    waiting.update(state=State.FAILED, ended_at=timezone.now(), said="The webhook was switched off.")
    return True


@transaction.atomic
def send_again(*, delivery: HookDelivery) -> None:
    """Put it into the queue once more, under the same mark. Raises `SwitchedOff` and `StillWaiting`."""
    rows = HookDelivery.objects.select_for_update(of=("self",)).select_related("hook")
    fresh = rows.get(pk=delivery.pk)
    if not fresh.hook.is_active:
        raise SwitchedOff("This webhook is switched off. Switch it on first.")
    if fresh.state == State.WAITING:
        raise StillWaiting("It is waiting to be sent already.")
    fresh.state, fresh.attempts, fresh.ended_at, fresh.next_try_at = State.WAITING, 0, None, timezone.now()
    fresh.save(update_fields=["state", "attempts", "ended_at", "next_try_at", "updated_at"])


def begin_test(*, hook: NotificationHook) -> HookDelivery:
    """A delivery that says it is a test. It is tried once, also where the webhook is switched off."""
    return HookDelivery.objects.create(hook=hook, text=TEST, is_test=True)
