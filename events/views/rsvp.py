"""What journalists open by the link in an invitation, and by their own link once they have answered.

The link of an invitation is forwarded among colleagues, so it shows and changes no answer: whoever was invited answers
by it once, and from then on by the link that they are mailed; anybody else answers for themselves.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.journalist_pages import journalist_page, too_many
from core.tokens import TOKEN_LENGTH
from events import event_letters, gatherings, icalendar_files, seats
from events.errors import EventError
from events.forms.media_events import OwnAnswerForm, RsvpForm
from events.models import Invitee, MediaEvent
from pitches.models import Recipient
from team.models import TeamPolicy

HOUR = 3600
LINKS_AN_HOUR = 3
Page = Callable[..., HttpResponse]
ANSWERED = (Invitee.State.YES, Invitee.State.WAITING, Invitee.State.NO, Invitee.State.CANCELLED)


def of_invitee(view: Page) -> Page:
    """Turns the token into its invitee; one that is unknown, cut off or withdrawn is answered kindly."""

    @wraps(view)
    def found(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponse:
        known = Invitee.objects.filter(token_revoked_at=None).select_related("event__client", "event__owner")
        invitee = known.filter(token=token).first() if _may_exist(token) else None
        if invitee is None:
            return render(request, "public/unknown_link.html", status=404)
        return view(request, invitee, **kwargs)

    return journalist_page(found)


def of_recipient(view: Page) -> Page:
    """Turns the token of a pitch's recipient into the event that the pitch invites to."""

    @wraps(view)
    def found(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponse:
        recipient = Recipient.objects.for_rendering().by_link(token) if _may_exist(token) else None
        events = MediaEvent.objects.select_related("client", "owner")
        event = events.filter(pitch=recipient.pitch_id).first() if recipient else None
        if event is None:
            return render(request, "public/unknown_link.html", status=404)
        return view(request, event, recipient, **kwargs)

    return journalist_page(found)


@of_recipient
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, event: MediaEvent, recipient: Recipient) -> HttpResponse:
    """The first answer of whoever was invited."""
    known = event.invitees.filter(journalist=recipient.journalist_id).first()
    if known and known.state in ANSWERED:
        return _page(request, event, name=recipient.journalist.name, is_answered=True, own=OwnAnswerForm())
    if request.method != "POST":
        return _page(request, event, name=recipient.journalist.name, form=RsvpForm(event=event), own=OwnAnswerForm())
    form = RsvpForm(request.POST, event=event)
    name = recipient.journalist.name
    if not form.is_valid():
        return _page(request, event, name=name, form=form, own=OwnAnswerForm(), status=422)
    try:
        invitee = gatherings.invitee_of(event=event, recipient=recipient)
        if invitee.state in ANSWERED:  # as somebody who gave this address; their page opens from their own mail alone
            _mail_link(request, event, invitee)
            return _page(request, event, name=name, is_answered=True, was_sent=True, own=OwnAnswerForm())
        seats.answer(invitee=invitee, **form.told())
    except EventError as problem:
        return _page(request, event, name=name, form=form, own=OwnAnswerForm(), problem=str(problem), status=409)
    return redirect("events:rsvp", token=invitee.token)


@of_recipient
@require_POST
def send_link(request: HttpRequest, event: MediaEvent, recipient: Recipient) -> HttpResponse:
    """Mails whoever was invited their own link once more, whoever asks for it."""
    invitee = event.invitees.filter(journalist=recipient.journalist_id).first()
    if invitee:
        _mail_link(request, event, invitee)
    name = recipient.journalist.name
    return _page(request, event, name=name, is_answered=True, was_sent=bool(invitee), own=OwnAnswerForm())


@of_recipient
@require_POST
def own_answer(request: HttpRequest, event: MediaEvent, recipient: Recipient) -> HttpResponse:
    """A colleague answers for themselves; what follows goes to their own address."""
    by = event.invitees.filter(journalist=recipient.journalist_id).first()
    return _begin_own(request, event, by, name=recipient.journalist.name)


