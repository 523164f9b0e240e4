"""What a journalist opens by the link: times to pick on their own clock, and what they may do with the one they have.

A GET changes nothing, because mail scanners follow links.
"""

from collections.abc import Callable
from functools import wraps
from itertools import groupby
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.journalist_pages import journalist_page
from core.time_zones import zone_choices
from core.tokens import TOKEN_LENGTH
from core.typed import number_in, text_in
from events import calendar_letters, icalendar_files, scheduling, speakers
from events.errors import EventError
from events.models import Interview, Slot
from team.models import TeamPolicy


def of_interview(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Turns the token into its interview; one that is unknown, cut off or withdrawn is answered kindly."""

    @wraps(view)
    def found(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponse:
        known = Interview.objects.open_to_journalists().select_related("client", "spokesperson", "owner", "journalist")
        is_possible = len(token) == TOKEN_LENGTH and "\x00" not in token
        interview = known.filter(token=token).first() if is_possible else None
        if interview is None:
            return render(request, "public/unknown_link.html", status=404)
        return view(request, interview, **kwargs)

    return journalist_page(found)


@of_interview
@require_http_methods(["GET", "HEAD"])
def show(request: HttpRequest, interview: Interview) -> HttpResponse:
    return _page(request, interview)


@of_interview
@require_POST
def pick(request: HttpRequest, interview: Interview) -> HttpResponse:
    """One tap on a time. One that is gone is said, with what is left."""
    slot = interview.slots.filter(pk=number_in(request.POST, "slot")).first()
    try:
        if slot is None:
            raise scheduling.JustTaken
        scheduling.pick(interview=interview, slot=slot)
    except EventError as problem:
        interview.refresh_from_db()
        return _page(request, interview, problem=str(problem), status=409)
    return _back(request, interview)


@of_interview
@require_POST
def none_suits(request: HttpRequest, interview: Interview) -> HttpResponse:
    words = text_in(request.POST, "words", most=1000)
    if not words.strip():
        problem = "Say in a word when it would suit you, so that we can find another time."
        return _page(request, interview, problem=problem, status=422)
    try:
        scheduling.none_suits(interview=interview, words=words)
    except EventError as problem:
        return _page(request, interview, problem=str(problem), words=words, status=409)
    return _back(request, interview, "told")


@of_interview
@require_POST
def call_off(request: HttpRequest, interview: Interview) -> HttpResponse:
    try:
        scheduling.call_off(interview=interview, side="them", why=text_in(request.POST, "why", most=300), by=None)
    except EventError as problem:
        return _page(request, interview, problem=str(problem), status=409)
    return _back(request, interview)


@of_interview
@require_GET
def file(request: HttpRequest, interview: Interview) -> HttpResponse:
    """The calendar entry as a file, for whoever's mail program did not take it."""
    if interview.state != Interview.State.CONFIRMED or interview.starts_at is None:
        return _page(request, interview, problem="There is no agreed time yet.", status=404)
    entry = calendar_letters.entry_of(interview, for_journalist=True)
    response = HttpResponse(icalendar_files.calendar_file([entry]), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="interview.ics"'
    return response


def _back(request: HttpRequest, interview: Interview, said: str = "") -> HttpResponse:
    """To the page, on the same clock."""
    asked = {"zone": request.POST.get("zone", ""), "said": said}
    query = urlencode({name: value for name, value in asked.items() if value}, safe="/")
    return redirect(f"{reverse('events:interview-page', args=[interview.token])}{f'?{query}' if query else ''}")


def _page(
    request: HttpRequest, interview: Interview, *, problem: str = "", words: str = "", status: int = 200
) -> HttpResponse:
    zone = _zone(request, interview)
    slots = _left(interview) if interview.state in {"offered", "confirmed"} else []
    by_day = groupby(slots, key=lambda slot: slot.starts_at.astimezone(zone).date())
    context = {
        "interview": interview,
        "days": [(day, list(those)) for day, those in by_day],
        "zone": zone,
        "zones": zone_choices(),
        "problem": problem,
        "words": words,
        "said": request.GET.get("said", ""),
        "is_over": interview.ends_at is not None and interview.ends_at <= timezone.now(),
        "policy": TeamPolicy.current(),
    }
    return render(request, "events/public/interview.html", context, status=status)


def _left(interview: Interview) -> list[Slot]:
    """Times that can still be picked: none that another journalist has taken meanwhile."""
    offered = interview.slots.filter(state=Slot.State.OFFERED, starts_at__gt=timezone.now())
    slots = list(offered.select_related("spokesperson").order_by("starts_at")[: scheduling.MOST_SLOTS])
    if not slots:
        return []
    taken = Interview.objects.filter(
        spokesperson__in={slot.spokesperson_id for slot in slots}, state__in=speakers.BOOKED,
        starts_at__lt=slots[-1].ends_at, ends_at__gt=slots[0].starts_at,
    ).values_list("spokesperson", "starts_at", "ends_at")[:500]  # fmt: skip
    return [
        slot
        for slot in slots
        if not any(who == slot.spokesperson_id and s < slot.ends_at and slot.starts_at < e for who, s, e in taken)
    ]


def _zone(request: HttpRequest, interview: Interview) -> ZoneInfo:
    """The clock that they chose, else the one we know of them."""
    chosen = request.POST.get("zone") or request.GET.get("zone", "")
    return ZoneInfo(chosen) if chosen in dict(zone_choices()) else interview.their_zone
