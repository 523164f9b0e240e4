"""What is done with journalists: added, changed, verified, left alone. Each keeps search in step and the story told."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from contacts import search, timeline
from contacts.addresses import clean_address, clean_phone, taken_by
from contacts.models import (
    Beat,
    EmailAddress,
    Journalist,
    Outlet,
    PhoneNumber,
    Position,
    PrivacyRequest,
    Tag,
    TimelineEntry,
)
from contacts.names import split_name
from team.models import User


class AddressTaken(Exception):
    """Another journalist has this e-mail address; `journalist` is who."""

    def __init__(self, address: str, journalist: Journalist) -> None:
        super().__init__(f"{journalist} has the address {address} already.")
        self.address = address
        self.journalist = journalist


@transaction.atomic
def create(
    *,
    name: str,
    by: User | None = None,
    outlet: Outlet | None = None,
    role: str = "",
    emails: Iterable[str] = (),
    phones: Iterable[str] = (),
    beats: Iterable[str] = (),
    tags: Iterable[str] = (),
    **fields: Any,
) -> Journalist:
    """Add a journalist; the first e-mail becomes the main one, the outlet the primary position.

    First and last name are guessed where they are not given and it is safe. Beats and tags are named; new ones are
    made. Raises `addresses.BadAddress` and `AddressTaken`.
    """
    if not fields.get("given_name") and not fields.get("family_name"):
        fields["given_name"], fields["family_name"] = split_name(name)
    journalist = Journalist.objects.create(name=name.strip(), **fields)
    for address in emails:
        add_address(journalist=journalist, address=address, source=journalist.source, refresh=False)
    for number in dict.fromkeys(clean_phone(number, journalist.country) for number in phones):
        PhoneNumber.objects.create(journalist=journalist, number=number, source=journalist.source)
    if outlet:
        Position.objects.create(journalist=journalist, outlet=outlet, role=role, is_primary=True)
    journalist.beats.add(*named(Beat, beats))
    journalist.tags.add(*named(Tag, tags))
    search.refresh([journalist.pk])
    return journalist


@transaction.atomic
def update(*, journalist: Journalist, by: User | None = None, **fields: Any) -> Journalist:
    """Change fields of a journalist by name; `beats` and `tags` are lists of names. History keeps what they were."""
    beats, tags = fields.pop("beats", None), fields.pop("tags", None)
    for field, value in fields.items():
        setattr(journalist, field, value)
    if fields:
        journalist.save(update_fields=[*fields, "updated_at"])
    if beats is not None:
        journalist.beats.set(named(Beat, beats))
    if tags is not None:
        journalist.tags.set(named(Tag, tags))
    search.refresh([journalist.pk])
    return journalist


@transaction.atomic
def add_address(*, journalist: Journalist, address: str, source: str = "", refresh: bool = True) -> EmailAddress:
    """Add an e-mail address; the first is the main one. Having it already changes nothing."""
    address = clean_address(address)
    if other := taken_by(address, apart_from=journalist.pk):
        raise AddressTaken(address, other.journalist)
    if own := journalist.emails.filter(address__iexact=address).first():
        return own
    first = not journalist.emails.filter(is_primary=True).exists()
    added = EmailAddress.objects.create(journalist=journalist, address=address, source=source, is_primary=first)
    if refresh:
        search.refresh([journalist.pk])
    return added


@transaction.atomic
def move(
    *, journalist: Journalist, outlet: Outlet, role: str = "", from_on: date | None = None, by: User | None = None
) -> Position:
    """Let a journalist begin at an outlet; the primary position until now ends the day before."""
    began = from_on or timezone.localdate()
    left = journalist.positions.select_for_update().filter(is_primary=True).first()
    if left:
        left.is_primary, left.until_on = False, max(began, left.from_on or began)
        left.save(update_fields=["is_primary", "until_on", "updated_at"])
    position = Position.objects.create(
        journalist=journalist, outlet=outlet, role=role, from_on=from_on, is_primary=True
    )
    timeline.record(
        journalist=journalist, kind=TimelineEntry.Kind.NOTE, headline=f"Moved to {position.outlet}", body=role, by=by
    )
    search.refresh([journalist.pk])
    return position


@transaction.atomic
def end_position(*, position: Position, by: User | None = None) -> None:
    """They have left; what they were there stays in the record."""
    position.is_primary, position.until_on = False, max(timezone.localdate(), position.from_on or date.min)
    position.save(update_fields=["is_primary", "until_on", "updated_at"])
    timeline.record(
        journalist=position.journalist, kind=TimelineEntry.Kind.NOTE, headline=f"Left {position.outlet}", by=by
    )
    search.refresh([position.journalist_id])


@transaction.atomic
def reopen_position(*, position: Position, as_primary: bool, by: User | None = None) -> None:
    """They have not left after all. It is the primary one again if no other has become that meanwhile."""
    others = position.journalist.positions.filter(is_primary=True).exclude(pk=position.pk)
    position.is_primary, position.until_on = as_primary and not others.exists(), None
    position.save(update_fields=["is_primary", "until_on", "updated_at"])
    timeline.record(
        journalist=position.journalist, kind=TimelineEntry.Kind.NOTE, headline=f"Still at {position.outlet}", by=by
    )
    search.refresh([position.journalist_id])


@transaction.atomic
def use_address(*, journalist: Journalist, address: str, source: str = "") -> EmailAddress:
    """Add an address, or take one they have, and let mail for them go there. Raises as `add_address` does."""
    chosen = add_address(journalist=journalist, address=address, source=source, refresh=False)
    journalist.emails.filter(is_primary=True).exclude(pk=chosen.pk).update(is_primary=False)
    chosen.is_primary, chosen.bounced_at, chosen.bounce_reason = True, None, ""
    chosen.save(update_fields=["is_primary", "bounced_at", "bounce_reason", "updated_at"])
    search.refresh([journalist.pk])
    return chosen


@transaction.atomic
def give_up_address(*, journalist: Journalist, address: int, main_before: int | None) -> bool:
    """Remove the address of that key and let the one before be the main one again. False where it is gone already."""
    gone = journalist.emails.filter(pk=address).exclude(pk=main_before or 0).delete()[0]
    if gone and main_before and not journalist.emails.filter(is_primary=True).exists():
        journalist.emails.filter(pk=main_before).update(is_primary=True)
    search.refresh([journalist.pk])
    return bool(gone)


def verify(*, journalist: Journalist, by: User | None = None) -> None:
    """Somebody has made sure that what we hold is still true."""
    journalist.verified_at = timezone.now()
    journalist.save(update_fields=["verified_at", "updated_at"])


@transaction.atomic
def leave_alone(*, journalist: Journalist, reason: str, by: User | None = None) -> None:
    """They are not to be contacted any more, because of `reason`. Said twice, it stays as it was said first."""
    journalist = Journalist.objects.select_for_update().get(pk=journalist.pk)
    if journalist.do_not_contact:
        return
    journalist.do_not_contact, journalist.do_not_contact_reason = True, reason[:300]
    journalist.save(update_fields=["do_not_contact", "do_not_contact_reason", "updated_at"])
    timeline.record(
        journalist=journalist,
        kind=TimelineEntry.Kind.PREFERENCES,
        headline="Set to do not contact",
        body=reason,
        by=by,
    )


@transaction.atomic
def contact_again(*, journalist: Journalist, reason: str, by: User | None = None) -> None:
    """They may be contacted again, because of `reason`."""
    journalist = Journalist.objects.select_for_update().get(pk=journalist.pk)
    if not journalist.do_not_contact:
        return
    journalist.do_not_contact, journalist.do_not_contact_reason = False, ""
    journalist.save(update_fields=["do_not_contact", "do_not_contact_reason", "updated_at"])
    timeline.record(
        journalist=journalist,
        kind=TimelineEntry.Kind.PREFERENCES,
        headline="May be contacted again",
        body=reason,
        by=by,
    )


@transaction.atomic
def handle_request(*, wish: PrivacyRequest, by: User) -> None:
    """A person has seen to what the journalist asked for. Said twice, it stays with who said it first."""
    handled = PrivacyRequest.objects.filter(pk=wish.pk, handled_at=None).update(
        handled_at=timezone.now(), handled_by=by
    )
    if handled:
        timeline.record(
            journalist=wish.journalist,
            kind=TimelineEntry.Kind.PREFERENCES,
            headline=f"{wish.get_kind_display()} done",
            by=by,
        )


def named(model: type[Beat] | type[Tag], names: Iterable[str]) -> list[Any]:
    """The beats or tags of these names, whatever their case; made where there is none."""
    found = []
    for name in dict.fromkeys(" ".join(name.split()) for name in names):
        if name:
            one = model.objects.filter(name__iexact=name).first()
            found.append(one or model.objects.get_or_create(name=name)[0])
    return found
