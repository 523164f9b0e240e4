"""Sending to the team's webhooks what is due for them. At least once: whoever gets a mark twice got one thing.

An attempt is counted and the next one put off before the request, in a transaction of its own. So a worker that dies
right after the server took it sends it again, under the same mark, and one that dies every time comes to an end.
"""

import logging
from datetime import datetime, timedelta
from time import monotonic
from typing import Final

from django.db import transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from core import fetching
from core.fields import UnreadableSecret
from core.signing import signed
from team import told_of
from team.hook_formats import body_of
from team.hooks import switch_off
from team.models import HookDelivery, NotificationHook, User

log = logging.getLogger(__name__)

MARK: Final = "X-Mediarel-Delivery"
PAUSE: Final = timedelta(seconds=30)
LONGEST_PAUSE: Final = timedelta(hours=1)
"""With twelve attempts: somewhat over five hours."""
LEASE: Final = timedelta(minutes=2)
"""For so long an attempt is a worker's own; a request may take a sixth of it."""
SECONDS: Final = 10.0
MOST: Final = 500
MOST_TIME: Final = 50.0
"""Seconds that one pass may take; the next one goes on."""
DEAD: Final = 12
"""Attempts in a row that failed, after which the webhook is switched off."""
GONE: Final = 410
State = HookDelivery.State


def deliver_due() -> tuple[int, int]:
    """Send what is due, of each webhook the oldest first; gives how many went and how many did not."""
    now, began = timezone.now(), monotonic()
    _end_lost_tests(now)
    rests = Q(hook__rests_until__gt=now)
    due = HookDelivery.objects.filter(state=State.WAITING, is_test=False, next_try_at__lte=now, hook__is_active=True)
    outcomes: list[bool | None] = []
    for pk in list(due.exclude(rests).order_by("next_try_at", "pk").values_list("pk", flat=True)[:MOST]):
        if monotonic() - began > MOST_TIME:
            break
        outcomes.append(deliver(pk))
    return outcomes.count(True), outcomes.count(False)


def _end_lost_tests(now: datetime) -> None:
    """A test is made while its page is asked for. Where that ended before the server answered, nobody waits."""
    lost = HookDelivery.objects.filter(state=State.WAITING, is_test=True, created_at__lt=now - 2 * LEASE)
    lost.update(state=State.FAILED, ended_at=now, said="The test was broken off here before the server answered.")


def deliver(pk: int) -> bool | None:
    """Whether it went; None when another worker has it in hand, the webhook rests, or nobody needs it any more."""
    delivery = _claim(pk)
    if delivery is None:
        return None
    status, said, after = _ask(delivery)
    went = 200 <= (status or 0) < 300
    _settle(delivery, went=went, status=status, said=said, after=after)
    return went


@transaction.atomic
def _claim(pk: int) -> HookDelivery | None:
    now = timezone.now()
    rows = HookDelivery.objects.select_for_update(of=("self",), skip_locked=True).select_related("hook")
    delivery = rows.filter(pk=pk, state=State.WAITING, next_try_at__lte=now).first()
    if delivery is None:
        return None
    rests = delivery.hook.rests_until and delivery.hook.rests_until > now
    if not delivery.is_test and (rests or not delivery.hook.is_active):
        return None
    if delivery.attempts >= HookDelivery.MOST_TRIES:
        _give_up(delivery, "Each time, the worker died while it was sent.")
        return None
    delivery.attempts += 1
    delivery.next_try_at = now + LEASE
    delivery.save(update_fields=["attempts", "next_try_at", "updated_at"])
    return delivery


def _give_up(delivery: HookDelivery, why: str) -> None:
    delivery.state, delivery.said, delivery.ended_at = State.FAILED, why, timezone.now()
    delivery.save(update_fields=["state", "said", "ended_at", "updated_at"])


def _ask(delivery: HookDelivery) -> tuple[int | None, str, timedelta | None]:
    """The status of the answer, what it said or why there is none, and the pause that the server asks for."""
    try:
        body = body_of(delivery, format=delivery.hook.format)
        headers = headers_of(delivery, body, now=timezone.now())
        answer = fetching.hand_over(delivery.hook.url, body=body, headers=headers, seconds=SECONDS)
    except UnreadableSecret:
        return None, "Its address or secret cannot be read any more. Enter the address again.", None
    except (fetching.FetchError, OSError) as problem:
        return None, str(problem) or type(problem).__name__, None
    return answer.status, answer.text, answer.retry_after


def headers_of(delivery: HookDelivery, body: bytes, *, now: datetime) -> dict[str, str]:
    """What proves that it comes from here, and the mark that stays the same however often it is sent."""
    proof = signed(delivery.hook.secret, body, at=now)
    return {"Content-Type": "application/json; charset=utf-8", MARK: str(delivery.event), **proof}


@transaction.atomic
def _settle(delivery: HookDelivery, *, went: bool, status: int | None, said: str, after: timedelta | None) -> None:
    """Write down what came of it, unless another worker has taken it up since. What went counts in any case."""
    now = timezone.now()
    hook = NotificationHook.objects.select_for_update(no_key=True).filter(pk=delivery.hook_id).first()
    mine = HookDelivery.objects.filter(pk=delivery.pk)
    mine = mine.exclude(state=State.DELIVERED) if went else mine.filter(state=State.WAITING, attempts=delivery.attempts)
    words = " ".join(said.replace("\0", " ").split())[:300]
    if went:
        mine.update(state=State.DELIVERED, status=status, said=words, ended_at=now, updated_at=now)
        if hook and not delivery.is_test:
            NotificationHook.objects.filter(pk=hook.pk).update(failures=0, rests_until=None)
        return
    log.warning("Delivery %s failed: %s", delivery.pk, status or "no answer")
    pause = max(pause_after(delivery.attempts), after or timedelta())
    is_over = delivery.is_test or delivery.attempts >= HookDelivery.MOST_TRIES
    mine.update(
        status=status, said=words, next_try_at=now + pause, updated_at=now,
        **({"state": State.FAILED, "ended_at": now} if is_over else {}),
    )  # fmt: skip
    if hook and hook.is_active and not delivery.is_test:
        _count_failure(hook, status, now, after)


def _count_failure(hook: NotificationHook, status: int | None, now: datetime, after: timedelta | None) -> None:
    """The webhook rests as a whole, so that one that is down is asked seldom; one that is dead is switched off."""
    failures = hook.failures + 1
    rest = max(pause_after(failures), after or timedelta())
    NotificationHook.objects.filter(pk=hook.pk).update(failures=F("failures") + 1, rests_until=now + rest)
    why = ""
    if status == GONE:
        why = "Its server says that this address is gone for good (410)."
    elif failures >= DEAD:
        why = f"{failures} attempts in a row failed, the last one with “{status or 'no answer'}”."
    if why and switch_off(hook=hook, why=why):
        _tell_admins(hook, why)


def pause_after(attempts: int) -> timedelta:
    """Half a minute, then twice as long each time, an hour at most."""
    return min(PAUSE * 2 ** (max(attempts, 1) - 1), LONGEST_PAUSE)


def _tell_admins(hook: NotificationHook, why: str) -> None:
    from team.notifications import notify  # it writes down what webhooks hear, so it stands above them

    admins = User.objects.working().filter(role=User.Role.ADMIN)
    text = f"The webhook “{hook.name}” was switched off. {why}"
    url = reverse("team:hook-detail", args=[hook.pk])
    notify(kind=told_of.WEBHOOK, users=admins, text=text, url=url, icon="alert-triangle")
