"""What waits because of contacts: their wishes about what we hold, dead addresses, imports that were not finished."""

from datetime import timedelta
from typing import Any, Final

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet
from django.urls import reverse

from contacts.models import ContactImport, EmailAddress, PrivacyRequest
from core.models import Job
from dashboard.desk import Desk, Room, Source, Urgency, WorkItem

# icons: shield-check mail-x upload
ANSWERED_WITHIN: Final = timedelta(days=30)
"""GDPR, article 12 (3): one month; the shortest month is not reckoned with."""
NEAR: Final = timedelta(days=7)
BOUNCED_WITHIN: Final = timedelta(days=30)
State = ContactImport.State
STUCK: Final = (Job.State.FAILED, Job.State.STOPPED)


def privacy_requests(desk: Desk) -> "QuerySet[PrivacyRequest]":
    """Those about somebody's contacts; of contacts that nobody looks after, managers see to them."""
    waiting = PrivacyRequest.objects.filter(desk.own_or(desk.has_managers, "journalist__owner"), handled_at=None)
    return waiting.select_related("journalist").order_by("created_at")


def _privacy_row(desk: Desk, wish: PrivacyRequest) -> WorkItem:
    until = wish.created_at + ANSWERED_WITHIN
    near = until < desk.now + NEAR
    deletion = wish.kind == PrivacyRequest.Kind.DELETION
    return WorkItem(
        Urgency.NOW if near else Urgency.TODAY, "shield-check",
        f"{wish.journalist} asks us to delete what we hold" if deletion
        else f"{wish.journalist} asks us to correct what we hold",
        f"“{wish.text}”" if wish.text else "The law gives us a month",
        f"{wish.journalist.get_absolute_url()}#privacy", "See to it", when="At the latest", at=until,
        tone="bad" if near else "warn",
    )  # fmt: skip


def dead_addresses(desk: Desk) -> "QuerySet[Any]":
    """Contacts who can be written to by no address since it came back: one row a person."""
    other = EmailAddress.objects.filter(journalist=OuterRef("journalist"), bounced_at=None)
    lately = EmailAddress.objects.filter(
        desk.own("journalist__owner"), bounced_at__gt=desk.now - BOUNCED_WITHIN, journalist__owner__isnull=False,
        journalist__do_not_contact=False,
    ).filter(~Exists(other))  # fmt: skip
    rows = lately.order_by().values("journalist__owner").annotate(
        n=Count("journalist", distinct=True), since=Min("bounced_at"), one=Min("journalist"),
        name=Min("journalist__name"), address=Min("address"),
    )  # fmt: skip
    return rows.order_by("since")


def _address_row(desk: Desk, row: dict[str, Any]) -> WorkItem:
    one = row["n"] == 1
    return WorkItem(
        Urgency.LATER, "mail-x",
        f"{row['name']} cannot be reached" if one else f"{row['n']} contacts cannot be reached",
        f"{row['address']} came back" if one else f"Their addresses came back; the first is {row['name']}’s",
        reverse("contacts:journalist-update", args=[row["one"]]), "Correct it" if one else "Begin", when="Since",
        at=row["since"],
    )  # fmt: skip


def imports(desk: Desk) -> "QuerySet[ContactImport]":
    """A file that waits for its columns, for a look at the plan, or whose job did not come to its end."""
    waiting = Q(state__in=[State.MAPPING, State.PLANNED])
    stuck = Q(state__in=[State.PLANNING, State.APPLYING, State.UNDOING], job__state__in=STUCK)
    rows = ContactImport.objects.visible_to(desk.user).filter(desk.own("created_by"), waiting | stuck)
    return rows.select_related("job").order_by("-updated_at")


def _import_row(desk: Desk, one: ContactImport) -> WorkItem:
    says, action = {
        State.MAPPING: ("Which column stands for what?", "Go on"),
        State.PLANNED: ("The plan is ready, nothing is imported yet", "Look at the plan"),
    }.get(State(one.state), ("It did not come to its end", "Look at it"))
    stuck = one.state not in {State.MAPPING, State.PLANNED}
    return WorkItem(
        Urgency.TODAY if stuck else Urgency.LATER, "upload", f"Import: {one.file_name}",
        (one.job.error if stuck and one.job else "") or says,
        reverse("contacts:import-mapping", args=[one.pk]) if one.state == State.MAPPING else one.get_absolute_url(),
        action, when="Since", at=one.updated_at, tone="warn" if stuck else "",
    )  # fmt: skip


SOURCES = (
    Source("privacy request", Room.OTHER, privacy_requests, _privacy_row, owner="journalist__owner"),
    Source("dead address", Room.OTHER, dead_addresses, _address_row, owner="journalist__owner", soonest=Urgency.LATER),
    Source("import", Room.OTHER, imports, _import_row, owner="created_by", soonest=Urgency.TODAY),
)
