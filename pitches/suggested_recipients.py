"""Journalists who may want to hear a pitch, ranked, each with why: what they wrote, how they answered, their beat.

How they are ranked is said in docs/decisions/069-suggested-by-what-they-wrote.md.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Count, Exists, F, OuterRef, Q, TextField, Value
from django.db.models.functions import Cast, Length
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator

from contacts.models import Beat, Journalist
from contacts.querysets import Fold
from core.html import to_text
from coverage.models import Article, Clip
from coverage.press import subjects
from coverage.press.writing import COUNTED, Written, writers_on
from pitches.exclusions import exclusions_among
from pitches.models import Pitch, Recipient

MOST = 20
MOST_WRITERS = 80
MOST_CLIPS = 500
MOST_ON_BEAT = 40
SHORTEST_BEAT = 3
LATELY = timedelta(days=90)
LONGEST_TITLE = 120


@dataclass
class Record:
    """What we know of one journalist in view of one pitch."""

    written: list[Written] = field(default_factory=list)
    about_client: int = 0
    pitched: int = 0
    replied: int = 0
    beats: list[str] = field(default_factory=list)
    relationship: int = 0

    @property
    def best(self) -> Written | None:
        """What they wrote most of, on what counts most."""
        return max(self.written, key=lambda one: (_worth(one), one.until), default=None)

    @property
    def score(self) -> float:
        silence = 2 if self.pitched > 2 and not self.replied else 0
        return (
            sum(_worth(one) for one in self.written)
            + 1.5 * min(self.about_client, 3)
            + 4 * self.replied / (self.pitched + 2)
            + (2 if self.beats else 0)
            + self.relationship / 2
            - silence
        )


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Somebody to ask: `why` is for the team, with their newest articles beside it. `reason` becomes the reason of the
    recipient, which the journalist reads too: nothing of answers, nothing of what we watch."""

    journalist: Journalist
    why: str
    reason: str
    articles: list[Article]


def suggested_for(pitch: Pitch) -> list[Suggestion]:
    """Up to twenty journalists who are not in the pitch and may be written to; a constant number of queries."""
    beats = _beats_spoken_of(pitch)
    records = _records(pitch, beats)
    wanted = Journalist.objects.pitchable().filter(pk__in=records).exclude(recipients__pitch=pitch)
    found = list(wanted.with_primary().prefetch_related("beats"))
    against = exclusions_among(found, pitch=pitch, together=False)
    free = [journalist for journalist in found if not against[journalist.pk]]
    for journalist in free:
        record = records[journalist.pk]
        record.relationship = journalist.relationship
        record.beats = [beat.name for beat in journalist.beats.all() if beat in beats]
    _add_answers(records, free)
    free.sort(key=lambda journalist: (-records[journalist.pk].score, journalist.sort_name, journalist.pk))
    return _explained(free[:MOST], records, pitch)


def _records(pitch: Pitch, beats: Iterable[Beat]) -> dict[int, Record]:
    """Whoever wrote on its subjects or about its client, or covers its beats, the ones we know best first."""
    campaign = pitch.campaign
    on_beats = [subject for beat in sorted(beats, key=lambda beat: beat.name) for subject in subjects.of_beat(beat)]
    story = subjects.of_story(campaign, pitch.subject, to_text(pitch.body))
    writers = writers_on([*subjects.of_monitors(campaign), *on_beats, *story], most=MOST_WRITERS)
    records = {pk: Record(written=written) for pk, written in writers.items()}
    clips = Clip.objects.ours().filter(client=campaign.client_id, journalist__isnull=False).order_by("-pk")
    for pk, count in Counter(clips.values_list("journalist", flat=True)[:MOST_CLIPS]).items():
        records.setdefault(pk, Record()).about_client = count
    for pk in _on_beats(pitch, beats):
        records.setdefault(pk, Record())
    return records


def _on_beats(pitch: Pitch, beats: Iterable[Beat]) -> Iterable[int]:
    """The best known of those who cover the beats. EXISTS and an order that has an index: a beat may have thousands."""
    covers = Journalist.beats.through.objects.filter(journalist=OuterRef("pk"), beat__in=list(beats))
    covering = Journalist.objects.pitchable().filter(Exists(covers))
    in_pitch = Recipient.objects.filter(pitch=pitch, journalist=OuterRef("pk"))
    ordered = covering.exclude(Exists(in_pitch)).order_by("-relationship", "sort_name", "pk")
    return ordered.values_list("pk", flat=True)[:MOST_ON_BEAT] if beats else []


