"""Limits, pace and warming up, as the server sees them: its own clock says when each message came."""

import threading
import time
from bisect import bisect_left
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.db import IntegrityError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mail import delivery, pace
from mail.delivery import limits, run
from mail.forecast import Group, last_departure
from mail.models import Mailbox, OutgoingMessage
from mail.warming import Ramp, ramp_of
from mail.windows import Window
from tests.factories.mail import MailboxFactory, enqueued, in_state
from tests.mail import processes
from tests.mail.sink import Sink

pytestmark = [pytest.mark.services, pytest.mark.django_db]
WORKER = (
    "import time\n"
    "from mail import delivery\n"
    "from mail.models import OutgoingMessage\n"
    "until = time.monotonic() + {seconds}\n"
    "while time.monotonic() < until and OutgoingMessage.objects.exclude(state='sent').exists():\n"
    "    delivery.reap()\n"
    "    for pk in delivery.mailboxes_to_visit(): delivery.deliver_mailbox(pk, seconds=1)\n"
    "    time.sleep(0.05)\n"
)


@pytest.fixture
def sink():
    with Sink() as sink:
        yield sink


@pytest.fixture
def mailbox(sink):
    return MailboxFactory(smtp_port=sink.port)


def fullest(times: Sequence[float], seconds: float) -> int:
    """The most that fell into any stretch of so many seconds."""
    times = sorted(times)
    return max(n - bisect_left(times, at - seconds + 1e-9) + 1 for n, at in enumerate(times)) if times else 0


def times_by_sender(sink: Sink) -> dict[str, list[float]]:
    """When the sink took what, by the domain and name in Message-ID's right-hand side and the row behind it."""
    mailbox_of = dict(OutgoingMessage.objects.values_list("message_id", "mailbox__address"))
    times: dict[str, list[float]] = {}
    for message_id, at in zip(sink.message_ids, sink.times, strict=True):
        times.setdefault(mailbox_of[message_id], []).append(at)
    return times


def test_messages_a_second_are_held_by_one_pass(mailbox, sink):
    Mailbox.objects.update(second_limit=10)
    messages = [enqueued(mailbox) for _ in range(25)]
    began = time.monotonic()
    assert delivery.deliver_due().sent == 25
    assert 2.4 <= time.monotonic() - began < 6
    assert fullest(sink.times, 1) <= 10
    assert sink.message_ids == [message.message_id for message in messages]


def test_messages_a_second_are_held_across_passes(mailbox, sink):
    Mailbox.objects.update(second_limit=2)
    for _ in range(4):
        enqueued(mailbox)
        delivery.deliver_mailbox(mailbox.pk)
    assert len(sink.times) == 4
    assert fullest(sink.times, 1) <= 2


def test_pass_that_paces_itself_still_makes_room_for_others(mailbox, sink):
    """A worker is not held for minutes: the pass ends in its time, and says that there is more."""
    Mailbox.objects.update(second_limit=2)
    for _ in range(20):
        enqueued(mailbox)
    began = time.monotonic()
    tally = delivery.deliver_mailbox(mailbox.pk, seconds=1.5)
    assert time.monotonic() - began < 3
    assert tally.more
    assert 2 <= tally.sent <= 4


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_four_worker_processes_and_many_mailboxes_keep_pace_and_order(sink):
    mailboxes = [MailboxFactory(smtp_port=sink.port, second_limit=4) for _ in range(6)]
    for n in range(12):
        for mailbox in mailboxes:
            enqueued(mailbox, to_address=f"person{n}@example.org")
    workers = [processes.start(f"exec({WORKER.format(seconds=60)!r})") for _ in range(4)]
    deadline = time.monotonic() + 60
    while len(sink.times) < 72 and time.monotonic() < deadline:
        time.sleep(0.1)
    for worker in workers:
        worker.wait(60)
    assert len(sink.message_ids) == len(set(sink.message_ids)) == 72
    times = times_by_sender(sink)
    assert {len(each) for each in times.values()} == {12}
    assert max(fullest(each, 1) for each in times.values()) <= 4
    arrived = {message_id: n for n, message_id in enumerate(sink.message_ids)}
    for mailbox in mailboxes:
        due = OutgoingMessage.objects.filter(mailbox=mailbox).order_by("due_at", "pk")
        order = [arrived[message_id] for message_id in due.values_list("message_id", flat=True)]
        assert order == sorted(order)
    assert set(OutgoingMessage.objects.values_list("state", flat=True)) == {"sent"}


def deliver_for(seconds: float) -> None:
    """What a worker does, in a thread with a database session of its own."""
    until = time.monotonic() + seconds
    try:
        while time.monotonic() < until:
            for pk in delivery.mailboxes_to_visit():
                delivery.deliver_mailbox(pk, seconds=1)
            time.sleep(0.02)
    finally:
        connections.close_all()


