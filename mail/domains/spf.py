"""Reads a domain's SPF policy (RFC 7208): what is wrong with it, and whether it lets an address send."""

import ipaddress
import re
from dataclasses import dataclass, field

from mail.domains.names import CannotKnow, Names

VERSION = re.compile(r"v=spf1( |$)", re.IGNORECASE)
TERM = re.compile(
    r"([+?~-]?)(all|include|a|mx|ptr|ip4|ip6|exists)(?::(\S*?))?(?:/(\d{1,3}))?(?://(\d{1,3}))?$", re.IGNORECASE
)
MODIFIER = re.compile(r"([a-z][a-z0-9_.-]*)=(.*)$", re.IGNORECASE)
ASKING = {"include", "a", "mx", "ptr", "exists"}
MOST_LOOKUPS = 10
"""RFC 7208, 4.6.4: with one more, receivers call the policy broken."""
MOST_EMPTY = 2
MOST_SERVERS = 10
FAR_TOO_MANY = 40
"""So many are counted at most."""

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True)
class Term:
    """One mechanism: `~include:_spf.example.com`. `sign` is one of + - ~ ?."""

    sign: str
    kind: str
    value: str
    bits4: int = 32
    bits6: int = 128


@dataclass
class Policy:
    """One record, read."""

    terms: list[Term] = field(default_factory=list)
    redirect: str = ""
    mistakes: list[str] = field(default_factory=list)

    @property
    def rest(self) -> str:
        """What becomes of senders that nothing names: the sign of `all`, or "" when it is not said here."""
        return next((term.sign for term in self.terms if term.kind == "all"), "")


def records(domain: str, names: Names) -> list[str]:
    """The domain's SPF records; a good domain has exactly one. Raises CannotKnow."""
    return [text for text in names.texts(domain) if VERSION.match(text)]


def read(record: str) -> Policy:
    """A record taken apart, with the mistakes in it in words."""
    policy = Policy()
    for word in record.split()[1:]:
        if found := TERM.match(word):
            _take(policy, word, found)
        elif found := MODIFIER.match(word):
            if found[1].lower() == "redirect":
                if policy.redirect:
                    policy.mistakes.append("it says redirect= twice")
                policy.redirect = found[2].rstrip(".").lower()
        else:
            policy.mistakes.append(f"“{word[:60]}” is nothing that SPF knows")
    return policy


def _take(policy: Policy, word: str, found: re.Match[str]) -> None:
    sign, kind, value = found[1] or "+", found[2].lower(), (found[3] or "").rstrip(".").lower()
    bits4, bits6 = int(found[4] or 32), int(found[5] or 128)
    if kind in {"ip4", "ip6"}:
        try:
            network = ipaddress.ip_network(f"{value}/{found[4]}" if found[4] else value, strict=False)
        except ValueError:
            network = None
        if network is None or f"ip{network.version}" != kind:
            policy.mistakes.append(f"“{word[:60]}” names no network")
            return
        value = str(network)
    elif kind in {"include", "exists"} and not value:
        policy.mistakes.append(f"“{word[:60]}” names no domain")
        return
    elif bits4 > 32 or bits6 > 128 or (kind == "all" and (found[3] is not None or found[4])):
        policy.mistakes.append(f"“{word[:60]}” cannot be read")
        return
    policy.terms.append(Term(sign, kind, value, bits4, bits6))


class Survey:
    """A domain's policy followed to its ends. `unclear` says why something could not be known, "" when all is known."""

    def __init__(self, domain: str, record: str, names: Names) -> None:
        self.domain, self.names = domain, names
        self.policy = read(record)
        self.lookups = self.empty = 0
        self.includes: set[str] = set()
        self.mistakes: list[str] = []
        self.unclear = ""
        self._policies: dict[str, Policy] = {domain: self.policy}
        self._walk(domain, self.policy, (domain,))

    @property
    def rest(self) -> str:
        """What becomes of senders that nothing names, also where a redirect says it."""
        policy, seen = self.policy, {self.domain}
        while not policy.rest and policy.redirect in self._policies and policy.redirect not in seen:
            seen.add(policy.redirect)
            policy = self._policies[policy.redirect]
        return policy.rest

    def lets(self, address: str) -> bool | None:
        """Whether the address may send for the domain; None when that cannot be known. A broken policy lets nobody."""
        if self.mistakes or self.lookups > MOST_LOOKUPS:
            return False
        said = self._said(self.domain, ipaddress.ip_address(address), ())
        return None if said is None else said == "+"

    def _walk(self, domain: str, policy: Policy, path: tuple[str, ...]) -> None:
        where = "" if len(path) == 1 else f" (in {domain})"
        self.mistakes += [f"{mistake}{where}" for mistake in policy.mistakes]
        for term in policy.terms:
            self.lookups += term.kind in ASKING
            if term.kind == "include":
                self.includes.add(term.value)
                self._follow(term.value, path)
            elif term.kind in {"a", "mx"} and "%" not in term.value and self.lookups <= FAR_TOO_MANY:
                self.empty += not self._hosts(term, domain)
        if policy.redirect and not policy.rest:
            self.lookups += 1
            self.includes.add(policy.redirect)
            self._follow(policy.redirect, path)

    def _follow(self, domain: str, path: tuple[str, ...]) -> None:
        if self.lookups > FAR_TOO_MANY or "%" in domain:
            self.unclear = self.unclear or "it depends on who sends to whom"
            return
        if domain in path:
            self.mistakes.append(f"{domain} leads back to itself")
            return
        try:
            found = records(domain, self.names)
        except CannotKnow as error:
            self.unclear = str(error)
            return
        if len(found) != 1:
            has = "has no SPF record" if not found else f"has {len(found)} SPF records"
            self.mistakes.append(f"it includes {domain}, which {has}")
            return
        self._policies[domain] = read(found[0])
        self._walk(domain, self._policies[domain], (*path, domain))

    def _hosts(self, term: Term, domain: str) -> list[str]:
        """The addresses that an `a` or `mx` stands for."""
        try:
            name = term.value or domain
            if term.kind == "a":
                return self.names.addresses(name)
            servers = [host for host in self.names.mail_servers(name) if host][:MOST_SERVERS]
            return [address for host in servers for address in self.names.addresses(host)]
        except CannotKnow as error:
            self.unclear = str(error)
            return ["?"]

    def _said(self, domain: str, address: Address, path: tuple[str, ...]) -> str | None:
        """The sign of the first term that fits, "?" when none does, None when it cannot be known."""
        policy = self._policies.get(domain)
        if policy is None or domain in path:
            return None
        for term in policy.terms:
            fits = self._fits(term, domain, address, (*path, domain))
            if fits is None:
                return None
            if fits:
                return term.sign
        return self._said(policy.redirect, address, (*path, domain)) if policy.redirect else "?"

    def _fits(self, term: Term, domain: str, address: Address, path: tuple[str, ...]) -> bool | None:
        if term.kind == "all":
            return True
        if term.kind in {"ip4", "ip6"}:
            return address in ipaddress.ip_network(term.value)
        if term.kind == "include":
            said = self._said(term.value, address, path)
            return None if said is None else said == "+"
        if term.kind in {"ptr", "exists"} or "%" in term.value:
            return None
        hosts, bits = self._hosts(term, domain), term.bits4 if address.version == 4 else term.bits6
        if hosts == ["?"]:
            return None
        alike = [host for host in hosts if ipaddress.ip_address(host).version == address.version]
        return any(address in ipaddress.ip_network(f"{host}/{bits}", strict=False) for host in alike)
