"""Inquiries and calendar over 100,000 inquiries, interviews and media events. `python -m benchmarks.press_office`

Pages are asked for as a browser would, through all middleware, by a signed-in specialist. The baseline of the same run
is the page of one inquiry, which costs the same however many there are.
"""

import random
import statistics
import sys
import time
from datetime import timedelta

from benchmarks.ground import NoGround, own_ground

ROWS = 100_000
ROUNDS = 40
TARGET_MS = 100
SEED = 6


def main() -> int:
    try:
        with own_ground("press_office"):
            return _measure()
    except NoGround as reason:
        print(reason)
        return 2


def _measure() -> int:
    from django.conf import settings  # Django is set up by the ground
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client

    settings.ALLOWED_HOSTS = ["*"]
    call_command("collectstatic", interactive=False, verbosity=0)
    with connection.cursor() as cursor:  # without the triggers of history, which are not what is measured
        cursor.execute("SET session_replication_role = replica")
        user, inquiry = _fill()
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("VACUUM ANALYZE")
    browser = Client()
    browser.force_login(user)
    print(f"{ROWS:,} inquiries, {ROWS:,} interviews, {ROWS:,} media events; {ROUNDS} times each")
    pages = {
        "one inquiry": inquiry.get_absolute_url(), "board": "/inquiries/board/", "list": "/inquiries/",
        "list, a word": "/inquiries/?show=all&q=runs", "calendar, month": "/calendar/",
        "calendar, week": "/calendar/?view=week",
        "calendar, agenda": "/calendar/?view=agenda", "interviews": "/interviews/", "events": "/events/",
        "figures, 30 days": "/inquiries/figures/",
    }  # fmt: skip
    missed = 0
    for name, url in pages.items():
        _milliseconds(browser, url)  # a process reads its templates once
        took = sorted(_milliseconds(browser, url) for _ in range(ROUNDS))
        p95 = statistics.quantiles(took, n=20)[-1]
        missed += p95 >= TARGET_MS and name != "figures, 30 days"
        print(f"{name:18} median {statistics.median(took):6.1f} ms, p95 {p95:6.1f} ms")
    print(f"target p95 {TARGET_MS} ms: {'met' if not missed else f'MISSED by {missed}'}")
    return 1 if missed else 0


def _milliseconds(browser: object, url: str) -> float:
    begun = time.perf_counter()
    answer = browser.get(url)  # type: ignore[attr-defined]
    took = 1000 * (time.perf_counter() - begun)
    assert answer.status_code == 200, url
    return took


def _fill() -> tuple[object, object]:
    """Ten years of a busy press office: a few open, most long answered; interviews and events around today."""
    from django.utils import timezone

    from campaigns.models import Client, Spokesperson
    from events.models import Interview, MediaEvent
    from inquiries.models import Inquiry
    from team.models import User

    chance, now = random.Random(SEED), timezone.now()
    user = User.objects.create_user("maya@bench.example.org", "bench-bench-bench", name="Maya", role="specialist")
    clients = [Client.objects.create(name=f"Client {n}", slug=f"client-{n}") for n in range(20)]
    people = [Spokesperson.objects.create(client=client, name="Marek Dvořák") for client in clients]
    words = [f"word{n}" for n in range(2000)]
    inquiries = []
    for number in range(ROWS):
        at = now - timedelta(minutes=chance.randrange(1, 10 * 365 * 24 * 60))
        is_open = number < 400
        at = now - timedelta(minutes=chance.randrange(1, 3000)) if is_open else at
        text = " ".join(chance.choices(words, k=8)) + (" runs" if number % 500 == 0 else "")
        answered = None if is_open else at + timedelta(minutes=chance.randrange(5, 3000))
        inquiries.append(
            Inquiry(
                year=2000 + number // 10_000, serial=number % 10_000 + 1, client=clients[number % 20], channel="mail",
                subject=text, words=text, reporter_name="Aoife Brannigan", reporter_outlet=f"Outlet {number % 300}",
                received_at=at, acknowledge_by=at + timedelta(minutes=15), answered_at=answered, ended_at=answered,
                acknowledged_at=None if is_open and number % 2 else at + timedelta(minutes=9), owner=user,
                state=("new" if number % 2 else "working") if is_open else "answered", search_text=f" {text}",
                deadline=at + timedelta(hours=chance.randrange(2, 72)) if number % 3 else None,
            )
        )  # fmt: skip
    made = Inquiry.objects.bulk_create(inquiries, batch_size=2000)
    interviews, events = [], []
    for number in range(ROWS):
        at = now + timedelta(minutes=1050 * (number // 20 - ROWS // 40))  # each speaker gives one in 17 hours
        interviews.append(
            Interview(
                client=clients[number % 20], spokesperson=people[number % 20], owner=user, topic=f"Topic {number}",
                reporter_name="Ines Albrecht", uid=f"{number}@bench", state="confirmed" if at > now else "held",
                starts_at=at, ends_at=at + timedelta(minutes=20), search_text=f" topic {number}",
            )
        )  # fmt: skip
        begins = now + timedelta(minutes=53 * (number - ROWS // 2))
        events.append(
            MediaEvent(
                kind="briefing", title=f"Briefing {number}", client=clients[number % 20], owner=user, starts_at=begins,
                ends_at=begins + timedelta(hours=1), zone="Europe/Berlin", uid=f"e{number}@bench",
                search_text=f" briefing {number}",
            )
        )  # fmt: skip
    Interview.objects.bulk_create(interviews, batch_size=2000)
    MediaEvent.objects.bulk_create(events, batch_size=2000)
    return user, made[0]


if __name__ == "__main__":
    sys.exit(main())
