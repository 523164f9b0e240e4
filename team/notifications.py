"""Telling people what happened while they looked elsewhere."""

from collections.abc import Iterable

from django.utils import timezone

from team.models import Notification, User


def notify(
    *, users: Iterable[User], text: str, url: str = "", icon: str = "bell", by: User | None = None
) -> list[Notification]:
    """One line to each of `users` except the one who did it; call it inside the transaction it tells of."""
    limit = Notification._meta.get_field("text").max_length or 0
    short = text if len(text) <= limit else f"{text[: limit - 1]}…"
    told = {user.pk: user for user in users if by is None or user.pk != by.pk}
    return Notification.objects.bulk_create(
        Notification(user=user, text=short, url=url, icon=icon) for user in told.values()
    )


def mark_read(*, user: User, notification: Notification | None = None) -> int:
    """Mark one, or all, of the reader's notifications as read; gives how many were new."""
    unread = Notification.objects.visible_to(user).unread()
    if notification is not None:
        unread = unread.filter(pk=notification.pk)
    return unread.update(read_at=timezone.now())
