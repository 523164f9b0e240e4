"""One journalist: the record, its form, and the small things that are done from it."""

from datetime import datetime, time
from itertools import groupby
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views import View

from contacts import badges, bulk_actions, journalists, preferences, reaching, record_tabs, timeline
from contacts.forms.journalists import LogForm, ReasonForm, WholeForm
from contacts.models import EmailAddress, Journalist, Outlet, PhoneNumber, Position, PrivacyRequest, TimelineEntry
from contacts.paging import BoundedPaginator
from contacts.querysets import JournalistQuerySet
from core.history import history_of, history_of_parts
from core.htmx import render_page, then
from core.overtaking import SEEN, Overtaken, Tracked, look, mark_of
from core.toasts import say
from team.access import TeamRequired

ENTRIES_A_PAGE = 30
CHANGES = 50
NOON = time(12)  # of a call last week the hour is seldom known


class OneJournalist(TeamRequired, View):
    """Finds the journalist of the address among those whom the reader may see."""

    def found(self) -> JournalistQuerySet:
        return (
            Journalist.objects.visible_to(self.request.user).select_related("owner").prefetch_related("beats", "tags")
        )

    def journalist(self) -> Journalist:
        return get_object_or_404(self.found().with_primary(), pk=self.kwargs["pk"])


