"""How fast the delivery engine is, against a bare smtplib loop on the same server in the same run.

Both give the same messages to the same SMTP server over one connection. The engine also checks each of them once more,
commits that it is being handed over, and commits what became of it.
"""

import argparse
import os
import smtplib
import statistics
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.ground import NoGround, own_ground
from benchmarks.processes import free_port, process, wait_until_it_answers
from core.embedded import EmbeddedError

BODY = "Elin Sørvaag, who runs the company, and Anke Petzold, who ran the night shift, are free to talk. " * 6


def measure(messages: int, runs: int) -> list[str]:
    """The lines of the report."""
    from django.db import connection, transaction

    from mail import delivery, outbox
    from mail.models import Mailbox, OutgoingMessage

    port, huge = free_port(), 10_000_000
    mailbox = Mailbox.objects.create(
        name="Elin Sørvaag", address="elin@harbourlane.example.com", smtp_host="127.0.0.1", smtp_port=port,
        smtp_security="none", hourly_limit=huge, daily_limit=huge, domain_hourly_limit=huge,
    )  # fmt: skip
    enqueueing, engine, bare = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "sink.jsonl"
        with process([sys.executable, "-m", "benchmarks.sink", str(port), str(log), "{}"]):
            wait_until_it_answers(port)
            for run in range(runs):
                began = time.perf_counter()
                with transaction.atomic():
                    for n in range(messages):
                        outbox.enqueue(
                            mailbox=mailbox, purpose="bench", to_address=f"person{run}.{n}@example.org",
                            to_name=f"Person {n}", subject=f"A 100-hour battery in Altfelde, {n}",
                            html=f"<p>{BODY}</p>" * 4, text=f"{BODY}\n" * 4,
                            unsubscribe_url=f"https://press.example.com/unsubscribe/{n}/",
                        )  # fmt: skip
                enqueueing.append(time.perf_counter() - began)
                queued = OutgoingMessage.objects.filter(state="queued")
                built = [(row.to_address, row.as_sent()) for row in queued]
                began = time.perf_counter()
                with smtplib.SMTP("127.0.0.1", port, local_hostname="[127.0.0.1]") as server:
                    for address, data in built:
                        server.sendmail(mailbox.address, [address], data)
                bare.append(time.perf_counter() - began)
                began = time.perf_counter()
                sent = delivery.deliver_due().sent
                engine.append(time.perf_counter() - began)
                if sent != messages:
                    raise NoGround(f"{sent} of {messages} messages were sent.")
    connection.close()
    size = len(built[0][1]) / 1024
    fast, slow, put = (messages / statistics.median(times) for times in (bare, engine, enqueueing))
    return [
        f"enqueue:  {put:7.0f} messages a second ({size:.1f} KB each, in one transaction)",
        f"smtplib:  {fast:7.0f} messages a second (bare loop, one connection)",
        f"delivery: {slow:7.0f} messages a second, {slow / fast:.2f} of the bare loop",
    ]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.delivery", description=__doc__.partition("\n")[0])
    parser.add_argument("--messages", type=int, default=500, help="a run (500)")
    parser.add_argument("--runs", type=int, default=3, help="of which the median counts (3)")
    options = parser.parse_args()
    os.environ.setdefault("LOG_LEVEL", "ERROR")
    try:
        with own_ground("delivery"):
            print("\n".join(measure(options.messages, options.runs)))
    except (NoGround, EmbeddedError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
