"""Whether uploads can be kept: something small is written, read and deleted."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from core import media
from core.doctor import Finding, State
from core.tokens import new_token

WRITTEN = b"Mediarel's doctor was here."
ADVICE = (
    "Check MEDIA_STORAGE_URL, that the bucket is there, and that the key may put, get and delete objects in it; "
    "without it, check MEDIA_ROOT and who may write there."
)


def storage() -> Iterable[Finding]:
    """One finding: the first of the three that does not work, or that all do."""
    step, name = "written to", f"doctor/{new_token()}"
    try:
        default_storage.save(name, ContentFile(WRITTEN))
        step = "read"
        if b"".join(media.stretch(name, 0, len(WRITTEN))) != WRITTEN:
            raise OSError("what was read is not what was written")
        step = "deleted from"
        default_storage.delete(name)
    except Exception as error:  # S3's errors have no common ground but this
        says = (
            f"{_where()} cannot be {step}: {str(error).strip().splitlines()[0] if str(error) else type(error).__name__}"
        )
        return [Finding("storage", State.BROKEN, says, ADVICE)]
    return [Finding("storage", State.GOOD, f"{_where()} can be written, read and deleted from")]


def _where() -> str:
    options: dict[str, Any] = settings.STORAGES["default"].get("OPTIONS", {})
    return f"the bucket {options['bucket_name']}" if options else f"the folder {settings.MEDIA_ROOT}"
