import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from core.doctor import Finding, State, examine

SIGNS = {State.GOOD: "ok", State.WARNING: "LOOK", State.BROKEN: "BROKEN"}


class Command(BaseCommand):
    help = "Says what is wrong with this installation and what to do about it. Exits 1 when something is broken."
    requires_system_checks = []  # they are among what is looked at

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        findings = examine()
        broken = sum(finding.state == State.BROKEN for finding in findings)
        if options["json"]:
            report = {"broken": broken, "findings": [finding.as_json() for finding in findings]}
            self.stdout.write(json.dumps(report, ensure_ascii=False))
        else:
            self.stdout.write("\n".join(_lines(findings)))
        if broken:
            raise SystemExit(1)


def _lines(findings: list[Finding]) -> list[str]:
    lines = []
    for finding in findings:
        lines.append(f"{SIGNS[finding.state]:<7} {finding.subject:<11} {finding.says}")
        if finding.advice:
            lines.append(f"{'':<19} {finding.advice}")
    return lines
