"""What mail services call: open to whoever holds the address and proves to be the service. No session, no cookie."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

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
MB = 1024 * 1024


@dataclass(frozen=True)
class Call:
    """One kind of call: who makes sense of it, how large it may be, and whether a mailbox's service makes it."""

    take_in: Callable[[Mailbox, HttpRequest], None]
    most_bytes: int
    is_made_for: Callable[[Mailbox], bool]


CALLS: Mapping[str, Call] = {
    "events": Call(hooks.take_in_events, 2 * MB, lambda mailbox: True),
    "inbound": Call(hooks.take_in_mail, 45 * MB, lambda mailbox: bool(hooks.inbound_address(mailbox))),
}
"""What became of messages; and mail that the service received, of which 30 MB are 45 in base64."""


@method_decorator([csrf_exempt, login_not_required], name="dispatch")
class HookView(View):
    """One call of a mail service, of one of the CALLS. Errors are said in a line of plain text, for whoever sets it up
    there."""

    http_method_names = ["post", "head", "options"]
    kind = ""

    def head(self, request: HttpRequest, token: str) -> HttpResponse:
        """Some services look whether there is anything before they keep the address."""
        return HttpResponse() if self._mailbox(token) else _say(404, "There is no such address.")

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        if too_many(request, scope="hooks", limit=CALLS_A_MINUTE):
            return _too_many()
        mailbox = self._mailbox(token)
        if mailbox is None:
            return self._refused(request, _say(404, "There is no such address."))
        call = CALLS[self.kind]
        body = _body(request, call.most_bytes)
        if body is None:
            return self._refused(request, _say(413, f"This is larger than {call.most_bytes // MB} MB."))
        # Read by us because the limit of the settings, which is for forms, is too low for mail with attachments.
        request._body = body
        try:
            call.take_in(mailbox, request)
        except TooLarge as error:
            return self._refused(request, _say(413, str(error)))
        except NotFromService as error:
            return self._refused(request, _say(403, str(error)))
        except (NotUnderstood, UnreadableSecret) as error:
            return self._refused(request, _say(400, str(error)))
        return HttpResponse()

    def _mailbox(self, token: str) -> Mailbox | None:
        mailbox = Mailbox.objects.exclude(service="").filter(hook_token=token).first()
        return mailbox if mailbox and CALLS[self.kind].is_made_for(mailbox) else None

    def _refused(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        return _too_many() if too_many(request, scope="hooks refused", limit=REFUSED_A_MINUTE) else response


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
