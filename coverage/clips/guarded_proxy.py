"""The only door of the browser that keeps pages as evidence: a proxy on this machine that knows where it may go.

A page can ask a browser for anything: a database on this machine, a cloud's metadata service, a printer. So the browser
is given no way out but this proxy, and the proxy connects as `core.fetching` does: each name is resolved here, every
address it has is looked at, and the connection goes to the very address that was looked at. What is refused is answered
with 403, and nothing is asked of it.
"""

import contextlib
import logging
import select
import socket
import socketserver
import threading
import time
from typing import Final, Self
from urllib.parse import urlsplit

from core import fetching

log = logging.getLogger(__name__)

MOST_BYTES: Final = 60_000_000
"""What one page may load, all that belongs to it together."""
LONGEST_HEAD: Final = 64 * 1024
CONNECT_SECONDS: Final = 10
PIECE: Final = 64 * 1024
REFUSED: Final = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
AWAY: Final = b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
DROPPED: Final = (b"proxy-", b"connection:", b"keep-alive:")


class GuardedProxy:
    """Listens on 127.0.0.1 until it is left: `with GuardedProxy(seconds=60) as proxy: … proxy.port`."""

    def __init__(self, *, seconds: float) -> None:
        self.deadline = time.monotonic() + seconds
        self.loaded = 0
        self.refused: list[str] = []
        self._server = _Server(("127.0.0.1", 0), _Connection)
        self._server.proxy = self
        self.port: int = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.1,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.deadline = 0
        self._server.shutdown()
        self._server.server_close()

    @property
    def is_over(self) -> bool:
        return time.monotonic() > self.deadline or self.loaded > MOST_BYTES


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False
    proxy: GuardedProxy


class _Connection(socketserver.BaseRequestHandler):
    """One connection of the browser: a tunnel (CONNECT), or one plain request."""

    server: _Server

    def handle(self) -> None:
        try:
            self._serve()
        except OSError as error:
            log.debug("A connection of the evidence proxy broke off: %s", type(error).__name__)

    def _serve(self) -> None:
        head, rest = self._head()
        method, _, target = head.partition(b"\r\n")[0].decode("latin-1").partition(" ")
        target = target.rpartition(" ")[0]
        is_tunnel = method == "CONNECT"
        where = _authority(f"//{target}" if is_tunnel else target, 443 if is_tunnel else 80)
        if where is None:
            return self.request.sendall(REFUSED)
        try:
            there = connect(*where)
        except fetching.Forbidden:
            self.server.proxy.refused.append(where[0])
            return self.request.sendall(REFUSED)
        except (OSError, fetching.Unreachable):
            return self.request.sendall(AWAY)
        with contextlib.closing(there):
            if is_tunnel:
                self.request.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            else:
                there.sendall(_as_asked(head, method, target))
            if rest:
                there.sendall(rest)
            self._relay(there)
        return None

    def _head(self) -> tuple[bytes, bytes]:
        self.request.settimeout(CONNECT_SECONDS)
        got = b""
        while b"\r\n\r\n" not in got:
            piece = self.request.recv(PIECE)
            got += piece
            if not piece or len(got) > LONGEST_HEAD:
                raise ConnectionError("No request came.")
        head, _, rest = got.partition(b"\r\n\r\n")
        return head, rest

    def _relay(self, there: socket.socket) -> None:
        """Both ways, until one side is done, or the page has had its time or its bytes."""
        other = {self.request: there, there: self.request}
        while not self.server.proxy.is_over:
            ready, _, _ = select.select(list(other), [], [], 0.5)
            for side in ready:
                piece = side.recv(PIECE)
                if not piece:
                    return
                other[side].sendall(piece)
                self.server.proxy.loaded += len(piece)


def connect(host: str, port: int) -> socket.socket:
    """A connection to a public host. Raises `core.fetching.Forbidden` and `Unreachable`, and `OSError`."""
    failure: OSError = ConnectionError("It refuses connections.")
    for address in fetching.checked_addresses(host, port):
        try:
            return socket.create_connection(address, timeout=CONNECT_SECONDS)
        except OSError as error:
            failure = error
    raise failure


def _authority(target: str, usual: int) -> tuple[str, int] | None:
    """Host and port of a target; None where it is no page of the web."""
    try:
        parts = urlsplit(target)
        host, port = parts.hostname, parts.port or usual
    except ValueError:
        return None
    return (host, port) if host and parts.scheme in {"", "http"} else None


def _as_asked(head: bytes, method: str, target: str) -> bytes:
    """The head of a plain request as the server wants it: its path alone, and one request a connection."""
    parts = urlsplit(target)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    kept = [line for line in head.split(b"\r\n")[1:] if not line.lower().startswith(DROPPED)]
    lines = [f"{method} {path} HTTP/1.1".encode("latin-1"), *kept, b"Connection: close"]
    return b"\r\n".join(lines) + b"\r\n\r\n"
