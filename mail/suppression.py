"""Who gets no more outreach: kept as keyed hashes, so that the list outlives the erasure of the person.

The key stands in the database beside the list (or in SUPPRESSION_KEY), not in SECRET_KEY: changing SECRET_KEY must not
make everybody who left reachable again. See docs/decisions/005-suppression-key-in-the-database.md.
"""

import hmac
from collections.abc import Iterable

from django.conf import settings

from mail.addresses import domain_of, fold
from mail.models import Suppression, SuppressionKey


def suppress(address: str, *, source: str, note: str = "") -> Suppression:
    """No more outreach to this address. Saying so twice changes nothing; the first reason stays."""
    row, _ = Suppression.objects.get_or_create(
        digest=_digest(fold(address)),
        defaults={"scope": Suppression.Scope.ADDRESS, "source": source, "note": note[:300]},
    )
    return row


def suppress_domain(domain: str, *, source: str, note: str = "") -> Suppression:
    """No more outreach to anybody at this domain (not its subdomains)."""
    row, _ = Suppression.objects.get_or_create(
        digest=_digest(_whole_domain(domain)),
        defaults={"scope": Suppression.Scope.DOMAIN, "source": source, "note": note[:300]},
    )
    return row


def lift(address: str, *, source: str = "") -> bool:
    """Take an address off the list, because its owner wants it so. Tells whether it stood there.

    With `source`, only if it stands there for that reason: who takes back an unsubscription lifts no bounce.
    """
    standing = Suppression.objects.filter(digest=_digest(fold(address)))
    deleted, _ = (standing.filter(source=source) if source else standing).delete()
    return bool(deleted)


def is_suppressed(address: str) -> bool:
    """Whether the address or its whole domain is on the list."""
    return Suppression.objects.filter(digest__in=digests_of(address)).exists()


def digests_of(address: str) -> list[str]:
    """The digests that stop mail to this address: its own, and that of its domain."""
    return [_digest(fold(address)), _digest(_whole_domain(address))]


def suppressed_among(addresses: Iterable[str]) -> set[str]:
    """Those of the given addresses, spelt as given, that are on the list. One query, however many they are."""
    wanted = {address: digests_of(address) for address in addresses}
    digests = {digest for pair in wanted.values() for digest in pair}
    found = set(Suppression.objects.filter(digest__in=digests).values_list("digest", flat=True))
    return {address for address, pair in wanted.items() if found.intersection(pair)}


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
