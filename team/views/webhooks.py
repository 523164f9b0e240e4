"""Webhooks: which other systems are told of what, and what came of it. For managers, since they hear of everything."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views import View

from core.history import history_of
from core.paging import page_of
from core.toasts import say
from team import webhooks
from team.access import ManagerRequired
from team.forms.webhooks import WebhookForm
from team.models import WebhookDelivery, WebhookEndpoint

A_PAGE = 30
MOST = 100


class WebhookList(ManagerRequired, View):
    """All of them, and the form of a new one. Its secret is shown once, on the page that made it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(WebhookForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = WebhookForm(request.POST)
        form.instance.made_by = request.user
        if not form.is_valid():
            return self.show(form, status=422)
        made = form.save()
        return self.show(WebhookForm(), made=made, status=201)

    def show(self, form: WebhookForm, *, made: WebhookEndpoint | None = None, status: int = 200) -> HttpResponse:
        endpoints = WebhookEndpoint.objects.select_related("made_by")[:MOST]
        context = {"form": form, "endpoints": endpoints, "made": made, "secret": made.secret if made else ""}
        response = render(self.request, "team/webhook_list.html", context, status=status)
        response["Cache-Control"] = "no-store"
        return response


class OneWebhook(ManagerRequired, View):
    def endpoint(self) -> WebhookEndpoint:
        return get_object_or_404(WebhookEndpoint.objects.select_related("made_by"), pk=self.kwargs["pk"])

    def show(
        self, endpoint: WebhookEndpoint, form: WebhookForm, *, secret: str = "", status: int = 200
    ) -> HttpResponse:
        context = {
            "endpoint": endpoint,
            "form": form,
            "secret": secret,
            "page_obj": page_of(self.request, endpoint.deliveries.all(), A_PAGE),
            "history": history_of(endpoint, limit=20),
        }
        response = render(self.request, "team/webhook_detail.html", context, status=status)
        response["Cache-Control"] = "no-store"
        return response


class WebhookDetail(OneWebhook):
    """Where to and of what, and the log of what it was told."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        endpoint = self.endpoint()
        return self.show(endpoint, WebhookForm(instance=endpoint))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = WebhookForm(request.POST, instance=self.endpoint())
        if not form.is_valid():
            return self.show(self.endpoint(), form, status=422)
        form.save()
        say(request, "Saved")
        return redirect(form.instance)


class WebhookSecret(OneWebhook):
    """A new secret, shown once."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        endpoint = self.endpoint()
        secret = webhooks.renew_secret(endpoint=endpoint)
        return self.show(endpoint, WebhookForm(instance=endpoint), secret=secret, status=201)


class WebhookRemoval(OneWebhook):
    """It is told of nothing any more, and its log goes with it."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        endpoint = self.endpoint()
        endpoint.delete()
        say(request, f"“{endpoint}” is removed")
        return redirect("team:webhook-list")


class DeliveryAgain(ManagerRequired, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        delivery = get_object_or_404(WebhookDelivery.objects.select_related("endpoint"), pk=pk)
        begun = webhooks.send_again(delivery=delivery)
        say(request, "It is sent again" if begun else "It waits to be sent already")
        return redirect(delivery.endpoint)
