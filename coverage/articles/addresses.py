"""The address of an article in one form, so that the same page is met once however it is linked."""

import hashlib
import re
from urllib.parse import urlsplit, urlunsplit

LETTER = "letter://"
"""Begins what stands for the address of a letter that has no page on the web; nothing can be opened there."""
_COUNTING = re.compile(r"^(utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|wt_?mc|xtor|cmpid|ns_\w+|_ga|igshid)$", re.I)


def normalised(url: str) -> str:
    """The address without what only counts readers: fragment, default port, tracking parameters, trailing dot of the
    host. What stays is left letter for letter, whatever its encoding, so that it still leads there. Gives the address
    unchanged where it cannot be read as one."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").rstrip(".")
        port = parts.port
    except ValueError:
        return url.strip()
    if ":" in host:
        host = f"[{host}]"
    if port and port != {"http": 80, "https": 443}.get(parts.scheme):
        host = f"{host}:{port}"
    query = "&".join(pair for pair in parts.query.split("&") if pair and not _COUNTING.match(pair.partition("=")[0]))
    return urlunsplit((parts.scheme.lower(), host, parts.path or "/", query, ""))


def of_letter(domain: str, message_id: str) -> str:
    """What a letter of this sender's domain is known again by, however often it comes in."""
    return f"{LETTER}{domain or 'unknown'}/{hashlib.sha256(message_id.encode()).hexdigest()}"


def is_page(url: str) -> bool:
    """Whether it leads to a page on the web."""
    return url.startswith(("http://", "https://")) and bool(host_of(url))


def key_of(url: str) -> str:
    """What two addresses of one page have in common: SHA-256, in hex, of the address without its scheme and "www."."""
    plain = normalised(url).partition("://")[2].removeprefix("www.").rstrip("/")
    return hashlib.sha256(plain.encode()).hexdigest()


def host_of(url: str) -> str:
    """The host of an address in lower case, without port; empty where there is none."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""
