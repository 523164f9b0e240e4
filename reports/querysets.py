"""Which reports and goals a person sees."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from team.models import User

if TYPE_CHECKING:
    from reports.models import Goal, Report, ReportLink  # noqa: F401  (named in base classes)


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, user: User) -> Self:
        """All to the team; to an observer those of their clients that the team has released."""
        return self.released().filter(client__observers=user) if user.is_observer else self

    def released(self) -> Self:
        return self.filter(released_at__isnull=False)


class ReportLinkQuerySet(models.QuerySet["ReportLink"]):
    def open(self) -> Self:
        """Those that lead to a report now; a report that was taken back is not shown by any."""
        current = Q(expires_at=None) | Q(expires_at__gt=timezone.now())
        return self.filter(current, revoked_at=None, report__released_at__isnull=False)


class GoalQuerySet(models.QuerySet["Goal"]):
    def visible_to(self, user: User) -> Self:
        """All to the team. Observers see those that stand in a report of theirs, not the list."""
        return self.none() if user.is_observer else self
