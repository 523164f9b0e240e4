"""Who is told of what, and when: queue, quiet hours, digest, letters, and the crisis switch."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coverage.models import Alert, AlertDue, AlertHours, AlertLetter, Crisis, Monitor, MonitorMatch
from coverage.monitors import alerting, crises, letters, matching, telling
from coverage.monitors.hours import due_at, is_quiet
from coverage.monitors.indexing import index
from coverage.monitors.saving import delete
from coverage.pruning import prune
from team.models import Notification, User
from tests.factories.coverage import ArticleFactory, MonitorFactory, SightingFactory
from tests.mail.sink import DROP, Sink

BERLIN = ZoneInfo("Europe/Berlin")
NOON = datetime(2026, 11, 11, 12, 0, tzinfo=BERLIN)  # a Wednesday
QUIET = [("at_once", "2026-11-11 12:00", "2026-11-11 12:00"), ("at_once", "2026-11-11 20:00", "2026-11-12 07:00")]


def moment(text: str, zone: ZoneInfo = BERLIN) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=zone)


@pytest.mark.parametrize(
    ("rhythm", "now", "due"),
    [
        *QUIET,
        ("at_once", "2026-11-12 06:59", "2026-11-12 07:00"),
        ("at_once", "2026-11-13 21:00", "2026-11-16 07:00"),  # Friday evening, Monday morning
        ("at_once", "2026-11-14 12:00", "2026-11-16 07:00"),
        ("daily", "2026-11-11 07:59", "2026-11-11 08:00"),
        ("daily", "2026-11-11 08:00", "2026-11-11 08:00"),
        ("daily", "2026-11-11 08:01", "2026-11-12 08:00"),
        ("daily", "2026-11-13 09:00", "2026-11-16 08:00"),
        ("at_once", "2026-03-27 21:00", "2026-03-30 07:00"),  # over the night in which clocks go forward
        ("at_once", "2026-10-25 02:30", "2026-10-26 07:00"),
    ],
)
def test_due_at_keeps_the_hours(rhythm: str, now: str, due: str) -> None:
    assert due_at(rhythm=rhythm, hours=AlertHours(), zone=BERLIN, now=moment(now)) == moment(due)


def test_due_at_end_of_quiet_that_the_clock_jumps_over() -> None:
    hours = AlertHours(quiet_from=time(22), quiet_until=time(2, 30), quiet_weekends=False)
    now = moment("2026-03-28 23:00")
    assert due_at(rhythm="at_once", hours=hours, zone=BERLIN, now=now) == moment("2026-03-29 03:30")


def test_due_at_with_the_same_hour_twice_is_never_quiet() -> None:
    hours = AlertHours(quiet_from=time(7), quiet_until=time(7), quiet_weekends=False)
    assert due_at(rhythm="at_once", hours=hours, zone=BERLIN, now=NOON) == NOON


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(
    start=st.times(),
    end=st.times(),
    weekends=st.booleans(),
    zone=st.sampled_from(["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "UTC"]),
    minutes=st.integers(0, 60 * 24 * 400),
)
def test_due_at_is_soon_and_not_quiet(start: time, end: time, weekends: bool, zone: str, minutes: int) -> None:
    hours = AlertHours(quiet_from=start, quiet_until=end, quiet_weekends=weekends)
    now = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    due = due_at(rhythm="at_once", hours=hours, zone=ZoneInfo(zone), now=now)
    assert now <= due <= now + timedelta(days=4)
    assert not is_quiet(hours, ZoneInfo(zone), due)


@pytest.fixture
def fernhall(specialist: User) -> Monitor:
    specialist.time_zone = "Europe/Berlin"
    specialist.save()
    return MonitorFactory(name="Fernhall", owner=specialist)


def published(title: str = "Fernhall opens", **more: object) -> list[MonitorMatch]:
    """What the last step of an article's way does."""
    more.setdefault("published_at", timezone.now())
    article = ArticleFactory(title=title, **more)
    index(article)
    matches = matching.match(article)
    alerting.tell(matches)
    return matches


