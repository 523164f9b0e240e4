"""The settings of a mailbox: how much of its limits is used, where its warming up stands, what holds up copies."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from mail.models import Mailbox
from tests.factories.mail import MailboxFactory, enqueued, in_state

pytestmark = pytest.mark.django_db(transaction=True)
NO_FOLDER = "No folder for sent mail was found on the server. Enter its name below, as your mail program shows it."


@pytest.fixture
def mailbox(specialist) -> Mailbox:
    """On its third day, its share of the day spent."""
    mailbox = MailboxFactory(
        owner=specialist, name=specialist.name, address="maya@harbourlane.example.com", warm_up=True,
        imap_host="127.0.0.1", sent_copy=True, sent_copy_error=NO_FOLDER, sent_copy_failures=3,
        sent_copy_retry_at=timezone.now() + timedelta(minutes=4),
        second_limit=2, hourly_limit=60, daily_limit=500, domain_hourly_limit=30,
    )  # fmt: skip
    first = timezone.now() - timedelta(days=2, hours=3)
    in_state(mailbox, "sent", handed_off_at=first, accepted_at=first)
    for n in range(45):
        sent_at = timezone.now() - timedelta(minutes=10 + 5 * n)
        in_state(mailbox, "sent", handed_off_at=sent_at, accepted_at=sent_at)
    enqueued(mailbox)
    return mailbox


@pytest.mark.parametrize("phone", [False, True])
@pytest.mark.parametrize("dark", [False, True])
def test_limits_warming_up_and_copies_are_well_made(open_page, axe, specialist, mailbox, phone, dark):
    page = open_page(specialist, reverse("mail:mailbox-edit", args=[mailbox.pk]), phone=phone, dark=dark)
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    page.get_by_text("Day 3 of 8: 45 messages today.").wait_for()
    page.get_by_text("45 of 45").wait_for()
    page.get_by_label("Messages a second").fill("")
    page.get_by_label("Warm it up").uncheck()
    page.get_by_label("Sent folder", exact=False).last.fill("Sent Items")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("is saved.").wait_for()
    assert axe(page) == []
    mailbox.refresh_from_db()
    assert (mailbox.second_limit, mailbox.warm_up, mailbox.sent_folder, mailbox.sent_copy_error) == (
        None, False, "Sent Items", "",
    )  # fmt: skip


def test_new_mailbox_is_well_made(open_page, axe, specialist):
    page = open_page(specialist, reverse("mail:mailbox-create"))
    assert page.get_by_label("Warm it up").is_checked()
    assert page.get_by_label("Put a copy").is_checked()
    assert axe(page) == []
    page.get_by_role("link", name="Gmail, Google Workspace").click()
    page.wait_for_url("**provider=*")
    assert not page.get_by_label("Put a copy").is_checked()
