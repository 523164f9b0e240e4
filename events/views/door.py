"""The list at the door: a page for phones that works on when the network drops, opened by its secret address.

The address is the proof, so that somebody without an account can stand at the door; it can be withdrawn at any moment.
"""

import json
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST, require_safe

from core.journalist_pages import journalist_page
from core.tokens import TOKEN_LENGTH
from events.door import MOST_TAPS, BadTap, Tap, check_in, people
from events.models import MediaEvent

LONGEST_BODY = 500_000


def at_door(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Turns the token into its event."""

    @wraps(view)
    def found(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponse:
        known = MediaEvent.objects.filter(checkin_revoked_at=None).select_related("client", "owner")
        is_possible = len(token) == TOKEN_LENGTH and "\x00" not in token
        event = known.filter(checkin_token=token).first() if is_possible else None
        if event is None:
            return render(request, "public/unknown_link.html", status=404)
        return view(request, event, **kwargs)

    return journalist_page(found)


@at_door
@require_safe
def door(request: HttpRequest, event: MediaEvent) -> HttpResponse:
    return render(request, "events/public/door.html", {"event": event, "people": people(event)})


@at_door
@require_POST
def sync(request: HttpRequest, event: MediaEvent) -> HttpResponse:
    """Takes the taps of a phone, and gives the list as it is now."""
    if len(request.body) > LONGEST_BODY:
        return JsonResponse({"problem": "That is more than a phone can have to say."}, status=413)
    try:
        given = json.loads(request.body or b"[]")
        taps = [Tap.read(each) for each in given]
    except (ValueError, TypeError, RecursionError) as problem:
        reason = f": {problem}" if isinstance(problem, BadTap) else ""
        return JsonResponse({"problem": f"That is no list of taps{reason}."}, status=400)
    if len(taps) > MOST_TAPS:
        return JsonResponse({"problem": f"At most {MOST_TAPS} taps at once."}, status=413)
    check_in(event=event, taps=taps)
    return JsonResponse({"people": people(event)})


@at_door
@require_GET
def worker(request: HttpRequest, event: MediaEvent) -> HttpResponse:
    """The script that keeps the page on the phone; it must come from the page's own folder to answer for it."""
    script = Path(finders.find("js/door-worker.js") or "").read_bytes()
    response = HttpResponse(script, content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response
