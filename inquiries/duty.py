"""Who is on duty for inquiries, and what they hand over."""

from datetime import datetime

from django.utils import timezone

from inquiries.models import Duty
from team.models import User


def on_duty(at: datetime | None = None) -> User | None:
    """Who is on duty at that moment, now if none is given, as long as they work in the team."""
    at = at or timezone.now()
    duty = Duty.objects.filter(starts_at__lte=at, ends_at__gt=at).select_related("user").first()
    return duty.user if duty and duty.user.is_active and not duty.user.is_observer else None
