"""The public newsroom of a client, and those who want to hear from it."""

import pghistory
from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone

from campaigns.models import Client
from contacts.models import Journalist
from core.models import TimeStamped
from core.tokens import new_token
from mail.models import Mailbox, OutgoingMessage
from mediakits.models.document import Document

HEX_COLOUR = r"^#[0-9a-f]{6}\Z"


@pghistory.track(exclude=["updated_at", "stamp"])
class Newsroom(TimeStamped):
    """What everybody may read of a client, under its own path (`/newsroom/<slug>/`) or its own host name.

    `stamp` changes with everything that shows in it, and stands in the key of every cached page.
    """

    client = models.OneToOneField(Client, on_delete=models.PROTECT, related_name="newsroom")
    slug = models.SlugField(max_length=60, unique=True, help_text="Its path: /newsroom/…/")
    host = models.CharField(
        "host name of its own", max_length=120, blank=True, help_text="For example press.fernhall.example."
    )
    is_open = models.BooleanField("open to everybody", default=False)
    title = models.CharField(max_length=120, blank=True, help_text="Empty: the client's name.")
    intro = models.TextField("in one paragraph", max_length=600, blank=True)
    colour = models.CharField(
        max_length=7, blank=True, validators=[RegexValidator(HEX_COLOUR, "Write it like #1b4d3e.")]
    )
    language = models.CharField(max_length=10, default="en")
    contact = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="press contact"
    )
    phone = models.CharField(max_length=40, help_text="A number that somebody answers.")
    hours = models.CharField(max_length=120, blank=True, help_text="For example: 07:00 to 20:00, Berlin.")
    address = models.CharField("postal address", max_length=200, blank=True)
    mailbox = models.ForeignKey(
        Mailbox,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Where inquiries arrive, and what news is sent from.",
    )
    takes_inquiries = models.BooleanField("inquiry form", default=True)
    takes_subscribers = models.BooleanField("subscription by e-mail", default=True)
    stamp = models.CharField(max_length=32, default=new_token, editable=False)

    class Meta:
        ordering = ["slug"]
        constraints = [
            models.UniqueConstraint(
                Lower("host"),
                condition=~Q(host=""),
                name="mediakits_newsroom_host",
                violation_error_message="Another newsroom has this host name.",
            ),
            models.CheckConstraint(
                condition=Q(colour="") | Q(colour__regex=r"^#[0-9a-f]{6}$"),
                name="mediakits_newsroom_colour",
                violation_error_message="Write the colour like #1b4d3e.",
            ),
            models.CheckConstraint(
                condition=Q(is_open=False) | ~Q(phone=""),
                name="mediakits_newsroom_phone",
                violation_error_message="An open newsroom needs a phone number that somebody answers.",
            ),
        ]

    def __str__(self) -> str:
        return self.title or str(self.client)

    def get_absolute_url(self) -> str:
        return reverse("mediakits:newsroom-edit", args=[self.pk])

    @property
    def offers_inquiries(self) -> bool:
        """Whether the form stands there: what is written in it needs a mailbox to arrive in."""
        return self.takes_inquiries and self.mailbox_id is not None

    @property
    def offers_subscription(self) -> bool:
        """Whether one can subscribe: news needs a mailbox to go out from."""
        return self.takes_subscribers and self.mailbox_id is not None


class Subscriber(TimeStamped):
    """Somebody who asked to hear of a newsroom's releases; nothing is sent before they confirmed (double opt-in).

    Whoever is deleted from the contacts is gone from here too: this row has their name and address.
    """

    newsroom = models.ForeignKey(Newsroom, on_delete=models.CASCADE, related_name="subscribers")
    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=120)
    outlet_name = models.CharField("outlet", max_length=120, blank=True)
    token = models.CharField(max_length=32, unique=True, default=new_token, editable=False)
    asked_at = models.DateTimeField(default=timezone.now)
    confirmation_sent_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    journalist = models.ForeignKey(
        Journalist, on_delete=models.CASCADE, null=True, blank=True, related_name="subscriptions"
    )

    class Meta:
        ordering = ["-asked_at", "-pk"]
        indexes = [
            models.Index(fields=["newsroom", "-asked_at", "-id"], name="mediakits_subscriber_newest"),
            models.Index(
                fields=["asked_at"],
                name="mediakits_subscriber_unsent",
                condition=Q(confirmation_sent_at=None, confirmed_at=None),
            ),
        ]
        constraints = [
            models.UniqueConstraint("newsroom", Lower("email"), name="mediakits_subscriber_once"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_active(self) -> bool:
        """Whether news goes to them."""
        return self.confirmed_at is not None and self.left_at is None


class Notice(TimeStamped):
    """That a subscriber is told of a release: once each, whatever happens. `skipped` says why no mail was made."""

    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="notices")
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="notices")
    message = models.OneToOneField(
        OutgoingMessage, on_delete=models.SET_NULL, null=True, blank=True, related_name="newsroom_notice"
    )
    skipped = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["subscriber", "document"], name="mediakits_notice_once"),
        ]

    def __str__(self) -> str:
        return f"{self.document} to {self.subscriber}"