def told(user: User) -> list[str]:
    return list(Notification.objects.filter(user=user).order_by("pk").values_list("text", flat=True))


def test_alert_at_once_is_told_by_notification_and_letter(fernhall: Monitor, specialist: User) -> None:
    Alert.objects.create(user=specialist, monitor=fernhall, rhythm="at_once")
    with time_machine.travel(NOON, tick=False):
        (match,) = published(outlet_name="Stromblatt")
        assert (telling.tell_due(), letters.send_due_letters()) == (1, (1, 0))
        assert (telling.tell_due(), letters.send_due_letters()) == (0, (0, 0))
    assert told(specialist) == ["Fernhall opens (Stromblatt), found by “Fernhall”"]
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == ([specialist.email], "Fernhall opens (Stromblatt)")
    assert match.article.get_absolute_url() in letter.body
    assert AlertLetter.objects.get().sent_at == NOON


def test_alerts_of_a_busy_hour_are_gathered(fernhall: Monitor, specialist: User) -> None:
    Alert.objects.create(user=specialist, monitor=fernhall, rhythm="at_once")
    with time_machine.travel(NOON, tick=False) as now:
        published("Fernhall one")
        telling.tell_due()
        published("Fernhall two")
        published("Fernhall three")
        assert telling.tell_due() == 0
        now.shift(timedelta(minutes=11))
        assert telling.tell_due() == 1
        letters.send_due_letters()
    assert told(specialist)[1:] == ["2 new articles, found by “Fernhall”"]
    assert [letter.subject for letter in mail.outbox] == [
        "Fernhall one (paper.example.org)",
        "2 new articles: Fernhall",
    ]


def test_alerts_wait_for_the_end_of_quiet_hours_and_the_digest(
    fernhall: Monitor, specialist: User, colleague: User
) -> None:
    Alert.objects.create(user=specialist, monitor=fernhall, rhythm="at_once")
    Alert.objects.create(user=colleague, monitor=fernhall, rhythm="daily")
    colleague.time_zone = "America/New_York"
    colleague.save()
    with time_machine.travel(moment("2026-11-11 21:00"), tick=False) as now:
        published()
        assert telling.tell_due() == 0
        now.move_to(moment("2026-11-12 07:00"))
        assert telling.tell_due() == 1
        assert (len(told(specialist)), len(told(colleague))) == (1, 0)
        now.move_to(moment("2026-11-12 08:00", ZoneInfo("America/New_York")))
        assert telling.tell_due() == 1
    assert AlertLetter.objects.get(user=colleague).is_digest


def test_alert_is_taken_back_before_it_is_told(
    fernhall: Monitor, specialist: User, colleague: User, manager: User
) -> None:
    for user in (specialist, colleague, manager):
        Alert.objects.create(user=user, monitor=fernhall, rhythm="daily")
    Alert.objects.filter(user=specialist).update(rhythm="never")
    with time_machine.travel(NOON, tick=False) as now:
        published()
        alerting.set_rhythm(user=colleague, monitor_id=fernhall.pk, rhythm="never")
        manager.is_active = False
        manager.save()
        now.shift(timedelta(days=2))
        assert telling.tell_due() == 0
    assert not AlertDue.objects.exists()


def test_rhythm_changed_reaches_what_waits(fernhall: Monitor, specialist: User) -> None:
    Alert.objects.create(user=specialist, monitor=fernhall, rhythm="daily")
    with time_machine.travel(NOON, tick=False):
        published()
        assert telling.tell_due() == 0
        alerting.set_rhythm(user=specialist, monitor_id=fernhall.pk, rhythm="at_once")
        assert telling.tell_due() == 1


