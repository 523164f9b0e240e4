"""Who gets which letter, and when: choices, digests, and what happens when something breaks."""

import threading
from collections.abc import Iterator
from datetime import time, timedelta

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError, connections, transaction
from django.utils import timezone

from inquiries.told_of import ESCALATION
from pitches.told_of import REPLY
from team import letters, telling
from team.choosing import Choice, choices_of, choose
from team.kinds import Kind, Mail
from team.models import HookDelivery, Notification, NotificationLetter, TellingChoice, TellingHours, User
from team.notifications import notify
from team.pruning import prune
from team.tasks import tell_by_mail
from team.told_of import COMMENT, DECIDED
from tests.factories.team import HookDeliveryFactory, NotificationFactory, UserFactory
from tests.mail.sink import DROP, Sink
from tests.team.clocks import NOON, moment


def told(user: User, kind: Kind = DECIDED, text: str = "Daniel approved “Dawn”.", **more: object) -> Notification:
    (line,) = notify(kind=kind, users=[user], text=text, url="/pitches/1/", **more)  # type: ignore[arg-type]
    return line


def passed() -> list[str]:
    """What a pass of the task sent, by subject."""
    before = len(mail.outbox)
    telling.tell_due()
    letters.send_due_letters()
    return [letter.subject for letter in mail.outbox[before:]]


def choose_only(user: User, **mails: str) -> None:
    for kind, how in mails.items():
        TellingChoice.objects.update_or_create(user=user, kind=kind, defaults={"mail": how})


# At once


@pytest.fixture
def berliner(specialist: User) -> User:
    specialist.time_zone = "Europe/Berlin"
    specialist.save()
    return specialist


def test_what_is_wanted_at_once_is_mailed_once_with_its_link(berliner: User) -> None:
    with time_machine.travel(NOON, tick=False) as now:
        line = told(berliner, text="Daniel approved “Dawn <b>” & more.")
        assert passed() == ["Daniel approved “Dawn <b>” & more."]
        now.shift(timedelta(hours=1))
        assert passed() == []
    (letter,) = mail.outbox
    html = letter.alternatives[0][0]
    assert letter.to == [berliner.email]
    assert "http://testserver/pitches/1/" in letter.body
    assert "(11 November, 12:00)" in letter.body
    assert 'href="http://testserver/pitches/1/"' in html
    assert "Dawn &lt;b&gt;" in html
    assert "http://testserver/profile/telling/" in letter.body
    assert letter.extra_headers["Auto-Submitted"] == "auto-generated"
    line.refresh_from_db()
    assert (line.told_at, line.letter, line.read_at) == (NOON, NotificationLetter.objects.get(), None)


def test_a_busy_hour_is_gathered(berliner: User) -> None:
    with time_machine.travel(NOON, tick=False) as now:
        told(berliner, text="One")
        assert passed() == ["One"]
        now.shift(timedelta(minutes=1))
        told(berliner, text="Two")
        told(berliner, text="Three")
        assert passed() == []
        now.shift(timedelta(minutes=5))
        assert passed() == ["2 things you have not read"]


def test_what_was_read_before_is_not_mailed(berliner: User) -> None:
    with time_machine.travel(NOON, tick=False):
        line = told(berliner)
        Notification.objects.filter(pk=line.pk).update(read_at=NOON)
        assert passed() == []


def test_at_once_waits_for_the_end_of_quiet_hours_as_they_are_then(berliner: User) -> None:
    with time_machine.travel(moment("2026-11-11 21:00"), tick=False) as now:
        told(berliner, text="One")
        told(berliner, text="Two")
        assert passed() == []
        now.move_to(moment("2026-11-12 05:59"))
        TellingHours.objects.create(user=berliner, quiet_until=time(6))
        assert passed() == []
        now.move_to(moment("2026-11-12 06:00"))
        assert passed() == ["2 things you have not read"]


@pytest.mark.parametrize("night", ["2026-10-25", "2026-03-29"])
def test_quiet_hours_end_by_the_clock_on_the_wall_though_it_was_changed_that_night(berliner: User, night: str) -> None:
    days = [0, 1, 2, 3, 4, 5, 6]
    TellingHours.objects.create(user=berliner, quiet_from=time(22), quiet_until=time(8), days=days)
    with time_machine.travel(moment(f"{night} 01:30"), tick=False) as now:
        told(berliner)
        now.move_to(moment(f"{night} 07:59"))
        assert passed() == []
        now.move_to(moment(f"{night} 08:00"))
        assert len(passed()) == 1


