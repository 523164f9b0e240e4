import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from campaigns.models import Campaign, Client
from core.models import TimeStamped
from reports.models.report import Report, usual_sections
from reports.sections import Section

MOST_ADDRESSES = 20


@pghistory.track(exclude=["updated_at", "next_on", "last_report", "mailed", "sent_at", "problem"])
class Monthly(TimeStamped):
    """A report of the month that ended, made by itself and mailed with a link on `day` of each month.

    `next_on` is when it goes out next; it moves on in the transaction that makes the report: a month is reported once.
    `mailed` are the addresses that have the letter of the last one; `sent_at` is when all had it.
    """

    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="monthlies")
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, null=True, blank=True, related_name="monthlies")
    sections = ArrayField(models.CharField(max_length=12, choices=Section), default=usual_sections)
    day = models.PositiveSmallIntegerField(
        "day of the month", default=3, validators=[MinValueValidator(1), MaxValueValidator(28)]
    )
    addresses = ArrayField(models.EmailField(max_length=254), size=MOST_ADDRESSES)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="monthlies")
    is_active = models.BooleanField("goes out", default=True)
    next_on = models.DateField()
    last_report = models.ForeignKey(Report, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    mailed = ArrayField(models.EmailField(max_length=254), default=list, blank=True, editable=False)
    sent_at = models.DateTimeField("last sent", null=True, blank=True, editable=False)
    problem = models.CharField(max_length=300, blank=True, editable=False)

    class Meta:
        verbose_name_plural = "monthly reports"
        ordering = ["client__name", "pk"]
        indexes = [models.Index(fields=["next_on"], name="reports_monthly_due", condition=Q(is_active=True))]
        constraints = [
            models.CheckConstraint(
                condition=Q(day__gte=1, day__lte=28),
                name="reports_monthly_day",
                violation_error_message="Choose a day from 1 to 28, which every month has.",
            ),
            models.CheckConstraint(
                condition=~Q(addresses=[]),
                name="reports_monthly_addressed",
                violation_error_message="Name at least one address.",
            ),
            models.CheckConstraint(condition=~Q(sections=[]), name="reports_monthly_sections"),
        ]

    def __str__(self) -> str:
        return f"Monthly report for {self.campaign or self.client}"

    def get_absolute_url(self) -> str:
        return reverse("reports:monthly-edit", args=[self.pk])
