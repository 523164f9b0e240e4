"""The one way out to the web: public addresses only, small answers, little time, one request at a time per host.

What a person or a feed names as an address may point anywhere: to a database on this machine, to a cloud's metadata
service. So each host name is resolved here, every address it has is looked at, and the connection goes to the very
address that was looked at (a name server that answers differently the second time changes nothing). This holds for
every redirect anew. Operators may allow private networks by name: FETCH_PRIVATE_NETWORKS=10.1.0.0/16. The invented
papers of the demo are asked of a server on this machine (`core.demo_press`).
"""

import ipaddress
import socket
import ssl
import threading
import time
import zlib
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache as once
from typing import Any, Self
from urllib.parse import urljoin, urlsplit

import httpcore
import httpx
from django.conf import settings
from django.core.cache import cache

from core import demo_press

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], list[str]]

MOST_ADDRESSES = 3
MOST_HOSTS = 100
"""To which connections are kept open at a time, besides those that are being asked."""
MOST_REDIRECTS = 5
MOST_BYTES = 3_000_000
MOST_SAID = 2_000
LONGEST_PEACE = timedelta(days=1)
SECONDS = 15.0
SPACING = 1
LONGEST_WAIT = 10.0
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_REDIRECTS = {301, 302, 303, 307, 308}
_PORTS = {"http": 80, "https": 443}
_deadline: ContextVar[float] = ContextVar("deadline")


class FetchError(Exception):
    """A page could not be fetched; the text says why."""


class Forbidden(FetchError):
    """The address is not one that may be fetched: a private network, another scheme, a password in the URL."""


class Unreachable(FetchError):
    """There is no such host, it refused the connection, or its certificate is not valid."""


class TooSlow(FetchError):
    """It took longer than we wait."""


class Busy(TooSlow):
    """Others of ours are asking this host, and it did not come to our turn: nothing was asked."""


class TooLarge(FetchError):
    """The answer is larger than we read."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer of any status. `url` is where it came from in the end, `moved_to` where 301 or 308 say it lives now."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)
    moved_to: str = ""


@dataclass(frozen=True)
class Answered:
    """What a server said when it was handed something: status, the beginning of its words, a pause it asks for."""

    status: int
    text: str
    retry_after: timedelta | None = None


def resolve(host: str, port: int) -> list[str]:
    """Every address of a host, as the system's resolver gives them. Raises `OSError`."""
    return list(dict.fromkeys(str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))


def checked_addresses(host: str, port: int, *, resolver: Resolve = resolve) -> list[tuple[str, int]]:
    """Where a connection to a host may go, to be tried in this order: at least one address, at most three, with ports.

    Connect to these and never to the name, which may mean something else the next moment. Raises `Forbidden` if any
    address of the host is private, and `Unreachable` if it has none.
    """
    if press := demo_press.server_of(host):
        return [press]
    try:
        addresses = resolver(host, port)
    except (OSError, UnicodeError):
        addresses = []
    if not addresses:
        raise Unreachable("There is no such host.")
    if not all(is_allowed(address) for address in addresses):
        raise Forbidden("That address is on a private network, which is not fetched from.")
    return [(address, port) for address in addresses[:MOST_ADDRESSES]]


class Connections:
    """Connections that stay open from one request to the next, for as long as the `with` block lasts. For many threads.

    A connection that is used again leads to the address that was looked at when it was made.
    """

    def __init__(self, *, resolver: Resolve | None = None) -> None:
        self._backend = _GuardedBackend(resolver or resolve)
        self._pools: OrderedDict[str, httpcore.ConnectionPool] = OrderedDict()
        self._asked = Counter[str]()
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for pool in self._pools.values():
            pool.close()

    def __len__(self) -> int:
        """How many hosts connections are kept open to."""
        return len(self._pools)

    @contextmanager
    def _pool(self, origin: str) -> Iterator[httpcore.ConnectionPool]:
        """One a host: httpcore's looks at every idle connection it has with each request, which for the connections to
        250 hosts took ten times as long as the request. Those asked longest ago are closed when they are many."""
        with self._lock:
            if origin not in self._pools:
                self._pools[origin] = httpcore.ConnectionPool(
                    ssl_context=_ssl_context(), keepalive_expiry=SECONDS, network_backend=self._backend
                )
            self._pools.move_to_end(origin)
            self._asked[origin] += 1
        try:
            yield self._pools[origin]
        finally:
            with self._lock:
                self._asked[origin] -= 1
                surplus = len(self._pools) - MOST_HOSTS
                idle = [each for each in self._pools if not self._asked[each]][: max(surplus, 0)]
                closing = [self._pools.pop(each) for each in idle]
            for pool in closing:
                pool.close()

    def ask(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        most_bytes: int,
        deadline: float,
        content: bytes | None = None,
    ) -> tuple[int, Mapping[str, str], bytes]:
        """One request, no redirect followed: status, headers by lower-case name, decoded body. Raises as `fetch`."""
        ours = {"User-Agent": user_agent(), "Accept-Encoding": "gzip", "Accept": "*/*"}
        token = _deadline.set(deadline)
        try:
            raw = httpx.URL(url)
            target = httpcore.URL(scheme=raw.raw_scheme, host=raw.raw_host, port=raw.port, target=raw.raw_path)
            given = [(name.encode("ascii"), value.encode("latin-1")) for name, value in {**ours, **headers}.items()]
            times = dict.fromkeys(("connect", "read", "write", "pool"), SECONDS)
            with (
                self._pool(f"{raw.scheme}://{raw.netloc.decode()}") as pool,
                pool.stream(method, target, headers=given, content=content, extensions={"timeout": times}) as response,
            ):
                answered = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
                return response.status, answered, _read(response, answered, most_bytes, deadline)
        except httpcore.TimeoutException:
            raise TooSlow("It did not answer in time.") from None
        except (httpx.InvalidURL, httpcore.UnsupportedProtocol, UnicodeError):
            raise Forbidden("That is not an address of a page.") from None
        except httpcore.ConnectError as error:
            raise Unreachable(_plainly(error)) from None
        except (httpcore.NetworkError, httpcore.ProtocolError):
            raise Unreachable("The connection broke off.") from None
        finally:
            _deadline.reset(token)


