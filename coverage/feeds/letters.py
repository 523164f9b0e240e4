"""Letters that bring articles: newsletters that are a source, alerts, and alerts that a colleague forwards.

A newsletter becomes an article with its text. The links of an alert become sightings of the source it is, or, where
somebody of the team forwarded it, clips of the client it is about. See docs/decisions/061.
"""

import logging
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from lxml import etree, html

from campaigns.models import Client
from core.fetching import FetchError
from core.jobs import Run, job, start
from coverage import sightings, told_of
from coverage.articles.addresses import is_page, of_letter
from coverage.clips import clipping
from coverage.clips.errors import ClipError
from coverage.entries import Entry
from coverage.feeds.plain import plain
from coverage.feeds.unwrapping import alerted, unwrapped
from coverage.models import Clip, Source
from coverage.models.source import LONGEST_URL
from coverage.reading import NotAnArticle
from mail.models import IncomingMessage
from mail.parsing import ParsedMail, date_of
from team.models import User
from team.notifications import notify

CLIP_LINKS = "coverage.clip_links"
MOST_LINKS = 30
LEAST_TEXT = 200
"""Characters. A letter with fewer brings a link or a notice, not articles."""
AHEAD = timedelta(hours=1)
_ADDRESS = re.compile(r"https?://[^\s<>\"')\]]+")
_ONLINE = re.compile(
    r"(?i)\b(view|read|open|see)\b.{0,20}\b(online|browser|web)\b|im browser|online ?(ansehen|lesen)|en ligne|"
    r"navigateur|en (el|tu) navegador|nel browser|no navegador|in (de|je) browser|i (web)?browseren|w przegl"
)
Kind = IncomingMessage.Kind
NEVER = {Kind.BOUNCE, Kind.DELIVERED, Kind.COMPLAINT, Kind.AUTO_REPLY}

log = logging.getLogger(__name__)


def take_newsletter(incoming: IncomingMessage, mail: ParsedMail) -> bool:
    """Whether the letter is of a source and brings something to read; then that is noted.

    What brings nothing, such as a note from the editors, is correspondence.
    """
    source = _source_of(incoming)
    if source is None:
        return False
    entries = list(_alert_entries(mail)) or list(_letter_entry(incoming, mail, source))
    if not entries:
        return False
    new = sightings.note(entries=entries, source=source)
    now = timezone.now()
    latest = {"last_new_at": now} if new else {}
    Source.objects.filter(pk=source.pk).update(last_read_at=now, **latest)
    return True


def take_forwarded_alert(incoming: IncomingMessage, mail: ParsedMail) -> bool:
    """Whether somebody of the team forwarded an alert; then a job clips its links, or, where no client can be made out,
    the links are noted to be read like those of any source."""
    if incoming.kind in NEVER:
        return False
    entries = list(_alert_entries(mail))[:MOST_LINKS]
    by = _of_the_team(incoming.from_address) if entries else None
    if by is None:
        return False
    client = client_of(incoming.subject, incoming.full_text)
    if client is None:
        sightings.note(entries=entries, source=None)
        said = "No client is named in it, so its links are only read; monitors may find them."
        notify(
            kind=told_of.FORWARDED, users=[by], text=f"Your alert “{incoming.subject[:60]}” came in. {said}", icon="rss"
        )
        return True
    arguments = {"urls": [entry.url for entry in entries], "client": client.pk}
    start(kind=CLIP_LINKS, title=f"Clipping {incoming.subject}", arguments=arguments, by=by, total=len(entries))
    return True


@job(CLIP_LINKS)
def clip_links(run: Run) -> dict[str, Any]:
    """Clip each link for the client. Doing it twice makes nothing twice: an article is a client's clip once."""
    client = Client.objects.get(pk=run.arguments["client"])
    starter = run.job.created_by_id
    by = User.objects.filter(pk=starter).first() if starter else None
    clips, problems = 0, []
    for done, url in enumerate(run.arguments["urls"], start=1):
        try:
            clipping.clip_address(url=url, client=client, by=by, origin=Clip.Origin.MAIL)
            clips += 1
        except (ClipError, FetchError, NotAnArticle) as error:
            problems.append(f"{url[:200]}: {error}")
        run.progress(done, len(run.arguments["urls"]))
    if by:
        failed = f" {len(problems)} could not be read." if problems else ""
        links = "1 link of your alert is" if clips == 1 else f"{clips} links of your alert are"
        notify(
            kind=told_of.FORWARDED,
            users=[by],
            text=f"{links} among the clips of {client}.{failed}",
            url=_triage(),
            icon="rss",
        )
    return {"clips": clips, "problems": problems}