def test_each_reads_the_clock_where_they_are(berliner: User, colleague: User) -> None:
    colleague.time_zone = "America/New_York"
    colleague.save()
    with time_machine.travel(moment("2026-11-11 12:30"), tick=False):  # 06:30 in New York
        told(berliner, text="Berlin")
        told(colleague, text="New York")
        assert passed() == ["Berlin"]


def test_a_kind_with_letters_of_its_own_is_not_mailed_from_here(berliner: User) -> None:
    with time_machine.travel(NOON, tick=False):
        assert told(berliner, kind=ESCALATION).mail == ""
        TellingChoice.objects.create(user=berliner, kind="escalation", mail="at_once")
        assert told(berliner, kind=ESCALATION).mail == ""
        assert passed() == []


# Choices


def test_a_choice_counts_and_reaches_what_waits(berliner: User) -> None:
    with time_machine.travel(NOON, tick=False):
        waiting = told(berliner, kind=COMMENT)
        assert waiting.mail == "digest"
        choices = choices_of(berliner) | {"comment": Choice(Mail.AT_ONCE, True)}
        hours = {"digest_at": time(9), "days": [0, 1, 2], "quiet_from": time(20), "quiet_until": time(7)}
        choose(user=berliner, hours=hours, choices=choices)
        assert passed() == ["Daniel approved “Dawn”."]
        choose(user=berliner, hours=hours, choices=choices | {"decided": Choice(Mail.NEVER, True)})
        assert told(berliner).mail == ""
    assert TellingHours.objects.get().days == [0, 1, 2]


def test_never_takes_back_what_waits_and_nothing_else(berliner: User, colleague: User) -> None:
    with time_machine.travel(moment("2026-11-11 21:00"), tick=False) as now:
        told(berliner)
        told(colleague, text="Theirs")
        hours = {"digest_at": time(9), "days": [0, 1, 2, 3, 4], "quiet_from": time(20), "quiet_until": time(7)}
        choose(user=berliner, hours=hours, choices=choices_of(berliner) | {"decided": Choice(Mail.NEVER, True)})
        now.move_to(moment("2026-11-12 09:00"))
        assert passed() == ["Theirs"]


def test_constraints_of_choices_and_hours(specialist: User) -> None:
    for days in ([], [7], [0, -1]):
        with pytest.raises((IntegrityError,)), transaction.atomic():
            TellingHours.objects.create(user=specialist, days=days)
    TellingChoice.objects.create(user=specialist, kind="reply", mail="never")
    with pytest.raises(IntegrityError), transaction.atomic():
        TellingChoice.objects.create(user=specialist, kind="reply", mail="never")
    with pytest.raises(IntegrityError), transaction.atomic():
        TellingChoice.objects.create(user=specialist, kind="decided", mail="hourly")
    with pytest.raises(IntegrityError), transaction.atomic():
        NotificationFactory(user=specialist, mail="hourly")
    with pytest.raises(IntegrityError), transaction.atomic():
        NotificationFactory(user=specialist, letter=NotificationLetter.objects.create(user=specialist))
    with pytest.raises(IntegrityError), transaction.atomic():
        NotificationLetter.objects.create(user=specialist, sent_at=NOON)


# The digest


def test_digest_comes_once_with_what_is_unread_by_kind(berliner: User) -> None:
    with time_machine.travel(moment("2026-11-10 15:00"), tick=False) as now:
        told(berliner, kind=REPLY, text="Ines is interested")
        told(berliner, kind=COMMENT, text="Priya commented")
        read = told(berliner, kind=COMMENT, text="Read before")
        Notification.objects.filter(pk=read.pk).update(read_at=timezone.now())
        now.move_to(moment("2026-11-11 07:59"))
        assert passed() == []
        now.move_to(moment("2026-11-11 08:00"))
        assert passed() == ["2 things you have not read, 11 November"]
        now.shift(timedelta(minutes=30))
        told(berliner, kind=COMMENT, text="Later that day")
        now.move_to(moment("2026-11-11 19:00"))
        assert passed() == []
        now.move_to(moment("2026-11-12 08:00"))
        assert passed() == ["Later that day"]
        now.move_to(moment("2026-11-13 08:00"))
        assert passed() == []
    body = mail.outbox[0].body
    assert body.index("A comment in a review") < body.index("Priya commented") < body.index("A journalist answered")
    assert "Read before" not in body
    assert "<h2" in mail.outbox[0].alternatives[0][0]


def test_digest_with_nothing_unread_is_no_letter(berliner: User) -> None:
    with time_machine.travel(moment("2026-11-11 08:00"), tick=False):
        assert passed() == []
    assert not NotificationLetter.objects.exists()


