"""Hosts of the demo's press are asked of a server on this machine, and nothing else is."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from core.fetching import Forbidden, fetch


class Paper(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = f"Printed by {self.headers['Host']}".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Paper)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()


def private(host: str, port: int) -> list[str]:
    return ["127.0.0.1"]


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_paper_of_the_demo_is_printed_here(settings, port, scheme):
    settings.DEMO_PRESS = [("127.0.0.1", port)]
    assert fetch(f"{scheme}://stromblatt.example.com/", resolver=private).body == b"Printed by stromblatt.example.com"


@pytest.mark.parametrize("host", ["example.com", "stromblatt.notexample.com", "stromblatt.example.com.evil.test"])
def test_other_hosts_keep_their_rules(settings, port, host):
    settings.DEMO_PRESS = [("127.0.0.1", port)]
    with pytest.raises(Forbidden):
        fetch(f"http://{host}:{port}/", resolver=private)


def test_without_the_setting_there_is_no_such_press(port):
    with pytest.raises(Forbidden):
        fetch(f"http://stromblatt.example.com:{port}/", resolver=private)
