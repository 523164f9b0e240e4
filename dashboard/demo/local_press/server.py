"""The web server of the invented papers: it looks at the Host header, and prints what has appeared by now."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from django.utils import timezone

from dashboard.demo.local_press import printing
from dashboard.demo.local_press.printing import FEED_PATHS, FEED_TYPES, Paper, Printed

IN_A_FEED = 25
FAULTS = {"Elbe Abendblatt": 503, "Fährblatt": 410, "Energía Lenta": 200, "Morgenkurier": 301}
"""Papers whose feed has trouble since a few days, and what it answers; 200 comes with a page instead of a feed."""
TROUBLE_SINCE = timedelta(days=3)
MOVED_TO = "/news/feed.xml"


class Press(ThreadingHTTPServer):
    """All papers at one address. `start` is when the demo begins."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int], papers: list[Paper], *, start: datetime) -> None:
        super().__init__(address, _Reader)
        self.papers = {paper.host: paper for paper in papers}
        self.troubled_from = start - TROUBLE_SINCE


@contextmanager
def open_press(papers: list[Paper], *, start: datetime) -> Iterator[int]:
    """Run the papers beside us for as long as the block lasts; gives their port on 127.0.0.1."""
    press = Press(("127.0.0.1", 0), papers, start=start)
    Thread(target=press.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True).start()
    try:
        yield press.server_port
    finally:
        press.shutdown()
        press.server_close()


class _Reader(BaseHTTPRequestHandler):
    """One visitor."""

    protocol_version = "HTTP/1.1"
    server: Press

    def do_GET(self) -> None:
        host = self.headers.get("Host", "").partition(":")[0].lower()
        paper = self.server.papers.get(host)
        path = self.path.partition("?")[0]
        if paper is None:
            self._answer(404, "No such paper is printed here.")
        elif path in {FEED_PATHS[paper.feed], MOVED_TO}:
            self._feed(paper, path)
        elif path == "/":
            self._answer(200, printing.front(paper, self._appeared(paper)), "text/html")
        elif article := next((each for each in self._appeared(paper) if f"/{each.slug}" == path), None):
            self._answer(200, printing.page(paper, article), "text/html")
        else:
            self._answer(404, "No such page.")

    def log_message(self, *_: object) -> None:
        """A server on this machine that reports nothing."""

    def _appeared(self, paper: Paper) -> list[Printed]:
        now = timezone.now()
        return [each for each in paper.articles if each.at <= now]

    def _feed(self, paper: Paper, path: str) -> None:
        fault = FAULTS.get(paper.name) if timezone.now() >= self.server.troubled_from else None
        if fault in {503, 410}:
            self._answer(fault, "Not now." if fault == 503 else "This feed is no longer offered.")
        elif fault == 200:
            self._answer(200, printing.front(paper, []), "text/html")
        elif fault == 301 and path != MOVED_TO:
            self._answer(301, "", Location=MOVED_TO)
        else:
            self._answer(200, printing.feed(paper, self._appeared(paper)[:IN_A_FEED]), FEED_TYPES[paper.feed])

    def _answer(self, status: int, text: str, kind: str = "text/plain", **headers: str) -> None:
        body = text.encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
