import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse

from contacts.models.journalist import Journalist
from contacts.querysets import MediaListQuerySet
from core.models import TimeStamped


@pghistory.track(exclude=["updated_at"])
class MediaList(TimeStamped):
    """Journalists to think of together: picked one by one (static), or a saved filter that stays up to date (live)."""

    class Kind(models.TextChoices):
        STATIC = "static", "Picked"
        LIVE = "live", "Live"

    name = models.CharField(max_length=120)
    description = models.TextField(blank=True)
    kind = models.CharField(max_length=6, choices=Kind, default=Kind.STATIC)
    filters = models.CharField(
        max_length=2000, blank=True, help_text="A live list's filters, as the list page's query string."
    )
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="media_lists")
    journalists = models.ManyToManyField(Journalist, through="MediaListMember", related_name="media_lists")

    objects = MediaListQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"), name="contacts_list_name", violation_error_message="There is a list of this name."
            ),
            models.CheckConstraint(condition=Q(kind__in=["static", "live"]), name="contacts_list_kind"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("contacts:list-detail", args=[self.pk])

    @property
    def is_live(self) -> bool:
        return self.kind == self.Kind.LIVE


class MediaListMember(TimeStamped):
    media_list = models.ForeignKey(MediaList, on_delete=models.CASCADE, related_name="members")
    journalist = models.ForeignKey(Journalist, on_delete=models.CASCADE, related_name="memberships")
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["media_list", "journalist"], name="contacts_list_member_once")]

    def __str__(self) -> str:
        return f"{self.journalist} on {self.media_list}"
