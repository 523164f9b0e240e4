"""The guarded client against a real web server on this machine, which names of our own choosing resolve to."""

import gzip
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from core import fetching
from core.fetching import (
    Busy,
    Connections,
    FetchError,
    Forbidden,
    TooLarge,
    TooSlow,
    Unreachable,
    authority_of,
    checked_addresses,
    fetch,
    is_allowed,
)

HERE = ["127.0.0.1/32"]


class Site(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        name = self.path.strip("/").partition("?")[0]
        getattr(self, f"at_{name}", self.at_nothing)()

    def log_message(self, *_: object) -> None:
        pass

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.server.seen.append((self.headers["Host"], self.path))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def at_page(self) -> None:
        self.answer(200, b"Hello", Content_Type="text/plain")

    def at_nothing(self) -> None:
        self.answer(404)

    def at_zipped(self) -> None:
        self.answer(200, gzip.compress(b"Hello"), Content_Encoding="gzip")

    def at_bomb(self) -> None:
        self.answer(200, gzip.compress(b"0" * 50_000_000), Content_Encoding="gzip")

    def at_large(self) -> None:
        self.answer(200, b"x" * 200_000)

    def at_moved(self) -> None:
        self.answer(301, Location="/page")

    def at_round(self) -> None:
        self.answer(302, Location="/round")

    def at_further(self) -> None:
        self.answer(302, Location=self.path + "1")

    def at_inside(self) -> None:
        self.answer(302, Location=f"http://intranet.example:{self.server.server_port}/page")

    def at_metadata(self) -> None:
        self.answer(302, Location="http://169.254.169.254/latest/")

    def at_file(self) -> None:
        self.answer(302, Location="file:///etc/passwd")

    def at_hang(self) -> None:
        time.sleep(2)
        self.answer(200)

    def at_drip(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "100")
        self.end_headers()
        for _ in range(20):
            try:
                self.wfile.write(b"x")
                self.wfile.flush()
            except OSError:
                return
            time.sleep(0.1)


@pytest.fixture(scope="module")
def site() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.seen = []
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()


@pytest.fixture
def names(settings):
    """Names and the addresses they resolve to, one after the other; the machine itself is allowed."""
    settings.FETCH_PRIVATE_NETWORKS = HERE
    answers = {"public.example": [["127.0.0.1"]], "intranet.example": [["10.0.0.7"]]}

    def resolver(host: str, port: int) -> list[str]:
        if host not in answers:
            return [host] if host.replace(".", "").isdigit() else []
        left = answers[host]
        return left.pop(0) if len(left) > 1 else left[0]

    resolver.answers = answers
    return resolver


def get(site, names, path, **options):
    url = f"http://public.example:{site.server_port}/{path}"
    return fetch(url, resolver=names, spacing=0, **options)


def test_a_page_is_fetched(site, names):
    answer = get(site, names, "page")
    assert (answer.status, answer.body, answer.headers["content-type"]) == (200, b"Hello", "text/plain")


def test_any_status_is_an_answer(site, names):
    assert get(site, names, "nowhere").status == 404


def test_a_zipped_page_is_unzipped(site, names):
    assert get(site, names, "zipped").body == b"Hello"


def test_a_permanent_move_is_told(site, names):
    answer = get(site, names, "moved")
    assert (answer.status, answer.moved_to) == (200, f"http://public.example:{site.server_port}/page")


def test_the_connection_goes_to_the_address_that_was_looked_at(site, names):
    """A name server that answers with a private address the second time gets nobody there."""
    names.answers["public.example"] = [["127.0.0.1"], ["10.0.0.7"]]
    assert get(site, names, "page").status == 200
    with pytest.raises(Forbidden):
        get(site, names, "page")


def test_one_private_address_among_public_ones_is_enough_to_refuse(site, names):
    names.answers["public.example"] = [["127.0.0.1", "10.0.0.7"]]
    with pytest.raises(Forbidden):
        get(site, names, "page")


@pytest.mark.parametrize("path", ["inside", "metadata", "file"])
def test_a_redirect_is_looked_at_like_the_first_address(site, names, path):
    with pytest.raises(Forbidden):
        get(site, names, path)


def test_a_redirect_to_itself_is_seen_at_once(site, names):
    site.seen.clear()
    with pytest.raises(FetchError, match="redirects to itself"):
        get(site, names, "round")
    assert len(site.seen) == 1


def test_redirects_that_lead_ever_further_end(site, names):
    with pytest.raises(FetchError, match="more than 5 times"):
        get(site, names, "further?1")


def test_connections_are_used_again_and_each_request_has_its_own_deadline(site, names):
    opened = []

    def counting(host: str, port: int) -> list[str]:
        opened.append(host)
        return names(host, port)

    with Connections(resolver=counting) as connections:
        url = f"http://public.example:{site.server_port}/"
        assert fetch(f"{url}page", spacing=0, seconds=0.2, connections=connections).body == b"Hello"
        time.sleep(0.25)
        assert fetch(f"{url}nowhere", spacing=0, connections=connections).status == 404
        assert fetch(f"{url}page", spacing=0, connections=connections).body == b"Hello"
        with pytest.raises(TooSlow):
            fetch(f"{url}hang", spacing=0, seconds=0.2, connections=connections)
    assert opened == ["public.example"]


def test_connections_to_hosts_that_were_asked_long_ago_are_closed(site, names, monkeypatch):
    monkeypatch.setattr(fetching, "MOST_HOSTS", 2)
    with Connections(resolver=names) as connections:
        for host in ("public.example", "127.0.0.1", "localhost", "public.example"):
            with suppress(FetchError):
                fetch(f"http://{host}:{site.server_port}/page", spacing=0, connections=connections)
            assert len(connections) <= 2


def test_ports_of_one_host_have_turns_of_their_own():
    assert authority_of("https://Paper.example:443/feed") == "paper.example"
    assert authority_of("http://paper.example:8080/feed") == "paper.example:8080"


@pytest.mark.parametrize("path", ["large", "bomb"])
def test_a_large_answer_is_not_read_to_its_end(site, names, path):
    with pytest.raises(TooLarge):
        get(site, names, path, most_bytes=100_000)


@pytest.mark.parametrize("path", ["hang", "drip"])
def test_a_slow_answer_is_not_waited_for(site, names, path):
    started = time.monotonic()
    with pytest.raises(TooSlow):
        get(site, names, path, seconds=0.5)
    assert time.monotonic() - started < 1.5


@pytest.mark.parametrize(
    "url",
    [
        "ftp://public.example/",
        "file:///etc/passwd",
        "http://maya:secret@public.example/",
        "http:///nothing",
        "http://public.example:99999/",
        "//public.example/",
        "not an address",
        "http://a b/",
    ],
)
def test_what_is_no_page_is_not_fetched(names, url):
    with pytest.raises(Forbidden):
        fetch(url, resolver=names, spacing=0)


def test_a_host_that_does_not_exist_is_told(names):
    with pytest.raises(Unreachable, match="no such host"):
        fetch("http://nowhere.invalid/", resolver=names, spacing=0)


def test_what_may_be_connected_to_is_checked_in_one_place(names, settings):
    settings.FETCH_PRIVATE_NETWORKS, many = [], [f"8.8.8.{n}" for n in range(5)]
    names.answers |= {"many.example": [many], "mixed.example": [["8.8.8.8", "10.0.0.7"]]}
    assert checked_addresses("many.example", 443, resolver=names) == [(address, 443) for address in many[:3]]
    with pytest.raises(Forbidden):
        checked_addresses("mixed.example", 443, resolver=names)
    with pytest.raises(Unreachable):
        checked_addresses("nowhere.invalid", 443, resolver=names)


def test_a_refused_connection_is_told(names):
    with pytest.raises(Unreachable, match="refuses"):
        fetch("http://public.example:1/", resolver=names, spacing=0)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "255.255.255.255",
        "224.0.0.1",
        "240.0.0.1",
        "::1",
        "::",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "ff02::1",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "2002:0a00:0001::1",
        "2001:db8::1",
    ],
)
def test_no_address_inside_is_allowed(address):
    assert not is_allowed(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:4700::1111", "::ffff:93.184.215.14"])
def test_public_addresses_are_allowed(address):
    assert is_allowed(address)


def test_a_named_private_network_is_allowed_and_its_neighbour_is_not(settings):
    settings.FETCH_PRIVATE_NETWORKS = ["10.1.0.0/16"]
    assert is_allowed("10.1.2.3")
    assert not is_allowed("10.2.0.1")


def test_requests_to_one_host_are_spaced(site, names):
    url = f"http://public.example:{site.server_port}/page"
    started = time.monotonic()
    fetch(url, resolver=names, spacing=1)
    fetch(url, resolver=names, spacing=0)
    assert time.monotonic() - started > 0.8


def test_waiting_for_a_turn_ends(site, names, settings, monkeypatch):
    monkeypatch.setattr(fetching, "LONGEST_WAIT", 0.1)
    url = f"http://public.example:{site.server_port}/page"
    fetch(url, resolver=names, spacing=5)
    with pytest.raises(Busy, match="waiting"):
        fetch(url, resolver=names, spacing=5)
