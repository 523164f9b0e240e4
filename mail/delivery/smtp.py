"""The dialogue with a mailbox's SMTP server, command by command, so that it is always known what is certain.

Until the dot that ends the message has gone to the server, any failure means "not sent". After it, only the server's
answer tells; without one nobody knows. That is the one case this module calls `Unanswered`.
"""

import re
import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import Self
from urllib.parse import urlsplit

from django.conf import settings

from core.fields import UnreadableSecret
from mail.addresses import is_ascii, parse
from mail.models import Mailbox, OutgoingMessage
from mail.signing import ROOM, Signer, signer_for

DOT = re.compile(rb"(?m)^\.")
GONE = (smtplib.SMTPServerDisconnected, OSError)
CLOSING = 421
ABOUT_THIS_MESSAGE = {501, 552, 555}
"""Permanent answers to MAIL FROM that mean this message alone (its size, its address), not the sender."""


class ServerProblem(Exception):
    """No message can be sent through this mailbox now. `lasting`: not before a person has mended something.

    `rest` is how long the other side asked to be left alone.
    """

    def __init__(self, words: str, *, lasting: bool, rest: timedelta = timedelta(0)) -> None:
        super().__init__(words)
        self.lasting, self.rest = lasting, rest


class Refused(Exception):
    """The server has answered that it does not take this message: for good, or for now."""

    def __init__(self, code: int, words: str, *, for_good: bool) -> None:
        super().__init__(f"{code} {words}".strip())
        self.code, self.for_good = code, for_good


class ConnectionLost(Exception):
    """The connection broke before the whole message was over: it was not sent."""


class Unanswered(Exception):
    """The whole message went over, and no answer came."""


