"""Who gets no more outreach: kept as keyed hashes, so that the list outlives the erasure of the person.

The key stands in the database beside the list (or in SUPPRESSION_KEY), not in SECRET_KEY: changing SECRET_KEY must not
make everybody who left reachable again. See docs/decisions/005-suppression-key-in-the-database.md.
"""

import hmac
import re
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from mail.addresses import domain_of, fold
from mail.models import Lifting, Suppression, SuppressionKey
from team.models import User

ADDRESS = re.compile(r"<?[^\s<>@,;:\"]{1,64}@[^\s<>@,;:\"]{1,255}>?")
FINGERPRINTED = "fingerprint of the suppression key"  # no address has blanks in it


def suppress(address: str, *, source: str, note: str = "", by: User | None = None) -> Suppression:
    """No more outreach to this address. Said twice for one reason it changes nothing; each reason stands by itself."""
    return _enter(_digest(fold(address)), Suppression.Scope.ADDRESS, source, note, by)


def suppress_domain(domain: str, *, source: str, note: str = "", by: User | None = None) -> Suppression:
    """No more outreach to anybody at this domain (not its subdomains)."""
    return _enter(_digest(_whole_domain(domain)), Suppression.Scope.DOMAIN, source, note, by)


def lift(address: str, *, source: str = "") -> bool:
    """Take an address off the list, because its owner came back. Tells whether it stood there.

    With `source`, only if it stands there for that reason: who takes back an unsubscription lifts no bounce.
    """
    standing = Suppression.objects.filter(digest=_digest(fold(address)))
    entries = list(standing.filter(source=source) if source else standing)
    for entry in entries:
        lift_entry(entry=entry, reason="Came back by their own wish", by=None)
    return bool(entries)


@transaction.atomic
def lift_entry(*, entry: Suppression, reason: str, by: User | None) -> bool:
    """Take one entry off the list and keep who did it and why. False when it was gone already."""
    deleted, _ = Suppression.objects.filter(pk=entry.pk).delete()
    if deleted:
        Lifting.objects.create(
            digest=entry.digest,
            scope=entry.scope,
            source=entry.source,
            since=entry.since,
            reason=reason[:300],
            by=by,
        )
    return bool(deleted)


def entries_for(address_or_domain: str) -> QuerySet[Suppression]:
    """What stands on the list for an address (its domain's entry too), or for a whole domain."""
    return Suppression.objects.filter(digest__in=_digests_asked(address_or_domain))


def liftings_for(address_or_domain: str) -> QuerySet[Lifting]:
    """What stood there once and was taken off."""
    return Lifting.objects.filter(digest__in=_digests_asked(address_or_domain))


def _digests_asked(address_or_domain: str) -> list[str]:
    if "@" in address_or_domain.strip().removeprefix("@"):
        return digests_of(address_or_domain)
    return [digest_of_domain(address_or_domain)]


def is_suppressed(address: str) -> bool:
    """Whether the address or its whole domain is on the list."""
    return Suppression.objects.filter(digest__in=digests_of(address)).exists()


def against_answer(address: str, *, wrote_at: datetime) -> Suppression | None:
    """What forbids even to answer what this person wrote to us at that time; None when nothing does."""
    standing = Suppression.objects.filter(digest__in=digests_of(address))
    return next((row for row in standing if not row.lets_answer(wrote_at)), None)


def digests_of(address: str) -> list[str]:
    """The digests that stop mail to this address: its own, and that of its domain."""
    return [_digest(fold(address)), _digest(_whole_domain(address))]


def suppressed_among(addresses: Iterable[str]) -> set[str]:
    """Those of the given addresses, spelt as given, that are on the list. One query, however many they are."""
    wanted = {address: digests_of(address) for address in addresses}
    digests = {digest for pair in wanted.values() for digest in pair}
    found = set(Suppression.objects.filter(digest__in=digests).values_list("digest", flat=True))
    return {address for address, pair in wanted.items() if found.intersection(pair)}


def digest_of_address(address: str) -> str:
    return _digest(fold(address))


def digest_of_domain(domain: str) -> str:
    return _digest(_whole_domain(domain))


def fingerprint() -> str:
    """Tells one key from another without telling the key: hashes of different keys cannot be compared."""
    return _digest(FINGERPRINTED)[:16]


def forget_key() -> None:
    """Read the key anew the next time: the one in the database was replaced."""
    global _known_key
    _known_key = None


def _enter(digest: str, scope: str, source: str, note: str, by: User | None) -> Suppression:
    # A server's words name the address they are about, and the list must not be readable.
    note = ADDRESS.sub("(the address)", note)[:300]
    row, _ = Suppression.objects.get_or_create(
        digest=digest, source=source, defaults={"scope": scope, "note": note, "added_by": by}
    )
    return row


def _whole_domain(address_or_domain: str) -> str:
    return f"@{domain_of(address_or_domain)}"


def _digest(text: str) -> str:
    return hmac.digest(_key(), text.encode(), "sha256").hex()


def _key() -> bytes:
    return settings.SUPPRESSION_KEY.encode() if settings.SUPPRESSION_KEY else _key_in_database()


_known_key: bytes | None = None


def _key_in_database() -> bytes:
    global _known_key
    if _known_key is None:
        row, made_now = SuppressionKey.objects.get_or_create(pk=1)
        key = bytes.fromhex(row.value)
        if made_now:
            return key  # not remembered: the transaction that made it may still be rolled back
        _known_key = key
    return _known_key
