"""What `manage.py doctor` says about the domains that mail is sent from. Asks DNS once a day at most."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from core.doctor import Finding, State
from mail.domains.looking import DOMAIN, examine
from mail.domains.sender import Sender
from mail.models import Mailbox, SendingDomain
from mail.sending_domains import keep, servers_by_domain

REMEMBERED = timedelta(days=1)
UNANSWERED_REMEMBERED = timedelta(minutes=10)
AT_ONCE = 5
"""So many domains are looked up in one go, side by side; the others' turn comes with the next."""


def domains() -> Iterable[Finding]:
    """One line for each domain that needs somebody, else one for all of them."""
    used = servers_by_domain(box for box in _mailboxes() if not _is_caught(box))
    kept = {each.domain: each for each in SendingDomain.objects.filter(domain__in=used).defer("private_key")}
    stale = [domain for domain in used if not _is_fresh(kept.get(domain))]
    kept |= {each.domain: each for each in _looked_up({name: used[name] for name in stale[:AT_ONCE]}, kept)}
    told = [finding for domain in used if domain in kept for finding in _findings(kept[domain])]
    if len(stale) > AT_ONCE:
        told.append(Finding("domains", State.GOOD, f"{len(stale) - AT_ONCE} are looked up the next times"))
    if used and not told:
        told.append(Finding("domains", State.GOOD, f"{len(used)} in use, nothing wrong in DNS"))
    return told


def _mailboxes() -> Iterable[Mailbox]:
    return Mailbox.objects.filter(is_active=True).only("address", "smtp_host", "smtp_port")


def _is_caught(mailbox: Mailbox) -> bool:
    """Whether its mail goes no further than the catcher of this machine, so that no receiver looks at its domain."""
    return mailbox.smtp_host in {"127.0.0.1", "localhost"} and mailbox.smtp_port == settings.CATCHER_PORT


def _is_fresh(kept: SendingDomain | None) -> bool:
    if kept is None or kept.checked_at is None:
        return False
    remembered = UNANSWERED_REMEMBERED if kept.tones == {DOMAIN: "unknown"} else REMEMBERED
    return timezone.now() - kept.checked_at < remembered


def _looked_up(used: dict[str, tuple[str, ...]], kept: dict[str, SendingDomain]) -> list[SendingDomain]:
    if not used:
        return []
    senders = [Sender(name, servers, kept[name].signing if name in kept else None) for name, servers in used.items()]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        found = list(pool.map(examine, senders))
    return [keep(sender.domain, each) for sender, each in zip(senders, found, strict=True)]


def _findings(domain: SendingDomain) -> Iterable[Finding]:
    for found in domain.found:
        if found.needs_somebody:
            advice = f"{found.todo} Settings, Sending domains, has the record to add.".strip()
            says = f"{found.subject}: {found.what}"
            yield Finding(f"domain {domain.domain}", State.WARNING, says, advice if found.record else found.todo)
        elif found.subject == DOMAIN:
            yield Finding(f"domain {domain.domain}", State.GOOD, found.what)
