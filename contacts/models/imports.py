from typing import ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.urls import reverse

from contacts.models.journalist import Journalist
from core.models import Job, TimeStamped
from team.models import User


class ContactImportQuerySet(models.QuerySet["ContactImport"]):
    def visible_to(self, user: User) -> Self:
        """All imports to the team; none to observers."""
        return self.none() if user.is_observer else self


class ContactImport(TimeStamped):
    """A file of contacts on its way in: read, mapped, planned, applied, and undone as a whole if need be."""

    class State(models.TextChoices):
        MAPPING = "mapping", "To be mapped"
        PLANNING = "planning", "Being planned"
        PLANNED = "planned", "Planned"
        APPLYING = "applying", "Being imported"
        APPLIED = "applied", "Imported"
        UNDOING = "undoing", "Being undone"
        UNDONE = "undone", "Undone"

    NEXT: ClassVar = {
        State.MAPPING: {State.PLANNING},
        State.PLANNING: {State.MAPPING, State.PLANNED},
        State.PLANNED: {State.MAPPING, State.PLANNING, State.APPLYING},
        State.APPLYING: {State.APPLIED, State.UNDOING},
        State.APPLIED: {State.UNDOING},
        State.UNDOING: {State.UNDONE},
        State.UNDONE: set(),
    }
    """From where to where. An import that was stopped half-way may be undone as far as it got."""

    file = models.FileField(upload_to="imports/")
    file_name = models.CharField(max_length=255)
    state = models.CharField(max_length=8, choices=State, default=State.MAPPING)
    reading = models.JSONField(
        default=dict, help_text="Kind, encoding, delimiter, sheet and heading line, as read or chosen."
    )
    headings = models.JSONField(default=list)
    signature = models.CharField(
        max_length=64, blank=True, help_text="Of the headings: the next such file is mapped alike."
    )
    mapping = models.JSONField(default=dict, help_text="Field name → column headings.")
    counts = models.JSONField(default=dict)
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="contact_imports"
    )
    applied_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = ContactImportQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["-created_at"], name="contacts_import_newest"),
            models.Index(fields=["signature", "-created_at"], name="contacts_import_alike"),
            models.Index(
                fields=["-updated_at"],
                name="contacts_import_unfinished",
                condition=Q(state__in=["mapping", "planning", "planned", "applying", "undoing"]),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["mapping", "planning", "planned", "applying", "applied", "undoing", "undone"]),
                name="contacts_import_state",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["applied", "undone"]) | Q(applied_at__isnull=False),
                name="contacts_import_applied",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("contacts:import-detail", args=[self.pk])

    @property
    def source(self) -> str:
        """Where what it brings is said to come from."""
        return f"Import of {self.file_name}"[:120]


class ImportRow(models.Model):
    """One row of the file, what is planned for it, and what was done, precise enough to undo it."""

    class Outcome(models.TextChoices):
        NEW = "new", "New"
        CHANGED = "changed", "Changed"
        DUPLICATE = "duplicate", "Duplicate"
        INVALID = "invalid", "Invalid"

    contact_import = models.ForeignKey(ContactImport, on_delete=models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField()
    values = models.JSONField(default=dict)
    outcome = models.CharField(max_length=9, choices=Outcome)
    problems = models.JSONField(default=list, help_text="[{field, reason, weight}]")
    keys = ArrayField(
        models.CharField(max_length=500), default=list, help_text="What makes it the same as another row."
    )
    changes = models.JSONField(default=dict, help_text="{field: [before, after]}")
    journalist = models.ForeignKey(
        Journalist, on_delete=models.SET_NULL, null=True, blank=True, related_name="import_rows"
    )
    done = models.JSONField(default=dict, help_text="What applying wrote, for undo.")
    applied_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    kept_because = models.CharField(max_length=300, blank=True, help_text="Why undoing left it as it is.")

    class Meta:
        ordering = ["line"]
        indexes = [
            models.Index(fields=["contact_import", "outcome", "line"], name="contacts_row_outcome"),
            GinIndex(fields=["keys"], name="contacts_row_keys"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["contact_import", "line"], name="contacts_row_line"),
            models.CheckConstraint(
                condition=Q(outcome__in=["new", "changed", "duplicate", "invalid"]), name="contacts_row_outcome_known"
            ),
            models.CheckConstraint(
                condition=Q(undone_at=None) | Q(applied_at__isnull=False), name="contacts_row_undone_after_applied"
            ),
        ]

    def __str__(self) -> str:
        return f"Line {self.line}"
