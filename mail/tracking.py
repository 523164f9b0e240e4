"""Counting clicks and opens, when the team has switched that on; see docs/decisions/044-counting-honestly.md.

A link becomes one of ours that names a stored row and is signed; it leads to the address in that row and nowhere
else. Who made the request is not kept, only when it was, and whether it was a machine.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from html import escape, unescape
from typing import Final

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import connection, transaction
from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from core.html import to_text
from mail.composition import with_bodies
from mail.handlers import handler_for
from mail.models import OutgoingMessage, TrackedLink, Visit
from team.models import TeamPolicy

TOO_SOON: Final = timedelta(seconds=10)
"""Nobody reads a message and follows its link so soon after the server took it; scanners do."""
BURST: Final = timedelta(seconds=3)
"""Whoever follows two different links of one message within this time is a program."""
MOST_LINKS: Final = 100
FOLDED_AT_ONCE: Final = 1000
_EXACT: Final = re.compile(r"https?://[!-~]+")
"""Addresses that a redirect hands on as they are. Others (with blanks, or letters beyond ASCII) are left alone."""
_HREF = re.compile(r'(<a\b[^>]*?\shref=")([^"]*)(")', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be counted of one message."""

    clicks: bool = False
    opens: bool = False

    def __bool__(self) -> bool:
        return self.clicks or self.opens


@dataclass
class Tracker:
    """Rewrites one message, whose primary key is known already; `links` are to be saved with it."""

    message_pk: int
    links: list[TrackedLink] = field(default_factory=list)

    @classmethod
    def for_new_message(cls) -> "Tracker":
        with connection.cursor() as cursor:
            cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [OutgoingMessage._meta.db_table])
            return cls(cursor.fetchone()[0])

    def rewrite(self, html: str, wanted: Wanted) -> tuple[str, str]:
        """Both bodies with our links behind the words; the words themselves stay, and so do links to our own pages."""
        if wanted.clicks:
            html = _HREF.sub(self._ours, html)
        text = to_text(html)
        if wanted.opens:
            html += f'<img src="{self._add("", TrackedLink.Kind.PIXEL)}" width="1" height="1" alt="">'
        return html, text

    def _ours(self, found: re.Match[str]) -> str:
        url = unescape(found[2])
        if not _EXACT.fullmatch(url) or _is_ours(url) or len(self.links) >= MOST_LINKS:
            return found[0]
        return f"{found[1]}{escape(self._add(url, TrackedLink.Kind.LINK))}{found[3]}"

    def _add(self, url: str, kind: str) -> str:
        known = next((link for link in self.links if link.url == url and link.kind == kind), None)
        if known is None:
            known = TrackedLink(message_id=self.message_pk, number=len(self.links) + 1, kind=kind, url=url)
            self.links.append(known)
        return _address_of(known)


def untracked(message: OutgoingMessage) -> bytes:
    """The message as it was sent, but for what counts in it: whoever sent it must not be counted for its reader."""
    links = list(message.tracked_links.all())

    def undo(body: str) -> str:
        for link in links:
            ours = _address_of(link)
            if link.kind == TrackedLink.Kind.PIXEL:
                body = re.sub(f'<img src="{re.escape(ours)}"[^>]*>', "", body)
            else:
                body = body.replace(f'href="{ours}"', f'href="{escape(link.url)}"').replace(ours, link.url)
        return body

    return with_bodies(message.as_sent(), undo) if links else message.as_sent()


def _address_of(link: TrackedLink) -> str:
    name = "mail-public:pixel" if link.kind == TrackedLink.Kind.PIXEL else "mail-public:link"
    return settings.SITE_URL + reverse(name, args=[_signer(link.kind).sign(f"{link.message_id}-{link.number}")])


def _is_ours(url: str) -> bool:
    """The ways out and the personal page: they are never counted as clicks."""
    return url == settings.SITE_URL or url.startswith((f"{settings.SITE_URL}/", f"{settings.SITE_URL}?"))


def _signer(kind: str) -> Signer:
    return Signer(salt=f"mail.tracking.{kind}", sep=".")


