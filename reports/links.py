"""Links that open a report to whoever has them: with a day on which they end, with a password, taken back at will."""

from datetime import datetime
from enum import Enum
from typing import Final

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from core import link_passwords
from core.tokens import LIKE_A_TOKEN
from reports.errors import ReportError
from reports.models import Report, ReportLink
from team.models import User

MOST: Final = 100


class Door(Enum):
    """What somebody with a link stands before."""

    OPEN = "open"
    LOCKED = "locked"
    OVER = "over"
    """Expired, withdrawn, or the report was taken back."""


def address_of(link: ReportLink) -> str:
    """The absolute address that it opens at."""
    return settings.SITE_URL.rstrip("/") + reverse("reports-public:report", args=[link.token])


@transaction.atomic
def share(
    *, report: Report, label: str, by: User | None, password: str = "", expires_at: datetime | None = None
) -> ReportLink:
    """A new link. Raises `ReportError` where the report is not released."""
    report = Report.objects.select_for_update().get(pk=report.pk)
    if report.released_at is None:
        raise ReportError("Release the report first: a link shows what is released, and nothing else.")
    if report.links.count() >= MOST:
        raise ReportError(f"A report has {MOST} links at the most. Withdraw the ones nobody needs; use one twice.")
    return ReportLink.objects.create(
        report=report, label=label, by=by, password=make_password(password) if password else "", expires_at=expires_at
    )


def revoke(*, link: ReportLink) -> ReportLink:
    """From now on it opens nothing."""
    if link.revoked_at is None:
        link.revoked_at = timezone.now()
        link.save(update_fields=["revoked_at", "updated_at"])
    return link


def link_with(token: str) -> ReportLink | None:
    """Whose link this is, open or not; None for one that is made up."""
    if not LIKE_A_TOKEN.fullmatch(token):
        return None
    rows = ReportLink.objects.select_related("report__client", "report__campaign", "report__owner")
    return rows.filter(token=token).first()


def door_of(link: ReportLink, *, proof: str) -> Door:
    """Asked with each request, so a link that is withdrawn shuts at once."""
    if not link.is_open or link.report.released_at is None or not link.report.figures_at:
        return Door.OVER
    if link.password and not link_passwords.is_unlocked(link, proof, of="report"):
        return Door.LOCKED
    return Door.OPEN


def note_opened(link: ReportLink) -> None:
    """Somebody looked at it."""
    ReportLink.objects.filter(pk=link.pk).update(opened=F("opened") + 1, opened_at=timezone.now())
