import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from mail import sending_domains
from mail.domains import keys
from mail.models import SendingDomain
from mail.sending_domains import make_key
from tests.factories.mail import MailboxFactory
from tests.nameserver import SERVFAIL

pytestmark = pytest.mark.django_db
LIST = reverse("mail:domain-list")
DOMAIN = "harbourlane.example.com"
ACTIONS = ["lookup", "key", "key-removal", "signing", "signing-end"]


def url(name: str, domain: str = DOMAIN) -> str:
    return reverse(f"mail:domain-{name}", args=[domain])


@pytest.fixture
def mailbox():
    return MailboxFactory(smtp_host="mail.harbourlane.example.com")


@pytest.fixture
def browser(client_for, admin_user, mailbox):
    return client_for(admin_user)


@pytest.fixture
def published(nameserver) -> SendingDomain:
    """A key whose record receivers find."""
    domain = make_key(DOMAIN, selector="mediarel")
    nameserver.text(domain.record.name, domain.record.value)
    return domain


def fresh() -> SendingDomain:
    return SendingDomain.objects.get()


def test_domains_are_for_admins(client_for, mailbox, published, specialist, manager, observer, outsider):
    for person in (specialist, manager, observer, outsider):
        browser = client_for(person)
        for address in (LIST, url("detail")):
            response = browser.get(address)
            assert response.status_code == 403
            assert published.record.value not in response.content.decode()
        for action in ACTIONS:
            assert browser.post(url(action), {"selector": "theirs"}).status_code == 403
    assert client_for(None).get(LIST)["Location"].startswith(reverse("account_login"))
    assert client_for(None).post(url("signing"))["Location"].startswith(reverse("account_login"))
    assert (fresh().selector, fresh().is_active, fresh().checked_at) == ("mediarel", False, None)


def test_settings_show_the_way_to_admins_alone(client_for, admin_user, manager):
    assert LIST in client_for(admin_user).get(reverse("team:policy")).content.decode()
    assert LIST not in client_for(manager).get(reverse("team:policy")).content.decode()


def test_the_list_asks_nobody(browser, nameserver):
    page = browser.get(LIST).content.decode()
    assert DOMAIN in page
    assert "Not looked up" in page
    assert nameserver.asked.total() == 0


def test_the_list_is_empty_without_mailboxes(client_for, admin_user):
    assert "No domain yet" in client_for(admin_user).get(LIST).content.decode()


def test_the_list_costs_the_same_for_one_and_three(browser):
    sending_domains.look_up(DOMAIN, servers=())
    browser.get(LIST)
    with CaptureQueriesContext(connection) as one:
        browser.get(LIST)
    for domain in ("a.example.com", "b.example.com"):
        MailboxFactory(address=f"maya@{domain}")
        make_key(domain, selector="mediarel")
    with CaptureQueriesContext(connection) as three:
        page = browser.get(LIST).content.decode()
    assert len(three) == len(one)
    assert "Key not in use" in page


def test_a_domain_is_looked_up_and_kept(browser, nameserver):
    nameserver.add(DOMAIN, "A", "93.184.216.40")
    nameserver.text(DOMAIN, "v=spf1 +all")
    assert "Not looked up yet" in browser.get(url("detail")).content.decode()
    page = browser.post(url("lookup"), follow=True).content.decode()
    assert "lets everybody in the world send" in page
    assert "v=spf1 ~all" in page  # the record to add
    assert f"_dmarc.{DOMAIN}" in page
    asked = nameserver.asked.total()
    page = browser.get(url("detail")).content.decode()
    assert "lets everybody in the world send" in page
    assert nameserver.asked.total() == asked
    assert fresh().tones == {"SPF": "bad", "DKIM": "bad", "DMARC": "bad", "Replies": "warn"}
    assert "Mend it" in browser.get(LIST).content.decode()


