"""How long what was packed is kept: it holds everything, so not for long, and not more than a few."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import timedelta
from typing import Final

from django.core.files.storage import default_storage
from django.db.models import Q
from django.utils import timezone

from core import media
from core.models import Job
from takeout.models import Export

FOLDER: Final = "exports"
KEPT: Final = 2
"""The newest that are kept."""
DAYS: Final = 7
AT_ONCE: Final = 500
"""Exports that one night's tidying goes through."""


def name_of(export: Export, *, attempt: int) -> str:
    """Where an attempt puts it. Each has a place of its own, so that one that was thought dead disturbs none."""
    return f"{FOLDER}/{export.token}-{attempt}.zip"


def forget(export: Export) -> None:
    """Delete the file; the row says that it was there. A file that the storage does not let go is tried again."""
    name = export.file.name
    if name:
        default_storage.delete(name)
    Export.objects.filter(pk=export.pk).update(file="", gone_at=timezone.now(), updated_at=timezone.now())


def forget_old() -> int:
    """Delete what is too old or one too many, and pieces of what was never finished. Gives how many exports."""
    kept = Export.objects.exclude(file="").order_by("-packed_at", "-pk")
    newest = list(kept.values_list("pk", flat=True)[:KEPT])
    old = kept.filter(~Q(pk__in=newest) | Q(packed_at__lt=timezone.now() - timedelta(days=DAYS)))
    gone = 0
    for export in old[:AT_ONCE]:
        with suppress(*media.Failures):
            forget(export)
            gone += 1
    _forget_strays()
    return gone


def forget_pieces(export: Export) -> None:
    """Delete what earlier attempts at this export left."""
    _delete(name for name in _stored() if name.startswith(f"{export.token}-"))


def _forget_strays() -> None:
    """Delete what no export names, unless a worker is at it."""
    open_ones = Export.objects.filter(job__state__in=[Job.State.WAITING, Job.State.RUNNING])
    growing = tuple(f"{token}-" for token in open_ones.values_list("token", flat=True))
    named = set(Export.objects.exclude(file="").values_list("file", flat=True))
    _delete(name for name in _stored() if f"{FOLDER}/{name}" not in named and not name.startswith(growing))


def _stored() -> list[str]:
    try:
        return default_storage.listdir(FOLDER)[1]
    except FileNotFoundError:
        return []


def _delete(names: Iterable[str]) -> None:
    for name in names:
        with suppress(*media.Failures):
            default_storage.delete(f"{FOLDER}/{name}")
