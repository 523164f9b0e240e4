from datetime import timedelta

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from contacts.models import Outlet
from core.models import TimeStamped
from coverage.querysets import SourceQuerySet

LONGEST_URL = 2000


@pghistory.track(
    fields=["name", "kind", "url", "site_url", "outlet", "mailbox", "sender", "is_paused"],
    obj_field=pghistory.ObjForeignKey(related_name="events"),
)
class Source(TimeStamped):
    """Where articles are found: a feed, a news sitemap, an alert service's feed, a newsletter that comes by mail.

    What a person sets is kept in the history; the rest is written by `coverage.feeds`. `trouble` weighs the failures
    since the last success (a parse error less than a 404, that less than a host which does not answer): it sets how
    long to wait, and never ends the polling. `etag` and `last_modified` are those of the last answer that could be
    read.
    """

    class Kind(models.TextChoices):
        FEED = "feed", "Feed"
        SITEMAP = "sitemap", "News sitemap"
        ALERT = "alert", "Alerts"
        NEWSLETTER = "newsletter", "Newsletter"

    POLLED = (Kind.FEED, Kind.SITEMAP, Kind.ALERT)

    class Health(models.TextChoices):
        PAUSED = "paused", "Paused"
        GONE = "gone", "Gone"
        FAILING = "failing", "Failing"
        STUMBLED = "stumbled", "Trouble lately"
        NEW = "new", "Not read yet"
        FINE = "fine", "Fine"

    PATIENCE = timedelta(days=1)

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.FEED)
    url = models.URLField("address", max_length=LONGEST_URL, blank=True)
    host = models.CharField(max_length=255, blank=True, editable=False, db_index=True)
    site_url = models.URLField("website", max_length=LONGEST_URL, blank=True)
    outlet = models.ForeignKey(Outlet, on_delete=models.SET_NULL, null=True, blank=True, related_name="sources")
    mailbox = models.ForeignKey("mail.Mailbox", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    sender = models.EmailField("sent from", max_length=254, blank=True, help_text="Letters of this sender are read.")
    is_paused = models.BooleanField("paused", default=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    etag = models.CharField(max_length=500, blank=True, editable=False)
    last_modified = models.CharField(max_length=100, blank=True, editable=False)
    content_hash = models.CharField(max_length=64, blank=True, editable=False)
    interval = models.PositiveIntegerField(default=30, editable=False, help_text="Minutes between two polls.")
    next_poll_at = models.DateTimeField(default=timezone.now, editable=False)
    claimed_until = models.DateTimeField(null=True, blank=True, editable=False)
    last_polled_at = models.DateTimeField(null=True, blank=True, editable=False)
    last_read_at = models.DateTimeField(null=True, blank=True, editable=False, help_text="Last poll that went well.")
    last_new_at = models.DateTimeField(null=True, blank=True, editable=False)
    last_status = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    last_error = models.CharField(max_length=300, blank=True, editable=False)
    failing_since = models.DateTimeField(null=True, blank=True, editable=False)
    trouble = models.FloatField(default=0, editable=False)
    per_day = models.FloatField("new a day", default=0, editable=False)
    gone_at = models.DateTimeField(null=True, blank=True, editable=False, help_text="It answered 410: asked monthly.")
    moved_from = models.URLField(max_length=LONGEST_URL, blank=True, editable=False)
    moved_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        indexes = [
            models.Index(fields=["name", "id"], name="coverage_source_by_name"),
            models.Index(
                fields=["next_poll_at"],
                name="coverage_source_due",
                condition=Q(is_paused=False) & ~Q(kind="newsletter"),
            ),
            models.Index(
                fields=["failing_since"],
                name="coverage_source_failing",
                condition=Q(is_paused=False, failing_since__isnull=False),
            ),
            models.Index(
                fields=["gone_at"], name="coverage_source_gone", condition=Q(is_paused=False, gone_at__isnull=False)
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["feed", "sitemap", "alert", "newsletter"]), name="coverage_source_kind"
            ),
            models.CheckConstraint(
                condition=Q(kind="newsletter", url="") & ~Q(sender="")
                | ~Q(kind="newsletter") & ~Q(url="") & ~Q(host=""),
                name="coverage_source_reached",
                violation_error_message="A newsletter needs a sender, every other source an address.",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="coverage_source_named"),
            models.CheckConstraint(condition=Q(interval__gte=1, interval__lte=43_200), name="coverage_source_interval"),
            models.UniqueConstraint(
                fields=["url"],
                condition=~Q(url=""),
                name="coverage_source_url",
                violation_error_message="There is a source with this address.",
            ),
            models.UniqueConstraint(
                fields=["sender", "mailbox"],
                condition=Q(kind="newsletter"),
                nulls_distinct=False,
                name="coverage_source_sender",
                violation_error_message="There is a source for this sender.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("coverage:source-detail", args=[self.pk])

    @property
    def health(self) -> Health:
        """How it goes with the polling. What fails for less than a day may mend itself and needs nobody."""
        if self.is_paused:
            return self.Health.PAUSED
        if self.gone_at:
            return self.Health.GONE
        if self.failing_since:
            lasting = timezone.now() - self.failing_since > self.PATIENCE
            return self.Health.FAILING if lasting else self.Health.STUMBLED
        return self.Health.FINE if self.last_read_at or self.kind == self.Kind.NEWSLETTER else self.Health.NEW

    @property
    def is_due(self) -> bool:
        return self.next_poll_at <= timezone.now()


class Sighting(TimeStamped):
    """The address of an article as a source gave it, and the queue of what is still to be read.

    `told` is what the source says of it (see `coverage.entries.Entry`). Once read, `article` is set; the same article
    may be sighted in many places.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        READ = "read", "Read"
        FAILED = "failed", "Failed"
        PASSED = "passed", "Passed over"

    source = models.ForeignKey(Source, on_delete=models.CASCADE, null=True, blank=True, related_name="sightings")
    url = models.TextField()
    url_key = models.CharField(max_length=64)
    host = models.CharField(max_length=255)
    told = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    article = models.ForeignKey(
        "coverage.Article", on_delete=models.CASCADE, null=True, blank=True, related_name="sightings"
    )
    due_at = models.DateTimeField(default=timezone.now)
    claimed_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["due_at"], name="coverage_sighting_due", condition=Q(state="waiting")),
            models.Index(fields=["source", "-id"], name="coverage_sighting_newest"),
            models.Index(fields=["url_key"], name="coverage_sighting_url"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "read", "failed", "passed"]), name="coverage_sighting_state"
            ),
            models.CheckConstraint(
                condition=~Q(state="read") | Q(article__isnull=False), name="coverage_sighting_read_has_article"
            ),
            models.UniqueConstraint(fields=["source", "url_key"], nulls_distinct=False, name="coverage_sighting_once"),
        ]

    def __str__(self) -> str:
        return self.url
