"""How fast the delivery engine is, against a bare smtplib loop and a peer, on the same server in the same run.

All give messages of the same kind to the same SMTP server. The bare loop has them ready and asks nobody anything; the
engine also checks each of them once more, commits that it is being handed over, and commits what became of it. "pitch"
is the engine with real pitches, whose handler asks for the approval, the preferences and the embargo of each. The peer
is django-post-office, which is not safe against crashes. With two processes, each has half of the messages.
"""

import argparse
import json
import os
import pickle
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from benchmarks.ground import NoGround, own_ground
from benchmarks.processes import TookTooLong, free_port, process, wait_until_it_answers
from core.embedded import EmbeddedError

PARAGRAPHS = [
    "Elin Sørvaag, who runs the company, and Anke Petzold, who ran the night shift, are free to talk on {day}.",
    "The battery stands in the turbine hall of the plant in Altfelde and is built to run for {hours} hours, not four.",
    "Your piece number {n} asked what bridges a windless week; this is the first full test of one answer to it.",
]
HUGE = 10_000_000


@dataclass
class Run:
    """What the processes of one run did together: messages a second, and the most memory that one of them used."""

    rate: float
    memory: int


class Bench:
    """A sink, and mailboxes that send to it, one for each process."""

    def __init__(self, *, messages: int, port: int, folder: Path) -> None:
        self.messages, self.port, self.folder = messages, port, folder

    def smtplib(self, processes: int) -> Run:
        files = []
        for n in range(processes):
            files.append(self.folder / f"ready{n}")
            files[-1].write_bytes(pickle.dumps([self._ready(each) for each in range(n, self.messages, processes)]))
        return self._race([["smtplib", str(self.port), str(file)] for file in files])

    def engine(self, processes: int) -> Run:
        from django.db import transaction  # the models exist once Django is set up

        from mail import outbox

        mailboxes = [self._mailbox() for _ in range(processes)]
        with transaction.atomic():
            for n in range(self.messages):
                outbox.enqueue(mailbox=mailboxes[n % processes], purpose="bench", **_words(n))
        return self._race([["engine", str(mailbox.pk)] for mailbox in mailboxes])

    def pitch(self, processes: int) -> Run:
        from pitches import sending

        mailboxes = [self._mailbox() for _ in range(processes)]
        for n, mailbox in enumerate(mailboxes):
            pitch = _pitch(mailbox, range(n, self.messages, processes))
            sending.start(pitch=pitch)
        return self._race([["engine", str(mailbox.pk)] for mailbox in mailboxes])

    def post_office(self, processes: int) -> Run:
        subprocess.run(
            [sys.executable, "-m", "benchmarks.fill_post_office", str(self.messages)], check=True, env=self._environment
        )
        return self._race([["post_office"]] * processes)

    @property
    def _environment(self) -> dict[str, str]:
        return os.environ | {"BENCH_SMTP_PORT": str(self.port)}

    def _mailbox(self) -> Any:
        from mail.models import Mailbox

        count = Mailbox.objects.count()
        return Mailbox.objects.create(
            name="Elin Sørvaag", address=f"elin{count}@harbourlane.example.com", smtp_host="127.0.0.1",
            smtp_port=self.port, smtp_security="none", hourly_limit=HUGE, daily_limit=HUGE, domain_hourly_limit=HUGE,
            warm_up=False,
        )  # fmt: skip

    def _ready(self, n: int) -> tuple[str, str, bytes]:
        from mail.composition import Letter, compose, new_message_id

        words = _words(n)
        domain = "harbourlane.example.com"
        letter = Letter(
            from_name="Elin Sørvaag", from_address=f"elin@{domain}", message_id=new_message_id(domain),
            reply_token="t" * 32, **words,
        )  # fmt: skip
        return f"elin@{domain}", words["to_address"], b"Date: Wed, 25 Nov 2026 09:00:00 +0000\r\n" + compose(letter)

    def _race(self, commands: list[list[str]]) -> Run:
        """Start the processes, let them begin together, and add up what they did until the last one was done."""
        runners = [
            subprocess.Popen(
                [sys.executable, "-m", "benchmarks.senders", *command],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=self._environment,
            )
            for command in commands
        ]  # fmt: skip
        for runner in runners:
            assert runner.stdout
            if runner.stdout.readline() != "ready\n":
                raise NoGround(f"{commands[0][0]} could not begin.")
        for runner in runners:
            assert runner.stdin
            runner.stdin.write("go\n")
            runner.stdin.flush()
        results = [json.loads(runner.communicate()[0]) for runner in runners]
        sent = max(result["sent"] for result in results)  # the peer counts what all have sent
        if commands[0][0] != "post_office":
            sent = sum(result["sent"] for result in results)
        if sent != self.messages:
            raise NoGround(f"{commands[0][0]} sent {sent} of {self.messages} messages.")
        rate = self.messages / max(result["seconds"] for result in results)
        return Run(rate, max(result["memory"] for result in results))


