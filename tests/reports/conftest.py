"""What tests of reports share: a picture, and a mail server that refuses somebody."""

import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from tests.mediakits.made import picture_bytes as made_picture


@pytest.fixture
def picture_bytes() -> bytes:
    return made_picture((320, 160), "PNG")


class Refusing:
    """Takes letters to everybody but one address; keeps to whom it took them."""

    def __init__(self, refused: str) -> None:
        self.refused, self.taken = refused, []

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if address == self.refused:
            return "550 5.1.1 No such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.taken += envelope.rcpt_tos
        return "250 OK"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def smtp_that_refuses(settings: Any) -> Callable[[str], AbstractContextManager[list[str]]]:
    """A real server on this machine, for as long as the block lasts; gives to whom letters were taken."""

    @contextmanager
    def running(refused: str) -> Iterator[list[str]]:
        before = settings.EMAIL_BACKEND
        handler = Refusing(refused)
        server = Controller(handler, hostname="127.0.0.1", port=free_port())
        server.start()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        try:
            yield handler.taken
        finally:
            server.stop()
            settings.EMAIL_BACKEND = before

    return running
