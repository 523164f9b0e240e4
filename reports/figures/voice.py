"""Share of voice: us and the named competitors in the same days, among the same sources, counted in the same way.

What was printed or broadcast is entered for us alone, so it is left out. A campaign's report shows the client's share,
for competitors are the client's.
"""

from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Count, Exists, Min, OuterRef
from django.db.models.functions import Coalesce, Lower

from coverage.models import Article, Clip, Monitor, MonitorMatch
from coverage.monitors.looking_back import DAYS
from reports.periods import team_zone
from reports.scope import Scope

MOST: Final = 12


def share_of_voice(scope: Scope) -> dict[str, Any]:
    """Rows with name, articles and share (None of nothing), ours first, then by number; `total` is their sum.

    `since` of a row is the day from which its first monitor knows what was published, where that lies within the
    period: what was published before is missing.
    """
    watching = Monitor.objects.filter(client=scope.client)
    ours = watching.filter(purpose__in=Monitor.CLIPPED)
    theirs = watching.filter(purpose=Monitor.Purpose.COMPETITOR)
    numbers = _by_competitor(scope, theirs)
    names = theirs.values(called=Lower("competitor")).annotate(shown=Min("competitor"), since=Min("created_at"))
    rows = [
        {"name": each["shown"], "articles": numbers.get(each["called"], 0), "since": _since(scope, each["since"]),
         "is_us": False}
        for each in names.order_by("called")[:MOST]
    ]  # fmt: skip
    refused = Clip.objects.filter(client=scope.client, state=Clip.State.NOT_OURS, article=OuterRef("pk"))
    us = {
        "name": scope.client.name, "articles": _articles(scope, ours).filter(~Exists(refused)).count(),
        "since": _since(scope, ours.aggregate(at=Min("created_at"))["at"]), "is_us": True,
    }  # fmt: skip
    total = us["articles"] + sum(row["articles"] for row in rows)
    rows = [us, *sorted(rows, key=lambda row: (-row["articles"], row["name"]))]
    for row in rows:
        row["share"] = 100 * row["articles"] / total if total else None
    return {"rows": rows, "total": total, "compared": len(rows) - 1, "watched": ours.exists()}


def _articles(scope: Scope, monitors: Any) -> Any:
    """Stories that any of these monitors found, published in the period."""
    found = MonitorMatch.objects.filter(monitor__in=monitors.order_by(), article=OuterRef("pk"))
    period = scope.period
    rows = Article.objects.originals().annotate(at=Coalesce("published_at", "found_at"))
    return rows.filter(Exists(found), at__gte=period.start, at__lt=period.end).order_by()


def _by_competitor(scope: Scope, monitors: Any) -> dict[str, int]:
    """The same for each competitor, by lower-cased name: several monitors of one of them count an article once."""
    at = Coalesce("article__published_at", "article__found_at")
    matches: Any = MonitorMatch.objects.filter(monitor__in=monitors.order_by(), article__original=None).annotate(at=at)
    rows = matches.filter(at__gte=scope.period.start, at__lt=scope.period.end).order_by()
    counted = rows.values(called=Lower("monitor__competitor")).annotate(n=Count("article", distinct=True))
    return {row["called"]: row["n"] for row in counted}


def _since(scope: Scope, made_at: datetime | None) -> str | None:
    if made_at is None:
        return None
    day = (made_at - timedelta(days=DAYS)).astimezone(team_zone()).date()  # a new monitor looks back so far
    return day.isoformat() if day > scope.period.first else None
