import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from core.models import TimeStamped
from coverage.models import Clip
from pitches.models.recipient import Recipient
from pitches.querysets import AttributionQuerySet


@pghistory.track(exclude=["updated_at"])
class Attribution(TimeStamped):
    """That a clip came of a pitch to one journalist: proposed by rules with the reason, decided by a person.

    A clip comes of one pitch to one person at most; several may be proposed. What was refused is not proposed again.
    A confirmed one counts for as long as its clip is ours (`Attribution.objects.counting()`).
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", "Proposed"
        CONFIRMED = "confirmed", "Confirmed"
        REFUSED = "refused", "Refused"

    NEXT = {
        State.PROPOSED: {State.CONFIRMED, State.REFUSED},
        State.CONFIRMED: {State.REFUSED, State.PROPOSED},
        State.REFUSED: {State.CONFIRMED, State.PROPOSED},
    }

    clip = models.ForeignKey(Clip, on_delete=models.CASCADE, related_name="attributions")
    recipient = models.ForeignKey(Recipient, on_delete=models.CASCADE, related_name="attributions")
    state = models.CharField(max_length=9, choices=State, default=State.PROPOSED)
    why = models.CharField(max_length=300, blank=True, help_text="One sentence: what speaks for it.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField("decided", null=True, blank=True)

    objects = AttributionQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["recipient", "state"], name="pitches_attribution_of"),
            models.Index(fields=["-created_at"], name="pitches_attribution_waiting", condition=Q(state="proposed")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["proposed", "confirmed", "refused"]), name="pitches_attribution_state"
            ),
            models.CheckConstraint(
                condition=Q(state="proposed", at=None) | ~Q(state="proposed") & Q(at__isnull=False),
                name="pitches_attribution_decided_when",
            ),
            models.UniqueConstraint(
                fields=["clip", "recipient"],
                name="pitches_attribution_once",
                violation_error_message="It was said before whether this clip came of this pitch.",
            ),
            models.UniqueConstraint(
                fields=["clip"],
                condition=Q(state="confirmed"),
                name="pitches_attribution_one_origin",
                violation_error_message="This clip is known to come of another pitch.",
            ),
        ]

    def __str__(self) -> str:
        return f"clip {self.clip_id} of recipient {self.recipient_id}: {self.state}"
