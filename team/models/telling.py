from datetime import time

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from core.models import TimeStamped
from team.kinds import LONGEST, Mail

WEEKDAYS = [0, 1, 2, 3, 4]
DAYS = [
    (0, "Monday"), (1, "Tuesday"), (2, "Wednesday"), (3, "Thursday"), (4, "Friday"), (5, "Saturday"), (6, "Sunday"),
]  # fmt: skip


def weekdays() -> list[int]:
    return list(WEEKDAYS)


class TellingHours(TimeStamped):
    """When one person may get mail about what happened: on their days, outside their quiet hours, by their own clock.

    Quiet hours may go over midnight; where both ends are the same there are none.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="telling_hours")
    digest_at = models.TimeField("digest at", default=time(8))
    days = ArrayField(models.PositiveSmallIntegerField(), default=weekdays)
    quiet_from = models.TimeField("quiet from", default=time(20))
    quiet_until = models.TimeField("quiet until", default=time(7))

    class Meta:
        verbose_name_plural = "telling hours"
        constraints = [
            models.CheckConstraint(
                condition=Q(days__contained_by=[0, 1, 2, 3, 4, 5, 6], days__len__gte=1),
                name="team_tellinghours_days",
                violation_error_message="Choose at least one day of the week.",
            )
        ]

    def __str__(self) -> str:
        return f"hours of {self.user_id}"


class TellingChoice(TimeStamped):
    """How one person hears of one kind of thing; where there is none, the kind's own default holds."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=LONGEST)
    mail = models.CharField(max_length=8, choices=Mail)
    to_webhook = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "kind"], name="team_tellingchoice_once"),
            models.CheckConstraint(condition=Q(mail__in=Mail.values), name="team_tellingchoice_mail"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} to {self.user_id}: {self.mail}"
