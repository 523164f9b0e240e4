"""Clients and the campaigns run for them."""

from typing import Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone

from core.models import TimeStamped
from core.pictures import PicturePath
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
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["name", "id"], name="campaigns_client_by_name")]
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
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["-created_at", "-id"], name="campaigns_campaign_newest")]
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
