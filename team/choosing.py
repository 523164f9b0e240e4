"""What people choose about how they are told."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from team.kinds import Kind, Mail, kinds_for
from team.models import Notification, NotificationHook, TellingChoice, TellingHours, User


@dataclass(frozen=True)
class Choice:
    """How somebody hears of one kind of thing."""

    mail: str
    to_webhook: bool


def choices_of(user: User) -> dict[str, Choice]:
    """For each kind that can concern this person, what they chose, else what is usual. One query."""
    chosen = {choice.kind: choice for choice in TellingChoice.objects.filter(user=user)}
    return {kind.key: _choice(kind, chosen.get(kind.key)) for kind in kinds_for(user)}


def _choice(kind: Kind, chosen: TellingChoice | None) -> Choice:
    if chosen:
        return Choice(chosen.mail, chosen.to_webhook)
    return Choice(str(kind.mail), kind.to_webhook)


def kinds_that_webhooks_take() -> set[str]:
    """Keys of the kinds that some webhook hears of now; a choice about others would do nothing."""
    return {
        kind
        for kinds in NotificationHook.objects.filter(is_active=True).values_list("kinds", flat=True)
        for kind in kinds
    }


@transaction.atomic
def choose(*, user: User, hours: Mapping[str, object], choices: Mapping[str, Choice]) -> None:
    """Keep what they chose. It counts from now on, and for what waits to be mailed, too."""
    TellingHours.objects.update_or_create(user=user, defaults=dict(hours))
    before = choices_of(user)
    TellingChoice.objects.bulk_create(
        [
            TellingChoice(user=user, kind=key, mail=choice.mail, to_webhook=choice.to_webhook)
            for key, choice in choices.items()
        ],
        update_conflicts=True,
        unique_fields=["user", "kind"],
        update_fields=["mail", "to_webhook", "updated_at"],
    )
    for key, choice in choices.items():
        if key in before and before[key].mail != choice.mail:
            waiting = Notification.objects.visible_to(user).unread().filter(kind=key, told_at=None).exclude(mail="")
            waiting.update(mail="" if choice.mail == Mail.NEVER else choice.mail)
