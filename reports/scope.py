"""What a report counts: whose, which campaign's, and in which days. Every figure starts from here."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from campaigns.models import Campaign, Client
from coverage.models import Clip
from coverage.querysets import ClipQuerySet
from events.models import Interview, MediaEvent
from inquiries.models import Inquiry
from inquiries.querysets import InquiryQuerySet
from pitches.models import Recipient
from pitches.querysets import RecipientQuerySet
from reports.periods import Period


@dataclass(frozen=True)
class Scope:
    """A client, perhaps one campaign of theirs, and a period. `as_of` is the moment that the figures hold for."""

    client: Client
    campaign: Campaign | None
    period: Period
    as_of: datetime = field(default_factory=timezone.now)

    @cached_property
    def before(self) -> "Scope":
        """The same in the period it is compared with."""
        return replace(self, period=self.period.before)

    @cached_property
    def campaigns(self) -> list[Campaign]:
        """The campaigns it is about."""
        return [self.campaign] if self.campaign else list(self.client.campaigns.order_by("name", "pk"))

    @property
    def clips(self) -> ClipQuerySet:
        """Clips that a person confirmed, by the day of publication (the day it was found, where none is known), which
        is `at`. Syndicated copies are among them."""
        return self._of(Clip.objects.ours()).annotate(at=Coalesce("article__published_at", "article__found_at")).filter(
            at__gte=self.period.start, at__lt=self.period.end
        )  # fmt: skip

    @property
    def stories(self) -> ClipQuerySet:
        """The same without syndicated copies of a story that is ours: each story once, however often it was printed.

        Of several copies whose original is no clip of ours, the one that was clipped first stands for the story.
        """
        ours = Clip.objects.ours().filter(client=OuterRef("client")).order_by()
        of_original = ours.filter(article=OuterRef("article__original"))
        earlier = ours.filter(article__original=OuterRef("article__original"), pk__lt=OuterRef("pk"))
        return self.clips.filter(Q(article__original=None) | ~Exists(of_original) & ~Exists(earlier))

    @property
    def recipients(self) -> RecipientQuerySet:
        """Journalists whose pitch the mail server accepted in these days; who got two pitches counts twice."""
        rows = Recipient.objects.filter(pitch__campaign__client=self.client)
        if self.campaign:
            rows = rows.filter(pitch__campaign=self.campaign)
        return rows.filter(sent_at__gte=self.period.start, sent_at__lt=self.period.end)

    @property
    def inquiries(self) -> InquiryQuerySet:
        """What reporters asked in these days."""
        rows = self._of(Inquiry.objects.all())
        return rows.filter(received_at__gte=self.period.start, received_at__lt=self.period.end)

    @property
    def interviews(self) -> "QuerySet[Interview]":
        """Interviews whose time lies in these days."""
        rows = self._of(Interview.objects.all())
        return rows.filter(starts_at__gte=self.period.start, starts_at__lt=self.period.end)

    @property
    def media_events(self) -> "QuerySet[MediaEvent]":
        """Media events that begin in these days."""
        rows = self._of(MediaEvent.objects.all())
        return rows.filter(starts_at__gte=self.period.start, starts_at__lt=self.period.end)

    def _of(self, rows: Any) -> Any:
        rows = rows.filter(client=self.client)
        return rows.filter(campaign=self.campaign) if self.campaign else rows
