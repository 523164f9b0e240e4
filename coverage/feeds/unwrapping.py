"""The address of the article behind the link of an alert service, a cache or a mail scanner."""

import base64
import binascii
import re
from urllib.parse import parse_qs, unquote, urlsplit

MOST_LAYERS = 4
_GOOGLE = re.compile(r"^(www\.)?google\.[a-z]{2,3}(\.[a-z]{2})?$")
_GOOGLE_NEWS = re.compile(r"^/(?:rss/)?(?:articles|read)/([\w-]+=*)")
_AMP_CACHE = re.compile(r"^/[civ]/(s/)?(.+)")
_ADDRESS = re.compile(rb"https?://[\x21-\x7e]{4,}")
_PROOFPOINT = re.compile(r"/v3/__(.+?)__;")
_COUNTED = {
    "www.bing.com": ("url",),
    "bing.com": ("url",),
    "l.facebook.com": ("u",),
    "lm.facebook.com": ("u",),
    "www.linkedin.com": ("url",),
}


def unwrapped(url: str) -> str:
    """The address that a link leads to, as far as the link itself tells; else the link unchanged."""
    for _ in range(MOST_LAYERS):
        inner = _inner(url)
        if not inner.startswith(("http://", "https://")):
            break
        url = inner
    return url


def alerted(url: str) -> str:
    """The address of the page, where one of the layers around it is the one that Google Alerts counts by; else "".

    Google counts other links by the same address; those of an alert say so (ct=ga).
    """
    counted = False
    for _ in range(MOST_LAYERS):
        counted = counted or _is_of_an_alert(url)
        inner = _inner(url)
        if not inner.startswith(("http://", "https://")):
            break
        url = inner
    return url if counted else ""


def _is_of_an_alert(url: str) -> bool:
    parts = _parts(url)
    if parts is None or not _GOOGLE.match(parts.hostname or "") or parts.path != "/url":
        return False
    return "ga" in parse_qs(parts.query).get("ct", ())


def is_hidden(url: str) -> bool:
    """Whether Google keeps the address to itself: only its own scripts, run in a browser, would lead there."""
    parts = _parts(url)
    return parts is not None and parts.hostname == "news.google.com" and bool(_GOOGLE_NEWS.match(parts.path))


def _parts(url: str):  # type: ignore[no-untyped-def]  # SplitResult, or None for what is none
    try:
        return urlsplit(url)
    except ValueError:
        return None


def _inner(url: str) -> str:
    parts = _parts(url)
    if parts is None or not parts.hostname:
        return ""
    host, query = parts.hostname, parse_qs(parts.query)
    if _GOOGLE.match(host) and parts.path == "/url":
        return _first(query, "url", "q")
    if host == "news.google.com" and (found := _GOOGLE_NEWS.match(parts.path)):
        return _of_google_news(found[1])
    if _GOOGLE.match(host) and parts.path.startswith("/amp/"):
        return _of_amp(parts.path.removeprefix("/amp"), "/s/")
    if host.endswith(".cdn.ampproject.org") and (found := _AMP_CACHE.match(parts.path)):
        return ("https://" if found[1] else "http://") + found[2]
    if host.endswith(".safelinks.protection.outlook.com"):
        return _first(query, "url")
    if host.startswith("urldefense.") and (found := _PROOFPOINT.search(url)):
        return re.sub(r"^(https?):/+", r"\1://", unquote(found[1]))
    return _first(query, *_COUNTED.get(host, ()))


def _first(query: dict[str, list[str]], *names: str) -> str:
    return next((query[name][0] for name in names if query.get(name)), "")


def _of_amp(path: str, secure: str) -> str:
    return "https://" + path.removeprefix(secure) if path.startswith(secure) else "http://" + path.lstrip("/")


def _of_google_news(code: str) -> str:
    """Older links carry the address in their code; in newer ones it stands for a row in Google's database."""
    try:
        content = base64.urlsafe_b64decode(code + "=" * (-len(code) % 4))
    except (binascii.Error, ValueError):
        return ""
    found = _ADDRESS.search(content)
    return found[0].decode() if found else ""
