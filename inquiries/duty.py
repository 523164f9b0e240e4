"""Who is on duty for inquiries, and what they hand over."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from inquiries.errors import NotPossible
from inquiries.models import Duty
from team.models import User


def on_duty(at: datetime | None = None) -> User | None:
    """Who is on duty at that moment, now if none is given, as long as they work in the team."""
    at = at or timezone.now()
    duty = Duty.objects.filter(starts_at__lte=at, ends_at__gt=at).select_related("user").first()
    return duty.user if duty and duty.user.is_active and not duty.user.is_observer else None


def plan(*, user: User, starts_at: datetime, ends_at: datetime, note: str = "") -> Duty:
    """Put somebody on duty. Raises `NotPossible` where the time runs backwards or somebody is on duty already."""
    if ends_at <= starts_at:
        raise NotPossible("A duty ends after it begins. Check both times.")
    try:
        with transaction.atomic():
            return Duty.objects.create(user=user, starts_at=starts_at, ends_at=ends_at, note=note.strip())
    except IntegrityError:
        other = Duty.objects.filter(starts_at__lt=ends_at, ends_at__gt=starts_at).select_related("user").first()
        who = other.user if other else "Somebody"
        raise NotPossible(f"{who} is on duty in that time already. Change that one first.") from None
