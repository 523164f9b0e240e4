"""A brief as PDF, by typst. The text goes in as data and is never read as typst's own language."""

import json
from pathlib import Path

import typst

from events import briefing
from events.models import Brief
from mediakits.exporting.pdf import fonts
from team.models import User

SHEET = Path(__file__).with_name("brief.typ")


def write(brief: Brief, reader: User) -> bytes:
    """A4, in the order of the page."""
    interview = brief.interview
    data = {
        "title": interview.topic,
        "line": f"{interview.reporter}, with {interview.spokesperson or 'somebody of'} {interview.client}",
        "state": brief.get_state_display() if brief.approved_fingerprint != briefing.fingerprint_of(brief) else "",
        "sections": [
            {"title": each.title, "lines": each.lines, "asked": [list(pair) for pair in each.asked]}
            for each in briefing.sections_of(brief, reader)
        ],
    }
    inputs = {"brief": json.dumps(data, ensure_ascii=False)}
    made = typst.Compiler(SHEET.read_bytes(), font_paths=fonts(), sys_inputs=inputs).compile(format="pdf")
    return made[0] if isinstance(made, list) else made or b""
