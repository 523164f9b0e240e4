"""Addresses as they go over the wire: domains in ASCII (IDNA), local parts as they were written."""

from functools import lru_cache

import idna
from email_validator import EmailNotValidError, validate_email

from mail.errors import BadAddress


@lru_cache(maxsize=10_000)
def parse(address: str) -> str:
    """The address with its domain in lower-case ASCII, or BadAddress with the reason. Asks no name server.

    A local part in other scripts (RFC 6531) stays as it is: only the server can say whether it takes such addresses.
    """
    try:
        found = validate_email(address.strip(), check_deliverability=False, globally_deliverable=False)
    except EmailNotValidError as error:
        raise BadAddress(f"{address.strip()[:80]!r} is not an e-mail address: {error}") from None
    whole = f"{found.local_part}@{found.ascii_domain}"
    if len(whole.encode()) > 254:
        raise BadAddress(f"{address.strip()[:80]!r} is longer than an e-mail address can be.")
    return whole


def domain_of(address: str) -> str:
    """What stands behind the @, in lower-case ASCII where that is possible."""
    return _ascii(address.strip().rpartition("@")[2].lower())


def fold(address: str) -> str:
    """One spelling for all spellings of an address. Takes anything, so that old and odd data can be compared too."""
    local, at, _ = address.strip().lower().rpartition("@")
    return f"{local}{at}{domain_of(address)}"


def is_ascii(address: str) -> bool:
    """Whether every server can take the address; otherwise it needs SMTPUTF8."""
    return address.isascii()


def _ascii(domain: str) -> str:
    if domain.isascii():
        return domain
    try:
        return idna.encode(domain, uts46=True).decode()
    except idna.IDNAError:
        return domain
