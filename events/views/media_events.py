"""Media events for the team: the list, planning one, its page with who is coming, and what its buttons do."""

from typing import Any

from django import forms
from django.db import transaction
from django.db.models import Count, F, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views import View

from contacts.paging import BoundedPaginator
from core.folding import every_word
from core.history import history_of
from core.htmx import go_to, render_page
from core.toasts import say
from core.tokens import new_token
from events import following_up, gatherings, seats
from events.errors import EventError, NotPossible
from events.forms.media_events import CallOffForm, FollowUpForm, InviteeForm, MediaEventForm
from events.models import Invitee, MediaEvent
from events.views import acting
from pitches.drafting import usual_mailbox
from pitches.models import Recipient
from team.access import TeamRequired

PER_PAGE = 50
PEOPLE = 100
SHOWS = {"coming": "Coming", "past": "Past", "all": "All"}
WHO = {
    "": "All",
    "yes": "Coming",
    "waiting": "Waiting list",
    "no": "Not coming",
    "invited": "No answer",
    "came": "Came",
}
MOST = 50


class EventList(TeamRequired, View):
    def get(self, request: HttpRequest) -> HttpResponse:
        show = request.GET.get("show", "coming")
        show = show if show in SHOWS else "coming"
        q = request.GET.get("q", "")[:100]
        rows, now = MediaEvent.objects.visible_to(request.user), timezone.now()
        if show == "coming":
            rows = rows.filter(ends_at__gte=now).exclude(state="cancelled").order_by("starts_at", "pk")
        elif show == "past":
            rows = rows.filter(Q(ends_at__lt=now) | Q(state="cancelled")).order_by("-starts_at", "-pk")
        else:
            rows = rows.order_by("-starts_at", "-pk")
        rows = rows.filter(every_word("search_text", q)).select_related("client", "owner")
        page = BoundedPaginator(rows, PER_PAGE).get_page(request.GET.get("page"))
        page.object_list = list(page.object_list)
        context = {"page": page, "rows": page.object_list, "q": q, "show": show, "shows": SHOWS.items()}
        return render_page(request, "events/event_list.html", context, partial="results")


class EventCreate(TeamRequired, View):
    def get(self, request: HttpRequest) -> HttpResponse:
        initial = {name: request.GET[name] for name in ("client", "campaign") if request.GET.get(name)}
        return form_page(request, MediaEventForm(user=request.user, initial=initial))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = MediaEventForm(request.POST, user=request.user)
        if not form.is_valid():
            return form_page(request, form, status=422)
        event = gatherings.plan(client=form.cleaned_data["client"], by=request.user, **form.details())
        say(request, "Planned. Invite the press next")
        return go_to(request, event)


class EventEdit(TeamRequired, View):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return form_page(request, MediaEventForm(instance=find(request, pk), user=request.user))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        event = find(request, pk)
        form = MediaEventForm(request.POST, instance=event, user=request.user)
        if not form.is_valid():
            return form_page(request, form, status=422)
        try:
            with transaction.atomic():
                if request.POST.get("revision", "") != str(gatherings.lock(event).revision):
                    raise NotPossible(
                        "Somebody has changed this event since you opened the page. What you typed is below; look at"
                        " the event in another tab, then save again to keep yours."
                    )
                gatherings.edit(event=event, by=request.user, **form.details())
        except EventError as problem:
            form.add_error(None, str(problem))
            return form_page(request, form, status=409)
        say(request, "Saved")
        return go_to(request, event)


def form_page(request: HttpRequest, form: MediaEventForm, *, status: int = 200) -> HttpResponse:
    event = None
    if not form.instance._state.adding:
        event = MediaEvent.objects.get(pk=form.instance.pk)
    return render(request, "events/event_form.html", {"form": form, "event": event}, status=status)


