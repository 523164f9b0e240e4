from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from core.folding import Fold, words_of
from core.models import TimeStamped
from mail.models.incoming import IncomingMessage
from mail.models.mailbox import Mailbox
from mail.models.outgoing import OutgoingMessage
from team.models import User


class ThreadQuerySet(models.QuerySet["Thread"]):
    def visible_to(self, user: User) -> Self:
        """The threads of a person's own and the shared mailboxes. Managers also see those that hold something we sent
        or an answer to it, and what came in by no mailbox; within them `letters` still shows each reader their own."""
        if user.is_observer:
            return self.none()
        mine = Q(mailbox__owner=user) | Q(mailbox__isnull=False, mailbox__owner=None)
        return self.filter(mine | of_the_team()) if user.is_manager else self.filter(mine)

    def to_be_handed_over_by(self, user: User) -> Self:
        """What `user` looks after and somebody else can: the rest of their own mailbox nobody else sees."""
        shared = Q(mailbox__isnull=False, mailbox__owner=None)
        return self.filter(of_the_team() | shared, assignee=user)

    def open(self, at: datetime | None = None) -> Self:
        """What lies on the desk: neither done nor put off. It asks the clock, so that no waking up can be missed."""
        return self.filter(awake(at), state=Thread.State.OPEN)

    def snoozed(self) -> Self:
        return self.filter(state=Thread.State.OPEN, snoozed_until__gt=timezone.now())

    def waiting(self, at: datetime | None = None) -> Self:
        """Those that ask something of us: somebody wrote last, or the day has come that it was put off to."""
        due = Q(waiting_since__isnull=False) | Q(snoozed_until__isnull=False)
        return self.open(at).filter(due)

    def matching(self, text: str, *, user: User) -> Self:
        """Every word stands in the subject, with the correspondent, in what we wrote back, or in a letter that `user`
        may see. Accents and case do not count."""
        letters = IncomingMessage.objects.visible_to(user).filter(thread__isnull=False)
        ours = OutgoingMessage.objects.filter(thread__isnull=False, purpose=OutgoingMessage.ANSWER)
        found = self
        for word in words_of(text):
            held = letters.alias(folded=Fold("full_text")).filter(folded__holds=word).values("thread")
            written = ours.alias(folded=Fold("written")).filter(folded__holds=word).values("thread")
            found = found.filter(Q(search_text__holds=word) | Q(pk__in=held) | Q(pk__in=written))
        return found


def of_the_team() -> Q:
    """What managers see whosesoever mailbox it lies in: something we sent or an answer to it, and what came by none."""
    return Q(is_ours=True) | Q(mailbox=None)


def awake(at: datetime | None = None) -> Q:
    return Q(snoozed_until=None) | Q(snoozed_until__lte=at or timezone.now())


class Thread(TimeStamped):
    """A conversation with one person by e-mail: what came in, what we wrote, and who of us looks after it.

    `address` is the correspondent's, folded; without `assignee` it is nobody's yet. It waits for us since
    `waiting_since`; `last_incoming_at` is when they last wrote themselves: bounces and automatic replies do not count.
    """

    class State(models.TextChoices):
        OPEN = "open", "Open"
        DONE = "done", "Done"

    mailbox = models.ForeignKey(Mailbox, on_delete=models.PROTECT, null=True, blank=True, related_name="threads")
    address = models.CharField(max_length=254, blank=True)
    name = models.CharField(max_length=200, blank=True)
    subject = models.CharField(max_length=300, blank=True)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="threads"
    )
    state = models.CharField(max_length=4, choices=State, default=State.OPEN)
    snoozed_until = models.DateTimeField(null=True, blank=True)
    waiting_since = models.DateTimeField(null=True, blank=True)
    last_message_at = models.DateTimeField()
    last_incoming_at = models.DateTimeField(null=True, blank=True)
    is_ours = models.BooleanField(
        default=False, help_text="Holds something we sent or an answer to it, so that managers may see it."
    )
    has_files = models.BooleanField(default=False)
    search_text = models.TextField(blank=True, editable=False, help_text="Subject and correspondent, folded.")

    objects = ThreadQuerySet.as_manager()

    class Meta:
        ordering = ["-last_message_at", "-pk"]
        indexes = [
            models.Index(fields=["-last_message_at", "-id"], name="mail_thread_newest"),
            models.Index(fields=["address"], name="mail_thread_address"),
            models.Index(fields=["assignee", "-last_message_at"], name="mail_thread_open", condition=Q(state="open")),
            models.Index(
                fields=["assignee", "waiting_since"],
                name="mail_thread_waiting",
                condition=Q(state="open") & (Q(waiting_since__isnull=False) | Q(snoozed_until__isnull=False)),
            ),
            GinIndex(OpClass(F("search_text"), name="gin_trgm_ops"), name="mail_thread_search"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=["open", "done"]), name="mail_thread_state"),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(waiting_since=None, snoozed_until=None),
                name="mail_thread_done_rests",
                violation_error_message="What is done neither waits nor is put off.",
            ),
            models.CheckConstraint(
                condition=Q(waiting_since=None) | Q(last_incoming_at__isnull=False),
                name="mail_thread_waits_for_a_letter",
            ),
            models.CheckConstraint(
                condition=Q(last_incoming_at=None) | Q(last_message_at__gte=F("last_incoming_at")),
                name="mail_thread_last_message",
            ),
        ]

    def __str__(self) -> str:
        return self.subject or "(no subject)"

    def get_absolute_url(self) -> str:
        return reverse("mail:thread", args=[self.pk])

    @property
    def correspondent(self) -> str:
        return self.name or self.address or "Nobody named"

    @property
    def last_heard(self) -> str:
        """How far they have written, as a form carries it; "" when they have not. See `mail.threads.WroteAgain`."""
        return self.last_incoming_at.isoformat() if self.last_incoming_at else ""

    @property
    def is_done(self) -> bool:
        return self.state == self.State.DONE

    @property
    def is_snoozed(self) -> bool:
        return self.snoozed_until is not None and self.snoozed_until > timezone.now()

    @property
    def waits(self) -> bool:
        """Whether it asks something of us now; see `ThreadQuerySet.waiting`."""
        return not self.is_done and not self.is_snoozed and bool(self.waiting_since or self.snoozed_until)

    @property
    def waiting_for(self) -> timedelta | None:
        return timezone.now() - self.waiting_since if self.waiting_since else None

    def people(self) -> "models.QuerySet[User]":
        """Whom it can be given to: those who see it, so that giving it away opens nobody's mail to anybody."""
        return User.objects.working().filter(self.seen_by()).order_by("name", "pk")

    def seen_by(self) -> Q:
        """`visible_to`, asked of people."""
        if self.mailbox is not None and self.mailbox.owner_id is None:
            return Q()
        owner = Q(pk=self.mailbox.owner_id) if self.mailbox else Q(pk=None)
        managers = Q(role__in=[User.Role.MANAGER, User.Role.ADMIN])
        return owner | managers if self.is_ours or self.mailbox is None else owner


class ThreadNote(TimeStamped):
    """What we say among ourselves about a thread, and what was done with it. It is never part of a message."""

    class Kind(models.TextChoices):
        NOTE = "note", "Note"
        STEP = "step", "Step"

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    kind = models.CharField(max_length=4, choices=Kind, default=Kind.NOTE)
    text = models.TextField(max_length=4000)

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["note", "step"]), name="mail_threadnote_kind"),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="mail_threadnote_says_something",
                violation_error_message="A note says something.",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]
