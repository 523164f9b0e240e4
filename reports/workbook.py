"""The spreadsheet of a report: its figures with how they were worked out, its tables, and every clip, a row each.

Written row by row, so that a hundred thousand clips take no more memory than ten. Nothing in it is run as a formula:
what begins like one is written as text.
"""

from collections.abc import Iterable, Iterator
from typing import IO, Any, Final
from zoneinfo import ZoneInfo

from django.db.models import Max
from django.db.models.functions import Coalesce
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from core.spreadsheets import harmless
from coverage.models import Clip
from reports.models import Report
from reports.periods import team_zone
from reports.scope import Scope

MOST_IN_A_CELL: Final = 32_000
CHUNK: Final = 2_000
CLIP_HEAD: Final = [
    "Published", "Headline", "Outlet", "Medium", "Address", "Language", "Author", "Campaign", "Tone", "Prominence",
    "Depth", "Value", "Reach", "Source of reach", "Reach as of", "Best score of a key message", "Syndicated copy",
    "Links to us",
]  # fmt: skip
INQUIRIES: Final = {
    "label": "Topic", "number": "Inquiries", "answered": "Answered", "acknowledged": "Acknowledged",
    "acknowledged_in_time": "In time", "to_acknowledge": "Seconds to acknowledge (median)",
    "to_answer": "Seconds to answer (median)", "to_answer_90": "Seconds to answer (9 of 10)",
    "with_deadline": "With a deadline", "kept": "Kept",
}  # fmt: skip
TABLES: Final[list[tuple[str, str, str, dict[str, str]]]] = [
    ("voice", "rows", "Share of voice",
     {"name": "Name", "articles": "Articles", "share": "Share (%)", "since": "Watched since"}),
    ("messages", "rows", "Key messages",
     {"campaign": "Campaign", "text": "Message", "full": "Fully", "some": "A little", "scored": "Scored",
      "articles": "Articles", "share": "Share (%)"}),
    ("outlets", "rows", "Outlets",
     {"name": "Outlet", "articles": "Articles", "reach": "Reach", "source": "Source of reach"}),
    ("outreach", "pitches", "Outreach",
     {"title": "Pitch", "sent": "Sent", "answered": "Answered", "interested": "Interested", "covered": "Covered",
      "rate": "Answered (%)"}),
    ("events", "events", "Media events",
     {"on": "Day", "title": "Event", "kind": "Kind", "invited": "Invited", "yes": "Said yes", "came": "Came",
      "guests": "With guests"}),
    ("goals", "rows", "Goals",
     {"label": "Goal", "campaign": "Campaign", "period": "Period", "target": "Target", "value": "So far",
      "state": "State", "formula": "Formula"}),
]  # fmt: skip
"""Sections whose rows stand in a sheet as they are: section, where its rows stand in it, title, columns by key."""
CLIP_FIELDS: Final = [
    "article__title", "article__outlet__name", "article__outlet_name", "article__domain", "article__medium",
    "article__url", "article__language", "journalist__name", "campaign__name", "tone", "prominence", "depth", "value",
    "reach", "reach_source", "reach_on", "carried", "links_to_us",
]  # fmt: skip


def write(file: IO[bytes], *, report: Report, scope: Scope, figures: dict[str, Any], clips: dict[int, bool]) -> None:
    """Write it to `file`; sections that are not in the report have no sheet, the clips (`clips_in`) always have."""
    book = Workbook(write_only=True)
    _summary(book, report, scope, figures)
    for title, head, rows in tables_of(figures):
        _sheet(book, title, head, rows)
    _sheet(book, "Clips", CLIP_HEAD, _clip_rows(clips))
    book.save(file)


def _summary(book: Workbook, report: Report, scope: Scope, figures: dict[str, Any]) -> None:
    sheet = book.create_sheet("Figures")
    for column, width in zip("ABCDEFG", (26, 14, 14, 24, 60, 60, 60), strict=True):
        sheet.column_dimensions[column].width = width
    about = f"{report.client}{f', {report.campaign}' if report.campaign else ''}, {figures['period']}"
    sheet.append([_bold(sheet, report.title)])
    sheet.append([about])
    sheet.append([f"As of {scope.as_of.astimezone(team_zone()):%d.%m.%Y %H:%M} ({team_zone().key})"])
    sheet.append([])
    head = ["Figure", "Value", figures["before"], "Of", "Definition", "Source", "Formula"]
    sheet.append([_bold(sheet, text) for text in head])
    for each in figures["figures"]:
        unit = f" ({each['unit']})" if each["unit"] else ""
        sheet.append(_row([
            each["label"] + unit, each["value"], each["before"], each["of"], each["definition"], each["source"],
            each["formula"],
        ]))  # fmt: skip
    for title, text, unknown in (
        ("In three sentences", report.summary, ""),
        ("Objectives", report.objectives, "Nobody set objectives." if report.objectives_unknown else ""),
        ("Outcomes", report.outcomes, "Outcomes are not known." if report.outcomes_unknown else ""),
        ("What we learnt", report.learnt, ""),
    ):
        if text or unknown:
            sheet.append([])
            sheet.append([_bold(sheet, title)])
            sheet.append(_row([text or unknown]))


