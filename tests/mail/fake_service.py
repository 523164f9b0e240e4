"""A mail service over real HTTP on this machine, that behaves as a test tells it to.

It speaks the sending interfaces of all services we know, told apart by their paths, well enough for anymail to read
its answers: what each says when it takes a message, and when it does not know the key.
"""

import base64
import contextlib
import json
import socket
import struct
import threading
import time
import uuid
from email.message import Message
from email.parser import BytesParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple, Self
from urllib.parse import parse_qs

DROP, HANG, CUT = "drop", "hang", "cut"
"""Instead of an answer: close after reading all of it; say nothing; close before reading the body."""
KEY = "right-key"


class Asked(NamedTuple):
    path: str
    headers: Message
    data: dict[str, Any]


class FakeService:
    """Keeps the requests it took in `taken` and all of them in `asked`. `script` holds its next answers.

    An answer is DROP, HANG, CUT, or (status, body, headers); then it is well again.
    """

    def __init__(self, *, tls: Any = None) -> None:
        self.script: list[Any] = []
        self.asked: list[Asked] = []
        self.taken: list[Asked] = []
        self.connections = 0
        self.waiting = threading.Event()
        self.released = threading.Event()
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.service = self
        if tls:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        self.url = f"{'https' if tls else 'http'}://127.0.0.1:{self._server.server_port}/"

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._server.serve_forever, args=[0.02], daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.released.set()
        self._server.shutdown()
        self._server.server_close()

    def well(self, asked: Asked) -> tuple[int, Any, dict[str, str]]:
        """What the service that owns this path says to a message with the right key, or with a wrong one."""
        name = str(uuid.uuid4())
        path, data = asked.path, asked.data
        if not self._lets_in(asked):
            return 401, {"Message": "The key is not known."}, {}
        if path == "/email":
            if not data.get("To"):
                return 422, {"ErrorCode": 300, "Message": "Zero recipients specified"}, {}
            return 200, {"ErrorCode": 0, "Message": "OK", "MessageID": name, "To": data["To"]}, {}
        if path.endswith("/messages"):
            if not data.get("to"):
                return 400, {"message": "from parameter is missing"}, {}
            return 200, {"id": data.get("h:Message-Id", f"<{name}@mg.example>"), "message": "Queued. Thank you."}, {}
        if path == "/mail/send":
            return (202, "", {}) if data else (400, {"errors": [{"message": "Bad Request"}]}, {})
        if path == "/smtp/email":
            return (
                (201, {"messageId": f"<{name}@smtp-relay.example>"}, {})
                if data
                else (400, {"message": "no sender"}, {})
            )
        if path == "/send":
            if not data:
                return 400, {"ErrorMessage": "Messages is required."}, {}
            to = [
                {
                    "Email": data["Messages"][0]["To"][0]["Email"],
                    "MessageID": uuid.uuid4().int >> 80,
                    "MessageUUID": name,
                }
            ]
            return 200, {"Messages": [{"Status": "success", "To": to, "Cc": [], "Bcc": []}]}, {}
        if path == "/transmissions/":
            if not data:
                return 422, {"errors": [{"message": "required field is missing"}]}, {}
            return 200, {"results": {"total_rejected_recipients": 0, "total_accepted_recipients": 1, "id": name}}, {}
        return 404, {"message": "no such page"}, {}

    @staticmethod
    def _lets_in(asked: Asked) -> bool:
        sent = " ".join(
            str(asked.headers.get(name, "")) for name in ("X-Postmark-Server-Token", "Authorization", "api-key")
        )
        basic = sent.strip().partition("Basic ")[2]
        return KEY in (base64.b64decode(basic).decode() if basic else sent)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    service: FakeService

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that was killed, or does not trust our certificate, is no news."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def setup(self) -> None:
        super().setup()
        self.server.service.connections += 1

    def do_POST(self) -> None:
        service = self.server.service
        planned = service.script.pop(0) if service.script else None
        if planned == CUT:
            return self._hang_up()
        asked = Asked(self.path, self.headers, self._data())
        service.asked.append(asked)
        if planned == HANG:
            service.waiting.set()
            service.released.wait(30)
        if isinstance(planned, str):
            return self._hang_up()
        status, body, headers = planned or service.well(asked)
        if 200 <= status < 300:
            service.taken.append(asked)
        content = (body if isinstance(body, str) else json.dumps(body)).encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Type", "text/plain" if isinstance(body, str) else "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
        return None

    def _data(self) -> dict[str, Any]:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        kind = self.headers.get("Content-Type", "")
        if kind.startswith("application/json"):
            return json.loads(body or b"{}")
        if kind.startswith("multipart/form-data"):
            form = BytesParser().parsebytes(f"Content-Type: {kind}\r\n\r\n".encode() + body)
            return {
                part.get_param("name", header="content-disposition"): part.get_payload(decode=True).decode()
                for part in form.get_payload()
            }
        return {name: values[0] for name, values in parse_qs(body.decode()).items()}

    def _hang_up(self) -> None:
        """Close at once, with a reset."""
        self.close_connection = True
        with contextlib.suppress(OSError):
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
        time.sleep(0.01)

    def log_message(self, *_: object) -> None:
        """Tests are quiet."""
