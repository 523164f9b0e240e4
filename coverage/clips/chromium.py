"""A browser without a window, which looks at one page and tells what it saw: a picture and a PDF.

It is spoken to through two pipes (the DevTools protocol), begins with an empty profile that is deleted afterwards, and
reaches the web by `guarded_proxy` alone: names are not resolved, QUIC and WebRTC are off, loopback goes through the
proxy like everything else.
"""

import base64
import itertools
import json
import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from html import escape
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from core import demo_press
from coverage.clips.guarded_proxy import GuardedProxy

SECONDS: Final = 60.0
LOAD_SECONDS: Final = 25.0
WIDTH: Final = 1280
TALLEST: Final = 12_000
NOBODY: Final = 65534
GONE: Final = 400
FLAGS: Final = (
    "--headless=new", "--remote-debugging-pipe", "--disable-gpu", "--no-first-run", "--no-default-browser-check",
    "--disable-extensions", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-default-apps", "--disable-quic", "--disable-dev-shm-usage", "--mute-audio", "--hide-scrollbars",
    "--proxy-bypass-list=<-loopback>", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp", "--disable-features=MediaRouter,OptimizationHints",
    f"--window-size={WIDTH},900",
)  # fmt: skip
# Puts the two pipes where the browser looks for them, becomes whom it is to run as, and then becomes the browser.
LAUNCH: Final = """
import fcntl, os, sys
ends = [fcntl.fcntl(int(end), fcntl.F_DUPFD, 10) for end in sys.argv[1:3]]
os.dup2(ends[0], 3)
os.dup2(ends[1], 4)
if os.geteuid() != int(sys.argv[3]):
    os.setgroups([])
    os.setgid(int(sys.argv[3]))
    os.setuid(int(sys.argv[3]))
os.execv(sys.argv[4], sys.argv[4:])
"""
SCROLL: Final = """
new Promise(async (done) => {
  const end = Date.now() + 4000;
  for (let y = 0; y < Math.min(document.documentElement.scrollHeight, 12000) && Date.now() < end; y += 700) {
    window.scrollTo(0, y);
    await new Promise((go) => setTimeout(go, 60));
  }
  window.scrollTo(0, 0);
  setTimeout(done, 400);
})
"""


class PageProblem(Exception):
    """The page could not be kept; the text says why."""


@dataclass(frozen=True)
class Photographed:
    """A page as it was: `picture` is a JPEG of it from top to bottom, 12,000 pixels at the most; `pdf` is for paper."""

    picture: bytes = field(repr=False)
    pdf: bytes = field(repr=False)
    at: datetime


def find() -> str:
    """The path of the browser: the one that the operator names, else one that is installed; "" without one."""
    named: str = settings.CHROMIUM
    if named:
        return "" if named == "off" else named
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return next(filter(None, map(shutil.which, names)), "")


def photograph(url: str) -> Photographed:
    """Look at a page of the web. Raises `PageProblem`."""
    program = find()
    if not program:
        raise PageProblem("There is no Chromium on this machine.")
    if demo_press.server_of(urlsplit(url).hostname or ""):
        url = url.replace("https://", "http://", 1)  # the demo's papers have no certificates
    with GuardedProxy(seconds=SECONDS) as proxy, _browser(program, proxy.port) as talk:
        try:
            return _look(talk, url)
        except PageProblem:
            if urlsplit(url).hostname in proxy.refused:
                raise PageProblem("Its address is on a private network, which nothing is fetched from.") from None
            raise


def _look(talk: "_Talk", url: str) -> Photographed:
    target = talk.ask("Target.createTarget", {"url": "about:blank"})["targetId"]
    talk.session = talk.ask("Target.attachToTarget", {"targetId": target, "flatten": True})["sessionId"]
    talk.ask("Browser.setDownloadBehavior", {"behavior": "deny"}, session="")
    talk.ask("Page.enable")
    talk.ask("Network.enable")
    gone = talk.ask("Page.navigate", {"url": url}).get("errorText", "")
    if gone and not talk.status:
        raise PageProblem(f"The page did not open ({gone.removeprefix('net::')}).")
    if not gone:
        talk.wait_for("Page.loadEventFired", seconds=LOAD_SECONDS)
    if talk.status >= GONE:
        raise PageProblem(f"The page answered {talk.status}.")
    at = timezone.now()
    talk.ask("Runtime.evaluate", {"expression": SCROLL, "awaitPromise": True})
    size = talk.ask("Page.getLayoutMetrics")["cssContentSize"]
    clip = {"x": 0, "y": 0, "width": WIDTH, "height": min(size["height"], TALLEST), "scale": 1}
    shot = {"format": "jpeg", "quality": 80, "captureBeyondViewport": True, "clip": clip}
    paper = {"printBackground": True, "paperWidth": 8.27, "paperHeight": 11.69, "scale": 0.75}
    picture = talk.ask("Page.captureScreenshot", shot)["data"]
    pdf = talk.ask("Page.printToPDF", paper | _edges(url, at))["data"]
    return Photographed(base64.b64decode(picture), base64.b64decode(pdf), at)


