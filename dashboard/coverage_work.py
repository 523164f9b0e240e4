"""What waits because of what was published: clips to confirm, a thank-you to an author, far more than usual."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Count, Exists, F, Min, OuterRef
from django.db.models.functions import Greatest
from django.urls import reverse
from django.utils import timezone

from contacts.models import TimelineEntry
from contacts.paging import count_up_to, said
from coverage.models import Clip, Crisis
from dashboard.desk import MOST, Desk, Urgency, WorkItem

# icons: news heart-handshake alert-triangle
THANKED_WITHIN = timedelta(days=5)
COUNTED = 999
CLIENTS_NAMED = 3


def crises_open(desk: Desk) -> Iterator[WorkItem]:
    """To managers all of them, to others those of their monitors."""
    open_now = Crisis.objects.filter(ended_at=None)
    if not (desk.team or desk.user.is_manager):
        open_now = open_now.filter(monitor__owner=desk.user)
    for crisis in open_now.select_related("monitor__client")[:MOST]:
        yield WorkItem(
            Urgency.NOW,
            "alert-triangle",
            f"Far more than usual: {crisis.monitor}",
            f"{crisis.monitor.client}. {crisis.found} articles within a day; {crisis.usual:.1f} are usual",
            crisis.monitor.get_absolute_url(),
            "Look at it",
            when="Since",
            at=crisis.started_at,
            tone="bad",
        )


def clips_to_confirm(desk: Desk) -> Iterator[WorkItem]:
    """One row for all of them: whoever has a minute decides."""
    waiting = Clip.objects.visible_to(desk.user).to_decide()
    number = count_up_to(waiting, COUNTED)
    if not number:
        return
    clients = waiting.order_by().values_list("client__name").annotate(n=Count("pk")).order_by("-n", "client__name")
    named = ", ".join(f"{name} {n}" for name, n in clients[:CLIENTS_NAMED])
    yield WorkItem(
        Urgency.TODAY,
        "news",
        "One clip to confirm" if number == 1 else f"{said(number, COUNTED)} clips to confirm",
        named,
        reverse("coverage:triage"),
        "Decide",
        when="The oldest since",
        at=waiting.aggregate(at=Min("created_at"))["at"],
        tone="accent",
    )


def thank_yous(desk: Desk) -> Iterator[WorkItem]:
    """Whoever wrote about us lately, not ill, and has not heard from us since; to whoever confirmed it."""
    since = timezone.now() - THANKED_WITHIN
    spoke = TimelineEntry.objects.filter(
        journalist=OuterRef("journalist"), kind__in=TimelineEntry.CONTACT, at__gte=OuterRef("told_at")
    )
    recent = (
        Clip.objects.ours()
        .filter(desk.own("decided_by"), decided_at__gte=since, journalist__isnull=False)
        .filter(journalist__do_not_contact=False)
        .exclude(tone=Clip.Tone.NEGATIVE)
        .annotate(told_at=Greatest(F("article__published_at"), since))
        .exclude(Exists(spoke))
        .select_related("journalist", "client", "article")
        .defer("article__text", "article__search", "article__shingles")
        .order_by("-decided_at")
    )
    thanked = set[int]()
    for clip in recent[:MOST]:
        if clip.journalist is None or clip.journalist.pk in thanked:
            continue
        thanked.add(clip.journalist.pk)
        yield WorkItem(
            Urgency.LATER,
            "heart-handshake",
            f"Thank {clip.journalist}",
            f"Wrote about {clip.client}: “{clip.article}”",
            clip.journalist.get_absolute_url(),
            "How to reach them",
            when="Published" if clip.article.published_at else "Confirmed",
            at=clip.article.published_at or clip.decided_at,
        )


SOURCES = (crises_open, clips_to_confirm, thank_yous)
