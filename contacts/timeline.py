"""Tells the story of a journalist and us, one entry at a time, and draws from it how close we are.

How close, by a rule that can be said in one breath:

* New: we have never been in contact.
* Known: we have written to them or spoken.
* Responsive: they have answered us, or we have spoken.
* Warm: that happened on two days or more within the last year.
* Close: on five days or more within the last year.

Days are counted, not messages: five mails in an afternoon are one conversation.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import Case, CharField, Count, F, Max, Q, Value, When
from django.db.models.functions import Greatest, TruncDate
from django.utils import timezone
from django.utils.text import Truncator

from campaigns.models import Campaign
from contacts.models import Journalist, TimelineEntry
from team.models import User

Kind = TimelineEntry.Kind
Level = Journalist.Relationship

SPOKE = (*TimelineEntry.FROM_THEM, Kind.CALL, Kind.MEETING, Kind.INTERVIEW)
OURS = (Kind.PITCHED, Kind.FOLLOWED_UP, Kind.WROTE)
RECENT = timedelta(days=365)
WARM_DAYS = 2
CLOSE_DAYS = 5


def entry(
    *,
    journalist: Journalist,
    kind: str,
    headline: str,
    at: datetime | None = None,
    by: User | None = None,
    body: str = "",
    url: str = "",
    campaign: Campaign | None = None,
    key: str | None = None,
) -> TimelineEntry:
    """One entry, not written yet. `headline` is the whole phrase, for example 'Pitched "A 100-hour battery"'; `url` is
    where it leads; `at` is now unless given. `key` names what happened (for example "pitch:12:sent")."""
    return TimelineEntry(
        journalist=journalist,
        kind=kind,
        at=at or timezone.now(),
        by=by,
        body=body,
        url=url,
        campaign=campaign,
        headline=Truncator(headline).chars(300),
        key=key,
    )


def record(**told: Any) -> TimelineEntry | None:
    """Write one entry (see `entry`), together with what the list shows of it: last contact, last reply, relationship.

    Call it within the transaction of the change it tells of. What is told a second time under the same `key` is not
    written again, and None is given.
    """
    new = entry(**told)
    with transaction.atomic():
        if not _save_once(new):
            return None
        if new.kind in TimelineEntry.CONTACT:
            _note_contact(new)
    return new


def record_all(entries: list[TimelineEntry]) -> None:
    """Write many entries as `record` does, all with keys, in a few statements."""
    keys = [entry.key for entry in entries]
    known = set(TimelineEntry.objects.filter(key__in=keys).values_list("key", flat=True))
    new = [entry for entry in entries if entry.key not in known]
    contacts = [entry for entry in new if entry.kind in TimelineEntry.CONTACT]
    with transaction.atomic():
        TimelineEntry.objects.bulk_create(new)
        if all(entry.kind in OURS for entry in contacts):
            _note_all_ours(contacts)
        else:
            for entry in contacts:
                _note_contact(entry)


def _note_all_ours(entries: list[TimelineEntry]) -> None:
    """As `_note_contact`, for what came from us, in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE contacts_journalist AS journalist
               SET last_contact = CASE WHEN last_contact_at > told.at THEN last_contact ELSE told.headline END,
                   last_contact_at = greatest(last_contact_at, told.at), relationship = greatest(relationship, %s)
              FROM (SELECT DISTINCT ON (id) *
                      FROM unnest(%s::bigint[], %s::timestamptz[], %s::text[]) AS each (id, at, headline)
                     ORDER BY id, at DESC) AS told
             WHERE journalist.id = told.id
            """,
            [
                Level.KNOWN.value,
                [entry.journalist_id for entry in entries],
                [entry.at for entry in entries],
                [Truncator(entry.headline).chars(120) for entry in entries],
            ],
        )


def _save_once(entry: TimelineEntry) -> bool:
    if entry.key is None:
        entry.save()
        return True
    if TimelineEntry.objects.filter(key=entry.key).exists():
        return False
    try:
        with transaction.atomic():
            entry.save()
    except IntegrityError:
        # Told twice at the same time: the other one was first.
        if TimelineEntry.objects.filter(key=entry.key).exists():
            return False
        raise
    return True


def _note_contact(entry: TimelineEntry) -> None:
    latest = Q(last_contact_at=None) | Q(last_contact_at__lte=entry.at)
    changes = {
        "last_contact": Case(
            When(latest, then=Value(Truncator(entry.headline).chars(120))),
            default=F("last_contact"),
            output_field=CharField(),
        ),
        "last_contact_at": Greatest(F("last_contact_at"), Value(entry.at)),
        "relationship": Greatest(F("relationship"), Value(Level.KNOWN.value)),
    }
    if entry.kind in TimelineEntry.FROM_THEM:
        changes["last_reply_at"] = Greatest(F("last_reply_at"), Value(entry.at))
    if entry.kind in SPOKE:
        changes["relationship"] = Value(relationship_of(entry.journalist).level.value)
    Journalist.objects.filter(pk=entry.journalist_id).update(**changes)


@dataclass
class Relationship:
    """How close we are to a journalist, and why we think so."""

    level: Level
    pitched: int = 0
    answered: int = 0
    days: int = 0
    calls: int = 0
    covered: int = 0
    last_spoke_at: datetime | None = None
    reasons: list[tuple[str, str]] = field(default_factory=list)


def relationship_of(journalist: Journalist) -> Relationship:
    """Read the relationship off the timeline, in one query."""
    spoke = Q(kind__in=SPOKE)
    facts = TimelineEntry.objects.filter(journalist=journalist).aggregate(
        pitched=Count("pk", filter=Q(kind=Kind.PITCHED)),
        answered=Count("pk", filter=Q(kind__in=TimelineEntry.FROM_THEM)),
        calls=Count("pk", filter=Q(kind__in=[Kind.CALL, Kind.MEETING, Kind.INTERVIEW])),
        covered=Count("pk", filter=Q(kind=Kind.COVERED)),
        contacts=Count("pk", filter=Q(kind__in=TimelineEntry.CONTACT)),
        days=Count(TruncDate("at"), filter=spoke & Q(at__gte=timezone.now() - RECENT), distinct=True),
        last_spoke_at=Max("at", filter=spoke),
    )
    relation = Relationship(
        level=_level(facts),
        **{name: facts[name] for name in ("pitched", "answered", "days", "calls", "covered", "last_spoke_at")},
    )
    relation.reasons = _reasons(relation)
    return relation


def _level(facts: dict) -> Level:
    if facts["days"] >= CLOSE_DAYS:
        return Level.CLOSE
    if facts["days"] >= WARM_DAYS:
        return Level.WARM
    if facts["last_spoke_at"]:
        return Level.RESPONSIVE
    return Level.KNOWN if facts["contacts"] else Level.NEW


def _reasons(relation: Relationship) -> list[tuple[str, str]]:
    """In words, each with the icon that says whether it speaks for or against."""
    reasons = []
    if relation.answered:
        times = "once" if relation.answered == 1 else f"{relation.answered} times"
        after = f" to {_count(relation.pitched, 'pitch', 'pitches')}" if relation.pitched else ""
        reasons.append(("plus", f"Answered {times}{after}"))
    elif relation.pitched:
        reasons.append(("minus", f"No answer yet to {_count(relation.pitched, 'pitch', 'pitches')}"))
    if relation.covered:
        reasons.append(("plus", _count(relation.covered, "article about us", "articles about us")))
    if relation.calls:
        reasons.append(("plus", _count(relation.calls, "call or meeting", "calls and meetings")))
    if relation.days:
        reasons.append(("plus", f"In touch on {_count(relation.days, 'day', 'days')} of the last year"))
    elif relation.last_spoke_at:
        reasons.append(("minus", "Not in touch for over a year"))
    if not reasons:
        known = relation.level is not Level.NEW
        reasons.append(("minus", "No answer and no call yet" if known else "No contact yet"))
    return reasons


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def refresh_relationships() -> int:
    """Let relationships cool that nothing has happened in. Gives how many changed.

    Nothing writes to a timeline when a year goes by, so beat calls this once a day, for the warm and the close.
    """
    changed = 0
    warm = Journalist.objects.filter(relationship__gte=Level.WARM).only("pk", "relationship")
    for journalist in warm.iterator(chunk_size=500):
        level = relationship_of(journalist).level
        if level != journalist.relationship:
            changed += Journalist.objects.filter(pk=journalist.pk).update(relationship=level)
    return changed
