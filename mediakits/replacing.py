"""Which file of an asset is given out. Replacing one keeps the asset, and with it every kit, page and link."""

from django.db import transaction
from django.db.models import Max

from mediakits import stamps
from mediakits.models import Asset, AssetFile


class NotThere(Exception):
    """The asset has no file of that number."""


@transaction.atomic
def add_file(*, asset: Asset, file: AssetFile) -> AssetFile:
    """Save a new file of the asset, give it the next number, and make it the one that is given out."""
    Asset.objects.select_for_update().get(pk=asset.pk)
    last = asset.files.aggregate(last=Max("number"))["last"] or 0
    asset.files.filter(is_current=True).update(is_current=False)
    file.asset, file.number, file.is_current = asset, last + 1, True
    file.save()
    return file


@transaction.atomic
def restore(*, asset: Asset, number: int) -> AssetFile:
    """Give out an earlier file again. Raises NotThere."""
    Asset.objects.select_for_update().get(pk=asset.pk)
    file = asset.files.filter(number=number).first()
    if file is None:
        raise NotThere
    asset.files.filter(is_current=True).update(is_current=False)
    file.is_current = True
    file.save(update_fields=["is_current", "updated_at"])
    stamps.touch(client_id=asset.client_id)
    return file