def test_a_line_after_the_hour_waits_for_the_next_day(berliner: User) -> None:
    with time_machine.travel(moment("2026-11-11 08:01"), tick=False) as now:
        told(berliner, kind=COMMENT)
        now.move_to(moment("2026-11-11 16:00"))
        assert passed() == []


def test_digest_is_caught_up_with_after_the_worker_was_down(berliner: User) -> None:
    with time_machine.travel(moment("2026-11-10 15:00"), tick=False) as now:
        told(berliner, kind=COMMENT)
        now.move_to(moment("2026-11-11 15:00"))
        assert len(passed()) == 1
        assert NotificationLetter.objects.get().day.isoformat() == "2026-11-11"


def test_digest_held_up_into_the_night_goes_with_the_next_one(berliner: User) -> None:
    with time_machine.travel(moment("2026-11-12 15:00"), tick=False) as now:
        told(berliner, kind=COMMENT)
        now.move_to(moment("2026-11-13 22:00"))  # a Friday
        assert passed() == []
        now.move_to(moment("2026-11-14 10:00"))
        assert passed() == []
        now.move_to(moment("2026-11-16 08:00"))
        assert len(passed()) == 1


def test_digest_is_bounded_and_says_how_many_more(berliner: User) -> None:
    with time_machine.travel(moment("2026-11-10 15:00"), tick=False) as now:
        for number in range(103):
            told(berliner, kind=COMMENT, text=f"Line number {number:03}")
            now.shift(timedelta(seconds=1))
        now.move_to(moment("2026-11-11 08:00"))
        assert passed() == ["103 things you have not read, 11 November"]
        now.move_to(moment("2026-11-12 08:00"))
        assert passed() == []
    body = mail.outbox[0].body
    assert (body.count("Line number"), "Line number 002" in body, "Line number 003" in body) == (100, False, True)
    assert "And 3 more, older ones: http://testserver/notifications/" in body


def test_who_left_or_only_reads_along_gets_none(berliner: User, colleague: User, observer: User) -> None:
    with time_machine.travel(NOON, tick=False) as now:
        for user in (berliner, colleague, observer):
            told(user)
            told(user, kind=COMMENT)
        User.objects.filter(pk=berliner.pk).update(is_active=False)
        telling.tell_due()
        User.objects.filter(pk=colleague.pk).update(is_active=False)  # between the writing and the sending
        assert letters.send_due_letters() == (0, 0)
        now.move_to(moment("2026-11-12 08:00"))
        assert passed() == []
    assert NotificationLetter.objects.get().problem == "They do not work in the team any more."
    assert mail.outbox == []


# What breaks


@pytest.fixture
def post_office(settings: object) -> Iterator[Sink]:
    """A real SMTP server, which Mediarel's own mail goes to."""
    with Sink() as sink:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port  # type: ignore[attr-defined]
        yield sink


def test_letter_goes_over_smtp_as_text_and_html(berliner: User, post_office: Sink) -> None:
    with time_machine.travel(NOON, tick=False):
        told(berliner)
        tell_by_mail()
    (raw,) = post_office.raw
    assert b"multipart/alternative" in raw
    assert b"text/plain" in raw
    assert b"text/html" in raw


def test_letter_that_is_refused_goes_later_and_once(berliner: User, post_office: Sink) -> None:
    post_office.script["rcpt"] = ["450 4.2.1 later"]
    with time_machine.travel(NOON, tick=False) as now:
        told(berliner)
        telling.tell_due()
        assert letters.send_due_letters() == (0, 1)
        letter = NotificationLetter.objects.get()
        assert (letter.handed_off_at, letter.attempts, letter.due_at) == (None, 1, NOON + timedelta(minutes=5))
        now.shift(timedelta(minutes=6))
        assert (letters.send_due_letters(), letters.send_due_letters()) == ((1, 0), (0, 0))
    assert len(post_office.received) == 1


def test_letter_of_which_nobody_knows_is_never_sent_again(berliner: User, colleague: User, post_office: Sink) -> None:
    """The line broke after the final dot, or the worker died there: at most once, for the lines are here too."""
    post_office.script["received"] = [DROP]
    with time_machine.travel(NOON, tick=False) as now:
        told(berliner)
        told(colleague)
        telling.tell_due()
        assert letters.send_due_letters() == (1, 0)
        now.shift(timedelta(hours=3))
        telling.tell_due()
        assert letters.send_due_letters() == (0, 0)
    lost = NotificationLetter.objects.get(sent_at=None)
    assert (lost.problem, lost.handed_off_at) == ("The connection broke while it was sent.", NOON)
    assert len(post_office.received) == 1