class EventDetail(TeamRequired, View):
    """What it is, who is coming, and what is still to be done."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return show(request, find(request, pk))


class Action(acting.Action):
    def find(self, pk: int) -> MediaEvent:
        return find(self.request, pk)

    def show(self, subject: MediaEvent, typed: dict[str, forms.Form]) -> HttpResponse:
        return show(self.request, subject, status=422, typed=typed)


class Inviting(Action):
    """The pitch that invites, to be gone on with in the composer."""

    def act(self, event: MediaEvent, data: dict[str, Any], **rest: Any) -> Any:
        pitch = gatherings.invite_by_pitch(event=event, by=self.request.user)
        if event.state == MediaEvent.State.PLANNED:
            gatherings.set_state(event=event, to=MediaEvent.State.OPEN, by=self.request.user)
        return reverse("pitches:pitch-compose", args=[pitch.pk])


class StateSet(Action):
    def act(self, event: MediaEvent, data: dict[str, Any], **rest: Any) -> None:
        changed = gatherings.set_state(event=event, to=self.request.POST.get("state", ""), by=self.request.user)
        say(self.request, changed.get_state_display())


class CallingOff(Action):
    form, name, done = CallOffForm, "off", "Called off; those who were coming are told"

    def act(self, event: MediaEvent, data: dict[str, Any], **rest: Any) -> None:
        gatherings.call_off(event=event, why=data["why"], by=self.request.user)


class InviteeAdd(Action):
    form, name = InviteeForm, "invitee"

    def act(self, event: MediaEvent, data: dict[str, Any], **rest: Any) -> None:
        invitee = gatherings.add_invitee(event=event, by=self.request.user, **data)
        say(self.request, f"{invitee} is on the list. Give them their link, or answer for them")


class AnswerFor(Action):
    """They answered by phone."""

    def act(self, event: MediaEvent, data: dict[str, Any], **rest: Any) -> None:
        invitee = get_object_or_404(Invitee, pk=rest["invitee"], event=event)
        guests = [
            seats.Companion(guest.name, guest.is_photographer) for guest in invitee.guests.all()
        ]  # fmt: skip
        answered = seats.answer(
            invitee=invitee, coming=self.request.POST.get("coming") == "yes", guests=guests,
            is_photographer=invitee.is_photographer, accreditation=invitee.accreditation,
            message=invitee.message, by=self.request.user,
        )  # fmt: skip
        say(self.request, f"{answered}: {answered.get_state_display().lower()}")


class FollowUp(Action):
    name = "follow_up"

    def bound(self, event: MediaEvent) -> FollowUpForm:
        return FollowUpForm(self.request.POST, event=event)

    def act(self, event: MediaEvent, data: dict[str, Any], **rest: Any) -> None:
        sent = following_up.follow_up(event=event, by=self.request.user, **data)
        more = f"; {sent.unreachable} could not be written to" if sent.unreachable else ""
        say(self.request, f"{sent.came} who came and {sent.missed} who did not get their kit{more}")


class DoorLink(Action):
    """A new address for the list at the door; the old one leads nowhere any more."""

    done = "The list at the door has a new address"

    def act(self, event: MediaEvent, data: dict[str, Any], **rest: Any) -> None:
        MediaEvent.objects.filter(pk=event.pk).update(checkin_token=new_token(), checkin_revoked_at=None)


def find(request: HttpRequest, pk: int) -> MediaEvent:
    rows = MediaEvent.objects.visible_to(request.user)
    return get_object_or_404(
        rows.select_related("client", "campaign", "owner", "advisory", "pitch", "kit_came", "kit_missed"), pk=pk
    )


def show(
    request: HttpRequest, event: MediaEvent, *, status: int = 200, typed: dict[str, forms.Form] | None = None
) -> HttpResponse:
    typed = typed or {}
    who = request.GET.get("who", "")
    invitees = event.invitees.prefetch_related("guests").select_related("journalist", "forwarded_by")
    if who == "came":
        invitees = invitees.filter(came_at__isnull=False)
    elif who == "no":
        invitees = invitees.filter(state__in=["no", "cancelled"])
    elif who in WHO and who:
        invitees = invitees.filter(state=who)
    page = BoundedPaginator(invitees.order_by("name", "pk"), PEOPLE).get_page(request.GET.get("page"))
    page.object_list = list(page.object_list)
    counts = event.invitees.aggregate(
        yes=Count("pk", filter=Q(state="yes")), waiting=Count("pk", filter=Q(state="waiting")),
        no=Count("pk", filter=Q(state__in=["no", "cancelled"])), came=Count("pk", filter=Q(came_at__isnull=False)),
        cameras=Count("pk", filter=Q(state="yes", is_photographer=True)), all=Count("pk"),
    )  # fmt: skip
    invited = Recipient.objects.filter(pitch=event.pitch_id or 0, sent_at__isnull=False)
    now = timezone.now()
    context = {
        "event": event,
        "page": page,
        "who": who if who in WHO else "",
        "shows": WHO.items(),
        "counts": counts,
        "unanswered": invited.filter(invitee=None).count(),
        "speakers": event.speakers.all()[:MOST],
        "results": event.results.select_related("clip__article__outlet").order_by(F("pk"))[:MOST],
        "has_begun": event.starts_at <= now,
        "is_over": event.ends_at <= now,
        "door_url": request.build_absolute_uri(reverse("events:door", args=[event.checkin_token])),
        "can_mail": usual_mailbox(event.owner) is not None,
        "forms": {
            "off": typed.get("off", CallOffForm(auto_id="off-%s")),
            "invitee": typed.get("invitee", InviteeForm(auto_id="invitee-%s")),
            "follow_up": typed.get("follow_up", FollowUpForm(event=event, auto_id="follow-%s")),
        },
        "opened": next(iter(typed), ""),
        "history": history_of(event),
    }
    return render(request, "events/event_detail.html", context, status=status)
