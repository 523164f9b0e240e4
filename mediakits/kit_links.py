"""Links to a kit: its own, and one for each reader, which tells the team who looked and can be taken back."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from contacts.models import Journalist
from mediakits.models import Kit, KitLink
from team.models import User


def kit_url(opener: Kit | KitLink) -> str:
    """The absolute address that a kit, or a reader's own link, opens at."""
    return settings.SITE_URL + reverse("mediakits-public:kit", args=[opener.token])


@transaction.atomic
def link_for(*, kit: Kit, journalist: Journalist, by: User, opens_embargo: bool = False) -> KitLink:
    """The journalist's own link: the open one, or a new one. `opens_embargo` is only ever added by this.

    One that has expired is taken back, because whoever is written to today would stand before a closed door.
    """
    theirs, now = KitLink.objects.filter(kit=kit, journalist=journalist, revoked_at=None).order_by(), timezone.now()
    theirs.filter(expires_at__lte=now).update(revoked_at=now, updated_at=now)
    link, _ = theirs.select_for_update().get_or_create(
        kit=kit, journalist=journalist, revoked_at=None, defaults={"by": by, "opens_embargo": opens_embargo}
    )
    if opens_embargo and not link.opens_embargo:
        link.opens_embargo = True
        link.save(update_fields=["opens_embargo", "updated_at"])
    return link


def link_with_label(
    *, kit: Kit, label: str, by: User, opens_embargo: bool = False, expires_at: datetime | None = None
) -> KitLink:
    """A link for somebody who is not among the contacts."""
    return KitLink.objects.create(kit=kit, label=label, by=by, opens_embargo=opens_embargo, expires_at=expires_at)


def change(*, link: KitLink, opens_embargo: bool, expires_at: datetime | None) -> KitLink:
    """Whether its reader may see the kit under embargo, and until when the link opens it."""
    link.opens_embargo, link.expires_at = opens_embargo, expires_at
    link.save(update_fields=["opens_embargo", "expires_at", "updated_at"])
    return link


def revoke(*, link: KitLink) -> KitLink:
    """Take a link back: from now on it opens nothing. A journalist can be given another."""
    if link.revoked_at is None:
        link.revoked_at = timezone.now()
        link.save(update_fields=["revoked_at", "updated_at"])
    return link
