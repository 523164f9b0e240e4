from decimal import Decimal
from typing import Self

import pghistory
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from core.fields import EncryptedTextField
from core.models import TimeStamped
from core.tokens import TOKEN_LENGTH
from team.models import User

SECRETS = ("smtp_password", "imap_password", "service_key", "service_secret", "service_signing_key", "hook_password")


class Security(models.TextChoices):
    TLS = "tls", "TLS"
    STARTTLS = "starttls", "STARTTLS"
    NONE = "none", "None (only on this machine)"


class Service(models.TextChoices):
    """Mail services a mailbox can send through; mail/service_catalogue.py knows how each is spoken to."""

    BREVO = "brevo", "Brevo"
    MAILGUN = "mailgun", "Mailgun"
    MAILJET = "mailjet", "Mailjet"
    POSTMARK = "postmark", "Postmark"
    SENDGRID = "sendgrid", "SendGrid"
    SPARKPOST = "sparkpost", "SparkPost"


class Region(models.TextChoices):
    WORLD = "", "Worldwide, or United States"
    EU = "eu", "European Union"


class MailboxQuerySet(models.QuerySet["Mailbox"]):
    def usable_by(self, user: User) -> Self:
        """The mailboxes a person may send from: their own and the shared ones. Observers have none."""
        if user.is_observer:
            return self.none()
        return self.filter(Q(owner=user) | Q(owner=None), is_active=True)

    def manageable_by(self, user: User) -> Self:
        """The mailboxes whose settings a person may see and change."""
        if user.is_admin:
            return self
        return self.none() if user.is_observer else self.filter(owner=user)

    def visible_to(self, user: User) -> Self:
        """The mailboxes a person is shown in the settings: their own and the shared ones, all of them to admins."""
        if user.is_admin:
            return self
        return self.none() if user.is_observer else self.filter(Q(owner=user) | Q(owner=None))

    def polled(self) -> Self:
        return self.filter(is_active=True).exclude(imap_host="")

    def due_for_polling(self) -> Self:
        """Those to be read now; one that failed is left alone for a while."""
        return self.polled().filter(Q(next_poll_at=None) | Q(next_poll_at__lte=timezone.now()))


