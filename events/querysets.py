"""Which interviews and media events a person sees, and the groups that lists and figures are made of."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from team.models import User

if TYPE_CHECKING:
    from events.models import Interview, MediaEvent  # noqa: F401


class InterviewQuerySet(models.QuerySet["Interview"]):
    def visible_to(self, user: User) -> Self:
        """The team sees all; observers none."""
        return self.none() if user.is_observer else self

    def open(self) -> Self:
        """Those that still have to take place."""
        return self.filter(state__in=["requested", "offered", "confirmed"])

    def open_to_journalists(self) -> Self:
        """Those whose link leads somewhere."""
        return self.filter(token_revoked_at=None)


class MediaEventQuerySet(models.QuerySet["MediaEvent"]):
    def visible_to(self, user: User) -> Self:
        """The team sees all; observers none."""
        return self.none() if user.is_observer else self

    def coming(self) -> Self:
        return self.filter(~Q(state="cancelled"), ends_at__gte=models.functions.Now())
