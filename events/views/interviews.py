"""Interviews for the team: the list, one being written, its page, and what its buttons do."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.db import transaction
from django.db.models import F, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.formats import date_format
from django.views import View

from contacts.models import Journalist
from contacts.paging import BoundedPaginator
from core.folding import every_word
from core.history import history_of
from core.htmx import go_to, render_page
from core.toasts import say
from core.typed import number_in, text_in
from coverage.forms.clips_by_hand import FileForm
from events import calendar_letters, promises, scheduling, speakers
from events.errors import EventError, NotPossible
from events.forms.interviews import (
    CallOffForm,
    CorrectionForm,
    InterviewForm,
    MoveForm,
    OfferForm,
    OutcomeForm,
    PromiseForm,
    TimeForm,
)
from events.models import Correction, Interview, Promise, Slot
from events.views import acting
from inquiries.models import Inquiry
from pitches.models import Recipient
from team.access import TeamRequired

PER_PAGE = 50
SHOWS = {"coming": "Coming", "open": "To arrange", "past": "Past", "all": "All"}
RELATED = ("client", "campaign", "spokesperson", "journalist", "outlet", "owner", "inquiry", "recipient__pitch")
MOST = 50
LONGEST = 480
"""Minutes: what began longer ago is over."""


class InterviewList(TeamRequired, View):
    """Those that are coming by their time; those to arrange, or to answer in writing, by how long they wait."""

    def get(self, request: HttpRequest) -> HttpResponse:
        show = request.GET.get("show", "coming")
        show = show if show in SHOWS else "coming"
        q = request.GET.get("q", "")[:100]
        rows = _listed(show).filter(every_word("search_text", q))
        page = BoundedPaginator(rows.select_related(*RELATED), PER_PAGE).get_page(request.GET.get("page"))
        page.object_list = list(page.object_list)
        context = {"page": page, "rows": page.object_list, "q": q, "show": show, "shows": SHOWS.items()}
        return render_page(request, "events/interview_list.html", context, partial="results")


def _listed(show: str) -> Any:
    rows, now = Interview.objects.all(), timezone.now()
    if show == "coming":
        begun = now - timedelta(minutes=LONGEST)
        return rows.filter(state="confirmed", starts_at__gte=begun, ends_at__gte=now).order_by("starts_at", "pk")
    if show == "open":
        in_writing = Q(state="confirmed", starts_at=None)
        return rows.filter(Q(state__in=["requested", "offered"]) | in_writing).order_by("created_at", "pk")
    if show == "past":
        return rows.filter(Q(state__in=["held", "cancelled", "declined"]) | Q(ends_at__lt=now)).order_by(
            F("starts_at").desc(nulls_last=True), "-pk"
        )
    return rows.order_by("-pk")


class InterviewCreate(TeamRequired, View):
    """By hand, from an inquiry (`?inquiry=`), from what a journalist answered to a pitch (`?recipient=`), or for one
    whom we know (`?journalist=`)."""

    def get(self, request: HttpRequest) -> HttpResponse:
        form = InterviewForm(user=request.user, initial=self.initial())
        return self.show(form)

    def post(self, request: HttpRequest) -> HttpResponse:
        form = InterviewForm(request.POST, user=request.user)
        if not form.is_valid():
            return self.show(form, status=422)
        told = form.told()
        inquiry, recipient, journalist = self.origin()
        if journalist:
            told["journalist"] = journalist
        try:
            interview = scheduling.request(**told, inquiry=inquiry, recipient=recipient, by=request.user)
        except EventError as problem:
            form.add_error(None, str(problem))
            return self.show(form, status=422)
        say(request, "The interview is noted. Offer times next")
        return go_to(request, interview)

    def origin(self) -> tuple[Inquiry | None, Recipient | None, Journalist | None]:
        """What the address says it comes of."""
        given = self.request.GET
        inquiry = Inquiry.objects.visible_to(self.request.user).select_related("journalist", "outlet", "client")
        recipient = Recipient.objects.select_related("pitch__campaign", "journalist")
        people = Journalist.objects.with_primary()
        found = inquiry.filter(pk=number_in(given, "inquiry")).first()
        pitched = recipient.filter(pk=number_in(given, "recipient")).first()
        known = [number_in(given, "journalist")]
        known += [each.journalist_id for each in (found, pitched) if each and each.journalist_id]
        return found, pitched, people.filter(pk=known[-1]).first()

    def initial(self) -> dict[str, Any]:
        inquiry, recipient, journalist = self.origin()
        initial: dict[str, Any] = {}
        if journalist:
            position, address = journalist.primary_position, journalist.primary_address
            initial |= {
                "reporter_name": journalist.name,
                "reporter_outlet": str(position.outlet) if position else "",
                "reporter_email": address.address if address else "",
                "zone": str(journalist.zone),
            }
        if recipient:
            campaign = recipient.pitch.campaign
            initial |= {"client": campaign.client_id, "campaign": campaign.pk, "topic": recipient.pitch.title}
        if inquiry:
            initial |= {
                "reporter_name": inquiry.reporter, "reporter_outlet": inquiry.asked_for, "topic": inquiry.subject,
                "reporter_email": inquiry.reporter_email or initial.get("reporter_email", ""),
                "reporter_phone": inquiry.reporter_phone, "client": inquiry.client_id,
                "campaign": inquiry.campaign_id, "spokesperson": inquiry.spokesperson_id,
                "angle": inquiry.background, "zone": inquiry.zone or initial.get("zone", ""),
            }  # fmt: skip
        return initial

    def show(self, form: InterviewForm, *, status: int = 200) -> HttpResponse:
        return render(self.request, "events/interview_form.html", {"form": form}, status=status)


class InterviewDetail(TeamRequired, View):
    """Everything of one interview."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return show(request, find(request, pk))


