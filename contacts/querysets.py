"""The vocabulary in which the rest of Mediarel asks for journalists."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.utils import timezone

from team.models import User

if TYPE_CHECKING:
    from contacts.models import Journalist  # noqa: F401  (named in a base class)


class JournalistQuerySet(models.QuerySet["Journalist"]):
    def visible_to(self, user: User) -> Self:
        """All journalists to the team; none to observers, who read campaigns and reports only."""
        return self.none() if user.is_observer else self

    def pitchable(self) -> Self:
        """Those who have not asked to be left alone, for good or for now."""
        today = timezone.localdate()
        return self.filter(do_not_contact=False).exclude(paused_until__gt=today)
