from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from core.fields import EncryptedTextField
from core.models import TimeStamped


class FirstSteps(TimeStamped):
    """Somebody's path through the first steps: what they passed over, and when they closed it.

    What is done stands in the data itself and not here, so a step that was done elsewhere is done here too. Whoever
    founds a team or joins one gets a row; without one there is no path.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="first_steps")
    skipped = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "first steps"

    def __str__(self) -> str:
        return f"first steps of {self.user_id}"


class Demo(TimeStamped):
    """What is known of the demo in this installation. There is one row at most, and none where it never was.

    `marks` holds the highest key of each kind of record at the moment the demo was there: what has a higher one was
    added since. `policy` is what the team's policy said before, `files` what is still to be deleted from the storage.
    """

    class State(models.TextChoices):
        LOADED = "loaded", "Loaded"
        CLEARING = "clearing", "Removed; its files are being deleted"
        REMOVED = "removed", "Removed"

    state = models.CharField(max_length=8, choices=State, default=State.LOADED)
    marks = models.JSONField(default=dict)
    policy = models.JSONField(default=dict)
    files = models.JSONField(default=list, blank=True)
    password = EncryptedTextField(blank=True, help_text="With which the demo's people sign in.")

    class Meta:
        verbose_name_plural = "demo"
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="team_demo_single"),
            models.CheckConstraint(condition=Q(state__in=["loaded", "clearing", "removed"]), name="team_demo_state"),
        ]

    def __str__(self) -> str:
        return f"Demo: {self.get_state_display()}"
