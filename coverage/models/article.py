from datetime import UTC, date, timedelta, timezone

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from contacts.models import Journalist, Outlet
from core.folding import Fold
from core.models import TimeStamped
from core.spelling import LearnsWords
from coverage.models.source import LONGEST_URL
from coverage.querysets import ArticleQuerySet


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    fields=["title", "outlet", "outlet_name", "published_at", "original", "is_original_by_hand"],
    obj_field=pghistory.ObjForeignKey(related_name="events"),
)
class Article(TimeStamped):
    """Something that was published, stored once: `url_key` is the hash of its canonical address.

    What was printed or broadcast has no address and an empty `url_key`. `published_at` counts in `published_offset`
    minutes from UTC where the page said so; with `published_day_only` the page gave a day, and the time is midday UTC.
    A syndicated copy points to its `original`, which points nowhere. `how` says for each field where it was read
    (for example {"title": "json-ld"}). `links` are the domains that it links to. `search` is kept by
    `coverage.monitors.indexing`, `shingles` (what near-duplicates are found by) by `coverage.articles.syndication`.
    """

    class Medium(models.TextChoices):
        ONLINE = "online", "Online"
        NEWSLETTER = "newsletter", "Newsletter"
        PRINT = "print", "Print"
        RADIO = "radio", "Radio"
        TELEVISION = "television", "Television"
        PODCAST = "podcast", "Podcast"

    BY_HAND = (Medium.PRINT, Medium.RADIO, Medium.TELEVISION, Medium.PODCAST)

    medium = models.CharField(max_length=10, choices=Medium, default=Medium.ONLINE)
    url = models.URLField("address", max_length=LONGEST_URL, blank=True)
    url_key = models.CharField(max_length=64, blank=True, editable=False)
    domain = models.CharField(max_length=255, blank=True, editable=False)
    outlet = models.ForeignKey(Outlet, on_delete=models.SET_NULL, null=True, blank=True, related_name="articles")
    outlet_name = models.CharField("outlet as named", max_length=200, blank=True)
    title = models.CharField(max_length=500)
    excerpt = models.TextField(blank=True)
    text = models.TextField(blank=True)
    language = models.CharField(max_length=8, blank=True)
    image_url = models.URLField(max_length=LONGEST_URL, blank=True)
    word_count = models.PositiveIntegerField(default=0)
    published_at = models.DateTimeField(null=True, blank=True)
    published_offset = models.SmallIntegerField(null=True, blank=True)
    published_day_only = models.BooleanField(default=False)
    found_at = models.DateTimeField(auto_now_add=True, editable=False)
    section = models.CharField("page or programme", max_length=120, blank=True, help_text="For print and broadcast.")
    moment = models.DurationField("at", null=True, blank=True, help_text="Where in the broadcast, as 00:12:30.")
    links = ArrayField(models.CharField(max_length=255), default=list, blank=True, editable=False)
    how = models.JSONField(default=dict, blank=True, editable=False)
    original = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="copies")
    is_original_by_hand = models.BooleanField("original decided by a person", default=False, editable=False)
    shingles = ArrayField(models.BigIntegerField(), default=list, blank=True, editable=False)
    search = SearchVectorField(null=True, editable=False)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        triggers = [LearnsWords("title", folded=False)]
        ordering = [F("published_at").desc(nulls_last=True), "-pk"]
        indexes = [
            models.Index(F("published_at").desc(nulls_last=True), F("id").desc(), name="coverage_article_newest"),
            models.Index(fields=["-found_at", "-id"], name="coverage_article_found"),
            models.Index(fields=["updated_at", "id"], name="coverage_article_changed"),
            models.Index(fields=["outlet", "-published_at"], name="coverage_article_outlet"),
            models.Index(fields=["domain"], name="coverage_article_domain"),
            models.Index(fields=["id"], name="coverage_article_left", condition=Q(search=None)),
            GinIndex(fields=["search"], name="coverage_article_search"),
            GinIndex(OpClass(Fold("title"), name="gin_trgm_ops"), name="coverage_article_title"),
            GinIndex(fields=["shingles"], name="coverage_article_shingles"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(medium__in=["online", "newsletter", "print", "radio", "television", "podcast"]),
                name="coverage_article_medium",
            ),
            models.CheckConstraint(
                condition=~Q(title=""), name="coverage_article_titled", violation_error_message="Give the headline."
            ),
            models.CheckConstraint(
                condition=Q(url="", url_key="") | ~Q(url="") & ~Q(url_key=""), name="coverage_article_url_has_key"
            ),
            models.UniqueConstraint(
                fields=["url_key"],
                condition=~Q(url_key=""),
                name="coverage_article_once",
                violation_error_message="This article is stored already.",
            ),
            models.CheckConstraint(condition=~Q(original=F("id")), name="coverage_article_not_its_own_original"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("coverage:article-detail", args=[self.pk])

    @property
    def outlet_label(self) -> str:
        """What to call where it stood: the outlet, else what the page called itself, else the domain.

        Reads `outlet`: fetch it along in lists.
        """
        return self.outlet.name if self.outlet else self.outlet_name or self.domain

    @property
    def published_on(self) -> date | None:
        """The day it bears where it was published, whoever reads it where; UTC's where the page named no zone."""
        if self.published_at is None:
            return None
        offset = 0 if self.published_day_only else self.published_offset or 0
        return self.published_at.astimezone(timezone(timedelta(minutes=offset)) if offset else UTC).date()


class ArticleAddress(models.Model):
    """Every address under which an article was met, so that it is known again; the canonical one is among them."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="addresses")
    url = models.TextField()
    url_key = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name_plural = "article addresses"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.url


class Byline(models.Model):
    """One of the names above an article, and the journalist it belongs to, where that is known."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="bylines")
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=200)
    name_key = models.CharField(max_length=200, help_text="Folded, to be found by.")
    domain = models.CharField(max_length=255, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    journalist = models.ForeignKey(Journalist, on_delete=models.SET_NULL, null=True, blank=True, related_name="bylines")
    is_by_hand = models.BooleanField("decided by a person", default=False)

    class Meta:
        ordering = ["position", "pk"]
        indexes = [
            models.Index(fields=["journalist", "-published_at"], name="coverage_byline_journalist"),
            models.Index(fields=["name_key", "domain"], name="coverage_byline_name"),
            models.Index(
                F("published_at").desc(nulls_last=True),
                F("id").desc(),
                name="coverage_byline_unknown",
                condition=Q(journalist=None),
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="coverage_byline_named"),
            models.UniqueConstraint(fields=["article", "name_key"], name="coverage_byline_once"),
        ]

    def __str__(self) -> str:
        return self.name
