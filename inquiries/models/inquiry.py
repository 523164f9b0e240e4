from zoneinfo import ZoneInfo

import pghistory
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse

from campaigns.models import Campaign, Client, Spokesperson, Statement
from contacts.models import Journalist, Outlet
from core.models import TimeStamped
from core.spelling import LearnsWords
from coverage.models import Clip
from inquiries.querysets import InquiryQuerySet
from mail.models import Thread


class Topic(models.Model):
    """What inquiries are about, in the team's own words; figures are counted by it."""

    name = models.CharField(max_length=80)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"), name="inquiries_topic_name", violation_error_message="There is a topic of this name."
            ),
            models.CheckConstraint(condition=~Q(name=""), name="inquiries_topic_named"),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track(exclude=["updated_at", "search_text"])
class Inquiry(TimeStamped):
    """What a reporter asked, from intake to outcome.

    `number` ("2026-0187") is counted within the year. `words` are the reporter's own; each question is a `Question`.
    `acknowledge_by` comes of the team's policy and office hours, `deadline` from the reporter, in `zone`. Who asked is
    the `journalist` where known, and `reporter_…` as they gave it in any case. `key` names where it came from (such as
    "mail:12"), so that taking it in twice keeps one. `answered_at` is when the full answer went out or was given.
    """

    class Channel(models.TextChoices):
        MAIL = "mail", "E-mail"
        FORM = "form", "Newsroom form"
        FORWARDED = "forwarded", "Forwarded"
        API = "api", "API"
        PHONE = "phone", "Phone"
        PERSON = "person", "In person"

    class State(models.TextChoices):
        NEW = "new", "New"
        WORKING = "working", "Answering"
        ANSWERED = "answered", "Answered"
        DECLINED = "declined", "Declined"
        CLOSED = "closed", "Closed"

    class Urgency(models.IntegerChoices):
        LOW = 0, "Can wait"
        NORMAL = 1, "Normal"
        HIGH = 2, "Urgent"

    class Outcome(models.TextChoices):
        UNKNOWN = "", "Not known yet"
        PUBLISHED = "published", "Published with our answer"
        WITHOUT = "without", "Published without it"
        NOT_PUBLISHED = "not_published", "Not published"
        BACKGROUND = "background", "Background only"

    OPEN = (State.NEW, State.WORKING)
    NEXT = {
        State.NEW: {State.WORKING, State.ANSWERED, State.DECLINED, State.CLOSED},
        State.WORKING: {State.ANSWERED, State.DECLINED, State.CLOSED},
        State.ANSWERED: {State.WORKING, State.CLOSED},
        State.DECLINED: {State.WORKING, State.CLOSED},
        State.CLOSED: {State.WORKING},
    }

    year = models.PositiveSmallIntegerField(editable=False)
    serial = models.PositiveIntegerField(editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="inquiries")
    campaign = models.ForeignKey(
        Campaign, on_delete=models.SET_NULL, null=True, blank=True, related_name="inquiries", db_index=False
    )
    channel = models.CharField(max_length=9, choices=Channel)
    state = models.CharField(max_length=8, choices=State, default=State.NEW)
    subject = models.CharField(max_length=200)
    words = models.TextField("in their words", blank=True)
    background = models.TextField(blank=True, help_text="What the story is about, as far as we know.")
    topic = models.ForeignKey(Topic, on_delete=models.SET_NULL, null=True, blank=True, related_name="inquiries")
    urgency = models.PositiveSmallIntegerField(choices=Urgency, default=Urgency.NORMAL)

    journalist = models.ForeignKey(
        Journalist, on_delete=models.SET_NULL, null=True, blank=True, related_name="inquiries", db_index=False
    )
    outlet = models.ForeignKey(Outlet, on_delete=models.SET_NULL, null=True, blank=True, related_name="inquiries")
    reporter_name = models.CharField(max_length=200, blank=True)
    reporter_outlet = models.CharField(max_length=200, blank=True)
    reporter_email = models.EmailField(max_length=254, blank=True)
    reporter_phone = models.CharField(max_length=60, blank=True)
    prefers = models.CharField("prefers to be reached by", max_length=120, blank=True)

    received_at = models.DateTimeField()
    acknowledge_by = models.DateTimeField(help_text="By the team's policy; office hours count.")
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    acknowledged_how = models.CharField(max_length=120, blank=True)
    deadline = models.DateTimeField(null=True, blank=True)
    zone = models.CharField("their time zone", max_length=60, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="inquiries"
    )
    spokesperson = models.ForeignKey(
        Spokesperson, on_delete=models.SET_NULL, null=True, blank=True, related_name="inquiries"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True, help_text="When it was answered, declined or closed.")
    outcome = models.CharField(max_length=13, choices=Outcome, blank=True, default=Outcome.UNKNOWN)
    outcome_note = models.TextField(blank=True)

    thread = models.ForeignKey(Thread, on_delete=models.SET_NULL, null=True, blank=True, related_name="inquiries")
    key = models.CharField(max_length=200, null=True, blank=True, unique=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    search_text = models.TextField(blank=True, editable=False, help_text="Subject, words and reporter, folded.")

    objects = InquiryQuerySet.as_manager()

    class Meta:
        triggers = [LearnsWords("search_text")]
        verbose_name_plural = "inquiries"
        ordering = ["-received_at", "-pk"]
        indexes = [
            models.Index(fields=["-received_at", "-id"], name="inquiries_inquiry_newest"),
            models.Index(
                F("deadline").asc(nulls_last=True),
                "received_at",
                "id",
                name="inquiries_inquiry_open",
                condition=Q(state__in=["new", "working"]),
            ),
            models.Index(
                fields=["acknowledge_by"],
                name="inquiries_inquiry_waiting",
                condition=Q(acknowledged_at=None, state="new"),
            ),
            models.Index(fields=["-ended_at", "-id"], name="inquiries_inquiry_ended", condition=Q(state="answered")),
            models.Index(fields=["client", "-received_at"], name="inquiries_inquiry_client"),
            models.Index(fields=["journalist", "-received_at"], name="inquiries_inquiry_journalist"),
            models.Index(fields=["campaign", "-received_at"], name="inquiries_inquiry_campaign"),
            models.Index(fields=["owner", "state"], name="inquiries_inquiry_owner"),
            models.Index(fields=["deadline"], name="inquiries_inquiry_deadline", condition=Q(deadline__isnull=False)),
            GinIndex(OpClass(F("search_text"), name="gin_trgm_ops"), name="inquiries_inquiry_search"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["year", "serial"], name="inquiries_inquiry_number"),
            models.UniqueConstraint(
                fields=["thread"],
                condition=Q(thread__isnull=False, state__in=["new", "working"]),
                name="inquiries_inquiry_one_of_thread",
                violation_error_message="This conversation is an open inquiry already.",
            ),
            models.CheckConstraint(
                condition=Q(channel__in=["mail", "form", "forwarded", "api", "phone", "person"]),
                name="inquiries_inquiry_channel",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["new", "working", "answered", "declined", "closed"]),
                name="inquiries_inquiry_state",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["", "published", "without", "not_published", "background"]),
                name="inquiries_inquiry_outcome",
            ),
            models.CheckConstraint(condition=Q(urgency__lte=2), name="inquiries_inquiry_urgency"),
            models.CheckConstraint(
                condition=~Q(subject=""), name="inquiries_inquiry_subject", violation_error_message="Give it a subject."
            ),
            models.CheckConstraint(
                condition=Q(state__in=["new", "working"], ended_at=None)
                | Q(state__in=["answered", "declined", "closed"], ended_at__isnull=False),
                name="inquiries_inquiry_ended",
            ),
            models.CheckConstraint(
                condition=~Q(state="answered") | Q(answered_at__isnull=False), name="inquiries_inquiry_answered"
            ),
            models.CheckConstraint(
                condition=Q(acknowledged_at=None) | Q(acknowledged_at__gte=F("received_at")),
                name="inquiries_inquiry_acknowledged",
                violation_error_message="It cannot be acknowledged before it came in.",
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        return reverse("inquiries:inquiry-detail", args=[self.pk])

    @property
    def number(self) -> str:
        return f"{self.year}-{self.serial:04}"

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    @property
    def reporter(self) -> str:
        """Who asks, by the name we know them by, else as they gave it."""
        return str(self.journalist) if self.journalist else self.reporter_name or self.reporter_email or "Nobody named"

    @property
    def asked_for(self) -> str:
        """The outlet, as we know it, else as they gave it; "" where none was named."""
        return str(self.outlet) if self.outlet else self.reporter_outlet

    @property
    def their_zone(self) -> ZoneInfo:
        """The zone of the deadline: theirs, kept when it came in, else the team's."""
        return ZoneInfo(self.zone or settings.TIME_ZONE)


@pghistory.track(exclude=["updated_at"])
class Question(TimeStamped):
    """One question of an inquiry, and the answer that is being written or was given. `revision` rises with each save of
    the answer, so that two people who write it at once do not undo each other."""

    class State(models.TextChoices):
        OPEN = "open", "Open"
        READY = "ready", "Ready"
        DECLINED = "declined", "Not answered"

    inquiry = models.ForeignKey(Inquiry, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField(default=0)
    text = models.TextField(max_length=2000)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    answer = models.TextField(blank=True, max_length=10000)
    statement = models.ForeignKey(
        Statement,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="answers",
        help_text="The approved statement that the answer was taken from.",
    )
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    revision = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""), name="inquiries_question_asks", violation_error_message="Write the question."
            ),
            models.CheckConstraint(
                condition=Q(state__in=["open", "ready", "declined"]), name="inquiries_question_state"
            ),
            models.CheckConstraint(
                condition=~Q(state="ready") | ~Q(answer=""),
                name="inquiries_question_ready",
                violation_error_message="An answer that is ready says something.",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]


