"""What people do with sources: add them, change them, pause them, take them away."""

from collections.abc import Iterable
from datetime import timedelta
from urllib.parse import urlsplit, urlunsplit

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from core.fetching import authority_of
from coverage.articles.addresses import key_of
from coverage.articles.outlets import outlet_for
from coverage.models import Source
from coverage.waking import wake
from team.models import User

STATE = ("etag", "last_modified", "content_hash", "last_error", "trouble", "failing_since", "gone_at", "last_status")
"""What belongs to an address, and is forgotten with it."""
SET_BY_PEOPLE = ("name", "kind", "url", "host", "site_url", "outlet", "mailbox", "sender")


class Known(Exception):
    """There is a source with this address, or of this sender, already."""

    def __init__(self, source: Source) -> None:
        super().__init__(f"{source} is among the sources already.")
        self.source = source


def tidied(url: str) -> str:
    """An address as a source keeps it: with scheme, no fragment. Raises `core.fetching.Forbidden` for what is none."""
    url = url.strip()
    if url.lower().startswith("feed:"):
        url = url[5:].removeprefix("//")
    if "://" not in url:
        url = f"https://{url}"
    parts = urlsplit(url)._replace(fragment="")
    authority_of(url)
    return urlunsplit(parts._replace(scheme=parts.scheme.lower(), path=parts.path or "/"))


def known_by(urls: Iterable[str]) -> dict[str, Source]:
    """Sources by the address among these that they have, "http", "www." and a last slash counting for nothing."""
    keys = {key_of(url): url for url in urls}
    hosts = {authority_of(url).removeprefix("www.") for url in keys.values()}
    found = Source.objects.filter(host__in=hosts | {f"www.{host}" for host in hosts})
    return {keys[key]: source for source in found if (key := key_of(source.url)) in keys}


@transaction.atomic
def add(*, url: str, name: str, kind: str, site_url: str = "", by: User | None) -> Source:
    """Keep a new source that is polled, and have it polled at once. Its outlet is found by its website, else by its
    own address. Raises `Known`, and `core.fetching.Forbidden` for what is no address."""
    url = tidied(url)
    if known := known_by([url]):
        raise Known(known[url])
    host = authority_of(url)
    source = Source(
        name=(name.strip() or host)[:200],
        kind=kind,
        url=url,
        host=host,
        site_url=site_url,
        outlet=outlet_for(site_url or url),
        added_by=by,
    )
    _write(source)
    wake("tasks_sources.poll_now", source.pk)
    return source


@transaction.atomic
def save(source: Source) -> Source:
    """Keep a source that a form has changed or made. With a new address it starts afresh, and is polled at once.

    Only what people set is written, so that a poll which ends meanwhile is not undone. Raises `Known`.
    """
    before = Source.objects.select_for_update().filter(pk=source.pk).first() if source.pk else None
    if source.kind != Source.Kind.NEWSLETTER:
        source.host = authority_of(source.url)
    written = list(SET_BY_PEOPLE)
    if before and before.url != source.url:
        fresh = Source()
        for name in STATE:
            setattr(source, name, getattr(fresh, name))
        source.next_poll_at = timezone.now()
        source.moved_from, source.moved_at = "", None
        written += [*STATE, "next_poll_at", "moved_from", "moved_at"]
    _write(source, written if before else None)
    if source.kind != Source.Kind.NEWSLETTER and not source.is_paused and (not before or before.url != source.url):
        wake("tasks_sources.poll_now", source.pk)
    return source


def _write(source: Source, fields: list[str] | None = None) -> None:
    """Save it. Raises `Known` where somebody was faster with the same one."""
    try:
        with transaction.atomic():
            source.save(update_fields=[*fields, "updated_at"] if fields else None)
    except IntegrityError:
        letters = Q(kind=Source.Kind.NEWSLETTER, sender=source.sender, mailbox=source.mailbox)
        same = Q(url=source.url) if source.url else letters
        if other := Source.objects.filter(same).exclude(pk=source.pk).first():
            raise Known(other) from None
        raise


def poll_soon(source: Source) -> bool:
    """Have it polled at once; False where it was polled within the last minute, or is paused."""
    lately = timezone.now() - timedelta(minutes=1)
    if source.is_paused or (source.last_polled_at and source.last_polled_at > lately):
        return False
    Source.objects.filter(pk=source.pk).update(next_poll_at=timezone.now())
    wake("tasks_sources.poll_now", source.pk)
    return True


def pause(source: Source, *, paused: bool) -> None:
    """Stop polling, or go on with it as if nothing had gone wrong before."""
    again = {} if paused else {"next_poll_at": timezone.now(), "trouble": 0}
    Source.objects.filter(pk=source.pk).update(is_paused=paused, updated_at=timezone.now(), **again)
    if not paused and source.kind != Source.Kind.NEWSLETTER:
        wake("tasks_sources.poll_now", source.pk)