def client_of(subject: str, text: str) -> Client | None:
    """The client whose name stands in the subject, else at the beginning of the text; the only one, if there is one."""
    active = list(Client.objects.active().order_by("pk")[:500])
    if len(active) == 1:
        return active[0]
    for place in (subject, text[:600]):
        named = [client for client in active if _stands_in(client.name, place)]
        if named:
            return max(named, key=lambda client: len(client.name))
    return None


def _stands_in(name: str, text: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE))


def _triage() -> str:
    return reverse("coverage:triage")


def _source_of(incoming: IncomingMessage) -> Source | None:
    """The newsletter source of this sender, the one for this very mailbox first; personal mailboxes must be named."""
    if incoming.kind in NEVER - {Kind.AUTO_REPLY} or not incoming.from_address:
        return None
    home = incoming.mailbox
    here = Q(mailbox=home) if home else Q(pk=None)
    if home is None or home.owner_id is None:
        here |= Q(mailbox=None)
    letters = Source.objects.filter(kind=Source.Kind.NEWSLETTER, is_paused=False, sender=incoming.from_address.lower())
    return letters.filter(here).select_related("outlet").order_by(F("mailbox").asc(nulls_last=True)).first()


def _of_the_team(address: str) -> User | None:
    """Whose address it is. The sender of a letter can be forged; all it brings is clips that wait to be confirmed."""
    user = User.objects.filter(email__iexact=address, is_active=True).first() if address else None
    return None if user is None or user.is_observer else user


def _alert_entries(mail: ParsedMail) -> Iterator[Entry]:
    """The pages that an alert of Google's names, each once, with the headline it gives."""
    seen: dict[str, str] = {}
    for url, words in _links(mail):
        if _can_be_kept(page := alerted(url)) and not seen.get(page):
            seen[page] = words
    for page, words in seen.items():
        yield Entry(url=page, title=words[:500])


def _links(mail: ParsedMail) -> Iterator[tuple[str, str]]:
    tree = _tree(mail)
    if tree is None:
        for url in _ADDRESS.findall(mail.text):
            yield url, ""
        return
    for element in tree.iter("a"):
        if href := (element.get("href") or "").strip():
            yield href, plain(element.text_content())


def _tree(mail: ParsedMail) -> Any:
    try:
        return html.document_fromstring(mail.html) if mail.html.strip() else None
    except (etree.ParserError, ValueError):
        return None


def _letter_entry(incoming: IncomingMessage, mail: ParsedMail, source: Source) -> Iterator[Entry]:
    """The letter as one article, at its place on the web where it names that, else as a letter without one."""
    text = incoming.text.strip() or mail.text.strip()
    if len(text) < LEAST_TEXT:
        return
    domain = incoming.from_address.rpartition("@")[2].lower()
    yield Entry(
        url=_online(mail) or of_letter(domain, incoming.message_id or incoming.digest),
        title=incoming.subject or source.name,
        published=_sent_at(incoming, mail),
        outlet=source.outlet.name if source.outlet else source.name,
        text=text,
    )


def _online(mail: ParsedMail) -> str:
    """Where the letter stands on the web: what its headers say, else the link that is called so."""
    called = (unwrapped(url) for url, words in _links(mail) if words and _ONLINE.search(words[:80]))
    named = [mail.header("archived-at").strip("<> "), *called]
    return next(filter(_can_be_kept, named), "")


def _can_be_kept(url: str) -> bool:
    return is_page(url) and len(url) <= LONGEST_URL


def _sent_at(incoming: IncomingMessage, mail: ParsedMail) -> datetime:
    at = date_of(mail.message)
    if isinstance(at, datetime) and timezone.is_aware(at) and at < incoming.received_at + AHEAD:
        return at
    return incoming.received_at
