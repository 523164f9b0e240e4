"""Personal API tokens: everybody makes and withdraws their own, admins see and withdraw everybody's."""

from django.core.paginator import Page
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views import View

from core.history import history_of
from core.paging import page_of
from core.toasts import say
from team import api_tokens
from team.access import SignedIn
from team.api_tokens import NotPossible
from team.forms.api_tokens import ApiTokenForm
from team.models import ApiToken

A_PAGE = 50


class ApiTokenList(SignedIn, View):
    """A new token is shown once, on the page that made it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(ApiTokenForm(user=request.user))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ApiTokenForm(request.POST, user=request.user)
        if not form.is_valid():
            return self.show(form, status=422)
        try:
            token, secret = api_tokens.make(
                owner=request.user, name=form.cleaned_data["name"], scopes=form.scopes, expires_at=form.expires_at
            )
        except NotPossible as problem:
            form.add_error(None, str(problem))
            return self.show(form, status=422)
        return self.show(ApiTokenForm(user=request.user), made=token, secret=secret, status=201)

    def show(
        self, form: ApiTokenForm, *, made: ApiToken | None = None, secret: str = "", status: int = 200
    ) -> HttpResponse:
        context = {"form": form, "page_obj": self.rows(), "made": made, "secret": secret}
        response = render(self.request, "team/api_token_list.html", context, status=status)
        response["Cache-Control"] = "no-store"
        return response

    def rows(self) -> Page:
        """Those that open something first, then those that did."""
        visible = ApiToken.objects.visible_to(self.request.user).select_related("owner")
        return page_of(
            self.request, visible.order_by(F("revoked_at").asc(nulls_first=True), "-created_at", "-pk"), A_PAGE
        )


class ApiTokenDetail(SignedIn, View):
    """What one token is for, and what became of it."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        visible = ApiToken.objects.visible_to(request.user).select_related("owner", "revoked_by")
        token = get_object_or_404(visible, pk=pk)
        return render(request, "team/api_token_detail.html", {"token": token, "history": history_of(token, limit=20)})


class ApiTokenWithdrawal(SignedIn, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        token = get_object_or_404(ApiToken.objects.visible_to(request.user), pk=pk)
        api_tokens.withdraw(token=token, by=request.user)
        say(request, f"“{token}” is withdrawn. It opens nothing any more.")
        return redirect("team:api-token-list")