def test_copy_is_not_told(fernhall: Monitor, specialist: User) -> None:
    Alert.objects.create(user=specialist, monitor=fernhall, rhythm="at_once")
    with time_machine.travel(NOON, tick=False):
        published("Fernhall copied", original=ArticleFactory())
        assert telling.tell_due() == 0


def test_matches_told_twice_are_queued_once(fernhall: Monitor, specialist: User) -> None:
    Alert.objects.create(user=specialist, monitor=fernhall, rhythm="at_once")
    matches = published()
    alerting.tell(matches)
    assert AlertDue.objects.count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        AlertDue.objects.create(user=specialist, match=matches[0], rhythm="daily", due_at=NOON)


def test_letter_without_mail_is_not_written(fernhall: Monitor, specialist: User) -> None:
    AlertHours.objects.create(user=specialist, by_mail=False)
    Alert.objects.create(user=specialist, monitor=fernhall, rhythm="at_once")
    with time_machine.travel(NOON, tick=False):
        published()
        telling.tell_due()
    assert (len(told(specialist)), AlertLetter.objects.count()) == (1, 0)


@pytest.fixture
def post_office(settings: object) -> Iterator[Sink]:
    """A real SMTP server, which Mediarel's own mail goes to."""
    with Sink() as sink:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port  # type: ignore[attr-defined]
        yield sink


def a_letter(user: User, **given: object) -> AlertLetter:
    """One that tells of an article."""
    match = MonitorMatch.objects.create(monitor=MonitorFactory(), article=ArticleFactory())
    letter = AlertLetter.objects.create(user=user, **given)
    AlertDue.objects.create(
        user=user, match=match, rhythm="at_once", due_at=letter.due_at, told_at=letter.due_at, letter=letter
    )
    return letter


@pytest.mark.parametrize(
    ("found", "told_at"), [("2026-10-25 01:30", "2026-10-25 08:00"), ("2026-03-29 01:30", "2026-03-29 08:00")]
)
def test_quiet_hours_end_by_the_clock_on_the_wall_though_it_was_changed_that_night(
    fernhall: Monitor, specialist: User, found: str, told_at: str
) -> None:
    Alert.objects.create(user=specialist, monitor=fernhall, rhythm="at_once")
    AlertHours.objects.create(user=specialist, quiet_from=time(22), quiet_until=time(8), quiet_weekends=False)
    with time_machine.travel(moment(found), tick=False) as now:
        published()
        now.move_to(moment(told_at) - timedelta(minutes=1))
        assert telling.tell_due() == 0
        now.move_to(moment(told_at))
        assert telling.tell_due() == 1


def test_letter_that_is_refused_goes_later_and_once(specialist: User, post_office: Sink) -> None:
    post_office.script["rcpt"] = ["450 4.2.1 later"]
    with time_machine.travel(NOON, tick=False) as now:
        refused = a_letter(specialist)
        a_letter(specialist)
        assert letters.send_due_letters() == (1, 1)
        refused.refresh_from_db()
        assert (refused.handed_off_at, refused.attempts, refused.due_at) == (None, 1, NOON + timedelta(minutes=5))
        assert letters.send_due_letters() == (0, 0)
        now.shift(timedelta(minutes=6))
        assert letters.send_due_letters() == (1, 0)
    assert len(post_office.received) == 2


def test_letter_of_which_nobody_knows_stays_so_and_the_next_one_goes(specialist: User, post_office: Sink) -> None:
    post_office.script["received"] = [DROP]
    lost, _ = a_letter(specialist), a_letter(specialist)
    assert letters.send_due_letters() == (1, 0)
    assert letters.send_due_letters() == (0, 0)
    lost.refresh_from_db()
    assert (lost.sent_at, lost.problem) == (None, "The connection broke while it was sent.")
    assert len(post_office.received) == 1


def test_letter_that_was_handed_off_is_never_sent_again(specialist: User) -> None:
    """The worker died before it heard the answer."""
    a_letter(specialist, handed_off_at=timezone.now(), attempts=1)
    assert letters.send_due_letters() == (0, 0)
    assert mail.outbox == []
    with pytest.raises(IntegrityError), transaction.atomic():
        AlertLetter.objects.create(user=specialist, sent_at=timezone.now())


