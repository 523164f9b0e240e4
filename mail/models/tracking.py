from django.db import models
from django.db.models import Q

from core.models import TimeStamped
from mail.models.outgoing import OutgoingMessage


class TrackedLink(TimeStamped):
    """A link of one message that goes by way of us, or (`kind` pixel, no `url`) the picture that tells of an opening.

    Only what stands here can be led to. `people` and `machines` are the visits that were folded into counts when
    they had been kept long enough (see `mail.tracking.fold_old_visits`); the younger ones are rows of `Visit`.
    """

    class Kind(models.TextChoices):
        LINK = "link", "Link"
        PIXEL = "pixel", "Picture"

    message = models.ForeignKey(OutgoingMessage, on_delete=models.CASCADE, related_name="tracked_links")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=5, choices=Kind, default=Kind.LINK)
    url = models.TextField(blank=True)
    people = models.PositiveIntegerField(default=0)
    machines = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["message", "number"]
        constraints = [
            models.UniqueConstraint(fields=["message", "number"], name="mail_trackedlink_number"),
            models.CheckConstraint(
                condition=Q(kind="link", url__regex="^https?://") | Q(kind="pixel", url=""), name="mail_trackedlink_url"
            ),
        ]

    def __str__(self) -> str:
        return self.url or self.get_kind_display()


class Visit(models.Model):
    """A link was followed, or the picture fetched. No address, no program and no other trace of who did it is kept."""

    class Why(models.TextChoices):
        HEAD = "head", "Asked for the head only"
        AGENT = "agent", "Said that it is a program"
        PREFETCH = "prefetch", "Fetched in advance"
        UNDELIVERED = "undelivered", "Came before the message was delivered"
        TOO_SOON = "too_soon", "Came within seconds of the delivery"
        BURST = "burst", "Followed several links at once"

    link = models.ForeignKey(TrackedLink, on_delete=models.CASCADE, related_name="visits")
    at = models.DateTimeField()
    machine = models.BooleanField(default=False)
    why = models.CharField(max_length=12, choices=Why, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["at"], name="mail_visit_oldest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(machine=False, why="")
                | Q(machine=True, why__in=["head", "agent", "prefetch", "undelivered", "too_soon", "burst"]),
                name="mail_visit_machine_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.link_id} at {self.at:%Y-%m-%d %H:%M:%S}"