def fetch(
    url: str,
    *,
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    most_bytes: int = MOST_BYTES,
    seconds: float = SECONDS,
    spacing: int = SPACING,
    resolver: Resolve = resolve,
    connections: Connections | None = None,
) -> Fetched:
    """Fetch a page, following up to five redirects; no cookies are kept and no proxy is used.

    `seconds` is for all of it, the waiting for other requests to the same host excepted; `spacing` is the pause after a
    request, in seconds. Give `connections` where many pages of the same hosts are fetched; `resolver` is theirs then.
    Raises `Forbidden`, `Unreachable`, `TooSlow`, `Busy`, `TooLarge`, and `FetchError` for redirects that lead nowhere.
    """
    if connections is None:
        with Connections(resolver=resolver) as own:
            return _follow(url, method, headers or {}, most_bytes, seconds, spacing, own)
    return _follow(url, method, headers or {}, most_bytes, seconds, spacing, connections)


def post(url: str, *, body: bytes, headers: Mapping[str, str], seconds: float = SECONDS) -> int:
    """Hand something to a server that a person named, such as a webhook; gives the status of its answer.

    A redirect is not followed: what is sent there was meant for this address. Raises as `fetch`.
    """
    return hand_over(url, body=body, headers=headers, seconds=seconds).status


def hand_over(url: str, *, body: bytes, headers: Mapping[str, str], seconds: float = SECONDS) -> Answered:
    """As `post`, with the beginning of what the server said, and for how long it wants its peace. Raises as `fetch`."""
    authority_of(url)
    with Connections() as own:
        status, answered, said = own.ask("POST", url, headers, MOST_BYTES, time.monotonic() + seconds, body)
    return Answered(status, said[:MOST_SAID].decode("utf-8", "replace"), _peace(answered.get("retry-after", "")))


def _peace(retry_after: str) -> timedelta | None:
    """Retry-After in seconds, as webhooks say it (RFC 9110, 10.2.3); a day at most. A date says nothing here."""
    seconds = retry_after.strip()
    if not (seconds.isascii() and seconds.isdigit()) or len(seconds) > 9:
        return None
    return min(timedelta(seconds=int(seconds)), LONGEST_PEACE)


def user_agent() -> str:
    """How Mediarel introduces itself to web servers."""
    return f"Mediarel (+{settings.SITE_URL})"


