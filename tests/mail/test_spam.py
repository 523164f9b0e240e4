"""SpamAssassin asked by its own protocol: a real spamd where there is one, and servers that talk nonsense."""

import socket
import threading

import pytest

from core.doctor import State
from mail import spam
from mail.doctor import spam_filter
from tests.mail import spamd
from tests.mail.sink import free_port
from tests.mail.test_composition_lint import composed

BODY = "Hi Ines,\n\n" + "On Tuesday Fernhall Storage connects a battery at the former lignite plant. " * 15

GTUBE = "XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X"


@pytest.fixture(scope="module")
def server():
    if not spamd.PROGRAM:
        pytest.skip("spamd is not installed: apt-get install spamassassin spamd")
    with spamd.Spamd() as running:
        yield running


@pytest.fixture
def asked(server, settings):
    settings.SPAMD = ("127.0.0.1", server.port)


@pytest.mark.services
def test_a_decent_message_is_none(asked):
    verdict = spam.judge(composed(text=BODY))
    assert verdict.score < 1.0, verdict
    assert verdict.limit == 5.0


@pytest.mark.services
def test_spam_is_called_spam_and_why(asked):
    verdict = spam.judge(composed(text=f"Dear friend\n{GTUBE}\n", subject="VIAGRA!!! FREE MONEY"))
    assert verdict.score > 100
    assert (verdict.rules[0].name, verdict.rules[0].points) == ("GTUBE", 1000.0)
    assert "Generic Test for Unsolicited Bulk Email" in verdict.rules[0].words
    assert [rule.points for rule in verdict.rules] == sorted((rule.points for rule in verdict.rules), reverse=True)
    assert all(rule.points > 0 for rule in verdict.rules)


@pytest.mark.services
def test_the_doctor_asks_whether_it_is_there(asked, settings):
    assert [finding.state for finding in spam_filter()] == [State.GOOD]
    settings.SPAMD = ("127.0.0.1", free_port())
    (finding,) = spam_filter()
    assert (finding.state, "does not answer" in finding.says) == (State.WARNING, True)
    settings.SPAMD = None
    assert list(spam_filter()) == []


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (b"", "is not SpamAssassin"),
        (b"HTTP/1.1 400 Bad Request\r\n\r\n", "is not SpamAssassin"),
        (b"SPAMD/1.5 76 Bad header line: x\r\n\r\n", "could not look at it: Bad header line"),
        (b"SPAMD/1.1 0 EX_OK\r\nContent-length: 0\r\n\r\n", "cannot be read"),
        (None, "does not answer"),
    ],
)
def test_nonsense_is_told(answer, words, settings, monkeypatch):
    monkeypatch.setattr(spam, "SECONDS", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        settings.SPAMD = listener.getsockname()

        def serve() -> None:
            line, _ = listener.accept()
            with line:
                while line.recv(65_536):
                    pass
                if answer is None:
                    done.wait(5)
                else:
                    line.sendall(answer)

        done = threading.Event()
        thread = threading.Thread(target=serve)
        thread.start()
        with pytest.raises(spam.NoVerdict, match=words):
            spam.judge(composed())
        done.set()
        thread.join()
