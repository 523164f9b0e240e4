"""What `make run` does before it starts the web server."""

import io
import json
import os
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = (
        "Brings the database and the static files up to date, and loads the demo into an empty Mediarel unless "
        "MEDIAREL_DEMO=0. The last line is JSON: how many people can sign in, and the demo's sign-ins."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        self.stderr.write("Bringing the database up to date …")
        call_command("migrate", interactive=False, verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        people = get_user_model().objects
        if not people.exists() and "demo" in get_commands() and os.environ.get("MEDIAREL_DEMO") != "0":
            self._load_demo()
        self.stdout.write(json.dumps({"people": people.count(), "sign_ins": self._sign_ins()}))

    def _load_demo(self) -> None:
        self.stderr.write("Loading the demo; this happens once …")
        said = io.StringIO()
        call_command("demo", json=True, stdout=said)
        sign_ins = json.loads(said.getvalue().splitlines()[-1])["sign_ins"]
        self._file.touch(mode=0o600)
        self._file.write_text(json.dumps(sign_ins))

    @property
    def _file(self) -> Any:
        return settings.VAR_DIR / "demo.json"

    def _sign_ins(self) -> list[dict[str, str]]:
        return json.loads(self._file.read_text()) if self._file.exists() else []
