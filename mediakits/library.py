"""What is done with assets of the library: their words, putting away, deleting; one, or many at once."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import ProtectedError, QuerySet
from django.utils import timezone

from mediakits import stamps, where_used
from mediakits.models import Asset, Rendition
from team.models import User


class InUse(Exception):
    """It cannot be deleted; the message says where it is, or was."""


@transaction.atomic
def add_video_link(*, asset: Asset, by: User) -> Asset:
    """Keep a video that lies elsewhere: `asset` has its client, title and address."""
    asset.kind, asset.added_by = Asset.Kind.VIDEO, by
    asset.save()
    stamps.touch(client_id=asset.client_id)
    return asset


@transaction.atomic
def save_words(*, asset: Asset, fields: Iterable[str], people: Iterable[Any]) -> Asset:
    """Keep changed words, the `fields` alone. New rights are a new end, of which people are to hear again."""
    before = Asset.objects.values_list("rights_until", flat=True).get(pk=asset.pk)
    changed = {*fields, "updated_at"}
    if before != asset.rights_until:
        asset.expiry_told_at = asset.ended_told_at = None
        changed |= {"expiry_told_at", "ended_told_at"}
    asset.save(update_fields=changed)
    asset.people.set(people)
    stamps.touch(client_id=asset.client_id)
    return asset


@transaction.atomic
def set_words(
    *, assets: "QuerySet[Asset]", credit: str = "", rights: str = "", rights_until: date | None = None,
    no_end: bool = False,
) -> int:  # fmt: skip
    """Give many assets the same credit, terms or last day; what is empty stays. `no_end` takes the last day away."""
    changed: dict[str, Any] = {}
    if credit:
        changed["credit"] = credit
    if rights:
        changed["rights"] = rights
    if rights_until or no_end:
        changed |= {"rights_until": None if no_end else rights_until, "expiry_told_at": None, "ended_told_at": None}
    return _update(assets, **changed) if changed else 0


def put_away(*, assets: "QuerySet[Asset]") -> list[int]:
    """Take them out of the library, and at once out of every kit and page that shows them. Gives their keys.

    Never refused: whoever learns that a photo may not be used has no time to open each kit.
    """
    keys = list(assets.in_use().values_list("pk", flat=True))  # type: ignore[attr-defined]
    _update(Asset.objects.filter(pk__in=keys), archived_at=timezone.now())
    return keys


def take_back(*, assets: "QuerySet[Asset]") -> int:
    """Put them into the library again, and back where they stood."""
    return _update(assets.exclude(archived_at=None), archived_at=None)


@transaction.atomic
def delete(*, asset: Asset) -> None:
    """Delete an asset and its files, which stands nowhere and was never taken. Raises InUse."""
    locked = Asset.objects.select_for_update().get(pk=asset.pk)
    if uses := where_used.uses_of([locked])[locked.pk]:
        raise InUse(f"It stands in {uses[0].title}, so it can be put away, but not deleted.")
    if where_used.was_ever_taken(locked):
        raise InUse("Journalists have taken it, so it can be put away, but not deleted.")
    files = list(locked.files.all())
    paths = [str(file.file.name) for file in files]
    paths += Rendition.objects.filter(asset_file__in=files).values_list("file", flat=True)
    try:
        locked.delete()
    except ProtectedError as error:
        raise InUse("Something else uses it, so it can be put away, but not deleted.") from error
    stamps.touch(client_id=asset.client_id)
    transaction.on_commit(lambda: _forget(paths))


@transaction.atomic
def _update(assets: "QuerySet[Asset]", **values: Any) -> int:
    clients = set(assets.order_by().values_list("client", flat=True))
    count = assets.order_by().update(updated_at=timezone.now(), **values)
    for client_id in clients:
        stamps.touch(client_id=client_id)
    return count


def _forget(paths: list[str]) -> None:
    for path in paths:
        default_storage.delete(path)