@pghistory.track(exclude=["updated_at"])
class Fact(TimeStamped):
    """What an answer rests on: where it stands, and who confirmed it."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="facts")
    text = models.CharField("fact", max_length=500, blank=True)
    source = models.CharField(max_length=300, help_text="For example: Test report, page 3, table 2.")
    url = models.URLField("where to find it", max_length=1000, blank=True)
    confirmed_by = models.CharField(max_length=120, blank=True, help_text="Who vouches for it.")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(source=""), name="inquiries_fact_source", violation_error_message="Name the source."
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_by="") | (Q(confirmed_at__isnull=False) & ~Q(confirmed_by="")),
                name="inquiries_fact_confirmed",
                violation_error_message="Say who confirmed it.",
            ),
        ]

    def __str__(self) -> str:
        return self.text or self.source


class InquiryNote(TimeStamped):
    """What the team says among itself about an inquiry, and each step that was taken with it."""

    class Kind(models.TextChoices):
        NOTE = "note", "Note"
        STEP = "step", "Step"

    inquiry = models.ForeignKey(Inquiry, on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    kind = models.CharField(max_length=4, choices=Kind, default=Kind.NOTE)
    text = models.TextField(max_length=4000)

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["note", "step"]), name="inquiries_note_kind"),
            models.CheckConstraint(
                condition=~Q(text=""), name="inquiries_note_says", violation_error_message="A note says something."
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class InquiryClip(TimeStamped):
    """A clip that came of an inquiry."""

    inquiry = models.ForeignKey(Inquiry, on_delete=models.CASCADE, related_name="results")
    clip = models.ForeignKey(Clip, on_delete=models.CASCADE, related_name="asked_by")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["inquiry", "clip"],
                name="inquiries_clip_once",
                violation_error_message="This clip stands with the inquiry already.",
            )
        ]

    def __str__(self) -> str:
        return str(self.clip)
