from django.conf import settings
from django.db import models
from django.db.models import Q

from core.models import TimeStamped
from team.kinds import LONGEST, label_of
from team.querysets import NotificationQuerySet


class Notification(TimeStamped):
    """One line to one person about something that happened while they looked elsewhere.

    `mail` says that it goes out by e-mail too, unless it is read before; `told_at` that it stands in a letter.
    """

    class ByMail(models.TextChoices):
        NO = "", "No"
        AT_ONCE = "at_once", "At once"
        DIGEST = "digest", "In the digest"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notifications")
    kind = models.CharField(max_length=LONGEST, blank=True, help_text="Empty: from before kinds were known.")
    text = models.CharField(max_length=300)
    url = models.CharField(max_length=300, blank=True)
    icon = models.CharField(max_length=40, default="bell")
    read_at = models.DateTimeField(null=True, blank=True)
    mail = models.CharField(max_length=8, choices=ByMail, default=ByMail.NO, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    letter = models.ForeignKey(
        "team.NotificationLetter", on_delete=models.SET_NULL, null=True, blank=True, related_name="lines"
    )

    objects = NotificationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["user", "-created_at"], name="team_notification_newest"),
            models.Index(fields=["user"], name="team_notification_unread", condition=Q(read_at=None)),
            models.Index(
                fields=["mail", "user"],
                name="team_notification_to_mail",
                condition=Q(read_at=None, told_at=None) & ~Q(mail=""),
            ),
            models.Index(fields=["created_at"], name="team_notification_oldest"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(mail__in=["", "at_once", "digest"]), name="team_notification_mail"),
            models.CheckConstraint(
                condition=Q(letter=None) | Q(told_at__isnull=False), name="team_notification_letter_is_told"
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def kind_label(self) -> str:
        return label_of(self.kind)
