from datetime import date
from decimal import Decimal

import pghistory
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from campaigns.models import Campaign, Client
from core.models import TimeStamped
from reports.querysets import GoalQuerySet


@pghistory.track(exclude=["updated_at", "value", "formula", "counted_at"])
class Goal(TimeStamped):
    """So much of one figure by a day, for a client or one campaign. How far it has come is worked out, never typed.

    `value` (None where there is nothing to count it from) and `formula` are what the figure was at `counted_at`:
    a worker counts it again and again (`reports.goals.count_due`), because pages must not wait for it.
    """

    class Measure(models.TextChoices):
        ARTICLES = "articles", "Articles"
        REACH = "reach", "Reach"
        MESSAGES = "messages", "Articles with a key message (%)"
        POSITIVE = "positive", "Positive articles (%)"
        VOICE = "voice", "Share of voice (%)"
        ANSWERED = "answered", "Pitches answered (%)"
        COVERED = "covered", "Recipients who covered it"
        INTERVIEWS = "interviews", "Interviews held"
        DEADLINES = "deadlines", "Reporters' deadlines kept (%)"

    SHARES = (Measure.MESSAGES, Measure.POSITIVE, Measure.VOICE, Measure.ANSWERED, Measure.DEADLINES)

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="goals")
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, null=True, blank=True, related_name="goals")
    measure = models.CharField(max_length=10, choices=Measure)
    target = models.DecimalField(
        max_digits=12,
        decimal_places=1,
        validators=[MinValueValidator(Decimal("0.1")), MaxValueValidator(Decimal(10_000_000_000))],
    )
    starts_on = models.DateField("first day")
    ends_on = models.DateField("last day")
    why = models.CharField("why this one", max_length=300, blank=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="goals")
    value = models.FloatField(null=True, blank=True, editable=False)
    formula = models.CharField(max_length=300, blank=True, editable=False)
    counted_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = GoalQuerySet.as_manager()

    class Meta:
        ordering = ["-ends_on", "client", "pk"]
        indexes = [models.Index(fields=["-ends_on", "client", "id"], name="reports_goal_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    measure__in=[
                        "articles", "reach", "messages", "positive", "voice", "answered", "covered", "interviews",
                        "deadlines",
                    ]
                ),
                name="reports_goal_measure",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="reports_goal_days",
                violation_error_message="The last day lies before the first one.",
            ),
            models.CheckConstraint(
                condition=Q(target__gt=0),
                name="reports_goal_target",
                violation_error_message="A goal is more than nothing.",
            ),
            models.CheckConstraint(
                condition=~Q(measure__in=["messages", "positive", "voice", "answered", "deadlines"])
                | Q(target__lte=100),
                name="reports_goal_share",
                violation_error_message="A share is 100 %% at the most.",
            ),
            models.UniqueConstraint(
                fields=["client", "campaign", "measure", "starts_on", "ends_on"],
                nulls_distinct=False,
                name="reports_goal_once",
                violation_error_message="There is a goal for this figure and these days. Change that one.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_measure_display()}, {self.client}"

    def get_absolute_url(self) -> str:
        return reverse("reports:goal-edit", args=[self.pk])

    @property
    def is_share(self) -> bool:
        return self.measure in self.SHARES

    def share_of_time(self, today: date) -> float:
        """How much of its days has passed, 0 to 1; today counts."""
        days = (self.ends_on - self.starts_on).days + 1
        return min(max((today - self.starts_on).days + 1, 0), days) / days
