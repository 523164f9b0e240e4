"""How long uploaded files are kept: they are copies of people's data, and needed only until an import is done.

What was imported, and what undoing it needs, stands in the rows; they stay.
"""

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.core.files.storage import Storage
from django.db import transaction
from django.utils import timezone

from contacts.models import ContactImport

State = ContactImport.State
FOLDER = "imports"
NOTHING_IMPORTED = (State.MAPPING, State.PLANNING, State.PLANNED)

log = logging.getLogger(__name__)


def forget_old_files(*, now: datetime | None = None) -> int:
    """Delete files of which nothing was done for IMPORT_FILES_KEPT_DAYS; gives how many.

    An import that was applied, or begun, stays and can be undone without its file. One of which nothing was imported
    goes as a whole, as if it were discarded. Files that belong to no import, because an upload broke off, go too.
    """
    before = (now or timezone.now()) - timedelta(days=settings.IMPORT_FILES_KEPT_DAYS)
    old = list(ContactImport.objects.filter(updated_at__lt=before).exclude(file="").values_list("pk", flat=True))
    return sum(_forget(pk, before) for pk in old) + _sweep(before)


def _forget(pk: int, before: datetime) -> bool:
    try:
        with transaction.atomic():
            return _forget_one(pk, before)
    except OSError:  # a file that cannot be deleted must not keep the others
        log.exception("The file of import %s could not be deleted", pk)
        return False


def _forget_one(pk: int, before: datetime) -> bool:
    locked = ContactImport.objects.select_for_update(of=("self",), skip_locked=True).select_related("job")
    found = locked.filter(pk=pk, updated_at__lt=before).exclude(file="").first()
    if found is None or (found.job and found.job.is_open):
        return False
    # The file goes first: when the row cannot be written after that, the next round finds it and finishes.
    found.file.delete(save=False)
    if found.state in NOTHING_IMPORTED:
        found.delete()
    else:
        ContactImport.objects.filter(pk=pk).update(file="")
    return True


def _sweep(before: datetime) -> int:
    storage: Storage = ContactImport._meta.get_field("file").storage  # type: ignore[union-attr]
    if not storage.exists(FOLDER):
        return 0
    names = {f"{FOLDER}/{name}" for name in storage.listdir(FOLDER)[1]}
    names -= set(ContactImport.objects.filter(file__in=names).values_list("file", flat=True))
    lost = [name for name in names if storage.get_modified_time(name) < before]
    for name in lost:
        storage.delete(name)
    return len(lost)
