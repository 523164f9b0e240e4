"""What stands behind a counted link and an invisible picture: the reader goes on at once, the counting comes after."""

import logging
from base64 import b64decode

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views import View
from kombu.exceptions import OperationalError as BrokerError

from core.journalist_pages import journalist_page
from mail import machines, tracking
from mail.models import TrackedLink
from mail.tasks_tracking import record_visit

log = logging.getLogger(__name__)
NOTHING_TO_SEE = b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")


def _count(request: HttpRequest, link: TrackedLink) -> None:
    """Have the visit kept, unless the reader's program asks not to. A visit that cannot be told of is lost."""
    if machines.asks_not_to(request.headers):
        return
    why = machines.gives_itself_away(request.method or "", request.headers)
    try:
        record_visit.delay(link.pk, timezone.now().isoformat(), why)
    except (OSError, BrokerError) as error:
        log.warning("A visit of link %s was not counted: the broker cannot be reached (%s)", link.pk, type(error))


@method_decorator(journalist_page, name="dispatch")
class LinkView(View):
    """Leads to the address that stood in the message, and nowhere else."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, token: str) -> HttpResponseBase:
        link = tracking.find(token, TrackedLink.Kind.LINK)
        if link is None:
            return render(request, "public/unknown_link.html", status=404)
        _count(request, link)
        # Not Django's redirect, which would spell the address anew: it must arrive as it was written.
        return HttpResponse(status=302, headers={"Location": link.url})


@method_decorator(journalist_page, name="dispatch")
class PixelView(View):
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        link = tracking.find(token, TrackedLink.Kind.PIXEL)
        if link is None:
            return HttpResponse(status=404)
        _count(request, link)
        return HttpResponse(NOTHING_TO_SEE, content_type="image/gif")
