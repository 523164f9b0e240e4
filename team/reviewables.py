"""What can be reviewed: every app that has something to sign off registers how to look at it.

`team` keeps the decisions and knows nothing of pitches or press releases. The app above says what would go out
(`fingerprint`), how it looks to the reviewer (`templates`, `context`) and what a decision means for it (`submitted`,
`decided`, `voided`).
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Literal

from django.db.models import Model
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format

if TYPE_CHECKING:
    from team.models import Review

Pane = Literal["changes", "outgoing", "recipients", "side"]


class NotReviewable(LookupError):
    """Nobody registered a `Reviewable` for this model."""


@dataclass(frozen=True)
class QueueLine:
    """When it is needed, in a few words, for the list of what waits. `tone` is "", "warn" or "bad"."""

    text: str
    tone: str = ""


class Reviewable(ABC):
    """How one kind of thing is reviewed. Set `kind`, `icon`, `templates`; override `fingerprint` and `url` at least.

    `templates` names a template for each pane: "changes" (what is different from an earlier version), "outgoing"
    (exactly what would go out), "recipients" (to whom and why; leave it out where there are none) and "side" (checks
    and the like, beside all of them).
    """

    kind = "Item"
    icon = "file-text"
    templates: dict[Pane, str] = {}

    @abstractmethod
    def fingerprint(self, subject: Any) -> str:
        """SHA-256, as 64 hexadecimal digits, over exactly what would go out if it went out now."""

    @abstractmethod
    def url(self, subject: Any) -> str:
        """Where the thing itself is worked on."""

    def author_id(self, subject: Any) -> int | None:
        """The primary key of whose work it is, besides whoever submits it; None where that is the same."""
        return None

    def batch(self, subject: Any) -> str:
        """What names its campaign, so that a manager may approve what belongs to it together; "" keeps it by itself."""
        return ""

    def submitted(self, review: "Review") -> None:  # noqa: B027 (not every kind has something to do)
        """It was submitted. Runs inside the transaction of the submission, as do the two below in theirs."""

    def decided(self, review: "Review") -> None:  # noqa: B027 (not every kind has something to do)
        """It was approved, sent back or withdrawn; `review.state` says which."""

    def voided(self, review: "Review") -> None:  # noqa: B027 (not every kind has something to do)
        """Its approval no longer holds, because it was edited."""

    def queue_line(self, review: "Review") -> QueueLine:
        """When it is planned to go out, for the list of what waits."""
        if review.due_at is None:
            return QueueLine("No date")
        left = review.due_at - timezone.now()
        tone = "bad" if left < timedelta(hours=3) else "warn" if left < timedelta(days=1) else ""
        return QueueLine(f"Goes {date_format(timezone.localtime(review.due_at), 'D H:i')}", tone)

    def summary(self, review: "Review") -> str:
        """One line under the title."""
        return f"{self.kind} for {review.context}" if review.context else self.kind

    def context(self, review: "Review", compared_with: "Review | None", request: HttpRequest) -> dict[str, Any]:
        """What the panes' templates need besides `review` and `compared_with`.

        `tab_counts` ({"changes": 3, "recipients": 24}) puts numbers beside the tabs.
        """
        return {}


class ReviewableRow(Reviewable):
    """A thing whose own row says how far its sign-off is: `state`, `approved_fingerprint` and `owner`.

    Its states are draft, in_review, changes and approved, among others of its own.
    """

    def author_id(self, subject: Any) -> int:
        return int(subject.owner_id)

    def batch(self, subject: Any) -> str:
        campaign = getattr(subject, "campaign_id", None)
        return f"campaign {campaign}" if campaign else ""

    def submitted(self, review: "Review") -> None:
        self._move(review, "in_review")

    def decided(self, review: "Review") -> None:
        if review.state == "approved":
            self._move(review, "approved", fingerprint=review.fingerprint)
        else:
            self._move(review, "changes" if review.state == "changes" else "draft")

    def voided(self, review: "Review") -> None:
        """Whoever edited it has made it a draft again; what is submitted anew is about to be in review."""

    def _move(self, review: "Review", state: str, *, fingerprint: str = "") -> None:
        """Runs while the row is locked by whoever decides."""
        row: Any = review.content_type.get_object_for_this_type(pk=review.object_id)
        row.state, row.approved_fingerprint = state, fingerprint
        row.save(update_fields=["state", "approved_fingerprint", "updated_at"])


_reviewables: dict[type[Model], Reviewable] = {}


def register(model: type[Model], reviewable: Reviewable) -> None:
    """Make `model` reviewable. Called from an app's `ready()`."""
    _reviewables[model] = reviewable


def reviewable_for(model: type[Model] | None) -> Reviewable:
    """What was registered for a model; raises `NotReviewable`."""
    try:
        return _reviewables[model]  # type: ignore[index]
    except KeyError:
        raise NotReviewable(f"No Reviewable is registered for {model}.") from None
