"""One process that sends, started by `benchmarks.delivery` once for each process that is to be measured.

    python -m benchmarks.senders smtplib PORT FILE     a bare loop over messages that are ready
    python -m benchmarks.senders engine MAILBOX        the delivery engine
    python -m benchmarks.senders post_office           django-post-office, the peer

It gets everything ready, says "ready", and begins when a line comes in; then it prints how many messages it has sent,
in how many seconds, and the most memory it had in use (in MB), as one JSON object.
"""

import json
import logging
import os
import pickle
import smtplib
import sys
import time
from collections.abc import Callable
from pathlib import Path


def bare_loop(port: str, file: str) -> Callable[[], int]:
    messages: list[tuple[str, str, bytes]] = pickle.loads(Path(file).read_bytes())

    def work() -> int:
        with smtplib.SMTP("127.0.0.1", int(port), local_hostname="[127.0.0.1]") as server:
            for sender, recipient, data in messages:
                server.sendmail(sender, [recipient], data)
        return len(messages)

    return work


def engine(mailbox_id: str) -> Callable[[], int]:
    _set_up("mediarel.settings")
    from mail import delivery  # the models exist once Django is set up

    return lambda: delivery.deliver_mailbox(int(mailbox_id), seconds=float("inf")).sent


def post_office() -> Callable[[], int]:
    _set_up("benchmarks.peer_settings")
    logging.disable(logging.INFO)
    from post_office.mail import get_queued, send_queued  # as above
    from post_office.models import STATUS, Email

    def work() -> int:
        while get_queued():
            send_queued(processes=1, log_level=0)
        return Email.objects.filter(status=STATUS.sent).count()

    return work


def _set_up(settings: str) -> None:
    import django  # only where it is measured

    os.environ["DJANGO_SETTINGS_MODULE"] = settings
    django.setup()
    from django.db import connection  # as above

    connection.ensure_connection()


def main() -> None:
    what, *arguments = sys.argv[1:]
    work = {"smtplib": bare_loop, "engine": engine, "post_office": post_office}[what](*arguments)
    print("ready", flush=True)
    sys.stdin.readline()
    began = time.perf_counter()
    sent = work()
    seconds = time.perf_counter() - began
    print(json.dumps({"sent": sent, "seconds": seconds, "memory": _most_memory()}), flush=True)


def _most_memory() -> int:
    """In MB. (`getrusage` would count what the process that started this one had.)"""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) // 1024


if __name__ == "__main__":
    main()
