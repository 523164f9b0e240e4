import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from campaigns.models import Campaign, Client
from core.folding import Fold
from core.models import Job, TimeStamped
from core.spelling import LearnsWords
from core.tokens import TOKEN_LENGTH, new_token
from coverage.models import Clip
from reports.querysets import ReportLinkQuerySet, ReportQuerySet
from reports.sections import USUAL, Section

LONGEST_DAYS = 3660


def usual_sections() -> list[str]:
    return list(USUAL)


@pghistory.track(
    exclude=[
        "updated_at",
        "figures",
        "figures_at",
        "figures_of",
        "workbook",
        "workbook_of",
        "job",
        "revision",
        "sequence",
    ]
)
class Report(TimeStamped):
    """What media relations did for a client, or one campaign, from `starts_on` to `ends_on`, both days included.

    Days are those of the team's time zone, so everybody gets the same figures. They are worked out by a job
    (`reports.computing`) and kept in `figures`, the spreadsheet in `workbook`, so a report that was shared does not
    change under its readers. `asked` rises with each change of what is to be counted; the kept figures are those of
    `figures_of`, the spreadsheet, which takes longer, that of `workbook_of`. What people write has a `revision` of its
    own. Nothing is released before objectives and outcomes are written, or said to be unknown.
    """

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="reports")
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, null=True, blank=True, related_name="reports")
    title = models.CharField(max_length=160)
    starts_on = models.DateField("first day")
    ends_on = models.DateField("last day")
    sections = ArrayField(models.CharField(max_length=12, choices=Section), default=usual_sections)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reports")

    summary = models.TextField("in three sentences", blank=True, max_length=4000)
    objectives = models.TextField(blank=True, max_length=4000)
    objectives_unknown = models.BooleanField("nobody set objectives", default=False)
    outcomes = models.TextField(blank=True, max_length=4000)
    outcomes_unknown = models.BooleanField("outcomes are not known", default=False)
    learnt = models.TextField("what we learnt", blank=True, max_length=4000)
    best = models.ManyToManyField(Clip, through="ReportClip", blank=True, related_name="+")
    revision = models.PositiveIntegerField(default=0, editable=False)

    asked = models.PositiveIntegerField(default=1, editable=False)
    figures = models.JSONField(default=dict, blank=True, editable=False)
    figures_at = models.DateTimeField("figures as of", null=True, blank=True, editable=False)
    figures_of = models.PositiveIntegerField(default=0, editable=False)
    workbook_of = models.PositiveIntegerField(default=0, editable=False)
    workbook = models.FileField(upload_to="reports/%Y/%m", max_length=300, blank=True, editable=False)
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", editable=False)

    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        triggers = [LearnsWords("title", folded=False)]
        ordering = ["-ends_on", "-pk"]
        indexes = [
            models.Index(fields=["-ends_on", "-id"], name="reports_report_newest"),
            models.Index(fields=["client", "-ends_on"], name="reports_report_client"),
            GinIndex(OpClass(Fold("title"), name="gin_trgm_ops"), name="reports_report_search"),
            models.Index(fields=["-ends_on", "-id"], name="reports_report_unreleased", condition=Q(released_at=None)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title=""), name="reports_report_titled", violation_error_message="Give it a title."
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="reports_report_days",
                violation_error_message="The last day lies before the first one.",
            ),
            models.CheckConstraint(
                condition=~Q(sections=[]),
                name="reports_report_sections",
                violation_error_message="Choose at least one section.",
            ),
            models.CheckConstraint(
                condition=Q(released_at=None)
                | (~Q(objectives="") | Q(objectives_unknown=True)) & (~Q(outcomes="") | Q(outcomes_unknown=True)),
                name="reports_report_says_outcomes",
                violation_error_message="Write objectives and outcomes, or say that they are not known.",
            ),
            models.CheckConstraint(
                condition=Q(figures_at=None) | Q(figures_of__gte=1), name="reports_report_figures_of"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("reports:report-detail", args=[self.pk])

    @property
    def is_current(self) -> bool:
        """Whether the kept figures are of what was asked for last."""
        return self.figures_at is not None and self.figures_of == self.asked

    @property
    def has_workbook(self) -> bool:
        """Whether the spreadsheet of the kept figures is there."""
        return bool(self.workbook) and self.workbook_of == self.figures_of

    @property
    def missing(self) -> list[str]:
        """What has to be written before it can be released, as names of fields."""
        return [
            name
            for name in ("objectives", "outcomes")
            if not getattr(self, name) and not getattr(self, f"{name}_unknown")
        ]


class ReportClip(models.Model):
    """A clip that a person chose as one of the best, at its place."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="chosen")
    clip = models.ForeignKey(Clip, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["report", "clip"], name="reports_best_once")]

    def __str__(self) -> str:
        return f"clip {self.clip_id} in report {self.report_id}"


@pghistory.track(exclude=["updated_at", "token", "password", "opened", "opened_at"])
class ReportLink(TimeStamped):
    """A link that opens a released report to whoever has it. `opened` counts people; machines are left out."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="links")
    label = models.CharField("for whom", max_length=120)
    token = models.CharField(max_length=TOKEN_LENGTH, unique=True, default=new_token, editable=False)
    password = models.CharField(max_length=200, blank=True, help_text="Hashed.")
    expires_at = models.DateTimeField("open until", null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    opened = models.PositiveIntegerField(default=0, editable=False)
    opened_at = models.DateTimeField("last opened", null=True, blank=True, editable=False)

    objects = ReportLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(label=""), name="reports_link_labelled", violation_error_message="Say whom it is for."
            )
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def is_open(self) -> bool:
        return self.revoked_at is None and (self.expires_at is None or self.expires_at > timezone.now())
