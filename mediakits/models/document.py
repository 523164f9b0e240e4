"""Press releases and their kin: structured text with versions, sign-off, an embargo, and a public address."""

from typing import Any

import pghistory
from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from campaigns.models import Campaign, Client, Spokesperson
from core.folding import Fold
from core.models import TimeStamped
from core.spelling import LearnsWords
from core.tokens import new_token
from mediakits.querysets import DocumentQuerySet
from team.models import Review, User


# Texts have versions of their own; what would only say that somebody saved is left out.
@pghistory.track(
    exclude=[
        "updated_at",
        "revision",
        "content",
        "search_text",
        "saved_at",
        "saved_by",
        "approved_fingerprint",
        "token",
    ]
)
class Document(TimeStamped):
    """A press release, advisory, fact sheet, overview, biography, set of questions, or statement.

    `content` holds the fields of its kind (see `mediakits.kinds`). This row is the working copy: `revision` rises
    with each save, and a form opened on an older revision may not overwrite a newer one. What the public sees is
    `published_version`, from `public_from` on; writing on does not change it until the new text is published in turn.
    """

    class Kind(models.TextChoices):
        PRESS_RELEASE = "press_release", "Press release"
        ADVISORY = "advisory", "Media advisory"
        FACT_SHEET = "fact_sheet", "Fact sheet"
        OVERVIEW = "overview", "Company overview"
        BIO = "bio", "Biography"
        QUESTIONS = "questions", "Interview questions"
        STATEMENT = "statement", "Statement"

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

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="documents")
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, null=True, blank=True, related_name="documents")
    kind = models.CharField(max_length=13, choices=Kind)
    title = models.CharField(max_length=200, help_text="The headline; of a biography, the name.")
    content = models.JSONField(default=dict)
    language = models.CharField(max_length=10, default="en")
    translation_of = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="translations"
    )
    spokesperson = models.ForeignKey(
        Spokesperson, on_delete=models.SET_NULL, null=True, blank=True, related_name="documents"
    )
    embargo_until = models.DateTimeField(null=True, blank=True)
    contact = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="media contact"
    )
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="documents")
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    approved_fingerprint = models.CharField(max_length=64, blank=True)
    revision = models.PositiveIntegerField(default=1)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(default=timezone.now)
    archived_at = models.DateTimeField(null=True, blank=True)

    token = models.CharField(max_length=32, unique=True, default=new_token, editable=False)
    slug = models.SlugField(max_length=80)
    published_version = models.ForeignKey(
        "DocumentVersion", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True, help_text="When the press office released it.")
    public_from = models.DateTimeField(
        null=True, blank=True, help_text="When everybody may read it: released, and its embargo over."
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_why = models.CharField(max_length=200, blank=True)
    search_text = models.GeneratedField(expression=Fold("title"), output_field=models.TextField(), db_persist=True)

    reviews = GenericRelation(Review)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        triggers = [LearnsWords("search_text")]
        ordering = ["-updated_at", "-pk"]
        indexes = [
            models.Index(fields=["-updated_at", "-id"], name="mediakits_document_newest"),
            models.Index(
                fields=["client", "-public_from", "-id"],
                name="mediakits_document_public",
                condition=Q(public_from__isnull=False, withdrawn_at=None),
            ),
            models.Index(
                fields=["state", "owner", "-updated_at"],
                name="mediakits_document_open",
                condition=Q(archived_at=None)
                & (Q(state__in=["draft", "in_review", "changes"]) | Q(state="approved", published_version=None)),
            ),
            models.Index(
                fields=["public_from"],
                name="mediakits_document_lifting",
                condition=Q(public_from__isnull=False, withdrawn_at=None),
            ),
            GinIndex(OpClass(F("search_text"), name="gin_trgm_ops"), name="mediakits_document_search"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "press_release",
                        "advisory",
                        "fact_sheet",
                        "overview",
                        "bio",
                        "questions",
                        "statement",
                    ]
                ),
                name="mediakits_document_kind",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "in_review", "changes", "approved"]), name="mediakits_document_state"
            ),
            models.CheckConstraint(
                condition=~Q(title=""), name="mediakits_document_title", violation_error_message="Give it a title."
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | ~Q(approved_fingerprint=""), name="mediakits_document_approved_what"
            ),
            models.CheckConstraint(
                condition=Q(published_version=None, published_at=None, public_from=None)
                | Q(published_version__isnull=False, published_at__isnull=False, public_from__isnull=False),
                name="mediakits_document_published_whole",
            ),
            models.CheckConstraint(
                condition=Q(public_from=None) | Q(public_from__gte=F("published_at")),
                name="mediakits_document_public_after",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_why="") | Q(withdrawn_at__isnull=False), name="mediakits_document_withdrawn_why"
            ),
            models.CheckConstraint(
                condition=Q(translation_of=None) | ~Q(translation_of=F("pk")),
                name="mediakits_document_translation",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("mediakits:document-detail", args=[self.pk])

    def title_for(self, user: User) -> str:
        """To observers the title that was published, never the one that is being written."""
        released = self.published_version
        return released.title if user.is_observer and released else self.title

    @property
    def is_public(self) -> bool:
        """Whether everybody may read it now."""
        return self.public_from is not None and self.withdrawn_at is None and self.public_from <= timezone.now()

    @property
    def is_embargoed(self) -> bool:
        """Whether it was released, but may not be published by anybody yet."""
        return self.public_from is not None and self.withdrawn_at is None and self.public_from > timezone.now()

    @property
    def tone(self) -> str:
        """How the state is coloured; the word always stands beside it."""
        return {self.State.CHANGES: "warn", self.State.IN_REVIEW: "accent", self.State.APPROVED: "ok"}.get(
            self.State(self.state), ""
        )


class DocumentVersion(TimeStamped):
    """The text of a document as it once was; never changed, so that what was approved or published can be shown."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    content: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict)
    language = models.CharField(max_length=10)
    embargo_until = models.DateTimeField(null=True, blank=True)
    contact = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    fingerprint = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=200, blank=True, help_text="What it was made for: submitted, published.")
    search_text = models.TextField(
        blank=True, editable=False, help_text="Folded: what the search of a newsroom reads. Written when it first asks."
    )

    class Meta:
        ordering = ["document", "-number"]
        indexes = [GinIndex(OpClass(F("search_text"), name="gin_trgm_ops"), name="mediakits_version_search")]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="mediakits_version_number"),
        ]

    def __str__(self) -> str:
        return f"{self.title}, version {self.number}"
