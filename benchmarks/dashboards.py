"""The pages that are opened first, over a thousand times what the demo holds. `python -m benchmarks.dashboards`

It stands on an installation with the demo in it, which VAR_DIR or DATABASE_URL names and which nothing else uses at
that moment: its database is copied, and each row of the copy multiplied by SQL. Of the copies a few are of today, with
everything open that the demo has open; the rest lies behind them over five years, and is finished. People, mailboxes,
clients and their spokespeople are multiplied by less: nobody has six thousand colleagues.
"""

import argparse
import os
import statistics
import sys
import time
from typing import Any

from benchmarks.ground import own_database
from core.embedded import services

ROUNDS = 25
TARGET_MS = 150
OPEN = 12
"""Copies that are of today."""
CREWS = 8
"""How often the demo's people and mailboxes are there."""
BRANDS = 20
STRIDE = 10_000_000
DAYS = 5 * 365
PAGES = {
    "today": "/", "team": "/?whose=team", "review queue": "/review/", "decided": "/review/decided/",
    "inquiries": "/inquiries/", "inquiries, board": "/inquiries/board/", "inquiries, figures": "/inquiries/figures/",
    "clips": "/coverage/clips/", "triage": "/coverage/", "reports": "/reports/", "goals": "/reports/goals/",
    "notifications": "/notifications/",
}  # fmt: skip


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--times", type=int, default=1000)
    asked.add_argument("--explain", action="store_true", help="show each source of the team's Today that took long")
    options = asked.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mediarel.settings")
    with services(), own_database(f"mediarel_dashboards_{os.getpid()}", copied=True):
        import django

        django.setup()
        from benchmarks.multiplying import multiply  # Django is set up only now
        from core.warming import warm_up

        warm_up()  # as a web process; all of our code is read before the long wait
        begun = time.perf_counter()
        multiply(options.times, open_copies=OPEN, crews=CREWS, brands=BRANDS, stride=STRIDE, days=DAYS)
        print(f"{options.times} times the demo, in {time.perf_counter() - begun:.0f} s", flush=True)
        return _measure(explain=options.explain)


def _measure(*, explain: bool) -> int:
    from django.conf import settings  # as above
    from django.test import Client

    from team.models import User

    settings.ALLOWED_HOSTS = ["*"]
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    manager = User.objects.working().filter(role=User.Role.MANAGER).order_by("pk").first()
    if manager is None:
        print("There is no manager here. Load the demo first: manage.py demo")
        return 2
    if explain:
        _explain(manager)
    browser, missed = Client(), 0
    browser.force_login(manager)
    for name, url in PAGES.items():
        _milliseconds(browser, url)  # a process reads its templates once
        took = sorted(_milliseconds(browser, url) for _ in range(ROUNDS))
        p95 = statistics.quantiles(took, n=20)[-1]
        missed += p95 >= TARGET_MS
        print(f"{name:20} median {statistics.median(took):6.1f} ms, p95 {p95:6.1f} ms", flush=True)
    print(f"target p95 {TARGET_MS} ms: {'met' if not missed else f'MISSED by {missed}'}")
    return 1 if missed else 0


def _milliseconds(browser: Any, url: str) -> float:
    begun = time.perf_counter()
    answer = browser.get(url)
    took = 1000 * (time.perf_counter() - begun)
    assert answer.status_code == 200, (url, answer.status_code)
    return took


def _explain(manager: Any) -> None:
    """What PostgreSQL does for each source, where that took more than two milliseconds."""
    from dashboard.desk import MOST, Desk  # as above
    from dashboard.waiting import SOURCES

    for desk in (Desk(manager), Desk(manager, team=True)):
        for source in SOURCES:
            plan = source.waiting(desk)[: MOST + 1].explain(analyze=True, buffers=True)
            took = float(plan.rsplit("Execution Time: ", 1)[1].split(" ")[0]) if "Execution Time" in plan else 0.0
            scans = [line.strip() for line in plan.splitlines() if "Seq Scan" in line]
            if took > 2:
                print(f"-- {source.name}, {'team' if desk.team else 'one'}: {took:.1f} ms {scans}\n{plan}\n")


if __name__ == "__main__":
    sys.exit(main())
