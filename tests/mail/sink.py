"""A real SMTP server in a thread, that behaves as a test tells it to."""

import asyncio
import socket
import time
from collections import defaultdict
from email import message_from_bytes
from typing import Any, Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult

DROP, HANG = "drop", "hang"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Sink:
    """Keeps what it accepts in `received`, and the `times` when it did. `script[phase]` holds its next answers in that
    phase, then it is well again.

    Phases are connect, mail, rcpt, data and received (after the final dot); an answer is the line to say, DROP or HANG.
    """

    def __init__(self, **options: Any) -> None:
        self.port = free_port()
        self.script: dict[str, list[str]] = defaultdict(list)
        self.received: list[tuple[str, str]] = []
        self.raw: list[bytes] = []
        self.times: list[float] = []
        self.connections = 0
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port, **options)
        self._controller.factory = self._connected  # type: ignore[method-assign]

    def __enter__(self) -> Self:
        self._controller.start()
        self.connections = 0
        return self

    def __exit__(self, *_: object) -> None:
        self._controller.stop(no_assert=True)

    @property
    def message_ids(self) -> list[str]:
        return [message_id for message_id, _ in self.received]

    def _connected(self) -> SMTP:
        self.connections += 1
        return SMTP(self, **self._controller.SMTP_kwargs)

    async def _answer(self, phase: str, server: SMTP, well: str) -> str:
        answer = self.script[phase].pop(0) if self.script[phase] else well
        if answer == HANG:
            await asyncio.sleep(30)
        if answer in {DROP, HANG}:
            server.transport.abort()
            return "421 gone"
        return answer

    async def handle_MAIL(self, server: SMTP, session: Any, envelope: Any, address: str, options: Any) -> str:
        answer = await self._answer("mail", server, "250 OK")
        if answer == "250 OK":
            envelope.mail_from = address
        return answer

    async def handle_RCPT(self, server: SMTP, session: Any, envelope: Any, address: str, options: Any) -> str:
        answer = await self._answer("rcpt", server, "250 OK")
        if answer == "250 OK":
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Any) -> str:
        answer = await self._answer("received", server, "250 OK")
        if answer.startswith("2"):
            self.received.append((message_from_bytes(envelope.content)["Message-ID"], envelope.rcpt_tos[0]))
            self.raw.append(envelope.content)
            self.times.append(time.time())
        return answer


def accept_password(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
    """For `Sink(authenticator=…)`: one password is right."""
    return AuthResult(success=data.password == b"right", handled=False)
