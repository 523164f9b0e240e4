"""DKIM: is there a key that receivers find? Under which name a server signs cannot be seen from outside."""

from mail.domains import keys
from mail.domains.findings import Found
from mail.domains.names import Names
from mail.domains.sender import Sender, Signing

SUBJECT = "DKIM"
USUAL = (
    "default", "dkim", "mail", "s1", "s2", "k1", "k2", "key1", "selector1", "selector2", "google", "fm1", "smtp",
)  # fmt: skip
HAVE_US_SIGN = "If it cannot, an admin lets Mediarel sign: Settings, Sending domains."
TO_SEE = "To see it, send yourself a message and look for “dkim=pass” in its headers."


def examine(sender: Sender, names: Names) -> Found:
    """Raises CannotKnow."""
    if sender.signing:
        return _ours(sender.domain, sender.signing, names)
    return _servers(sender, names)


def published(domain: str, signing: Signing, names: Names) -> str:
    """What keeps receivers from finding the key, "" when they find it. Raises CannotKnow."""
    record = keys.record_for(domain, signing.selector, signing.public_key)
    return keys.complaint(names.texts(record.name), public=signing.public_key)


def _ours(domain: str, signing: Signing, names: Names) -> Found:
    record = keys.record_for(domain, signing.selector, signing.public_key)
    wrong = published(domain, signing, names)
    if not wrong and signing.is_active:
        return Found(SUBJECT, "ok", f"Mediarel signs for {domain}, and receivers find the key ({signing.selector}).")
    if not wrong:
        what = f"The key for {domain} is published, but signing is not switched on."
        return Found(SUBJECT, "warn", what, "An admin switches it on: Settings, Sending domains.")
    if signing.is_active:
        what = f"Mediarel signs for {domain}, but receivers do not find the key at {record.name}: {wrong}."
        return Found(SUBJECT, "bad", what, "Publish this record, or switch signing off.", record)
    what = f"The key for {domain} is made and not published yet: {wrong}."
    return Found(SUBJECT, "warn", what, "Add this record, then switch signing on.", record)


def _servers(sender: Sender, names: Names) -> Found:
    domain, providers = sender.domain, sender.providers
    if not names.exists(f"_domainkey.{domain}"):
        what = f"{domain} publishes no DKIM key, so its mail is not signed, or not in a way that counts."
        who = providers[0].name if providers else "your mail server"
        return Found(SUBJECT, "bad", what, f"Switch DKIM on at {who}, which says what to add to DNS. {HAVE_US_SIGN}")
    theirs = [selector for provider in providers for selector in provider.selectors]
    for selector in theirs or USUAL:
        found = names.texts(f"{selector}._domainkey.{domain}")
        if not found:
            continue
        if wrong := keys.complaint(found):
            what = f"The DKIM key {selector}._domainkey.{domain} is no good: {wrong}."
            return Found(SUBJECT, "bad", what, "Have it published anew by whoever runs the mail server.")
        if theirs:
            return Found(SUBJECT, "ok", f"{domain} publishes the key that {providers[0].name} signs with ({selector}).")
        what = f"{domain} publishes a DKIM key ({selector}). Whether your server uses it cannot be seen from here."
        return Found(SUBJECT, "unknown", what, TO_SEE)
    if theirs:
        what = f"{domain} publishes no key under the name that {providers[0].name} usually signs with ({theirs[0]})."
        return Found(SUBJECT, "warn", what, f"Look whether DKIM is switched on there. {TO_SEE}")
    what = f"{domain} publishes DKIM keys. Under which name your server signs cannot be seen from here."
    return Found(SUBJECT, "unknown", what, TO_SEE)