def find(token: str, kind: str) -> TrackedLink | None:
    """The link that a token names; None for one that is forged, cut off, or of a message that is gone. One query."""
    try:
        message, number = _signer(kind).unsign(token).split("-")
    except (BadSignature, ValueError):
        return None
    links = TrackedLink.objects.filter(message_id=int(message), number=int(number), kind=kind)
    return links.only("pk", "message_id", "kind", "url").first()


def record(*, link_id: int, at: datetime, why: str) -> Visit | None:
    """Keep a visit, unless the team or the journalist does not want it (any more). `why` makes it a machine's."""
    link = TrackedLink.objects.select_related("message").defer("message__raw").filter(pk=link_id).first()
    if link is None or not may_count(link.message, link.kind):
        return None
    if not why:
        why = _betrayed_by_time(link.message, at)
    with transaction.atomic():
        # One visit of a message after the other, so that of two at once the later one sees the earlier.
        list(TrackedLink.objects.filter(message=link.message_id).order_by("pk").select_for_update().values_list("pk"))
        visit = Visit.objects.create(link=link, at=at, machine=bool(why), why=why)
        if link.kind == TrackedLink.Kind.LINK:
            _mark_burst(link, at)
            visit.refresh_from_db()
    return visit


def may_count(message: OutgoingMessage, kind: str) -> bool:
    """Whether the team and the journalist want the clicks of a message counted, or its opens, as things are now."""
    policy = TeamPolicy.current()
    wanted = policy.count_opens if kind == TrackedLink.Kind.PIXEL else policy.count_clicks
    return wanted and handler_for(message.purpose).may_count(message)


def _betrayed_by_time(message: OutgoingMessage, at: datetime) -> str:
    if message.accepted_at is None or at < message.accepted_at:
        return Visit.Why.UNDELIVERED
    return Visit.Why.TOO_SOON if at - message.accepted_at < TOO_SOON else ""


def _mark_burst(link: TrackedLink, at: datetime) -> None:
    """When several links of the message were followed at once, all of those visits were a machine's."""
    near = Visit.objects.filter(
        link__message=link.message_id, link__kind=TrackedLink.Kind.LINK, at__range=(at - BURST, at + BURST)
    )
    if near.values("link").distinct().count() > 1:
        near.filter(machine=False).update(machine=True, why=Visit.Why.BURST)


def visits_of(messages: QuerySet[OutgoingMessage], kind: str) -> dict[int, tuple[int, int]]:
    """For each accepted message that is counted: visits by people and by machines, folded ones too. One query."""
    people = Count("visits", filter=Q(visits__machine=False)) + F("people")
    machines = Count("visits", filter=Q(visits__machine=True)) + F("machines")
    links = TrackedLink.objects.filter(message__in=messages, message__accepted_at__isnull=False, kind=kind).order_by()
    found: dict[int, tuple[int, int]] = {}
    rows = links.annotate(by_people=people, by_machines=machines)
    for message, by_people, by_machines in rows.values_list("message_id", "by_people", "by_machines"):
        before = found.get(message, (0, 0))
        found[message] = before[0] + by_people, before[1] + by_machines
    return found


def fold_old_visits(*, now: datetime | None = None) -> int:
    """Turn visits that were kept for CLICKS_KEPT_DAYS into counts and delete them; gives how many they were."""
    before, folded = (now or timezone.now()) - timedelta(days=settings.CLICKS_KEPT_DAYS), 0
    while True:
        with transaction.atomic():
            old = Visit.objects.select_for_update(skip_locked=True, of=("self",)).filter(at__lt=before).order_by("at")
            taken = list(old.values_list("pk", "link", "machine")[:FOLDED_AT_ONCE])
            for link in sorted({link for _, link, _ in taken}):
                machines = sum(machine for _, its, machine in taken if its == link)
                people = sum(its == link for _, its, _ in taken) - machines
                TrackedLink.objects.filter(pk=link).update(
                    people=F("people") + people, machines=F("machines") + machines, updated_at=timezone.now()
                )
            Visit.objects.filter(pk__in=[pk for pk, _, _ in taken]).delete()
        folded += len(taken)
        if len(taken) < FOLDED_AT_ONCE:
            return folded
