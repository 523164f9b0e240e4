"""All pitches, and beginning a new one."""

from typing import Any

from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from contacts import selection
from contacts.media_lists import members_of
from contacts.models import Journalist
from core.htmx import go_to, render_page
from core.toasts import say
from pitches import drafting, recipients
from pitches.errors import PitchError
from pitches.filters import PitchFilter
from pitches.forms import PitchCreateForm
from pitches.models import Pitch
from pitches.results import with_results
from team.access import SignedIn, TeamRequired

PAGE = 50


class PitchList(SignedIn, View):
    """Pitches by state, campaign and owner, the last touched first."""

    def get(self, request: HttpRequest) -> HttpResponse:
        visible = Pitch.objects.visible_to(request.user)
        filtered = PitchFilter(request.GET, visible, user=request.user)
        rows = filtered.qs.select_related("campaign__client", "owner")
        page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
        page.object_list = with_results(page.object_list)
        context = {
            "filter": filtered,
            "pills": filtered.pills(),
            "page": page,
            "views": filtered.views(),
            "any": bool(page.object_list) or visible.exists(),
        }
        return render_page(request, "pitches/pitch_list.html", context, partial="results")


class PitchCreate(TeamRequired, View):
    """A new pitch: its campaign and name, and, if wanted, a list of journalists to begin with."""

    def get(self, request: HttpRequest) -> HttpResponse:
        initial: dict[str, Any] = {
            "campaign": request.GET.get("campaign", ""),
            "media_list": request.GET.get("media_list", ""),
            "mailbox": drafting.usual_mailbox(request.user),
            "journalists": request.GET.get("journalists", ""),
        }
        return self.show(PitchCreateForm(user=request.user, initial=initial))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = PitchCreateForm(request.POST, user=request.user)
        if not form.is_valid():
            return self.show(form, status=422)
        try:
            pitch = self.create(form.cleaned_data)
        except PitchError as error:
            form.add_error(None, str(error))
            return self.show(form, status=422)
        return go_to(request, "pitches:pitch-compose", pitch.pk)

    @transaction.atomic
    def create(self, data: dict[str, Any]) -> Pitch:
        user = self.request.user
        pitch = drafting.create(campaign=data["campaign"], title=data["title"], by=user, mailbox=data["mailbox"])
        keys = set(data["journalists"])
        if data["media_list"]:
            keys.update(members_of(data["media_list"], user=user).order_by().values_list("pk", flat=True))
        if keys:
            wanted = Journalist.objects.visible_to(user).filter(pk__in=keys)
            say(self.request, str(recipients.add(pitch=pitch, journalists=wanted, by=user)))
        return pitch

    def show(self, form: PitchCreateForm, *, status: int = 200) -> HttpResponse:
        initial = form["journalists"].value() or ""
        chosen = len([key for key in initial.split(",") if key]) if isinstance(initial, str) else 0
        context = {"form": form, "chosen": chosen}
        return render(self.request, "pitches/pitch_create.html", context, status=status)


class PitchForChosen(PitchCreate):
    """The form of a new pitch for journalists chosen in the list of contacts, or on one's own page."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            chosen = selection.chosen(request)
        except (selection.NobodyChosen, selection.TooMany) as error:
            say(request, str(error), tone="bad")
            return go_to(request, "contacts:journalist-list")
        keys = ",".join(map(str, chosen.order_by().values_list("pk", flat=True)))
        initial = {"journalists": keys, "mailbox": drafting.usual_mailbox(request.user)}
        return self.show(PitchCreateForm(user=request.user, initial=initial))
