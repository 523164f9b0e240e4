"""What was taken out in the browser: by whom, what came of it, and who has it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from core.models import Job, TimeStamped
from core.tokens import new_token


class Export(TimeStamped):
    """Everything, packed into one file. The row stays when the file is gone, so that it is known who had what."""

    token = models.CharField(max_length=64, unique=True, default=new_token, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, related_name="+")
    file = models.FileField(max_length=200, blank=True)
    size = models.BigIntegerField("bytes of the file", default=0)
    rows = models.BigIntegerField("records", default=0)
    files = models.BigIntegerField("files in it", default=0)
    missing = models.JSONField(default=list, help_text="The first files that records name and the storage has not.")
    missing_count = models.PositiveIntegerField(default=0)
    packed_at = models.DateTimeField(null=True, blank=True)
    gone_at = models.DateTimeField("file deleted at", null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["-created_at", "-id"], name="takeout_export_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(file="") | Q(packed_at__isnull=False, gone_at=None, size__gt=0), name="takeout_export_whole"
            ),
            models.CheckConstraint(condition=Q(gone_at=None) | Q(packed_at__isnull=False), name="takeout_export_gone"),
        ]

    def __str__(self) -> str:
        return f"export {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("takeout:export-list")

    @property
    def is_open(self) -> bool:
        """Whether a worker is at it, or will be."""
        return bool(self.job and self.job.is_open)

    @property
    def name(self) -> str:
        """What the file is called where it is saved, without its end."""
        return f"mediarel-{self.created_at:%Y-%m-%d}"


class Download(models.Model):
    """Somebody fetched an export."""

    export = models.ForeignKey(Export, on_delete=models.CASCADE, related_name="downloads")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"export {self.export_id} fetched by {self.by_id}"