def four_at_once(seconds: float) -> None:
    threads = [threading.Thread(target=deliver_for, args=(seconds,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(seconds + 60)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_four_workers_never_exceed_a_limit_in_any_window(sink, monkeypatch):
    """An "hour" of two seconds, so that several of them pass."""
    monkeypatch.setattr(limits, "HOUR", timedelta(seconds=2))
    mailboxes = [MailboxFactory(smtp_port=sink.port, hourly_limit=8) for _ in range(5)]
    for n in range(20):
        for mailbox in mailboxes:
            enqueued(mailbox, to_address=f"person@outlet{n}.example.org")
    four_at_once(9)
    times = times_by_sender(sink)
    assert max(fullest(each, 2) for each in times.values()) <= 8
    assert min(len(each) for each in times.values()) >= 16  # and the limit is used
    assert len(sink.message_ids) == len(set(sink.message_ids))


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_mailboxes_of_one_domain_share_what_a_recipient_domain_may_get(sink, monkeypatch):
    monkeypatch.setattr(limits, "HOUR", timedelta(seconds=2))
    monkeypatch.setattr(limits, "REST", timedelta(seconds=0.2))
    together = [
        MailboxFactory(address=f"{name}@fernhall.example.com", smtp_port=sink.port, domain_hourly_limit=6)
        for name in ("maya", "priya", "ruth", "elin")
    ]
    alone = MailboxFactory(address="otto@kestrel.example.com", smtp_port=sink.port, domain_hourly_limit=6)
    for n in range(12):
        for mailbox in [*together, alone]:
            enqueued(mailbox, to_address=f"person{n}@example.org")
    four_at_once(9)
    times = times_by_sender(sink)
    shared = [at for mailbox in together for at in times.get(mailbox.address, [])]
    assert fullest(shared, 2) <= 6
    assert len(shared) >= 15
    assert fullest(times[alone.address], 2) <= 6
    assert len(times[alone.address]) == 12  # it does not wait for the others
    assert len(sink.message_ids) == len(set(sink.message_ids))


def test_what_a_sister_mailbox_has_in_hand_counts_as_gone(sink):
    maya, priya = (MailboxFactory(address=f"{n}@fernhall.example.com", domain_hourly_limit=5) for n in ("m", "p"))
    for _ in range(3):
        in_state(priya, "claimed")
    in_state(priya, "sent")
    allowance = limits.Allowance.of(maya, timezone.now())
    allowance.count_domains(["example.org"], timezone.now())
    assert allowance.has_room_for("example.org")
    allowance.spend("example.org")
    assert not allowance.has_room_for("example.org")


def test_pass_counts_what_went_before_once(mailbox, sink, monkeypatch):
    """However long it is: counting again with each batch would slow a long pass down more and more."""
    monkeypatch.setattr(run, "BATCH", 5)
    for n in range(30):
        enqueued(mailbox, to_address=f"person{n}@example.org")
    with CaptureQueriesContext(connection) as seen:
        assert delivery.deliver_due().sent == 30
    counting = [query["sql"] for query in seen if "COUNT(" in query["sql"]]
    assert len(counting) == 2  # the mailbox's own, and the domain's


def test_pass_counts_again_when_a_limit_or_a_neighbour_changes(mailbox):
    now = timezone.now()
    allowance = limits.Allowance.of(mailbox, now)
    allowance.count_domains(["example.org"], now)
    assert allowance.goes_on(mailbox, now + limits.KEPT_FOR - timedelta(seconds=1))
    assert not allowance.goes_on(mailbox, now + limits.KEPT_FOR)
    Mailbox.objects.update(hourly_limit=3)
    assert not allowance.goes_on(Mailbox.objects.get(), now)
    sister = MailboxFactory(address=f"ruth@{mailbox.domain}")
    in_state(sister, "sent")
    assert allowance.goes_on(mailbox, now)
    allowance.count_domains(["example.org"], now)
    assert allowance.domains["example.org"] == 1


def test_slow_answer_counts_from_the_answer(mailbox):
    """The server may have taken it at any moment until it answered."""
    now = timezone.now()
    handed_off = now - timedelta(hours=1, minutes=4)
    in_state(mailbox, "sent", handed_off_at=handed_off, accepted_at=handed_off + timedelta(minutes=5))
    Mailbox.objects.update(hourly_limit=1)
    allowance = limits.Allowance.of(Mailbox.objects.get(), now)
    assert allowance.left == 0
    assert allowance.frees_at(now) == handed_off + timedelta(minutes=65)


def test_ramp_grows_day_by_day_to_the_full_limit():
    first = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
    ramp = Ramp(start=20, growth=1.5, full=500, begun_at=first)
    days = [ramp.limit(first + timedelta(days=n)) for n in range(10)]
    assert days == [20, 30, 45, 67, 101, 151, 227, 341, 500, 500]
    assert ramp.days == 8
    assert ramp.full_from(first) == first + timedelta(days=8)
    assert ramp.is_over(first + timedelta(days=8))
    assert ramp.limit(first + timedelta(hours=23, minutes=59)) == 20
    assert ramp.limit(first + timedelta(days=10_000)) == 500


def test_ramp_that_begins_above_the_daily_limit_is_none():
    ramp = Ramp(start=100, growth=1.5, full=50, begun_at=None)
    assert (ramp.days, ramp.limit(timezone.now()), ramp.is_over(timezone.now())) == (0, 50, True)


def test_new_mailbox_sends_little_on_its_first_day_and_more_on_the_next(mailbox, sink):
    Mailbox.objects.update(warm_up=True, warm_up_start=4, warm_up_growth=Decimal("2"), daily_limit=100)
    with time_machine.travel(datetime(2026, 11, 17, 9, 0, tzinfo=UTC), tick=False):
        for n in range(30):
            enqueued(mailbox, to_address=f"person{n}@example.org")
        tally = delivery.deliver_due()
        assert (tally.sent, tally.deferred) == (4, 26)
        assert delivery.deliver_due().sent == 0
    sent_by_day = [4]
    for day in range(1, 4):
        with time_machine.travel(datetime(2026, 11, 17 + day, 9, 0, tzinfo=UTC), tick=False):
            sent_by_day.append(delivery.deliver_due().sent)
    assert sent_by_day == [4, 8, 16, 2]


def test_warming_up_can_be_switched_off_and_is_counted_from_the_database(mailbox, sink):
    Mailbox.objects.update(warm_up=True, warm_up_start=2)
    for n in range(5):
        enqueued(mailbox, to_address=f"person{n}@example.org")
    assert delivery.deliver_due().sent == 2
    assert ramp_of(Mailbox.objects.get()).begun_at == OutgoingMessage.objects.order_by("pk")[0].handed_off_at
    Mailbox.objects.update(warm_up=False)
    OutgoingMessage.objects.filter(state="queued").update(due_at=timezone.now())
    assert delivery.deliver_due().sent == 3


def test_mailbox_with_a_past_is_not_slowed_down(mailbox):
    Mailbox.objects.update(warm_up=True)
    long_ago = timezone.now() - timedelta(days=40)
    in_state(mailbox, "sent", handed_off_at=long_ago, accepted_at=long_ago)
    assert limits.Allowance.of(Mailbox.objects.get(), timezone.now()).day_limit == mailbox.daily_limit
    assert pace.standing_of(Mailbox.objects.get()).ramp is None


def test_standing_tells_what_is_used(mailbox):
    Mailbox.objects.update(warm_up=True, warm_up_start=3, hourly_limit=10, domain_hourly_limit=4)
    mailbox.refresh_from_db()
    for _ in range(3):
        in_state(mailbox, "sent")
    enqueued(mailbox)
    standing = pace.standing_of(mailbox)
    uses = [(use.what, use.used, use.limit) for use in standing.uses]
    assert uses == [("Last hour", 3, 10), ("Last 24 hours", 3, 3), ("example.org", 3, 4)]
    assert (standing.waiting, standing.ramp_day, standing.uses[1].is_spent) == (1, 1, True)


def test_standing_asks_as_often_for_many_as_for_one(mailbox, django_assert_num_queries):
    for _ in range(3):
        in_state(mailbox, "sent")
        with django_assert_num_queries(4):
            pace.standing_of(mailbox)


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"second_limit": 0}, "mail_mailbox_second_limit"),
        ({"second_limit": 2000}, "mail_mailbox_second_limit"),
        ({"warm_up_start": 0}, "mail_mailbox_warm_up"),
        ({"warm_up_growth": Decimal("1.0")}, "mail_mailbox_warm_up"),
    ],
)
def test_impossible_limits_are_refused_by_the_database(mailbox, changes, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Mailbox.objects.update(**changes)


MORNING = Window("Europe/Berlin", 5, 12)
TUESDAY = datetime(2026, 11, 17, 4, 0, tzinfo=UTC)  # 5 o'clock in Berlin


def groups(count: int, domain: str = "example.org") -> list[Group]:
    return [Group(count, domain, TUESDAY, MORNING)]


def test_forecast_without_a_limit_in_the_way_is_the_opening(mailbox):
    assert last_departure(mailbox, groups(50), now=TUESDAY) == TUESDAY


def test_forecast_counts_the_hour_the_domain_and_the_window(mailbox):
    Mailbox.objects.update(hourly_limit=40)
    limited = Mailbox.objects.get()
    one_each = [Group(1, f"outlet{n}.example.org", TUESDAY, MORNING) for n in range(100)]
    assert last_departure(limited, one_each, now=TUESDAY) == TUESDAY + timedelta(hours=2)
    assert last_departure(limited, groups(400), now=TUESDAY) == TUESDAY + timedelta(days=1, hours=2)
    limited.domain_hourly_limit = 10
    assert last_departure(limited, groups(30), now=TUESDAY) == TUESDAY + timedelta(hours=2)


def test_forecast_counts_the_second_message_by_message(mailbox):
    Mailbox.objects.update(second_limit=2)
    limited = Mailbox.objects.get()
    assert last_departure(limited, groups(1000), now=TUESDAY) == TUESDAY + timedelta(seconds=500)
    over_seven_hours = [Group(100, f"outlet{n}.example.org", TUESDAY, MORNING) for n in range(520)]
    assert last_departure(limited, over_seven_hours, now=TUESDAY) > TUESDAY + timedelta(days=1)


def test_forecast_lets_what_waits_go_before_a_later_pitch(mailbox):
    """What fills the limits today is no hindrance next week."""
    Mailbox.objects.update(daily_limit=10)
    limited = Mailbox.objects.get()
    with time_machine.travel(TUESDAY, tick=False):
        for _ in range(10):
            enqueued(mailbox)
        in_a_week = [Group(10, "example.org", TUESDAY + timedelta(days=7), MORNING)]
        assert last_departure(limited, in_a_week, now=TUESDAY) == TUESDAY + timedelta(days=7)


def test_forecast_knows_what_went_and_what_waits(mailbox):
    Mailbox.objects.update(hourly_limit=10)
    limited = Mailbox.objects.get()
    with time_machine.travel(TUESDAY, tick=False):
        for _ in range(10):
            in_state(mailbox, "sent", handed_off_at=TUESDAY - timedelta(minutes=30), accepted_at=TUESDAY)
        for _ in range(10):
            enqueued(mailbox)
        assert last_departure(limited, groups(10), now=TUESDAY) == TUESDAY + timedelta(hours=2)


def test_forecast_warms_up(mailbox):
    Mailbox.objects.update(warm_up=True, warm_up_start=20, warm_up_growth=Decimal("2"))
    limited = Mailbox.objects.get()
    assert last_departure(limited, groups(20), now=TUESDAY) == TUESDAY
    assert last_departure(limited, groups(60), now=TUESDAY) == TUESDAY + timedelta(days=1)
    assert last_departure(limited, groups(141), now=TUESDAY) == TUESDAY + timedelta(days=3)


def test_forecast_gives_up_after_months(mailbox):
    Mailbox.objects.update(daily_limit=1)
    assert last_departure(Mailbox.objects.get(), groups(200), now=TUESDAY) is None


def test_forecast_says_what_the_engine_does(mailbox, sink):
    """Played through with a clock of our own, beat by beat."""
    Mailbox.objects.update(hourly_limit=12, daily_limit=30, domain_hourly_limit=5)
    limited = Mailbox.objects.get()
    domains = ["example.org", "example.net", "example.com", "example.edu"]
    with time_machine.travel(TUESDAY, tick=False) as clock:
        said = last_departure(limited, [Group(15, domain, TUESDAY, MORNING) for domain in domains], now=TUESDAY)
        for n in range(60):
            enqueued(mailbox, to_address=f"person{n}@{domains[n % 4]}", window=MORNING)
        for _ in range(4 * 24 * 12):
            delivery.deliver_due()
            clock.shift(timedelta(minutes=5))
    last = OutgoingMessage.objects.filter(state="sent").order_by("-accepted_at").first()
    assert OutgoingMessage.objects.filter(state="sent").count() == 60
    assert abs(last.accepted_at - said) <= timedelta(hours=1)


@pytest.mark.parametrize(("hourly", "found"), [(60, True), (1, False)])
def test_forecast_of_a_large_pitch_takes_no_time(mailbox, hourly, found):
    Mailbox.objects.update(hourly_limit=hourly, daily_limit=500, domain_hourly_limit=min(3, hourly))
    zones = ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Europe/London", "Australia/Sydney"]
    many = [Group(5, f"outlet{n}.example.org", TUESDAY, Window(zones[n % 5], 5, 12)) for n in range(400)]
    began = time.perf_counter()
    assert bool(last_departure(Mailbox.objects.get(), many, now=TUESDAY)) == found
    assert time.perf_counter() - began < 2
