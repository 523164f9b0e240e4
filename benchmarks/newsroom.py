"""How many pages of a newsroom a second one web process gives: `python -m benchmarks.newsroom URL [SECONDS] [LINES]`.

The server is one that runs already: `WEB_PROCESSES=1 make run`, or gunicorn with the real gunicorn.conf.py. Pages are
asked for over lines that stay open, gzipped as browsers ask for them, one after the other on each line.
"""

import asyncio
import statistics
import sys
import time
from urllib.parse import urlsplit


async def ask(host: str, port: int, path: str, until: float, took: list[float]) -> None:
    """One line, until the time is over. Anything but 200 ends it."""
    reader, writer = await asyncio.open_connection(host, port)
    request = f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nAccept-Encoding: gzip\r\nConnection: keep-alive\r\n\r\n"
    while time.perf_counter() < until:
        began = time.perf_counter()
        writer.write(request.encode())
        head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        if not head.startswith("http/1.1 200"):
            raise SystemExit(f"The server said {head.splitlines()[0]}.")
        length = int(head.split("content-length:")[1].split("\r\n")[0])
        await reader.readexactly(length)
        took.append(time.perf_counter() - began)
        if "connection: close" in head:
            writer.close()
            reader, writer = await asyncio.open_connection(host, port)
    writer.close()


async def measure(url: str, seconds: float, lines: int) -> list[float]:
    parts = urlsplit(url)
    took: list[float] = []
    host, port = parts.hostname or "127.0.0.1", parts.port or 80
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    until = time.perf_counter() + seconds
    await asyncio.gather(*(ask(host, port, path, until, took) for _ in range(lines)))
    return took


def main(url: str, seconds: str = "10", lines: str = "4") -> None:
    asyncio.run(measure(url, 1, int(lines)))  # connections to the database, the page in the cache
    took = asyncio.run(measure(url, float(seconds), int(lines)))
    slowest = statistics.quantiles(took, n=100)
    print(f"{len(took) / float(seconds):.0f} pages a second over {lines} lines, "
          f"median {slowest[49] * 1000:.1f} ms, 99 of 100 within {slowest[98] * 1000:.1f} ms")  # fmt: skip


if __name__ == "__main__":
    main(*sys.argv[1:])
