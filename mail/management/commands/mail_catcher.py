"""The local mail catcher, as a process of its own."""

import asyncio
import signal
from argparse import ArgumentParser
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from mail import catcher


class Command(BaseCommand):
    help = "Catch mail on this machine instead of sending it; read it in the browser under /mail/caught/."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=settings.CATCHER_PORT)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            asyncio.run(self._serve(options["port"]))
        except OSError as error:
            raise CommandError(
                f"The mail catcher cannot use port {options['port']} ({error.strerror or error}). "
                "Set CATCHER_PORT, or give --port, to another one."
            ) from None

    async def _serve(self, port: int) -> None:
        serving = asyncio.ensure_future(catcher.serve(port))
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, serving.cancel)
        self.stdout.write(f"Catching mail on 127.0.0.1:{port}")
        with suppress(asyncio.CancelledError):
            await serving
