from datetime import timedelta
from zoneinfo import ZoneInfo

import pghistory
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from campaigns.models import Campaign, Client, Spokesperson
from contacts.models import Journalist, Outlet
from core.models import TimeStamped
from core.spelling import LearnsWords
from core.tokens import TOKEN_LENGTH, new_token
from coverage.models import Clip
from events.models.media_event import MediaEvent
from events.querysets import InterviewQuerySet
from inquiries.models import Inquiry
from inquiries.models.duty import Period
from pitches.models import Recipient


@pghistory.track(exclude=["updated_at", "search_text"])
class Interview(TimeStamped):
    """A journalist asks a spokesperson, from the wish for it to what came of it.

    It has a time from `confirmed` on. `token` opens the page on which the journalist picks a slot, moves it or calls it
    off. `uid` and `sequence` are the calendar entry's (RFC 5545): every change of time, place or state raises the
    sequence. `put_off` counts how often a confirmed time was given up by us; `late_cancel` says that we called it off
    within a day of it. `revision` rises with each change, for forms opened on an older one.
    """

    LONGEST = timedelta(hours=8)

    class State(models.TextChoices):
        REQUESTED = "requested", "Requested"
        OFFERED = "offered", "Times offered"
        CONFIRMED = "confirmed", "Confirmed"
        HELD = "held", "Held"
        CANCELLED = "cancelled", "Called off"
        DECLINED = "declined", "Declined"

    class Format(models.TextChoices):
        PHONE = "phone", "Phone"
        VIDEO = "video", "Video call"
        PERSON = "person", "In person"
        STUDIO = "studio", "Studio"
        WRITTEN = "written", "In writing"

    class Ground(models.TextChoices):
        ON_RECORD = "on_record", "On the record"
        BACKGROUND = "background", "Background"
        OFF_RECORD = "off_record", "Off the record"

    class Side(models.TextChoices):
        US = "us", "By us"
        THEM = "them", "By the journalist"

    class Outcome(models.TextChoices):
        UNKNOWN = "", "Not known yet"
        EXPECTED = "expected", "Story expected"
        PUBLISHED = "published", "Published"
        NOTHING = "nothing", "No story"
        NO_SHOW = "no_show", "Did not take place"

    NEXT = {
        State.REQUESTED: {State.OFFERED, State.CONFIRMED, State.CANCELLED, State.DECLINED},
        State.OFFERED: {State.REQUESTED, State.CONFIRMED, State.CANCELLED, State.DECLINED},
        State.CONFIRMED: {State.REQUESTED, State.OFFERED, State.HELD, State.CANCELLED},
        State.HELD: {State.CONFIRMED},
        State.CANCELLED: {State.REQUESTED, State.OFFERED},
        State.DECLINED: {State.REQUESTED, State.OFFERED},
    }
    LATE = timedelta(hours=24)
    PUT_OFF_OFTEN = 2

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="interviews")
    campaign = models.ForeignKey(Campaign, on_delete=models.SET_NULL, null=True, blank=True, related_name="interviews")
    spokesperson = models.ForeignKey(
        Spokesperson, on_delete=models.PROTECT, null=True, blank=True, related_name="interviews", db_index=False
    )
    journalist = models.ForeignKey(
        Journalist, on_delete=models.SET_NULL, null=True, blank=True, related_name="interviews", db_index=False
    )
    outlet = models.ForeignKey(Outlet, on_delete=models.SET_NULL, null=True, blank=True, related_name="interviews")
    reporter_name = models.CharField(max_length=200, blank=True)
    reporter_email = models.EmailField(max_length=254, blank=True)
    reporter_phone = models.CharField(max_length=60, blank=True)
    inquiry = models.ForeignKey(Inquiry, on_delete=models.SET_NULL, null=True, blank=True, related_name="interviews")
    recipient = models.ForeignKey(
        Recipient,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="interviews",
        help_text="The pitch that it came of.",
    )
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="interviews")
    state = models.CharField(max_length=9, choices=State, default=State.REQUESTED)
    topic = models.CharField(max_length=200)
    angle = models.TextField("what the story is about", blank=True, max_length=4000)
    wishes = models.TextField("when it suits them", blank=True, max_length=1000)
    format = models.CharField(max_length=7, choices=Format, default=Format.PHONE)
    place = models.CharField(max_length=300, blank=True, help_text="A number, a room, an address.")
    link = models.URLField("link of the call", max_length=1000, blank=True)
    minutes = models.PositiveSmallIntegerField("length in minutes", default=30)
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    zone = models.CharField("their time zone", max_length=60, blank=True)
    ground = models.CharField("ground rules", max_length=10, choices=Ground, default=Ground.ON_RECORD)
    ground_note = models.CharField(max_length=300, blank=True)
    publication = models.CharField("to appear", max_length=120, blank=True)

    token = models.CharField(max_length=TOKEN_LENGTH, unique=True, default=new_token, editable=False)
    token_revoked_at = models.DateTimeField(null=True, blank=True)
    uid = models.CharField(max_length=120, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    revision = models.PositiveIntegerField(default=0, editable=False)

    confirmed_at = models.DateTimeField(null=True, blank=True)
    put_off = models.PositiveSmallIntegerField(default=0, editable=False)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_side = models.CharField(max_length=4, choices=Side, blank=True)
    cancelled_why = models.CharField(max_length=300, blank=True)
    late_cancel = models.BooleanField(default=False)
    notes = models.TextField("what was said", blank=True)
    outcome = models.CharField(max_length=9, choices=Outcome, blank=True, default=Outcome.UNKNOWN)
    outcome_note = models.TextField(blank=True)
    search_text = models.TextField(blank=True, editable=False, help_text="Topic and names, folded.")

    objects = InterviewQuerySet.as_manager()

    class Meta:
        triggers = [LearnsWords("search_text")]
        ordering = [F("starts_at").asc(nulls_first=True), "pk"]
        indexes = [
            models.Index(fields=["starts_at"], name="events_interview_when", condition=Q(starts_at__isnull=False)),
            models.Index(
                fields=["created_at"], name="events_interview_open", condition=Q(state__in=["requested", "offered"])
            ),
            models.Index(fields=["starts_at"], name="events_interview_agreed", condition=Q(state="confirmed")),
            models.Index(fields=["spokesperson", "starts_at"], name="events_interview_speaker"),
            models.Index(fields=["journalist", "-created_at"], name="events_interview_reporter"),
            models.Index(fields=["owner", "state"], name="events_interview_owner"),
            GinIndex(OpClass(F("search_text"), name="gin_trgm_ops"), name="events_interview_search"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["requested", "offered", "confirmed", "held", "cancelled", "declined"]),
                name="events_interview_state",
            ),
            models.CheckConstraint(
                condition=Q(format__in=["phone", "video", "person", "studio", "written"]),
                name="events_interview_format",
            ),
            models.CheckConstraint(
                condition=Q(ground__in=["on_record", "background", "off_record"]), name="events_interview_ground"
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["", "expected", "published", "nothing", "no_show"]),
                name="events_interview_outcome",
            ),
            models.CheckConstraint(condition=Q(cancelled_side__in=["", "us", "them"]), name="events_interview_side"),
            models.CheckConstraint(
                condition=~Q(topic=""), name="events_interview_topic", violation_error_message="Say what it is about."
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=5, minutes__lte=480),
                name="events_interview_minutes",
                violation_error_message="An interview takes between 5 minutes and 8 hours.",
            ),
            models.CheckConstraint(
                condition=Q(starts_at=None, ends_at=None) | Q(ends_at__gt=F("starts_at")),
                name="events_interview_ends",
                violation_error_message="An interview ends after it begins.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["confirmed", "held"])
                | Q(starts_at__isnull=False, ends_at__isnull=False, spokesperson__isnull=False)
                | Q(format="written", spokesperson__isnull=False),
                name="events_interview_confirmed",
                violation_error_message="A confirmed interview has a time and a spokesperson.",
            ),
            models.CheckConstraint(
                condition=Q(state="cancelled", cancelled_at__isnull=False) | ~Q(state="cancelled"),
                name="events_interview_cancelled",
            ),
            ExclusionConstraint(
                name="events_interview_no_double_booking",
                expressions=[
                    ("spokesperson", RangeOperators.EQUAL),
                    (Period("starts_at", "ends_at", RangeBoundary()), RangeOperators.OVERLAPS),
                ],
                condition=Q(state__in=["confirmed", "held"], starts_at__isnull=False),
                violation_error_message="This spokesperson is giving another interview at that time.",
            ),
        ]

    def __str__(self) -> str:
        return self.topic

    def get_absolute_url(self) -> str:
        return reverse("events:interview-detail", args=[self.pk])

    @property
    def reporter(self) -> str:
        return str(self.journalist) if self.journalist else self.reporter_name or self.reporter_email or "Nobody named"

    @property
    def their_zone(self) -> ZoneInfo:
        """Theirs as given, else the journalist's, else the team's."""
        if self.zone:
            return ZoneInfo(self.zone)
        return self.journalist.zone if self.journalist else ZoneInfo(settings.TIME_ZONE)

    @property
    def is_put_off_often(self) -> bool:
        return self.put_off >= self.PUT_OFF_OFTEN


