"""What came in: a list to find what could not be matched, and one message, shown so that it can do no harm."""

import re
from functools import cached_property
from typing import Any

from csp.constants import NONE, SELF
from csp.decorators import csp
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import content_disposition_header, url_has_allowed_host_and_scheme
from django.views import View
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.generic import DetailView, ListView

from core.toasts import say
from mail import suggestions
from mail.attachments import files_of, with_pictures
from mail.handlers import handler_for
from mail.models import IncomingMessage, Thread
from mail.models.mailbox import SECRETS
from mail.parsing import ParsedMail, decode_anyhow, parse_mail
from team.access import TeamRequired

HEAVY = ("raw", "full_text", "matched__raw", *(f"mailbox__{name}" for name in SECRETS))
LONGEST_SOURCE = 200_000
CALLS_ELSEWHERE = re.compile(r"<(/?)(i?frame|frameset|link|object|embed|portal|fencedframe)\b", re.IGNORECASE)
"""What a browser may connect to before it asks the policy whether it may load it: the connection alone tells who has
opened the letter. They get names that mean nothing."""
ALONE = {
    "default-src": [NONE],
    "style-src": ["'unsafe-inline'"],  # a mail brings its styles along; it is shown in a sandbox without scripts
    "img-src": ["data:"],
    "frame-ancestors": [SELF],
    "sandbox": ["allow-popups", "allow-popups-to-escape-sandbox"],
}


class IncomingListView(TeamRequired, ListView):
    """What belongs to no message of ours, or everything, newest first."""

    template_name = "mail/incoming_list.html"
    context_object_name = "letters"
    paginate_by = 50

    @property
    def everything(self) -> bool:
        return self.request.GET.get("show") == "all"

    def get_queryset(self) -> QuerySet[IncomingMessage]:
        seen = IncomingMessage.objects.visible_to(self.request.user)
        shown = seen.letters() if self.everything else seen.without_message()
        return shown.select_related("mailbox", "matched").defer(*HEAVY)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(everything=self.everything, **kwargs)


class IncomingDetailView(TeamRequired, DetailView):
    """One message: what its writer typed, and the whole of it one click away."""

    template_name = "mail/incoming_detail.html"
    context_object_name = "letter"

    def get_queryset(self) -> QuerySet[IncomingMessage]:
        seen = IncomingMessage.objects.visible_to(self.request.user)
        return seen.select_related("mailbox", "matched").defer(*HEAVY[2:])

    @cached_property
    def mail(self) -> ParsedMail:
        return parse_mail(bytes(self.object.raw))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        letter, views = self.object, {"text", "whole", "html", "source"}
        view = self.request.GET.get("as", "text")
        matched = letter.matched
        return super().get_context_data(
            view=view if view in views else "text",
            has_html=bool(self.mail.html),
            attachments=files_of(self.mail),
            source=decode_anyhow(bytes(letter.raw)[:LONGEST_SOURCE]) if view == "source" else "",
            thread_is_seen=Thread.objects.visible_to(self.request.user).filter(pk=letter.thread_id).exists(),
            belongs_to=handler_for(matched.purpose).link(matched) if matched else "",
            **kwargs,
        )


class SuggestionDismissalView(TeamRequired, View):
    """Leave it as it is: the suggestion is not made again, to nobody."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, key: str) -> HttpResponse:
        letter = get_object_or_404(IncomingMessage.objects.visible_to(request.user).defer("raw", "full_text"), pk=pk)
        suggestions.settle(letter, key)
        say(request, "Left as it is")
        came_from = request.headers.get("referer", "")
        known = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure())
        return redirect(came_from if known else reverse("mail:incoming-detail", args=[pk]))


@method_decorator(csp({"default-src": [NONE], "sandbox": True}), name="dispatch")
class AttachmentView(TeamRequired, View):
    """One attached file, to be kept and never to be shown: the browser is told nothing of its type."""

    def get(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        letter = get_object_or_404(IncomingMessage.objects.visible_to(request.user), pk=pk)
        files = files_of(parse_mail(bytes(letter.raw)))
        if number >= len(files):
            raise Http404("This message has no such file.")
        response = HttpResponse(files[number].data, content_type="application/octet-stream")
        response["Content-Disposition"] = content_disposition_header(True, files[number].name)
        response["X-Content-Type-Options"] = "nosniff"
        response["Cache-Control"] = "private, no-store"
        return response


@method_decorator([csp(ALONE), xframe_options_sameorigin], name="dispatch")
class IncomingHtmlView(TeamRequired, View):
    """The HTML part by itself, for the frame: no scripts, no pictures from elsewhere, links open beside it.

    With `pictures`, those that came with the message are shown too, drawn anew; what lies on other servers never is.
    """

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        letter = get_object_or_404(IncomingMessage.objects.visible_to(request.user), pk=pk)
        mail = parse_mail(bytes(letter.raw))
        html = with_pictures(mail) if request.GET.get("pictures") else mail.html
        if not html:
            raise Http404("This message has no HTML part.")
        html = CALLS_ELSEWHERE.sub(r"<\1x-\2", html)
        return HttpResponse(f'<!doctype html><meta charset="utf-8"><base target="_blank">{html}')
