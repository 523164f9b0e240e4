"""Bounces in the dialects and languages of many servers: found, dead addresses told from living ones.

`refusals/hard.txt` and `soft.txt` hold what servers say; each stands in every report of `dialects.py`.
"""

from datetime import date
from pathlib import Path

import pytest

from mail.classification import Verdict, classify
from mail.parsing import parse_mail
from tests.mail.dialects import DIALECTS, OURS, TO, dialect

FRIDAY = date(2026, 11, 20)
SAID = Path(__file__).parent / "refusals"
HARD, SOFT = ((SAID / f"{name}.txt").read_text(encoding="utf-8").splitlines() for name in ("hard", "soft"))


def verdicts(name: str, replies: list[str]) -> list[tuple[str, Verdict]]:
    return [(reply, classify(parse_mail(dialect(name, reply)), received_on=FRIDAY)) for reply in replies]


@pytest.mark.parametrize("name", DIALECTS)
def test_every_refusal_is_a_bounce_about_whom_we_wrote_to(name):
    for reply, found in verdicts(name, HARD + SOFT):
        assert found.kind == "bounce", reply
        assert TO in found.addresses, reply
        assert found.reason, reply
        assert (OURS in found.evidence) == (name != "appliance"), reply  # which returns nothing of ours


@pytest.mark.parametrize("name", DIALECTS)
def test_dead_addresses_are_found(name):
    missed = [reply for reply, found in verdicts(name, HARD) if not found.permanent]
    assert len(missed) <= 0.02 * len(HARD), missed


@pytest.mark.parametrize("name", DIALECTS)
def test_living_addresses_are_spared(name):
    struck = [reply for reply, found in verdicts(name, SOFT) if found.permanent]
    assert len(struck) <= 0.01 * len(SOFT), struck


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed", "expanded"])
def test_report_of_no_failure_is_never_permanent(action):
    raw = dialect("bare_report", "550 5.1.1 User unknown").replace(b"Action: failed", f"Action: {action}".encode())
    found = classify(parse_mail(raw.replace(b"Status: 5.1.1", b"Status: 2.0.0")), received_on=FRIDAY)
    assert found.permanent is (False if action == "delayed" else None)
    assert found.kind == ("bounce" if action == "delayed" else "delivered")
