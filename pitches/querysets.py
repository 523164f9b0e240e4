"""The vocabulary in which views and verbs ask for pitches."""

from typing import TYPE_CHECKING, Self

from django.db import models

from team.models import User

if TYPE_CHECKING:
    from pitches.models import Pitch  # noqa: F401  (named in a base class)


class PitchQuerySet(models.QuerySet["Pitch"]):
    def visible_to(self, user: User) -> Self:
        """All pitches to the team; to observers those of their clients that have gone out."""
        if user.is_observer:
            return self.filter(campaign__client__observers=user, state__in=["sending", "sent"])
        return self
