"""Telling programs from people among those who follow a link: what gives a program away, and its name for it.

Mail gateways follow every link of a message to look for harm, chats and mail programs fetch a page to show a preview.
Most say who they are; the rest are known by when they come (see `mail.tracking`). In doubt it was a machine: a figure
that is too low misleads nobody.
"""

import re
from collections.abc import Mapping
from typing import Final

from mail.models import Visit

AGENTS: Final = re.compile(
    r"bot\b|bot/|crawl|spider|scan|slurp|preview|prefetch|headless|phantomjs|puppeteer|playwright|selenium"
    r"|python|curl|wget|libwww|java/|okhttp|go-http-client|node-fetch|axios|aiohttp|httpx|guzzle|ruby|perl|httpclient"
    r"|safelinks|mimecast|proofpoint|urldefense|barracuda|ironport|fireeye|trendmicro|symantec|sophos|forcepoint"
    r"|googleimageproxy|ggpht|yahoomailproxy|slack|facebookexternalhit|whatsapp|telegram|skypeuripreview|discord"
    r"|microsoft office|ms-office|msoffice|bingpreview|cloudflare|virustotal|urlscan",
    re.IGNORECASE,
)
PREFETCH: Final = ("Purpose", "Sec-Purpose", "X-Purpose", "X-Moz")


def gives_itself_away(method: str, headers: Mapping[str, str]) -> str:
    """One of `Visit.Why`, or "" when nothing in the request speaks against a person."""
    if method == "HEAD":
        return Visit.Why.HEAD
    if any(word in headers.get(name, "").lower() for name in PREFETCH for word in ("prefetch", "preview", "prerender")):
        return Visit.Why.PREFETCH
    agent = headers.get("User-Agent", "")
    if not agent or AGENTS.search(agent):
        return Visit.Why.AGENT
    return ""


def asks_not_to(headers: Mapping[str, str]) -> bool:
    """Whether the program says that its user does not want to be counted (Global Privacy Control, Do Not Track)."""
    return "1" in {headers.get("Sec-GPC", ""), headers.get("DNT", "")}
