"""A kit as journalists would see it, for the team: the page as it is being built, without anybody's link.

Nothing here carries a token: a preview that is passed on opens nothing without signing in.
"""

from dataclasses import dataclass

from django.urls import reverse

from mediakits.kit_fingerprint import snapshot_of
from mediakits.kit_page import KitPage, page_of
from mediakits.models import Asset, Document, Kit

VIEWS = {
    "everybody": "Everybody with the address",
    "agreed": "A reader who agreed to the embargo",
}
WHENS = {"now": "As it is now", "after": "After the embargo"}


@dataclass(frozen=True)
class PreviewAddresses:
    """Where things are taken in a preview: on pages behind the sign-in."""

    kit: Kit

    def asset(self, asset: Asset) -> str:
        return reverse("mediakits:asset-detail", args=[asset.pk])

    def document(self, document: Document, kind: str) -> str:
        return reverse("mediakits:document-detail", args=[document.pk])

    def reading(self, document: Document) -> str:
        return reverse("mediakits:document-detail", args=[document.pk])

    def everything(self) -> str:
        return reverse("mediakits:kit-preview-zip", args=[self.kit.pk, "all"])

    def photos(self) -> str:
        return reverse("mediakits:kit-preview-zip", args=[self.kit.pk, "photos"])


def preview_of(kit: Kit, *, seen_by: str = "everybody", when: str = "now") -> KitPage | None:
    """The page of what is being built, as one of `VIEWS` sees it; None where they would stand before the embargo."""
    agreed = seen_by == "agreed"
    if kit.is_embargoed and when == "now" and not agreed:
        return None
    at = kit.embargo_until if when == "after" and kit.is_embargoed else None
    return page_of(kit, snapshot_of(kit), addresses=PreviewAddresses(kit), sees_embargoed=agreed, at=at)