class Conversation:
    """One connection that serves many messages. It is opened when it is needed, and again after it broke."""

    def __init__(self, mailbox: Mailbox) -> None:
        self.mailbox = mailbox
        self._smtp: smtplib.SMTP | None = None
        self._served = 0
        self._unfinished = False
        self._announced: int | None = None
        self._signer: Signer | None = None
        self._signer_known = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self._smtp is not None and kind is None:
            with suppress(*GONE):
                self._smtp.docmd("QUIT")
        self.drop()

    @property
    def is_open(self) -> bool:
        return self._smtp is not None

    def drop(self) -> None:
        """Close the connection without a word."""
        if self._smtp is not None:
            self._smtp.close()
        self._smtp = self._announced = None

    def open(self) -> smtplib.SMTP:
        """Connect, encrypt and sign in, unless that is done already. Raises ServerProblem."""
        if self._smtp is None:
            self._find_signer()
            self._smtp = connect(self.mailbox)
            self._served, self._unfinished = 0, False
        return self._smtp

    def _find_signer(self) -> None:
        """Once, before the first message is handed over: from then on the database is not asked any more."""
        if not self._signer_known:
            with _explained("The key of the domain"):
                self._signer, self._signer_known = signer_for(self.mailbox.address), True

    def announce(self, message: OutgoingMessage) -> None:
        """Say who the next message is from, on a connection that is open, and do not wait for the answer.

        While the server thinks, the caller commits that the message is being handed over; `give` then goes on. A
        message that must not go after all is just not given. Whatever is wrong with the connection, `give` finds out.
        """
        smtp = self._smtp
        if smtp is None or self._unfinished or self._announced is not None:
            return
        if is_ascii(message.to_address + self.mailbox.address):
            self._announced = message.pk
            with suppress(*GONE):
                room = ROOM if self._signer else 0
                smtp.putcmd(self._mail_from(smtp, message, len(message.as_sent()) + room))

    def give(self, message: OutgoingMessage) -> None:
        """Give one message to the server; returning means that the server has taken it.

        Raises Refused, ConnectionLost, Unanswered or ServerProblem.
        """
        self._find_signer()
        whole = message.as_sent()
        data = DOT.sub(b"..", self._signer.sign(whole) if self._signer else whole)
        try:
            self._begin(message, len(data))
            self._recipient(message)
            self._content(data)
        except (ConnectionLost, Unanswered):
            self.drop()
            raise
        except Refused as refused:
            if refused.code == CLOSING:
                self.drop()
            raise
        self._served += 1
        self._unfinished = False

    def _begin(self, message: OutgoingMessage, size: int) -> None:
        """MAIL FROM. A server may close after some messages or some time: then a new connection is tried, once."""
        tired = self._served > 0
        try:
            return self._sender(message, size)
        except ConnectionLost:
            if not tired:
                raise
        except Refused as refused:
            if not tired or refused.code != CLOSING:
                raise
        self.drop()
        return self._sender(message, size)

    def _sender(self, message: OutgoingMessage, size: int) -> None:
        smtp = self.open()
        announced, self._announced = self._announced, None
        if announced is not None:
            code, words = self._answer()
        if announced not in {None, message.pk}:
            self._unfinished = True
        if self._unfinished:
            self._ask("RSET")
        if announced != message.pk:
            code, words = self._ask(self._mail_from(smtp, message, size))
        self._unfinished = True
        sender = parse(self.mailbox.address)
        if code >= 500 and code not in ABOUT_THIS_MESSAGE:
            raise ServerProblem(
                f"The server does not let this mailbox send as {sender}: it says “{code} {words}”.", lasting=True
            )
        if code != 250:
            raise _refused(code, words)

    def _recipient(self, message: OutgoingMessage) -> None:
        code, words = self._ask(f"RCPT TO:<{message.to_address}>")
        if code == 530 or (code >= 500 and re.search(r"\brelay", words, re.IGNORECASE)):
            raise ServerProblem(
                f"The server does not send for this mailbox: it says “{code} {words}”. "
                "Check that it is the right server, and enter user name and password.",
                lasting=True,
            )
        if code not in {250, 251}:
            raise _refused(code, words)

    def _content(self, data: bytes) -> None:
        smtp = self.open()
        code, words = self._ask("DATA")
        if code != 354:
            raise _refused(code, words)
        assert smtp.sock is not None
        try:
            smtp.sock.sendall(data if data.endswith(b"\r\n") else data + b"\r\n")
        except OSError as error:
            raise ConnectionLost(said(error)) from error
        try:
            smtp.sock.settimeout(settings.SMTP_ANSWER_TIMEOUT)
            smtp.sock.sendall(b".\r\n")
            code, reply = smtp.getreply()
            smtp.sock.settimeout(settings.SMTP_TIMEOUT)
        except GONE as error:
            raise Unanswered(said(error)) from error
        if 200 <= code < 300:
            return
        if not 400 <= code < 600:  # not an answer of SMTP: nobody knows what the server did
            raise Unanswered(f"The server's answer cannot be read: “{_words(reply)}”.")
        raise _refused(code, _words(reply))

    def _mail_from(self, smtp: smtplib.SMTP, message: OutgoingMessage, size: int) -> str:
        sender = parse(self.mailbox.address)
        return f"MAIL FROM:<{sender}>{self._options(smtp, message, sender, size)}"

    def _options(self, smtp: smtplib.SMTP, message: OutgoingMessage, sender: str, size: int) -> str:
        options = f" SIZE={size}" if smtp.has_extn("size") else ""
        if is_ascii(message.to_address + sender):
            return options
        if not smtp.has_extn("smtputf8"):
            raise Refused(
                0,
                f"The server of this mailbox cannot send to {message.to_address}: it does not take letters like these "
                "before the @ (SMTPUTF8). Ask for another address, or send through another mailbox.",
                for_good=True,
            )
        smtp.command_encoding = "utf-8"
        return f"{options} SMTPUTF8 BODY=8BITMIME"

    def _ask(self, command: str) -> tuple[int, str]:
        assert self._smtp is not None
        try:
            code, reply = self._smtp.docmd(command)
        except GONE as error:
            raise ConnectionLost(said(error)) from error
        return code, _words(reply)

    def _answer(self) -> tuple[int, str]:
        assert self._smtp is not None
        try:
            code, reply = self._smtp.getreply()
        except GONE as error:
            raise ConnectionLost(said(error)) from error
        return code, _words(reply)


