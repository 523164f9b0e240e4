from django.conf import settings
from django.db import models
from django.db.models import Q

from campaigns.models import Campaign
from contacts.models.journalist import Journalist
from core.models import TimeStamped


class TimelineEntry(TimeStamped):
    """One thing that happened between a journalist and us. Written in the same transaction as the thing itself.

    `key` names the thing (for example "pitch:12:sent"), so that telling it twice writes it once.
    """

    class Kind(models.TextChoices):
        PITCHED = "pitched", "Pitched"
        FOLLOWED_UP = "followed_up", "Followed up"
        REPLIED = "replied", "Replied"
        WROTE = "wrote", "Wrote back"
        ANSWERED = "answered", "Answered"
        AUTO_REPLY = "auto_reply", "Automatic reply"
        BOUNCED = "bounced", "Bounced"
        CALL = "call", "Call"
        MEETING = "meeting", "Meeting"
        NOTE = "note", "Note"
        PREFERENCES = "preferences", "Preferences"
        IMPORTED = "imported", "Imported"
        COVERED = "covered", "Coverage"
        INQUIRED = "inquired", "Asked us"
        INTERVIEW = "interview", "Interview"
        EVENT = "event", "Event"

    FROM_THEM = (Kind.REPLIED, Kind.ANSWERED, Kind.INQUIRED)
    CONTACT = (
        Kind.PITCHED,
        Kind.FOLLOWED_UP,
        Kind.REPLIED,
        Kind.WROTE,
        Kind.ANSWERED,
        Kind.CALL,
        Kind.MEETING,
        Kind.INQUIRED,
        Kind.INTERVIEW,
    )

    journalist = models.ForeignKey(Journalist, on_delete=models.CASCADE, related_name="timeline")
    kind = models.CharField(max_length=12, choices=Kind)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    campaign = models.ForeignKey(Campaign, on_delete=models.SET_NULL, null=True, blank=True, related_name="timeline")
    headline = models.CharField(max_length=300)
    body = models.TextField(blank=True)
    url = models.CharField(max_length=300, blank=True)
    key = models.CharField(max_length=120, null=True, blank=True, unique=True)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["journalist", "-at", "-id"], name="contacts_timeline_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "pitched",
                        "followed_up",
                        "replied",
                        "wrote",
                        "answered",
                        "auto_reply",
                        "bounced",
                        "call",
                        "meeting",
                        "note",
                        "preferences",
                        "imported",
                        "covered",
                        "inquired",
                        "interview",
                        "event",
                    ]
                ),
                name="contacts_timeline_kind",
            )
        ]

    def __str__(self) -> str:
        return self.headline
