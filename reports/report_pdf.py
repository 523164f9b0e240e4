"""A report as PDF, by typst (decision 047). The text goes in as data and is never read as typst's own language."""

import json
import tempfile
from pathlib import Path
from typing import Any, Final

import typst
from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import slugify
from PIL import Image, UnidentifiedImageError

from core.media import Failures
from coverage.models import Evidence
from mediakits.exporting.logo import logo_png
from mediakits.exporting.pdf import fonts
from reports import showing
from reports.models import Report
from reports.periods import team_zone
from reports.sections import Section

SHEET: Final = Path(__file__).with_name("report.typ")
LOGO: Final = "logo.png"
WIDE: Final = 900
"""Pixels; a picture stands on a third of the page."""


def file_name(report: Report) -> str:
    return f"{slugify(report.title) or 'report'}.pdf"


def write(report: Report) -> bytes:
    """A4, tagged, in the order of the page. Takes its figures as they are kept."""
    with tempfile.TemporaryDirectory() as folder:
        logo = logo_png(report.client)
        if logo:
            (Path(folder) / LOGO).write_bytes(logo)
        data = as_data(report, logo=LOGO if logo else "", pictures=_pictures(report, Path(folder)))
        inputs = {"report": json.dumps(data, ensure_ascii=False)}
        compiler = typst.Compiler(SHEET.read_bytes(), root=folder, font_paths=fonts(), sys_inputs=inputs)
        made = compiler.compile(format="pdf")
    return made[0] if isinstance(made, list) else made or b""


def as_data(report: Report, *, logo: str = "", pictures: dict[int, str] | None = None) -> dict[str, Any]:
    """What report.typ reads."""
    figures = report.figures or {}
    as_of = timezone.localtime(report.figures_at, team_zone()) if report.figures_at else None
    return {
        "title": report.title,
        "client": report.client.name,
        "about": " · ".join(filter(None, [report.client.name, str(report.campaign or ""), figures.get("period", "")])),
        "before": figures.get("before", ""),
        "as_of": f"{date_format(as_of, 'j F Y, H:i')} ({team_zone().key})" if as_of else "",
        "draft": report.released_at is None,
        "logo": logo,
        "summary": _paragraphs(report.summary),
        "objectives": _paragraphs(report.objectives) or ["Nobody set objectives for this."],
        "outcomes": _paragraphs(report.outcomes)
        or ["Outcomes are not known." if report.outcomes_unknown else "Not written yet."],
        "learnt": _paragraphs(report.learnt),
        "sections": [_section(section, pictures or {}) for section in showing.sections_of(report)],
    }


def _section(section: showing.Shown, pictures: dict[int, str]) -> dict[str, Any]:
    data: Any = section.data
    if section.key == Section.FIGURES:
        data = [vars(each) for each in data]
    elif section.key == Section.INQUIRIES:
        rows = [data["whole"], *data["topics"]]
        data = [{**row, **{k: showing.duration(row[k]) for k in ("to_acknowledge", "to_answer")}} for row in rows]
    elif section.key == Section.BEST:
        data = {"rows": [{**dated(row), "picture": pictures.get(row["picture"] or 0, "")} for row in data["rows"]]}
    elif section.key == Section.CLIPS:
        data = {**data, "rows": [dated(row) for row in data["rows"]]}
    elif section.key == Section.EVENTS:
        data = {**data, "events": [dated(row) for row in data["events"]]}
    return {"key": section.key, "title": section.title, "data": data}


def dated(row: dict[str, Any]) -> dict[str, Any]:
    """The row with its day in words."""
    return {**row, "on": showing.day(row["on"])}


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _pictures(report: Report, folder: Path) -> dict[int, str]:
    """The pictures of the best clips as files that typst reads; what cannot be read is left out."""
    keys = [row["picture"] for row in (report.figures or {}).get("best", {}).get("rows", []) if row["picture"]]
    found = {}
    for evidence in Evidence.objects.filter(pk__in=keys, clip__client=report.client_id).exclude(file=""):
        name = f"{evidence.pk}.jpg"
        try:
            with default_storage.open(str(evidence.file.name)) as file, Image.open(file) as picture:
                small = picture.convert("RGB")
                small.thumbnail((WIDE, WIDE))
                small.save(folder / name, quality=82)
        except (*Failures, UnidentifiedImageError, ValueError, Image.DecompressionBombError):
            continue
        found[evidence.pk] = name
    return found
