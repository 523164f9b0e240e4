"""Where an asset is used. Kits are asked here; what else uses assets registers itself in `AppConfig.ready()`:

where_used.register("releases", Releases())
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from django.db import models
from django.db.models import QuerySet

from mediakits.models import Asset, Kit, KitItem, KitVisit
from team.models import User


@dataclass(frozen=True)
class Use:
    """One place an asset stands in: what it is called (“Kit”), the thing itself, and who looks after it."""

    kind: str
    thing: models.Model
    owner: User | None = None

    @property
    def title(self) -> str:
        return str(self.thing)

    @property
    def url(self) -> str:
        return self.thing.get_absolute_url()  # type: ignore[attr-defined]


class Place(Protocol):
    """Something that uses assets."""

    def uses(self, assets: Iterable[Asset]) -> Iterable[tuple[int, Use]]:
        """Each use of one of the assets, with the asset's key, in a constant number of queries."""

    def used(self) -> "QuerySet[Any]":
        """The keys of all assets that are used, as one column for a subquery; without NULL."""


_places: dict[str, Place] = {}


def register(name: str, place: Place) -> None:
    """Have `place` asked too; registering a name again replaces it."""
    _places[name] = place


def uses_of(assets: Iterable[Asset]) -> dict[int, list[Use]]:
    """Where each of the assets is used, by its key."""
    assets = list(assets)
    found: dict[int, list[Use]] = {asset.pk: [] for asset in assets}
    for place in _places.values():
        for key, use in place.uses(assets):
            found[key].append(use)
    return found


def unused(assets: "QuerySet[Asset]") -> "QuerySet[Asset]":
    """Those that stand nowhere."""
    for place in _places.values():
        assets = assets.exclude(pk__in=place.used())
    return assets


def was_ever_taken(asset: Asset) -> bool:
    """Whether a journalist has taken it from a kit."""
    return KitVisit.objects.filter(asset=asset).exists()


class Kits:
    """The kits an asset stands in, each once, put away or not."""

    def uses(self, assets: Iterable[Asset]) -> Iterable[tuple[int, Use]]:
        items = KitItem.objects.filter(asset__in=[asset.pk for asset in assets])
        pairs = set(items.values_list("asset_id", "section__kit_id"))
        kits = Kit.objects.select_related("owner").in_bulk({kit for _, kit in pairs})
        return [(asset, Use("Kit", kits[kit], kits[kit].owner)) for asset, kit in sorted(pairs)]

    def used(self) -> "QuerySet[Any]":
        return KitItem.objects.filter(asset__isnull=False).values("asset")


register("kits", Kits())
