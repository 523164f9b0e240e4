"""DMARC: what receivers are to do with mail that is not proven to come from the domain (RFC 7489)."""

from dataclasses import dataclass, replace

from mail.domains import dkim_check, keys, spf_check
from mail.domains.findings import Found, Record
from mail.domains.names import Names
from mail.domains.sender import Sender

SUBJECT = "DMARC"
POLICIES = {"none": "watch", "quarantine": "put into spam", "reject": "refuse"}
JUST_WATCHED = "That is right to begin with; once all its mail is proven, p=quarantine keeps forgeries out."


@dataclass(frozen=True)
class Policy:
    """A DMARC record and where it was found, which may be a domain above."""

    at: str
    tags: dict[str, str]
    domain: str

    @property
    def asks(self) -> str:
        """none, quarantine or reject, as it holds for the domain itself; "" when it says none of them."""
        asked = self.tags.get("p", "none" if self.tags.get("rua") else "")
        if self.at != self.domain:
            asked = self.tags.get("sp", asked)
        return asked.lower() if asked.lower() in POLICIES else ""


def examine(sender: Sender, names: Names) -> Found:
    """Raises CannotKnow."""
    domain = sender.domain
    at, found = _published(domain, names)
    if not found:
        what = f"{domain} has no DMARC record. Gmail, Yahoo and Outlook.com want one from whoever sends to many."
        value = f"v=DMARC1; p=none; rua=mailto:postmaster@{domain}"
        todo = "Add this record. It changes nothing yet: receivers send reports to that address of what they see."
        return Found(SUBJECT, "bad", what, todo, Record(f"_dmarc.{domain}", value))
    if len(found) > 1:
        return Found(SUBJECT, "bad", f"{at} has {len(found)} DMARC records. Receivers honour none.", "Leave one only.")
    policy = Policy(at, keys.tags(found[0]), domain)
    if wrong := _mistake(policy):
        what = f"The DMARC record of {at} is broken, and receivers ignore it: {wrong}. It says “{found[0][:300]}”."
        return Found(SUBJECT, "bad", what, "Correct it.")
    strict = [name for tag, name in (("aspf", "SPF"), ("adkim", "DKIM")) if policy.tags.get(tag, "r").lower() == "s"]
    how = f" {' and '.join(strict)} must fit to the letter, as here: we send as {domain} itself." if strict else ""
    whose = "" if at == domain else f" (the record of {at})"
    what = f"{domain} asks receivers to {POLICIES[policy.asks]} what is not proven to be its mail{whose}.{how}"
    if policy.asks == "none":
        return Found(SUBJECT, "ok", what, JUST_WATCHED)
    return Found(SUBJECT, "ok", what)


def weighed(found: list[Found]) -> list[Found]:
    """The findings, DMARC's told in the light of the others: a strict policy with nothing to prove mail by is bad."""
    by = {each.subject: each for each in found}
    dmarc, proofs = by.get(SUBJECT), [by.get(spf_check.SUBJECT), by.get(dkim_check.SUBJECT)]
    proven = any(proof is None or proof.tone in {"ok", "unknown"} for proof in proofs)
    if dmarc is None or dmarc.tone != "ok" or dmarc.todo == JUST_WATCHED or proven:
        return found
    what = f"{dmarc.what} As neither SPF nor DKIM proves it, that may befall yours."
    worse = replace(dmarc, tone="bad", what=what, todo="Mend SPF or DKIM.")
    return [worse if each is dmarc else each for each in found]


def _published(domain: str, names: Names) -> tuple[str, list[str]]:
    """The records of the domain, else of the nearest domain above that has any."""
    at = domain
    while "." in at:
        found = [text for text in names.texts(f"_dmarc.{at}") if text.lower().replace(" ", "").startswith("v=dmarc1")]
        if found:
            return at, found
        at = at.partition(".")[2]
    return domain, []


def _mistake(policy: Policy) -> str:
    if policy.tags.get("v") != "DMARC1":
        return "it must begin with v=DMARC1"
    if not policy.asks:
        return f"it names no policy (p={policy.tags.get('p', '')[:40]}), which is none, quarantine or reject"
    for tag in ("adkim", "aspf"):
        if policy.tags.get(tag, "r").lower() not in {"r", "s"}:
            return f"{tag}={policy.tags[tag][:40]} is neither r nor s"
    return ""
