"""The doors: the first admin's, and that of whoever was invited."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views import View

from core.journalist_pages import too_many
from core.toasts import say
from team import founding, invitations
from team.access import public
from team.forms import FoundingForm, JoinForm
from team.sign_in import sign_in

TRIES_A_MINUTE = 30


@method_decorator(public, name="dispatch")
class SetupView(View):
    """Asks for the first admin, only while there is nobody at all."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if founding.is_founded():
            return redirect("account_login")
        return self._form(FoundingForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        if founding.is_founded():
            return redirect("account_login")
        form = FoundingForm(request.POST)
        if not form.is_valid():
            return self._form(form, status=422)
        try:
            user = founding.found(**form.cleaned_data)
        except founding.AlreadyFounded as late:
            say(request, str(late), tone="plain")
            return redirect("account_login")
        sign_in(request, user)
        say(request, f"Welcome, {user.first_name}.")
        return redirect("dashboard:first-steps")

    def _form(self, form: FoundingForm, status: int = 200) -> HttpResponse:
        return render(self.request, "team/setup.html", {"form": form}, status=status)


@method_decorator(public, name="dispatch")
class JoinView(View):
    """The page behind an invitation's link."""

    def dispatch(self, request: HttpRequest, token: str) -> HttpResponse:  # type: ignore[override]
        if too_many(request, scope="join", limit=TRIES_A_MINUTE):
            return self._refuse("That was a little fast. Wait a minute, then open the link again.", status=429)
        try:
            self.invitation = invitations.find(token)
        except invitations.UnknownInvitation as refused:
            return self._refuse(str(refused), status=404)
        except invitations.InvitationError as refused:
            return self._refuse(str(refused), status=410)
        response = super().dispatch(request, token=token)
        response["Referrer-Policy"] = "no-referrer"
        return response

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        return self._form(JoinForm(email=self.invitation.email, initial={"name": self.invitation.name}))

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        form = JoinForm(request.POST, email=self.invitation.email)
        if not form.is_valid():
            return self._form(form, status=422)
        try:
            user = invitations.accept(token=token, **form.cleaned_data)
        except invitations.InvitationError as refused:
            return self._refuse(str(refused), status=410)
        sign_in(request, user)
        say(request, f"Welcome, {user.first_name}.")
        return redirect("team:profile" if user.is_observer else "dashboard:first-steps")

    def _form(self, form: JoinForm, status: int = 200) -> HttpResponse:
        context: dict[str, Any] = {"form": form, "invitation": self.invitation}
        return render(self.request, "team/join.html", context, status=status)

    def _refuse(self, why: str, *, status: int) -> HttpResponse:
        return render(self.request, "team/join_refused.html", {"why": why}, status=status)
