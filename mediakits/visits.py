"""Who looked at a kit and what was taken. Nothing is kept of who it was but the link, which is the team's own.

Machines are told from people by what `mail.machines` knows, and by bursts: nobody opens two things of a kit within a
second. A person's openings of one link within half an hour are one look.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.db.models import Count, F, Max, Q
from django.http import HttpRequest
from django.utils import timezone

from mail.machines import asks_not_to, gives_itself_away
from mediakits.models import Asset, Document, Kit, KitLink, KitVisit
from mediakits.readers import Reader

ONE_LOOK: Final = timedelta(minutes=30)
BURST: Final = timedelta(seconds=1)
"""Whoever follows two different things of one link within this time is a program."""
FOLDED_AT_ONCE: Final = 1000
What = KitVisit.What


@dataclass(frozen=True)
class Figures:
    """`looks`: openings by people, those of one link within half an hour being one. `takes`: files, documents and
    ZIPs that people took. `last` is the latest of either; folded visits have no day any more.
    """

    looks: int = 0
    takes: int = 0
    last: datetime | None = None


def record(
    *,
    reader: Reader,
    what: str,
    request: HttpRequest,
    asset: Asset | None = None,
    document: Document | None = None,
) -> KitVisit | None:
    """Keep that somebody looked or took something; None when their wish or the hour speaks against it."""
    link = reader.link
    if asks_not_to(request.headers) or (link and link.journalist and link.journalist.no_tracking):
        return None
    now = timezone.now()
    machine = bool(gives_itself_away(request.method or "", request.headers))
    if link is None:
        if machine:  # of the common address they would be without number
            return None
        return KitVisit.objects.create(kit=reader.kit, what=what, asset=asset, document=document, at=now)
    with transaction.atomic():
        KitLink.objects.select_for_update().get(pk=link.pk)  # of two at once the later one sees the earlier
        recent = KitVisit.objects.filter(link=link, at__gt=now - ONE_LOOK)
        if not machine and what == What.LOOKED and recent.filter(what=what, by_machine=False).exists():
            return None
        visit = KitVisit.objects.create(
            kit=reader.kit, link=link, what=what, asset=asset, document=document, by_machine=machine, at=now
        )
        _mark_burst(visit)
        visit.refresh_from_db(fields=["by_machine"])
    return visit


def _mark_burst(visit: KitVisit) -> None:
    """When several things of a link were taken at once, all of those visits were a machine's."""
    near = KitVisit.objects.filter(link=visit.link_id, at__range=(visit.at - BURST, visit.at + BURST))
    things = near.exclude(what=What.LOOKED).values("what", "asset", "document").distinct().count()
    if things > 1:
        near.filter(by_machine=False).update(by_machine=True)


def figures_of(kits: Iterable[Kit]) -> dict[int, Figures]:
    """Each kit's figures over all of its links, in two queries for all of them."""
    kits = list(kits)
    folded = {kit.pk: (kit.old_looks, kit.old_takes) for kit in kits}
    rows: Any = KitLink.objects.filter(kit__in=kits).order_by().values_list("kit", "old_looks", "old_takes")
    for pk, looks, takes in rows:
        folded[pk] = folded[pk][0] + looks, folded[pk][1] + takes
    counted = _counted(KitVisit.objects.filter(kit__in=kits), "kit")
    return {kit.pk: _figures(counted.get(kit.pk), *folded[kit.pk]) for kit in kits}


def figures_of_links(links: Iterable[KitLink]) -> dict[int, Figures]:
    """The figures of each link, in one query for all of them."""
    links = list(links)
    counted = _counted(KitVisit.objects.filter(link__in=links), "link")
    return {link.pk: _figures(counted.get(link.pk), link.old_looks, link.old_takes) for link in links}


def figures_of_common_address(kit: Kit) -> Figures:
    """What came by the kit's own address, from nobody in particular."""
    counted = _counted(KitVisit.objects.filter(kit=kit, link=None), "kit")
    return _figures(counted.get(kit.pk), kit.old_looks, kit.old_takes)


def added_up(figures: Iterable[Figures]) -> Figures:
    """The figures of several links as one."""
    figures = list(figures)
    last = max((one.last for one in figures if one.last), default=None)
    return Figures(sum(one.looks for one in figures), sum(one.takes for one in figures), last)


def _counted(visits: Any, by: str) -> dict[int, tuple[int, int, datetime]]:
    rows = visits.filter(by_machine=False).order_by().values(by)
    looked = Q(what=What.LOOKED)
    counted = rows.annotate(looks=Count("pk", filter=looked), takes=Count("pk", filter=~looked), last=Max("at"))
    return {row[by]: (row["looks"], row["takes"], row["last"]) for row in counted}


def _figures(counted: tuple[int, int, datetime] | None, looks: int, takes: int) -> Figures:
    if counted is None:
        return Figures(looks, takes)
    return Figures(counted[0] + looks, counted[1] + takes, counted[2])


def fold_old(*, now: datetime | None = None) -> int:
    """Turn visits that were kept for CLICKS_KEPT_DAYS into counts and delete them; gives how many they were."""
    before, folded = (now or timezone.now()) - timedelta(days=settings.CLICKS_KEPT_DAYS), 0
    while True:
        with transaction.atomic():
            old = KitVisit.objects.select_for_update(skip_locked=True, of=("self",)).filter(at__lt=before)
            taken = list(old.order_by("at").values_list("pk", "kit", "link", "what", "by_machine")[:FOLDED_AT_ONCE])
            _add_up(taken)
            KitVisit.objects.filter(pk__in=[row[0] for row in taken]).delete()
        folded += len(taken)
        if len(taken) < FOLDED_AT_ONCE:
            return folded


def _add_up(taken: Sequence[tuple[int, int, int | None, str, bool]]) -> None:
    people = [(kit, link, what) for _, kit, link, what, machine in taken if not machine]
    for kit, link in sorted({(kit, link) for kit, link, _ in people}, key=lambda pair: (pair[0], pair[1] or 0)):
        mine = [what for its_kit, its_link, what in people if (its_kit, its_link) == (kit, link)]
        looks = sum(what == What.LOOKED for what in mine)
        counts = {"old_looks": F("old_looks") + looks, "old_takes": F("old_takes") + len(mine) - looks}
        if link is None:
            Kit.objects.filter(pk=kit).update(**counts)
        else:
            KitLink.objects.filter(pk=link).update(**counts)
