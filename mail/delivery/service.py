"""The dialogue with a mail service: one HTTP request a message, and what its answer, or its silence, means.

The sibling of the conversation in smtp.py, with the same errors. Until the request has gone over as a whole, any
failure means "not sent"; after that, only an answer tells.
"""

import json
import logging
import re
import time
from datetime import timedelta
from email.utils import parsedate_to_datetime
from typing import Any, Self

import requests
from anymail.backends.base_requests import AnymailRequestsBackend
from anymail.exceptions import AnymailError, AnymailRecipientsRefused
from django.conf import settings
from django.utils import timezone

from core.fields import UnreadableSecret
from mail.delivery.rebuilding import rebuilt
from mail.delivery.smtp import ConnectionLost, Refused, ServerProblem, Unanswered, said
from mail.delivery.wire import OneHop, Wire
from mail.models import Mailbox, OutgoingMessage
from mail.service_catalogue import backend_for, service_of

log = logging.getLogger(__name__)

QUIET = 3.0
"""Seconds after which an idle connection is not used again: the service may be closing it at this very moment."""
LONGEST_REST = timedelta(days=1)
TAKEN = {"sent", "queued"}
NOT_LET_IN = {401, 402, 403, 404, 405}
TOO_MUCH = {420, 429, 503}
NOT_TAKEN_IN = {408, 425}
ABOUT_US = re.compile(
    r"sender signature|sender identity|sending domain|sender domain|authori[sz]ed sender|"
    r"\bsender\b.{0,80}(not valid|invalid|not authori[sz]ed|verif|not exist|not allowed)|"
    r"\bfrom['\"]? (e-?mail |address)|domain\b.{0,60}(\bnot |\bun)(verified|configured|found|allowed|activ|authori)|"
    r"unconfigured|"
    r"\baccount\b.{0,80}(suspend|disabl|pending|not (yet )?(active|allowed|permitted)|inactive|block|limit)|"
    r"\bcredits?\b|api[ -_]?key|subscription",
    re.IGNORECASE,
)
"""Words of a refusal that would be the same for every message: they speak of our account, not of the recipient."""
SAYS_IT = {"message", "errormessage", "error", "errors", "description", "messages"}


class ServiceConversation:
    """One HTTP session that serves many messages. It is opened when it is needed, and again after it broke."""

    def __init__(self, mailbox: Mailbox) -> None:
        self.mailbox, self.service = mailbox, service_of(mailbox)
        self._backend: AnymailRequestsBackend | None = None
        self._wire = Wire()
        self._last_heard = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.drop()

    def drop(self) -> None:
        """Close the connection."""
        if self._backend is not None:
            self._backend.close()
        self._backend = None

    @property
    def is_open(self) -> bool:
        return self._backend is not None and time.monotonic() - self._last_heard <= QUIET

    def announce(self, message: OutgoingMessage) -> None:
        """Nothing can be said of a message before it is handed over: a request is one piece."""

    def open(self) -> AnymailRequestsBackend:
        """Have a session with the service; nothing goes over the network yet. Raises ServerProblem."""
        if not self.is_open:
            self.drop()
        if self._backend is None:
            try:
                waits = (settings.SMTP_TIMEOUT, settings.SMTP_ANSWER_TIMEOUT)
                self._backend = backend_for(self.mailbox, timeout=waits)
            except UnreadableSecret as error:
                raise ServerProblem(str(error), lasting=True) from error
            self._wire = Wire()
            self._backend.session = OneHop(self._wire)
            self._last_heard = time.monotonic()
        return self._backend

    def give(self, message: OutgoingMessage) -> None:
        """Give one message to the service; returning means that it has taken it, and left its name for it on it.

        Raises Refused, ConnectionLost, Unanswered or ServerProblem.
        """
        backend = self.open()
        self._wire.reset()
        try:
            mail = rebuilt(message, self.service)
            backend.send_messages([mail])
            status = mail.anymail_status
        except Exception as error:  # anymail, requests and urllib3 fail in more ways than can be listed
            raise self._meaning(error) from error
        finally:
            self._last_heard = time.monotonic()
        named = status.status == {"unknown"} and status.message_id
        if not named and not (status.status and status.status <= TAKEN):
            raise self._verdict(self._wire.answer, recipient_refused=False)
        if isinstance(status.message_id, str):
            message.service_id = status.message_id[:255]

    def _meaning(self, error: Exception) -> Exception:
        if self._wire.answer is not None:
            return self._verdict(self._wire.answer, recipient_refused=isinstance(error, AnymailRecipientsRefused))
        if self._wire.written:
            self.drop()
            return Unanswered(silence(error))
        if isinstance(error, requests.RequestException):
            reached = self._wire.reached
            self.drop()
            words = f"{self.service.name} cannot be reached. {silence(error)}"
            return ConnectionLost(silence(error)) if reached else ServerProblem(words, lasting=False)
        if not isinstance(error, AnymailError):
            log.exception("A message could not be put into the form of %s", self.service.name, exc_info=error)
        words = " ".join(str(error.args[0] if error.args else error).split())[:300]
        return Refused(0, f"{self.service.name} cannot take this message: {words}.", for_good=True)

    def _verdict(self, answer: requests.Response | None, *, recipient_refused: bool) -> Exception:
        """What an answer means that does not say "taken"."""
        assert answer is not None
        name, words = self.service.name, words_of(answer)
        code = _inner_code(answer) or answer.status_code
        if recipient_refused:
            return Refused(code, words, for_good=True)
        if code < 300:
            return Unanswered(f"The answer of {name} cannot be read.")
        if code in NOT_LET_IN or (code < 500 and ABOUT_US.search(words)):
            return ServerProblem(f"{name} does not let this mailbox send: it says “{code} {words}”.", lasting=True)
        if code in TOO_MUCH:
            words = f"{name} takes no more just now: it says “{code} {words}”."
            return ServerProblem(words, lasting=False, rest=retry_after(answer))
        if code < 400:
            return ServerProblem(f"{name} sends us elsewhere: it answers “{code}”.", lasting=False)
        if code < 500:
            return Refused(code, words, for_good=code not in NOT_TAKEN_IN)
        return Unanswered(f"{name} answered “{code} {words}”, which does not say whether it has the message.")


