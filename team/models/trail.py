from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import Q

from team.models.api_token import ApiToken

RECORDED: Final = ("insert", "update", "delete")
"""What django-pghistory calls what happens to a record."""
ACTS: Final = (
    "signed_in", "refused", "password", "exported", "demo", "demo_gone", "secret", "listed", "unlisted"
)  # fmt: skip
"""What is no change of a record, and is told all the same."""
RARE: Final = ("delete", *ACTS)
"""What a filter would have to look for among very many lines."""


class TrailLine(models.Model):
    """Who did what when: one narrow line for each event row of any tracked model, and for each act that changes none.

    Lines of records are written, and taken away, by the database together with the event row (`team.trail.wiring`);
    `kind` is the model's label, `record` its key, `event` the event row's. They hold no word of the record: whatever
    is erased from the history is gone from here. `said` belongs to acts alone. Nobody in `by` is Mediarel itself.
    """

    class What(models.TextChoices):
        CREATED = "insert", "Created"
        CHANGED = "update", "Changed"
        DELETED = "delete", "Deleted"
        SIGNED_IN = "signed_in", "Signed in"
        REFUSED = "refused", "Could not sign in"
        PASSWORD = "password", "Set a new password"
        EXPORTED = "exported", "Exported"
        DEMO = "demo", "Loaded the demo"
        DEMO_GONE = "demo_gone", "Removed the demo"
        SECRET = "secret", "Changed a password or key"
        LISTED = "listed", "Put on a media list"
        UNLISTED = "unlisted", "Taken off a media list"

    at = models.DateTimeField()
    what = models.CharField(max_length=12, choices=What)
    kind = models.CharField(max_length=80, blank=True)
    record = models.BigIntegerField(null=True, blank=True)
    event = models.BigIntegerField(null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, blank=True,
        related_name="+", db_constraint=False, db_index=False,
    )  # fmt: skip
    token = models.ForeignKey(
        ApiToken, models.DO_NOTHING, null=True, blank=True, related_name="+", db_constraint=False, db_index=False
    )
    said = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = "line of the audit trail"
        verbose_name_plural = "lines of the audit trail"
        indexes = [
            models.Index(fields=["at", "id"], name="team_trail_newest"),
            models.Index(fields=["at", "id"], name="team_trail_people", condition=Q(by__isnull=False)),
            models.Index(fields=["at", "id"], name="team_trail_programs", condition=Q(token__isnull=False)),
            models.Index(fields=["at", "id"], name="team_trail_rare", condition=Q(what__in=RARE)),
            models.Index(fields=["by", "at", "id"], name="team_trail_person"),
            models.Index(fields=["kind", "at", "id"], name="team_trail_kind"),
            models.Index(fields=["kind", "record", "at", "id"], name="team_trail_record"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["kind", "event"], name="team_trail_once_an_event"),
            models.CheckConstraint(
                condition=Q(what__in=RECORDED, event__isnull=False, record__isnull=False, said="") & ~Q(kind="")
                | Q(what__in=ACTS, event=None),
                name="team_trail_records_and_acts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.what} {self.kind} {self.record or ''}".strip()

    @property
    def is_of_a_record(self) -> bool:
        return self.what in RECORDED
