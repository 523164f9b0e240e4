"""What `make run` does before it starts the web server."""

import io
import json
import os
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = (
        "Brings the database and the static files up to date, and loads the demo into an empty Mediarel unless "
        "MEDIAREL_DEMO=0 or it was removed there. The last line is JSON: how many people can sign in, and the demo's "
        "sign-ins."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        self.stderr.write("Bringing the database up to date …")
        # With checks, which a command called from code skips: core.migrating.stands_in_between is one of them.
        call_command("migrate", interactive=False, verbosity=0, skip_checks=False)
        call_command("collectstatic", interactive=False, verbosity=0)
        demo = {} if os.environ.get("MEDIAREL_DEMO") == "0" else self._demo()
        users = get_user_model().objects
        roles = {user.email: user.get_role_display() for user in users.filter(email__in=demo.get("sign_ins", []))}
        sign_ins = [{"email": email, "role": roles[email]} for email in demo.get("sign_ins", []) if email in roles]
        ready = {"people": users.count(), "sign_ins": sign_ins, "password": demo.get("password", "")}
        self.stdout.write(json.dumps(ready))

    def _demo(self) -> dict[str, Any]:
        """Load the demo where there is nobody yet; what it says about itself, empty where other people live."""
        if not get_user_model().objects.exists():
            if apps.get_model("team.Demo").objects.filter(state="removed").exists():
                return {}  # somebody wanted it gone
            self.stderr.write("Loading a fictional team to look at; this happens once …")
        said = io.StringIO()
        try:
            call_command("demo", json=True, stdout=said)
        except CommandError:
            return {}
        return json.loads(said.getvalue().splitlines()[-1])
