from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from core.models import TimeStamped


class NotificationLetter(TimeStamped):
    """One e-mail with lines that one person has not read: a digest, or what they want to hear at once.

    `handed_off_at` is committed before the mail server gets it and `sent_at` after. What stays between the two is never
    sent again: the lines stand among their notifications in any case. `day` is that of a digest, by its reader's clock.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    day = models.DateField(null=True, blank=True)
    due_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    handed_off_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    given_up_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["due_at"], name="team_letter_due", condition=Q(handed_off_at=None, given_up_at=None)),
            models.Index(fields=["user", "-created_at"], name="team_letter_newest"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(handed_off_at__isnull=False), name="team_letter_sent_was_handed_off"
            ),
            models.UniqueConstraint(
                fields=["user", "day"],
                name="team_letter_one_digest_a_day",
                violation_error_message="There is a digest for that day already.",
            ),
        ]

    def __str__(self) -> str:
        return f"letter {self.pk}"

    @property
    def is_digest(self) -> bool:
        return self.day is not None
