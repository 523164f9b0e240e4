"""Media kits: everything for one story in one place, in order, for whom it is meant, and who took what."""

import pghistory
from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils import timezone

from campaigns.models import Campaign, Client, Spokesperson
from contacts.models import Journalist
from core.folding import Fold
from core.models import TimeStamped
from core.spelling import LearnsWords
from core.tokens import new_token
from coverage.models import Clip
from mediakits.models.asset import Asset
from mediakits.models.document import Document
from mediakits.querysets import KitQuerySet
from team.models import Review


@pghistory.track(exclude=["updated_at", "revision", "shared", "password", "search_text", "old_looks", "old_takes"])
class Kit(TimeStamped):
    """A media kit. Its sections are the working copy; `shared` is what journalists get, as it was when it was shared.

    `shared` (JSON, see `mediakits.sharing`) names what stands in it by primary key and order, so a corrected caption
    or a replaced photo shows at once, while a section that somebody is building does not.
    """

    class Access(models.TextChoices):
        LINK = "link", "Whoever has a link"
        PUBLIC = "public", "Everybody, in the newsroom"

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        IN_REVIEW = "in_review", "In review"
        CHANGES = "changes", "Changes requested"
        APPROVED = "approved", "Approved"

    NEXT = {
        State.DRAFT: {State.IN_REVIEW},
        State.IN_REVIEW: {State.DRAFT, State.CHANGES, State.APPROVED},
        State.CHANGES: {State.DRAFT, State.IN_REVIEW},
        State.APPROVED: {State.DRAFT, State.IN_REVIEW},
    }
    EDITABLE = (State.DRAFT, State.CHANGES, State.APPROVED)

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="kits")
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, null=True, blank=True, related_name="kits")
    title = models.CharField(max_length=160)
    slug = models.SlugField(max_length=80)
    standfirst = models.TextField(max_length=600, blank=True, help_text="The story in two or three sentences.")
    language = models.CharField(max_length=10, default="en")
    translation_of = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="translations"
    )
    contact = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="press contact"
    )
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="kits")
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    approved_fingerprint = models.CharField(max_length=64, blank=True)
    revision = models.PositiveIntegerField(default=1)

    token = models.CharField(max_length=32, unique=True, default=new_token, editable=False)
    access = models.CharField(max_length=6, choices=Access, default=Access.LINK)
    password = models.CharField(max_length=200, blank=True, help_text="Hashed.")
    embargo_until = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    shared = models.JSONField(null=True, blank=True)
    shared_at = models.DateTimeField(null=True, blank=True)
    shared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    archived_at = models.DateTimeField(null=True, blank=True)
    old_looks = models.PositiveIntegerField(default=0, help_text="Visits by the common address, folded into a count.")
    old_takes = models.PositiveIntegerField(default=0)
    search_text = models.GeneratedField(
        expression=Fold(Concat("title", Value(" "), "standfirst", output_field=models.TextField())),
        output_field=models.TextField(),
        db_persist=True,
    )

    reviews = GenericRelation(Review)

    objects = KitQuerySet.as_manager()

    class Meta:
        triggers = [LearnsWords("search_text")]
        ordering = ["-updated_at", "-pk"]
        indexes = [
            models.Index(fields=["-updated_at", "-id"], name="mediakits_kit_newest"),
            models.Index(
                fields=["client", "-shared_at", "-id"],
                name="mediakits_kit_public",
                condition=Q(access="public", shared_at__isnull=False),
            ),
            models.Index(
                fields=["state", "owner", "-updated_at"],
                name="mediakits_kit_open",
                condition=Q(archived_at=None)
                & (Q(state__in=["draft", "in_review", "changes"]) | Q(state="approved", shared_at=None)),
            ),
            GinIndex(OpClass(F("search_text"), name="gin_trgm_ops"), name="mediakits_kit_search"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(access__in=["link", "public"]), name="mediakits_kit_access"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "in_review", "changes", "approved"]), name="mediakits_kit_state"
            ),
            models.CheckConstraint(
                condition=~Q(title=""), name="mediakits_kit_title", violation_error_message="Give it a title."
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | ~Q(approved_fingerprint=""), name="mediakits_kit_approved_what"
            ),
            models.CheckConstraint(
                condition=Q(shared=None, shared_at=None, shared_by=None)
                | Q(shared__isnull=False, shared_at__isnull=False, shared_by__isnull=False),
                name="mediakits_kit_shared_whole",
            ),
            models.CheckConstraint(
                condition=Q(expires_at=None) | Q(embargo_until=None) | Q(expires_at__gt=F("embargo_until")),
                name="mediakits_kit_expires_after_embargo",
                violation_error_message="A kit cannot expire before its embargo lifts.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("mediakits:kit-detail", args=[self.pk])

    @property
    def is_shared(self) -> bool:
        return self.shared_at is not None

    @property
    def is_embargoed(self) -> bool:
        return self.embargo_until is not None and self.embargo_until > timezone.now()

    @property
    def has_expired(self) -> bool:
        return self.expires_at is not None and self.expires_at <= timezone.now()

    @property
    def tone(self) -> str:
        """How the state is coloured; the word always stands beside it."""
        return {self.State.CHANGES: "warn", self.State.IN_REVIEW: "accent", self.State.APPROVED: "ok"}.get(
            self.State(self.state), ""
        )


@pghistory.track()
class KitSection(models.Model):
    """One part of a kit, with a heading, some words, and what stands in it."""

    class Kind(models.TextChoices):
        OVERVIEW = "overview", "Overview"
        PHOTOS = "photos", "Photos"
        FACTS = "facts", "Fact sheets"
        PEOPLE = "people", "People"
        RELEASES = "releases", "Releases"
        QUESTIONS = "questions", "Interview questions"
        COVERAGE = "coverage", "Coverage"
        LINKS = "links", "Links"
        FILES = "files", "Files"

    kit = models.ForeignKey(Kit, on_delete=models.CASCADE, related_name="sections")
    kind = models.CharField(max_length=9, choices=Kind)
    title = models.CharField(max_length=80, blank=True, help_text="Empty: the name of its kind.")
    text = models.TextField(blank=True, help_text="Sanitised HTML.")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "overview",
                        "photos",
                        "facts",
                        "people",
                        "releases",
                        "questions",
                        "coverage",
                        "links",
                        "files",
                    ]
                ),
                name="mediakits_section_kind",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.get_kind_display()