def retry_after(answer: requests.Response) -> timedelta:
    """How long the service wants to be left alone, a day at most; nothing when it does not say."""
    value = answer.headers.get("Retry-After", "").strip()
    try:
        rest = timedelta(seconds=int(value)) if value.isdigit() else parsedate_to_datetime(value) - timezone.now()
    except (ValueError, TypeError, OverflowError):
        return timedelta(0)
    return min(max(rest, timedelta(0)), LONGEST_REST)


def silence(error: BaseException) -> str:
    """A failure of the network in words: requests and urllib3 wrap it several times over."""
    if isinstance(error, requests.ReadTimeout):
        return f"No answer came within {settings.SMTP_ANSWER_TIMEOUT} seconds."
    return said(root_of(error))


def root_of(error: BaseException) -> Exception:
    """The error of the socket, of TLS or of the name server behind one of requests."""
    found = error
    for _ in range(12):
        inside = [found.__cause__, getattr(found, "reason", None), *found.args, found.__context__]
        deeper = next((each for each in inside if isinstance(each, BaseException)), None)
        if deeper is None or deeper is found:
            break
        found = deeper
    return found if isinstance(found, Exception) else ConnectionError("the connection was closed")


def words_of(answer: requests.Response) -> str:
    """What the service says, without the brackets around it."""
    try:
        text = answer.text
        found = list(_sentences(json.loads(text)))
    except ValueError:
        found = [re.sub(r"<[^>]*>", " ", text)]
    except (requests.RequestException, RuntimeError):  # it broke off in the middle
        found = []
    return " ".join(" ".join(found).split())[:300] or str(answer.reason or "")


def _sentences(said: Any, *, depth: int = 0) -> list[str]:
    if isinstance(said, str):
        return [said]
    if depth > 6:
        return []
    inside = said if isinstance(said, list) else []
    if isinstance(said, dict):
        inside = [value for key, value in said.items() if key.lower() in SAYS_IT]
    return [sentence for each in inside[:10] for sentence in _sentences(each, depth=depth + 1)]


def _inner_code(answer: requests.Response) -> int | None:
    """Mailjet answers for a list of messages, and puts the code of each inside."""
    try:
        return int(answer.json()["Messages"][0]["Errors"][0]["StatusCode"])
    except (ValueError, KeyError, IndexError, TypeError, requests.RequestException, RuntimeError):
        return None
