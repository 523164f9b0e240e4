"""Two hundred and fifty hosts with a thousand feeds, on loopback addresses of this machine (Linux has all of 127/8).

What each feed does follows from its number alone, so that every run meets the same world. `python -m
benchmarks.feed_hosts PORT` serves it until it is ended; /stats tells how many requests were open at once.
"""

import asyncio
import json
import random
import sys
from collections import Counter
from dataclasses import dataclass
from functools import cache

HOSTS, FEEDS, ENTRIES = 250, 1000, 30
MEDIAN, SPREAD, SLOWEST = 0.150, 0.6, 3.0  # seconds, lognormal
SHARES = {
    "conditional": 0.45, "plain": 0.38, "busy": 0.03, "unavailable": 0.03, "hanging": 0.02, "malformed": 0.05,
    "moved": 0.02, "gone": 0.02,
}  # fmt: skip
HANG_UP = 0.03
"""Seconds before a request is counted as open, so that a line that was hung up before it is seen to be."""
NEWS = 0.3
"""The share of plain feeds that have a new entry with each request."""


@dataclass(frozen=True)
class Feed:
    number: int
    host: str
    kind: str
    latency: float
    has_news: bool


@cache
def world() -> tuple[Feed, ...]:
    chance = random.Random(5)
    kinds = chance.choices(list(SHARES), list(SHARES.values()), k=FEEDS)
    feeds = []
    for number, kind in enumerate(kinds):
        host = chance.randrange(HOSTS) if number >= HOSTS else number
        latency = min(chance.lognormvariate(0, SPREAD) * MEDIAN, SLOWEST)
        feeds.append(Feed(number, f"127.1.{host // 200}.{host % 200 + 1}", kind, latency, chance.random() < NEWS))
    return tuple(feeds)


class Hosts:
    def __init__(self) -> None:
        self.open: Counter[str] = Counter()
        self.most_open: Counter[str] = Counter()
        self.asked: Counter[int] = Counter()
        self.statuses: Counter[str] = Counter()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        host = writer.get_extra_info("sockname")[0]
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                path = head.split(" ", 2)[1]
                if path == "/stats":
                    writer.write(_response(200, json.dumps(self.stats()).encode()))
                    continue
                await asyncio.sleep(HANG_UP)
                self.open[host] += 1
                self.most_open[host] = max(self.most_open[host], self.open[host])
                try:
                    writer.write(await self.answer(path, head.lower(), reader))
                finally:
                    self.open[host] -= 1
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    def stats(self) -> dict[str, object]:
        stats = {"most_open": max(self.most_open.values(), default=0), "statuses": dict(self.statuses)}
        self.most_open.clear()
        self.statuses.clear()
        return stats

    async def answer(self, path: str, head: str, reader: asyncio.StreamReader) -> bytes:
        feed = world()[int(path.rpartition("/")[2])]
        self.asked[feed.number] += 1
        if feed.kind == "hanging":
            self.statuses["none"] += 1
            await reader.read()  # until whoever asked has had enough
        await asyncio.sleep(max(feed.latency - HANG_UP, 0))
        status, body, extra = self.says(feed, path, head)
        self.statuses[str(status)] += 1
        return _response(status, body, extra)

    def says(self, feed: Feed, path: str, head: str) -> tuple[int, bytes, str]:
        if feed.kind == "busy":
            return 429, b"", "Retry-After: 600\r\n"
        if feed.kind == "unavailable":
            return 503, b"", "Retry-After: 120\r\n"
        if feed.kind == "gone":
            return 410, b"", ""
        if feed.kind == "moved" and path.startswith("/feed/"):
            return 301, b"", f"Location: /moved/{feed.number}\r\n"
        mark = f'"v{feed.number}"'
        if feed.kind == "conditional":
            return (304, b"", f"ETag: {mark}\r\n") if mark in head else (200, _rss(feed, 0), f"ETag: {mark}\r\n")
        news = self.asked[feed.number] if feed.kind == "plain" and feed.has_news else 0
        body = _rss(feed, news)
        return 200, (body.replace(b"</item>", b"", 3)[:-40] if feed.kind == "malformed" else body), ""


def _rss(feed: Feed, news: int) -> bytes:
    numbers = range(news + ENTRIES, news, -1)
    items = "".join(
        f"<item><title>Entry {n} of feed {feed.number}</title><link>http://{feed.host}/{feed.number}/{n}</link>"
        f"<pubDate>Mon, 02 Mar 2026 10:00:00 GMT</pubDate><dc:creator>Somebody Else</dc:creator>"
        f"<description>{'Words about something that happened somewhere. ' * 8}</description></item>"
        for n in numbers
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<channel><title>Feed {feed.number}</title><link>http://{feed.host}/</link>{items}</channel></rss>"
    ).encode()


def _response(status: int, body: bytes, extra: str = "") -> bytes:
    return f"HTTP/1.1 {status} Said\r\nContent-Length: {len(body)}\r\n{extra}\r\n".encode() + body


async def main(port: int) -> None:
    hosts = Hosts()
    addresses = sorted({feed.host for feed in world()})
    servers = [await asyncio.start_server(hosts.serve, address, port, backlog=50) for address in addresses]
    print("ready", flush=True)
    await asyncio.gather(*(server.serve_forever() for server in servers))


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
