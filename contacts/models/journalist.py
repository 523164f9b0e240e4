from zoneinfo import ZoneInfo

import pghistory
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Collate, Lower
from django.urls import reverse
from django.utils import timezone

from contacts.models.outlet import Outlet
from contacts.querysets import JournalistQuerySet
from core.folding import Fold
from core.models import TimeStamped
from core.spelling import LearnsWords
from core.tokens import TOKEN_LENGTH, new_token


def coming_and_going() -> tuple[pghistory.InsertEvent, pghistory.UpdateEvent, pghistory.DeleteEvent]:
    """What is taken away is kept too, so that a history can say what stood there. Each model needs its own three."""
    return pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent()


class Tag(models.Model):
    """A word of the team's own; what a journalist covers is a beat, not a tag."""

    name = models.CharField(max_length=60)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"), name="contacts_tag_name", violation_error_message="There is a tag of this name."
            )
        ]

    def __str__(self) -> str:
        return self.name


class Beat(models.Model):
    """A subject that journalists cover."""

    name = models.CharField(max_length=80)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"), name="contacts_beat_name", violation_error_message="There is a beat of this name."
            )
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track(
    exclude=[
        "updated_at",
        "sort_name",
        "search_text",
        "token",
        "last_contact_at",
        "last_contact",
        "last_reply_at",
        "relationship",
    ]
)
class Journalist(TimeStamped):
    """A person who writes, speaks or edits for the press.

    `name` is how they sign, in any script; `sort_name` is what lists are sorted by. `search_text` is the folded text
    that search reads (name, outlets, addresses, beats), kept by `contacts.search`. What `last_contact…`,
    `last_reply_at` and `relationship` (0 new … 4 close) say is derived from the timeline by `contacts.timeline`.
    """

    class Relationship(models.IntegerChoices):
        NEW = 0, "New"
        KNOWN = 1, "Known"
        RESPONSIVE = 2, "Responsive"
        WARM = 3, "Warm"
        CLOSE = 4, "Close"

    name = models.CharField(max_length=200)
    given_name = models.CharField("first name", max_length=120, blank=True, help_text="As you would greet them.")
    family_name = models.CharField("last name", max_length=120, blank=True)
    sort_name = models.CharField(max_length=200, editable=False, blank=True)
    search_text = models.TextField(editable=False, blank=True)
    country = models.CharField(max_length=2, blank=True, help_text="ISO 3166 code, for example DE.")
    city = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=8, blank=True, help_text="ISO 639 code, for example de.")
    time_zone = models.CharField(max_length=60, blank=True, help_text="Empty: their outlet's.")
    website = models.URLField(blank=True)
    notes = models.TextField(blank=True)
    beats = models.ManyToManyField(Beat, blank=True, related_name="journalists")
    tags = models.ManyToManyField(Tag, blank=True, related_name="journalists")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="journalists"
    )

    how_to_pitch = models.TextField(
        blank=True, help_text="In a line or two, for example: data before quotes; not on Mondays."
    )
    never_follow_up = models.BooleanField(default=False)
    no_tracking = models.BooleanField(
        "never count clicks or opens", default=False, help_text="Wins over the team's policy."
    )
    do_not_contact = models.BooleanField(default=False)
    do_not_contact_reason = models.CharField(max_length=300, blank=True)
    paused_until = models.DateField(null=True, blank=True)
    preferences_set_at = models.DateTimeField(null=True, blank=True, help_text="When they set preferences themselves.")
    token = models.CharField(max_length=TOKEN_LENGTH, unique=True, default=new_token, editable=False)

    source = models.CharField(max_length=120, blank=True)
    verified_at = models.DateTimeField("last verified", null=True, blank=True)

    last_contact_at = models.DateTimeField(null=True, blank=True, editable=False)
    last_contact = models.CharField(max_length=120, blank=True, editable=False)
    last_reply_at = models.DateTimeField(null=True, blank=True, editable=False)
    relationship = models.PositiveSmallIntegerField(choices=Relationship, default=Relationship.NEW, editable=False)

    objects = JournalistQuerySet.as_manager()

    class Meta:
        triggers = [LearnsWords("search_text")]
        ordering = ["sort_name", "pk"]
        indexes = [
            models.Index(fields=["sort_name", "id"], name="contacts_journalist_sorted"),
            GinIndex(OpClass(F("search_text"), name="gin_trgm_ops"), name="contacts_journalist_search"),
            models.Index(Fold("name"), F("id"), name="contacts_journalist_called"),
            models.Index(Collate("sort_name", "C"), F("id"), name="contacts_journalist_begins"),
            models.Index(F("last_contact_at").desc(nulls_last=True), name="contacts_journalist_contact"),
            models.Index(fields=["-relationship", "sort_name", "id"], name="contacts_journalist_rel"),
            models.Index(fields=["country", "sort_name", "id"], name="contacts_journalist_country"),
            models.Index(fields=["language", "sort_name", "id"], name="contacts_journalist_language"),
            models.Index(fields=["owner", "sort_name", "id"], name="contacts_journalist_owner"),
            models.Index(fields=["updated_at", "id"], name="contacts_journalist_changed"),
            models.Index(F("verified_at").asc(nulls_first=True), name="contacts_journalist_verified"),
            models.Index(
                fields=["sort_name", "id"],
                name="contacts_journalist_left",
                condition=Q(do_not_contact=True) | Q(never_follow_up=True) | Q(paused_until__isnull=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name=""),
                name="contacts_journalist_name",
                violation_error_message="A journalist needs a name.",
            ),
            models.CheckConstraint(condition=Q(relationship__lte=4), name="contacts_journalist_relationship"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("contacts:journalist-detail", args=[self.pk])

    @property
    def greeting_name(self) -> str:
        """What stands after "Hi": the first name, else the whole name."""
        return self.given_name or self.name

    @property
    def is_paused(self) -> bool:
        """They asked for a pause, and it has not ended."""
        return self.paused_until is not None and self.paused_until > timezone.localdate()

    # The three below read what `objects.with_primary()` fetched, and need no query after it.

    @property
    def primary_position(self) -> "Position | None":
        """Where they are first of all: the position marked so, else the first that has not ended."""
        return next((position for position in self.positions.all() if position.is_current), None)

    @property
    def primary_address(self) -> "EmailAddress | None":
        """Where mail for them goes: the main address, else the first other one; none that has bounced for good."""
        return next((email for email in self.emails.all() if email.bounced_at is None), None)

    @property
    def zone(self) -> ZoneInfo:
        """Where their day begins and ends: their own zone, else their outlet's, else the team's."""
        return zone_of(self, self.primary_position)


@pghistory.track(*coming_and_going(), exclude=["updated_at"])
class EmailAddress(TimeStamped):
    """An address of a journalist. No two journalists share one."""

    journalist = models.ForeignKey(Journalist, on_delete=models.CASCADE, related_name="emails")
    address = models.EmailField(max_length=254)
    is_primary = models.BooleanField(default=False)
    source = models.CharField(max_length=120, blank=True)
    verified_at = models.DateTimeField(null=True, blank=True)
    bounced_at = models.DateTimeField(null=True, blank=True)
    bounce_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = "e-mail address"
        verbose_name_plural = "e-mail addresses"
        ordering = ["-is_primary", "pk"]
        indexes = [
            models.Index(fields=["bounced_at"], name="contacts_email_bounced", condition=Q(bounced_at__isnull=False))
        ]
        constraints = [
            models.UniqueConstraint(
                Lower("address"),
                name="contacts_email_address",
                violation_error_message="Another journalist has this e-mail address.",
            ),
            models.UniqueConstraint(
                fields=["journalist"],
                condition=Q(is_primary=True),
                name="contacts_email_one_primary",
                violation_error_message="A journalist has one main e-mail address.",
            ),
        ]

    def __str__(self) -> str:
        return self.address


@pghistory.track(*coming_and_going(), exclude=["updated_at"])
class PhoneNumber(TimeStamped):
    """A phone number of a journalist, in E.164 form where it could be read as one."""

    class Kind(models.TextChoices):
        MOBILE = "mobile", "Mobile"
        WORK = "work", "Desk"
        OTHER = "other", "Other"

    journalist = models.ForeignKey(Journalist, on_delete=models.CASCADE, related_name="phones")
    number = models.CharField(max_length=40)
    kind = models.CharField(max_length=6, choices=Kind, default=Kind.WORK)
    source = models.CharField(max_length=120, blank=True)
    verified_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "phone number"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["journalist", "number"],
                name="contacts_phone_number",
                violation_error_message="This number is there already.",
            ),
            models.CheckConstraint(condition=Q(kind__in=["mobile", "work", "other"]), name="contacts_phone_kind"),
        ]

    def __str__(self) -> str:
        return self.number