class Record(OneJournalist):
    """What every tab of the record shows: the head, with badges and actions, and the rail."""

    tab = "timeline"
    template = "contacts/journalist_detail.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.answer(self.journalist())

    def answer(self, journalist: Journalist, *, status: int = 200, **context: Any) -> HttpResponse:
        around = {
            "journalist": journalist,
            "position": journalist.primary_position,
            "now_there": timezone.localtime(timezone=journalist.zone),
            "badges": badges.badges_of([journalist])[journalist.pk],
            "relationship": timeline.relationship_of(journalist),
            "requests": journalist.privacy_requests.filter(handled_at=None),
            "actions": [action for action in bulk_actions.actions() if action.on_record],
            "lists": journalist.media_lists.all(),
            "tab": self.tab,
            "more_tabs": record_tabs.tabs_of(journalist),
        }
        page = around | self.content(journalist) | context
        return render_page(self.request, self.template, page, partial="entries", status=status)

    def content(self, journalist: Journalist) -> dict[str, Any]:
        entries = journalist.timeline.select_related("by", "campaign")
        page = BoundedPaginator(entries, ENTRIES_A_PAGE).get_page(self.request.GET.get("page"))
        months = groupby(page.object_list, key=lambda entry: timezone.localtime(entry.at).strftime("%Y-%m"))
        return {"page": page, "months": [(key, list(group)) for key, group in months], "log": LogForm()}

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Log a call, a meeting or a note."""
        journalist, form = self.journalist(), LogForm(request.POST)
        if not form.is_valid():
            return self.answer(journalist, log=form, status=422)
        data = form.cleaned_data
        kind = TimelineEntry.Kind(data["kind"])
        at = timezone.make_aware(datetime.combine(data["on"], NOON)) if data["on"] else None
        timeline.record(
            journalist=journalist, kind=kind, headline=kind.label, body=data["text"], at=at, by=request.user
        )
        say(request, f"{kind.label} logged")
        return redirect(journalist)


class Details(Record):
    tab = "details"
    template = "contacts/journalist_details.html"
    http_method_names = ["get", "head"]

    def content(self, journalist: Journalist) -> dict[str, Any]:
        return {"phones": journalist.phones.all()}


class History(Record):
    """Every change of the record, its positions, addresses and numbers in one stream: who, when, what."""

    tab = "history"
    template = "contacts/journalist_history.html"
    http_method_names = ["get", "head"]

    def content(self, journalist: Journalist) -> dict[str, Any]:
        entries = history_of(journalist, limit=CHANGES)
        for model in (Position, EmailAddress, PhoneNumber):
            entries += history_of_parts(model, limit=CHANGES, journalist=journalist)
        return {"history": sorted(entries, key=lambda entry: entry.at, reverse=True)[:CHANGES]}


class Form(OneJournalist):
    """Add a journalist, or change one. Whatever was typed stays until it could be saved."""

    def get(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        if pk is not None:
            form = WholeForm(None, journalist=self.journalist())
            return self.show(form, seen=mark_of(form.shown()))
        return self.show(WholeForm(None, journalist=Journalist(), initial={"owner": request.user}, known=request.GET))

    def post(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        form = WholeForm(with_more_rows(request.POST), journalist=self.subject())
        if request.POST.get("more"):
            return self.show(form)
        if not form.is_valid():
            return self.show(form, status=422)
        try:
            return self.save(form)
        except Overtaken as conflict:
            return self.show(form, seen=conflict.seen, conflict=conflict, status=409)
        except journalists.AddressTaken as problem:
            form.main.add_error(None, str(problem))
            return self.show(form, status=422)

    def subject(self) -> Journalist:
        return self.journalist() if "pk" in self.kwargs else Journalist()

    @transaction.atomic
    def save(self, form: WholeForm) -> HttpResponse:
        if "pk" in self.kwargs:
            self.look(form)
            journalist = journalists.update(journalist=self.journalist(), by=self.request.user, **form.main.changes())
        else:
            journalist = journalists.create(by=self.request.user, **form.main.changes())
        made = reaching.set_all(journalist=journalist, **form.parts())
        say(self.request, f"{journalist} saved" + (f", and {named(made)} added as new" if made else ""))
        return then(self.request, journalist)

    def look(self, form: WholeForm) -> None:
        """Hold the record still, and see whether somebody else saved it since the form was opened."""
        pk = get_object_or_404(self.found().select_related(None).select_for_update(), pk=self.kwargs["pk"]).pk
        records: list[Tracked] = [(Journalist, {"pgh_obj": pk})]
        records += [(model, {"journalist": pk}) for model in (Position, EmailAddress, PhoneNumber)]
        saved = WholeForm(None, journalist=self.journalist()).shown()
        look(seen=self.request.POST.get(SEEN, ""), saved=saved, typed=form.typed(), records=records)

    def show(
        self, form: WholeForm, *, seen: str | None = None, conflict: Overtaken | None = None, status: int = 200
    ) -> HttpResponse:
        journalist = get_object_or_404(self.found(), pk=self.kwargs["pk"]) if "pk" in self.kwargs else None
        seen = self.request.POST.get(SEEN, "") if seen is None else seen
        context = {"form": form, "journalist": journalist, "seen": seen, "conflict": conflict}
        return render(self.request, "contacts/journalist_form.html", context, status=status)


def named(outlets: list[Outlet]) -> str:
    return "the outlet " + " and ".join(f"“{outlet}”" for outlet in outlets)


def with_more_rows(post: Any) -> Any:
    """The POST with one row more of the kind that `more` names; for those who press "Another"."""
    prefix = post.get("more", "")
    key = f"{prefix}-TOTAL_FORMS"
    if prefix not in {"positions", "emails", "phones"} or not post.get(key, "").isdecimal():
        return post
    data = post.copy()
    data[key] = str(int(post[key]) + 1)
    return data


class Verification(OneJournalist):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        journalist = self.journalist()
        journalists.verify(journalist=journalist, by=request.user)
        say(request, f"{journalist} verified today")
        return redirect(journalist)


class Refusal(OneJournalist):
    """Do not contact, with the reason; and the way back, with a reason too."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        journalist, form = self.journalist(), ReasonForm(request.POST)
        if not form.is_valid():
            say(request, form.errors["reason"][0], tone="bad")
            return redirect(journalist)
        reason = form.cleaned_data["reason"]
        if request.POST.get("lift"):
            journalists.contact_again(journalist=journalist, reason=reason, by=request.user)
            say(request, f"{journalist} may be contacted again")
        else:
            journalists.leave_alone(journalist=journalist, reason=reason, by=request.user)
            say(request, f"{journalist} is not contacted any more")
        return redirect(journalist)


class NewLink(OneJournalist):
    """Withdraw the link to their preferences, for example after a pitch was forwarded, and give them another."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        journalist = preferences.withdraw_link(journalist=self.journalist())
        say(request, "The old link is good for leaving alone; the next pitch carries the new one")
        return redirect(journalist)


class RequestHandled(OneJournalist):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, request_pk: int) -> HttpResponse:
        journalist = self.journalist()
        wish = get_object_or_404(PrivacyRequest, pk=request_pk, journalist=journalist)
        journalists.handle_request(wish=wish, by=request.user)
        say(request, "Marked as done")
        return redirect(journalist)
