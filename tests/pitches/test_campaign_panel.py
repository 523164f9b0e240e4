"""The pitches of a campaign, on its page and in the list of campaigns."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from pitches.campaign_panel import count_pitches, open_pitches_of
from pitches.models import Pitch
from tests.factories.campaigns import CampaignFactory
from tests.factories.pitches import RecipientFactory, pitch_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign(client_brand, specialist):
    return CampaignFactory(client=client_brand, owner=specialist)


def sent(pitch):
    now = timezone.now()
    Pitch.objects.filter(pk=pitch.pk).update(state="sent", starts_at=now, scheduled_by=pitch.owner)
    pitch.recipients.update(sent_at=now)
    return pitch


def test_panel_shows_how_far_the_pitches_have_come(campaign, specialist, client_for):
    pitch = sent(pitch_to(3, campaign=campaign, owner=specialist, title="Trade press"))
    one, two, _ = pitch.recipients.all()
    type(one).objects.filter(pk=one.pk).update(answered_at=timezone.now(), answer="interview")
    type(two).objects.filter(pk=two.pk).update(answered_at=timezone.now(), answer="no")
    RecipientFactory(pitch=pitch, left_out_at=timezone.now(), left_out_why="Cooling off", sent_at=timezone.now())

    (panel,) = [
        p for p in client_for(specialist).get(campaign.get_absolute_url()).context["panels"] if p.title == "Pitches"
    ]

    assert panel.context["steps"] == [("Pitched", 3), ("Answered", 2), ("Interested", 1)]
    assert [p.title for p in panel.context["pitches"]] == ["Trade press"]


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
