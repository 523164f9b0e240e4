from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from dashboard import demo
from dashboard.demo.local_press.papers import all_papers, begun
from dashboard.demo.local_press.server import Press


class Command(BaseCommand):
    help = "Prints the demo's invented papers on this machine, until it is stopped. `make run` starts it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8025, help="the port on 127.0.0.1 (8025)")

    def handle(self, *args: Any, **options: Any) -> None:
        if not demo.is_loaded():
            raise CommandError("The demo is not loaded, so there is nothing to print. `manage.py demo` loads it.")
        if not 0 < options["port"] < 65536:
            raise CommandError("--port takes a number from 1 to 65535.")
        try:
            press = Press(("127.0.0.1", options["port"]), all_papers(), start=begun())
        except OSError as error:
            raise CommandError(f"Port {options['port']} cannot be listened on: {error.strerror}.") from None
        with press:
            self.stdout.write(f"{len(press.papers)} papers are printed at 127.0.0.1:{press.server_port}.")
            press.serve_forever()
