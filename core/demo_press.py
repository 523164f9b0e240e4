"""The demo's press: hosts under the domains that RFC 2606 reserves for examples, answered by a server on this machine.

Nobody else can own such a host, so nothing is taken from the web. Only where DEMO_PRESS names the server (`make run`
does, while the demo is loaded); for all other hosts the rules of `core.fetching` hold as ever.
"""

from django.conf import settings

DOMAINS = ("example.com", "example.org", "example.net")


def server_of(host: str) -> tuple[str, int] | None:
    """The address and port that answer for a host of the demo's press; None for every other host."""
    name = host.lower().rstrip(".")
    if settings.DEMO_PRESS and name.endswith(tuple(f".{domain}" for domain in DOMAINS)):
        return settings.DEMO_PRESS[0]
    return None
