"""The team's pages of media events: who opens them, what they cost, planning on the clock of the place."""

from zoneinfo import ZoneInfo

import pytest
from django.test import Client as Browser
from django.urls import reverse

from events.models import MediaEvent
from tests.events.noon import text_of
from tests.factories.campaigns import CampaignFactory
from tests.factories.contacts import JournalistFactory
from tests.factories.events import InviteeFactory, MediaEventFactory

pytestmark = pytest.mark.django_db


def test_the_team_plans_events_and_nobody_else(client_for, colleague, observer, event):
    invitee = InviteeFactory(event=event)
    pages = [reverse("events:event-list"), reverse("events:event-create"), event.get_absolute_url()]
    pages.append(reverse("events:event-edit", args=[event.pk]))
    names = ("edit", "invite", "state", "call-off", "follow-up", "door")
    posts = [reverse(f"events:event-{name}", args=[event.pk]) for name in names]
    posts += [reverse("events:invitee-create", args=[event.pk])]
    posts += [reverse("events:invitee-answer", args=[event.pk, invitee.pk])]
    for page in pages:
        assert client_for(colleague).get(page).status_code == 200
        assert client_for(observer).get(page).status_code == 403
        assert Browser().get(page)["Location"].startswith("/account/login/")
    for post in posts:
        assert client_for(observer).post(post, {"why": "x", "coming": "yes", "name": "x"}).status_code == 403
        assert Browser().post(post)["Location"].startswith("/account/login/")
    event.refresh_from_db()
    assert (event.state, event.invitees.count(), event.revision) == ("open", 1, 0)


@pytest.mark.parametrize("rows", [1, 3])
def test_pages_cost_the_same_whatever_is_on_them(client_for, specialist, django_assert_num_queries, rows, at_noon):
    for _ in range(rows):
        event = MediaEventFactory()
    for _ in range(rows):
        invitee = InviteeFactory(event=event, journalist=JournalistFactory(), state="yes")
        invitee.guests.create(name="Ada")
    browser = client_for(specialist)
    browser.get(reverse("events:event-list"))
    with django_assert_num_queries(8):
        browser.get(reverse("events:event-list"))
    with django_assert_num_queries(16):
        browser.get(event.get_absolute_url())
    with django_assert_num_queries(7):
        Browser().get(reverse("events:rsvp", args=[invitee.token]))
    with django_assert_num_queries(3):
        Browser().get(reverse("events:door", args=[event.checkin_token]))


def test_an_event_is_planned_on_the_clock_of_the_place(client_for, specialist, at_noon):
    campaign = CampaignFactory()
    typed = {
        "kind": "visit", "title": "Dry dock", "client": campaign.client_id, "campaign": campaign.pk,
        "owner": specialist.pk,
        "starts_at": "2026-12-04T10:00", "ends_at": "2026-12-04T12:00", "zone": "Europe/Dublin", "guests_allowed": "2",
    }  # fmt: skip
    browser, new = client_for(specialist), reverse("events:event-create")
    for wrong, said in (
        ({"ends_at": "2026-12-04T09:00"}, "An event ends after it begins."),
        ({"ends_at": "2027-02-04T09:00"}, "An event takes 31 days at most."),
        ({"starts_at": "2027-03-28T01:30"}, "this hour does not exist there"),
        ({"starts_at": "soon"}, "That is no day and hour"),
        ({"rsvp_by": "2026-12-05T10:00"}, "Answers are needed before it begins."),
        ({"title": ""}, "This field is required"),
        ({"capacity": "-1"}, "greater than or equal to 0"),
        ({"client": CampaignFactory().client_id}, "Choose one of"),
    ):
        refused = browser.post(new, typed | wrong)
        assert (refused.status_code, said in text_of(refused)) == (422, True), said
    browser.post(new, typed)
    event = MediaEvent.objects.get()
    assert event.starts_at.astimezone(ZoneInfo("UTC")).hour == 10
    edit = reverse("events:event-edit", args=[event.pk])
    assert 'value="2026-12-04T10:00"' in text_of(browser.get(edit))
    overtaken = browser.post(edit, typed | {"title": "Mine", "revision": "0"})
    assert (overtaken.status_code, "Mine" in text_of(overtaken)) == (409, True)
    browser.post(edit, typed | {"title": "Mine", "revision": str(event.revision)})
    event.refresh_from_db()
    assert event.title == "Mine"


def test_buttons_of_the_page(client_for, specialist, event):
    browser = client_for(specialist)
    url = lambda name, *rest: reverse(f"events:{name}", args=[event.pk, *rest])  # noqa: E731
    browser.post(url("invitee-create"), {"name": "Ruth", "email": "ruth@paper.example.org"})
    refused = browser.post(url("invitee-create"), {"name": ""})
    assert refused.status_code == 422
    ruth = event.invitees.get()
    page = browser.post(url("invitee-answer", ruth.pk), {"coming": "yes"}, follow=True)
    assert "Ruth: coming" in text_of(page)
    assert "Ruth" in text_of(browser.get(event.get_absolute_url(), {"who": "yes"}))
    assert "ruth@paper.example.org" not in text_of(browser.get(event.get_absolute_url(), {"who": "no"}))
    browser.post(url("event-state"), {"state": "closed"})
    event.refresh_from_db()
    assert event.state == "closed"
    page = browser.post(url("event-state"), {"state": "planned"}, follow=True)
    assert "so that cannot be done" in text_of(page)
    before = event.checkin_token
    browser.post(url("event-door"))
    event.refresh_from_db()
    assert event.checkin_token != before
    browser.post(url("event-call-off"), {"why": "Storm"})
    event.refresh_from_db()
    assert event.state == "cancelled"
