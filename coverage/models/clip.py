import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from campaigns.models import Campaign, Client, KeyMessage, Spokesperson
from contacts.models import Journalist
from core.models import TimeStamped
from coverage.models.article import Article
from coverage.querysets import ClipQuerySet


@pghistory.track(exclude=["updated_at", "suggested", "score", "evidence_wanted_at", "evidence_at", "evidence_problem"])
class Clip(TimeStamped):
    """An article that concerns a client, once a client: proposed by monitors or entered by a person, who decides.

    Only what is `ours` counts in any figure. `suggested` is what was proposed and why (see `coverage.clips.assessing`);
    the fields hold what is held true, by the suggestion until a person decides. `score`, 0 to 1, says how likely it is
    ours by what people decided before. Reach is the outlet's at the time, with where it comes from and of when.
    `evidence_at` is when its page was last kept, or was tried to be; `evidence_wanted_at` when somebody asked for that,
    until a worker takes it up (see `coverage.clips.evidence`).
    """

    class State(models.TextChoices):
        WAITING = "waiting", "To confirm"
        OURS = "ours", "Ours"
        NOT_OURS = "not_ours", "Not ours"

    NEXT = {
        State.WAITING: {State.OURS, State.NOT_OURS},
        State.OURS: {State.NOT_OURS, State.WAITING},
        State.NOT_OURS: {State.OURS, State.WAITING},
    }

    class Origin(models.TextChoices):
        MONITOR = "monitor", "Found by a monitor"
        ADDRESS = "address", "Added from its address"
        MAIL = "mail", "Forwarded by mail"
        BY_HAND = "by_hand", "Entered by hand"

    class Tone(models.TextChoices):
        POSITIVE = "positive", "Positive"
        NEUTRAL = "neutral", "Neutral"
        MIXED = "mixed", "Mixed"
        NEGATIVE = "negative", "Negative"

    class Prominence(models.TextChoices):
        HEADLINE = "headline", "Headline"
        LEAD = "lead", "Lead"
        BODY = "body", "Body"
        PASSING = "passing", "Passing mention"

    class Depth(models.TextChoices):
        MENTION = "mention", "Mention"
        QUOTE = "quote", "Quote"
        FEATURE = "feature", "Feature"
        DEDICATED = "dedicated", "Dedicated"
        COVER = "cover", "Cover"

    class Value(models.IntegerChoices):
        NONE = 0, "None"
        SOME = 1, "Some"
        STRONG = 2, "Strong"

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="clips")
    campaign = models.ForeignKey(Campaign, on_delete=models.SET_NULL, null=True, blank=True, related_name="clips")
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="clips")
    journalist = models.ForeignKey(Journalist, on_delete=models.SET_NULL, null=True, blank=True, related_name="clips")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    origin = models.CharField(max_length=8, choices=Origin, default=Origin.MONITOR)
    tone = models.CharField(max_length=8, choices=Tone, blank=True)
    prominence = models.CharField(max_length=8, choices=Prominence, blank=True)
    depth = models.CharField(max_length=9, choices=Depth, blank=True)
    value = models.PositiveSmallIntegerField("value to the objective", choices=Value, null=True, blank=True)
    quoted = models.ManyToManyField(Spokesperson, blank=True, related_name="clips", verbose_name="spokespeople quoted")
    links_to_us = models.BooleanField("links to us", default=False)
    reach = models.PositiveIntegerField(null=True, blank=True)
    reach_source = models.CharField(max_length=120, blank=True)
    reach_on = models.DateField("reach as of", null=True, blank=True)
    notes = models.TextField(blank=True)
    suggested = models.JSONField(default=dict, blank=True, editable=False)
    score = models.FloatField(null=True, blank=True, editable=False)
    evidence_wanted_at = models.DateTimeField(null=True, blank=True, editable=False)
    evidence_at = models.DateTimeField(null=True, blank=True, editable=False)
    evidence_problem = models.CharField(max_length=200, blank=True, editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = ClipQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["created_at", "id"], name="coverage_clip_waiting", condition=Q(state="waiting")),
            models.Index(fields=["client", "state", "-id"], name="coverage_clip_client"),
            models.Index(fields=["campaign", "state"], name="coverage_clip_campaign"),
            models.Index(fields=["journalist", "-id"], name="coverage_clip_journalist"),
            models.Index(fields=["updated_at", "id"], name="coverage_clip_changed"),
            models.Index(fields=["decided_by", "decided_at"], name="coverage_clip_decided"),
            models.Index(
                fields=["evidence_wanted_at"],
                name="coverage_clip_wanted",
                condition=Q(evidence_wanted_at__isnull=False),
            ),
            models.Index(
                fields=["decided_at"], name="coverage_clip_to_keep", condition=Q(state="ours", evidence_at=None)
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "client"],
                name="coverage_clip_once",
                violation_error_message="This article is a clip of this client already.",
            ),
            models.CheckConstraint(condition=Q(state__in=["waiting", "ours", "not_ours"]), name="coverage_clip_state"),
            models.CheckConstraint(
                condition=Q(origin__in=["monitor", "address", "mail", "by_hand"]), name="coverage_clip_origin"
            ),
            models.CheckConstraint(
                condition=Q(tone__in=["", "positive", "neutral", "mixed", "negative"]), name="coverage_clip_tone"
            ),
            models.CheckConstraint(
                condition=Q(prominence__in=["", "headline", "lead", "body", "passing"]),
                name="coverage_clip_prominence",
            ),
            models.CheckConstraint(
                condition=Q(depth__in=["", "mention", "quote", "feature", "dedicated", "cover"]),
                name="coverage_clip_depth",
            ),
            models.CheckConstraint(condition=Q(value=None) | Q(value__lte=2), name="coverage_clip_value"),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_at=None) | ~Q(state="waiting") & Q(decided_at__isnull=False),
                name="coverage_clip_decided_when",
            ),
        ]

    def __str__(self) -> str:
        return str(self.article)

    def get_absolute_url(self) -> str:
        return reverse("coverage:clip-detail", args=[self.pk])


class ClipMessage(models.Model):
    """How far a clip carries one key message, 0 not at all to 2 fully, with the sentence that does."""

    clip = models.ForeignKey(Clip, on_delete=models.CASCADE, related_name="messages")
    key_message = models.ForeignKey(KeyMessage, on_delete=models.CASCADE, related_name="+")
    score = models.PositiveSmallIntegerField(default=0)
    sentence = models.TextField(blank=True)

    class Meta:
        ordering = ["key_message__position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["clip", "key_message"], name="coverage_clip_message_once"),
            models.CheckConstraint(condition=Q(score__lte=2), name="coverage_clip_message_score"),
        ]

    def __str__(self) -> str:
        return f"{self.key_message_id}: {self.score}"


class Evidence(TimeStamped):
    """A picture or PDF of the page as it was, or the file that a person added: a scan, a recording.

    `PICTURE` is the small one that stands on cards: the article's own, else the top of the screenshot.
    """

    class Kind(models.TextChoices):
        SCREENSHOT = "screenshot", "Screenshot"
        PDF = "pdf", "PDF of the page"
        FILE = "file", "File"
        PICTURE = "picture", "Picture"

    clip = models.ForeignKey(Clip, on_delete=models.CASCADE, related_name="evidence")
    kind = models.CharField(max_length=10, choices=Kind)
    file = models.FileField(upload_to="evidence/%Y/%m", max_length=300)
    name = models.CharField(max_length=200, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    taken_at = models.DateTimeField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name_plural = "evidence"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["screenshot", "pdf", "file", "picture"]), name="coverage_evidence_kind"
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.get_kind_display()
