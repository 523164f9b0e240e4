"""What people rejected teaches what is suggested next."""

import pytest

from campaigns.models import Client
from coverage.clips import deciding, learning, proposing
from coverage.models import Clip, Monitor, MonitorMatch
from team.models import User
from tests.factories.coverage import ArticleFactory, MonitorFactory

OURS = "Fernhall Storage opens a hall in Altfelde"
NOT_OURS = "Fernhall Road closed after a burst pipe"


@pytest.fixture
def monitor(client_brand: Client) -> Monitor:
    return MonitorFactory(client=client_brand)


def found_by(monitor: Monitor, title: str) -> Clip:
    article = ArticleFactory(title=title, text=f"{title}.", language="en")
    [clip] = proposing.propose(article, [MonitorMatch.objects.create(monitor=monitor, article=article)])
    return clip


def test_what_was_rejected_before_is_said_to_be_unlikely_and_why(monitor: Monitor, specialist: User) -> None:
    for _ in range(3):
        deciding.confirm(clip=found_by(monitor, OURS), by=specialist)
        deciding.reject(clip=found_by(monitor, NOT_OURS), by=specialist)
    monitor.refresh_from_db()
    likely, unlikely = found_by(monitor, OURS), found_by(monitor, "A new pavement for Fernhall Road")
    assert likely.score > 0.7
    assert unlikely.score < learning.UNLIKELY
    verdict = learning.judge([monitor], unlikely.suggested["features"])
    assert verdict.is_unlikely
    assert verdict.why == "3 of 3 articles with “road” were not ours."


def test_nothing_is_said_before_enough_was_decided_or_while_all_was_ours(monitor: Monitor, specialist: User) -> None:
    deciding.reject(clip=found_by(monitor, NOT_OURS), by=specialist)
    monitor.refresh_from_db()
    assert found_by(monitor, NOT_OURS).score is None
    other = MonitorFactory(client=monitor.client)
    for _ in range(5):
        deciding.confirm(clip=found_by(other, OURS), by=specialist)
    other.refresh_from_db()
    assert found_by(other, NOT_OURS).score is None


def test_a_decision_looks_anew_at_what_waits(monitor: Monitor, specialist: User) -> None:
    waiting = found_by(monitor, NOT_OURS)
    for _ in range(3):
        deciding.confirm(clip=found_by(monitor, OURS), by=specialist)
        deciding.reject(clip=found_by(monitor, NOT_OURS), by=specialist)
    waiting.refresh_from_db()
    assert waiting.score < learning.UNLIKELY
    assert waiting.state == Clip.State.WAITING


def test_what_is_taken_back_is_unlearnt(monitor: Monitor, specialist: User) -> None:
    clip = found_by(monitor, NOT_OURS)
    deciding.reject(clip=clip, by=specialist)
    deciding.confirm(clip=clip, by=specialist)
    monitor.refresh_from_db()
    assert monitor.learned["decided"] == [1, 0]
    assert monitor.learned["seen"]["word:road"] == [1, 0]
    deciding.take_back(clip=clip, by=specialist)
    monitor.refresh_from_db()
    assert monitor.learned == {"decided": [0, 0], "seen": {}}


def test_a_story_teaches_once_however_many_copies_it_has(monitor: Monitor, specialist: User) -> None:
    original = found_by(monitor, NOT_OURS)
    for _ in range(3):
        copy = found_by(monitor, NOT_OURS)
        deciding.as_copy(clip=copy, original=original.article, by=specialist)
    deciding.reject(clip=original, by=specialist)
    monitor.refresh_from_db()
    assert monitor.learned["decided"] == [0, 1]
    deciding.take_back(clip=original, by=specialist)
    monitor.refresh_from_db()
    assert monitor.learned["decided"] == [0, 0]


def test_a_memory_stays_small(monitor: Monitor) -> None:
    monitor.learned = {"decided": [9, 9], "seen": {f"word:w{n}": [n, 0] for n in range(learning.MOST_KEPT + 1)}}
    learning._thin_out(monitor.learned)
    assert len(monitor.learned["seen"]) == learning.MOST_KEPT * 4 // 5
    assert f"word:w{learning.MOST_KEPT}" in monitor.learned["seen"]
