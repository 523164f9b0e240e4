from datetime import timedelta
from zoneinfo import ZoneInfo

import pghistory
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse

from campaigns.models import Campaign, Client, Spokesperson
from contacts.models import Journalist
from core.models import TimeStamped
from core.spelling import LearnsWords
from core.tokens import TOKEN_LENGTH, new_token
from events.querysets import MediaEventQuerySet
from mail.models import OutgoingMessage
from mediakits.models import Document, Kit
from pitches.models import Pitch, Recipient


@pghistory.track(exclude=["updated_at", "seats_taken", "search_text"])
class MediaEvent(TimeStamped):
    """Something the press is invited to. Invitations go out as a pitch of its campaign, so caps and preferences hold.

    `seats_taken` counts everybody who has said yes with their guests, kept under a lock on this row, and never above
    `capacity`. `uid` and `sequence` are the calendar entry's. `checkin_token` opens the list at the door on a phone.
    """

    LONGEST = timedelta(days=31)

    class Kind(models.TextChoices):
        PRESS_CONFERENCE = "conference", "Press conference"
        BRIEFING = "briefing", "Briefing"
        VISIT = "visit", "Visit"
        LAUNCH = "launch", "Launch"
        WEBINAR = "webinar", "Webinar"

    class State(models.TextChoices):
        PLANNED = "planned", "Planned"
        OPEN = "open", "Invitations out"
        CLOSED = "closed", "No more answers"
        OVER = "over", "Over"
        CANCELLED = "cancelled", "Called off"

    NEXT = {
        State.PLANNED: {State.OPEN, State.CANCELLED},
        State.OPEN: {State.PLANNED, State.CLOSED, State.OVER, State.CANCELLED},
        State.CLOSED: {State.OPEN, State.OVER, State.CANCELLED},
        State.OVER: set(),
        State.CANCELLED: set(),
    }

    kind = models.CharField(max_length=10, choices=Kind)
    title = models.CharField(max_length=160)
    about = models.TextField("what there is to see and hear", blank=True, max_length=4000)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="media_events")
    campaign = models.ForeignKey(
        Campaign, on_delete=models.SET_NULL, null=True, blank=True, related_name="media_events"
    )
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="media_events")
    state = models.CharField(max_length=9, choices=State, default=State.PLANNED)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    zone = models.CharField("time zone of the place", max_length=60)
    place = models.CharField(max_length=200, blank=True)
    address = models.TextField(blank=True, max_length=600)
    access = models.TextField("access and parking", blank=True, max_length=1000)
    link = models.URLField("link to take part", max_length=1000, blank=True)
    capacity = models.PositiveIntegerField(null=True, blank=True, help_text="Seats. Empty: as many as come.")
    seats_taken = models.PositiveIntegerField(default=0, editable=False)
    guests_allowed = models.PositiveSmallIntegerField("guests each may bring", default=2)
    rsvp_by = models.DateTimeField("answers until", null=True, blank=True)
    asks_accreditation = models.BooleanField("asks for accreditation details", default=False)
    accreditation_note = models.CharField(
        max_length=300, blank=True, help_text="For example: press card, date of birth."
    )
    photo_note = models.CharField("photo opportunities", max_length=300, blank=True)
    speakers = models.ManyToManyField(Spokesperson, blank=True, related_name="media_events")
    advisory = models.ForeignKey(
        Document, on_delete=models.SET_NULL, null=True, blank=True, related_name="media_events"
    )
    pitch = models.OneToOneField(
        Pitch, on_delete=models.SET_NULL, null=True, blank=True, related_name="media_event", help_text="The invitation."
    )
    kit_came = models.ForeignKey(
        Kit, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="kit for those who came"
    )
    kit_missed = models.ForeignKey(
        Kit,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="kit for those who did not",
    )
    followed_up_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_why = models.CharField(max_length=300, blank=True)
    uid = models.CharField(max_length=120, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    revision = models.PositiveIntegerField(default=0, editable=False)
    checkin_token = models.CharField(max_length=TOKEN_LENGTH, unique=True, default=new_token, editable=False)
    checkin_revoked_at = models.DateTimeField(null=True, blank=True)
    search_text = models.TextField(blank=True, editable=False)

    objects = MediaEventQuerySet.as_manager()

    class Meta:
        triggers = [LearnsWords("search_text")]
        ordering = ["starts_at", "pk"]
        indexes = [
            models.Index(fields=["starts_at", "id"], name="events_event_when"),
            models.Index(fields=["client", "starts_at"], name="events_event_client"),
            models.Index(fields=["campaign", "starts_at"], name="events_event_campaign"),
            GinIndex(OpClass(F("search_text"), name="gin_trgm_ops"), name="events_event_search"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["conference", "briefing", "visit", "launch", "webinar"]), name="events_event_kind"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["planned", "open", "closed", "over", "cancelled"]), name="events_event_state"
            ),
            models.CheckConstraint(
                condition=~Q(title=""), name="events_event_title", violation_error_message="Give it a title."
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="events_event_ends",
                violation_error_message="An event ends after it begins.",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__lte=F("starts_at") + timedelta(days=31)),
                name="events_event_longest",
                violation_error_message="An event takes 31 days at most. Plan a longer one as several.",
            ),
            models.CheckConstraint(
                condition=Q(capacity=None) | Q(seats_taken__lte=F("capacity")),
                name="events_event_capacity",
                violation_error_message="More people have a seat than that.",
            ),
            models.CheckConstraint(
                condition=Q(rsvp_by=None) | Q(rsvp_by__lte=F("ends_at")),
                name="events_event_rsvp",
                violation_error_message="Answers are needed before the event is over.",
            ),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | Q(cancelled_at__isnull=False), name="events_event_cancelled"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("events:event-detail", args=[self.pk])

    @property
    def tz(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    @property
    def seats_left(self) -> int | None:
        """None where there is no limit."""
        return None if self.capacity is None else self.capacity - self.seats_taken


class Invitee(TimeStamped):
    """Somebody who was invited to a media event, who came by a colleague's link, or who walked in.

    `waiting_since` orders the waiting list. `recipient` is theirs in the event's pitch. `forwarded_by` is whose link it
    was that they came by: a forwarded link never shows or changes the answer of the one it was sent to.
    """

    class State(models.TextChoices):
        INVITED = "invited", "No answer yet"
        YES = "yes", "Coming"
        WAITING = "waiting", "On the waiting list"
        NO = "no", "Not coming"
        CANCELLED = "cancelled", "Cancelled"

    NEXT = {
        State.INVITED: {State.YES, State.WAITING, State.NO},
        State.YES: {State.NO, State.CANCELLED},
        State.WAITING: {State.YES, State.NO, State.CANCELLED},
        State.NO: {State.YES, State.WAITING},
        State.CANCELLED: {State.YES, State.WAITING},
    }

    event = models.ForeignKey(MediaEvent, on_delete=models.CASCADE, related_name="invitees")
    journalist = models.ForeignKey(
        Journalist, on_delete=models.PROTECT, null=True, blank=True, related_name="invited_to"
    )
    recipient = models.OneToOneField(
        Recipient, on_delete=models.SET_NULL, null=True, blank=True, related_name="invitee"
    )
    forwarded_by = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="forwarded")
    name = models.CharField(max_length=200)
    outlet = models.CharField(max_length=200, blank=True)
    email = models.EmailField(max_length=254, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    token = models.CharField(max_length=TOKEN_LENGTH, unique=True, default=new_token, editable=False)
    token_revoked_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.INVITED)
    answered_at = models.DateTimeField(null=True, blank=True)
    waiting_since = models.DateTimeField(null=True, blank=True)
    is_photographer = models.BooleanField("brings a camera", default=False)
    accreditation = models.TextField(blank=True, max_length=1000)
    message = models.TextField("what they wrote", blank=True, max_length=2000)
    is_walk_in = models.BooleanField(default=False)
    came_at = models.DateTimeField(null=True, blank=True)
    follow_up = models.OneToOneField(
        OutgoingMessage, on_delete=models.SET_NULL, null=True, blank=True, related_name="after_event"
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["name", "pk"]
        indexes = [
            models.Index(fields=["event", "state", "name"], name="events_invitee_list"),
            models.Index(
                fields=["event", "waiting_since"], name="events_invitee_waiting", condition=Q(state="waiting")
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["invited", "yes", "waiting", "no", "cancelled"]), name="events_invitee_state"
            ),
            models.CheckConstraint(
                condition=~Q(name=""), name="events_invitee_named", violation_error_message="Give the name."
            ),
            models.UniqueConstraint(
                fields=["event", "journalist"],
                condition=Q(journalist__isnull=False),
                name="events_invitee_once",
                violation_error_message="They are invited already.",
            ),
            models.UniqueConstraint(
                "event",
                Lower("email"),
                condition=~Q(email=""),
                name="events_invitee_address",
                violation_error_message="Somebody with this address is on the list already.",
            ),
            models.CheckConstraint(
                condition=~Q(state="waiting") | Q(waiting_since__isnull=False), name="events_invitee_waits"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Guest(TimeStamped):
    """Who comes along with an invitee; each takes a seat."""

    invitee = models.ForeignKey(Invitee, on_delete=models.CASCADE, related_name="guests")
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=120, blank=True, help_text="For example: photographer.")
    is_photographer = models.BooleanField(default=False)
    came_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name=""), name="events_guest_named", violation_error_message="Give the name."
            )
        ]

    def __str__(self) -> str:
        return self.name


class CheckIn(TimeStamped):
    """What was tapped at the door, once a `key` however often a phone without network sends it; the last one holds."""

    event = models.ForeignKey(MediaEvent, on_delete=models.CASCADE, related_name="check_ins")
    invitee = models.ForeignKey(Invitee, on_delete=models.CASCADE, related_name="check_ins")
    guest = models.ForeignKey(Guest, on_delete=models.CASCADE, null=True, blank=True, related_name="check_ins")
    key = models.UUIDField(unique=True)
    is_in = models.BooleanField(default=True, help_text="False takes an earlier one back.")
    at = models.DateTimeField(help_text="By the clock of the phone, never later than when it arrived here.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.guest or self.invitee}, {'in' if self.is_in else 'out'}"