class InterviewEdit(TeamRequired, View):
    """What it is about and how it takes place; calendars follow."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        interview = find(request, pk)
        initial = {name: getattr(interview, name) for name in InterviewForm.base_fields if hasattr(interview, name)}
        return self.form_page(InterviewForm(user=request.user, interview=interview, initial=initial), interview)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        interview = find(request, pk)
        form = InterviewForm(request.POST, user=request.user, interview=interview)
        seen = request.POST.get("revision", "")
        if not form.is_valid():
            return self.form_page(form, interview, status=422)
        try:
            with transaction.atomic():
                if seen != str(scheduling.lock(interview).revision):
                    raise NotPossible(
                        "Somebody has changed this interview since you opened the page. What you typed is below; look "
                        "at the interview in another tab, then save again to keep yours."
                    )
                scheduling.edit(interview=interview, by=request.user, **form.details())
        except EventError as problem:
            form.add_error(None, str(problem))
            return self.form_page(form, interview, status=409)
        say(request, "Saved")
        return go_to(request, interview)

    def form_page(self, form: InterviewForm, interview: Interview, *, status: int = 200) -> HttpResponse:
        context = {"form": form, "interview": interview}
        return render(self.request, "events/interview_form.html", context, status=status)


class Action(acting.Action):
    def find(self, pk: int) -> Interview:
        return find(self.request, pk)

    def show(self, subject: Interview, typed: dict[str, forms.Form]) -> HttpResponse:
        return show(self.request, subject, status=422, typed=typed)


class Offering(Action):
    name = "offer"
    done = "The times are on their page"

    def bound(self, interview: Interview) -> forms.Form:
        return OfferForm(self.request.POST, suggestions=_suggested(interview, self.request))

    def act(self, interview: Interview, data: dict[str, Any], **rest: Any) -> None:
        times = list(data.get("suggested", ()))
        times += [value for name, value in data.items() if name.startswith("at") and value]
        scheduling.offer(interview=interview, times=times, by=self.request.user, by_mail=data["by_mail"])


class SlotWithdrawal(Action):
    def act(self, interview: Interview, data: dict[str, Any], **rest: Any) -> None:
        slot = get_object_or_404(Slot, pk=rest["slot"], interview=interview)
        scheduling.withdraw(slot=slot, by=self.request.user)
        say(self.request, "Taken back")


class Confirmation(Action):
    form, name, done = TimeForm, "confirm", "Confirmed, and on its way into the calendars"

    def act(self, interview: Interview, data: dict[str, Any], **rest: Any) -> None:
        scheduling.confirm(interview=interview, starts_at=data["starts_at"], by=self.request.user)


class InWriting(Action):
    """It is answered in writing instead, by the same spokesperson."""

    done = "It is answered in writing"

    def act(self, interview: Interview, data: dict[str, Any], **rest: Any) -> None:
        scheduling.answer_in_writing(interview=interview, by=self.request.user)


class Moving(Action):
    form, name, done = MoveForm, "move", "Moved, and the calendars follow"

    def act(self, interview: Interview, data: dict[str, Any], **rest: Any) -> None:
        scheduling.move(interview=interview, by=self.request.user, **data)


class CallingOff(Action):
    form, name, done = CallOffForm, "off", "Called off, and taken out of the calendars"

    def act(self, interview: Interview, data: dict[str, Any], **rest: Any) -> None:
        scheduling.call_off(interview=interview, by=self.request.user, **data)


class Declining(Action):
    done = "Declined"

    def act(self, interview: Interview, data: dict[str, Any], **rest: Any) -> None:
        scheduling.decline(interview=interview, why=text_in(self.request.POST, "why", most=300), by=self.request.user)


class TakingUp(Action):
    done = "Open again"

    def act(self, interview: Interview, data: dict[str, Any], **rest: Any) -> None:
        scheduling.take_up(interview=interview, by=self.request.user)


class Held(Action):
    done = "It took place. Write down what was said while you remember it"

    def act(self, interview: Interview, data: dict[str, Any], **rest: Any) -> None:
        scheduling.held(interview=interview, by=self.request.user)


class OutcomeSave(Action):
    form, name, done = OutcomeForm, "outcome", "Kept"

    def act(self, interview: Interview, data: dict[str, Any], **rest: Any) -> None:
        scheduling.conclude(interview=interview, by=self.request.user, **data)


class PromiseAdd(Action):
    form, name, done = PromiseForm, "promise", "Noted as a promise"

    def act(self, interview: Interview, data: dict[str, Any], **rest: Any) -> None:
        promises.make(interview=interview, by=self.request.user, **data)


class PromiseEnd(Action):
    def act(self, interview: Interview, data: dict[str, Any], **rest: Any) -> None:
        promise, by = get_object_or_404(Promise, pk=rest["promise"], interview=interview), self.request.user
        if "again" in self.request.POST:
            promises.reopen(promise=promise, by=by)
        else:
            why = text_in(self.request.POST, "why", most=300)
            promises.end(promise=promise, by=by, kept="kept" in self.request.POST, why=why)
            say(self.request, "Kept" if "kept" in self.request.POST else "Dropped")


class CorrectionAdd(Action):
    form, name, done = CorrectionForm, "correction", "Noted that we asked for a correction"

    def act(self, interview: Interview, data: dict[str, Any], **rest: Any) -> None:
        promises.ask_to_correct(interview=interview, by=self.request.user, **data)


class CorrectionEnd(Action):
    def act(self, interview: Interview, data: dict[str, Any], **rest: Any) -> None:
        correction = get_object_or_404(Correction, pk=rest["correction"], interview=interview)
        given = self.request.POST
        promises.settle(
            correction=correction,
            state=given.get("state", ""),
            note=text_in(given, "note", most=300),
            by=self.request.user,
        )
        say(self.request, "Kept")


def find(request: HttpRequest, pk: int) -> Interview:
    return get_object_or_404(Interview.objects.visible_to(request.user).select_related(*RELATED), pk=pk)


def show(
    request: HttpRequest, interview: Interview, *, status: int = 200, typed: dict[str, forms.Form] | None = None
) -> HttpResponse:
    """The page; `typed` are the forms that came back with mistakes."""
    typed = typed or {}
    notes = {name: getattr(interview, name) for name in OutcomeForm.base_fields}
    who = None
    if interview.journalist_id:
        who = Journalist.objects.filter(pk=interview.journalist_id).with_primary().first()
    context = {
        "interview": interview,
        "who": who,
        "forms": {
            "confirm": typed.get("confirm", TimeForm(auto_id="confirm-%s")),
            "move": typed.get("move", MoveForm(auto_id="move-%s")),
            "off": typed.get("off", CallOffForm(auto_id="off-%s")),
            "outcome": typed.get("outcome", OutcomeForm(initial=notes, auto_id="outcome-%s")),
            "promise": typed.get("promise", PromiseForm(auto_id="promise-%s")),
            "recording": typed.get("recording", FileForm(auto_id="recording-%s")),
            "correction": typed.get("correction", CorrectionForm(auto_id="correction-%s")),
            "offer": typed.get("offer") or _offer_form(interview, request),
        },
        "opened": next(iter(typed), ""),
        "slots": interview.slots.exclude(state=Slot.State.WITHDRAWN).order_by("starts_at")[:MOST],
        "moves": interview.moves.select_related("by")[:MOST],
        "letters": interview.letters.select_related("message").order_by("-pk")[:MOST],
        "promises": interview.promises.select_related("owner")[:MOST],
        "corrections": interview.corrections.select_related("asked_by")[:MOST],
        "recordings": interview.recordings.select_related("added_by")[:MOST],
        "results": interview.results.select_related("clip__article__outlet")[:MOST],
        "correction_states": Correction.State.choices,
        "page_url": calendar_letters.page_of(interview),
        "can_mail": calendar_letters.mailbox_for(interview) is not None,
        "is_open": interview.state in {"requested", "offered"},
        "has_begun": interview.starts_at is None or interview.starts_at <= timezone.now(),
        "history": history_of(interview),
    }
    return render(request, "events/interview_detail.html", context, status=status)


def _offer_form(interview: Interview, request: HttpRequest) -> OfferForm | None:
    """None where nothing can be offered now."""
    if interview.spokesperson is None or interview.state not in {"requested", "offered"}:
        return None
    return OfferForm(suggestions=_suggested(interview, request), auto_id="offer-%s")


def _suggested(interview: Interview, request: HttpRequest) -> list[tuple[str, str]]:
    if interview.spokesperson is None:
        return []
    offered = set(interview.slots.filter(state=Slot.State.OFFERED).values_list("starts_at", flat=True))
    found = speakers.suggestions(interview.spokesperson, interview.minutes, request.user.zone)
    return [(at.isoformat(), _both_clocks(at, interview, request)) for at in found if at not in offered]


def _both_clocks(at: datetime, interview: Interview, request: HttpRequest) -> str:
    """On the reader's clock, and on the journalist's where that shows another hour."""
    ours, theirs = at.astimezone(request.user.zone), at.astimezone(interview.their_zone)
    said = date_format(ours, "D j M, H:i")
    if ours.utcoffset() == theirs.utcoffset():
        return said
    hour = date_format(theirs, "H:i") if ours.date() == theirs.date() else date_format(theirs, "D H:i")
    return f"{said} ({hour} there)"
