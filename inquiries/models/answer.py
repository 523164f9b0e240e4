import pghistory
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import Q

from campaigns.models import Client, Spokesperson, Statement
from core.folding import Fold
from core.models import TimeStamped
from core.tokens import TOKEN_LENGTH, new_token
from inquiries.models.inquiry import Inquiry, Question
from mail.models import Mailbox, OutgoingMessage
from team.models import User


@pghistory.track(exclude=["updated_at"])
class Answer(TimeStamped):
    """One answer to an inquiry as a whole: in full, a holding statement, a kind refusal, or a correction later on.

    At most one of an inquiry is being written. `approved_fingerprint` stands for exactly the text that may go out;
    `revision` rises with each change, so that a form opened on an older one is refused with both texts on the page.
    """

    class Kind(models.TextChoices):
        FULL = "full", "Answer"
        HOLDING = "holding", "Holding statement"
        DECLINE = "decline", "Declined kindly"
        CORRECTION = "correction", "Correction"

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        IN_REVIEW = "in_review", "Waiting for sign-off"
        CHANGES = "changes", "Changes requested"
        APPROVED = "approved", "Approved"
        SENT = "sent", "Sent"
        GIVEN = "given", "Given"
        DROPPED = "dropped", "Dropped"

    OPEN = (State.DRAFT, State.IN_REVIEW, State.CHANGES, State.APPROVED)
    NEXT = {
        State.DRAFT: {State.IN_REVIEW, State.SENT, State.GIVEN, State.DROPPED},
        State.IN_REVIEW: {State.DRAFT, State.CHANGES, State.APPROVED, State.DROPPED},
        State.CHANGES: {State.DRAFT, State.IN_REVIEW, State.DROPPED},
        State.APPROVED: {State.DRAFT, State.SENT, State.GIVEN, State.DROPPED},
        State.SENT: {State.DRAFT},
        State.GIVEN: set(),
        State.DROPPED: set(),
    }

    inquiry = models.ForeignKey(Inquiry, on_delete=models.CASCADE, related_name="replies")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.FULL)
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    text = models.TextField(blank=True, help_text="Sanitised HTML, as it goes out.")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="replies")
    revision = models.PositiveIntegerField(default=0, editable=False)
    approved_fingerprint = models.CharField(max_length=64, blank=True, editable=False)
    mailbox = models.ForeignKey(Mailbox, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    message = models.OneToOneField(
        OutgoingMessage, on_delete=models.PROTECT, null=True, blank=True, related_name="inquiry_answer"
    )
    given_at = models.DateTimeField(null=True, blank=True, help_text="When it was sent, or told by phone.")
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    given_how = models.CharField(max_length=160, blank=True, help_text="For example: by phone at 10:42.")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["full", "holding", "decline", "correction"]), name="inquiries_answer_kind"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "in_review", "changes", "approved", "sent", "given", "dropped"]),
                name="inquiries_answer_state",
            ),
            models.UniqueConstraint(
                fields=["inquiry"],
                condition=Q(state__in=["draft", "in_review", "changes", "approved"]),
                name="inquiries_answer_one_open",
                violation_error_message="An answer to this inquiry is being written already.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["sent", "given"]) | Q(given_at__isnull=False, given_by__isnull=False),
                name="inquiries_answer_given",
            ),
            models.CheckConstraint(condition=~Q(state="sent") | Q(message__isnull=False), name="inquiries_answer_sent"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} to {self.inquiry}"

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN


class SignOff(TimeStamped):
    """The word of somebody besides the manager on one text: legal, or the spokesperson whom it quotes.

    It holds for one `fingerprint`. A spokesperson has no account; they say it on a page that `token` opens.
    """

    class Role(models.TextChoices):
        LEGAL = "legal", "Legal"
        QUOTED = "quoted", "Person quoted"

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        APPROVED = "approved", "Approved"
        CHANGES = "changes", "Asks for changes"
        VOID = "void", "Void: edited since"

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="sign_offs")
    role = models.CharField(max_length=6, choices=Role)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    spokesperson = models.ForeignKey(Spokesperson, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    fingerprint = models.CharField(max_length=64)
    snapshot = models.JSONField(default=dict, help_text="What they were shown.")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    token = models.CharField(max_length=TOKEN_LENGTH, unique=True, default=new_token, editable=False)
    comment = models.TextField(blank=True, max_length=4000)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_how = models.CharField(max_length=120, blank=True, help_text="For example: by phone, noted by Maya.")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(role__in=["legal", "quoted"]), name="inquiries_signoff_role"),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "approved", "changes", "void"]), name="inquiries_signoff_state"
            ),
            models.CheckConstraint(
                condition=Q(user__isnull=False, spokesperson=None) | Q(user=None, spokesperson__isnull=False),
                name="inquiries_signoff_whose",
            ),
            models.UniqueConstraint(
                fields=["answer", "role", "user", "spokesperson"],
                condition=Q(state="waiting"),
                nulls_distinct=False,
                name="inquiries_signoff_one_waiting",
                violation_error_message="They have been asked already.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "void"]) | Q(decided_at__isnull=False),
                name="inquiries_signoff_decided",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.user or self.spokesperson}"


class ToldQuerySet(models.QuerySet["Told"]):
    def visible_to(self, user: User) -> "ToldQuerySet":
        return self.none() if user.is_observer else self


class Told(TimeStamped):
    """What we told a reporter, kept as it was said: one row a question, or one for a text as a whole. Never changed."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="told")
    inquiry = models.ForeignKey(Inquiry, on_delete=models.CASCADE, related_name="told")
    question = models.ForeignKey(Question, on_delete=models.SET_NULL, null=True, blank=True, related_name="told")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    asked = models.TextField(blank=True)
    text = models.TextField()
    statement = models.ForeignKey(Statement, on_delete=models.SET_NULL, null=True, blank=True, related_name="told")
    to_name = models.CharField(max_length=200, blank=True)
    to_outlet = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    corrected_at = models.DateTimeField(null=True, blank=True, help_text="When the reporter was told otherwise.")

    objects = ToldQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "told"
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["-at", "-id"], name="inquiries_told_newest"),
            models.Index(fields=["client", "-at"], name="inquiries_told_client"),
            GinIndex(
                SearchVector(Fold("asked"), Fold("text"), Fold("to_name"), Fold("to_outlet"), config="simple"),
                name="inquiries_told_search",
            ),
        ]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="inquiries_told_says")]

    def __str__(self) -> str:
        return self.text[:60]
