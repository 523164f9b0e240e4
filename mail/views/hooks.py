"""What mail services call: open to whoever holds the address and proves to be the service. No session, no cookie."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from core.fields import UnreadableSecret
from core.journalist_pages import MINUTE, too_many
from mail import hooks
from mail.hooks import NotFromService, NotUnderstood, TooLarge
from mail.models import Mailbox

CALLS_A_MINUTE = 1200
"""From one address. A service that has more to tell tries again."""
REFUSED_A_MINUTE = 60
MOST_EVENTS = 2 * 1024 * 1024  # bytes
MOST_MAIL = 45 * 1024 * 1024  # a message of 30 MB, in base64


@method_decorator([csrf_exempt, login_not_required], name="dispatch")
class HookView(View):
    """One call of a mail service. Errors are said in a line of plain text, for whoever sets it up there."""

    http_method_names = ["post", "head", "options"]
    most_bytes = MOST_EVENTS

    def head(self, request: HttpRequest, token: str) -> HttpResponse:
        """Some services look whether there is anything before they keep the address."""
        return HttpResponse() if self._mailbox(token) else _say(404, "There is no such address.")

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        if too_many(request, scope="hooks", limit=CALLS_A_MINUTE):
            return _too_many()
        mailbox = self._mailbox(token)
        if mailbox is None:
            return self._refused(request, _say(404, "There is no such address."))
        body = _body(request, self.most_bytes)
        if body is None:
            return self._refused(request, _say(413, f"This is larger than {self.most_bytes // 1024**2} MB."))
        # Read by us because the limit of the settings, which is for forms, is too low for mail with attachments.
        request._body = body
        try:
            self.take_in(mailbox, request)
        except TooLarge as error:
            return self._refused(request, _say(413, str(error)))
        except NotFromService as error:
            return self._refused(request, _say(403, str(error)))
        except (NotUnderstood, UnreadableSecret) as error:
            return self._refused(request, _say(400, str(error)))
        return HttpResponse()

    def take_in(self, mailbox: Mailbox, request: HttpRequest) -> None:
        raise NotImplementedError

    def _mailbox(self, token: str) -> Mailbox | None:
        return Mailbox.objects.exclude(service="").filter(hook_token=token).first()

    def _refused(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        return _too_many() if too_many(request, scope="hooks refused", limit=REFUSED_A_MINUTE) else response


class EventsHookView(HookView):
    """What became of messages."""

    def take_in(self, mailbox: Mailbox, request: HttpRequest) -> None:
        hooks.take_in_events(mailbox, request)


class InboundHookView(HookView):
    """Mail that the service received."""

    most_bytes = MOST_MAIL

    def take_in(self, mailbox: Mailbox, request: HttpRequest) -> None:
        hooks.take_in_mail(mailbox, request)

    def _mailbox(self, token: str) -> Mailbox | None:
        mailbox = super()._mailbox(token)
        return mailbox if mailbox and hooks.inbound_address(mailbox) else None


def _body(request: HttpRequest, most_bytes: int) -> bytes | None:
    """The body, or None when it is too large; no more of it is read than that."""
    try:
        announced = int(request.headers.get("Content-Length") or 0)
    except ValueError:
        announced = 0
    if announced > most_bytes:
        return None
    body = request.read(most_bytes + 1)
    return body if len(body) <= most_bytes else None


def _too_many() -> HttpResponse:
    response = _say(429, "Too many calls. Try again in a minute.")
    response["Retry-After"] = str(MINUTE)
    return response


def _say(status: int, sentence: str) -> HttpResponse:
    return HttpResponse(f"{sentence}\n", status=status, content_type="text/plain; charset=utf-8")