@pghistory.track()
class KitItem(models.Model):
    """One thing in a section: an asset, a document, a spokesperson, a clip, or a link. Exactly one of them."""

    section = models.ForeignKey(KitSection, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField(default=0)
    asset = models.ForeignKey(Asset, on_delete=models.PROTECT, null=True, blank=True, related_name="kit_items")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="kit_items")
    spokesperson = models.ForeignKey(
        Spokesperson, on_delete=models.PROTECT, null=True, blank=True, related_name="kit_items"
    )
    clip = models.ForeignKey(Clip, on_delete=models.PROTECT, null=True, blank=True, related_name="kit_items")
    url = models.URLField(max_length=500, blank=True)
    title = models.CharField(max_length=200, blank=True, help_text="Of a link.")
    source = models.CharField("outlet", max_length=120, blank=True, help_text="Of a link: where it was published.")
    published_on = models.DateField(null=True, blank=True, help_text="Of a link.")

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(asset__isnull=False, document=None, spokesperson=None, clip=None, url="")
                | Q(asset=None, document__isnull=False, spokesperson=None, clip=None, url="")
                | Q(asset=None, document=None, spokesperson__isnull=False, clip=None, url="")
                | Q(asset=None, document=None, spokesperson=None, clip__isnull=False, url="")
                | (Q(asset=None, document=None, spokesperson=None, clip=None) & ~Q(url="") & ~Q(title="")),
                name="mediakits_item_exactly_one",
                violation_error_message="Choose one thing, or give a link with its title.",
            ),
            models.UniqueConstraint(
                fields=["section", "asset"],
                condition=Q(asset__isnull=False),
                name="mediakits_item_asset_once",
                violation_error_message="This stands in the section already.",
            ),
            models.UniqueConstraint(
                fields=["section", "document"],
                condition=Q(document__isnull=False),
                name="mediakits_item_document_once",
                violation_error_message="This stands in the section already.",
            ),
            models.UniqueConstraint(
                fields=["section", "spokesperson"],
                condition=Q(spokesperson__isnull=False),
                name="mediakits_item_spokesperson_once",
                violation_error_message="This stands in the section already.",
            ),
            models.UniqueConstraint(
                fields=["section", "clip"],
                condition=Q(clip__isnull=False),
                name="mediakits_item_clip_once",
                violation_error_message="This stands in the section already.",
            ),
        ]

    def __str__(self) -> str:
        return self.title or str(self.asset or self.document or self.spokesperson or self.clip or self.url)


