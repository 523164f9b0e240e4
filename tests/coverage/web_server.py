"""A web server on this machine that answers as a test tells it, and remembers what it was asked."""

import threading
import time
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self


class WebServer(ThreadingHTTPServer):
    """`answers` maps paths to (status, body, headers); others get a 404. `seen` has path and headers of each request.

    A number of seconds instead of an answer hangs for so long, then breaks off.
    """

    daemon_threads = True

    def __init__(self, address: str = "127.0.0.1") -> None:
        super().__init__((address, 0), _Answers)
        self.answers: dict[str, tuple[int, bytes, Mapping[str, str]] | float] = {}
        self.seen: list[tuple[str, Mapping[str, str]]] = []
        self.url = f"http://{address}:{self.server_port}"
        self.open_now = self.most_open = 0
        self.lock = threading.Lock()

    def says(self, path: str, body: str | bytes = b"", status: int = 200, **headers: str) -> str:
        """Have it answer so; gives the address."""
        given = body.encode() if isinstance(body, str) else body
        self.answers[path] = (status, given, {name.replace("_", "-"): value for name, value in headers.items()})
        return self.url + path

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()


class _Answers(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: WebServer

    def do_GET(self) -> None:
        with self.server.lock:
            self.server.open_now += 1
            self.server.most_open = max(self.server.most_open, self.server.open_now)
            self.server.seen.append((self.path, dict(self.headers)))
        try:
            self.answer()
        finally:
            with self.server.lock:
                self.server.open_now -= 1

    def answer(self) -> None:
        answer = self.server.answers.get(self.path, (404, b"", {}))
        if isinstance(answer, float | int):
            time.sleep(answer)
            self.close_connection = True
            return
        status, body, headers = answer
        etag = headers.get("ETag")
        if etag and self.headers.get("If-None-Match") == etag:
            status, body = 304, b""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass
