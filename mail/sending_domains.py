"""Looking after the domains that mailboxes send from: what DNS says of them, and the keys that sign their mail."""

import re
from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from core.fields import UnreadableSecret
from mail.addresses import domain_of
from mail.domains import dkim_check, keys
from mail.domains.findings import Found
from mail.domains.keys import KeyPair
from mail.domains.looking import examine
from mail.domains.names import CannotKnow, Names
from mail.domains.sender import Sender
from mail.errors import KeyRefused, NotPublished
from mail.models import Mailbox, SendingDomain
from mail.models.sending_domain import SELECTOR

USUAL_SELECTOR = "mediarel"


def servers_by_domain(mailboxes: Iterable[Mailbox] | None = None) -> dict[str, tuple[str, ...]]:
    """The domains of all mailboxes, or of these, each with its outgoing servers."""
    if mailboxes is None:
        mailboxes = Mailbox.objects.only("address", "smtp_host")
    found: dict[str, set[str]] = defaultdict(set)
    for mailbox in mailboxes:
        found[domain_of(mailbox.address)] |= {mailbox.smtp_host} - {""}
    return {domain: tuple(sorted(servers)) for domain, servers in sorted(found.items())}


def sender_of(mailbox: Mailbox) -> Sender:
    """Who sends when this mailbox does; it need not be saved."""
    domain = domain_of(mailbox.address)
    kept = SendingDomain.objects.filter(domain=domain).defer("private_key").first()
    return Sender(domain, (mailbox.smtp_host,) if mailbox.smtp_host else (), kept.signing if kept else None)


def look_up(domain: str, *, servers: tuple[str, ...]) -> SendingDomain:
    """Ask DNS about a domain now, and keep what it said. Takes some seconds at most."""
    kept = SendingDomain.objects.filter(domain=domain).defer("private_key").first()
    found = examine(Sender(domain, servers, kept.signing if kept else None))
    return keep(domain, found)


def keep(domain: str, found: list[Found]) -> SendingDomain:
    """Write down what DNS said of a domain."""
    changes = {"findings": [each.as_json() for each in found], "checked_at": timezone.now()}
    return SendingDomain.objects.update_or_create(domain=domain, defaults=changes)[0]


def make_key(domain: str, *, selector: str) -> SendingDomain:
    """Give the domain a new key, to be published. Raises KeyRefused."""
    return _take(domain, selector, keys.make())


def take_key(domain: str, *, selector: str, pasted: str) -> SendingDomain:
    """Give the domain a key that there is already. Raises KeyRefused with a sentence for who pasted it."""
    return _take(domain, selector, keys.read(pasted))


@transaction.atomic
def _take(domain: str, selector: str, pair: KeyPair) -> SendingDomain:
    selector = selector.strip().lower()
    if not re.match(SELECTOR, selector):
        raise KeyRefused("A selector is one word of letters, digits and hyphens, such as “mediarel”.")
    kept, _ = SendingDomain.objects.select_for_update().get_or_create(domain=domain)
    if kept.is_active:
        raise KeyRefused("Mail is being signed with the key that is there. Switch signing off first.")
    kept.selector, kept.private_key, kept.public_key, kept.verified_at = selector, pair.private, pair.public, None
    kept.save()
    return kept


def switch_on(domain: SendingDomain) -> None:
    """Sign from now on. Raises NotPublished, in words, unless receivers find the key and we can read our half."""
    signing, record = domain.signing, domain.record
    if signing is None or record is None:
        raise NotPublished("There is no key yet. Make one, or paste the one that is published.")
    try:
        wrong = dkim_check.published(domain.domain, signing, Names())
    except CannotKnow as error:
        raise NotPublished(f"The name servers could not be asked, so nothing is signed yet: {error}.") from None
    if wrong:
        raise NotPublished(
            f"Receivers do not find the key at {record.name}, so nothing is signed yet: {wrong}. "
            "After the record is entered it can take an hour until it is seen everywhere."
        )
    with transaction.atomic():
        kept = SendingDomain.objects.select_for_update().get(pk=domain.pk)
        if (kept.selector, kept.public_key) != (signing.selector, signing.public_key):
            raise NotPublished("The key was changed meanwhile. Look at it again.")
        try:
            secret = kept.private_key
        except UnreadableSecret as error:
            raise NotPublished(f"Nothing is signed yet: {error}") from None
        kept.private_key = secret  # written anew, so encrypted under today's SECRET_KEY
        kept.is_active, kept.verified_at = True, timezone.now()
        kept.save()


def switch_off(domain: SendingDomain) -> None:
    """Sign no more. The key stays."""
    SendingDomain.objects.filter(pk=domain.pk).update(is_active=False, updated_at=timezone.now())


@transaction.atomic
def remove_key(domain: SendingDomain) -> None:
    """Forget the key. Raises KeyRefused while mail is signed with it."""
    kept = SendingDomain.objects.select_for_update().get(pk=domain.pk)
    if kept.is_active:
        raise KeyRefused("Mail is being signed with this key. Switch signing off first.")
    kept.selector = kept.private_key = kept.public_key = ""
    kept.verified_at = None
    kept.save()
