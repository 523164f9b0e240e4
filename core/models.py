"""What every app's models stand on, the words that occur, and the background job."""

from datetime import datetime

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class TimeStamped(models.Model):
    """Adds when a row was made and last changed."""

    created_at = models.DateTimeField(auto_now_add=True, editable=False)
    updated_at = models.DateTimeField(auto_now=True, editable=False)

    class Meta:
        abstract = True


class Word(models.Model):
    """A word of the folded text that can be searched; `core.spelling` keeps and reads them.

    Two writers may each add a new one at the same moment, because neither shall wait for the other: it then stands
    here twice until the night.
    """

    word = models.TextField()

    class Meta:
        indexes = [
            models.Index(fields=["word"], name="core_word_itself"),
            GinIndex(OpClass(F("word"), name="gin_trgm_ops"), name="core_word_alike"),
        ]

    def __str__(self) -> str:
        return self.word


class Job(TimeStamped):
    """Long work done by Celery, with live progress, a result and a readable error.

    `kind` names the function registered for it (see `core.jobs`); `arguments` and `result` are JSON.
    A worker that runs it writes `heartbeat_at`; a job whose heart stopped is taken up again. `attempt` counts how
    often it was taken up and fences: a worker that was thought dead and wakes up finds its attempt outdated.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        RUNNING = "running", "Running"
        DONE = "done", "Done"
        FAILED = "failed", "Failed"
        STOPPED = "stopped", "Stopped"

    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    arguments = models.JSONField(default=dict)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    result = models.JSONField(default=dict)
    error = models.TextField(blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="jobs",
    )
    started_at = models.DateTimeField(null=True, blank=True)
    heartbeat_at = models.DateTimeField(
        null=True,
        blank=True,
        help_text="When its worker was last heard of; while it waits, when it was last queued.",
    )
    attempt = models.PositiveSmallIntegerField(default=0)
    stop_requested_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["-created_at"], name="core_job_newest"),
            models.Index(
                fields=["created_at"],
                name="core_job_open",
                condition=Q(state__in=["waiting", "running"]),
            ),
            models.Index(fields=["ended_at"], name="core_job_failed", condition=Q(state="failed")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "running", "done", "failed", "stopped"]),
                name="core_job_state",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "running"]) | Q(ended_at__isnull=False),
                name="core_job_ended",
            ),
            models.CheckConstraint(condition=Q(total=0) | Q(done__lte=F("total")), name="core_job_progress"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.state in {self.State.WAITING, self.State.RUNNING}

    @property
    def percent(self) -> int:
        return self.done * 100 // self.total if self.total else 0

    def seconds_left(self, *, now: datetime | None = None) -> int | None:
        """How long the rest will take at the pace so far; None while too little is known."""
        if self.state != self.State.RUNNING or not self.started_at or self.done * 20 < self.total or not self.done:
            return None
        spent = (now or timezone.now()) - self.started_at
        return round(spent.total_seconds() * (self.total - self.done) / self.done)
