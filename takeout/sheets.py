"""Records as people read them: one CSV file a kind, for spreadsheets.

They say less than the rows in data/ (no keys of links, no passwords, no search index) and are read by nobody but
people: names stand beside what a record points at, choices are words, and what looks like a formula is text.
"""

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from json import dumps
from typing import Any, Final

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.text import capfirst, slugify

from core.fields import EncryptedTextField
from core.spreadsheets import harmless
from takeout.contents import Table, stored_models
from takeout.unfinished import UnfinishedExport

NOT_FOR_READING: Final = {
    "contenttypes.ContentType", "auth.Permission", "auth.Group", "account.EmailAddress", "mfa.Authenticator",
    "contacts.ImportRow", "contacts.WithdrawnLink", "core.Job", "coverage.AlertDue", "coverage.AlertLetter",
    "coverage.ArticleAddress", "coverage.MonitorMatch", "coverage.Sighting",
    "mail.ServiceEvent", "mail.SuppressionImport", "mail.SuppressionKey", "mail.TrackedLink", "mail.Visit",
    "mediakits.KitVisit", "mediakits.Rendition", "pghistory.Context",
}  # fmt: skip
"""Models that are machinery, or that say nothing without what they belong to: in data/ alone."""

UNREAD: Final = {
    "token", "hook_token", "checkin_token", "reply_token", "password", "digest", "search_text", "stamp", "message_id",
    "claim", "suggested", "url_key", "name_key", "shingles", "anchors", "compiled", "key", "once",
}  # fmt: skip
"""Columns that are keys to pages, hashes, or made by Mediarel for itself."""

CALLED: Final = {
    "contacts.MediaListMember": "journalist__name",
    "coverage.Clip": "article__title",
    "events.Invitee": "name",
    "mail.Suppression": "scope",
    "pitches.Recipient": "journalist__name",
}
"""What a record is called where others point at it, if no field of its own says so."""
NAMING: Final = ("name", "title", "subject", "topic", "address", "text", "email")

BESIDE: Final = {
    "contacts.Journalist": {"E-mail addresses": ("emails", "address"), "Phone numbers": ("phones", "number"),
                            "Outlets": ("positions", "outlet__name")},
    "coverage.Article": {"Authors": ("bylines", "name")},
    "pitches.Response": {"Pitch": ("recipient", "pitch__title")},
    "pitches.Attribution": {"Pitch": ("recipient", "pitch__title")},
}  # fmt: skip
"""What else belongs into a row, so that it can be read by itself: relation and what is said of it."""


FILED_UNDER: Final = {"contacts.TimelineEntry": "timeline"}
"""Sheets whose file is not called as the records are."""


@dataclass(frozen=True)
class Column:
    """A heading, where the value comes from in the database, and how it is written."""

    heading: str
    source: Any
    said: Callable[[Any], str]


def is_readable(table: Table) -> bool:
    """Whether the model gets a sheet: all but history, what stands between two others, and machinery."""
    return not (table.is_history or table.model._meta.auto_created or table.label in NOT_FOR_READING)


def sheet_path(table: Table) -> str:
    """csv/media-lists.csv; with the app in front where two apps use one word."""
    if table.label in FILED_UNDER:
        return f"csv/{FILED_UNDER[table.label]}.csv"
    name = slugify(str(table.model._meta.verbose_name_plural))
    same = [model for model in stored_models() if slugify(str(model._meta.verbose_name_plural)) == name]
    return f"csv/{name}.csv" if len(same) == 1 else f"csv/{table.model._meta.app_label}-{name}.csv"


def write_sheet(table: Table, export: UnfinishedExport) -> None:
    columns = _columns(table)
    sources = {f"c{number}": column.source for number, column in enumerate(columns)}
    rows = table.model._base_manager.annotate(**sources).order_by("pk").values_list(*sources)
    with export.lines(sheet_path(table), "sheet", model=table.label) as sheet:
        sheet.write(b"\xef\xbb\xbf" + line([column.heading for column in columns]).encode())  # so Excel knows UTF-8
        for row in rows.iterator(chunk_size=2000):
            said = [column.said(value) for column, value in zip(columns, row, strict=True)]
            sheet.write(line(said).encode())


def line(values: list[str]) -> str:
    """One line of CSV in which nothing runs."""
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerow([harmless(value.replace("\0", "")) for value in values])
    return written.getvalue()


def _columns(table: Table) -> list[Column]:
    return [*_own(table), *_many(table), *_beside(table)]


def _own(table: Table) -> Iterator[Column]:
    for field in table.columns:
        if field.name in UNREAD or isinstance(field, models.BinaryField | EncryptedTextField | SearchVectorField):
            continue
        heading = capfirst(str(field.verbose_name))
        if isinstance(field, models.ForeignKey):
            yield Column(f"{heading} (id)", models.F(field.attname), _said)
            called = _called(field.related_model)
            if called:
                yield Column(heading, models.F(f"{field.name}__{called}"), _said)
        else:
            yield Column(heading.replace("ID", "Id"), models.F(field.name), _choice(dict(field.flatchoices)))


def _many(table: Table) -> Iterator[Column]:
    for field in table.model._meta.many_to_many:
        called = _called(field.related_model)
        through: Any = field.remote_field.through
        if called and through._meta.auto_created:  # others have a sheet of their own
            yield Column(capfirst(str(field.verbose_name)), _listed(table, field.name, called), _said)


def _beside(table: Table) -> Iterator[Column]:
    for heading, (relation, called) in BESIDE.get(table.label, {}).items():
        yield Column(heading, _listed(table, relation, called), _said)


def _listed(table: Table, relation: str, called: str) -> ArraySubquery:
    """What is said of everything that stands in a relation, in a query of its own, so that none multiplies another."""
    path = f"{relation}__{called}"
    same = table.model._base_manager.filter(pk=models.OuterRef("pk"), **{f"{path}__isnull": False})
    return ArraySubquery(same.order_by(path).values(path))


def _called(model: Any) -> str:
    """By what name a record goes, as a path from it; "" when it has none."""
    if model._meta.label in CALLED:
        return CALLED[model._meta.label]
    own = {field.name for field in model._meta.concrete_fields}
    return next((name for name in NAMING if name in own), "")


def _choice(words: dict[Any, Any]) -> Callable[[Any], str]:
    return lambda value: _said(words.get(value, value) if isinstance(value, str | int) else value)


def _said(value: Any) -> str:
    """A value as a spreadsheet takes it: times in UTC, lists with semicolons."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M:%S}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple) and all(not isinstance(each, list | dict) for each in value):
        return "; ".join(str(each) for each in value)
    return dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else str(value)