def test_a_worker_that_died_before_the_hand_off_loses_nothing(berliner: User) -> None:
    with time_machine.travel(NOON, tick=False) as now:
        told(berliner)
        telling.tell_due()  # and here it died
        now.shift(timedelta(minutes=2))
        assert passed() == ["Daniel approved “Dawn”."]


def test_letter_waits_while_no_server_answers_and_then_only_has_what_is_unread(
    berliner: User, settings: object
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # type: ignore[attr-defined]
    with time_machine.travel(NOON, tick=False):
        first, _ = told(berliner, text="One"), told(berliner, text="Two")
        telling.tell_due()
        assert letters.send_due_letters() == (0, 1)
        assert NotificationLetter.objects.get().attempts == 0
        Notification.objects.filter(pk=first.pk).update(read_at=NOON)
        settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"  # type: ignore[attr-defined]
        assert passed() == ["Two"]


def test_letter_that_was_held_up_waits_for_the_morning_and_a_digest_for_the_next(
    berliner: User, colleague: User
) -> None:
    with time_machine.travel(moment("2026-11-11 08:00"), tick=False) as now:
        with time_machine.travel(moment("2026-11-11 07:30"), tick=False):
            told(berliner, text="At once")
            told(colleague, kind=COMMENT, text="Digest")
        telling.tell_due()  # no server answers all day
        now.move_to(moment("2026-11-12 06:00"))
        assert letters.send_due_letters() == (0, 0)
        now.move_to(moment("2026-11-12 08:00"))
        assert sorted(passed()) == ["At once", "Digest"]
        now.move_to(moment("2026-11-13 08:00"))
        assert passed() == []
    assert [letter.day.isoformat() for letter in NotificationLetter.objects.exclude(day=None)] == [
        "2026-11-11",
        "2026-11-12",
    ]


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_write_and_send_each_line_once(post_office: Sink) -> None:

    people = UserFactory.create_batch(6, time_zone="Europe/Berlin")
    with time_machine.travel(moment("2026-11-10 15:00"), tick=False) as now:
        for user in people:
            told(user, text="At once")
            told(user, kind=COMMENT, text="Digest")
        now.move_to(moment("2026-11-11 08:00"))
        barrier = threading.Barrier(3)

        def work() -> None:
            try:
                barrier.wait()
                tell_by_mail()
            finally:
                connections.close_all()

        workers = [threading.Thread(target=work) for _ in range(3)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        letters.send_due_letters()
    assert sorted(address for _, address in post_office.received) == sorted(user.email for user in people * 2)
    assert NotificationLetter.objects.exclude(sent_at=None).count() == 12
    assert not Notification.objects.filter(told_at=None).exists()


def test_the_queue_is_found_in_a_constant_number_of_queries_where_nothing_is_due(
    berliner: User, colleague: User, django_assert_num_queries: object
) -> None:
    with time_machine.travel(moment("2026-11-11 21:00"), tick=False):
        told(berliner)
        told(berliner, kind=COMMENT)
        for _ in range(2):
            with django_assert_num_queries(6):  # type: ignore[operator]
                telling.tell_due()
            told(colleague)
            told(colleague, kind=COMMENT)


# Pruning


def test_what_is_old_is_let_go(specialist: User) -> None:
    now = timezone.now()

    def aged(row: object, days: int, **more: object) -> int:
        type(row).objects.filter(pk=row.pk).update(created_at=now - timedelta(days=days), **more)  # type: ignore[attr-defined]
        return row.pk  # type: ignore[attr-defined]

    aged(NotificationFactory(user=specialist, read_at=now), 91)
    aged(NotificationFactory(user=specialist), 366)
    kept = [
        aged(NotificationFactory(user=specialist, read_at=now), 89),
        aged(NotificationFactory(user=specialist), 364),
    ]
    aged(NotificationLetter.objects.create(user=specialist, given_up_at=now), 91)
    waiting = aged(NotificationLetter.objects.create(user=specialist), 91)
    over = now - timedelta(days=31)
    HookDeliveryFactory(state="delivered", ended_at=over)
    young = [HookDeliveryFactory(state="failed", ended_at=now).pk, HookDeliveryFactory().pk]
    assert prune() == {"notifications": 2, "letters": 1, "deliveries": 1, "acts": 0}
    assert sorted(Notification.objects.values_list("pk", flat=True)) == sorted(kept)
    assert NotificationLetter.objects.get().pk == waiting
    assert set(HookDelivery.objects.values_list("pk", flat=True)) == set(young)
