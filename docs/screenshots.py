"""Takes the pictures of the README and the user guide from a running demo: `make run`, then `make screenshots`.

Names of pictures behind `python docs/screenshots.py` take only those.

The pages are found by following links, as a person would, so that no number of a record stands here.
"""

import os
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

SITE = os.environ.get("SITE_URL", "http://127.0.0.1:8000")
IMAGES = Path(__file__).parent / "images"
PASSWORD = os.environ.get("DEMO_PASSWORD", "demo-demo-demo")
SPECIALIST, MANAGER, ADMIN = (f"{name}@harbourlane.example.com" for name in ("maya", "daniel", "noor"))
SIZE: ViewportSize = {"width": 1440, "height": 900}
LARGEST = 300_000  # bytes
CHROMIUM = (os.environ.get("CHROMIUM", ""), "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-sync",
]


def sign_in(browser: Browser, email: str) -> Page:
    page = browser.new_context(viewport=SIZE, color_scheme="light").new_page()
    page.goto(f"{SITE}/account/login/")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("Password", exact=True).press("Enter")
    page.wait_for_url(f"{SITE}/")
    return page


def today(page: Page) -> None:
    page.goto(f"{SITE}/")


def inbox(page: Page) -> None:
    page.goto(f"{SITE}/mail/inbox/")
    page.get_by_role("link", name="All", exact=False).first.click()


def journalists(page: Page) -> None:
    page.goto(f"{SITE}/contacts/")


def journalist(page: Page) -> None:
    page.goto(f"{SITE}/contacts/?sort=relationship")
    follow(page, "[data-mr-row] a[data-mr-open]")


def composer(page: Page) -> None:
    page.goto(f"{SITE}/pitches/?state=draft")
    follow(page, "[data-mr-row] a[data-mr-open]")


def document(page: Page) -> None:
    page.goto(f"{SITE}/media-kits/documents/?state=draft&kind=press_release")
    follow(page, "[data-mr-row] a[data-mr-open]")
    page.get_by_role("link", name="Write on").click()


def results(page: Page) -> None:
    page.goto(f"{SITE}/pitches/?show=sent")
    follow(page, "[data-mr-row] a[data-mr-open]")


def review(page: Page) -> None:
    page.goto(f"{SITE}/review/")


def pitch_page(page: Page) -> None:
    """The journalist's own page, as the link in the preview of an approved message shows it to the team."""
    page.goto(f"{SITE}/pitches/?show=sent")
    title = page.locator("[data-mr-row] a[data-mr-open]").first.inner_text()
    page.goto(f"{SITE}/review/decided/")
    decided = page.locator("[data-mr-row]", has_text="Approved").get_by_role("link", name=title, exact=True)
    page.goto(SITE + decided.first.evaluate("link => link.pathname") + "?show=outgoing")
    follow(page, ".mr-letter a[href*='/pitches/']")


def newsroom(page: Page) -> None:
    page.goto(f"{SITE}/newsroom/fernhall/")


def triage(page: Page) -> None:
    page.goto(f"{SITE}/coverage/")


def clips(page: Page) -> None:
    page.goto(f"{SITE}/coverage/clips/")


def monitor(page: Page) -> None:
    page.goto(f"{SITE}/coverage/monitors/new/")
    page.get_by_label("Looks for").press_sequentially('"grid storage" OR iron-air', delay=20)
    page.locator("#preview mark").first.wait_for()


def sources(page: Page) -> None:
    page.goto(f"{SITE}/coverage/sources/")


def discover(page: Page) -> None:
    page.goto(f"{SITE}/contacts/discover/")


def inquiry(page: Page) -> None:
    page.goto(f"{SITE}/inquiries/?show=open")
    follow(page, "[data-mr-row] a[data-mr-open]")


def board(page: Page) -> None:
    page.goto(f"{SITE}/inquiries/board/")


def interview(page: Page) -> None:
    page.goto(f"{SITE}/interviews/?show=all")
    follow(page, "[data-mr-row] a[data-mr-open]")


def media_event(page: Page) -> None:
    page.goto(f"{SITE}/events/?show=all")
    follow(page, "[data-mr-row] a[data-mr-open]")


def calendar(page: Page) -> None:
    page.goto(f"{SITE}/calendar/?view=month")


def kit(page: Page) -> None:
    page.goto(f"{SITE}/media-kits/")
    follow(page, "[data-mr-row] a[data-mr-open], .mr-kit-card a")


def campaign(page: Page) -> None:
    page.goto(f"{SITE}/campaigns/")
    follow(page, "[data-mr-row] a[data-mr-open]")