class Slot(TimeStamped):
    """A time that a journalist may pick. Two interviews may be offered the same one; who picks first has it."""

    class State(models.TextChoices):
        OFFERED = "offered", "Offered"
        TAKEN = "taken", "Picked"
        WITHDRAWN = "withdrawn", "Withdrawn"

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="slots")
    spokesperson = models.ForeignKey(Spokesperson, on_delete=models.PROTECT, related_name="slots")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=State, default=State.OFFERED)
    offered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["starts_at", "pk"]
        indexes = [
            models.Index(fields=["spokesperson", "starts_at"], name="events_slot_offered", condition=Q(state="offered"))
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=["offered", "taken", "withdrawn"]), name="events_slot_state"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="events_slot_ends",
                violation_error_message="A time ends after it begins.",
            ),
            models.UniqueConstraint(
                fields=["interview", "spokesperson", "starts_at"],
                condition=~Q(state="withdrawn"),
                name="events_slot_once",
                violation_error_message="This time is offered already.",
            ),
            models.UniqueConstraint(
                fields=["interview"],
                condition=Q(state="taken"),
                name="events_slot_one_taken",
                violation_error_message="A time has been picked already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"


class SpokespersonTime(TimeStamped):
    """When a spokesperson can be asked to speak, or cannot, as the team knows it."""

    class Kind(models.TextChoices):
        FREE = "free", "Available"
        BUSY = "busy", "Not available"

    spokesperson = models.ForeignKey(Spokesperson, on_delete=models.CASCADE, related_name="times")
    kind = models.CharField(max_length=4, choices=Kind, default=Kind.FREE)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    note = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering = ["starts_at"]
        indexes = [models.Index(fields=["spokesperson", "ends_at"], name="events_time_of")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["free", "busy"]), name="events_time_kind"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="events_time_ends",
                violation_error_message="A time ends after it begins.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.spokesperson}, {self.get_kind_display().lower()}"


class InterviewMove(TimeStamped):
    """That a time was given up: which, for which, by whom, and why."""

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="moves")
    was = models.DateTimeField(help_text="The time that was given up.")
    now = models.DateTimeField(null=True, blank=True, help_text="The time instead; empty: none yet.")
    side = models.CharField(max_length=4, choices=Interview.Side)
    why = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=Q(side__in=["us", "them"]), name="events_move_side")]

    def __str__(self) -> str:
        return f"{self.was:%Y-%m-%d %H:%M}"


