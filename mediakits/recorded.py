"""How kits and newsrooms stand in the audit trail. Nothing of them is put back at a click: readers may have seen it."""

from mediakits.models import KitItem, KitLink, KitSection, Newsroom
from team.trail.kinds import Kind, register


def register_all() -> None:
    register(
        Kind(KitSection, named=("title", "kind"), belongs_to="kit"),
        Kind(KitItem, named=("title", "asset", "document", "spokesperson", "clip", "url"), belongs_to="section"),
        Kind(KitLink, named=("label", "journalist"), belongs_to="kit"),
        Kind(Newsroom, named=("title", "client")),
    )
