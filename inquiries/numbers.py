"""The number of an inquiry, by which both sides speak of it: counted within the year, without gaps."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection
from django.db.models import Max

from inquiries.models import Inquiry

COUNTING = 0x6D7269
"""First half of the advisory lock; the year is the second. Of two inquiries that come at once one is counted second."""


def next_number(received_at: datetime) -> tuple[int, int]:
    """Year and serial for an inquiry that is about to be saved in this transaction."""
    year = received_at.astimezone(ZoneInfo(settings.TIME_ZONE)).year
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [COUNTING, year])
    last = Inquiry.objects.filter(year=year).aggregate(last=Max("serial"))["last"]
    return year, (last or 0) + 1
