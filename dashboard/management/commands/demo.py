import json
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from dashboard import demo
from dashboard.demo_here.marks import OURS, NotEmpty
from team.models import Demo, TrailLine
from team.trail import acts

LEAST = 200


class Command(BaseCommand):
    help = "Loads a fictional team with months of history into an empty database."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--journalists", type=int, default=demo.USUAL, metavar="N", help="how many journalists (400)"
        )
        parser.add_argument("--reset", action="store_true", help="remove the demo that is there, then load it anew")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["journalists"] < LEAST:
            raise CommandError(f"--journalists takes {LEAST} or more: the stories of the demo need that many.")
        if options["reset"]:
            self.reset()
        elif demo.is_loaded():
            self.finish(options, loaded=False, words="The demo is loaded already. `--reset` loads it anew.")
            return
        say = (lambda line: None) if options["json"] else (lambda line: self.stdout.write(f"  {line}"))
        try:
            demo.load(journalists=options["journalists"], say=say)
        except NotEmpty as error:
            raise CommandError(str(error)) from None
        self.finish(
            options, loaded=True, words=f"The demo is loaded. Sign in as {demo.SIGN_INS[0]}, password {demo.PASSWORD}."
        )

    def finish(self, options: dict[str, Any], *, loaded: bool, words: str) -> None:
        row = Demo.objects.filter(pk=1).first()  # none where an earlier version loaded it
        password = row.password if row and row.password else demo.PASSWORD
        data = {"loaded": loaded, "sign_ins": demo.SIGN_INS, "password": password}
        self.stdout.write(json.dumps(data) if options["json"] else words)

    def reset(self) -> None:
        """Empty every table, but only if nobody but the demo's people lives here."""
        strangers = apps.get_model("team.User").objects.exclude(email__contains=".example.com")
        if strangers.exists():
            raise CommandError(
                f"{strangers.count()} people are not the demo's. Nothing was removed: `--reset` removes only demos."
            )
        tables = [
            model._meta.db_table
            for label in OURS
            for model in apps.get_app_config(label).get_models(include_auto_created=True)
        ]
        with connection.cursor() as cursor:
            names = ", ".join(connection.ops.quote_name(table) for table in tables)
            cursor.execute(f"TRUNCATE {names} RESTART IDENTITY CASCADE")
        acts.note(TrailLine.What.DEMO_GONE, by=None, said="at the command line")
