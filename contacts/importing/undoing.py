"""Takes an import back as a whole: what it made goes, what it changed becomes what it was.

What was used or changed since stays, and the row says why. What counts as used is asked of every table that points at
a journalist, so that apps above this one need not be known here; what they link by themselves, they say so in no_use.
"""

from collections.abc import Iterable
from typing import Any, Final, cast

import pghistory
from django.db import transaction
from django.db.models import Field
from django.utils import timezone

from contacts import search
from contacts.importing.applying import timeline_key
from contacts.importing.enriching import RECORD_FIELDS
from contacts.importing.no_use import rows_in_use
from contacts.importing.planning import Progress, quietly
from contacts.models import (
    Beat,
    ContactImport,
    EmailAddress,
    ImportRow,
    Journalist,
    MediaListMember,
    Outlet,
    PhoneNumber,
    Position,
    Tag,
    TimelineEntry,
)
from core.history import name_of
from team.models import User

CHUNK: Final = 250
OWN: Final = frozenset(
    {
        EmailAddress,
        PhoneNumber,
        Position,
        ImportRow,
        TimelineEntry,  # looked at one by one
        Journalist.beats.through,
        Journalist.tags.through,
    }
)
"""What an import writes itself beside the journalist."""


def undo(*, contact_import: ContactImport, by: User | None, progress: Progress = quietly) -> dict[str, int]:
    """Take back every row that was applied and not taken back yet; gives how many were removed, restored and kept."""
    applied = contact_import.rows.filter(applied_at__isnull=False)
    total = applied.count()
    done = applied.filter(undone_at__isnull=False).count()
    with pghistory.context(user=by.pk if by else None, contact_import_undone=contact_import.pk):
        while keys := list(applied.filter(undone_at=None).order_by("line").values_list("pk", flat=True)[:CHUNK]):
            with transaction.atomic():
                _undo_chunk(keys)
            done += len(keys)
            progress(min(done, total), total)
        with transaction.atomic():
            _remove_words_and_outlets(contact_import)
    return tally(contact_import)


def tally(contact_import: ContactImport) -> dict[str, int]:
    """What undoing did: people removed, people restored, people kept as they are now."""
    undone = contact_import.rows.filter(undone_at__isnull=False)
    kept = undone.exclude(kept_because="").count()
    gone = undone.filter(kept_because="")
    return {
        "removed": gone.filter(done__created=True).count(),
        "restored": gone.filter(done__created=False).count(),
        "kept": kept,
    }


def _undo_chunk(keys: list[int]) -> None:
    rows = list(
        ImportRow.objects.select_for_update(of=("self",))
        .filter(pk__in=keys, undone_at=None)
        .select_related("journalist")
        .order_by("line")
    )
    created = [row for row in rows if row.done.get("created") and row.journalist]
    changed = [row for row in rows if not row.done.get("created") and row.journalist]
    for row in rows:
        if row.journalist is None:
            row.kept_because = "Was deleted or merged since."
    _remove(created)
    _restore(changed)
    now = timezone.now()
    for row in rows:
        row.undone_at = now
    ImportRow.objects.bulk_update(rows, ["undone_at", "kept_because"])


def _remove(rows: list[ImportRow]) -> None:
    uses = _uses(rows)
    gone = []
    for row in rows:
        row.kept_because = uses.get(row.journalist_id or 0, "")
        if not row.kept_because:
            gone.append(row.journalist_id)
            row.journalist = None
    Journalist.objects.filter(pk__in=filter(None, gone)).delete()


def _uses(rows: list[ImportRow]) -> dict[int, str]:
    """Journalists who are in use, or were changed, since they were imported, and how."""
    ids = {row.journalist_id: row for row in rows if row.journalist_id}
    found: dict[int, str] = {}
    for model, name in _referrers(Journalist):
        if model not in OWN:
            users = rows_in_use(model, name).filter(**{f"{name}__in": list(ids)}).values_list(name, flat=True)
            _note(found, users, _in_words(model))
    keys = [timeline_key(row) for row in rows]
    told = TimelineEntry.objects.filter(journalist__in=ids).exclude(key__in=keys)
    told = told.exclude(kind=TimelineEntry.Kind.COVERED, by=None)  # found by itself
    _note(found, told.values_list("journalist", flat=True), "Has entries on the timeline since.")
    _note(found, _changed_since(ids), "Was edited since.")
    return found