def _edges(url: str, at: datetime) -> dict[str, Any]:
    """Every sheet says where and when it was taken."""
    style = "font:7px sans-serif;width:100%;margin:0 1cm;color:#555"
    said = f"{escape(url)} · {timezone.localtime(at):%Y-%m-%d %H:%M %Z}"
    foot = f'<div style="{style}">{said} · <span class="pageNumber"></span>/<span class="totalPages"></span></div>'
    return {"displayHeaderFooter": True, "headerTemplate": "<span></span>", "footerTemplate": foot}


class _Talk:
    """A conversation with the browser: messages in JSON, each ended by a NUL, through two pipes."""

    def __init__(self, read: int, write: int, deadline: float) -> None:
        self._read, self._write, self._deadline = read, write, deadline
        self._numbers, self._got = itertools.count(1), b""
        self.session, self.status, self._seen = "", 0, set[str]()

    def ask(self, method: str, params: dict[str, Any] | None = None, *, session: str | None = None) -> dict[str, Any]:
        """What the browser answers. Raises `PageProblem`."""
        number = self._send(method, params or {}, self.session if session is None else session)
        answer = self._until(lambda said: said.get("id") == number, self._deadline)
        if answer is None:
            raise PageProblem("The page took too long.")
        if "error" in answer:
            raise PageProblem(f"The browser could not do it ({answer['error'].get('message', '')[:100]}).")
        result: dict[str, Any] = answer["result"]
        return result

    def wait_for(self, event: str, *, seconds: float) -> None:
        """Until it happens, or the time is over: a page that never ends loading is looked at as it is."""
        if event not in self._seen:
            until = min(self._deadline, time.monotonic() + seconds)
            self._until(lambda said: said.get("method") == event, until)

    def _send(self, method: str, params: dict[str, Any], session: str) -> int:
        number = next(self._numbers)
        message = {"id": number, "method": method, "params": params} | ({"sessionId": session} if session else {})
        try:
            os.write(self._write, json.dumps(message).encode() + b"\0")
        except OSError:
            raise PageProblem("The browser went away.") from None
        return number

    def _until(self, fits: Callable[[dict[str, Any]], bool], deadline: float) -> dict[str, Any] | None:
        while (said := self._next(deadline)) is not None:
            self._note(said)
            if fits(said):
                return said
        return None

    def _note(self, said: dict[str, Any]) -> None:
        method, params = said.get("method", ""), said.get("params", {})
        self._seen.add(method)
        if method == "Network.responseReceived" and params.get("type") == "Document" and not self.status:
            self.status = params["response"]["status"]
        elif method == "Page.javascriptDialogOpening":
            self._send("Page.handleJavaScriptDialog", {"accept": True}, said.get("sessionId", ""))

    def _next(self, deadline: float) -> dict[str, Any] | None:
        while b"\0" not in self._got:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([self._read], [], [], left)[0]:
                return None
            piece = os.read(self._read, 1 << 20)
            if not piece:
                raise PageProblem("The browser went away before it was done.")
            self._got += piece
        message, _, self._got = self._got.partition(b"\0")
        said: dict[str, Any] = json.loads(message)
        return said


@contextmanager
def _browser(program: str, port: int) -> Iterator[_Talk]:
    """The browser, with a way out through that port, for as long as it is needed."""
    profile = tempfile.mkdtemp(prefix="mediarel-evidence-")
    its_read, write = os.pipe()
    read, its_write = os.pipe()
    process = None
    try:
        process = subprocess.Popen(
            [sys.executable, "-ISc", LAUNCH, str(its_read), str(its_write), str(_whose(profile)),
             *_command(program, port, profile)],
            pass_fds=(its_read, its_write), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, start_new_session=True, cwd=profile, env=_environment(profile),
        )  # fmt: skip
        os.close(its_read)
        os.close(its_write)
        yield _Talk(read, write, time.monotonic() + SECONDS)
    finally:
        if process is not None:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        os.close(read)
        os.close(write)
        shutil.rmtree(profile, ignore_errors=True)


def _command(program: str, port: int, profile: str) -> list[str]:
    loose = ["--no-sandbox"] if settings.CHROMIUM_NO_SANDBOX or os.geteuid() == 0 else []
    return [program, *FLAGS, *loose, f"--proxy-server=http://127.0.0.1:{port}", f"--user-data-dir={profile}"]


def _environment(profile: str) -> dict[str, str]:
    """Nothing of ours, which holds keys."""
    return {"PATH": os.environ.get("PATH", ""), "HOME": profile, "LANG": "C.UTF-8", "TZ": str(settings.TIME_ZONE)}


def _whose(profile: str) -> int:
    """Chromium has no sandbox as root, so there it runs as nobody, who owns nothing but the profile; else as we do."""
    if os.geteuid() != 0:
        return os.geteuid()
    os.chown(profile, NOBODY, NOBODY)
    return NOBODY