def test_letter_waits_while_no_server_answers(specialist: User, settings: object) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # type: ignore[attr-defined]
    letter = a_letter(specialist)
    assert letters.send_due_letters() == (0, 1)
    letter.refresh_from_db()
    assert (letter.handed_off_at, letter.attempts) == (None, 0)


def test_a_worker_that_was_down_wakes_nobody_up(fernhall: Monitor, specialist: User, colleague: User) -> None:
    Alert.objects.create(user=specialist, monitor=fernhall, rhythm="at_once")
    Alert.objects.create(user=colleague, monitor=fernhall, rhythm="daily")
    with time_machine.travel(moment("2026-11-11 07:59"), tick=False) as now:
        published()
        now.move_to(moment("2026-11-12 03:00"))  # nobody was there to tell all day
        assert telling.tell_due() == 0
        now.move_to(moment("2026-11-12 07:00"))
        assert telling.tell_due() == 2
    assert (len(told(specialist)), len(told(colleague))) == (1, 1)


def test_a_digest_comes_at_the_hour_that_was_chosen_even_in_quiet_hours(fernhall: Monitor, specialist: User) -> None:
    AlertHours.objects.create(user=specialist, digest_at=time(6))
    Alert.objects.create(user=specialist, monitor=fernhall, rhythm="daily")
    with time_machine.travel(moment("2026-11-11 12:00"), tick=False) as now:
        published()
        now.move_to(moment("2026-11-12 06:00"))
        assert telling.tell_due() == 1


def test_a_letter_that_was_held_up_waits_for_the_morning(fernhall: Monitor, specialist: User) -> None:
    with time_machine.travel(moment("2026-11-11 19:00"), tick=False) as now:
        letter = a_letter(specialist)
        now.move_to(moment("2026-11-11 23:00"))
        assert letters.send_due_letters() == (0, 0)
        letter.refresh_from_db()
        assert letter.due_at == moment("2026-11-12 07:00")
        now.move_to(moment("2026-11-12 07:00"))
        assert letters.send_due_letters() == (1, 0)


def test_a_letter_that_became_pointless_is_not_sent(specialist: User, colleague: User) -> None:
    left, deleted = a_letter(specialist), a_letter(colleague)
    User.objects.filter(pk=specialist.pk).update(is_active=False)
    delete(monitor=Monitor.objects.get(matches__in=AlertDue.objects.filter(letter=deleted).values("match")))
    assert (letters.send_due_letters(), mail.outbox) == ((0, 0), [])
    problems = [each.problem for each in AlertLetter.objects.exclude(given_up_at=None)]
    assert problems == ["They do not work in the team any more.", "The monitor was deleted, with all that it found."]
    assert left.pk


def test_what_was_told_a_month_ago_is_let_go_and_so_are_texts_that_were_read(specialist: User) -> None:
    def old(row: Model) -> Model:
        type(row).objects.filter(pk=row.pk).update(created_at=long_ago)
        return row

    long_ago = timezone.now() - timedelta(days=31)
    letter, fresh = a_letter(specialist, handed_off_at=long_ago, sent_at=long_ago), a_letter(specialist)
    AlertDue.objects.filter(letter=letter).update(told_at=long_ago)
    old(letter)
    old(a_letter(specialist, handed_off_at=long_ago))  # the worker died while it was sent
    texts = {"title": "47", "text": "Long", "summary": "Short"}
    read = old(SightingFactory(state="read", article=ArticleFactory(), told=texts))
    waiting, new = old(SightingFactory(told=texts)), SightingFactory(state="passed", told=texts)
    assert prune() == {"alerts": 1, "letters": 2, "texts": 1}
    assert prune() == {"alerts": 0, "letters": 0, "texts": 0}
    assert list(AlertLetter.objects.all()) == [fresh]
    for sighting, left in ((read, {"title": "47"}), (waiting, texts), (new, texts)):
        sighting.refresh_from_db()
        assert sighting.told == left


