"""The pitches of a campaign, on its page and in the list of campaigns."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from campaigns.models import Campaign
from pitches.campaign_panel import count_pitches, open_pitches_of
from pitches.models import Pitch, Recipient
from pitches.results import by_beat, people_in, result_among
from tests.factories.campaigns import CampaignFactory
from tests.factories.contacts import BeatFactory
from tests.factories.mail import MailboxFactory, in_state
from tests.factories.pitches import PitchFactory, RecipientFactory, pitch_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign(client_brand, specialist):
    return CampaignFactory(client=client_brand, owner=specialist)


def sent(pitch):
    now = timezone.now()
    Pitch.objects.filter(pk=pitch.pk).update(state="sent", starts_at=now, scheduled_by=pitch.owner)
    pitch.recipients.update(sent_at=now)
    return pitch


@pytest.fixture
def mixed(campaign, specialist):
    """A pitch sent to people of whom each shows another way that a figure can be counted wrongly."""
    pitch = sent(pitch_to(9, campaign=campaign, owner=specialist, title="Trade press"))
    now = timezone.now()
    fates = [
        {"message": taken(), "answer": "interview", "answered_at": now},
        {"message": taken(), "answer": "more", "answered_at": now},
        {"message": taken(), "answer": "no", "answered_at": now},
        {"message": taken(state="unconfirmed"), "answer": "reply", "answered_at": now, "sent_at": None},
        {"message": taken()},
        {"message": taken(), "follow_up_message": taken()},
        {"message": taken(bounced_at=now)},
        {"message": taken(state="unconfirmed"), "sent_at": None},
        {"message": taken(), "answer": "interested", "answered_at": now, "left_out_at": now, "left_out_why": "Left"},
    ]
    for recipient, fate in zip(pitch.recipients.all(), fates, strict=True):
        Recipient.objects.filter(pk=recipient.pk).update(**fate)
    return pitch


def taken(state="sent", **fields):
    """A message as the engine leaves it."""
    return in_state(MailboxFactory(), state, **fields)


FIGURES = [
    ("pitches.picked", "Picked", 8),
    ("pitches.sent", "Sent", 6),
    ("pitches.answered", "Answered", 4),
    ("pitches.interested", "Interested", 2),
    ("pitches.interview", "Interview", 1),
    ("pitches.covered", "Covered", 0),
]


def panel_of(campaign, browser):
    (panel,) = [p for p in browser.get(campaign.get_absolute_url()).context["panels"] if p.title == "Pitches"]
    return panel.context


def test_campaign_and_results_page_say_the_same_of_the_same_rows(mixed, campaign, specialist, client_for):
    browser = client_for(specialist)
    on_campaign = browser.get(campaign.get_absolute_url()).content.decode()
    on_pitch = browser.get(mixed.get_absolute_url())
    meaning = "Reply rate 67 %: 4 answers to 6 accepted messages that did not come back."

    assert panel_of(campaign, browser)["result"].funnel == on_pitch.context["result"].funnel == FIGURES
    assert (meaning in on_campaign, meaning in on_pitch.content.decode()) == (True, True)
    assert "4 of 6" in on_campaign


def test_list_and_today_say_the_same_of_the_same_rows(mixed, campaign, specialist, client_for):
    Campaign.objects.filter(pk=campaign.pk).update(state="running")
    browser = client_for(specialist)
    row = browser.get(reverse("pitches:pitch-list")).context["page"].object_list[0]
    (shown,) = browser.get(reverse("dashboard:today")).context["campaigns"]

    assert row.result.funnel == FIGURES
    assert shown.people == {"accepted": 6, "answered": 4, "interested": 2, "interview": 1, "covered": 0}


def test_by_beat_counts_as_the_head_does(mixed):
    beat = BeatFactory(name="Energy")
    for recipient in mixed.recipients.all():
        recipient.journalist.beats.add(beat)
    assert list(by_beat(mixed)) == [{"journalist__beats__name": "Energy", "sent": 6, "answered": 4}]


def test_somebody_pitched_twice_in_a_campaign_is_one_person(mixed, campaign, specialist):
    again = sent(PitchFactory(campaign=campaign, owner=specialist))
    journalist = mixed.recipients.get(answer="interview").journalist
    RecipientFactory(pitch=again, journalist=journalist, message=taken())

    assert people_in([campaign])[campaign.pk]["accepted"] == 6
    assert result_among(Recipient.objects.filter(pitch__campaign=campaign)).accepted == 7


def test_panel_says_that_nothing_was_accepted_yet(campaign, specialist, client_for):
    pitch_to(2, campaign=campaign, owner=specialist)
    page = client_for(specialist).get(campaign.get_absolute_url()).content.decode()
    assert "Nothing has been accepted by a mail server yet." in page


def test_panel_keeps_drafts_from_observers(campaign, specialist, observer, client_for):
    pitch_to(1, campaign=campaign, owner=specialist, title="Still a draft")
    sent(pitch_to(1, campaign=campaign, owner=specialist, title="Gone out"))

    page = client_for(observer).get(campaign.get_absolute_url()).content.decode()

    assert ("Still a draft" in page, "Gone out" in page, "New pitch" in page) == (False, True, False)
    assert count_pitches([campaign.pk], observer) == {campaign.pk: 1}
    assert count_pitches([campaign.pk], specialist) == {campaign.pk: 2}


def test_panel_costs_the_same_with_one_row_and_with_three(campaign, specialist, client_for):
    browser = client_for(specialist)

    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert browser.get(campaign.get_absolute_url()).status_code == 200
        return len(seen)

    pitch_to(1, campaign=campaign)
    queries()
    with_one = queries()
    pitch_to(2, campaign=campaign)
    pitch_to(3, campaign=campaign)
    assert queries() == with_one


def test_owner_of_open_pitches_holds_them(specialist, colleague):
    pitch_to(1, owner=specialist)
    sent(pitch_to(1, owner=specialist))

    assert (open_pitches_of(specialist).count, open_pitches_of(colleague).count) == (1, 0)
