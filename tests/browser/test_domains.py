"""Sending domains and what "Test it" says of one, as people see them, with records to copy."""

import pytest
from django.urls import reverse

from mail import sending_domains
from tests.factories.mail import MailboxFactory
from tests.mail.sink import Sink

pytestmark = pytest.mark.django_db(transaction=True)
DOMAIN = "harbourlane.example.com"
LIST = reverse("mail:domain-list")
DETAIL = reverse("mail:domain-detail", args=[DOMAIN])


@pytest.fixture
def sink():
    with Sink() as server:
        yield server


@pytest.fixture
def mailbox(specialist, nameserver, sink):
    nameserver.add(DOMAIN, "MX", "10 mail.harbourlane.example.com.")
    nameserver.add("mail.harbourlane.example.com", "A", "93.184.216.40")
    nameserver.text(DOMAIN, "v=spf1 include:_spf.relay.example.com +all")
    nameserver.text("_spf.relay.example.com", "v=spf1 ip4:203.0.113.0/24 -all")
    return MailboxFactory(owner=specialist, address=f"maya@{DOMAIN}", smtp_port=sink.port)


def fits(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


@pytest.mark.parametrize("phone", [False, True])
@pytest.mark.parametrize("dark", [False, True])
def test_the_test_of_a_mailbox_shows_records_to_copy(open_page, axe, specialist, mailbox, phone, dark):
    page = open_page(specialist, reverse("mail:mailbox-edit", args=[mailbox.pk]), phone=phone, dark=dark)
    page.get_by_role("button", name="Test it").click()
    page.get_by_text("lets everybody in the world send").wait_for()
    assert page.locator("#record-spf-value").input_value() == "v=spf1 include:_spf.relay.example.com ~all"
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    copy = page.get_by_role("button", name="Copy the value").first
    copy.click()
    page.get_by_text("Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == "v=spf1 include:_spf.relay.example.com ~all"
    assert axe(page) == []
    assert fits(page)


@pytest.mark.parametrize("phone", [False, True])
@pytest.mark.parametrize("dark", [False, True])
def test_a_key_is_made_published_and_switched_on(
    open_page, axe, admin_user, mailbox, nameserver, complaints, phone, dark
):
    page = open_page(admin_user, LIST, phone=phone, dark=dark)
    assert axe(page) == []
    page.get_by_role("link", name=DOMAIN).click()
    page.get_by_role("button", name="Look it up").click()
    page.get_by_text("lets everybody in the world send").wait_for()
    assert axe(page) == []
    page.get_by_role("button", name="Set the key").click()
    page.get_by_text("Add this record to the DNS").wait_for()
    page.get_by_role("button", name="Switch signing on").click()
    page.get_by_text("Receivers do not find the key").wait_for()
    assert [text for text in complaints if "409" not in text] == []
    complaints.clear()
    assert axe(page) == []
    assert fits(page)
    nameserver.text(f"mediarel._domainkey.{DOMAIN}", page.locator("#record-key-value").input_value())
    page.get_by_role("button", name="Switch signing on").click()
    page.get_by_text("Mediarel signs", exact=True).wait_for()
    assert axe(page) == []
    assert fits(page)
    page.goto(page.url.replace(DETAIL, LIST).replace("signing/", ""))
    page.get_by_text("By Mediarel").wait_for()
    assert axe(page) == []
    assert fits(page)


def test_a_key_outlives_a_changed_mind(open_page, admin_user, mailbox):
    sending_domains.make_key(DOMAIN, selector="mediarel")
    page = open_page(admin_user, DETAIL)
    page.get_by_role("button", name="Remove the key").click()
    page.get_by_role("button", name="Remove it").click()
    page.get_by_role("button", name="Set the key").wait_for()