@pghistory.track(exclude=["updated_at"])
class Brief(TimeStamped):
    """What the spokesperson reads before the interview, signed off.

    What can be known is put together each time it is looked at; the rest is in `content`, JSON of lists: "messages",
    "likely" and "decline" of texts, "hard" of objects with question and answer.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        IN_REVIEW = "in_review", "Waiting for sign-off"
        CHANGES = "changes", "Changes requested"
        APPROVED = "approved", "Approved"

    interview = models.OneToOneField(Interview, on_delete=models.CASCADE, related_name="brief")
    content = models.JSONField(default=dict)
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    approved_fingerprint = models.CharField(max_length=64, blank=True, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="briefs")
    revision = models.PositiveIntegerField(default=0, editable=False)
    mailed_at = models.DateTimeField(null=True, blank=True)
    mailed_to = models.EmailField(max_length=254, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["draft", "in_review", "changes", "approved"]), name="events_brief_state"
            )
        ]

    def __str__(self) -> str:
        return f"Brief: {self.interview}"


class Recording(TimeStamped):
    """A recording, transcript or photo of an interview, for the team alone."""

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="recordings")
    file = models.FileField(upload_to="recordings/", max_length=300)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


def of_one_thing(prefix: str) -> models.CheckConstraint:
    """It belongs to an interview or to an inquiry, and not to both."""
    return models.CheckConstraint(
        condition=Q(interview__isnull=False, inquiry=None) | Q(interview=None, inquiry__isnull=False),
        name=f"events_{prefix}_of_one",
    )


@pghistory.track(exclude=["updated_at"])
class Promise(TimeStamped):
    """What we promised a journalist, and by when."""

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, null=True, blank=True, related_name="promises")
    inquiry = models.ForeignKey(Inquiry, on_delete=models.CASCADE, null=True, blank=True, related_name="promises")
    text = models.CharField(max_length=300)
    due_on = models.DateField()
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="promises")
    kept_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)
    dropped_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(fields=["due_on"], name="events_promise_open", condition=Q(kept_at=None, dropped_at=None))
        ]
        constraints = [
            of_one_thing("promise"),
            models.CheckConstraint(
                condition=~Q(text=""), name="events_promise_says", violation_error_message="Say what was promised."
            ),
            models.CheckConstraint(condition=Q(kept_at=None) | Q(dropped_at=None), name="events_promise_one_end"),
        ]

    def __str__(self) -> str:
        return self.text


@pghistory.track(exclude=["updated_at"])
class Correction(TimeStamped):
    """That we asked for a correction of what was published, and what came of it."""

    class State(models.TextChoices):
        ASKED = "asked", "Requested"
        MADE = "made", "Corrected"
        REFUSED = "refused", "Refused"
        DROPPED = "dropped", "Dropped"

    interview = models.ForeignKey(
        Interview, on_delete=models.CASCADE, null=True, blank=True, related_name="corrections"
    )
    inquiry = models.ForeignKey(Inquiry, on_delete=models.CASCADE, null=True, blank=True, related_name="corrections")
    clip = models.ForeignKey(Clip, on_delete=models.SET_NULL, null=True, blank=True, related_name="corrections")
    wrong = models.TextField("what is wrong", max_length=2000)
    right = models.TextField("what is right", max_length=2000)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=7, choices=State, default=State.ASKED)
    ended_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["asked_at"], name="events_correction_open", condition=Q(state="asked"))]
        constraints = [
            of_one_thing("correction"),
            models.CheckConstraint(
                condition=Q(state__in=["asked", "made", "refused", "dropped"]), name="events_correction_state"
            ),
            models.CheckConstraint(
                condition=Q(state="asked", ended_at=None) | (~Q(state="asked") & Q(ended_at__isnull=False)),
                name="events_correction_ended",
            ),
            models.CheckConstraint(
                condition=~Q(wrong="") & ~Q(right=""),
                name="events_correction_says",
                violation_error_message="Say what is wrong, and what is right.",
            ),
        ]

    def __str__(self) -> str:
        return self.wrong[:60]


class Result(TimeStamped):
    """A clip that came of an interview or of a media event."""

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, null=True, blank=True, related_name="results")
    event = models.ForeignKey(MediaEvent, on_delete=models.CASCADE, null=True, blank=True, related_name="results")
    clip = models.ForeignKey(Clip, on_delete=models.CASCADE, related_name="came_of")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(interview__isnull=False, event=None) | Q(interview=None, event__isnull=False),
                name="events_result_of_one",
            ),
            models.UniqueConstraint(
                fields=["interview", "event", "clip"],
                nulls_distinct=False,
                name="events_result_once",
                violation_error_message="This clip stands there already.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.clip)
