"""Pages that a site asks programs to leave alone are left alone, and the site is asked once a day."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from core import robots
from core.fetching import Unreachable


class Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.server.seen.append(self.path)
        status, body = self.server.answer
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site(settings) -> Iterator[ThreadingHTTPServer]:
    settings.FETCH_PRIVATE_NETWORKS = ["127.0.0.1/32"]
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.seen, server.url = [], f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def test_rules_are_kept_to_and_asked_once(site):
    site.answer = (
        200,
        b"User-agent: *\nDisallow: /private/\nDisallow: /*?print=\n\nUser-agent: Mediarel\nDisallow: /no/",
    )
    assert robots.allows(f"{site.url}/private/page")
    assert not robots.allows(f"{site.url}/no/page")
    assert site.seen == ["/robots.txt"]


@pytest.mark.parametrize("status", [404, 403])
def test_a_site_without_rules_allows_everything(site, status):
    site.answer = (status, b"User-agent: *\nDisallow: /")
    assert robots.allows(f"{site.url}/page")


def test_a_site_that_cannot_say_is_asked_again(site):
    site.answer = (503, b"")
    with pytest.raises(Unreachable, match="503"):
        robots.allows(f"{site.url}/page")
    site.answer = (200, b"User-agent: *\nDisallow: /")
    assert not robots.allows(f"{site.url}/page")
