"""Reading what the mail catcher caught."""

from email.message import EmailMessage
from typing import Any

from csp.constants import NONE, SELF
from csp.decorators import csp
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.generic import TemplateView

from mail import catcher
from mail.catcher import Caught, NotCaught
from team.access import TeamRequired
from team.models import User

SHOWN = 100
ALONE = {
    "default-src": [NONE],
    "style-src": ["'unsafe-inline'"],  # a mail brings its styles along; it is shown in a sandbox without scripts
    "img-src": ["data:"],
    "frame-ancestors": [SELF],
    "sandbox": ["allow-popups", "allow-popups-to-escape-sandbox"],
}


LIKE_A_MAIL_PROGRAM = "body { margin: 1rem; font: 16px/1.5 Arial, sans-serif }"


class CaughtListView(TeamRequired, TemplateView):
    """What was caught, newest first."""

    template_name = "mail/caught_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        caught = [line for line in catcher.latest(count=SHOWN) if _may_read(self.request.user, line)]
        return super().get_context_data(caught=caught, shown=SHOWN, **kwargs)


class CaughtDetailView(TeamRequired, TemplateView):
    """One message: as HTML, as text, or as it came."""

    template_name = "mail/caught_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        line, mail = _find(self.request.user, kwargs["key"])
        has_html = mail.get_body(("html",)) is not None
        view = self.request.GET.get("as", "html" if has_html else "text")
        shown = {"text": lambda: _body(mail, "plain"), "source": lambda: catcher.source(line.key)}.get(view)
        return super().get_context_data(
            line=line, mail=mail, has_html=has_html, view=view, shown=shown() if shown else "", **kwargs
        )


@method_decorator([csp(ALONE), xframe_options_sameorigin], name="dispatch")
class CaughtHtmlView(TeamRequired, View):
    """The HTML part by itself, for the frame: no scripts, no pictures from elsewhere, links open beside it."""

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        _, mail = _find(request.user, key)
        return HttpResponse(f'<base target="_blank"><style>{LIKE_A_MAIL_PROGRAM}</style>{_body(mail, "html")}')


def _find(user: User, key: str) -> tuple[Caught, EmailMessage]:
    try:
        line, mail = catcher.line(key), catcher.read(key)
    except NotCaught:
        raise Http404("Only the latest messages are kept.") from None
    if not _may_read(user, line):
        raise Http404
    return line, mail


def _may_read(user: User, line: Caught) -> bool:
    """Everybody on the team; but a password reset or an invitation is a key, for its recipient and admins alone."""
    return user.is_admin or not line.is_system_mail or user.email.lower() in line.recipients.lower().split(", ")


def _body(mail: EmailMessage, subtype: str) -> str:
    part = mail.get_body((subtype,))
    if part is None:
        return ""
    try:
        return str(part.get_content()).replace("\r\n", "\n")
    except (LookupError, UnicodeError):  # a charset that Python does not know
        return bytes(part.get_payload(decode=True)).decode("utf-8", "replace")
