"""Looks at a domain from all sides at once. Done within `names.SECONDS`, whatever the name servers do.

What cannot be known from outside is said so: under which name a server signs, from which addresses a relay sends.
"""

from concurrent.futures import ThreadPoolExecutor
from types import ModuleType

from mail.domains import dkim_check, dmarc_check, receiving, spf_check
from mail.domains.findings import Found
from mail.domains.names import CannotKnow, Names
from mail.domains.sender import Sender

EXAMINATIONS = (spf_check, dkim_check, dmarc_check, receiving)
SUBJECTS = [examination.SUBJECT for examination in EXAMINATIONS]
DOMAIN = "Domain"


def examine(sender: Sender) -> list[Found]:
    """One finding each for SPF, DKIM, DMARC and replies; a single one where there is no domain, or no answer."""
    if "." not in sender.domain.strip("."):
        what = f"“{sender.domain}” is a name inside your own network: nobody outside can look it up."
        return [Found(DOMAIN, "unknown", what, "Use an address that the world can answer to.")]
    with ThreadPoolExecutor(len(EXAMINATIONS) + 1) as pool:
        there = pool.submit(_is_there, sender.domain)
        answers = list(pool.map(lambda each: _one(each, sender), EXAMINATIONS))
    if not there.result():
        what = f"There is no domain {sender.domain}: receivers will not believe its mail, and nobody can answer."
        return [Found(DOMAIN, "bad", what, "Look at the address for a slip, or register the domain.")]
    if all(isinstance(answer, CannotKnow) for answer in answers):
        what = f"{sender.domain} could not be looked up: {answers[0]}."
        return [Found(DOMAIN, "unknown", what, "Nothing is wrong for that. Try again later.")]
    return dmarc_check.weighed([_told(each, answer) for each, answer in zip(EXAMINATIONS, answers, strict=True)])


def _is_there(domain: str) -> bool:
    try:
        return Names().exists(domain)
    except CannotKnow:
        return True


def _one(examination: ModuleType, sender: Sender) -> Found | CannotKnow:
    try:
        return examination.examine(sender, Names())
    except CannotKnow as error:
        return error


def _told(examination: ModuleType, answer: Found | CannotKnow) -> Found:
    if isinstance(answer, Found):
        return answer
    return Found(examination.SUBJECT, "unknown", f"It could not be looked up: {answer}.", "Try again later.")
