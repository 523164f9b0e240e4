"""Whether the pages stay quick while thousands of messages go out.

gunicorn serves Mediarel, and one reader opens the pages that people watch a pitch on, over and over: with nothing going
on, and while a pitch of thousands is delivered by two processes on the same machine. The report tells how long the
pages take in both, and how much memory a sending process uses after the first thousand messages and at its most.
"""

import argparse
import json
import logging
import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from benchmarks.delivery import Bench, _bench
from benchmarks.ground import NoGround, own_ground
from benchmarks.processes import TookTooLong, free_port, process, wait_until_it_answers
from core.embedded import EmbeddedError

QUIET_SECONDS = 8


class Reader:
    """A signed-in member who opens the pages in turn, four times a second, and notes how long each took."""

    def __init__(self, port: int, pages: list[str], session: str) -> None:
        from django.conf import settings

        self.pages = pages
        self.client = httpx.Client(
            base_url=f"http://127.0.0.1:{port}", cookies={settings.SESSION_COOKIE_NAME: session}, timeout=60
        )

    def read_until(self, over: threading.Event) -> list[float]:
        """The milliseconds that each page took, sorted."""
        taken = []
        while not over.is_set():
            for page in self.pages:
                began = time.monotonic()
                response = self.client.get(page)
                if response.status_code != httpx.codes.OK:
                    raise NoGround(f"{page} answered {response.status_code}.")
                taken.append((time.monotonic() - began) * 1000)
                time.sleep(0.25)
        return sorted(taken)


def _signed_in(user: object) -> str:
    """The key of a session that belongs to the user."""
    from django.contrib.auth import login
    from django.contrib.sessions.backends.db import SessionStore
    from django.http import HttpRequest

    request = HttpRequest()
    request.session = SessionStore()
    login(request, user, backend="allauth.account.auth_backends.AuthenticationBackend")  # type: ignore[arg-type]
    request.session.save()
    return str(request.session.session_key)


@contextmanager
def _web() -> Iterator[int]:
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)
    port = free_port()
    environment = os.environ | {"PORT": str(port), "SITE_URL": f"http://127.0.0.1:{port}"}
    os.environ.update(environment)
    with process([sys.executable, "-m", "gunicorn", "mediarel.wsgi"]):
        wait_until_it_answers(port)
        yield port


def _told(name: str, taken: list[float]) -> str:
    middle, slow = statistics.median(taken), taken[int(len(taken) * 0.95)]
    return f"{name:<22} {len(taken):4} pages, half of them within {middle:.0f} ms, 95 % within {slow:.0f} ms"


def _send(bench: Bench, mailboxes: list[int]) -> list[dict]:
    """Deliver everything, a process a mailbox; gives what each of them says of itself."""
    senders = [
        subprocess.Popen(
            [sys.executable, "-m", "benchmarks.senders", "engine", str(pk)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=bench._environment,
        )
        for pk in mailboxes
    ]  # fmt: skip
    for sender in senders:
        assert sender.stdout
        assert sender.stdin
        sender.stdout.readline()
        sender.stdin.write("go\n")
        sender.stdin.flush()
    return [json.loads(sender.communicate()[0]) for sender in senders]


def measure(messages: int) -> Iterator[str]:
    """The lines of the report."""
    from benchmarks.delivery import _pitch
    from pitches import sending
    from team.models import User

    with _bench(messages) as bench, _web() as port:
        mailboxes = [bench._mailbox() for _ in range(2)]
        small = bench._mailbox()
        sending.start(pitch=(warm := _pitch(small, range(1000))))
        pitches = [_pitch(mailbox, range(n, messages, 2)) for n, mailbox in enumerate(mailboxes)]
        for pitch in pitches:
            sending.start(pitch=pitch)
        watched = [f"/pitches/{pitches[0].pk}/", "/", "/pitches/", "/contacts/", "/mail/inbox/"]
        User.objects.update(role=User.Role.MANAGER)
        reader = Reader(port, watched, _signed_in(warm.owner))
        over = threading.Event()
        threading.Timer(0.5, over.set).start()
        reader.read_until(over)  # the first requests compile templates

        over = threading.Event()
        threading.Timer(QUIET_SECONDS, over.set).start()
        yield _told("nothing going on", reader.read_until(over))

        over, busy = threading.Event(), []
        watching = threading.Thread(target=lambda: busy.extend(reader.read_until(over)))
        watching.start()
        little = _send(bench, [small.pk])
        done = _send(bench, [mailbox.pk for mailbox in mailboxes])
        over.set()
        watching.join()
        yield _told("two processes sending", busy)
        yield (
            f"memory of a sender       {little[0]['memory']} MB over {little[0]['sent']} messages, "
            f"{max(each['memory'] for each in done)} MB over {done[0]['sent']}"
        )


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.web", description=__doc__.partition("\n")[0])
    parser.add_argument("--messages", type=int, default=4000, help="that are sent meanwhile (4000)")
    options = parser.parse_args()
    logging.disable(logging.INFO)
    try:
        with own_ground("web"):
            for line in measure(options.messages):
                print(line, flush=True)
    except (NoGround, EmbeddedError, TookTooLong) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
