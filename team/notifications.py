"""Telling people what happened while they looked elsewhere: a line in the application, and whatever goes out of it.

Letters are made of these lines by `telling`; what webhooks hear is written down by `hooks` in the same transaction.
"""

from collections.abc import Iterable, Sequence

from django.utils import timezone

from team import hooks
from team.kinds import Kind, Mail, kind_of
from team.models import Notification, TellingChoice, User


def notify(
    *,
    users: Iterable[User],
    text: str,
    kind: Kind,
    url: str = "",
    icon: str = "bell",
    by: User | None = None,
    once: str = "",
) -> list[Notification]:
    """One line to each of `users` except the one who did it; call it inside the transaction it tells of.

    Give `once`, a mark of up to 80 characters, where the same thing is told to several people by calls of their own:
    webhooks hear of it once. Raises `UnknownKind` for a kind that no app registered.
    """
    kind_of(kind.key)
    told = [user for user in {user.pk: user for user in users}.values() if by is None or user.pk != by.pk]
    if not told:
        return []
    choices = {choice.user_id: choice for choice in TellingChoice.objects.filter(kind=kind.key, user__in=told)}
    limit = Notification._meta.get_field("text").max_length or 0
    short = text if len(text) <= limit else f"{text[: limit - 1]}…"
    lines = Notification.objects.bulk_create(
        Notification(
            user=user, kind=kind.key, text=short, url=url, icon=icon, mail=_by_mail(kind, user, choices.get(user.pk))
        )
        for user in told
    )
    hooks.enqueue(kind=kind, people=_for_webhooks(kind, told, choices), text=short, url=url, once=once)
    return lines


def _by_mail(kind: Kind, user: User, choice: TellingChoice | None) -> str:
    chosen = choice.mail if choice else kind.mail
    return "" if chosen == Mail.NEVER or not kind.is_mailed_here or user.is_observer else chosen


def _for_webhooks(kind: Kind, told: Sequence[User], choices: dict[int, TellingChoice]) -> list[User]:
    """Those whose lines may go to the team's webhooks: of the team, and not against it."""
    team = [user for user in told if not user.is_observer]
    if kind.cannot_be_stopped:
        return team
    return [user for user in team if (choices[user.pk].to_webhook if user.pk in choices else kind.to_webhook)]


def mark_read(*, user: User, notification: Notification | None = None, kind: str = "") -> int:
    """Mark one, or all, or all of a kind of the reader's notifications as read; gives how many were new."""
    unread = Notification.objects.visible_to(user).unread()
    if notification is not None:
        unread = unread.filter(pk=notification.pk)
    if kind:
        unread = unread.filter(kind=kind)
    return unread.update(read_at=timezone.now())