# What people set; neither passwords and keys, nor what the engine notes for itself.
@pghistory.track(
    fields=[
        "owner", "name", "address", "signature", "is_active", "smtp_host", "smtp_port", "smtp_security",
        "smtp_username", "service", "service_domain", "service_region", "imap_host", "imap_port", "imap_security",
        "imap_username", "imap_folder", "sent_copy", "sent_folder", "second_limit", "hourly_limit", "daily_limit",
        "domain_hourly_limit", "warm_up", "warm_up_start", "warm_up_growth", "paused_at", "pause_reason",
    ],
    obj_field=pghistory.ObjForeignKey(related_name="events"),
    model_name="MailboxEvent",
)  # fmt: skip
class Mailbox(TimeStamped):
    """An identity that pitches are sent from and replies come back to. Without owner it is shared.

    It sends by SMTP, or through a mail service when `service` names one (the SMTP fields are then kept, and not used);
    replies are read by IMAP. The service tells what became of messages at an address that holds `hook_token`.

    Limits count messages; `paused_at` stops the whole mailbox, with the reason in words its owner can act on, until a
    person resumes it. `retry_at` is the engine's own back-off and ends by itself.
    """

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="mailboxes"
    )
    name = models.CharField("sender name", max_length=120)
    address = models.EmailField("address", max_length=254)
    signature = models.TextField(blank=True, max_length=2000)
    is_active = models.BooleanField(default=True)

    smtp_host = models.CharField("outgoing server", max_length=255, blank=True)
    smtp_port = models.PositiveIntegerField(default=587, validators=[MinValueValidator(1), MaxValueValidator(65535)])
    smtp_security = models.CharField(max_length=8, choices=Security, default=Security.STARTTLS)
    smtp_username = models.CharField(max_length=254, blank=True)
    smtp_password = EncryptedTextField(blank=True)

    service = models.CharField("mail service", max_length=12, choices=Service, blank=True)
    service_key = EncryptedTextField("key of the mail service", blank=True)
    service_secret = EncryptedTextField("second key", blank=True)
    service_domain = models.CharField("sending domain", max_length=255, blank=True)
    service_region = models.CharField("region", max_length=2, choices=Region, blank=True, default="")
    service_signing_key = EncryptedTextField("key of the signatures", blank=True)
    hook_token = models.CharField(max_length=TOKEN_LENGTH, unique=True, null=True, blank=True, editable=False)
    hook_password = EncryptedTextField(blank=True, editable=False)
    events_heard_at = models.DateTimeField(null=True, blank=True, editable=False)
    inbound_heard_at = models.DateTimeField(null=True, blank=True, editable=False)

    imap_host = models.CharField("incoming server", max_length=255, blank=True)
    imap_port = models.PositiveIntegerField(default=993, validators=[MinValueValidator(1), MaxValueValidator(65535)])
    imap_security = models.CharField(max_length=8, choices=Security, default=Security.TLS)
    imap_username = models.CharField(max_length=254, blank=True)
    imap_password = EncryptedTextField(blank=True)
    imap_folder = models.CharField(max_length=120, default="INBOX")
    imap_uid_validity = models.BigIntegerField(null=True, blank=True, editable=False)
    imap_last_uid = models.BigIntegerField(default=0, editable=False)
    polled_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="When it was last read to the end."
    )
    poll_error = models.TextField(blank=True, editable=False)
    poll_failures = models.PositiveSmallIntegerField(default=0, editable=False, help_text="In a row.")
    next_poll_at = models.DateTimeField(null=True, blank=True, editable=False)
    imap_since = models.DateField(
        null=True, blank=True, editable=False, help_text="What arrived before is not read, whatever its number."
    )
    imap_stuck_uid = models.BigIntegerField(
        null=True, blank=True, editable=False, help_text="The message at which reading failed last."
    )
    imap_stuck_times = models.PositiveSmallIntegerField(default=0, editable=False, help_text="In a row.")

    sent_copy = models.BooleanField(default=False)
    sent_folder = models.CharField(max_length=120, blank=True)
    sent_folder_found = models.CharField(
        max_length=255, blank=True, editable=False, help_text="Where the last copy went."
    )
    sent_copy_error = models.TextField(blank=True, editable=False)
    sent_copy_failures = models.PositiveSmallIntegerField(default=0, editable=False, help_text="In a row.")
    sent_copy_retry_at = models.DateTimeField(null=True, blank=True, editable=False)

    second_limit = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(1000)]
    )
    hourly_limit = models.PositiveIntegerField(default=60, validators=[MinValueValidator(1)])
    daily_limit = models.PositiveIntegerField(default=500, validators=[MinValueValidator(1)])
    domain_hourly_limit = models.PositiveIntegerField(
        default=30, validators=[MinValueValidator(1)], help_text="To one recipient domain."
    )
    warm_up = models.BooleanField(default=True)
    warm_up_start = models.PositiveIntegerField(default=20, validators=[MinValueValidator(1)])
    warm_up_growth = models.DecimalField(
        max_digits=3,
        decimal_places=1,
        default=Decimal("1.5"),
        validators=[MinValueValidator(Decimal("1.1")), MaxValueValidator(Decimal("10"))],
    )

    paused_at = models.DateTimeField(null=True, blank=True, editable=False)
    pause_reason = models.TextField(blank=True, editable=False)
    failures = models.PositiveIntegerField(
        default=0, editable=False, help_text="How often in a row the server could not be worked with."
    )
    retry_at = models.DateTimeField(null=True, blank=True, editable=False, help_text="Nothing is tried before.")

    objects = MailboxQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name_plural = "mailboxes"
        constraints = [
            models.UniqueConstraint(
                Lower("address"),
                name="mail_mailbox_address",
                violation_error_message="There is a mailbox with this address.",
            ),
            models.CheckConstraint(
                condition=Q(smtp_security__in=["tls", "starttls", "none"]), name="mail_mailbox_smtp_security"
            ),
            models.CheckConstraint(
                condition=Q(service="") | Q(service__in=Service.values), name="mail_mailbox_service"
            ),
            models.CheckConstraint(condition=Q(service_region__in=Region.values), name="mail_mailbox_service_region"),
            models.CheckConstraint(
                condition=~Q(service="") | ~Q(smtp_host=""),
                name="mail_mailbox_server_has_host",
                violation_error_message="A mailbox that sends through a mail server needs the server's name.",
            ),
            models.CheckConstraint(
                condition=Q(service="") | (~Q(service_key="") & Q(hook_token__isnull=False) & ~Q(hook_password="")),
                name="mail_mailbox_service_has_key",
                violation_error_message="A mailbox that sends through a mail service needs the service's key.",
            ),
            models.CheckConstraint(
                condition=~Q(service="mailjet") | ~Q(service_secret=""),
                name="mail_mailbox_service_has_both_keys",
                violation_error_message="Mailjet needs two keys: the API key and the secret key.",
            ),
            models.CheckConstraint(
                condition=Q(imap_security__in=["tls", "starttls", "none"]), name="mail_mailbox_imap_security"
            ),
            models.CheckConstraint(
                condition=Q(paused_at=None) | ~Q(pause_reason=""), name="mail_mailbox_pause_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(hourly_limit__gte=1, daily_limit__gte=1, domain_hourly_limit__gte=1),
                name="mail_mailbox_limits",
                violation_error_message="A limit must be at least 1; to stop a mailbox, pause it.",
            ),
            models.CheckConstraint(
                condition=Q(second_limit=None) | Q(second_limit__range=(1, 1000)),
                name="mail_mailbox_second_limit",
                violation_error_message="Between 1 and 1000 a second, or empty: as fast as the server takes them.",
            ),
            models.CheckConstraint(
                condition=Q(warm_up_start__gte=1, warm_up_growth__gt=1),
                name="mail_mailbox_warm_up",
                violation_error_message="Warming up begins with 1 message or more and grows by a factor above 1.",
            ),
            models.CheckConstraint(
                condition=Q(sent_copy=False) | ~Q(imap_host=""),
                name="mail_mailbox_sent_copy_needs_imap",
                violation_error_message="Copies go to a folder of the incoming server; there is none.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} <{self.address}>"

    @property
    def domain(self) -> str:
        return self.address.rpartition("@")[2].lower()