def tables_of(figures: dict[str, Any]) -> Iterator[tuple[str, list[str], Iterable[list[Any]]]]:
    """Title, head and rows of each table that the figures hold. The page and this show the same numbers."""
    if tone := figures.get("tone"):
        rows = ([row["from"], row["label"], *row["counts"]] for row in tone["rows"])
        yield "Tone over time", ["From", "Label", *tone["tones"]], rows
    if quality := figures.get("quality"):
        yield "How we were covered", ["What", "Which", "Articles"], _quality(quality)
    if inquiries := figures.get("inquiries"):
        yield _table("Inquiries", INQUIRIES, [inquiries["whole"], *inquiries["topics"]])
    for section, inside, title, columns in TABLES:
        if section in figures:
            yield _table(title, columns, figures[section][inside])


def _table(title: str, columns: dict[str, str], rows: list[dict[str, Any]]) -> tuple[str, list[str], list[list[Any]]]:
    """One whose rows are as they stand in the figures; `columns` says for each key what is written above it."""
    return title, list(columns.values()), [[row[key] for key in columns] for row in rows]


def _quality(quality: dict[str, Any]) -> list[list[Any]]:
    return [
        *(["Prominence", *row] for row in quality["prominence"]),
        *(["Depth", *row] for row in quality["depth"]),
        *(["Quoted", *row] for row in quality["quoted"]),
        ["Came of a pitch", "", quality["pitched"]],
        ["Links to us", "", quality["links"]],
    ]


def clips_in(scope: Scope) -> dict[int, bool]:
    """Every clip of the period, copies too, newest first, with whether it stands for its story. Read within the moment
    that the figures hold for, so that the rows are those that were counted."""
    stories = set(scope.stories.order_by().values_list("pk", flat=True))
    clips: Any = scope.clips
    return {pk: pk in stories for pk in clips.order_by("-at", "-pk").values_list("pk", flat=True).iterator()}


def _clip_rows(clips: dict[int, bool]) -> Iterator[list[Any]]:
    """A row each, read in stretches; a clip that was deleted meanwhile is left out."""
    keys = list(clips)
    zone = team_zone()
    for start in range(0, len(keys), CHUNK):
        stretch = keys[start : start + CHUNK]
        rows = Clip.objects.filter(pk__in=stretch).order_by().annotate(
            at=Coalesce("article__published_at", "article__found_at"), carried=Max("messages__score")
        ).values_list("pk", "at", *CLIP_FIELDS)  # fmt: skip
        found = {row[0]: row for row in rows}
        for pk in stretch:
            if pk in found:
                yield _clip_row(found[pk], is_story=clips[pk], zone=zone)


def _clip_row(row: tuple[Any, ...], *, is_story: bool, zone: ZoneInfo) -> list[Any]:
    at, title, outlet, called, domain, *rest, links = row[1:]
    appeared = at.astimezone(zone).replace(tzinfo=None)
    return [appeared, title, outlet or called or domain, *rest, "no" if is_story else "yes", "yes" if links else "no"]


def _sheet(book: Workbook, title: str, head: list[str], rows: Iterable[list[Any]]) -> None:
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    sheet.append([_bold(sheet, text) for text in head])
    for row in rows:
        sheet.append(_row(row))


def _row(values: list[Any]) -> list[Any]:
    return [_cell(value) for value in values]


def _cell(value: Any) -> Any:
    """What a spreadsheet may hold: no control characters, no formula, not too much."""
    return harmless(ILLEGAL_CHARACTERS_RE.sub("", value)[:MOST_IN_A_CELL]) if isinstance(value, str) else value


def _bold(sheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(sheet, value=text)
    cell.font = Font(bold=True)
    return cell
