"""Read every mailbox once, in the foreground."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import InterfaceError, OperationalError

from mail import fleet, polling
from mail.models import Mailbox


class Command(BaseCommand):
    help = "Takes in what is new in every mailbox that has an incoming server; nothing on the server is changed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            polls = list(fleet.poll_all(list(Mailbox.objects.polled().values_list("pk", flat=True))))
        except (OperationalError, InterfaceError) as error:
            raise CommandError(f"The database cannot be reached: {str(error).strip().splitlines()[0]}") from None
        if options["json"]:
            self.stdout.write(json.dumps(_summary(polls), ensure_ascii=False))
            return
        for poll in polls:
            self.stdout.write(f"{poll.mailbox.address}: {_sentence(poll)}")
        if not polls:
            self.stdout.write("No mailbox has an incoming server. Set one up under Settings, Mailboxes.")


def _summary(polls: list[polling.Poll]) -> dict[str, Any]:
    return {
        "mailboxes": len({poll.mailbox.pk for poll in polls}),
        "received": sum(poll.received for poll in polls),
        "skipped": sum(poll.skipped for poll in polls),
        "busy": sum(poll.busy for poll in polls),
        "problems": [{"mailbox": poll.mailbox.address, "reason": poll.problem} for poll in polls if poll.problem],
    }


def _sentence(poll: polling.Poll) -> str:
    if poll.busy:
        return "is being read just now by another process."
    if poll.problem:
        return poll.problem
    skipped = f", {poll.skipped} could not be had" if poll.skipped else ""
    return f"{poll.received} new{skipped}{', and there is more' if poll.more else ''}."
