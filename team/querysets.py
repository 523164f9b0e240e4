"""The vocabulary in which reviews and notifications are asked for."""

from typing import TYPE_CHECKING, Self

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone

if TYPE_CHECKING:
    from team.models import ApiToken, Notification, Review, User  # noqa: F401  (named in base classes)


class ReviewQuerySet(models.QuerySet["Review"]):
    def visible_to(self, user: "User") -> Self:
        """All reviews to the team; none to observers, who see what went out, not how it came about."""
        return self.none() if user.is_observer else self

    def waiting(self) -> Self:
        return self.filter(state="waiting")

    def decided(self) -> Self:
        return self.exclude(state__in=["waiting", "withdrawn"])

    def of(self, subject: models.Model) -> Self:
        """Every submission of one thing, newest first."""
        kind = ContentType.objects.get_for_model(subject)
        return self.filter(content_type=kind, object_id=subject.pk).order_by("-version")


class NotificationQuerySet(models.QuerySet["Notification"]):
    def visible_to(self, user: "User") -> Self:
        """Each reader's own."""
        return self.filter(user=user)

    def unread(self) -> Self:
        return self.filter(read_at=None)

    def to_mail(self, by_mail: str) -> Self:
        """What waits for a letter: not read, and in none yet. `by_mail`: at_once or digest."""
        return self.unread().filter(told_at=None, mail=by_mail)


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    def visible_to(self, user: "User") -> Self:
        """One's own; admins see everybody's, so that a lost one can be withdrawn by somebody."""
        return self if user.is_admin else self.filter(owner=user)

    def open(self) -> Self:
        """Those that open something: neither withdrawn nor expired."""
        return self.filter(Q(expires_at=None) | Q(expires_at__gt=timezone.now()), revoked_at=None)