@of_invitee
@require_http_methods(["GET", "HEAD", "POST"])
def rsvp(request: HttpRequest, invitee: Invitee) -> HttpResponse:
    """Their own answer, as often as they change it."""
    event = invitee.event
    if request.method != "POST":
        return _page(request, event, invitee=invitee, form=RsvpForm(event=event, invitee=invitee))
    form = RsvpForm(request.POST, event=event, invitee=invitee)
    if not form.is_valid():
        return _page(request, event, invitee=invitee, form=form, status=422)
    try:
        seats.answer(invitee=invitee, **form.told())
    except EventError as problem:
        invitee.refresh_from_db()
        return _page(request, event, invitee=invitee, form=form, problem=str(problem), status=409)
    return redirect("events:rsvp", token=invitee.token)


@of_invitee
@require_GET
def file(request: HttpRequest, invitee: Invitee) -> HttpResponse:
    if invitee.state != Invitee.State.YES or invitee.event.state == MediaEvent.State.CANCELLED:
        return render(request, "public/unknown_link.html", status=404)
    entry = event_letters.entry_of(invitee.event, invitee)
    response = HttpResponse(icalendar_files.calendar_file([entry]), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="event.ics"'
    return response


def _begin_own(request: HttpRequest, event: MediaEvent, by: Invitee | None, *, name: str) -> HttpResponse:
    form, has_answered = OwnAnswerForm(request.POST), by is not None and by.state in ANSWERED
    if not form.is_valid():
        return _page(request, event, name=name, own=form, is_answered=has_answered, status=422)
    if not seats.takes_answers(event):
        closed = "Answers are closed. Please call us, and we see what we can do."
        return _page(request, event, name=name, own=form, is_answered=has_answered, problem=closed, status=409)
    data = form.cleaned_data
    known = event.invitees.filter(email__iexact=data["email"]).first()
    if known:  # their page opens from their own mail alone
        _mail_link(request, event, known)
        return _page(request, event, name=name, own=OwnAnswerForm(), is_answered=True, was_sent=True)
    invitee = gatherings.add_invitee(event=event, by=None, forwarded_by=by, **data)
    return redirect("events:rsvp", token=invitee.token)


def _mail_link(request: HttpRequest, event: MediaEvent, invitee: Invitee) -> None:
    """A few times an hour, however often the button is pressed by whoever has the invitation."""
    if not too_many(request, scope=f"own-link:{invitee.pk}", limit=LINKS_AN_HOUR, seconds=HOUR):
        event_letters.send_link(event, invitee)


def _page(
    request: HttpRequest, event: MediaEvent, *, name: str = "", invitee: Invitee | None = None,
    form: RsvpForm | None = None, own: OwnAnswerForm | None = None, is_answered: bool = False, was_sent: bool = False,
    problem: str = "", status: int = 200,
) -> HttpResponse:  # fmt: skip
    context = {
        "event": event, "invitee": invitee, "name": invitee.name if invitee else name, "form": form, "own": own,
        "is_answered": is_answered, "was_sent": was_sent, "problem": problem,
        "takes_answers": seats.takes_answers(event), "may_give_back": _may_give_back(event, invitee),
        "is_full": event.seats_left is not None and event.seats_left <= 0,
        "speakers": event.speakers.all()[:20], "policy": TeamPolicy.current(),
    }  # fmt: skip
    return render(request, "events/public/rsvp.html", context, status=status)


def _may_give_back(event: MediaEvent, invitee: Invitee | None) -> bool:
    """Whether they have, or wait for, a seat in something that is still to come."""
    is_to_come = event.state != MediaEvent.State.CANCELLED and event.starts_at > timezone.now()
    return is_to_come and invitee is not None and invitee.state in {Invitee.State.YES, Invitee.State.WAITING}


def _may_exist(token: str) -> bool:
    return len(token) == TOKEN_LENGTH and "\x00" not in token
