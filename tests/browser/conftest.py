"""A real browser on the pages of a live server. Whatever it complains about on its console fails the test."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as django_settings
from django.core.management import call_command
from django.db import connections
from django.test import Client, override_settings
from playwright.sync_api import Browser, Page, expect, sync_playwright

from team.models import User
from tests.chromium import find_chromium

# Playwright's loop runs in the thread of the test, where Django would refuse its ORM.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# A busy machine may take its time over a page; what never comes still fails.
expect.set_options(timeout=20_000)

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Static files as production serves them: joined, hashed names, imports rewritten; only not compressed."""
    if not (Path(django_settings.BASE_DIR) / "static" / "vendor" / "icons.svg").exists():
        pytest.fail("static/vendor/ is empty: run `make assets` first.")
    folder = tmp_path_factory.mktemp("static")
    with override_settings(
        STATIC_ROOT=folder, WHITENOISE_SKIP_COMPRESS_EXTENSIONS=("css", "js", "svg", "map", "woff2")
    ):
        call_command("collectstatic", interactive=False, verbosity=0)
    return folder


@pytest.fixture(autouse=True)
def _served_as_in_production(settings: Any, collected: Path) -> None:
    settings.STATIC_ROOT = collected
    hashed = {"BACKEND": "core.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": hashed}


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """While Playwright's loop runs, Django looks for the connections of this thread in another place. The session that
    it has so far would be left open, and nothing could be made of the database as long as somebody uses it."""
    connections.close_all()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def complaints() -> list[str]:
    """What the browser complained about; a test that expects a complaint empties it."""
    return []


@pytest.fixture
def open_page(
    chromium: Browser, live_server: object, complaints: list[str], client_for: Callable[[User | None], Client]
) -> Iterator[Callable[..., Page]]:
    """Opens an address as somebody (None: not signed in), on a desk or a phone, in the light or in the dark."""
    contexts = []

    def open_as(user: User | None, address: str, *, phone: bool = False, dark: bool = False) -> Page:
        context = chromium.new_context(
            viewport=PHONE if phone else DESKTOP, color_scheme="dark" if dark else "light", base_url=live_server.url
        )
        contexts.append(context)
        if user is not None:
            session = client_for(user).cookies[django_settings.SESSION_COOKIE_NAME]
            context.add_cookies([{"name": session.key, "value": session.value, "url": live_server.url}])
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("console", lambda m: complaints.append(m.text) if m.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(address)
        return page

    yield open_as
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    """What axe finds wrong on a page, in words."""

    def look(page: Page) -> list[str]:
        found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        return [f"{v['id']}: {n['target']} {n['failureSummary']}" for v in found for n in v["nodes"]]

    return look
