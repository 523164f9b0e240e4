"""Who is on the team, as what, and how somebody leaves."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from team.models import User


class MemberError(Exception):
    """A change to the team cannot be made; the message says why, in words for the reader."""


class LastAdmin(MemberError):
    """Without an admin nobody could let anybody in."""


class OwnAccount(MemberError):
    """Nobody switches off the account they are signed in with."""


class StillOwns(MemberError):
    """Work would be left without somebody who looks after it; `holdings` says what."""

    def __init__(self, user: User, holdings: list["Holding"]) -> None:
        self.holdings = holdings
        owned = ", ".join(f"{holding.count:,} {holding.what}" for holding in holdings)
        super().__init__(f"{user.name} still looks after {owned}. Give it to somebody else first.")


@dataclass(frozen=True)
class Holding:
    """How many of one kind of thing somebody looks after, and where to see them."""

    what: str
    count: int
    url: str = ""


Holdings = Callable[[User], Holding | None]
_holdings: list[Holdings] = []


def register_holdings(holdings: Holdings) -> None:
    """Let an app say what of its own somebody looks after. Called from `ready()`."""
    if holdings not in _holdings:
        _holdings.append(holdings)


def holdings_of(user: User) -> list[Holding]:
    """What somebody looks after, over all apps."""
    return [holding for ask in _holdings if (holding := ask(user)) and holding.count]


@transaction.atomic
def change_role(*, user: User, role: str) -> User:
    """Give somebody another role. Raises `LastAdmin`."""
    user = _locked(user)
    if user.role == User.Role.ADMIN and role != User.Role.ADMIN:
        _refuse_without_admin(user)
    user.role = role
    user.save(update_fields=["role", "updated_at"])
    return user


@transaction.atomic
def deactivate(*, user: User, by: User, in_spite_of_holdings: bool = False) -> User:
    """Switch an account off, which ends its sessions too (Django asks at every request); what the person did stays.

    Raises `OwnAccount`, `LastAdmin`, and `StillOwns` unless told to go on in spite of it.
    """
    if user.pk == by.pk:
        raise OwnAccount("You are signed in with this account. Ask another admin to switch it off.")
    user = _locked(user)
    _refuse_without_admin(user)
    holdings = holdings_of(user)
    if holdings and not in_spite_of_holdings:
        raise StillOwns(user, holdings)
    user.is_active = False
    user.save(update_fields=["is_active", "updated_at"])
    return user


@transaction.atomic
def reactivate(*, user: User) -> User:
    """Switch an account on again."""
    user = _locked(user)
    user.is_active = True
    user.save(update_fields=["is_active", "updated_at"])
    return user


def _locked(user: User) -> User:
    """The fresh row; all admins are locked with it, so that two admins cannot remove each other at once."""
    admins = User.objects.filter(role=User.Role.ADMIN) | User.objects.filter(pk=user.pk)
    return {row.pk: row for row in admins.order_by("pk").select_for_update()}[user.pk]


def _refuse_without_admin(user: User) -> None:
    others = User.objects.filter(role=User.Role.ADMIN, is_active=True).exclude(pk=user.pk)
    if user.role == User.Role.ADMIN and not others.exists():
        raise LastAdmin(f"{user.name} is the only admin. Make somebody else an admin first.")
