"""Whether the links of a message answer. Looked at in the background; what was found is remembered for a while."""

import hashlib
from collections.abc import Iterable

from celery import shared_task
from django.conf import settings
from django.core.cache import cache
from django.db import transaction

from core import fetching
from core.checks import Check, look, stops
from pitches.checks.facts import Facts

REMEMBERED = 60 * 60
ASKED_AGAIN_AFTER = 60
GONE = {404, 410}
ANSWERS = "ok"


def answering(facts: Facts) -> Check | None:
    """A link that leads nowhere stops a pitch; one that could not be looked at is said."""
    urls = to_look_at(facts.links)
    if not urls:
        return None
    known = cache.get_many([_key(url) for url in urls])
    found = {url: known[_key(url)] for url in urls if _key(url) in known}
    dead = [url for url, state in found.items() if state.startswith("dead")]
    if dead:
        return stops("Links answer", f"{dead[0]} leads nowhere: {found[dead[0]][5:]}", value=f"{len(dead)} dead")
    doubtful = [url for url, state in found.items() if state != ANSWERS]
    if doubtful:
        return look("Links answer", f"{doubtful[0]}: {found[doubtful[0]]} Open it yourself.", value="not sure")
    if len(found) < len(urls):
        look_at_later([url for url in urls if url not in found])
        return Check("Links answer", "being looked at", "note")
    return Check("Links answer", f"{len(urls)} of {len(urls)}")


def to_look_at(urls: Iterable[str]) -> list[str]:
    """The links to other sites; ours are known to be there, and a mail address cannot be asked."""
    return [url for url in urls if url.startswith(("http://", "https://")) and not url.startswith(settings.SITE_URL)]


def look_at_later(urls: list[str]) -> None:
    """Have the links looked at in the background, unless somebody just asked for the same."""
    asked = [url for url in urls if cache.add(f"asked-{_key(url)}", 1, ASKED_AGAIN_AFTER)]
    if asked:
        transaction.on_commit(lambda: look_at_links.delay(asked))


@shared_task
def look_at_links(urls: list[str]) -> None:
    """Ask each address once and remember what it said."""
    for url in urls:
        cache.set(_key(url), state_of(url), REMEMBERED)


def state_of(url: str) -> str:
    """ "ok", "dead: why", or in a sentence what is doubtful about a link."""
    try:
        answer = fetching.fetch(url, most_bytes=200_000)
    except fetching.TooLarge:
        return ANSWERS
    except fetching.FetchError as error:
        return str(error)
    if answer.status in GONE:
        return f"dead: it answers {answer.status}, not found."
    if answer.status >= 400:
        return f"It answers {answer.status}."
    return ANSWERS


def _key(url: str) -> str:
    return f"link-state:{hashlib.sha256(url.encode()).hexdigest()}"
