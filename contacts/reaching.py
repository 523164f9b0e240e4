"""A journalist's addresses, numbers and positions as one form shows them: set together, in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from contacts import search
from contacts.addresses import taken_by
from contacts.journalists import AddressTaken
from contacts.models import EmailAddress, Journalist, Outlet, PhoneNumber, Position


@dataclass
class Address:
    address: str
    is_primary: bool = False
    pk: int | None = None


@dataclass
class Number:
    number: str
    kind: str = PhoneNumber.Kind.WORK
    pk: int | None = None


@dataclass
class Post:
    """A position at the outlet of this name, or, where names are not unique, at this very one (`at`)."""

    outlet: str
    role: str = ""
    from_on: date | None = None
    until_on: date | None = None
    is_primary: bool = False
    pk: int | None = None
    at: Outlet | None = None


@transaction.atomic
def set_all(
    *, journalist: Journalist, addresses: Sequence[Address], numbers: Sequence[Number], posts: Sequence[Post]
) -> list[Outlet]:
    """Make these, and no others, the journalist's. Gives the outlets that had to be made for it.

    A row with the key of one they have changes that one, so that its source and history stay. The first address is the
    main one unless another is marked; so is the first position that has not ended. Raises `AddressTaken`.
    """
    _set_addresses(journalist, addresses)
    _set(journalist.phones, numbers, lambda row: {"number": row.number, "kind": row.kind})
    made = _set_posts(journalist, posts)
    search.refresh([journalist.pk])
    return made


def _set_addresses(journalist: Journalist, rows: Sequence[Address]) -> None:
    journalist.emails.update(is_primary=False)
    main = next((row for row in rows if row.is_primary), rows[0] if rows else None)
    try:
        with transaction.atomic():
            _set(journalist.emails, rows, lambda row: {"address": row.address, "is_primary": row is main})
    except IntegrityError:
        for row in rows:
            if other := taken_by(row.address, apart_from=journalist.pk):
                raise AddressTaken(row.address, other.journalist) from None
        raise


def _set_posts(journalist: Journalist, rows: Sequence[Post]) -> list[Outlet]:
    journalist.positions.update(is_primary=False)
    current = [row for row in rows if row.until_on is None]
    main = next((row for row in current if row.is_primary), current[0] if current else None)
    made: list[Outlet] = []
    outlets = {id(row): row.at or outlet_named(row.outlet, made) for row in rows}
    _set(
        journalist.positions,
        rows,
        lambda row: {
            "outlet": outlets[id(row)],
            "role": row.role,
            "from_on": row.from_on,
            "until_on": row.until_on,
            "is_primary": row is main,
        },
    )
    return made


def outlet_named(name: str, made: list[Outlet]) -> Outlet:
    """The outlet of this name, whatever its accents and case; one that is new is made, and added to `made`."""
    found = Outlet.objects.named(name).order_by("pk").first()
    if found is None:
        found = Outlet.objects.create(name=name.strip())
        made.append(found)
    return found


def _set(theirs: Any, rows: Sequence[Any], values: Any) -> None:
    """Change what has a key of theirs, add what has none, delete the rest."""
    there: dict[int, EmailAddress | PhoneNumber | Position] = {one.pk: one for one in theirs.all()}
    kept = {row.pk for row in rows if row.pk in there}
    theirs.exclude(pk__in=kept).delete()
    for row in rows:
        if row.pk not in kept:
            theirs.create(**values(row))
            continue
        one = there[row.pk]
        changed = {field: value for field, value in values(row).items() if getattr(one, field) != value}
        for field, value in changed.items():
            setattr(one, field, value)
        if changed or getattr(one, "is_primary", False):
            one.save(update_fields=[*values(row), "updated_at"])
