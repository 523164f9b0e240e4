"""Clients and the campaigns run for them."""

from typing import Self

import pghistory
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone

from core.folding import Fold, every_word
from core.models import TimeStamped
from core.pictures import PicturePath
from core.spelling import LearnsWords
from team.models import User


class ClientQuerySet(models.QuerySet["Client"]):
    def visible_to(self, user: User) -> Self:
        """Everything to the team; to an observer the clients that the team opened to them."""
        return self.filter(observers=user) if user.is_observer else self

    def active(self) -> Self:
        """Those the team works for today."""
        return self.filter(archived_at=None)


@pghistory.track(exclude=["updated_at"])
class Client(TimeStamped):
    """A brand whose stories the team tells; an in-house team has one, itself."""

    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=60, unique=True)
    about = models.TextField("in one paragraph", blank=True)
    website = models.URLField(blank=True)
    logo = models.ImageField(upload_to=PicturePath("clients"), blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)
    observers = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="observed_clients")

    objects = ClientQuerySet.as_manager()

    class Meta:
        triggers = [LearnsWords("name", folded=False)]
        ordering = ["name", "pk"]
        indexes = [
            models.Index(fields=["name", "id"], name="campaigns_client_by_name"),
            GinIndex(OpClass(Fold("name"), name="gin_trgm_ops"), name="campaigns_client_search"),
        ]
        constraints = [
            models.UniqueConstraint(
                Lower("name"), name="campaigns_client_name", violation_error_message="There is a client of this name."
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("campaigns:client-detail", args=[self.pk])


class SpokespersonQuerySet(models.QuerySet["Spokesperson"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(client__observers=user) if user.is_observer else self

    def active(self) -> Self:
        """Those who speak for their client today."""
        return self.filter(archived_at=None)


@pghistory.track(exclude=["updated_at"])
class Spokesperson(TimeStamped):
    """Somebody who speaks for a client to the press. `about` is what journalists read; `reached` is for the team."""

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="spokespeople")
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=120, blank=True, help_text="For example: Chief executive.")
    about = models.TextField("in two sentences", max_length=400, blank=True)
    languages = models.CharField(max_length=120, blank=True, help_text="For example: Norwegian, English, German.")
    portrait = models.ImageField(upload_to=PicturePath("people"), blank=True)
    reached = models.CharField(
        "how to reach them", max_length=200, blank=True, help_text="For the team; journalists do not see it."
    )
    position = models.PositiveSmallIntegerField(default=0)
    archived_at = models.DateTimeField(null=True, blank=True)

    objects = SpokespersonQuerySet.as_manager()

    class Meta:
        ordering = ["position", "name", "pk"]
        verbose_name_plural = "spokespeople"
        constraints = [
            models.UniqueConstraint(
                "client",
                Lower("name"),
                name="campaigns_spokesperson_name",
                violation_error_message="This client has a spokesperson of this name.",
            ),
            models.CheckConstraint(
                condition=~Q(name=""), name="campaigns_spokesperson_named", violation_error_message="Give the name."
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CampaignQuerySet(models.QuerySet["Campaign"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(client__observers=user) if user.is_observer else self

    def running(self) -> Self:
        """Those that are not over: planned ones too."""
        return self.exclude(state=Campaign.State.CLOSED)


@pghistory.track(exclude=["updated_at"])
class Campaign(TimeStamped):
    """One story for one client, with what it is meant to achieve."""

    class State(models.TextChoices):
        PLANNED = "planned", "Planned"
        RUNNING = "running", "Running"
        CLOSED = "closed", "Closed"

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="campaigns")
    name = models.CharField(max_length=120)
    state = models.CharField(max_length=8, choices=State, default=State.PLANNED)
    objective = models.TextField(blank=True)
    audience = models.TextField(blank=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="campaigns")
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    embargo_until = models.DateTimeField(null=True, blank=True)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        triggers = [LearnsWords("name", folded=False)]
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["-created_at", "-id"], name="campaigns_campaign_newest"),
            models.Index(fields=["-updated_at"], name="campaigns_campaign_running", condition=~Q(state="closed")),
            GinIndex(OpClass(Fold("name"), name="gin_trgm_ops"), name="campaigns_campaign_search"),
        ]
        constraints = [
            models.UniqueConstraint(
                "client",
                Lower("name"),
                name="campaigns_campaign_name",
                violation_error_message="This client has a campaign of this name.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["planned", "running", "closed"]), name="campaigns_campaign_state"
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=F("starts_on")),
                name="campaigns_campaign_dates",
                violation_error_message="A campaign cannot end before it starts.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("campaigns:campaign-detail", args=[self.pk])

    @property
    def is_embargoed(self) -> bool:
        """Whether its news may not be published yet."""
        return self.embargo_until is not None and self.embargo_until > timezone.now()

    @property
    def tone(self) -> str:
        """The tone of the badge that names the state."""
        return "accent" if self.state == self.State.RUNNING else ""


@pghistory.track()
class KeyMessage(models.Model):
    """What should be understood when the coverage is read; three to five a campaign."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="key_messages")
    text = models.CharField(max_length=300)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="campaigns_key_message_says_something"),
        ]

    def __str__(self) -> str:
        return self.text


class StatementQuerySet(models.QuerySet["Statement"]):
    def visible_to(self, user: User) -> Self:
        """All to the team. Observers see none: what may be said is not yet what was said."""
        return self.none() if user.is_observer else self

    def usable(self) -> Self:
        """Those that may be said today: approved, neither expired nor put away."""
        current = Q(expires_on=None) | Q(expires_on__gte=timezone.localdate())
        return self.filter(current, approved_at__isnull=False, archived_at=None)

    def matching(self, text: str) -> Self:
        return self.filter(every_word("search_text", text))


@pghistory.track(exclude=["updated_at", "search_text"])
class Statement(TimeStamped):
    """What may be said about something, word for word. It holds until `expires_on`, that day included.

    Who edits it has it approved anew. `search_text` is title and text, folded.
    """

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="statements")
    campaign = models.ForeignKey(Campaign, on_delete=models.SET_NULL, null=True, blank=True, related_name="statements")
    title = models.CharField(max_length=160)
    text = models.TextField(max_length=4000)
    speaker = models.ForeignKey(
        Spokesperson,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="statements",
        help_text="Whose words they are, if somebody is quoted.",
    )
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="statements")
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)
    search_text = models.TextField(blank=True, editable=False)

    objects = StatementQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]
        indexes = [
            models.Index(fields=["client", "title"], name="campaigns_statement_client"),
            models.Index(
                fields=["updated_at"],
                name="campaigns_statement_waiting",
                condition=Q(approved_at=None, archived_at=None),
            ),
            GinIndex(OpClass(F("search_text"), name="gin_trgm_ops"), name="campaigns_statement_search"),
        ]
        constraints = [
            models.UniqueConstraint(
                "client",
                Lower("title"),
                condition=Q(archived_at=None),
                name="campaigns_statement_title",
                violation_error_message="This client has a statement of this title.",
            ),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(text=""),
                name="campaigns_statement_says",
                violation_error_message="A statement has a title and says something.",
            ),
            models.CheckConstraint(
                condition=Q(approved_at=None, approved_by=None)
                | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="campaigns_statement_approved",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def has_expired(self) -> bool:
        return self.expires_on is not None and self.expires_on < timezone.localdate()