@pytest.mark.parametrize("action", ["detail", *ACTIONS])
def test_a_domain_that_nobody_sends_from_is_not_found(browser, nameserver, action):
    ask = browser.get if action == "detail" else browser.post
    assert ask(url(action, "elsewhere.example.com")).status_code == 404
    assert nameserver.asked.total() == 0
    assert not SendingDomain.objects.exists()


def test_a_domain_with_a_key_outlives_its_mailboxes(browser, mailbox, published):
    mailbox.delete()
    assert published.record.value in browser.get(url("detail")).content.decode()
    assert DOMAIN in browser.get(LIST).content.decode()


def test_a_key_is_made_published_and_switched_on(browser, nameserver):
    page = browser.post(url("key"), {"selector": "Mediarel", "private_key": ""}, follow=True).content.decode()
    domain = fresh()
    assert (domain.selector, domain.is_active) == ("mediarel", False)
    assert domain.record.value in page
    assert "PRIVATE KEY" not in page

    response = browser.post(url("signing"))
    assert response.status_code == 409
    assert "Receivers do not find the key" in response.content.decode()
    assert not fresh().is_active

    nameserver.text(domain.record.name, domain.record.value)
    page = browser.post(url("signing"), follow=True).content.decode()
    assert "is signed from now on" in page
    assert fresh().is_active
    assert fresh().verified_at is not None

    page = browser.post(url("key-removal"), follow=True).content.decode()
    assert "Switch signing off first" in page
    assert fresh().has_key

    browser.post(url("signing-end"))
    assert not fresh().is_active
    browser.post(url("key-removal"))
    assert not fresh().has_key


def test_a_pasted_key_never_comes_back(browser):
    response = browser.post(
        url("key"), {"selector": "mediarel", "private_key": "-----BEGIN PRIVATE KEY-----\nMIIs3cret"}
    )
    page = response.content.decode()
    assert response.status_code == 422
    assert "This key cannot be read." in page
    assert "MIIs3cret" not in page
    pair = keys.make()
    page = browser.post(url("key"), {"selector": "mediarel", "private_key": pair.private}, follow=True).content.decode()
    assert pair.public in page
    assert "PRIVATE KEY" not in page


@pytest.mark.parametrize("selector", ["", "two words", "a.b", "x" * 70])
def test_a_bad_selector_gets_a_sentence(browser, selector):
    response = browser.post(url("key"), {"selector": selector})
    assert response.status_code == 422
    assert response.context["form"].errors["selector"]
    assert not SendingDomain.objects.exists()


@pytest.mark.parametrize("action", ["key-removal", "signing", "signing-end"])
def test_without_a_key_there_is_nothing_to_switch(browser, action):
    assert browser.post(url(action)).status_code == 404


def test_name_servers_in_trouble_switch_nothing_on(browser, published, nameserver):
    nameserver.misbehave(DOMAIN, SERVFAIL)
    response = browser.post(url("signing"))
    assert response.status_code == 409
    assert "could not be asked" in response.content.decode()
    assert not fresh().is_active


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"domain": "Harbourlane.example.com"}, "lower"),
        ({"selector": "mediarel"}, "key_whole"),
        ({"selector": "two words", "private_key": "x", "public_key": "x"}, "key_whole"),
        ({"private_key": "x"}, "key_whole"),
        ({"is_active": True}, "active_verified"),
        ({"is_active": True, "verified_at": timezone.now()}, "active_verified"),
        ({"is_active": True, "selector": "a", "private_key": "x", "public_key": "x"}, "active_verified"),
    ],
)
def test_what_must_not_be(fields, rule):
    with pytest.raises(IntegrityError, match=f"mail_sendingdomain_{rule}"), transaction.atomic():
        SendingDomain.objects.create(**{"domain": DOMAIN} | fields)


def test_a_domain_stands_once():
    SendingDomain.objects.create(domain=DOMAIN)
    with pytest.raises(IntegrityError, match="mail_sendingdomain_domain"), transaction.atomic():
        SendingDomain.objects.create(domain=DOMAIN)
