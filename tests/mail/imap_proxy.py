"""Stands between us and a real IMAP server, and at a chosen moment does what networks and servers do."""

import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Self


class Proxy:
    """Passes everything on until the server has said `when` for the `nth` time; then `do` is called, before it is
    passed on. `do` returns whether to go on: if not, nothing more comes, and the connection stays open."""

    def __init__(self, port: int) -> None:
        self.server_port = port
        self.when, self.nth, self.do = b"", 1, lambda: True
        self.seen: list[bytes] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._sockets: list[socket.socket] = []

    def at(self, when: bytes, do: Callable[[], bool], *, nth: int = 1) -> None:
        self.when, self.do, self.nth = when, do, nth

    def __enter__(self) -> Self:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        for each in [self._listener, *self._sockets]:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                server = socket.create_connection(("127.0.0.1", self.server_port))
                self._sockets += [client, server]
                threading.Thread(target=self._pass, args=(client, server, False), daemon=True).start()
                threading.Thread(target=self._pass, args=(server, client, True), daemon=True).start()

    def _pass(self, source: socket.socket, target: socket.socket, from_server: bool) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                if not from_server:
                    self.seen.append(data)
                elif self.when and self.when in data:
                    self.nth -= data.count(self.when)
                    if self.nth <= 0:
                        self.when = b""
                        if not self.do():
                            return
                target.sendall(data)
        with suppress(OSError):
            target.shutdown(socket.SHUT_RDWR)
