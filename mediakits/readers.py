"""Who may see a kit: whoever comes with a link, and how far the link opens it. The one place that decides."""

from dataclasses import dataclass
from enum import Enum

from django.db.models import Q
from django.utils import timezone

from core.link_passwords import is_unlocked
from core.tokens import LIKE_A_TOKEN
from mediakits.models import Document, Kit, KitLink


class Door(Enum):
    """What a reader stands before."""

    OPEN = "open"
    WAITING = "waiting"
    """Under embargo, and this reader has not agreed to it."""
    LOCKED = "locked"
    """A password is asked for."""
    OVER = "over"
    """The kit, or the reader's own link, has expired."""


@dataclass(frozen=True)
class Reader:
    """Somebody with a link to a kit that is shared. `link` is None for the kit's own address.

    `proof` is what `link_passwords.unlock` gave. A reader's own link needs no password: it is a secret of its own, for
    one person, and can be taken back.
    """

    kit: Kit
    link: KitLink | None = None
    proof: str = ""

    @property
    def token(self) -> str:
        return self.link.token if self.link else self.kit.token

    @property
    def sees_embargoed(self) -> bool:
        """Whether they agreed to the embargo: of the kit, and of the releases in it."""
        return self.link is not None and self.link.opens_embargo

    @property
    def door(self) -> Door:
        """Asked again with each request, so an embargo ends and a link expires on the second."""
        if self.kit.has_expired or (self.link is not None and not self.link.is_open):
            return Door.OVER
        if self.kit.is_embargoed and not self.sees_embargoed:
            return Door.WAITING
        if self.kit.password and self.link is None and not is_unlocked(self.kit, self.proof, of="kit"):
            return Door.LOCKED
        return Door.OPEN


def reader_with(token: str, *, proof: str = "") -> Reader | None:
    """Whose link it is; None for one that is made up or withdrawn, and for a kit that is not shared or put away."""
    kits = Kit.objects.select_related("client__newsroom", "contact").filter(shared_at__isnull=False, archived_at=None)
    kit = kits.filter(token=token).first()
    if kit is not None:
        return Reader(kit, proof=proof)
    links = KitLink.objects.select_related("kit__client__newsroom", "kit__contact", "journalist")
    link = links.filter(token=token, revoked_at=None, kit__in=kits.order_by()).first()
    return Reader(link.kit, link) if link else None


def may_read_early(document: Document, token: str) -> bool:
    """Whether this token is of a reader who agreed to embargoes, in a kit in which the released document stands."""
    reader = reader_with(token) if LIKE_A_TOKEN.fullmatch(token) else None
    if reader is None or not reader.sees_embargoed or reader.door is not Door.OPEN or not reader.kit.shared:
        return False
    named = (item for section in reader.kit.shared["sections"] for item in section["items"])
    return any(item.get("document") == document.pk for item in named)


def in_other_languages(reader: Reader) -> list[Kit]:
    """The same story in other languages, as far as this reader may open it.

    That is what everybody may see, and what opens to whoever has a link where this kit is one of these: translations
    are meant for the same readers.
    """
    first = reader.kit.translation_of_id or reader.kit.pk
    siblings = Kit.objects.open_to_readers().filter(Q(pk=first) | Q(translation_of=first)).exclude(pk=reader.kit.pk)
    if reader.kit.access == Kit.Access.PUBLIC:
        siblings = siblings.filter(access=Kit.Access.PUBLIC)
    lifted = Q(embargo_until=None) | Q(embargo_until__lte=timezone.now())
    return list(siblings.filter(lifted, password="").order_by("language", "pk")[:20])
