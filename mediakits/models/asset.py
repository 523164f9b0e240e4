"""Photos, logos, recordings and files: what they show, who may use them how long, and the files behind them."""

from datetime import date, timedelta

import pghistory
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils import timezone

from campaigns.models import Client, Spokesperson
from core.folding import Fold
from core.models import TimeStamped
from core.tokens import new_token
from mediakits.querysets import AssetQuerySet, UploadQuerySet


@pghistory.track(exclude=["updated_at", "search_text", "expiry_told_at", "ended_told_at"])
class Asset(TimeStamped):
    """One thing a journalist can take: a photo, a logo, a recording, a document, or a video that lies elsewhere.

    The words (caption, credit, rights) belong to the asset; the bytes belong to its `AssetFile`s, of which one is
    current. Replacing the file keeps every place the asset is used in, and every link to it.
    """

    class Kind(models.TextChoices):
        PHOTO = "photo", "Photo"
        LOGO = "logo", "Logo"
        VIDEO = "video", "Video"
        AUDIO = "audio", "Audio"
        DOCUMENT = "document", "Document"

    PICTURES = (Kind.PHOTO, Kind.LOGO)
    ENDING = timedelta(days=30)

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="assets")
    kind = models.CharField(max_length=8, choices=Kind)
    title = models.CharField(max_length=160)
    caption = models.TextField(max_length=2000, blank=True, help_text="What it shows: who, where, when.")
    credit = models.CharField(max_length=160, blank=True, help_text="Whom to name, for example “Photo: Lena Hartwig”.")
    alt_text = models.CharField(
        "description for those who cannot see it", max_length=500, blank=True, help_text="In one sentence."
    )
    rights = models.CharField(
        "may be used", max_length=200, blank=True, default="Free to print with credit", help_text="On which terms."
    )
    rights_until = models.DateField(
        "until", null=True, blank=True, help_text="The last day. Leave it empty when there is no end."
    )
    people = models.ManyToManyField(
        Spokesperson, blank=True, related_name="pictures", verbose_name="spokespeople shown"
    )
    others_shown = models.CharField("others shown", max_length=300, blank=True)
    language = models.CharField(max_length=10, blank=True, help_text="Of what is said or written in it.")
    video_url = models.URLField("address of the video", max_length=500, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    archived_at = models.DateTimeField(null=True, blank=True)
    expiry_told_at = models.DateTimeField(null=True, blank=True, editable=False)
    ended_told_at = models.DateTimeField(null=True, blank=True, editable=False)
    search_text = models.GeneratedField(
        expression=Fold(
            Concat(
                "title",
                Value(" "),
                "caption",
                Value(" "),
                "credit",
                Value(" "),
                "others_shown",
                output_field=models.TextField(),
            )
        ),
        output_field=models.TextField(),
        db_persist=True,
    )

    objects = AssetQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["-created_at", "-id"], name="mediakits_asset_newest"),
            models.Index(
                fields=["rights_until"],
                name="mediakits_asset_expiring",
                condition=Q(rights_until__isnull=False, ended_told_at=None),
            ),
            models.Index(
                fields=["rights_until"],
                name="mediakits_asset_rights",
                condition=Q(rights_until__isnull=False, archived_at=None),
            ),
            GinIndex(
                OpClass(F("search_text"), name="gin_trgm_ops"),
                name="mediakits_asset_search",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["photo", "logo", "video", "audio", "document"]), name="mediakits_asset_kind"
            ),
            models.CheckConstraint(
                condition=~Q(title=""),
                name="mediakits_asset_title",
                violation_error_message="Give it a title.",
            ),
            models.CheckConstraint(
                condition=Q(video_url="") | Q(kind="video"),
                name="mediakits_asset_video_url",
                violation_error_message="Only a video has an address elsewhere.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("mediakits:asset-detail", args=[self.pk])

    @property
    def is_picture(self) -> bool:
        return self.kind in self.PICTURES

    def rights_hold(self, on: date | None = None) -> bool:
        """Whether it may still be used on that day, by default today."""
        return self.rights_until is None or self.rights_until >= (on or timezone.localdate())

    @property
    def rights_state(self) -> str:
        """fine, ending (within 30 days) or ended."""
        if not self.rights_hold():
            return "ended"
        return "fine" if self.rights_hold(timezone.localdate() + self.ENDING) else "ending"


def _file_path(instance: models.Model, filename: str) -> str:
    return f"assets/{new_token()}"


class AssetFile(TimeStamped):
    """The bytes of an asset, as they were uploaded; `number` counts the replacements.

    `content_type` is what the content says it is, never the name. `original_name` is a bare name without any path.
    """

    asset = models.ForeignKey(Asset, on_delete=models.CASCADE, related_name="files")
    number = models.PositiveIntegerField()
    is_current = models.BooleanField(default=False)
    file = models.FileField(upload_to=_file_path, max_length=120)
    original_name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField(help_text="Bytes.")
    sha256 = models.CharField(max_length=64)
    content_type = models.CharField(max_length=100)
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["asset", "-number"]
        indexes = [models.Index(fields=["sha256"], name="mediakits_file_content")]
        constraints = [
            models.UniqueConstraint(fields=["asset", "number"], name="mediakits_file_number"),
            models.UniqueConstraint(fields=["asset"], condition=Q(is_current=True), name="mediakits_file_one_current"),
        ]

    def __str__(self) -> str:
        return self.original_name


class Rendition(models.Model):
    """A smaller picture made from an asset's file: upright, without what the camera wrote into it."""

    class Name(models.TextChoices):
        THUMB = "thumb", "Thumbnail"
        CARD = "card", "Card"
        WEB = "web", "Web"

    asset_file = models.ForeignKey(AssetFile, on_delete=models.CASCADE, related_name="renditions")
    name = models.CharField(max_length=8, choices=Name)
    file = models.FileField(upload_to=_file_path, max_length=120)
    content_type = models.CharField(max_length=100)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size = models.PositiveIntegerField()

    class Meta:
        ordering = ["asset_file", "width"]
        constraints = [
            models.UniqueConstraint(fields=["asset_file", "name"], name="mediakits_rendition_once"),
            models.CheckConstraint(condition=Q(name__in=["thumb", "card", "web"]), name="mediakits_rendition_name"),
        ]

    def __str__(self) -> str:
        return f"{self.name} of {self.asset_file}"


class Upload(TimeStamped):
    """A file on its way in, piece by piece, so that a broken line costs one piece and not the whole of it.

    `received` counts the bytes whose pieces lie in storage under `uploads/<token>/`. When it is whole, a background
    job puts it together, looks at it, and makes an asset of it (or a new file of `replaces`), or finds that the same
    bytes are there already (`duplicate_of`), or that we do not take it (`problem`).
    """

    token = models.CharField(max_length=32, unique=True, default=new_token)
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="+")
    replaces = models.ForeignKey(Asset, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    received = models.PositiveBigIntegerField(default=0)
    pieces = models.PositiveIntegerField(default=0)
    job = models.ForeignKey("core.Job", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    asset_file = models.OneToOneField(AssetFile, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    duplicate_of = models.ForeignKey(Asset, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    problem = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    objects = UploadQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(condition=Q(received__lte=F("size")), name="mediakits_upload_received"),
            models.CheckConstraint(condition=Q(size__gt=0), name="mediakits_upload_not_empty"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_whole(self) -> bool:
        """Whether all its bytes have arrived."""
        return self.received == self.size

    @property
    def is_over(self) -> bool:
        """Whether it is known what became of it."""
        return bool(self.asset_file_id or self.duplicate_of_id or self.problem)
