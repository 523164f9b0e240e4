"""Files, for whoever holds a signed address: journalists, and the pages of the team."""

import hashlib
import time
from http import HTTPStatus

from django.core.exceptions import SuspiciousFileOperation
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core import media
from core.ranges import ranged
from mediakits import files
from team.access import public


@public
@require_safe
def serve(request: HttpRequest, signed: str, name: str) -> HttpResponseBase:
    """One file, or a stretch of it. Its storage may give it instead, where it is to be saved and not shown here."""
    try:
        what = files.read(signed, name)
        if request.method == "GET" and not what.inline:
            said = files.disposition(name, inline=False)
            if elsewhere := media.link(what.path, content_type=what.content_type, disposition=said):
                return _private(HttpResponseRedirect(elsewhere), 0)
        response = ranged(
            request,
            size=what.size,
            etag=hashlib.sha256(what.path.encode()).hexdigest()[:32],
            read=lambda start, stop: media.stretch(what.path, start, stop),
        )
    except (files.BadAddress, FileNotFoundError, IsADirectoryError, SuspiciousFileOperation):
        return _private(render(request, "mediakits/public/file_gone.html", status=HTTPStatus.NOT_FOUND), 0)
    response["Content-Type"] = what.content_type
    response["Content-Disposition"] = files.disposition(name, inline=what.inline)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return _private(response, max(int(what.ends - time.time()), 0))


def _private(response: HttpResponseBase, seconds: int) -> HttpResponseBase:
    """Kept by the browser that asked, as long as the address holds, and by nobody in between."""
    response["Cache-Control"] = f"private, max-age={seconds}, immutable" if seconds else "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response
