import pghistory
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.urls import reverse

from contacts.querysets import Fold, OutletQuerySet
from core.models import TimeStamped
from core.spelling import LearnsWords


@pghistory.track(exclude=["updated_at"])
class Outlet(TimeStamped):
    """Where journalists publish: a newspaper, a programme, a newsletter, a podcast."""

    class Kind(models.TextChoices):
        NEWSPAPER = "newspaper", "Newspaper"
        MAGAZINE = "magazine", "Magazine"
        TRADE = "trade", "Trade press"
        ONLINE = "online", "Online"
        AGENCY = "agency", "News agency"
        RADIO = "radio", "Radio"
        TELEVISION = "television", "Television"
        PODCAST = "podcast", "Podcast"
        NEWSLETTER = "newsletter", "Newsletter"
        BLOG = "blog", "Blog"

    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=12, choices=Kind, blank=True)
    website = models.URLField(blank=True)
    domain = models.CharField(
        max_length=255, blank=True, help_text="For example example.org; articles and addresses are matched by it."
    )
    country = models.CharField(max_length=2, blank=True, help_text="ISO 3166 code, for example DE.")
    city = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=8, blank=True, help_text="ISO 639 code, for example de.")
    time_zone = models.CharField(max_length=60, blank=True)
    reach = models.PositiveIntegerField(null=True, blank=True, help_text="Readers, listeners or visitors a month.")
    reach_source = models.CharField(max_length=120, blank=True)
    reach_on = models.DateField("reach as of", null=True, blank=True)
    pitch_cap = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Overrides the team's cap for this outlet."
    )
    notes = models.TextField(blank=True)
    source = models.CharField(max_length=120, blank=True)
    verified_at = models.DateTimeField("last verified", null=True, blank=True)
    tags = models.ManyToManyField("contacts.Tag", blank=True, related_name="outlets")

    objects = OutletQuerySet.as_manager()

    class Meta:
        triggers = [LearnsWords("name", folded=False)]
        ordering = ["name", "pk"]
        indexes = [
            models.Index(fields=["domain"], name="contacts_outlet_domain", condition=~Q(domain="")),
            models.Index(fields=["name", "id"], name="contacts_outlet_name"),
            models.Index(fields=["updated_at", "id"], name="contacts_outlet_changed"),
            GinIndex(OpClass(Fold("name"), name="gin_trgm_ops"), name="contacts_outlet_search"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "",
                        "newspaper",
                        "magazine",
                        "trade",
                        "online",
                        "agency",
                        "radio",
                        "television",
                        "podcast",
                        "newsletter",
                        "blog",
                    ]
                ),
                name="contacts_outlet_kind",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("contacts:outlet-detail", args=[self.pk])
