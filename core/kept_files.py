"""Files that the team keeps and reads here alone: scans, recordings, screenshots."""

import hashlib
from typing import Final
from urllib.parse import quote

from django.core.exceptions import SuspiciousFileOperation
from django.http import Http404, HttpRequest, HttpResponseBase

from core import media
from core.ranges import ranged

SHOWN: Final = ("image/", "audio/", "video/")
"""Types that a browser shows or plays by itself; everything else is only ever saved."""


def kept_file(request: HttpRequest, *, file: str, name: str, content_type: str, size: int) -> HttpResponseBase:
    """Answer with an upload, `file` in the storage, under `name`; whole or in stretches, so that a recording can be
    played from its middle. Nothing in it runs. Raises `Http404` where it is not there any more."""
    try:
        response = ranged(
            request,
            size=size,
            etag=hashlib.sha256(file.encode()).hexdigest()[:32],
            read=lambda start, stop: media.stretch(file, start, stop),
        )
    except (FileNotFoundError, SuspiciousFileOperation):
        raise Http404 from None
    how = "inline" if content_type.startswith(SHOWN) else "attachment"
    response["Content-Type"] = content_type or "application/octet-stream"
    response["Content-Disposition"] = f"{how}; filename*=UTF-8''{quote(name, safe='')}"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=3600"
    return response
