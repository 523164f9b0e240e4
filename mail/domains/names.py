"""Asks name servers (DNS), and never for longer than a few seconds altogether.

They are the machine's own, or those of the setting DNS_SERVERS.
"""

import time
from typing import Any

import dns.exception
import dns.nameserver
import dns.resolver
from django.conf import settings

SECONDS = 5.0
"""For all questions of one `Names` together."""
SECONDS_A_SERVER = 1.5


class CannotKnow(Exception):
    """The name servers gave no answer; the text says why, as half a sentence."""


class NoSuchName(Exception):
    """The name does not exist, and nothing below it."""


class Names:
    """Looks names up, each question once. What takes longer than `SECONDS` altogether cannot be known."""

    def __init__(self) -> None:
        self._until = time.monotonic() + SECONDS
        self._answers: dict[tuple[str, str], list[Any] | Exception] = {}

    def texts(self, name: str) -> list[str]:
        """Its TXT records, the strings of each joined; none when there are none, or no such name."""
        return [b"".join(found.strings).decode("utf-8", "replace") for found in self._list(name, "TXT")]

    def addresses(self, name: str) -> list[str]:
        """Its addresses, IPv4 and IPv6."""
        return [found.address for kind in ("A", "AAAA") for found in self._list(name, kind)]

    def mail_servers(self, name: str) -> list[str]:
        """The names of its mail servers, preferred ones first; "" stands for "takes no mail" (RFC 7505)."""
        found = sorted((each.preference, each.exchange.to_text(omit_final_dot=True)) for each in self._list(name, "MX"))
        return [host if host not in {".", "@"} else "" for _, host in found]

    def exists(self, name: str) -> bool:
        """Whether there is anything at or below the name (RFC 8020)."""
        try:
            self._ask(name, "TXT")
        except NoSuchName:
            return False
        return True

    def _list(self, name: str, kind: str) -> list[Any]:
        try:
            return self._ask(name, kind)
        except NoSuchName:
            return []

    def _ask(self, name: str, kind: str) -> list[Any]:
        key = (name.lower().rstrip("."), kind)
        if key not in self._answers:
            try:
                self._answers[key] = self._look_up(*key)
            except (CannotKnow, NoSuchName) as error:
                self._answers[key] = error
        answer = self._answers[key]
        if isinstance(answer, Exception):
            raise answer
        return answer

    def _look_up(self, name: str, kind: str) -> list[Any]:
        left = self._until - time.monotonic()
        if left <= 0:
            raise CannotKnow("the name servers took too long")
        try:
            answer = _resolver().resolve(f"{name}.", kind, lifetime=left, search=False, raise_on_no_answer=False)
            return list(answer.rrset or ())
        except dns.resolver.NXDOMAIN:
            raise NoSuchName(name) from None
        except dns.resolver.LifetimeTimeout:
            raise CannotKnow(f"no name server answered for {name}") from None
        except dns.resolver.NoNameservers:
            raise CannotKnow(f"the name servers of {name} answer with an error") from None
        except dns.resolver.NoResolverConfiguration:
            raise CannotKnow("this machine knows no name server") from None
        except (dns.exception.DNSException, OSError, UnicodeError):
            raise CannotKnow(f"what the name servers say of {name} cannot be read") from None


def _resolver() -> dns.resolver.Resolver:
    resolver = dns.resolver.Resolver(configure=not settings.DNS_SERVERS)
    if settings.DNS_SERVERS:
        resolver.nameservers = [dns.nameserver.Do53Nameserver(host, port) for host, port in settings.DNS_SERVERS]
    resolver.timeout = SECONDS_A_SERVER
    return resolver
