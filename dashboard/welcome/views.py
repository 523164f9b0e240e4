"""The first steps, and the demo: a page each, and what can be pressed there."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views import View

from core.htmx import PATH, go_to
from core.toasts import say
from dashboard.demo_here import marks, removing, work
from dashboard.welcome import first_steps
from dashboard.welcome.forms import RemovalForm
from team.access import AdminRequired, TeamRequired
from team.models import Demo, User


class FirstStepsView(TeamRequired, View):
    """Everything there is to do at first, and what of it is done."""

    def get(self, request: HttpRequest) -> HttpResponse:
        request.session.pop(PATH, None)
        context: dict[str, Any] = {"path": first_steps.begun(request.user)}
        if request.user.is_admin:
            context["demo"] = standing(request.user)
        return render(request, "dashboard/first_steps.html", context)


class StepView(TeamRequired, View):
    """The way to where a step is done; from there a line leads back."""

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        try:
            address = first_steps.address_of(request.user, key, instead="instead" in request.GET)
        except LookupError:
            raise Http404 from None
        request.session[PATH] = reverse("dashboard:first-steps")
        return redirect(f"{address}?{urlencode({'next': request.session[PATH]})}")


class SkipView(TeamRequired, View):
    """Pass over a step, or take it up again."""

    def post(self, request: HttpRequest, key: str) -> HttpResponse:
        skip = "again" not in request.POST
        try:
            first_steps.pass_over(request.user, key, skip=skip)
        except LookupError:
            raise Http404 from None
        return go_to(request, "dashboard:today" if request.POST.get("from") == "today" else "dashboard:first-steps")


class ClosingView(TeamRequired, View):
    """Be done with the path, whatever is left of it."""

    def post(self, request: HttpRequest) -> HttpResponse:
        first_steps.close(request.user)
        say(request, "The first steps are closed. They stay under your name, at the bottom of the sidebar.")
        return go_to(request, "dashboard:today")


def standing(user: User) -> dict[str, Any]:
    """How it is with the demo here, for an admin: not here (and may it be loaded), under way, here, or half removed."""
    demo = Demo.objects.filter(pk=1).first()
    job = work.last_job()
    found: dict[str, Any] = {"job": job if job and job.is_open else None, "failed": None, "state": ""}
    if demo and demo.state != Demo.State.REMOVED:
        found |= {"state": demo.state, "row": demo}
    elif marks.demo_is_unmarked():
        found["state"] = "unmarked"
    else:
        try:
            marks.refuse_others(user)
        except marks.NotEmpty as refusal:
            found["refusal"] = str(refusal)
    if (
        job
        and job.state in {job.State.FAILED, job.State.STOPPED}
        and bool(found["state"]) == (job.kind == work.REMOVING)
    ):
        found["failed"] = job
    return found


class DemoView(AdminRequired, View):
    """What the demo is, and the one button: load it, or remove it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show()

    def post(self, request: HttpRequest) -> HttpResponse:
        """Load it."""
        try:
            work.start_loading(by=request.user)
        except work.Refused as refusal:
            say(request, str(refusal), tone="bad")
        return redirect("dashboard:demo")

    def show(self, form: RemovalForm | None = None, status: int = 200) -> HttpResponse:
        context = standing(self.request.user)
        if context["state"] == Demo.State.LOADED and not context["job"]:
            context |= _of_a_demo(self.request.user, form)
        return render(self.request, "dashboard/demo.html", context, status=status)


class DemoRemovalView(DemoView):
    """Remove it: after the page has said what goes, and, where that is more than the demo, after a word was typed."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        asks = _asks_for_a_word(request.user)
        form = RemovalForm(request.POST, asks=asks)
        if not form.is_valid():
            return self.show(form, status=422)
        try:
            work.start_removing(by=request.user, seen=form.cleaned_data["seen"])
        except work.Refused as refusal:
            say(request, str(refusal), tone="bad")
        return redirect("dashboard:demo")


def _asks_for_a_word(user: User) -> bool:
    try:
        return bool(removing.question(by=user).added)
    except removing.NotNow:
        return False


def _of_a_demo(user: User, form: RemovalForm | None) -> dict[str, Any]:
    people = User.objects.filter(marks.demo_people(), is_active=True).order_by("pk")[:10]
    try:
        asked = removing.question(by=user)
    except removing.NotNow as refusal:
        return {"people": people, "not_now": str(refusal)}
    fresh = RemovalForm(initial={"seen": asked.seen}, asks=bool(asked.added))
    return {"people": people, "asked": asked, "form": form or fresh, "stays": user in asked.stay}
