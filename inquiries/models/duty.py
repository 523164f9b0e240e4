from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from core.models import TimeStamped
from inquiries.models.inquiry import Inquiry


class Period(Func):
    """From the first moment up to the second, which is not a part of it any more."""

    function = "TSTZRANGE"


class Duty(TimeStamped):
    """Who is on duty for inquiries, from when until when. One person at a time; who follows is told what is open."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="duties")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    note = models.TextField("hand-over", blank=True, max_length=4000, help_text="What the next one should know.")
    begun_at = models.DateTimeField(null=True, blank=True, help_text="When they were told that it is their turn.")

    class Meta:
        verbose_name_plural = "duties"
        ordering = ["starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="inquiries_duty_ends",
                violation_error_message="A duty ends after it begins.",
            ),
            ExclusionConstraint(
                name="inquiries_duty_one_at_a_time",
                expressions=[(Period("starts_at", "ends_at", RangeBoundary()), RangeOperators.OVERLAPS)],
                violation_error_message="Somebody is on duty in that time already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, from {self.starts_at:%Y-%m-%d %H:%M}"


class Escalation(TimeStamped):
    """A step that is due because a clock runs out: first whoever is on duty or in charge, then managers, then all.

    Found and taken by beat, so a worker that was down catches up; `late_by` then says by how much.
    """

    class Clock(models.TextChoices):
        ACKNOWLEDGE = "acknowledge", "Acknowledge"
        DEADLINE = "deadline", "Deadline"

    class Step(models.IntegerChoices):
        DUTY = 1, "Person on duty"
        MANAGER = 2, "Manager"
        EVERYONE = 3, "Everyone"

    inquiry = models.ForeignKey(Inquiry, on_delete=models.CASCADE, related_name="escalations")
    clock = models.CharField(max_length=11, choices=Clock)
    step = models.PositiveSmallIntegerField(choices=Step)
    due_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, blank=True, help_text="When people were told.")
    cancelled_at = models.DateTimeField(null=True, blank=True, help_text="When it was not needed any more.")

    class Meta:
        ordering = ["due_at", "pk"]
        indexes = [
            models.Index(
                fields=["due_at"], name="inquiries_escalation_due", condition=Q(taken_at=None, cancelled_at=None)
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["inquiry", "clock", "step"], name="inquiries_escalation_once"),
            models.CheckConstraint(condition=Q(step__in=[1, 2, 3]), name="inquiries_escalation_step"),
            models.CheckConstraint(
                condition=Q(clock__in=["acknowledge", "deadline"]), name="inquiries_escalation_clock"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_clock_display()}: {self.get_step_display()}"


class Page(TimeStamped):
    """One person, or the team's webhook, who is told of an escalation by one channel; tried until it worked."""

    class Channel(models.TextChoices):
        MAIL = "mail", "E-mail"
        WEBHOOK = "webhook", "Webhook"

    MOST_TRIES = 12

    escalation = models.ForeignKey(Escalation, on_delete=models.CASCADE, related_name="pages")
    channel = models.CharField(max_length=7, choices=Channel)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    text = models.TextField()
    next_try_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    told_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True, help_text="When it was given up.")
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["next_try_at"], name="inquiries_page_due", condition=Q(told_at=None, failed_at=None))
        ]
        constraints = [
            models.CheckConstraint(condition=Q(channel__in=["mail", "webhook"]), name="inquiries_page_channel"),
            models.UniqueConstraint(
                fields=["escalation", "channel", "user"], nulls_distinct=False, name="inquiries_page_once"
            ),
            models.CheckConstraint(
                condition=Q(channel="webhook", user=None) | Q(channel="mail", user__isnull=False),
                name="inquiries_page_whom",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]