def _add_answers(records: dict[int, Record], journalists: list[Journalist]) -> None:
    """How many of our pitches each got, and how many of them they answered."""
    sent = Recipient.objects.filter(journalist__in=journalists, sent_at__isnull=False).order_by()
    counted = sent.values("journalist").annotate(
        pitched=Count("pk"), replied=Count("pk", filter=Q(answered_at__isnull=False))
    )
    for row in counted:
        record = records[row["journalist"]]
        record.pitched, record.replied = row["pitched"], row["replied"]


def _beats_spoken_of(pitch: Pitch) -> set[Beat]:
    """Beats whose name stands, as whole words, in the pitch or in what its campaign wants."""
    campaign = pitch.campaign
    messages = " ".join(campaign.key_messages.values_list("text", flat=True))
    text = f"{pitch.subject} {to_text(pitch.body)} {campaign.name} {campaign.objective} {campaign.audience} {messages}"
    folded = Fold(Cast(Value(f" {' '.join(text.replace(chr(0), ' ').split())} "), TextField()))
    named = Beat.objects.annotate(text=folded, folded=Fold("name"), length=Length("name"))
    return set(named.filter(length__gte=SHORTEST_BEAT, text__contains=F("folded")))


def _worth(written: Written) -> float:
    """Articles on a subject, of which five count; older ones half."""
    lately = written.until >= timezone.now() - LATELY
    return written.subject.weight * min(written.count, COUNTED) * (1 if lately else 0.5)


# In words


def _explained(journalists: list[Journalist], records: dict[int, Record], pitch: Pitch) -> list[Suggestion]:
    best = {journalist.pk: records[journalist.pk].best for journalist in journalists}
    keys = {key for written in best.values() if written for key in written.newest}
    shown = Article.objects.only("title", "published_at", "url").in_bulk(keys)
    suggestions = []
    for journalist in journalists:
        written = best[journalist.pk]
        articles = [shown[key] for key in written.newest if key in shown] if written else []
        record, client = records[journalist.pk], pitch.campaign.client.name
        suggestions.append(Suggestion(journalist, _why(record, client), _reason(record, articles, client), articles))
    return suggestions


def _why(record: Record, client: str) -> str:
    """3 articles on Energy storage since June; replied to 2 of our 4 pitches; covers Grid."""
    return _sentence(_wrote(record), _about(record, client), _answered(record), _covers(record))


def _reason(record: Record, articles: list[Article], client: str) -> str:
    """3 articles on Energy storage since June, last “What bridges a windless week?” (21 October); covers Grid."""
    said = _wrote(record, told=True)
    if record.best and articles:
        title = Truncator(articles[0].title).chars(LONGEST_TITLE)
        said += f"{', last' if record.best.count > 1 else ':'} “{title}” ({_day(record.best.until)})"
    return _sentence(said, _about(record, client), _covers(record))


def _sentence(*parts: str) -> str:
    said = "; ".join(part for part in parts if part)
    return said[:1].upper() + said[1:]


def _wrote(record: Record, *, told: bool = False) -> str:
    """`told` to the journalist, it leaves out what is internal."""
    if not (best := record.best):
        return ""
    count = "1 article" if best.count == 1 else f"{best.count} articles"
    label = "" if told and best.subject.internal else f" {best.subject.label}"
    return f"{count}{label}{f' since {_month(best.since)}' if best.count > 1 else ''}"


def _about(record: Record, client: str) -> str:
    if not record.about_client:
        return ""
    times = {1: "once", 2: "twice"}.get(record.about_client, f"{record.about_client} times")
    return f"wrote about {client} {times}"


def _covers(record: Record) -> str:
    return f"covers {', '.join(record.beats)}" if record.beats else ""


def _answered(record: Record) -> str:
    if not record.pitched:
        return "not pitched yet"
    if record.pitched == 1:
        return "replied to our pitch" if record.replied else ""
    if not record.replied:
        return f"no reply to our {record.pitched} pitches"
    return f"replied to {record.replied} of our {record.pitched} pitches"


def _month(at: datetime) -> str:
    local = timezone.localtime(at)
    return date_format(local, "F" if local > timezone.localtime() - timedelta(days=300) else "F Y")


def _day(at: datetime) -> str:
    local = timezone.localtime(at)
    return date_format(local, "j F" if local > timezone.localtime() - timedelta(days=300) else "j F Y")
