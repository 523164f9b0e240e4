""" "Test it", against real servers that each have one thing wrong."""

import socket
import ssl
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mail import connection_test
from mail.connection_test import Finding, try_mailbox
from mail.models import Mailbox
from tests.factories.mail import MailboxFactory
from tests.mail import dovecot
from tests.mail.sink import Sink, accept_password, free_port

pytestmark = pytest.mark.services
SIGNED = {"authenticator": accept_password, "auth_required": True, "auth_require_tls": False}


def unsaved(port: int, **fields: object) -> Mailbox:
    return MailboxFactory.build(address="maya@harbourlane.example.com", smtp_port=port, **fields)


def sending(port: int, **fields: object) -> Finding:
    (finding,) = try_mailbox(unsaved(port, **fields))
    assert finding.server == "Sending"
    return finding


@pytest.fixture
def certified(tmp_path: Path) -> Callable[..., ssl.SSLContext]:
    """A server's side of TLS, with a certificate of its own."""

    def make(host: str = "localhost", *, days: int = 1) -> ssl.SSLContext:
        key, certificate = dovecot.self_signed(host, days=days)
        (tmp_path / "key.pem").write_bytes(key)
        (tmp_path / "cert.pem").write_bytes(certificate)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(tmp_path / "cert.pem", tmp_path / "key.pem")
        return context

    return make


@pytest.fixture
def trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "cert.pem"))


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection_test, "TIMEOUT", 0.3)


def test_sending_that_works_sends_nothing():
    with Sink(**SIGNED) as sink:
        finding = sending(sink.port, smtp_username="maya", smtp_password="right")
        assert finding == Finding("Sending", good=True, what="127.0.0.1 lets maya@harbourlane.example.com send.")
        assert sink.received == []


def test_sending_with_a_wrong_password():
    with Sink(**SIGNED) as sink:
        finding = sending(sink.port, smtp_username="maya", smtp_password="wrong")
    assert finding.what.startswith("The server does not accept user name and password: it says “535 ")
    assert "app password" in finding.todo


def test_sending_without_the_password_a_server_wants():
    with Sink(**SIGNED) as sink:
        finding = sending(sink.port)
    assert finding.what.startswith("The server wants user name and password before it sends: it says “530 ")


def test_sending_as_somebody_else():
    with Sink() as sink:
        sink.script["mail"] = ["553 5.7.1 Sender address rejected: not owned by user"]
        finding = sending(sink.port)
    assert "does not let this account send as maya@harbourlane.example.com" in finding.what
    assert "Sender address rejected" in finding.what
    assert "alias" in finding.todo


def test_sending_to_a_name_that_is_not_known():
    finding = sending(587, smtp_host="mail.does-not-exist.invalid")
    assert finding.what == "There is no server with the name “mail.does-not-exist.invalid”."


def test_sending_to_a_port_where_nobody_listens():
    assert "refuses connections on port" in sending(free_port()).what


def test_sending_to_a_server_that_says_nothing(impatient):
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        finding = sending(silent.getsockname()[1])
    assert finding.what.endswith("does not answer.")
    assert "firewall" in finding.todo


def test_sending_to_a_server_without_starttls():
    with Sink() as sink:
        finding = sending(sink.port, smtp_security="starttls")
    assert finding.what.endswith("does not offer STARTTLS.")


def test_sending_by_tls_to_a_port_without_it():
    with Sink() as sink:
        finding = sending(sink.port, smtp_security="tls")
    assert "does not begin with TLS" in finding.what
    assert "STARTTLS" in finding.todo


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_sending_with_a_certificate_nobody_vouches_for(certified, security):
    with Sink(**{"ssl_context" if security == "tls" else "tls_context": certified()}) as sink:
        finding = sending(sink.port, smtp_security=security, smtp_host="localhost")
    assert "certificate of localhost is self-signed" in finding.what


@pytest.mark.parametrize(
    ("host", "days", "words"), [("localhost", -1, "has expired"), ("mail.example.org", 1, "is for another name")]
)
def test_sending_with_a_certificate_that_does_not_fit(certified, trusted, host, days, words):
    with Sink(tls_context=certified(host, days=days)) as sink:
        finding = sending(sink.port, smtp_security="starttls", smtp_host="localhost")
    assert words in finding.what
    assert finding.todo


def test_sending_with_a_good_certificate(certified, trusted):
    with Sink(tls_context=certified(), authenticator=accept_password, auth_required=True) as sink:
        finding = sending(
            sink.port, smtp_security="starttls", smtp_host="localhost", smtp_username="m", smtp_password="right"
        )
    assert finding.good, finding


@pytest.fixture(scope="module")
def server() -> Iterator[dovecot.Dovecot]:
    if not dovecot.PROGRAM:
        pytest.skip("Dovecot is not installed: apt-get install dovecot-imapd")
    server = dovecot.Dovecot()
    try:
        server.start()
        yield server
    finally:
        server.stop()


def reading(server: dovecot.Dovecot, **fields: object) -> Finding:
    here = {
        "imap_host": "127.0.0.1",
        "imap_port": server.port,
        "imap_security": "none",
        "imap_username": "maya",
        "imap_password": server.password,
    }
    _, finding = try_mailbox(unsaved(1, **{**here, **fields}))
    assert finding.server == "Reading"
    return finding


def test_reading_that_works(server):
    assert reading(server) == Finding("Reading", good=True, what="127.0.0.1 lets us read “INBOX”.")


def test_reading_with_a_wrong_password(server):
    assert reading(server, imap_password="wrong").what.startswith("The server does not accept user name and password")


def test_reading_a_folder_that_is_missing_names_those_that_are_there(server):
    finding = reading(server, imap_folder="Press")
    assert (finding.what, finding.folders) == ("There is no folder “Press”.", ["INBOX"])


def test_reading_by_tls_from_a_port_without_it(server):
    assert "does not begin with TLS" in reading(server, imap_security="tls").what


def test_reading_by_starttls_from_a_port_for_tls(server, monkeypatch):
    monkeypatch.setattr(connection_test, "TIMEOUT", 1)
    finding = reading(server, imap_security="starttls", imap_port=server.tls_port)
    assert not finding.good
    assert finding.todo


def test_reading_with_a_certificate_nobody_vouches_for(server):
    finding = reading(server, imap_host="localhost", imap_security="tls", imap_port=server.tls_port)
    assert "is self-signed" in finding.what
