from django.conf import settings
from django.db import models
from django.db.models import Q

from contacts.models.journalist import Journalist
from core.models import Job, TimeStamped


class ContactImport(TimeStamped):
    """A file of contacts on its way in: read, mapped, planned, applied, and undone as a whole if need be."""

    class State(models.TextChoices):
        MAPPING = "mapping", "To be mapped"
        PLANNED = "planned", "Planned"
        APPLYING = "applying", "Being applied"
        APPLIED = "applied", "Applied"
        UNDONE = "undone", "Undone"

    file = models.FileField(upload_to="imports/")
    file_name = models.CharField(max_length=255)
    state = models.CharField(max_length=8, choices=State, default=State.MAPPING)
    reading = models.JSONField(
        default=dict, help_text="Kind, encoding, delimiter, sheet and heading line, as read or chosen."
    )
    mapping = models.JSONField(default=dict, help_text="Field name → column heading.")
    counts = models.JSONField(default=dict)
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="contact_imports"
    )
    applied_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["mapping", "planned", "applying", "applied", "undone"]),
                name="contacts_import_state",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name


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
    problems = models.JSONField(default=list, help_text="[{field, reason}]")
    changes = models.JSONField(default=dict, help_text="{field: [before, after]}")
    journalist = models.ForeignKey(
        Journalist, on_delete=models.SET_NULL, null=True, blank=True, related_name="import_rows"
    )
    done = models.JSONField(default=dict, help_text="What applying wrote, for undo.")
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["line"]
        indexes = [models.Index(fields=["contact_import", "outcome", "line"], name="contacts_row_outcome")]
        constraints = [
            models.UniqueConstraint(fields=["contact_import", "line"], name="contacts_row_line"),
            models.CheckConstraint(
                condition=Q(outcome__in=["new", "changed", "duplicate", "invalid"]), name="contacts_row_outcome_known"
            ),
        ]

    def __str__(self) -> str:
        return f"Line {self.line}"
