"""What waits because of what was published: clips to confirm, an author to thank, far more than usual, dead sources."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, Greatest, Left
from django.urls import reverse

from contacts.models import TimelineEntry
from contacts.paging import said
from core.models import Job
from coverage.models import Clip, Crisis, Monitor
from coverage.models import Source as FeedSource
from dashboard.desk import Desk, Room, Source, Urgency, WorkItem
from team.models import User

# icons: news heart-handshake alert-triangle rss
THANKED_WITHIN: Final = timedelta(days=5)
COUNTED: Final = 999
CLIENTS_NAMED: Final = 3
FAILED_SHOWN_FOR: Final = timedelta(days=7)


def crises(desk: Desk) -> "QuerySet[Crisis]":
    """To managers all of them, to others those of their monitors."""
    open_now = Crisis.objects.filter(ended_at=None)
    if desk.who and not desk.who.is_manager:
        open_now = open_now.filter(monitor__owner=desk.who)
    return open_now.select_related("monitor__client").order_by("-started_at")


def _crisis_row(desk: Desk, crisis: Crisis) -> WorkItem:
    return WorkItem(
        Urgency.NOW, "alert-triangle", f"Far more than usual: {crisis.monitor}",
        f"{crisis.monitor.client}. {crisis.found} articles within a day; {crisis.usual:.1f} are usual",
        crisis.monitor.get_absolute_url(), "Look at it", when="Since", at=crisis.started_at, tone="bad",
    )  # fmt: skip


def clips_to_confirm(desk: Desk) -> "QuerySet[Any]":
    """One row for all of them: whoever has a minute decides. Counting stops at a bound."""
    if desk.person:
        return Clip.objects.none()
    first = Clip.objects.visible_to(desk.user).to_decide().order_by("created_at", "pk")
    return first.select_related("client").only("pk", "created_at", "client__name")[:1]


def _count_clips(desk: Desk, rows: Sequence[Clip]) -> None:
    """How many, and of which clients: asked of the oldest thousand only."""
    oldest = Clip.objects.visible_to(desk.user).to_decide().order_by("created_at", "pk").values("pk")[: COUNTED + 1]
    named = Clip.objects.filter(pk__in=oldest).order_by().values_list("client__name")
    clients = list(named.annotate(n=Count("pk")).order_by("-n", "client__name"))
    for row in rows:
        row.number = sum(n for _, n in clients)  # type: ignore[attr-defined]
        row.clients = ", ".join(f"{name} {n}" for name, n in clients[:CLIENTS_NAMED])  # type: ignore[attr-defined]


def _clips_row(desk: Desk, oldest: Any) -> WorkItem:
    number = oldest.number
    return WorkItem(
        Urgency.TODAY, "news", "One clip to confirm" if number == 1 else f"{said(number, COUNTED)} clips to confirm",
        oldest.clients, reverse("coverage:triage"), "Decide", when="The oldest since", at=oldest.created_at,
        tone="accent",
    )  # fmt: skip


def thank_yous(desk: Desk) -> "QuerySet[Any]":
    """Whoever wrote about us lately, not ill, and has not heard from us since; to whoever confirmed it. Once each."""
    since = desk.now - THANKED_WITHIN
    spoke = TimelineEntry.objects.filter(
        journalist=OuterRef("journalist"), kind__in=TimelineEntry.CONTACT, at__gte=OuterRef("told_at")
    )
    recent = Clip.objects.ours().filter(
        desk.own("decided_by"), decided_at__gte=since, journalist__isnull=False, decided_by__in=User.objects.working(),
        journalist__do_not_contact=False,
    )  # fmt: skip
    recent = recent.exclude(tone=Clip.Tone.NEGATIVE).alias(told_at=Greatest(F("article__published_at"), since))
    rows: Any = recent.filter(~Exists(spoke)).order_by().values("decided_by", "journalist", "journalist__name")
    rows = rows.annotate(
        title=Min(Left("article__title", 300)), about=Min("client__name"),
        published=Min("article__published_at"), confirmed=Min("decided_at"),
    )  # fmt: skip
    return rows.order_by("-confirmed")


def _thanks_row(desk: Desk, row: dict[str, Any]) -> WorkItem:
    return WorkItem(
        Urgency.LATER, "heart-handshake", f"Thank {row['journalist__name']}",
        f"Wrote about {row['about']}: “{row['title']}”",
        reverse("contacts:journalist-detail", args=[row["journalist"]]), "Thank them",
        when="Published" if row["published"] else "Confirmed", at=row["published"] or row["confirmed"],
    )  # fmt: skip


def dead_sources(desk: Desk) -> "QuerySet[Any]":
    """Failing for more than a day, or gone: one row a person. What nobody added waits for managers."""
    failing = FeedSource.objects.visible_to(desk.user).failing(desk.now)
    failing = failing.filter(desk.own_or(desk.has_managers, "added_by"))
    rows = failing.order_by().values("added_by").annotate(
        n=Count("pk"), since=Min(Coalesce("failing_since", "gone_at")), one=Min("pk"), name=Min("name"),
        why=Min("last_error"),
    )  # fmt: skip
    return rows.order_by("since")


def _source_row(desk: Desk, row: dict[str, Any]) -> WorkItem:
    one = row["n"] == 1
    return WorkItem(
        Urgency.LATER, "rss",
        f"{row['name']} is not read any more" if one else f"{row['n']} sources are not read any more",
        row["why"] if one else f"{row['name']} and others. What they publish is not found",
        reverse("coverage:source-detail", args=[row["one"]]) if one
        else f"{reverse('coverage:source-list')}?state=failing", "Look at it" if one else "Look at them", when="Since",
        at=row["since"], tone="warn",
    )  # fmt: skip


def look_backs(desk: Desk) -> "QuerySet[Monitor]":
    """A monitor that could not ask what was published before it was written."""
    recent = Q(look_back__state=Job.State.FAILED, look_back__ended_at__gte=desk.now - FAILED_SHOWN_FOR)
    rows = Monitor.objects.visible_to(desk.user).active().filter(recent, desk.own())
    return rows.select_related("look_back").defer("learned", "anchors", "compiled").order_by("pk")


def _look_back_row(desk: Desk, monitor: Monitor) -> WorkItem:
    job = monitor.look_back
    return WorkItem(
        Urgency.LATER, "alert-triangle", f"{monitor} could not look back", job.error if job else "",
        reverse("coverage:monitor-edit", args=[monitor.pk]), "Save it again", when="Since",
        at=job.ended_at if job else None, tone="warn",
    )  # fmt: skip


SOURCES = (
    Source("crisis", Room.OTHER, crises, _crisis_row, owner="monitor__owner"),
    Source(
        "clips to confirm",
        Room.OTHER,
        clips_to_confirm,
        _clips_row,
        owner="",
        prepare=_count_clips,
        soonest=Urgency.TODAY,
    ),
    Source("thank-you", Room.OTHER, thank_yous, _thanks_row, owner="decided_by", soonest=Urgency.LATER),
    Source("dead source", Room.OTHER, dead_sources, _source_row, owner="added_by", soonest=Urgency.LATER),
    Source("monitor that did not look back", Room.OTHER, look_backs, _look_back_row, soonest=Urgency.LATER),
)
