"""The vocabulary in which views and verbs ask for assets, documents and kits."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q, Value
from django.utils import timezone

from core.folding import Fold, words_of
from team.models import User

if TYPE_CHECKING:
    from mediakits.models import Asset, Document, Kit, Upload  # noqa: F401  (named in base classes)


class AssetQuerySet(models.QuerySet["Asset"]):
    def visible_to(self, user: User) -> Self:
        """The library to the team; to observers nothing: they see what was shared, as journalists do."""
        return self.none() if user.is_observer else self

    def in_use(self) -> Self:
        """Not put away."""
        return self.filter(archived_at=None)

    def usable(self) -> Self:
        """What may be given to a journalist today: not put away, its rights hold, and there is something to take."""
        rights = Q(rights_until=None) | Q(rights_until__gte=timezone.localdate())
        there = models.Exists(_files().filter(asset=models.OuterRef("pk"), is_current=True)) | ~Q(video_url="")
        return self.in_use().filter(rights).filter(there)

    def with_file(self) -> Self:
        """With the current file and its renditions, in two more queries: `asset.current_files[0]`."""
        current = _files().filter(is_current=True).prefetch_related("renditions")
        return self.prefetch_related(models.Prefetch("files", queryset=current, to_attr="current_files"))


def _files() -> models.QuerySet:
    from mediakits.models import AssetFile  # here, because the models import this module

    return AssetFile.objects.all()


class UploadQuerySet(models.QuerySet["Upload"]):
    def visible_to(self, user: User) -> Self:
        """One's own: nobody goes on with, or looks at, what somebody else is uploading."""
        return self.none() if user.is_observer else self.filter(by=user)

    def unfinished(self) -> Self:
        """Of which it is not known yet what becomes of them."""
        return self.filter(asset_file=None, duplicate_of=None, problem="")


class DocumentQuerySet(models.QuerySet["Document"]):
    def visible_to(self, user: User) -> Self:
        """All to the team; to observers those of their clients that are public."""
        return self.public().filter(client__observers=user) if user.is_observer else self

    def in_use(self) -> Self:
        return self.filter(archived_at=None)

    def matching(self, text: str, *, user: User) -> Self:
        """Those whose title has every word of `text`; a short word must begin one. To observers the title is the
        published one: a hit on another would tell them a word that is still being written.
        """
        found, title = self, "search_text"
        if user.is_observer:
            found, title = self.alias(shown_title=Fold("published_version__title")), "shown_title"
        for word in words_of(text):
            found = found.filter(Q(**{f"{title}__holds": word}) | Q(**{f"{title}__startswith": Fold(Value(word))}))
        return found

    def released(self) -> Self:
        """Released by the press office, embargo over or not."""
        return self.filter(public_from__isnull=False, withdrawn_at=None)

    def public(self, at: datetime | None = None) -> Self:
        """What everybody may read at that moment, by default now. The only door to anything public."""
        return self.filter(public_from__lte=at or timezone.now(), withdrawn_at=None)


class KitQuerySet(models.QuerySet["Kit"]):
    def visible_to(self, user: User) -> Self:
        """All to the team; to observers those of their clients that everybody may see."""
        return self.public().filter(client__observers=user) if user.is_observer else self

    def in_use(self) -> Self:
        return self.filter(archived_at=None)

    def open_to_readers(self) -> Self:
        """Shared, not put away, not expired; who may see it while an embargo holds is asked elsewhere."""
        still = Q(expires_at=None) | Q(expires_at__gt=timezone.now())
        return self.in_use().filter(still, shared_at__isnull=False)

    def public(self, at: datetime | None = None) -> Self:
        """What everybody may open: shown in the newsroom, without a password, its embargo over."""
        lifted = Q(embargo_until=None) | Q(embargo_until__lte=at or timezone.now())
        return self.open_to_readers().filter(lifted, access="public", password="")