def _words(n: int) -> dict[str, str]:
    """What one letter says, of about 6 KB with both its forms."""
    lines = [line.format(day=f"day {n % 28 + 1}", hours=100 + n % 7, n=n) for line in PARAGRAPHS] * 8
    return {
        "to_address": f"person{n}@example.org",
        "to_name": f"Person {n}",
        "subject": f"A 100-hour battery in Altfelde, {n}",
        "html": "".join(f"<p>{line}</p>" for line in lines),
        "text": "\n\n".join(lines) + "\n",
        "unsubscribe_url": f"https://press.example.com/unsubscribe/{n}/",
    }


def _pitch(mailbox: Any, numbers: range) -> Any:
    """A scheduled pitch to as many journalists as there are numbers, signed off by nobody because policy asks none."""
    from django.utils import timezone

    from campaigns.models import Campaign, Client
    from contacts.models import EmailAddress, Journalist
    from pitches.fingerprint import fingerprint_of
    from pitches.models import Pitch, Recipient
    from team.models import User

    serial = Pitch.objects.count()
    owner = User.objects.create(email=f"maya{serial}@harbourlane.example.com", name="Maya Lindqvist")
    client = Client.objects.create(name=f"Fernhall Storage {serial}", slug=f"fernhall-{serial}")
    body = "".join(f"<p>{{{{ first_name }}}}, {line.format(day='Tuesday', hours=100, n=1)}</p>" for line in PARAGRAPHS)
    pitch = Pitch.objects.create(
        campaign=Campaign.objects.create(client=client, name="Altfelde", owner=owner),
        title="A battery", owner=owner, mailbox=mailbox, subject="A 100-hour battery for {{ first_name }}",
        body=body * 8, window_start=0, window_end=24, weekdays_only=False,
    )  # fmt: skip
    people = Journalist.objects.bulk_create(Journalist(name=f"Person {n}", time_zone="UTC") for n in numbers)
    EmailAddress.objects.bulk_create(
        EmailAddress(journalist=person, address=f"p{serial}.{person.pk}@example.org", is_primary=True)
        for person in people
    )
    Recipient.objects.bulk_create(Recipient(pitch=pitch, journalist=person, reason="A reason.") for person in people)
    pitch.state, pitch.starts_at = Pitch.State.SCHEDULED, timezone.now() - timedelta(minutes=1)
    pitch.scheduled_by = owner
    pitch.approved_fingerprint = fingerprint_of(pitch)
    pitch.save()
    return pitch


@contextmanager
def _bench(messages: int) -> Iterator[Bench]:
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "sink.jsonl"
        with process([sys.executable, "-m", "benchmarks.sink", str(port), str(log), "{}"]):
            wait_until_it_answers(port)
            yield Bench(messages=messages, port=port, folder=Path(folder))


def measure(*, messages: int, runs: int, processes: list[int]) -> Iterator[str]:
    """The lines of the report, each as soon as it is known."""
    from django.db import connection

    with _bench(messages) as bench:
        for count in processes:
            contestants = [bench.smtplib, bench.engine, bench.pitch, bench.post_office]
            results: dict[str, list[Run]] = {}
            for _ in range(runs):  # in turn, so that a machine that slows down slows all of them
                for contestant in contestants:
                    results.setdefault(contestant.__name__, []).append(contestant(count))
            fast = statistics.median(run.rate for run in results["smtplib"])
            for name, done in results.items():
                rate = statistics.median(run.rate for run in done)
                memory = max(run.memory for run in done)
                yield (
                    f"{count} process{'es' if count > 1 else ''}, {name:<12} {rate:7.0f} messages a second, "
                    f"{rate / fast:.2f} of the bare loop, {memory} MB"
                )
    connection.close()


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.delivery", description=__doc__.partition("\n")[0])
    parser.add_argument("--messages", type=int, default=1000, help="a run (1000)")
    parser.add_argument("--runs", type=int, default=3, help="of which the median counts (3)")
    parser.add_argument("--processes", type=int, nargs="+", default=[1, 2], help="how many send at once (1 and 2)")
    options = parser.parse_args()
    try:
        with own_ground("delivery"):
            for line in measure(messages=options.messages, runs=options.runs, processes=options.processes):
                print(line, flush=True)
    except (NoGround, EmbeddedError, TookTooLong) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
