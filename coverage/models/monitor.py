from datetime import time

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone

from campaigns.models import Campaign, Client
from core.models import Job, TimeStamped
from coverage.models.article import Article
from coverage.querysets import MonitorQuerySet


class TsQueryField(models.Field):
    """A column of PostgreSQL's type `tsquery`, as text in Python."""

    def db_type(self, connection: object) -> str:
        return "tsquery"


@pghistory.track(
    fields=["name", "purpose", "client", "campaign", "competitor", "query", "is_active", "owner", "crisis_factor"],
    obj_field=pghistory.ObjForeignKey(related_name="events"),
)
class Monitor(TimeStamped):
    """A lasting question to everything that is published.

    `query` is what a person wrote. `compiled` and `anchors` are made of it by `coverage.monitors`: an article can match
    only if one of the anchors is among its words (or begins one of them, where it ends in `*`); that is what the index
    answers, and `compiled` settles the rest. `learned` is the small model of what people decided. `look_back` is the
    job that asks what was published before the query was written.
    """

    class Purpose(models.TextChoices):
        US = "us", "Us"
        CAMPAIGN = "campaign", "A campaign"
        COMPETITOR = "competitor", "A competitor"
        ISSUE = "issue", "An issue"

    CLIPPED = (Purpose.US, Purpose.CAMPAIGN)

    name = models.CharField(max_length=120)
    purpose = models.CharField(max_length=10, choices=Purpose, default=Purpose.US)
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="monitors")
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, null=True, blank=True, related_name="monitors")
    competitor = models.CharField("competitor's name", max_length=120, blank=True)
    query = models.TextField(max_length=8000)
    is_active = models.BooleanField(default=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="monitors"
    )
    crisis_factor = models.PositiveSmallIntegerField(
        "crisis switch", default=5, help_text="Times the usual number in a day at which the manager is told; 0: never."
    )

    compiled = TsQueryField(editable=False)
    anchors = ArrayField(models.CharField(max_length=200), default=list, blank=True, editable=False)
    learned = models.JSONField(default=dict, blank=True, editable=False)
    look_back = models.ForeignKey(
        Job, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )

    objects = MonitorQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        indexes = [GinIndex(fields=["anchors"], name="coverage_monitor_anchors", condition=Q(is_active=True))]
        constraints = [
            models.CheckConstraint(
                condition=Q(purpose__in=["us", "campaign", "competitor", "issue"]), name="coverage_monitor_purpose"
            ),
            models.CheckConstraint(
                condition=~Q(purpose="campaign") | Q(campaign__isnull=False),
                name="coverage_monitor_campaign",
                violation_error_message="Say which campaign it is for.",
            ),
            models.CheckConstraint(
                condition=~Q(purpose="competitor") | ~Q(competitor=""),
                name="coverage_monitor_competitor",
                violation_error_message="Say which competitor it is for.",
            ),
            models.CheckConstraint(condition=~Q(anchors=[]), name="coverage_monitor_has_anchors"),
            models.UniqueConstraint(
                "client",
                Lower("name"),
                name="coverage_monitor_name",
                violation_error_message="This client has a monitor of this name.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("coverage:monitor-detail", args=[self.pk])


class MonitorMatch(models.Model):
    """An article that a monitor's query found, once."""

    monitor = models.ForeignKey(Monitor, on_delete=models.CASCADE, related_name="matches")
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="matches")
    matched_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "monitor matches"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["monitor", "-matched_at"], name="coverage_match_newest")]
        constraints = [models.UniqueConstraint(fields=["article", "monitor"], name="coverage_match_once")]

    def __str__(self) -> str:
        return f"{self.monitor_id} in {self.article_id}"


class Alert(TimeStamped):
    """How one person wants to hear of what one monitor finds."""

    class Rhythm(models.TextChoices):
        AT_ONCE = "at_once", "At once"
        DAILY = "daily", "Once a day"
        NEVER = "never", "Not at all"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="alerts")
    monitor = models.ForeignKey(Monitor, on_delete=models.CASCADE, related_name="alerts")
    rhythm = models.CharField(max_length=8, choices=Rhythm, default=Rhythm.DAILY)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(rhythm__in=["at_once", "daily", "never"]), name="coverage_alert_rhythm"),
            models.UniqueConstraint(fields=["user", "monitor"], name="coverage_alert_once"),
        ]

    def __str__(self) -> str:
        return f"{self.monitor_id} for {self.user_id}: {self.rhythm}"


class AlertHours(TimeStamped):
    """When one person may be told: not in the quiet hours, the digest at its hour; all in their own time zone."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="alert_hours")
    quiet_from = models.TimeField("quiet from", default=time(20))
    quiet_until = models.TimeField("quiet until", default=time(7))
    digest_at = models.TimeField("daily digest at", default=time(8))
    quiet_weekends = models.BooleanField("quiet at weekends", default=True)
    by_mail = models.BooleanField("by e-mail too", default=True)

    class Meta:
        verbose_name_plural = "alert hours"

    def __str__(self) -> str:
        return f"hours of {self.user_id}"


class AlertLetter(TimeStamped):
    """One e-mail to one person: articles that were found, or a crisis.

    `handed_off_at` is committed before the mail server gets it and `sent_at` after. What stays between the two is never
    sent again: the reader has it among their notifications in any case.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    crisis = models.ForeignKey("coverage.Crisis", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    is_digest = models.BooleanField(default=False)
    due_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    handed_off_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    given_up_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["due_at"], name="coverage_letter_due", condition=Q(handed_off_at=None, given_up_at=None)
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(handed_off_at__isnull=False), name="coverage_letter_sent_was_handed_off"
            ),
            models.UniqueConstraint(
                fields=["user", "crisis"], condition=Q(crisis__isnull=False), name="coverage_letter_crisis_once"
            ),
        ]

    def __str__(self) -> str:
        return f"letter {self.pk} to {self.user_id}"


class AlertDue(models.Model):
    """Something one person is still to be told: one match. Gone from the queue once `told_at` is set.

    `letter` is the e-mail that it goes into, for those who want one.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    match = models.ForeignKey(MonitorMatch, on_delete=models.CASCADE, related_name="+")
    rhythm = models.CharField(max_length=8, choices=Alert.Rhythm)
    due_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)
    letter = models.ForeignKey(AlertLetter, on_delete=models.SET_NULL, null=True, blank=True, related_name="found")

    class Meta:
        verbose_name_plural = "alerts due"
        ordering = ["pk"]
        indexes = [models.Index(fields=["due_at", "user"], name="coverage_alert_due", condition=Q(told_at=None))]
        constraints = [
            models.CheckConstraint(condition=Q(rhythm__in=["at_once", "daily"]), name="coverage_alert_due_rhythm"),
            models.UniqueConstraint(fields=["user", "match"], name="coverage_alert_due_once"),
        ]

    def __str__(self) -> str:
        return f"{self.match_id} to {self.user_id}"


class Crisis(TimeStamped):
    """A day on which a monitor found far more than usual; open until it is calm again or somebody closes it."""

    monitor = models.ForeignKey(Monitor, on_delete=models.CASCADE, related_name="crises")
    started_at = models.DateTimeField()
    found = models.PositiveIntegerField(help_text="Within 24 hours, at the most so far.")
    usual = models.FloatField(help_text="A day, before.")
    ended_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name_plural = "crises"
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["monitor"], condition=Q(ended_at=None), name="coverage_crisis_one_open"),
        ]

    def __str__(self) -> str:
        return f"{self.monitor_id} since {self.started_at:%Y-%m-%d %H:%M}"