def _changed_since(ids: dict[int, ImportRow]) -> list[int]:
    events: Any = Journalist.pgh_event_model  # type: ignore[attr-defined]
    touched = set()
    for pk, at in events.objects.filter(pgh_obj__in=ids).values_list("pgh_obj", "pgh_created_at"):
        if at > _applied_at(ids[pk]):
            touched.add(pk)
    for model in (EmailAddress, PhoneNumber, Position):
        for pk, at in model.objects.filter(journalist__in=ids).values_list("journalist", "created_at"):
            if at > _applied_at(ids[pk]):
                touched.add(pk)
    return list(touched)


def _applied_at(row: ImportRow) -> Any:
    assert row.applied_at is not None
    return row.applied_at


def _restore(rows: list[ImportRow]) -> None:
    used_emails = _pointed_at(EmailAddress, [pk for row in rows for pk in row.done.get("emails", [])])
    for row in rows:
        who = row.journalist
        assert who is not None
        kept = _restore_record(row, who)
        if used_emails.intersection(row.done.get("emails", [])):
            kept.append("e-mail")
        emails = [pk for pk in row.done.get("emails", []) if pk not in used_emails]
        EmailAddress.objects.filter(journalist=who, pk__in=emails).delete()
        PhoneNumber.objects.filter(journalist=who, pk__in=row.done.get("phones", [])).delete()
        who.beats.remove(*row.done.get("beats", []))
        who.tags.remove(*row.done.get("tags", []))
        kept += _restore_position(row, who)
        if kept:
            row.kept_because = f"Changed or used since: {', '.join(kept)}. The rest was restored."
    TimelineEntry.objects.filter(key__in=[timeline_key(row) for row in rows]).delete()
    search.refresh(row.journalist_id for row in rows if row.journalist_id)


def _restore_record(row: ImportRow, who: Journalist) -> list[str]:
    """Put back what fields were, unless somebody changed them since; gives the names of those."""
    restored, kept = [], []
    for name, (before, after) in row.done.get("fields", {}).items():
        if name not in RECORD_FIELDS:
            continue
        if getattr(who, name) == after:
            setattr(who, name, before)
            restored.append(name)
        else:
            kept.append(name_of(cast(Field, Journalist._meta.get_field(name))))
    if restored:
        who.save(update_fields=[*restored, "updated_at"])
    if row.done.get("closed") and who.do_not_contact:
        kept.append("do not contact stays")  # to be on the safe side: a door once closed is opened by hand
    return kept


def _restore_position(row: ImportRow, who: Journalist) -> list[str]:
    if role := row.done.get("role"):
        key, before, after = role
        if not Position.objects.filter(pk=key, role=after).update(role=before):
            return ["role"]
    if key := row.done.get("position"):
        position = Position.objects.filter(pk=key, journalist=who).first()
        if position is None or not position.is_primary or position.until_on:
            return ["outlet"]
        position.delete()
        if displaced := row.done.get("displaced"):
            Position.objects.filter(pk=displaced, journalist=who, until_on=None).update(is_primary=True)
    return []


def _remove_words_and_outlets(contact_import: ContactImport) -> None:
    """Outlets, beats and tags that the import made go too, if nobody else has taken to them."""
    made: dict[str, set[int]] = {"outlets": set(), "beats": set(), "tags": set()}
    undone = contact_import.rows.filter(undone_at__isnull=False, done__has_key="made")
    for one in undone.values_list("done__made", flat=True).iterator():
        for kind, keys in one.items():
            made[kind].update(keys)
    for kind, model in (("outlets", Outlet), ("beats", Beat), ("tags", Tag)):
        _delete_unused(model, made[kind])


def _delete_unused(model: Any, keys: set[int]) -> None:
    model.objects.filter(pk__in=keys - _pointed_at(model, keys)).delete()


def _pointed_at(model: Any, keys: Iterable[int]) -> set[int]:
    """Those of the rows that any other row points at."""
    keys = set(keys)
    used: set[int] = set()
    for referrer, name in _referrers(model):
        used.update(rows_in_use(referrer, name).filter(**{f"{name}__in": keys}).values_list(name, flat=True))
    return used


def _referrers(model: Any) -> list[tuple[Any, str]]:
    """Every table with a foreign key to the model, and the name of that key; history, which only looks back, apart."""
    relations = model._meta.get_fields(include_hidden=True)
    return [
        (relation.related_model, relation.field.name)
        for relation in relations
        if relation.auto_created
        and not relation.concrete
        and not relation.many_to_many
        and not _is_history(relation.related_model)
    ]


def _is_history(model: Any) -> bool:
    return hasattr(model, "pgh_tracked_model")


def _note(found: dict[int, str], users: Iterable[int], reason: str) -> None:
    for user in users:
        found.setdefault(user, reason)


def _in_words(model: Any) -> str:
    if model is MediaListMember:
        return "Is on a media list."
    return f"Has {model._meta.verbose_name_plural}."
