"""Kill the workers while they send, and count what happened: `make bench-crash`.

Real Celery workers deliver to a real SMTP server that writes down what it takes. Meanwhile they are killed with
SIGKILL at random moments (and, in other rounds, Redis is wiped, PostgreSQL throws every session out, the SMTP server
misbehaves). In the end every message must be in a true state: nothing at the server twice, nothing called sent that
is not there, and doubt no more often than there was reason for it. Exits with 1 otherwise.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.ground import NoGround, own_ground
from benchmarks.processes import TookTooLong, free_port, process, wait_for, wait_until_it_answers
from core.embedded import EmbeddedError

WELL = {"delay": 0.01}
ILL = {
    "delay": 0.005,
    "mail": {"421 4.3.2 closing": 0.02, "drop": 0.01},
    "rcpt": {"450 4.2.0 greylisted": 0.05, "421 4.7.0 later": 0.02, "550 5.1.1 nobody here": 0.04, "drop": 0.01},
    "received": {
        "451 4.3.0 later": 0.03,
        "550 5.7.1 not wanted": 0.02,
        "drop": 0.01,
        "take and drop": 0.01,
        "hang": 0.003,
    },
}
ROUNDS = ("kill", "redis", "postgres", "server", "all")
FINAL = {"sent", "failed", "cancelled", "unconfirmed"}


@dataclass
class Result:
    """`reasons` is how often there was reason for doubt: kills, sessions thrown out, answers that never came."""

    round: str
    messages: int
    disturbances: int
    seconds: float
    sent: int
    failed: int
    unconfirmed: int
    reasons: int
    doubled: int
    lost: int
    untrue: int

    @property
    def good(self) -> bool:
        return not (self.doubled or self.lost or self.untrue) and self.unconfirmed <= self.reasons


class Round:
    """One round: messages in the outbox, a sink, a worker, and something that disturbs them."""

    def __init__(self, name: str, *, messages: int, times: int, folder: Path, restart: str | None = None) -> None:
        self.name, self.messages, self.times, self.restart = name, messages, times, restart
        self.log = folder / f"{name}.jsonl"
        self.log.touch()
        self.port = free_port()
        self.worker_log = folder / f"{name}.log"
        self.worker: subprocess.Popen[bytes] | None = None
        self.disturbances = 0

    def run(self) -> Result:
        began = time.monotonic()
        behaviour = ILL if self.name in {"server", "all"} else WELL
        mailbox = self._fill_outbox()
        with process([sys.executable, "-m", "benchmarks.sink", str(self.port), str(self.log), json.dumps(behaviour)]):
            wait_until_it_answers(self.port)
            self._start_worker()
            try:
                with _clock(mailbox):
                    for _ in range(self.times):
                        self._disturb()
                    self._finish()
            except TookTooLong as error:
                tail = self.worker_log.read_text(errors="replace").splitlines()[-30:]
                raise TookTooLong("\n".join([f"{error} {_summary()} The worker's last words:", *tail])) from None
            finally:
                self._kill_worker()
        return self._judge(time.monotonic() - began)

    def _fill_outbox(self) -> int:
        from django.db import transaction  # the models exist once Django is set up

        from mail import outbox
        from mail.models import Mailbox

        huge = 10_000_000
        mailbox = Mailbox.objects.create(
            name="Maya Lindqvist", address=f"{self.name}@harbourlane.example.com", smtp_host="127.0.0.1",
            smtp_port=self.port, smtp_security="none", hourly_limit=huge, daily_limit=huge, domain_hourly_limit=huge,
            warm_up=False,
        )  # fmt: skip
        with transaction.atomic():
            for n in range(self.messages):
                outbox.enqueue(
                    mailbox=mailbox, purpose="bench", to_address=f"person{n}@example.org", to_name=f"Person {n}",
                    subject=f"A 100-hour battery in Altfelde, {n}", html="<p>Hi.</p>", text="Hi.\n",
                )  # fmt: skip
        return mailbox.pk

    def _start_worker(self) -> None:
        command = [sys.executable, "-m", "celery", "-A", "mediarel", "worker", "--concurrency", "2", "-l", "WARNING"]
        quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
        environment = os.environ | {"SMTP_TIMEOUT": "3", "SMTP_ANSWER_TIMEOUT": "2"}
        with self.worker_log.open("ab") as log:
            self.worker = subprocess.Popen(
                [*command, *quiet], stdout=log, stderr=log, env=environment, start_new_session=True
            )

    def _kill_worker(self) -> None:
        if self.worker is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.worker.pid, signal.SIGKILL)
            self.worker.wait()

    def _disturb(self) -> None:
        """Wait until sending is going on, and then a random while longer; disturb it."""
        before = self._heard()
        wait_for(lambda: self._heard() > before or self._done(), 90, "Nothing is sent.")
        time.sleep(random.uniform(0, min(0.6, self.messages / self.times * WELL["delay"])))
        if self._done():
            return
        self.disturbances += 1
        what = random.choice(["kill", "redis", "postgres"]) if self.name == "all" else self.name
        if what == "kill":
            self._kill_worker()
            self._start_worker()
        elif what == "redis":
            _wipe_redis()
        elif what == "postgres" and self.restart:
            subprocess.run(self.restart, shell=True, check=True)
        elif what == "postgres":
            _throw_out_sessions()

    def _finish(self) -> None:
        wait_for(self._done, 60 + self.messages * 0.2, "The messages do not come to an end.")

    def _heard(self) -> int:
        return self.log.read_bytes().count(b"\n")

    def _done(self) -> bool:
        return not set(_states()) - FINAL

    def _judge(self, seconds: float) -> Result:
        heard = [json.loads(line) for line in self.log.read_text().splitlines()]
        at_sink = Counter(entry["id"] for entry in heard if entry["what"] == "taken")
        refused = {entry["to"] for entry in heard if entry["what"] == "refused"}
        unanswered = sum(entry["what"] == "unanswered" for entry in heard)
        rows = _rows(self.port)
        states = Counter(state for _, _, state in rows)
        return Result(
            round=self.name,
            messages=self.messages,
            disturbances=self.disturbances,
            seconds=round(seconds, 1),
            sent=states["sent"],
            failed=states["failed"],
            unconfirmed=states["unconfirmed"],
            reasons=unanswered + (self.disturbances if self.name in {"kill", "postgres", "all"} else 0),
            doubled=sum(count > 1 for count in at_sink.values()),
            lost=sum(state not in FINAL or (state == "sent" and not at_sink[mid]) for mid, _, state in rows),
            untrue=sum(state == "failed" and (bool(at_sink[mid]) or to not in refused) for mid, to, state in rows),
        )


def _states() -> list[str]:
    from django.db import InterfaceError, OperationalError, connection

    from mail.models import OutgoingMessage

    try:
        return list(OutgoingMessage.objects.order_by().values_list("state", flat=True).distinct())
    except (InterfaceError, OperationalError):
        connection.close()
        return ["away"]


def _summary() -> str:
    from django.db.models import Count, Max

    from mail.models import Mailbox, OutgoingMessage

    rows = OutgoingMessage.objects.order_by().values_list("state").annotate(n=Count("pk"), latest=Max("due_at"))
    boxes = Mailbox.objects.values_list("failures", "retry_at", "pause_reason")
    return f"{list(rows)} {list(boxes)}"


def _rows(port: int) -> list[tuple[str, str, str]]:
    from mail.models import OutgoingMessage

    found = OutgoingMessage.objects.filter(mailbox__smtp_port=port).order_by("pk")
    return list(found.values_list("message_id", "to_address", "state"))


def _wipe_redis() -> None:
    import redis

    redis.Redis.from_url(os.environ["REDIS_URL"]).flushdb()


def _throw_out_sessions() -> None:
    """What a restart of PostgreSQL does to everybody who is connected."""
    import psycopg2

    connection = psycopg2.connect(os.environ["DATABASE_URL"])
    connection.autocommit = True
    connection.cursor().execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    connection.close()


@contextmanager
def _clock(mailbox_id: int) -> Iterator[None]:
    """Celery beat, but every second; and time flies: what waits for a later attempt is due at once."""
    stop = threading.Event()

    def tick() -> None:
        from celery import current_app
        from django.db import connection
        from django.db.models.functions import Now

        from mail import pausing
        from mail.models import Mailbox, OutgoingMessage

        while not stop.wait(1):
            try:
                OutgoingMessage.objects.filter(state="queued", due_at__gt=Now()).update(due_at=Now())
                Mailbox.objects.filter(pk=mailbox_id).exclude(retry_at=None).update(retry_at=None)
                if paused := Mailbox.objects.filter(pk=mailbox_id).exclude(paused_at=None).first():
                    pausing.resume(mailbox=paused)
                current_app.send_task("mail.tasks.deliver_due", retry=False, expires=5)
            except Exception as error:  # the database or the broker is being disturbed: that is the point
                print(f"    (clock: {type(error).__name__})", file=sys.stderr)
                connection.close()
        connection.close()

    thread = threading.Thread(target=tick)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.crash", description=__doc__.partition("\n")[0])
    parser.add_argument("--messages", type=int, default=500, help="a round (500)")
    parser.add_argument("--times", type=int, default=10, help="disturbances a round (10)")
    parser.add_argument("--rounds", nargs="+", choices=ROUNDS, default=list(ROUNDS))
    parser.add_argument("--restart-postgres", metavar="COMMAND", help="instead of throwing every session out")
    parser.add_argument("--json", action="store_true", help="print one JSON object a round")
    parser.add_argument("--seed", type=int, default=None, help="the random moments of an earlier run")
    return parser.parse_args()


def _print(result: Result) -> None:
    print(
        f"{result.round:>9}: {result.messages} messages, {result.disturbances} disturbances, {result.seconds} s: "
        f"{result.sent} sent, {result.failed} refused by the server, {result.unconfirmed} unconfirmed "
        f"(of at most {result.reasons}), {result.doubled} doubled, {result.lost} lost, {result.untrue} untrue",
        flush=True,
    )


def main() -> int:
    options = _arguments()
    random.seed(options.seed)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what was started is ended
    results = []
    try:
        with own_ground("crash"), tempfile.TemporaryDirectory() as folder:
            for name in options.rounds:
                times = 0 if name == "server" else options.times
                restart = options.restart_postgres
                result = Round(name, messages=options.messages, times=times, folder=Path(folder), restart=restart).run()
                results.append(result)
                print(json.dumps(asdict(result)), flush=True) if options.json else _print(result)
    except (NoGround, EmbeddedError, TookTooLong) as error:
        print(error, file=sys.stderr)
        return 2
    return 0 if all(result.good for result in results) else 1


if __name__ == "__main__":
    sys.exit(main())
