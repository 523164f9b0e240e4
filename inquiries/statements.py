"""Approved statements: written by anybody of the team, approved by a manager, worth nothing once edited."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db import IntegrityError, connection, transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from campaigns.models import Statement
from inquiries.errors import InquiryError, NotPossible
from team.models import TeamPolicy, User

FIELDS = ("client", "campaign", "title", "text", "speaker", "expires_on")


class TitleTaken(InquiryError):
    """The client has a statement of this title."""


@transaction.atomic
def save(*, statement: Statement, by: User, **fields: Any) -> Statement:
    """Write it anew, or change it; another word ends its approval. Raises `TitleTaken`."""
    unknown = set(fields) - set(FIELDS)
    if unknown:
        raise TypeError(f"save() does not take {', '.join(sorted(unknown))}")
    if statement.pk:
        statement = Statement.objects.select_for_update(of=("self",)).get(pk=statement.pk)
        if fields.get("text", statement.text) != statement.text:
            statement.approved_at = statement.approved_by = None
    else:
        statement.owner = by
    for name, value in fields.items():
        setattr(statement, name, value)
    with connection.cursor() as cursor:
        cursor.execute("SELECT ' ' || mr_fold(%s)", [f"{statement.title} {statement.text}"])
        statement.search_text = cursor.fetchone()[0]
    try:
        with transaction.atomic():
            statement.save()
    except IntegrityError:
        taken = f"{statement.client} has a statement called “{statement.title}”. Choose another title."
        raise TitleTaken(taken) from None
    return statement


def waiting(user: User, today: date | None = None) -> "QuerySet[Statement]":
    """Written, and not to be used before a manager approves them; the oldest first. Expired ones wait for nobody."""
    current = Q(expires_on=None) | Q(expires_on__gte=today or timezone.localdate())
    rows = Statement.objects.visible_to(user).filter(current, approved_at=None, archived_at=None)
    return rows.select_related("client", "owner").defer("text", "search_text").order_by("updated_at", "pk")


def place_of(statement: Statement) -> str:
    """Where it is read and approved."""
    return f"{reverse('inquiries:statement-list')}?{urlencode({'q': statement.title})}#statement-{statement.pk}"


def refusal(*, statement: Statement, by: User, own_too: bool | None = None) -> str:
    """Why somebody may not approve it, or "". `own_too` is the policy's word about one's own, where it is known."""
    if not by.is_manager:
        return "Managers approve statements. Ask one of them."
    if statement.owner_id == by.pk and not (TeamPolicy.current().approve_own_work if own_too is None else own_too):
        return "You wrote it yourself, and your team's policy asks for a second pair of eyes."
    return ""


@transaction.atomic
def approve(*, statement: Statement, by: User, text: str) -> Statement:
    """It may be said word for word. `text` is what the manager read; where it is another by now, `NotPossible`."""
    statement = Statement.objects.select_for_update(of=("self",)).get(pk=statement.pk)
    if why := refusal(statement=statement, by=by):
        raise NotPossible(why)
    if statement.text != text.replace("\r\n", "\n"):
        raise NotPossible("Somebody has changed it since you opened it. Read it again.")
    statement.approved_by, statement.approved_at = by, timezone.now()
    statement.save(update_fields=["approved_by", "approved_at", "updated_at"])
    return statement


def archive(*, statement: Statement, archived: bool) -> None:
    """Put it away, or back; what was told from it stays."""
    at = timezone.now() if archived else None
    Statement.objects.filter(pk=statement.pk).update(archived_at=at, updated_at=timezone.now())
