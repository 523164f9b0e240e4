"""The example of the user guide, as it stands there, against a running server."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from contacts.models import Journalist
from core.signing import signature
from team import api_tokens
from tests.factories import contacts

GUIDE = Path(__file__).parents[2] / "docs" / "user-guide" / "api.md"
EXAMPLE, CHECKING = re.findall(r"```python\n(.*?)```", GUIDE.read_text(), re.DOTALL)


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_the_example_reads_and_writes(live_server, specialist):
    _, secret = api_tokens.make(owner=specialist, name="Example", scopes=["contacts:write"])
    for name in ("Stromblatt", "Courier", "Zeitung"):
        contacts.OutletFactory(name=name)
    known = {**os.environ, "MEDIAREL_SITE": live_server.url, "MEDIAREL_TOKEN": secret, "no_proxy": "*"}
    for added in (True, False):
        ran = subprocess.run(
            [sys.executable, "-c", EXAMPLE], env=known, capture_output=True, text=True, timeout=60, check=False
        )
        assert (ran.returncode, ran.stderr) == (0, "")
        lines = ran.stdout.splitlines()
        assert lines[:3] == ["outlet: Stromblatt", "outlet: Courier", "outlet: Zeitung"]
        assert ("added: Ines Albrecht" in ran.stdout) is added
        assert lines[-1] == "lives in: Berlin"
    journalist = Journalist.objects.get()
    assert (journalist.city, journalist.emails.get().address) == ("Berlin", "ines@stromblatt.example.org")


def test_the_example_knows_our_calls():
    known: dict = {}
    exec(CHECKING, known)
    headers = {"X-Mediarel-Timestamp": "1700000000", "X-Mediarel-Signature": signature("s", "1700000000", b"{}")}
    assert known["is_ours"]("s", headers, b"{}")
    assert not known["is_ours"]("s", headers, b"{ }")
    assert not known["is_ours"]("s", {**headers, "X-Mediarel-Timestamp": "1700000001"}, b"{}")
    assert not known["is_ours"]("t", headers, b"{}")
