"""What happened to a record, in words."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.history import SYSTEM, history_of, label_of, told_fields
from events.models import Interview, MediaEvent
from inquiries.models import Inquiry
from mail.models import Mailbox
from mediakits.models import KitItem
from team.trail.kinds import all_kinds
from tests.factories.campaigns import CampaignFactory
from tests.factories.mail import MailboxFactory

pytestmark = pytest.mark.django_db


def edit(browser, campaign, **fields):
    data = {
        "client": campaign.client_id,
        "name": campaign.name,
        "state": campaign.state,
        "owner": campaign.owner_id,
        "objective": campaign.objective,
        "audience": campaign.audience,
        "messages": "",
    }
    assert browser.post(f"{campaign.get_absolute_url()}edit/", {**data, **fields}).status_code == 302


def test_history_says_who_changed_what(specialist, colleague, client_for):
    campaign = CampaignFactory(owner=specialist, name="Altfelde", objective="Be heard.")

    edit(client_for(colleague), campaign, name="Altfelde switch-on", owner=colleague.pk, state="planned")

    changed, created = history_of(campaign)
    assert (created.what, created.by, created.changes) == ("created", SYSTEM, ())
    assert (changed.what, changed.by) == ("changed", "Priya Raman")
    assert {(c.label, c.old, c.new) for c in changed.changes} == {
        ("Name", "Altfelde", "Altfelde switch-on"),
        ("Owner", "Maya Lindqvist", "Priya Raman"),
        ("State", "Running", "Planned"),
    }


def test_history_leaves_out_saves_that_changed_nothing(specialist):
    campaign = CampaignFactory(owner=specialist)
    campaign.save()
    campaign.save()

    assert [entry.what for entry in history_of(campaign)] == ["created"]


def test_history_stops_at_its_limit_and_invents_no_beginning(specialist):
    campaign = CampaignFactory(owner=specialist)
    for n in range(5):
        campaign.name = f"Name {n}"
        campaign.save()

    entries = history_of(campaign, limit=3)

    assert [entry.changes[0].new for entry in entries] == ["Name 4", "Name 3", "Name 2"]


def test_history_of_what_was_never_changed_is_empty(specialist):
    campaign = CampaignFactory(owner=specialist)
    campaign.events.all().delete()  # as where only later changes are kept

    assert history_of(campaign) == []


def test_history_costs_the_same_however_much_happened(specialist, colleague, client_for):
    campaign = CampaignFactory(owner=specialist)
    browser = client_for(colleague)
    edit(browser, campaign, owner=colleague.pk)

    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            history_of(campaign)
        return len(seen)

    with_one = queries()
    for n in range(4):
        edit(browser, campaign, name=f"Name {n}", owner=(specialist, colleague)[n % 2].pk)
    assert queries() == with_one == 3


def test_history_is_shown_with_what_came_and_went(specialist, client_for):
    campaign = CampaignFactory(owner=specialist, objective="Be heard by the <trade> press.")
    browser = client_for(specialist)
    edit(browser, campaign, objective="Be heard by everybody.")

    page = browser.get(campaign.get_absolute_url()).content.decode()

    assert "before: </span>Be heard by the &lt;trade&gt; press.</del>" in page
    assert "now: </span>Be heard by everybody.</ins>" in page


@pytest.mark.parametrize(
    ("model", "field", "label"),
    [
        (Mailbox, "smtp_port", "SMTP port"),
        (Mailbox, "imap_username", "IMAP username"),
        (Mailbox, "name", "Sender name"),
        (KitItem, "url", "URL"),
        (Interview, "uid", "UID"),
        (Inquiry, "reporter_email", "Reporter e-mail"),
        (MediaEvent, "checkin_token", "Check-in token"),
    ],
)
def test_fields_are_labelled_as_people_write_them(model, field, label):
    events = model._meta.get_field("events").related_model
    assert label_of(events._meta.get_field(field)) == label


def test_no_label_of_any_kind_has_an_abbreviation_in_small_letters():
    written = re.compile(r"(?i)\b(api|dkim|dns|html|ids?|imap|ip|pdf|rsvp|smtp|uid|urls?)\b")
    fields = [field for kind in all_kinds().values() for field in told_fields(kind.event_model)]
    found = {word for field in fields for word in written.findall(label_of(field))}
    assert {"SMTP", "IMAP", "URL", "UID"} <= found
    assert all(word.rstrip("s").isupper() for word in found)


def test_the_history_of_a_mailbox_names_its_ports(specialist):
    mailbox = MailboxFactory(owner=specialist, smtp_port=25, imap_port=143)
    mailbox.smtp_port, mailbox.imap_port = 587, 993
    mailbox.save()
    assert [change.label for change in history_of(mailbox)[0].changes] == ["SMTP port", "IMAP port"]
