"""Journalists who may want to hear a pitch: those whose beat it speaks of, the best known first, each with why."""

from dataclasses import dataclass

from django.db.models import F, TextField, Value
from django.db.models.functions import Cast, Length
from django.utils import timezone
from django.utils.formats import date_format

from contacts.models import Beat, Journalist
from contacts.querysets import Fold
from core.html import to_text
from pitches.exclusions import exclusions_among
from pitches.models import Pitch

MOST = 20
SHORTEST_BEAT = 3


@dataclass(frozen=True, slots=True)
class Suggestion:
    journalist: Journalist
    why: str


def suggested_for(pitch: Pitch) -> list[Suggestion]:
    """Up to twenty journalists who are not in the pitch and may be written to; a constant number of queries."""
    beats = _beats_spoken_of(pitch)
    if not beats:
        return []
    covering = Journalist.objects.pitchable().filter(beats__in=beats).exclude(recipients__pitch=pitch)
    ordered = covering.order_by("-relationship", F("last_reply_at").desc(nulls_last=True), "sort_name", "pk").distinct()
    found = list(ordered.with_primary().prefetch_related("beats")[: 2 * MOST])
    against = exclusions_among(found, pitch=pitch, together=False)
    free = [journalist for journalist in found if not against[journalist.pk]]
    return [Suggestion(journalist, _why(journalist, beats)) for journalist in free[:MOST]]


def _beats_spoken_of(pitch: Pitch) -> set[Beat]:
    """Beats whose name stands, as whole words, in the pitch or in what its campaign wants."""
    campaign = pitch.campaign
    messages = " ".join(campaign.key_messages.values_list("text", flat=True))
    text = f"{pitch.subject} {to_text(pitch.body)} {campaign.name} {campaign.objective} {campaign.audience} {messages}"
    folded = Fold(Cast(Value(f" {' '.join(text.replace(chr(0), ' ').split())} "), TextField()))
    named = Beat.objects.annotate(text=folded, folded=Fold("name"), length=Length("name"))
    return set(named.filter(length__gte=SHORTEST_BEAT, text__contains=F("folded")))


def _why(journalist: Journalist, beats: set[Beat]) -> str:
    covers = ", ".join(beat.name for beat in journalist.beats.all() if beat in beats)
    why = f"Covers {covers}"
    if journalist.last_reply_at:
        why += f"; replied on {date_format(timezone.localtime(journalist.last_reply_at), 'j F Y')}"
    elif journalist.last_contact_at is None:
        why += "; not pitched yet"
    return why
