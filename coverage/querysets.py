"""The vocabulary in which the rest of Mediarel asks for sources, articles, monitors and clips."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils import timezone

from team.models import User

if TYPE_CHECKING:
    from coverage.models import Article, Clip, Monitor, Source  # noqa: F401  (named in base classes)


@SearchVectorField.register_lookup
class Asks(models.Lookup):
    """`search__asks=tsquery`, for the text form of PostgreSQL's type `tsquery`, which Django does not know."""

    lookup_name = "asks"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple]:
        lhs, lhs_params = self.process_lhs(compiler, connection)
        return f"{lhs} @@ %s::tsquery", (*lhs_params, str(self.rhs))


class SourceQuerySet(models.QuerySet["Source"]):
    def visible_to(self, user: User) -> Self:
        return self.none() if user.is_observer else self

    def failing(self, at: datetime | None = None) -> Self:
        """Those that need somebody: failing for more than a day, or gone."""
        since = (at or timezone.now()) - timedelta(days=1)
        return self.filter(models.Q(failing_since__lt=since) | models.Q(gone_at__isnull=False), is_paused=False)

    def polled(self) -> Self:
        """Those that are asked for news by themselves."""
        return self.filter(is_paused=False).exclude(kind="newsletter")

    def unclaimed(self, now: datetime) -> Self:
        """Those that no worker is at."""
        return self.filter(models.Q(claimed_until=None) | models.Q(claimed_until__lt=now))

    def due(self) -> Self:
        """Those to be polled now, the longest overdue first."""
        now = timezone.now()
        return self.polled().unclaimed(now).filter(next_poll_at__lte=now).order_by("next_poll_at")


class ArticleQuerySet(models.QuerySet["Article"]):
    def visible_to(self, user: User) -> Self:
        """All of them to the team; to an observer those that are clips of their clients."""
        if not user.is_observer:
            return self
        from coverage.models import Clip  # models import this module

        return self.filter(models.Exists(Clip.objects.visible_to(user).filter(article=models.OuterRef("pk"))))

    def answering(self, tsquery: str) -> Self:
        """Those that a `tsquery` finds: that of a monitor, or of what somebody types (`monitors.searching`)."""
        return self.filter(search__asks=tsquery)

    def originals(self) -> Self:
        """No syndicated copies."""
        return self.filter(original=None)


class MonitorQuerySet(models.QuerySet["Monitor"]):
    def visible_to(self, user: User) -> Self:
        return self.none() if user.is_observer else self

    def active(self) -> Self:
        return self.filter(is_active=True)


class ClipQuerySet(models.QuerySet["Clip"]):
    def visible_to(self, user: User) -> Self:
        """Everything to the team; to an observer what is known to be ours, of the clients opened to them."""
        return self.ours().filter(client__observers=user) if user.is_observer else self

    def ours(self) -> Self:
        """What counts: decided by a person."""
        return self.filter(state="ours")

    def waiting(self) -> Self:
        return self.filter(state="waiting")

    def to_decide(self) -> Self:
        """Those that wait for a decision of their own: not what a person called a copy of something that waits too."""
        from coverage.models import Clip  # models import this module

        original = Clip.objects.waiting().filter(
            client=models.OuterRef("client"), article=models.OuterRef("article__original")
        )
        return self.waiting().exclude(models.Q(article__is_original_by_hand=True) & models.Exists(original))
