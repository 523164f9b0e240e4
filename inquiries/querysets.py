"""Which inquiries a person sees, and the groups that lists and figures are made of."""

from typing import TYPE_CHECKING, Self

from django.db import models

from core.folding import every_word
from team.models import User

if TYPE_CHECKING:
    from inquiries.models import Inquiry  # noqa: F401


class InquiryQuerySet(models.QuerySet["Inquiry"]):
    def visible_to(self, user: User) -> Self:
        """The team sees every inquiry, for any of them may have to answer; observers see none."""
        return self.none() if user.is_observer else self

    def open(self) -> Self:
        return self.filter(state__in=["new", "working"])

    def unacknowledged(self) -> Self:
        return self.filter(state="new", acknowledged_at=None)

    def matching(self, text: str) -> Self:
        """Every word stands in the subject, the words or with the reporter. Accents and case do not count."""
        return self.filter(every_word("search_text", text))
