"""A message that is the end of whoever reads it. Run by `tests.mail.processes`, in a process of its own."""

import os
import signal
import sys

from django.db import connections

from mail import handlers, intake
from mail.models import IncomingMessage, OutgoingMessage


class Deadly(handlers.MessageHandler):
    """Ends its process as the kernel does when memory runs out: without a word."""

    def __init__(self, *, twice: bool) -> None:
        self.twice = twice

    def answered(self, message: OutgoingMessage, incoming: IncomingMessage) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def unreadable(self, message: OutgoingMessage, incoming: IncomingMessage) -> None:
        if self.twice:
            os.kill(os.getpid(), signal.SIGKILL)


def read(pk: int, *, times: int, twice: bool = False) -> None:
    """Let so many processes read the message, one after the other; says which signal ended each, 0 for none."""
    handlers.register("test", Deadly(twice=twice))
    for _ in range(times):
        connections.close_all()
        child = os.fork()
        if child == 0:
            intake.process(pk)
            os._exit(0)
        sys.stdout.write(f"{os.WTERMSIG(os.waitpid(child, 0)[1])}\n")
        sys.stdout.flush()  # else the next child would say it too