def authority_of(url: str) -> str:
    """The host of an address, with its port where that is not the usual one. Raises `Forbidden` for what is no page."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise Forbidden("That is not an address of a page.") from None
    if parts.scheme not in _PORTS or not host or not host.isprintable() or " " in host:
        raise Forbidden("Only pages at http:// and https:// are fetched.")
    if parts.username or parts.password:
        raise Forbidden("An address with a name or password in it is not fetched.")
    return host if port in {None, _PORTS[parts.scheme]} else f"{host}:{port}"


def _follow(
    url: str,
    method: str,
    headers: Mapping[str, str],
    most_bytes: int,
    seconds: float,
    spacing: int,
    connections: Connections,
) -> Fetched:
    deadline = time.monotonic() + seconds
    moved_to, permanently, seen = "", True, {url}
    for _ in range(MOST_REDIRECTS + 1):
        authority = authority_of(url)
        started = time.monotonic()
        with _turn(authority, 0 if demo_press.server_of(authority) else spacing):
            deadline += time.monotonic() - started
            status, answered, body = connections.ask(method, url, headers, most_bytes, deadline)
        location = answered.get("location", "")
        if status not in _REDIRECTS or not location:
            return Fetched(url, status, answered, body, moved_to)
        try:
            url = urljoin(url, location)
        except ValueError:
            raise FetchError("It redirects to an address that cannot be read.") from None
        if url in seen:
            raise FetchError("It redirects to itself.")
        seen.add(url)
        permanently = permanently and status in {301, 308}
        moved_to = url if permanently else moved_to
        method = "GET" if status == 303 else method
    raise FetchError(f"It redirects more than {MOST_REDIRECTS} times.")


def is_allowed(address: str) -> bool:
    """Whether an IP address is public, or in one of the networks that the operator allows."""
    ip = _inner(ipaddress.ip_address(address.partition("%")[0]))
    if any(ip in network for network in _allowed_networks() if network.version == ip.version):
        return True
    return ip.is_global and not ip.is_multicast and not ip.is_reserved and not ip.is_unspecified


def _inner(ip: Address) -> Address:
    """The IPv4 address that an IPv6 address stands for, where it does: it is what the packets reach."""
    if isinstance(ip, ipaddress.IPv6Address):
        if ip in _NAT64:
            return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else ip)
    return ip


def _allowed_networks() -> list[ipaddress.IPv4Network | ipaddress.IPv6Network]:
    return [ipaddress.ip_network(network, strict=False) for network in settings.FETCH_PRIVATE_NETWORKS]


@once
def _ssl_context() -> ssl.SSLContext:
    """Built once: reading the certificates of the world takes longer than a request."""
    return ssl.create_default_context()


class _turn:
    """One request at a time per host, over all processes, with a pause after each."""

    def __init__(self, host: str, spacing: int) -> None:
        self.key, self.spacing = f"fetch-turn:{host}", spacing

    def __enter__(self) -> None:
        until = time.monotonic() + LONGEST_WAIT
        while not cache.add(self.key, 1, timeout=int(SECONDS) + self.spacing):
            if time.monotonic() > until:
                raise Busy("Too many requests to this host are waiting; try again later.")
            time.sleep(0.05)

    def __exit__(self, *_: object) -> None:
        if self.spacing:
            cache.touch(self.key, self.spacing)
        else:
            cache.delete(self.key)


def _read(response: httpcore.Response, headers: Mapping[str, str], most_bytes: int, deadline: float) -> bytes:
    unzip = zlib.decompressobj(zlib.MAX_WBITS | 32) if "gzip" in headers.get("content-encoding", "") else None
    body = bytearray()
    for chunk in response.iter_stream():
        if time.monotonic() > deadline:
            raise TooSlow("It did not answer in time.")
        try:
            body += unzip.decompress(chunk, most_bytes + 1 - len(body)) if unzip else chunk
        except zlib.error:
            raise Unreachable("The answer is damaged.") from None
        if len(body) > most_bytes or (unzip and unzip.unconsumed_tail):
            raise TooLarge(f"The answer is larger than {most_bytes:,} bytes.")
    return bytes(body)


def _plainly(error: Exception) -> str:
    text = str(error)
    if "CERTIFICATE" in text.upper():
        return "Its certificate is not valid."
    return text if text.endswith(".") else "It refuses connections."


class _GuardedBackend(httpcore.NetworkBackend):
    """Connects to addresses that may be reached, and to no others; the name only serves TLS and the Host header."""

    def __init__(self, resolver: Resolve) -> None:
        self._backend = httpcore.SyncBackend()
        self._resolve = resolver

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        stream = _PressStream if demo_press.server_of(host) else _GuardedStream
        failure: Exception = httpcore.ConnectError("It refuses connections.")
        for address in checked_addresses(host, port, resolver=self._resolve):
            try:
                return stream(self._backend.connect_tcp(*address, _left(timeout), local_address))
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure

    def connect_unix_socket(self, *_: Any, **__: Any) -> httpcore.NetworkStream:
        raise Forbidden("Only pages at http:// and https:// are fetched.")


class _GuardedStream(httpcore.NetworkStream):
    """A connection that serves a request no longer than its deadline, however slowly the other side drips."""

    def __init__(self, stream: httpcore.NetworkStream) -> None:
        self._stream = stream

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _GuardedStream(self._stream.start_tls(ssl_context, server_hostname, _left(timeout)))

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class _PressStream(_GuardedStream):
    """A connection to the demo's press, which has no certificates: it does not leave this machine."""

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return self


def _left(timeout: float | None) -> float:
    """Seconds until the deadline of the request that this thread is at, or the timeout, if that is sooner."""
    left = _deadline.get() - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout
    return min(left, timeout) if timeout else left
