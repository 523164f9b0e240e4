from django.conf import settings
from django.db import models
from django.db.models import Q

from core.models import TimeStamped
from team.querysets import NotificationQuerySet


class Notification(TimeStamped):
    """One line to one person about something that happened while they looked elsewhere."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notifications")
    text = models.CharField(max_length=300)
    url = models.CharField(max_length=300, blank=True)
    icon = models.CharField(max_length=40, default="bell")
    read_at = models.DateTimeField(null=True, blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["user", "-created_at"], name="team_notification_newest"),
            models.Index(fields=["user"], name="team_notification_unread", condition=Q(read_at=None)),
        ]

    def __str__(self) -> str:
        return self.text
