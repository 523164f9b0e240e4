from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from campaigns.models import Client, Spokesperson
from core.models import TimeStamped
from core.tokens import TOKEN_LENGTH, new_token
from events.models.interview import Interview
from events.models.media_event import Invitee, MediaEvent
from mail.models import OutgoingMessage


class CalendarLetter(TimeStamped):
    """An entry for somebody's calendar that went out by mail, once a person, sequence and method.

    REQUEST puts it there or changes it, CANCEL takes it away (RFC 5546).
    """

    class Method(models.TextChoices):
        REQUEST = "REQUEST", "Invitation"
        CANCEL = "CANCEL", "Cancellation"

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", "Accepted"
        TENTATIVE = "tentative", "Perhaps"
        DECLINED = "declined", "Declined"

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, null=True, blank=True, related_name="letters")
    invitee = models.ForeignKey(Invitee, on_delete=models.CASCADE, null=True, blank=True, related_name="letters")
    to_address = models.EmailField(max_length=254)
    to_name = models.CharField(max_length=200, blank=True)
    method = models.CharField(max_length=7, choices=Method)
    sequence = models.PositiveIntegerField()
    message = models.OneToOneField(
        OutgoingMessage, on_delete=models.SET_NULL, null=True, blank=True, related_name="calendar_letter"
    )

    answer = models.CharField(max_length=9, choices=Answer, blank=True, help_text="What their calendar program said.")
    answer_note = models.CharField(max_length=300, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None)
                | Q(answer__in=["accepted", "tentative", "declined"], answered_at__isnull=False),
                name="events_letter_answer",
            ),
            models.CheckConstraint(condition=Q(method__in=["REQUEST", "CANCEL"]), name="events_letter_method"),
            models.CheckConstraint(
                condition=Q(interview__isnull=False, invitee=None) | Q(interview=None, invitee__isnull=False),
                name="events_letter_of_one",
            ),
            models.UniqueConstraint(
                fields=["interview", "invitee", "to_address", "sequence", "method"],
                nulls_distinct=False,
                name="events_letter_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_method_display()} to {self.to_address}"


class Reminder(TimeStamped):
    """That somebody is to be reminded of an interview or a media event at a moment; `told_at` is when they were."""

    class Whom(models.TextChoices):
        OWNER = "owner", "Who is in charge"
        SPEAKER = "speaker", "Spokesperson"
        JOURNALIST = "journalist", "Journalist"
        INVITEES = "invitees", "Those who are coming"

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, null=True, blank=True, related_name="reminders")
    event = models.ForeignKey(MediaEvent, on_delete=models.CASCADE, null=True, blank=True, related_name="reminders")
    whom = models.CharField(max_length=10, choices=Whom)
    due_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True, help_text="When it had become pointless.")

    class Meta:
        ordering = ["due_at", "pk"]
        indexes = [
            models.Index(fields=["due_at"], name="events_reminder_due", condition=Q(told_at=None, dropped_at=None))
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(whom__in=["owner", "speaker", "journalist", "invitees"]), name="events_reminder_whom"
            ),
            models.CheckConstraint(
                condition=Q(interview__isnull=False, event=None) | Q(interview=None, event__isnull=False),
                name="events_reminder_of_one",
            ),
            models.UniqueConstraint(
                fields=["interview", "event", "whom", "due_at"], nulls_distinct=False, name="events_reminder_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_whom_display()}, {self.due_at:%Y-%m-%d %H:%M}"


class CalendarFeed(TimeStamped):
    """A secret address at which a calendar program reads what a member of the team sees, narrowed as they chose."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feeds")
    name = models.CharField(max_length=120)
    token = models.CharField(max_length=TOKEN_LENGTH, unique=True, default=new_token, editable=False)
    client = models.ForeignKey(Client, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    spokesperson = models.ForeignKey(Spokesperson, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    kinds = ArrayField(models.CharField(max_length=20), default=list, blank=True, help_text="Empty: all.")
    revoked_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True, help_text="When a program last asked.")

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name=""), name="events_feed_named", violation_error_message="Name the calendar."
            )
        ]

    def __str__(self) -> str:
        return self.name
