from datetime import timedelta

import pytest
from django.utils import timezone

from contacts import timeline
from contacts.models import Journalist, TimelineEntry
from tests.factories.contacts import JournalistFactory

pytestmark = pytest.mark.django_db

Kind = TimelineEntry.Kind
Level = Journalist.Relationship


@pytest.fixture
def journalist() -> Journalist:
    return JournalistFactory(name="Ines Albrecht")


def record(journalist: Journalist, kind: str, *, days_ago: float = 0, headline: str = "It happened", **rest):
    at = timezone.now() - timedelta(days=days_ago)
    return timeline.record(journalist=journalist, kind=kind, headline=headline, at=at, **rest)


def test_record_shows_in_the_list(journalist):
    entry = record(journalist, Kind.PITCHED, headline="Pitched “A 100-hour battery”")
    journalist.refresh_from_db()
    assert journalist.last_contact_at == entry.at
    assert journalist.last_contact == "Pitched “A 100-hour battery”"
    assert journalist.last_reply_at is None
    assert journalist.relationship == Level.KNOWN


def test_record_told_twice_is_written_once(journalist):
    assert record(journalist, Kind.PITCHED, key="pitch:1:sent") is not None
    assert record(journalist, Kind.PITCHED, key="pitch:1:sent") is None
    assert journalist.timeline.count() == 1


def test_record_of_something_older_leaves_the_last_contact(journalist):
    record(journalist, Kind.CALL, headline="Call")
    record(journalist, Kind.PITCHED, days_ago=3, headline="Pitched")
    journalist.refresh_from_db()
    assert journalist.last_contact == "Call"


def test_record_of_a_bounce_or_note_is_no_contact(journalist):
    for kind in (Kind.BOUNCED, Kind.NOTE, Kind.AUTO_REPLY, Kind.IMPORTED, Kind.PREFERENCES):
        record(journalist, kind)
    journalist.refresh_from_db()
    assert (journalist.last_contact_at, journalist.relationship) == (None, Level.NEW)


def test_record_trims_what_is_too_long(journalist):
    entry = record(journalist, Kind.CALL, headline="a" * 500)
    journalist.refresh_from_db()
    assert (len(entry.headline), len(journalist.last_contact)) == (300, 120)


@pytest.mark.parametrize(
    ("kinds", "level"),
    [
        ([], Level.NEW),
        ([(Kind.NOTE, 0)], Level.NEW),
        ([(Kind.PITCHED, 0)], Level.KNOWN),
        ([(Kind.PITCHED, 2), (Kind.REPLIED, 1)], Level.RESPONSIVE),
        ([(Kind.REPLIED, 3), (Kind.REPLIED, 3), (Kind.ANSWERED, 3)], Level.RESPONSIVE),
        ([(Kind.REPLIED, 400), (Kind.CALL, 500)], Level.RESPONSIVE),
        ([(Kind.REPLIED, 1), (Kind.CALL, 20)], Level.WARM),
        ([(Kind.REPLIED, day) for day in (1, 5, 9, 12, 30)], Level.CLOSE),
    ],
)
def test_relationship_counts_days_in_touch(journalist, kinds, level):
    for kind, days_ago in kinds:
        record(journalist, kind, days_ago=days_ago)
    journalist.refresh_from_db()
    assert journalist.relationship == level
    assert timeline.relationship_of(journalist).level == level


def test_relationship_says_why(journalist):
    for kind, days_ago in [(Kind.PITCHED, 9), (Kind.PITCHED, 5), (Kind.REPLIED, 4), (Kind.CALL, 1)]:
        record(journalist, kind, days_ago=days_ago)
    assert timeline.relationship_of(journalist).reasons == [
        ("plus", "Answered once to 2 pitches"),
        ("plus", "1 call or meeting"),
        ("plus", "In touch on 2 days of the last year"),
    ]


def test_coverage_speaks_for_the_relationship(journalist):
    for days_ago in (5, 9):
        record(journalist, Kind.COVERED, days_ago=days_ago)
    assert timeline.relationship_of(journalist).reasons == [("plus", "2 articles about us")]


def test_relationships_cool_when_a_year_has_gone_by(journalist):
    for days_ago in (1, 9):
        record(journalist, Kind.REPLIED, days_ago=days_ago)
    journalist.timeline.update(at=timezone.now() - timedelta(days=500))
    assert timeline.refresh_relationships() == 1
    journalist.refresh_from_db()
    assert journalist.relationship == Level.RESPONSIVE
