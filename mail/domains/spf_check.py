"""SPF: does the domain let its own server send? (RFC 7208)

The return path of our messages is the mailbox's address, so this is also the domain that DMARC compares with.
"""

from mail.domains import spf
from mail.domains.findings import Found, Record
from mail.domains.names import Names
from mail.domains.sender import Sender, public_addresses

SUBJECT = "SPF"
ASK = "Ask whoever runs your mail server what belongs into it."


def examine(sender: Sender, names: Names) -> Found:
    """Raises CannotKnow."""
    domain = sender.domain
    found = spf.records(domain, names)
    if not found:
        what = f"{domain} has no SPF record, so receivers cannot tell its mail from a forgery."
        record = _proposed(sender, names)
        return Found(SUBJECT, "bad", what, f"Add this record. {ASK}" if record else ASK, record)
    if len(found) > 1:
        what = f"{domain} has {len(found)} SPF records. Receivers then honour none of them."
        return Found(SUBJECT, "bad", what, "Replace them by this one.", Record(domain, _merged(found)))
    survey = spf.Survey(domain, found[0], names)
    return _broken(survey, found[0]) or _too_open(survey, found[0]) or _covering(sender, survey, found[0])


def _broken(survey: spf.Survey, record: str) -> Found | None:
    domain = survey.domain
    if survey.mistakes:
        shown = "; ".join(survey.mistakes[:3])
        what = f"The SPF record of {domain} is broken, and receivers ignore it: {shown}. It says “{record[:300]}”."
        return Found(SUBJECT, "bad", what, "Correct it.")
    if survey.lookups > spf.MOST_LOOKUPS:
        count = f"more than {spf.FAR_TOO_MANY}" if survey.lookups > spf.FAR_TOO_MANY else str(survey.lookups)
        what = f"The SPF record of {domain} takes {count} lookups. After {spf.MOST_LOOKUPS} receivers call it broken."
        todo = "Take out what no longer sends for you, or name its networks by ip4: and ip6: instead of include:."
        return Found(SUBJECT, "bad", what, todo)
    if survey.empty > spf.MOST_EMPTY:
        what = f"The SPF record of {domain} names {survey.empty} hosts that do not exist. Receivers may call it broken."
        return Found(SUBJECT, "bad", what, "Take them out.")
    return None


def _too_open(survey: spf.Survey, record: str) -> Found | None:
    domain = survey.domain
    if survey.rest == "+":
        words = [word for word in record.split() if word.lower() not in {"all", "+all"}]
        what = f"The SPF record of {domain} lets everybody in the world send as {domain} (+all)."
        return Found(SUBJECT, "bad", what, "Replace it by this one.", Record(domain, " ".join([*words, "~all"])))
    if survey.rest in {"", "?"} and not survey.unclear:
        words = [word for word in record.split() if word.lower() != "?all"]
        what = f"The SPF record of {domain} does not say what to think of servers that it does not name."
        return Found(SUBJECT, "warn", what, "Replace it by this one.", Record(domain, " ".join([*words, "~all"])))
    return None


def _covering(sender: Sender, survey: spf.Survey, record: str) -> Found:
    """Whether the record names the servers that send, as far as that can be seen from here."""
    domain, names = sender.domain, survey.names
    for provider in sender.providers:
        if provider.spf not in survey.includes and not survey.unclear:
            what = f"The SPF record of {domain} does not name {provider.name}, which sends for it."
            better = _with(domain, record, f"include:{provider.spf}")
            return Found(SUBJECT, "bad", what, "Replace it by this one.", better)
    unseen = [] if sender.servers else ["which servers send"]
    for server in sender.own_servers:
        answers = {address: survey.lets(address) for address in public_addresses(server, names)}
        if any(answers.values()):
            continue
        if not answers or None in answers.values():
            unseen.append(f"from which address {server} sends" if not answers else survey.unclear or "it has macros")
            continue
        address = next(iter(answers))
        what = f"The SPF record of {domain} does not name {server} ({address})."
        todo = (
            "If it is that server which hands your mail to the world, replace the record by this one. "
            "If it passes mail on to another, ask whoever runs it which one has to be named."
        )
        version = "ip6" if ":" in address else "ip4"
        return Found(SUBJECT, "warn", what, todo, _with(domain, record, f"{version}:{address}"))
    if survey.unclear:
        unseen.append(survey.unclear)
    if unseen:
        what = f"{domain} has an SPF record. Whether it names your server cannot be seen from here: {unseen[0]}."
        return Found(SUBJECT, "unknown", what, ASK)
    return Found(SUBJECT, "ok", f"{domain} lets {', '.join(sender.servers)} send.")


def _proposed(sender: Sender, names: Names) -> Record | None:
    """The record of a domain that has none; None when it cannot be known what must stand in it."""
    words = [f"include:{provider.spf}" for provider in sender.providers]
    for server in sender.own_servers:
        words += [f"ip6:{each}" if ":" in each else f"ip4:{each}" for each in public_addresses(server, names)]
    return Record(sender.domain, " ".join(["v=spf1", *dict.fromkeys(words), "~all"])) if words else None


def _with(domain: str, record: str, word: str) -> Record:
    version, *rest = record.split()
    return Record(domain, " ".join([version, word, *rest]))


def _merged(found: list[str]) -> str:
    """All that several records name, in one; whoever is named in none is doubtful. DNS tells them in any order."""
    words = [word for record in sorted(found) for word in record.split()[1:] if word.lower().lstrip("+-~?") != "all"]
    return " ".join(["v=spf1", *dict.fromkeys(words), "~all"])
