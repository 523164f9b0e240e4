"""Who sends from a domain: the servers of its mailboxes, and the key that we sign with."""

import ipaddress
from dataclasses import dataclass

from mail.domains.names import CannotKnow, Names
from mail.providers import Provider, provider_of


@dataclass(frozen=True)
class Signing:
    """The key that we sign with, or will once its record is published."""

    selector: str
    public_key: str
    is_active: bool


@dataclass(frozen=True)
class Sender:
    """`servers` are the host names of outgoing servers; none when a mail service sends."""

    domain: str
    servers: tuple[str, ...] = ()
    signing: Signing | None = None

    @property
    def providers(self) -> list[Provider]:
        return [found for server in self.servers if (found := provider_of(server))]

    @property
    def own_servers(self) -> list[str]:
        """Those that belong to no well-known provider."""
        return [server for server in self.servers if not provider_of(server)]


def public_addresses(server: str, names: Names) -> list[str]:
    """The addresses under which the world sees a server; none when it stands in a private network or is not known."""
    try:
        found = [str(ipaddress.ip_address(server))]
    except ValueError:
        try:
            found = names.addresses(server)
        except CannotKnow:
            return []
    return [address for address in found if ipaddress.ip_address(address).is_global]
