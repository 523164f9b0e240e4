"""Files in stretches: what `Range`, `If-Range` and `If-None-Match` ask for (RFC 9110, sections 13 and 14)."""

import re
from collections.abc import Callable, Iterator
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified, StreamingHttpResponse

ONE_RANGE = re.compile(r"bytes=(\d{0,19})-(\d{0,19})\Z")


class NotSatisfiable(Exception):
    """The range begins behind the end of the file."""


def asked_range(header: str, size: int) -> tuple[int, int] | None:
    """The stretch that a `Range` header asks for, as start and stop (not included); None when the whole is due.

    Several ranges at once, other units and nonsense count as not asked, as the standard lets us.
    """
    found = ONE_RANGE.match(header.strip())
    if not found or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    if not first:
        start, stop = max(size - int(last), 0), size
        if not int(last):
            raise NotSatisfiable
    else:
        start, stop = int(first), min(int(last) + 1, size) if last else size
        if last and int(last) < int(first):
            return None
    if start >= size:
        raise NotSatisfiable
    return start, stop


def ranged(
    request: HttpRequest, *, size: int, etag: str, read: Callable[[int, int], Iterator[bytes]]
) -> HttpResponseBase:
    """Answer GET or HEAD with the stretch that was asked for. `etag` is strong: the bytes behind it never change."""
    quoted = f'"{etag}"'
    if quoted in (part.strip() for part in request.headers.get("If-None-Match", "").split(",")):
        response: HttpResponseBase = HttpResponseNotModified()
        response["ETag"] = quoted
        return response
    start, stop, status = 0, size, HTTPStatus.OK
    if request.headers.get("If-Range", quoted) == quoted:
        try:
            stretch = asked_range(request.headers.get("Range", ""), size)
        except NotSatisfiable:
            response = HttpResponse(status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
            response["Content-Range"] = f"bytes */{size}"
            return response
        if stretch:
            (start, stop), status = stretch, HTTPStatus.PARTIAL_CONTENT
    response = HttpResponse(status=status) if request.method == "HEAD" else StreamingHttpResponse(read(start, stop))
    response.status_code = status
    if status == HTTPStatus.PARTIAL_CONTENT:
        response["Content-Range"] = f"bytes {start}-{stop - 1}/{size}"
    response["Content-Length"] = str(stop - start)
    response["Accept-Ranges"] = "bytes"
    response["ETag"] = quoted
    as_it_is(request)
    return response


def as_it_is(request: HttpRequest) -> None:
    """Keep the gzip middleware from packing the answer again: its length and its stretches must stay what we say."""
    request.META.pop("HTTP_ACCEPT_ENCODING", None)
