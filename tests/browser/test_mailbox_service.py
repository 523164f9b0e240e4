"""Choosing between a mail server and a mail service, as people see it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from mail import handlers
from mail.handlers import MessageHandler
from mail.models import OutgoingMessage, ServiceEvent
from mail.service_catalogue import SERVICES
from team.models import TeamPolicy
from tests.factories.mail import ServiceMailboxFactory, in_state
from tests.mail.fake_service import FakeService

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def fake(settings):
    with FakeService() as fake:
        settings.SERVICE_API_URLS = dict.fromkeys(SERVICES, fake.url)
        yield fake


def fits(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


@pytest.mark.parametrize("phone", [False, True])
@pytest.mark.parametrize("dark", [False, True])
def test_the_fields_of_what_is_chosen_show_and_nothing_typed_is_lost(open_page, axe, specialist, phone, dark):
    page = open_page(specialist, reverse("mail:mailbox-create"), phone=phone, dark=dark)
    server, service = page.locator(".mr-sending-server"), page.locator(".mr-sending-service")
    assert (server.is_visible(), service.is_visible()) == (True, False)
    page.locator("#id_smtp_host").fill("smtp.typed.example.com")
    page.get_by_text("A mail service", exact=True).last.click()
    assert (server.is_visible(), service.is_visible()) == (False, True)
    page.get_by_label("Service", exact=True).select_option("mailgun")
    assert page.get_by_label("Sending domain").is_visible()
    assert page.get_by_label("Key of the signatures").is_visible()
    assert not page.locator("#id_service_secret").is_visible()
    assert axe(page) == []
    assert fits(page)
    page.get_by_text("A mail server (SMTP)").click()
    assert page.locator("#id_smtp_host").input_value() == "smtp.typed.example.com"


@pytest.mark.parametrize("phone", [False, True])
@pytest.mark.parametrize("dark", [False, True])
def test_addresses_are_copied_and_the_test_speaks_plainly(open_page, axe, specialist, fake, phone, dark):
    mailbox = ServiceMailboxFactory(owner=specialist, address=specialist.email)
    page = open_page(specialist, reverse("mail:mailbox-edit", args=[mailbox.pk]), phone=phone, dark=dark)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy the address for events").click()
    page.get_by_role("button", name="Copied the address for events").wait_for()
    assert mailbox.hook_token in page.evaluate("navigator.clipboard.readText()")
    page.get_by_role("button", name="Test it").click()
    page.get_by_text("Postmark accepts the key.").wait_for()
    assert axe(page) == []
    assert fits(page)


def test_message_shows_what_the_service_told(open_page, axe, specialist, monkeypatch):
    class Counting(MessageHandler):
        def may_count(self, message: OutgoingMessage) -> bool:
            return True

    monkeypatch.setitem(handlers._handlers, "test", Counting())
    TeamPolicy.objects.update_or_create(pk=1, defaults={"count_opens": True})
    mailbox = ServiceMailboxFactory(owner=specialist)
    message = in_state(mailbox, "sent", delivered_at=timezone.now())
    for hours, kind, reason in (
        (3, "deferred", "451 4.7.1 Greylisted, try again later"),
        (2, "delivered", ""),
        (1, "opened", ""),
    ):
        ServiceEvent.objects.create(
            mailbox=mailbox, digest=kind, kind=kind, reason=reason, matched=message, processed_at=timezone.now(),
            occurred_at=timezone.now() - timedelta(hours=hours),
        )  # fmt: skip
    page = open_page(specialist, reverse("mail:message-detail", args=[message.pk]), phone=True)
    assert page.get_by_text("Its claim").is_visible()
    assert axe(page) == []
    assert fits(page)
