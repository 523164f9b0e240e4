from datetime import timedelta

import pytest
from django.utils import timezone

from core.doctor import State
from mail import domain_doctor
from mail.domain_doctor import domains
from mail.models import SendingDomain
from tests.factories.mail import MailboxFactory
from tests.nameserver import SERVFAIL

pytestmark = pytest.mark.django_db
DOMAIN = "harbourlane.example.com"


@pytest.fixture
def mailbox():
    return MailboxFactory(smtp_host="mail.harbourlane.example.com", smtp_port=587)


def lines() -> list[tuple[str, State]]:
    return [(finding.subject, finding.state) for finding in domains()]


def test_what_needs_somebody_is_told_with_advice(mailbox, nameserver):
    nameserver.add(DOMAIN, "MX", "10 mail.harbourlane.example.com.")
    nameserver.add("mail.harbourlane.example.com", "A", "93.184.216.40")
    nameserver.text(DOMAIN, "v=spf1 mx -all")
    nameserver.text(f"_dmarc.{DOMAIN}", "v=DMARC1; p=none")
    (finding,) = domains()
    assert (finding.subject, finding.state) == (f"domain {DOMAIN}", State.WARNING)
    assert finding.says.startswith(f"DKIM: {DOMAIN} publishes no DKIM key")
    assert "an admin lets Mediarel sign" in finding.advice


def test_dns_is_asked_once_a_day(mailbox, nameserver):
    nameserver.add(DOMAIN, "A", "93.184.216.40")
    before = lines()
    asked = nameserver.asked.total()
    assert lines() == before
    assert nameserver.asked.total() == asked
    SendingDomain.objects.update(checked_at=timezone.now() - timedelta(days=1, minutes=1))
    assert lines() == before
    assert nameserver.asked.total() > asked


def test_a_domain_that_was_not_answered_for_is_asked_again_soon(mailbox, nameserver):
    nameserver.misbehave(DOMAIN, SERVFAIL)
    assert lines() == [(f"domain {DOMAIN}", State.GOOD)]
    asked = nameserver.asked.total()
    SendingDomain.objects.update(checked_at=timezone.now() - timedelta(minutes=11))
    assert lines() == [(f"domain {DOMAIN}", State.GOOD)]
    assert nameserver.asked.total() > asked


def test_mail_that_is_caught_here_needs_no_domain(nameserver, settings):
    MailboxFactory(smtp_host="127.0.0.1", smtp_port=settings.CATCHER_PORT)
    assert lines() == []
    assert nameserver.asked.total() == 0


def test_many_domains_take_turns(nameserver, monkeypatch):
    monkeypatch.setattr(domain_doctor, "AT_ONCE", 2)
    for n in range(5):
        MailboxFactory(address=f"maya@d{n}.example.com", smtp_host="mail.example.com", smtp_port=587)
    assert lines()[-1] == ("domains", State.GOOD)
    assert [SendingDomain.objects.count(), lines(), SendingDomain.objects.count()][::2] == [2, 4]
