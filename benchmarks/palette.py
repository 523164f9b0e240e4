"""The search field over whatever there is: `python -m benchmarks.palette`, with VAR_DIR or DATABASE_URL naming where.

`manage.py demo --journalists 1000000` makes the journalists, `--articles 1000000` here the articles, once. What people
type is asked for as the palette does it, through all middleware, by a specialist of that installation, whose session is
all that is written. The baseline of the same run is the page of notifications, which costs the same whatever there is.
"""

import argparse
import os
import statistics
import sys
import time

from core.embedded import services

ROUNDS = 12
TARGET_MS = 100
TYPED = {
    "a name": ["lindqvist", "feldmann", "o'brien"],
    "two words": ["ines albrecht", "robin example"],
    "a slip": ["lindqist", "feldmannn", "albrehcts"],
    "accents": ["müller", "dvořák", "sørvaag"],
    "a beginning": ["lin", "fel", "gri"],
    "two letters": ["li", "fe"],
    "a common word": ["the", "news", "energy"],
    "a headline": ["battery storage", "grid connection"],
    "nothing like it": ["zzxqwv", "qqqqq wwwww"],
    "nonsense": ["x" * 200, "((( NOT", "%_%"],
}


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure the search field.")
    parser.add_argument("--articles", type=int, default=0, help="how many articles to add before")
    articles = parser.parse_args().articles
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mediarel.settings")
    with services():
        import django

        django.setup()
        if articles:
            from benchmarks import headlines  # reads models

            headlines.add(articles)
        return _measure()


def _measure() -> int:
    from django.conf import settings  # Django is set up only now
    from django.test import Client

    from contacts.models import Journalist
    from core.warming import warm_up
    from coverage.models import Article
    from team.models import User

    warm_up()  # as a web process
    settings.ALLOWED_HOSTS = ["*"]
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    user = User.objects.working().filter(role=User.Role.SPECIALIST).first()
    if user is None:
        print("There is no specialist here to search as. Load the demo first: manage.py demo")
        return 2
    print(f"{Journalist.objects.count():,} journalists, {Article.objects.count():,} articles, {ROUNDS} times each")
    browser = Client(headers={"HX-Request": "true"})
    browser.force_login(user)
    _milliseconds(browser, "/notifications/")
    baseline = statistics.median(_milliseconds(browser, "/notifications/") for _ in range(ROUNDS))
    print(f"{'notifications':20} median {baseline:6.1f} ms")
    everything: list[float] = []
    for kind, texts in TYPED.items():
        took = []
        for text in texts:
            _milliseconds(browser, "/search/", q=text)
            took += [_milliseconds(browser, "/search/", q=text) for _ in range(ROUNDS)]
        everything += took
        print(f"{kind:20} median {statistics.median(took):6.1f} ms, p95 {statistics.quantiles(took, n=20)[-1]:6.1f} ms")
    p95 = statistics.quantiles(everything, n=20)[-1]
    print(f"all of it: p95 {p95:.1f} ms, target {TARGET_MS} ms: {'met' if p95 < TARGET_MS else 'MISSED'}")
    return 0 if p95 < TARGET_MS else 1


def _milliseconds(browser: object, url: str, **query: str) -> float:
    begun = time.perf_counter()
    answer = browser.get(url, query)  # type: ignore[attr-defined]
    took = 1000 * (time.perf_counter() - begun)
    assert answer.status_code == 200, (url, query)
    return took


if __name__ == "__main__":
    sys.exit(main())
