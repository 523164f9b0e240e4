"""A server on this machine that webhooks are sent to: it answers as a test tells it, and keeps what it heard."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self


@dataclass(frozen=True)
class Heard:
    headers: Mapping[str, str]
    body: bytes


class HookServer(ThreadingHTTPServer):
    """`answers` holds (status, body, headers) for the next requests, the last one from then on; a body with what it
    `refuses` gets 400 in any case."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.answers: list[tuple[int, str, Mapping[str, str]]] = [(200, "ok", {})]
        self.heard: list[Heard] = []
        self.refuses = b""
        self.url = f"http://127.0.0.1:{self.server_port}/services/T0/secret-part"
        self.lock = threading.Lock()

    def says(self, *answers: int | tuple[int, str] | tuple[int, str, Mapping[str, str]]) -> None:
        whole = [(answer,) if isinstance(answer, int) else answer for answer in answers]
        self.answers = [(*answer, *("", {})[len(answer) - 1 :]) for answer in whole]  # type: ignore[misc]

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()


class _Answers(BaseHTTPRequestHandler):
    server: HookServer

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        with self.server.lock:
            self.server.heard.append(Heard(dict(self.headers), body))
            answers = self.server.answers
            status, said, headers = answers.pop(0) if len(answers) > 1 else answers[0]
            if self.server.refuses and self.server.refuses in body:
                status, said = 400, "invalid_payload"
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(said.encode())))
        self.end_headers()
        self.wfile.write(said.encode())

    def log_message(self, *_: object) -> None:
        pass