def report(page: Page) -> None:
    page.goto(f"{SITE}/reports/?q=switch-on")
    page.get_by_role("link", name="the switch-on").first.click()
    page.wait_for_timeout(500)  # the chart is drawn


def goals(page: Page) -> None:
    page.goto(f"{SITE}/reports/goals/")


def policy(page: Page) -> None:
    page.goto(f"{SITE}/team/policy/")


def team_view(page: Page) -> None:
    page.goto(f"{SITE}/?whose=team")


def trail(page: Page) -> None:
    page.goto(f"{SITE}/team/trail/")


def keys(page: Page) -> None:
    page.goto(f"{SITE}/coverage/")
    page.keyboard.press("?")
    page.locator("dialog[open]").wait_for()


def palette(page: Page) -> None:
    page.goto(f"{SITE}/")
    page.keyboard.press("Control+k")
    page.keyboard.type("altfelde", delay=40)
    page.get_by_role("option").first.wait_for()
    page.wait_for_timeout(500)


def answer(page: Page) -> None:
    """An answer that is being written; begun here, where the demo has none."""
    inquiry(page)
    page.get_by_role("button", name="Write the answer").or_(page.get_by_role("link", name="Answer: ")).first.click()


def articles(page: Page) -> None:
    page.goto(f"{SITE}/coverage/articles/")


def library(page: Page) -> None:
    page.goto(f"{SITE}/media-kits/assets/")


def told(page: Page) -> None:
    page.goto(f"{SITE}/profile/telling/")


def first_steps(page: Page) -> None:
    page.goto(f"{SITE}/first-steps/")


def export(page: Page) -> None:
    page.goto(f"{SITE}/team/export/")


def token(page: Page) -> None:
    page.goto(f"{SITE}/profile/tokens/")


def follow(page: Page, selector: str) -> None:
    """Go where the first such link leads; its path, because a mail's link names the site's public address."""
    address = page.locator(selector).first.evaluate("link => link.pathname")
    page.goto(SITE + address)


PICTURES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "today": (SPECIALIST, today),
    "inbox": (SPECIALIST, inbox),
    "journalists": (SPECIALIST, journalists),
    "journalist": (SPECIALIST, journalist),
    "composer": (SPECIALIST, composer),
    "document": (SPECIALIST, document),
    "newsroom": (SPECIALIST, newsroom),
    "results": (SPECIALIST, results),
    "triage": (SPECIALIST, triage),
    "clips": (SPECIALIST, clips),
    "monitor": (SPECIALIST, monitor),
    "sources": (SPECIALIST, sources),
    "discover": (SPECIALIST, discover),
    "inquiry": (SPECIALIST, inquiry),
    "board": (SPECIALIST, board),
    "interview": (SPECIALIST, interview),
    "media-event": (SPECIALIST, media_event),
    "calendar": (SPECIALIST, calendar),
    "kit": (SPECIALIST, kit),
    "campaign": (SPECIALIST, campaign),
    "report": (SPECIALIST, report),
    "goals": (SPECIALIST, goals),
    "review": (MANAGER, review),
    "policy": (MANAGER, policy),
    "team-view": (MANAGER, team_view),
    "trail": (MANAGER, trail),
    "keys": (SPECIALIST, keys),
    "palette": (SPECIALIST, palette),
    "pitch-page": (MANAGER, pitch_page),
    "answer": (SPECIALIST, answer),
    "articles": (SPECIALIST, articles),
    "library": (SPECIALIST, library),
    "notifications": (SPECIALIST, told),
    "token": (SPECIALIST, token),
    "first-steps": (ADMIN, first_steps),
    "export": (ADMIN, export),
}


def keep(name: str, png: bytes) -> int:
    """Write the picture, with fewer colours when it would be too large; gives its size in bytes."""
    if len(png) > LARGEST:
        with BytesIO() as smaller:
            Image.open(BytesIO(png)).convert("RGB").quantize(256).save(smaller, "PNG", optimize=True)
            png = smaller.getvalue()
    (IMAGES / f"{name}.png").write_bytes(png)
    return len(png)


def main() -> int:
    executable = next((path for path in CHROMIUM if Path(path).is_file()), None)
    if executable is None:
        print(
            "There is no Chromium here. Install it, for example with: apt-get install chromium",
            file=sys.stderr,
        )
        return 1
    IMAGES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        pages = {email: sign_in(browser, email) for email in (SPECIALIST, MANAGER, ADMIN)}
        for name in sys.argv[1:] or PICTURES:
            email, find = PICTURES[name]
            page = pages[email]
            find(page)
            page.wait_for_load_state("networkidle")
            print(f"{name}.png, {keep(name, page.screenshot()) // 1000} KB, from {page.url.removeprefix(SITE)}")
        browser.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