def flood(monitor: Monitor, number: int, *, hours_ago: float = 1) -> None:
    """So many stories at once, with as little as a crisis is counted by."""
    at = timezone.now() - timedelta(hours=hours_ago)
    articles = [ArticleFactory(published_at=at) for _ in range(number)]
    MonitorMatch.objects.bulk_create(MonitorMatch(monitor=monitor, article=article) for article in articles)


def test_crisis_tells_managers_once_and_ends_by_itself(
    fernhall: Monitor, specialist: User, colleague: User, manager: User
) -> None:
    with time_machine.travel(moment("2026-11-14 03:00"), tick=False) as now:  # a quiet night
        flood(fernhall, 9)
        assert crises.watch() == (0, 0)
        flood(fernhall, 3)
        assert crises.watch() == (1, 0)
        assert crises.watch() == (0, 0)
        flood(fernhall, 2)
        crises.watch()
        assert Crisis.objects.get().found == 14
        assert letters.send_due_letters() == (2, 0)
        now.shift(timedelta(hours=25))
        assert crises.watch() == (0, 1)
    said = ["Fernhall: 12 stories in 24 hours, usually 0.0"]
    assert (told(manager), told(specialist), told(colleague)) == (said, said, [])
    assert {letter.to[0] for letter in mail.outbox} == {manager.email, specialist.email}
    assert mail.outbox[0].subject == "Far more than usual: Fernhall, 14 stories in 24 hours"


def test_crisis_is_not_told_to_an_owner_who_became_an_observer(
    fernhall: Monitor, specialist: User, manager: User
) -> None:
    User.objects.filter(pk=specialist.pk).update(role=User.Role.OBSERVER)
    flood(fernhall, 12)
    assert crises.watch() == (1, 0)
    assert (len(told(manager)), told(specialist)) == (1, [])
    assert set(AlertLetter.objects.values_list("user", flat=True)) == {manager.pk}


def test_crisis_is_measured_by_the_usual_and_by_originals(fernhall: Monitor, manager: User) -> None:
    for day in range(2, 30):
        flood(fernhall, 1 if day % 2 else 5, hours_ago=24 * day - 1)  # three a day
    flood(fernhall, 14)
    copied = ArticleFactory()
    for article in [ArticleFactory(published_at=timezone.now(), original=copied) for _ in range(5)]:
        MonitorMatch.objects.create(monitor=fernhall, article=article)
    assert crises.watch() == (0, 0)  # 14 originals of a limit of 15
    flood(fernhall, 2)
    assert crises.watch() == (1, 0)
    assert 2.8 < Crisis.objects.get().usual < 3.2


def test_crisis_that_was_closed_stays_closed_unless_it_doubles(fernhall: Monitor, manager: User) -> None:
    flood(fernhall, 12)
    crises.watch()
    assert crises.close(crisis=Crisis.objects.get(), by=manager)
    assert not crises.close(crisis=Crisis.objects.get(), by=manager)
    flood(fernhall, 5)
    assert crises.watch() == (0, 0)
    flood(fernhall, 8)
    assert crises.watch() == (1, 0)
    with pytest.raises(IntegrityError), transaction.atomic():
        Crisis.objects.create(monitor=fernhall, started_at=timezone.now(), found=1, usual=1)


@pytest.mark.parametrize("change", [{"crisis_factor": 0}, {"is_active": False}])
def test_crisis_of_a_monitor_that_is_not_watched(fernhall: Monitor, change: dict[str, object]) -> None:
    flood(fernhall, 12)
    crises.watch()
    Monitor.objects.update(**change)
    assert crises.watch() == (0, 1)
    assert crises.watch() == (0, 0)
