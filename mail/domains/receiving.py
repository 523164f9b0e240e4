"""MX: can replies and bounces reach the domain? Mail from a domain that takes none looks forged."""

from mail.domains.findings import Found
from mail.domains.names import Names
from mail.domains.sender import Sender

SUBJECT = "Replies"
MOST = 5


def examine(sender: Sender, names: Names) -> Found:
    """Raises CannotKnow."""
    domain = sender.domain
    servers = names.mail_servers(domain)
    todo = "Whoever looks after the domain's DNS enters its mail server (MX)."
    if servers == [""]:
        return Found(SUBJECT, "bad", f"{domain} says that it takes no mail at all (a null MX): no reply comes.", todo)
    if not servers:
        if names.addresses(domain):
            what = f"{domain} names no mail server (MX). Replies are tried at the domain itself, which may take none."
            return Found(SUBJECT, "warn", what, todo)
        return Found(SUBJECT, "bad", f"{domain} names no mail server (MX): neither replies nor bounces arrive.", todo)
    if not any(names.addresses(server) for server in servers[:MOST] if server):
        return Found(SUBJECT, "bad", f"The mail server of {domain}, {servers[0]}, has no address in DNS.", todo)
    return Found(SUBJECT, "ok", f"{domain} takes mail at {servers[0]}.")
