"""Connections to IMAP servers that can hold us neither long nor at great expense, whatever the server does.

imaplib waits a while for every piece of an answer, so a server that sends a byte now and then holds it for ever; and it
keeps whatever comes, however much that is. Here the whole conversation has an end, and each answer a limit.
"""

import imaplib
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from imap_tools import BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted
from imap_tools.errors import MailboxStarttlsError
from imap_tools.utils import check_command_status

from mail.models import Mailbox
from mail.models.mailbox import Security

LARGEST_ANSWER = 40 * 1024 * 1024
"""Bytes after one command. The largest message that is asked for whole has 30 MB (`intake.LARGEST`)."""


class _Bounded:
    """Hangs up when `patience` seconds are over, which is told as a TimeoutError."""

    sock: socket.socket

    def __init__(self, *args: Any, patience: float, **kwargs: Any) -> None:
        self._patience, self.out_of_patience, self._answered = patience, False, 0
        super().__init__(*args, **kwargs)

    def open(self, *args: Any, **kwargs: Any) -> None:
        super().open(*args, **kwargs)  # type: ignore[misc]
        self._alarm = threading.Timer(self._patience, self._hang_up)
        self._alarm.daemon = True
        self._alarm.start()

    def send(self, data: Any) -> None:
        self._answered = 0
        super().send(data)  # type: ignore[misc]

    def read(self, size: int) -> bytes:
        self._bear(size)
        with self._honest():
            data: bytes = super().read(size)  # type: ignore[misc]
            if len(data) < size:
                raise imaplib.IMAP4.abort("the connection was closed in the middle of an answer")
        return data

    def readline(self) -> bytes:
        with self._honest():
            line: bytes = super().readline()  # type: ignore[misc]
            if not line:
                raise imaplib.IMAP4.abort("the connection was closed")
        self._bear(len(line))
        return line

    def _bear(self, size: int) -> None:
        self._answered += size
        if self._answered > LARGEST_ANSWER:
            raise imaplib.IMAP4.abort(f"the server’s answer has more than {LARGEST_ANSWER // 1024**2} MB")

    @contextmanager
    def _honest(self) -> Iterator[None]:
        """When it was us who hung up, say that it took too long."""
        try:
            yield
        except Exception as error:
            if self.out_of_patience:
                raise TimeoutError(f"The conversation took more than {self._patience:.0f} seconds.") from error
            raise

    def shutdown(self) -> None:
        self._alarm.cancel()
        super().shutdown()  # type: ignore[misc]

    def _hang_up(self) -> None:
        self.out_of_patience = True
        with suppress(OSError):
            socket.socket.shutdown(self.sock, socket.SHUT_RDWR)  # beneath TLS, which belongs to the other thread


class _Plain(_Bounded, imaplib.IMAP4): ...


class _Tls(_Bounded, imaplib.IMAP4_SSL): ...


class _PlainBox(MailBoxUnencrypted):
    def __init__(self, *args: Any, patience: float, **kwargs: Any) -> None:
        self._patience = patience
        super().__init__(*args, **kwargs)

    def _get_mailbox_client(self) -> imaplib.IMAP4:
        return _Plain(self._host, self._port, timeout=self._timeout, patience=self._patience)


class _StartTlsBox(MailBoxStartTls):
    def __init__(self, *args: Any, patience: float, **kwargs: Any) -> None:
        self._patience = patience
        super().__init__(*args, **kwargs)

    def _get_mailbox_client(self) -> imaplib.IMAP4:
        client = _Plain(self._host, self._port, timeout=self._timeout, patience=self._patience)
        try:
            check_command_status(client.starttls(self._ssl_context), MailboxStarttlsError)
        except BaseException:
            with suppress(OSError):
                client.shutdown()
            raise
        return client


class _TlsBox(MailBox):
    def __init__(self, *args: Any, patience: float, **kwargs: Any) -> None:
        self._patience = patience
        super().__init__(*args, **kwargs)

    def _get_mailbox_client(self) -> imaplib.IMAP4:
        return _Tls(
            self._host,
            self._port,
            timeout=self._timeout,
            ssl_context=self._ssl_context,
            patience=self._patience,
        )


def connect(mailbox: Mailbox, *, timeout: float, patience: float) -> BaseMailBox:
    """A connection to the incoming server. Each answer begins within `timeout` seconds, and all ends in `patience`."""
    host, port = mailbox.imap_host, mailbox.imap_port
    if mailbox.imap_security == Security.TLS:
        return _TlsBox(host, port, timeout=timeout, ssl_context=ssl.create_default_context(), patience=patience)
    if mailbox.imap_security == Security.STARTTLS:
        return _StartTlsBox(host, port, timeout=timeout, ssl_context=ssl.create_default_context(), patience=patience)
    return _PlainBox(host, port, timeout=timeout, patience=patience)