@pghistory.track(*coming_and_going(), exclude=["updated_at"])
class Position(TimeStamped):
    """What a journalist is, or was, at an outlet."""

    journalist = models.ForeignKey(Journalist, on_delete=models.CASCADE, related_name="positions")
    outlet = models.ForeignKey(Outlet, on_delete=models.PROTECT, related_name="positions")
    role = models.CharField(max_length=160, blank=True)
    from_on = models.DateField("from", null=True, blank=True)
    until_on = models.DateField("until", null=True, blank=True)
    is_primary = models.BooleanField(default=False)

    class Meta:
        ordering = ["-is_primary", F("until_on").desc(nulls_first=True), "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["journalist"],
                condition=Q(is_primary=True),
                name="contacts_position_one_primary",
                violation_error_message="A journalist has one primary position.",
            ),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(from_on=None) | Q(until_on__gte=F("from_on")),
                name="contacts_position_dates",
                violation_error_message="A position cannot end before it begins.",
            ),
            models.CheckConstraint(
                condition=Q(is_primary=False) | Q(until_on=None),
                name="contacts_position_primary_is_current",
                violation_error_message="A position that has ended cannot be the primary one.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} at {self.outlet}" if self.role else str(self.outlet)

    @property
    def is_current(self) -> bool:
        return self.until_on is None or self.until_on > timezone.localdate()


def zone_of(journalist: Journalist, position: Position | None) -> ZoneInfo:
    """Where a journalist's day begins and ends: their own zone, else their outlet's, else the team's."""
    outlet_zone = position.outlet.time_zone if position else ""
    return ZoneInfo(journalist.time_zone or outlet_zone or settings.TIME_ZONE)
