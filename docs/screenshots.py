"""Takes the pictures of the README and the user guide from a running demo: `make run`, then `make screenshots`."""

import os
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

SITE = os.environ.get("SITE_URL", "http://127.0.0.1:8000")
IMAGES = Path(__file__).parent / "images"
PASSWORD = os.environ.get("DEMO_PASSWORD", "demo-demo-demo")
CHROMIUM = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-sync",
]

PAGES = {
    "today": "/",
    "journalists": "/contacts/",
    "pitches": "/pitches/",
}


def sign_in(browser: Browser, email: str) -> Page:
    page = browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme="light").new_page()
    page.goto(f"{SITE}/account/login/")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").first.click()
    page.wait_for_url(f"{SITE}/")
    return page


def main() -> int:
    executable = next((path for path in CHROMIUM if Path(path).exists()), None)
    if executable is None:
        print(
            "There is no Chromium here. Install it, for example with: apt-get install chromium",
            file=sys.stderr,
        )
        return 1
    IMAGES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        page = sign_in(browser, "maya@harbourlane.example.com")
        for name, address in PAGES.items():
            page.goto(SITE + address)
            page.screenshot(path=IMAGES / f"{name}.png")
            print(f"{name}.png")
        browser.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
