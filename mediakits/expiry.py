"""Rights that end: the asset leaves every kit and page by itself (`Asset.objects.usable()`); people hear of it before.

Told are whoever added it and the owners of what uses it: within 14 days before the last day, and once it is over.
"""

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from mediakits import stamps, told_of, where_used
from mediakits.models import Asset
from team.notifications import notify

AHEAD: Final = timedelta(days=14)


def tell() -> int:
    """Tell of all whose rights end soon or have ended and of which it was not told yet. Gives how many assets."""
    today = timezone.localdate()
    dated = Asset.objects.in_use().filter(rights_until__isnull=False, ended_told_at=None)
    ended = dated.filter(rights_until__lt=today).values_list("pk", flat=True)
    ending = dated.filter(rights_until__gte=today, rights_until__lte=today + AHEAD, expiry_told_at=None)
    told = sum(_tell_one(pk, "ended_told_at") for pk in list(ended))
    return told + sum(_tell_one(pk, "expiry_told_at") for pk in list(ending.values_list("pk", flat=True)))


@transaction.atomic
def _tell_one(pk: int, mark: str) -> bool:
    """Tell of one, unless another worker has meanwhile or its rights were prolonged: asked again under a lock."""
    asset = Asset.objects.select_for_update(of=("self",)).select_related("added_by", "client").get(pk=pk)
    is_over = not asset.rights_hold()
    if getattr(asset, mark) or asset.rights_until is None or is_over != (mark == "ended_told_at"):
        return False
    uses = where_used.uses_of([asset])[pk]
    people = [asset.added_by, *(use.owner for use in uses if use.owner)]
    notify(
        kind=told_of.RIGHTS,
        users={person.pk: person for person in people if person.is_active}.values(),
        text=_sentence(asset, is_over, [use.title for use in uses]),
        url=asset.get_absolute_url(),
        icon="calendar-off",
    )
    setattr(asset, mark, timezone.now())
    asset.save(update_fields=[mark, "updated_at"])
    if is_over:
        stamps.touch(client_id=asset.client_id)
    return True


def _sentence(asset: Asset, is_over: bool, used_in: list[str]) -> str:
    day = date_format(asset.rights_until or timezone.localdate(), "j F Y")
    more = f" and {len(used_in) - 1} more" if len(used_in) > 1 else ""
    if is_over:
        out_of = f", and it was taken out of {used_in[0]}{more}" if used_in else ""
        return f"{asset}: the rights ended on {day}. Journalists do not get it any more{out_of}."
    stands = f" It stands in {used_in[0]}{more}." if used_in else ""
    return f"{asset}: the rights end on {day}.{stands} Prolong them or replace it."
