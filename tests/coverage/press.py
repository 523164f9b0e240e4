"""A press of our own: pages on this machine, each host a loopback address, so that none waits for another's turn."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HERE = ["127.0.0.0/8"]


class Press:
    """Pages to be fetched. `asked` are the addresses that were asked for, in order."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.answers: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.asked: list[str] = []
        self._hosts = 0

    def host(self) -> str:
        """A host that nothing was asked of yet."""
        self._hosts += 1
        return f"127.0.1.{self._hosts}:{self.port}"

    def put(self, page: str = "", *, path: str = "/story", status: int = 200, host: str = "", **headers: str) -> str:
        """Have a page answered; gives its address. Headers by their names, with _ for -."""
        url = f"http://{host or self.host()}{path}"
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answers[url] = (status, {"Content-Type": "text/html; charset=utf-8"} | named, page.encode())
        return url


class _Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        press: Press = self.server.press
        url = f"http://{self.headers['Host']}{self.path}"
        press.asked.append(url)
        status, headers, body = press.answers.get(url, (404, {}, b""))
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def printing() -> Iterator[Press]:
    """The press, for as long as a test runs."""
    server = ThreadingHTTPServer(("0.0.0.0", 0), _Site)
    server.press = Press(server.server_port)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server.press
    finally:
        server.shutdown()
        server.server_close()


STORY = (
    "The town of Ahrendal will store the wind of its winters in a disused quarry. Council members voted for the plan "
    "on Tuesday evening, after four years of argument. Water will be pumped up when power is cheap and let down again "
    "through turbines when it is dear. The operator, Fernhall Storage, says that the plant can carry the town for nine "
    "hours. Neighbours of the quarry had asked for a smaller basin and for less traffic while it is built."
)


def page(
    title: str = "Ahrendal stores its wind", *, text: str = STORY, author: str = "Ruth Feldmann", head: str = ""
) -> str:
    """An article as sites send it."""
    paragraphs = "".join(f"<p>{part}</p>" for part in text.split("\n"))
    return (
        f'<!doctype html><html lang="en"><head><title>{title}</title><meta property="og:title" content="{title}">'
        f'<meta name="author" content="{author}">{head}</head><body><article><h1>{title}</h1>{paragraphs}</article>'
        "</body></html>"
    )
