"""The one way out to the web: public addresses only, small answers, little time, one request at a time per host.

What a person or a feed names as an address may point anywhere: to a database on this machine, to a cloud's metadata
service. So each host name is resolved here, every address it has is looked at, and the connection goes to the very
address that was looked at (a name server that answers differently the second time changes nothing). This holds for
every redirect anew. Operators may allow private networks by name: FETCH_PRIVATE_NETWORKS=10.1.0.0/16.
"""

import ipaddress
import socket
import ssl
import time
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpcore
import httpx
from django.conf import settings
from django.core.cache import cache

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], list[str]]

MOST_REDIRECTS = 5
MOST_BYTES = 3_000_000
SECONDS = 15.0
SPACING = 1
LONGEST_WAIT = 10.0
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_REDIRECTS = {301, 302, 303, 307, 308}


class FetchError(Exception):
    """A page could not be fetched; the text says why."""


class Forbidden(FetchError):
    """The address is not one that may be fetched: a private network, another scheme, a password in the URL."""


class Unreachable(FetchError):
    """There is no such host, it refused the connection, or its certificate is not valid."""


class TooSlow(FetchError):
    """It took longer than we wait."""


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


def resolve(host: str, port: int) -> list[str]:
    """Every address of a host, as the system's resolver gives them. Raises `OSError`."""
    return list(dict.fromkeys(str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))


def fetch(
    url: str,
    *,
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    most_bytes: int = MOST_BYTES,
    seconds: float = SECONDS,
    spacing: int = SPACING,
    resolver: Resolve = resolve,
) -> Fetched:
    """Fetch a page, following up to five redirects; no cookies are kept and no proxy is used.

    `seconds` is for all of it, the waiting for other requests to the same host excepted; `spacing` is the pause after a
    request, in seconds. Raises `Forbidden`, `Unreachable`, `TooSlow`, `TooLarge`.
    """
    deadline = time.monotonic() + seconds
    moved_to, permanently = "", True
    for _ in range(MOST_REDIRECTS + 1):
        host = _host_of(url)
        started = time.monotonic()
        with _turn(host, spacing):
            deadline += time.monotonic() - started
            status, answered, body = _ask(method, url, headers or {}, most_bytes, deadline, resolver)
        location = answered.get("location", "")
        if status not in _REDIRECTS or not location:
            return Fetched(url, status, answered, body, moved_to)
        try:
            url = urljoin(url, location)
        except ValueError:
            raise FetchError("It redirects to an address that cannot be read.") from None
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


def _host_of(url: str) -> str:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise Forbidden("That is not an address of a page.") from None
    if parts.scheme not in {"http", "https"} or not host or not host.isprintable() or " " in host:
        raise Forbidden("Only pages at http:// and https:// are fetched.")
    if parts.username or parts.password:
        raise Forbidden("An address with a name or password in it is not fetched.")
    return host


class _turn:
    """One request at a time per host, over all processes, with a pause after each."""

    def __init__(self, host: str, spacing: int) -> None:
        self.key, self.spacing = f"fetch-turn:{host}", spacing

    def __enter__(self) -> None:
        until = time.monotonic() + LONGEST_WAIT
        while not cache.add(self.key, 1, timeout=int(SECONDS) + self.spacing):
            if time.monotonic() > until:
                raise TooSlow("Too many requests to this host are waiting; try again later.")
            time.sleep(0.05)

    def __exit__(self, *_: object) -> None:
        if self.spacing:
            cache.touch(self.key, self.spacing)
        else:
            cache.delete(self.key)


def _ask(
    method: str, url: str, headers: Mapping[str, str], most_bytes: int, deadline: float, resolver: Resolve
) -> tuple[int, Mapping[str, str], bytes]:
    """One request, no redirect followed: status, headers, decoded body."""
    ours = {"User-Agent": f"Mediarel (+{settings.SITE_URL})", "Accept-Encoding": "gzip", "Accept": "*/*"}
    pool = httpcore.ConnectionPool(
        ssl_context=ssl.create_default_context(), network_backend=_GuardedBackend(deadline, resolver)
    )
    transport = httpx.HTTPTransport(trust_env=False)
    transport.close()
    transport._pool = pool
    try:
        with (
            httpx.Client(transport=transport, timeout=SECONDS, trust_env=False) as client,
            client.stream(method, url, headers={**ours, **headers}) as response,
        ):
            return response.status_code, dict(response.headers), _read(response, most_bytes, deadline)
    except httpx.TimeoutException:
        raise TooSlow("It did not answer in time.") from None
    except (httpx.InvalidURL, httpx.UnsupportedProtocol):
        raise Forbidden("That is not an address of a page.") from None
    except httpx.ConnectError as error:
        raise Unreachable(_plainly(error)) from None
    except httpx.HTTPError:
        raise Unreachable("The connection broke off.") from None


def _read(response: httpx.Response, most_bytes: int, deadline: float) -> bytes:
    unzip = zlib.decompressobj(zlib.MAX_WBITS | 32) if "gzip" in response.headers.get("content-encoding", "") else None
    body = bytearray()
    for chunk in response.iter_raw():
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

    def __init__(self, deadline: float, resolver: Resolve) -> None:
        self._backend = httpcore.SyncBackend()
        self._deadline = deadline
        self._resolve = resolver

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        try:
            addresses = self._resolve(host, port)
        except (OSError, UnicodeError):
            raise httpcore.ConnectError("There is no such host.") from None
        if not addresses:
            raise httpcore.ConnectError("There is no such host.")
        if not all(is_allowed(address) for address in addresses):
            raise Forbidden("That address is on a private network, which is not fetched from.")
        failure: Exception = httpcore.ConnectError("It refuses connections.")
        for address in addresses[:3]:
            try:
                stream = self._backend.connect_tcp(address, port, _left(self._deadline, timeout), local_address)
                return _GuardedStream(stream, self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure

    def connect_unix_socket(self, *_: Any, **__: Any) -> httpcore.NetworkStream:
        raise Forbidden("Only pages at http:// and https:// are fetched.")


class _GuardedStream(httpcore.NetworkStream):
    """A connection that ends at the deadline, however slowly the other side drips."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(self._deadline, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._deadline, timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, _left(self._deadline, timeout))
        return _GuardedStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _left(deadline: float, timeout: float | None) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout
    return min(left, timeout) if timeout else left
