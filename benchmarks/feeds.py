"""A thousand feeds on two hundred and fifty hosts in one pass: `python -m benchmarks.feeds`.

Some answer 304, 429, 503, hang, are malformed, moved or gone (benchmarks/feed_hosts.py). A first pass meets them all;
then every one is due again, and that second pass is measured. The floor is the host that takes longest with one request
at a time and no pause, however many others there are.
"""

import json
import socket
import subprocess
import sys
import time
import urllib.request
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from benchmarks.feed_hosts import world
from benchmarks.ground import own_ground

GOAL = 30.0  # seconds


@contextmanager
def hosts() -> Iterator[int]:
    """The feeds, served by a process of their own; gives the port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen([sys.executable, "-m", "benchmarks.feed_hosts", str(port)], stdout=subprocess.PIPE)
    try:
        assert server.stdout
        server.stdout.readline()
        yield port
    finally:
        server.terminate()
        server.wait()


def stats(port: int) -> dict[str, Any]:
    """What the hosts have seen since they were last asked."""
    with urllib.request.urlopen(f"http://{world()[0].host}:{port}/stats") as answer:
        return json.load(answer)


def floor(timeout: float, most_silent: int) -> float:
    """Seconds that the slowest host takes, one request at a time."""
    of_host: dict[str, list[float]] = defaultdict(list)
    silent: dict[str, int] = defaultdict(int)
    for feed in world():
        if feed.kind == "hanging":
            silent[feed.host] += 1
        else:
            of_host[feed.host].append(feed.latency)
    return max(sum(of_host[host]) + timeout * min(silent[host], most_silent) for host in {*of_host, *silent})


def main() -> int:
    with own_ground("feeds"), hosts() as port:
        from django.conf import settings
        from django.utils import timezone

        from coverage.feeds import polling, visiting
        from coverage.models import Sighting, Source

        settings.FETCH_PRIVATE_NETWORKS = ["127.0.0.0/8"]
        Source.objects.bulk_create(
            Source(
                name=f"Feed {feed.number}",
                url=f"http://{feed.host}:{port}/feed/{feed.number}",
                host=f"{feed.host}:{port}",
            )
            for feed in world()
        )
        began = time.perf_counter()
        first = polling.poll_due()
        took = time.perf_counter() - began
        print(f"first pass: {took:.1f} s, {first}, {Sighting.objects.count()} addresses", flush=True)
        stats(port)
        Source.objects.update(next_poll_at=timezone.now())
        cpu = time.process_time()
        began = time.perf_counter()
        tally = polling.poll_due()
        took, cpu = time.perf_counter() - began, time.process_time() - cpu
        seen = stats(port)
    print(f"second pass: {took:.1f} s (goal {GOAL:.0f}), of which {cpu:.1f} s of processor time; {tally}")
    lowest = floor(visiting.SECONDS, polling.ENOUGH_SILENCE)
    print(f"floor with one request a host: {lowest:.1f} s; open at one host at most: {seen['most_open']}")
    print(f"answers: {seen['statuses']}")
    return 0 if took <= GOAL and seen["most_open"] == 1 else 1


if __name__ == "__main__":
    sys.exit(main())
