"""What a pitch counts of clicks and opens, for whom, and what everybody is told with it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from contacts import preferences
from mail.models import OutgoingMessage, TrackedLink, Visit
from pitches import sending
from pitches.fingerprint import fingerprint_of
from pitches.models import Pitch
from team.models import TeamPolicy
from tests.factories.pitches import RecipientFactory

LINKED = '<p>Hi {{ first_name }},</p><p><a href="https://data.example.org/test">The data</a> is out.</p>'


@pytest.fixture
def counting(db):
    TeamPolicy.objects.update_or_create(pk=1, defaults={"count_clicks": True, "count_opens": True})


@pytest.fixture
def linked_pitch(scheduled_pitch) -> Pitch:
    scheduled_pitch.body = LINKED
    scheduled_pitch.save()
    scheduled_pitch.approved_fingerprint = fingerprint_of(scheduled_pitch)
    scheduled_pitch.save()
    return scheduled_pitch


def sent(pitch: Pitch, accepted) -> OutgoingMessage:
    sending.start(pitch=pitch)
    message = OutgoingMessage.objects.get()
    accepted(message)
    return message


def visit(message: OutgoingMessage, kind: str, why: str = "") -> None:
    link = message.tracked_links.get(kind=kind)
    Visit.objects.create(link=link, at=timezone.now(), machine=bool(why), why=why)


def page(client_for, person, pitch) -> str:
    return client_for(person).get(reverse("pitches:pitch-detail", args=[pitch.pk])).content.decode()


def test_nothing_is_counted_unless_the_team_says_so(linked_pitch, accepted, client_for, colleague):
    sent(linked_pitch, accepted)
    assert not TrackedLink.objects.exists()
    assert "Clicks and opens" not in page(client_for, colleague, linked_pitch)


def test_the_fingerprint_does_not_change_with_counting(linked_pitch, db):
    before = fingerprint_of(linked_pitch)
    TeamPolicy.objects.update_or_create(pk=1, defaults={"count_clicks": True, "count_opens": True})
    assert fingerprint_of(linked_pitch) == before
    assert sending.start(pitch=linked_pitch) == 1
    assert TrackedLink.objects.get(kind="link").url == "https://data.example.org/test"


def test_the_ways_out_and_the_personal_page_are_not_counted(counting, scheduled_pitch, accepted):
    sent(scheduled_pitch, accepted)
    assert not TrackedLink.objects.filter(kind="link").exists()


def test_figures_leave_machines_out_and_say_so(counting, linked_pitch, accepted, client_for, colleague):
    message = sent(linked_pitch, accepted)
    visit(message, "link", "burst")
    html = page(client_for, colleague, linked_pitch)
    assert "0 of 1 recipient<" in html
    assert "1 more visit by machines, not counted." in html
    visit(message, "link")
    visit(message, "link")
    html = page(client_for, colleague, linked_pitch)
    assert "1 of 1 recipient<" in html
    assert "Hardly worth anything" in html


def test_figures_are_not_for_observers(counting, linked_pitch, accepted, client_for, observer):
    message = sent(linked_pitch, accepted)
    linked_pitch.campaign.client.observers.add(observer)
    visit(message, "link")
    html = page(client_for, observer, linked_pitch)
    assert "Reply rate" in html
    assert "Clicks and opens" not in html


def test_nothing_is_shown_once_it_is_switched_off(counting, linked_pitch, accepted, client_for, colleague):
    visit(sent(linked_pitch, accepted), "link")
    TeamPolicy.objects.update(count_opens=False)
    html = page(client_for, colleague, linked_pitch)
    assert "Followed at least one link" in html
    assert "Hardly worth anything" not in html
    TeamPolicy.objects.update(count_clicks=False)
    assert "Clicks and opens" not in page(client_for, colleague, linked_pitch)


def test_a_journalists_own_wish_wins_over_the_team_when_it_is_built(counting, linked_pitch, accepted):
    journalist = linked_pitch.recipients.get().journalist
    journalist.no_tracking = True
    journalist.save()
    sent(linked_pitch, accepted)
    assert not TrackedLink.objects.exists()


def test_a_journalists_own_wish_wins_when_a_link_is_followed(counting, linked_pitch, accepted, client_for, colleague):
    message = sent(linked_pitch, accepted)
    journalist = linked_pitch.recipients.get().journalist
    visit(message, "link")
    assert sending.PitchMessages().may_count(message)
    preferences.save(
        journalist=journalist, covers="", how_to_pitch="", never_follow_up=False, paused_until=None, no_tracking=True
    )
    assert not sending.PitchMessages().may_count(message)
    assert "0 of 0 recipients" in page(client_for, colleague, linked_pitch)
    assert journalist.timeline.filter(body="clicks and opens are not counted").exists()


def test_clicks_stand_on_no_timeline(counting, linked_pitch, accepted):
    message = sent(linked_pitch, accepted)
    journalist = linked_pitch.recipients.get().journalist
    before = journalist.timeline.count()
    visit(message, "link")
    assert journalist.timeline.count() == before


def test_figures_cost_the_same_for_one_and_three(
    counting, linked_pitch, accepted, client_for, colleague, django_assert_num_queries
):
    RecipientFactory.create_batch(2, pitch=linked_pitch)
    linked_pitch.approved_fingerprint = fingerprint_of(linked_pitch)
    linked_pitch.save()
    sending.start(pitch=linked_pitch)
    browser, address = client_for(colleague), reverse("pitches:pitch-detail", args=[linked_pitch.pk])
    browser.get(address)
    messages = list(OutgoingMessage.objects.all())
    for message in messages:
        accepted(message)
        visit(message, "link")
        with django_assert_num_queries(QUERIES):
            browser.get(address)


QUERIES = 25
