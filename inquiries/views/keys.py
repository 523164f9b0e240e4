"""The keys by which other systems bring in inquiries. Managers make and withdraw them."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views import View

from campaigns.models import Client
from core.toasts import say
from inquiries import keys
from inquiries.models import IntakeKey
from team.access import ManagerRequired

MOST = 100


class KeyForm(forms.Form):
    name = forms.CharField(max_length=120, help_text="The system that uses it, for example: website form.")
    client = forms.ModelChoiceField(Client.objects.none(), empty_label="Choose a client")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["client"].queryset = Client.objects.active()


class Keys(ManagerRequired, View):
    """A new key is shown once, on the page that made it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(KeyForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = KeyForm(request.POST)
        if not form.is_valid():
            return self.show(form, status=422)
        key, secret = keys.make(by=request.user, **form.cleaned_data)
        return self.show(KeyForm(), made=key, secret=secret, status=201)

    def show(
        self, form: KeyForm, *, made: IntakeKey | None = None, secret: str = "", status: int = 200
    ) -> HttpResponse:
        rows = IntakeKey.objects.filter(revoked_at=None).select_related("client", "created_by")[:MOST]
        context = {"form": form, "keys": rows, "made": made, "secret": secret}
        response = render(self.request, "inquiries/key_list.html", context, status=status)
        response["Cache-Control"] = "no-store"
        return response


class KeyRevoke(ManagerRequired, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        keys.revoke(key=get_object_or_404(IntakeKey, pk=pk))
        say(request, "Withdrawn: nothing comes in by it any more")
        return redirect("inquiries:key-list")