@pghistory.track(exclude=["updated_at", "token", "old_looks", "old_takes"])
class KitLink(TimeStamped):
    """A link to a kit for one reader, so that the team sees who looked, and can take it back.

    `embargo_agreed_at` opens a kit under embargo to this reader.
    """

    kit = models.ForeignKey(Kit, on_delete=models.CASCADE, related_name="links")
    token = models.CharField(max_length=32, unique=True, default=new_token, editable=False)
    journalist = models.ForeignKey(
        Journalist, on_delete=models.CASCADE, null=True, blank=True, related_name="kit_links"
    )
    label = models.CharField("for whom", max_length=120, blank=True)
    opens_embargo = models.BooleanField(
        "may see it under embargo", default=False, help_text="They agreed to the embargo in writing."
    )
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    old_looks = models.PositiveIntegerField(default=0, help_text="Visits that were folded into a count.")
    old_takes = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kit", "journalist"],
                condition=Q(journalist__isnull=False, revoked_at=None),
                name="mediakits_link_one_a_journalist",
                violation_error_message="This journalist has a link already.",
            ),
            models.CheckConstraint(
                condition=Q(journalist__isnull=False) | ~Q(label=""),
                name="mediakits_link_for_whom",
                violation_error_message="Say for whom the link is.",
            ),
        ]

    def __str__(self) -> str:
        return self.label or str(self.journalist)

    @property
    def is_open(self) -> bool:
        return self.revoked_at is None and (self.expires_at is None or self.expires_at > timezone.now())


class KitVisit(models.Model):
    """Somebody looked at a kit, or took something from it. Keeps no address of the visitor."""

    class What(models.TextChoices):
        LOOKED = "looked", "Looked"
        TOOK_ASSET = "asset", "Took a file"
        TOOK_DOCUMENT = "document", "Took a document"
        TOOK_ALL = "all", "Took everything"

    kit = models.ForeignKey(Kit, on_delete=models.CASCADE, related_name="visits")
    link = models.ForeignKey(KitLink, on_delete=models.SET_NULL, null=True, blank=True, related_name="visits")
    what = models.CharField(max_length=8, choices=What)
    asset = models.ForeignKey(Asset, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    document = models.ForeignKey(Document, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    by_machine = models.BooleanField(default=False, help_text="A scanner or a prefetcher; left out of every figure.")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["kit", "-at", "-id"], name="mediakits_visit_newest"),
            models.Index(fields=["link", "-at"], name="mediakits_visit_of_link"),
            models.Index(fields=["at"], name="mediakits_visit_oldest"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(what__in=["looked", "asset", "document", "all"]), name="mediakits_visit_what"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_what_display()}, {self.at:%Y-%m-%d %H:%M}"
