"""A real DNS server on loopback, UDP and TCP, that knows what a test tells it: records, and how to misbehave."""

import socketserver
import struct
import threading
from collections import Counter
from typing import Any, Self

import dns.flags
import dns.message
import dns.rcode
import dns.rdatatype
import dns.rrset

SERVFAIL, REFUSED, HANG, GARBAGE = "servfail", "refused", "hang", "garbage"


class NameServer:
    """`add("example.org", "MX", "10 mail.example.org.")`; `misbehave("example.org", HANG)` for it and all below."""

    def __init__(self) -> None:
        self._records: dict[tuple[str, str], list[str]] = {}
        self._moods: dict[str, str] = {}
        self.asked: Counter[tuple[str, str]] = Counter()
        self._udp = socketserver.ThreadingUDPServer(("127.0.0.1", 0), _handler(self, self._by_udp))
        self.port: int = self._udp.server_address[1]
        self._tcp = _Tcp(("127.0.0.1", self.port), _handler(self, self._by_tcp))

    def __enter__(self) -> Self:
        for server in (self._udp, self._tcp):
            threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        for server in (self._udp, self._tcp):
            server.shutdown()
            server.server_close()

    def forget(self) -> None:
        self._records, self._moods, self.asked = {}, {}, Counter()

    def add(self, name: str, kind: str, *values: str) -> None:
        self._records.setdefault((name.lower(), kind), []).extend(values)

    def text(self, name: str, *values: str) -> None:
        """TXT records; each is cut into strings of at most 255 bytes."""
        for value in values:
            parts = [value[at : at + 255] for at in range(0, len(value), 255)] or [""]
            self.add(name, "TXT", " ".join('"{}"'.format(part.replace('"', '\\"')) for part in parts))

    def misbehave(self, name: str, mood: str) -> None:
        self._moods[name.lower()] = mood

    def answer(self, wire: bytes) -> dns.message.Message | bytes | None:
        query = dns.message.from_wire(wire)
        question = query.question[0]
        name, kind = question.name.to_text(omit_final_dot=True).lower(), dns.rdatatype.to_text(question.rdtype)
        self.asked[name, kind] += 1
        mood = next((mood for place, mood in self._moods.items() if f".{name}".endswith(f".{place}")), "")
        if mood == HANG:
            return None
        if mood == GARBAGE:
            return wire[:2] + b"\x81\x80" + b"\xff" * 20
        response = dns.message.make_response(query)
        response.flags |= dns.flags.RA
        if mood:
            response.set_rcode(dns.rcode.from_text(mood))
            return response
        self._fill(response, name, kind)
        return response

    def _fill(self, response: dns.message.Message, name: str, kind: str) -> None:
        for _ in range(8):
            if found := self._records.get((name, kind)):
                response.answer.append(dns.rrset.from_text(f"{name}.", 60, "IN", kind, *found))
                return
            if not (alias := self._records.get((name, "CNAME"))):
                break
            response.answer.append(dns.rrset.from_text(f"{name}.", 60, "IN", "CNAME", *alias))
            name = alias[0].rstrip(".").lower()
        if not any(f".{known}".endswith(f".{name}") for known, _ in self._records):
            response.set_rcode(dns.rcode.NXDOMAIN)

    def _by_udp(self, handler: Any) -> None:
        wire, socket = handler.request
        response = self.answer(wire)
        if isinstance(response, bytes):
            socket.sendto(response, handler.client_address)
        elif response is not None:
            try:
                data = response.to_wire(max_size=512)
            except dns.exception.TooBig:
                response.answer.clear()
                response.flags |= dns.flags.TC
                data = response.to_wire()
            socket.sendto(data, handler.client_address)

    def _by_tcp(self, handler: Any) -> None:
        (length,) = struct.unpack("!H", handler.rfile.read(2))
        response = self.answer(handler.rfile.read(length))
        if response is not None:
            data = response if isinstance(response, bytes) else response.to_wire()
            handler.wfile.write(struct.pack("!H", len(data)) + data)


class _Tcp(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


def _handler(server: NameServer, act: Any) -> type[socketserver.BaseRequestHandler]:
    base = socketserver.StreamRequestHandler if act.__name__ == "_by_tcp" else socketserver.BaseRequestHandler

    class Handler(base):  # type: ignore[misc, valid-type]
        def handle(self) -> None:
            act(self)

    return Handler