def connect(mailbox: Mailbox) -> smtplib.SMTP:
    """A connection on which the mailbox is signed in. Raises ServerProblem with words for the mailbox's owner."""
    with _explained(f"{mailbox.smtp_host}:{mailbox.smtp_port}"):
        smtp = _dial(mailbox)
        assert smtp.sock is not None
        try:
            smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            smtp.ehlo_or_helo_if_needed()
            if mailbox.smtp_security == "starttls":
                smtp.starttls(context=ssl.create_default_context())
                smtp.ehlo()
            if mailbox.smtp_username:
                smtp.login(mailbox.smtp_username, mailbox.smtp_password)
        except BaseException:
            smtp.close()
            raise
        return smtp


@contextmanager
def _explained(where: str) -> Iterator[None]:
    """Turn whatever goes wrong on the way in into a ServerProblem in plain words."""
    try:
        yield
    except UnreadableSecret as error:
        raise ServerProblem(str(error), lasting=True) from error
    except smtplib.SMTPAuthenticationError as error:
        words = f"The server at {where} does not accept user name and password: it says “{_answer(error)}”."
        raise ServerProblem(words, lasting=error.smtp_code >= 500) from error
    except smtplib.SMTPNotSupportedError as error:
        what = "encryption (STARTTLS)" if "STARTTLS" in str(error) else "signing in with a password"
        raise ServerProblem(f"The server at {where} does not offer {what}.", lasting=True) from error
    except smtplib.SMTPResponseException as error:
        words = f"The server at {where} turns us away: it says “{_answer(error)}”."
        raise ServerProblem(words, lasting=False) from error
    except ssl.SSLCertVerificationError as error:
        words = f"The certificate of {where} is not valid: {error.verify_message}."
        raise ServerProblem(words, lasting=True) from error
    except (*GONE, smtplib.SMTPException, UnicodeError) as error:
        raise ServerProblem(f"The server at {where} cannot be worked with. {said(error)}", lasting=False) from error


def said(error: Exception) -> str:
    """A network error in words."""
    match error:
        case TimeoutError():
            return f"It did not answer within {settings.SMTP_TIMEOUT} seconds."
        case ConnectionRefusedError():
            return "It refuses the connection."
        case socket.gaierror():
            return "Its name is not known."
        case smtplib.SMTPServerDisconnected() if "timed out" in str(error):
            return "It did not answer in time."
        case smtplib.SMTPServerDisconnected() | ConnectionResetError() | BrokenPipeError():
            return "It closed the connection."
    return f"{error}."


def _dial(mailbox: Mailbox) -> smtplib.SMTP:
    site = urlsplit(settings.SITE_URL).hostname or ""
    # A name of our own: asking the system for one can take seconds.
    name = site if "." in site and not site.replace(".", "").isdigit() else "[127.0.0.1]"
    host, port, timeout = mailbox.smtp_host, mailbox.smtp_port, settings.SMTP_TIMEOUT
    if mailbox.smtp_security == "tls":
        return smtplib.SMTP_SSL(host, port, name, timeout=timeout, context=ssl.create_default_context())
    return smtplib.SMTP(host, port, name, timeout)


def _refused(code: int, words: str) -> Refused | ServerProblem:
    if code == 530:
        return ServerProblem(f"The server wants user name and password first: it says “530 {words}”.", lasting=True)
    return Refused(code, words, for_good=500 <= code < 600)


def _answer(error: smtplib.SMTPResponseException) -> str:
    return f"{error.smtp_code} {_words(error.smtp_error)}"


def _words(reply: bytes | str) -> str:
    text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    return " ".join(text.split())[:500]
