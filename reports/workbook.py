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

from contacts.exporting import harmless
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
        yield (
            "Tone over time",
            ["From", "Label", *tone["tones"]],
            ([row["from"], row["label"], *row["counts"]] for row in tone["rows"]),
        )
    if voice := figures.get("voice"):
        yield (
            "Share of voice",
            ["Name", "Articles", "Share (%)", "Watched since"],
            ([row["name"], row["articles"], row["share"], row["since"]] for row in voice["rows"]),
        )
    if messages := figures.get("messages"):
        yield (
            "Key messages",
            ["Campaign", "Message", "Fully", "A little", "Scored", "Articles", "Share (%)"],
            (
                [row["campaign"], row["text"], row["full"], row["some"], row["scored"], row["articles"], row["share"]]
                for row in messages["rows"]
            ),
        )
    if quality := figures.get("quality"):
        yield (
            "How we were covered",
            ["What", "Which", "Articles"],
            [
                *(["Prominence", *row] for row in quality["prominence"]),
                *(["Depth", *row] for row in quality["depth"]),
                *(["Quoted", *row] for row in quality["quoted"]),
                ["Came of a pitch", "", quality["pitched"]],
                ["Links to us", "", quality["links"]],
            ],
        )
    if outlets := figures.get("outlets"):
        yield (
            "Outlets",
            ["Outlet", "Articles", "Reach", "Source of reach"],
            ([row["name"], row["articles"], row["reach"], row["source"]] for row in outlets["rows"]),
        )
    if outreach := figures.get("outreach"):
        yield (
            "Outreach",
            ["Pitch", "Sent", "Answered", "Interested", "Covered", "Answered (%)"],
            (
                [row["title"], row["sent"], row["answered"], row["interested"], row["covered"], row["rate"]]
                for row in outreach["pitches"]
            ),
        )
    if inquiries := figures.get("inquiries"):
        head = ["Topic", "Inquiries", "Answered", "Acknowledged", "In time", "Seconds to acknowledge (median)",
                "Seconds to answer (median)", "Seconds to answer (9 of 10)", "With a deadline", "Kept"]  # fmt: skip
        keys = ["label", "number", "answered", "acknowledged", "acknowledged_in_time", "to_acknowledge", "to_answer",
                "to_answer_90", "with_deadline", "kept"]  # fmt: skip
        yield "Inquiries", head, ([row[key] for key in keys] for row in [inquiries["whole"], *inquiries["topics"]])
    if events := figures.get("events"):
        yield (
            "Media events",
            ["Day", "Event", "Kind", "Invited", "Said yes", "Came", "With guests"],
            (
                [row["on"], row["title"], row["kind"], row["invited"], row["yes"], row["came"], row["guests"]]
                for row in events["events"]
            ),
        )
    if goals := figures.get("goals"):
        yield (
            "Goals",
            ["Goal", "Campaign", "Period", "Target", "So far", "State", "Formula"],
            (
                [
                    row["label"],
                    row["campaign"],
                    row["period"],
                    row["target"],
                    row["value"],
                    row["state"],
                    row["formula"],
                ]
                for row in goals["rows"]
            ),
        )


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
