import pytest
from django.urls import reverse

from pitches.models import Pitch
from tests.factories.campaigns import CampaignFactory
from tests.factories.contacts import JournalistFactory, MediaListFactory
from tests.factories.mail import MailboxFactory
from tests.factories.pitches import PitchFactory, pitch_to

pytestmark = pytest.mark.django_db
LIST = reverse("pitches:pitch-list")
NEW = reverse("pitches:pitch-create")
HTMX = {"HX-Request": "true"}


def sent_pitch(client_brand, **fields) -> Pitch:
    owner = fields.pop("owner", None) or PitchFactory().owner
    from django.utils import timezone

    now = timezone.now()
    campaign = CampaignFactory(client=client_brand)
    return PitchFactory(
        campaign=campaign, owner=owner, state="sent", starts_at=now, scheduled_by=owner, sent_at=now, **fields
    )


def test_the_team_sees_every_pitch_and_an_observer_what_went_out_for_them(
    client_for, client_brand, specialist, colleague, observer, outsider
):
    PitchFactory(title="Draft of the trade press")
    sent_pitch(client_brand, title="Sent to the regional press")
    for person in (specialist, colleague):
        page = client_for(person).get(LIST).content.decode()
        assert "Draft of the trade press" in page
        assert "Sent to the regional press" in page
    theirs = client_for(observer).get(LIST).content.decode()
    assert "Sent to the regional press" in theirs
    assert "Draft of the trade press" not in theirs
    assert "New pitch" not in theirs
    assert "regional press" not in client_for(outsider).get(LIST).content.decode()
    assert client_for(None).get(LIST).status_code == 302


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "trade"}, ["Trade press"]),
        ({"q": "\x00"}, ["Regional radio", "Trade press"]),
        ({"show": "drafts"}, ["Regional radio", "Trade press"]),
        ({"show": "sent"}, []),
        ({"state": "changes"}, ["Regional radio"]),
        ({"state": "nonsense"}, ["Regional radio", "Trade press"]),
        ({"page": "99"}, ["Regional radio", "Trade press"]),
    ],
)
def test_pitches_are_filtered_in_the_url(query, found, client_for, specialist):
    PitchFactory(title="Trade press", owner=specialist)
    PitchFactory(title="Regional radio", state="changes")
    answer = client_for(specialist).get(LIST, query, headers=HTMX)
    assert sorted(pitch.title for pitch in answer.context["page"]) == found


def test_a_filter_shows_as_a_pill_that_can_be_taken_off(client_for, specialist):
    pitch = PitchFactory(owner=specialist)
    page = client_for(specialist).get(LIST, {"owner": specialist.pk, "campaign": pitch.campaign_id}).content.decode()
    assert "Remove filter: Owner Maya Lindqvist" in page
    assert f"Remove filter: Campaign {pitch.campaign}" in page


def test_none_yet_and_none_match_differ(client_for, specialist):
    assert "No pitches yet" in client_for(specialist).get(LIST).content.decode()
    PitchFactory()
    assert "No pitch matches" in client_for(specialist).get(LIST, {"q": "zzz"}).content.decode()


def test_the_list_costs_the_same_for_one_and_three(client_for, specialist, django_assert_num_queries):
    browser = client_for(specialist)
    pitch_to(1)
    browser.get(LIST)
    with django_assert_num_queries(11):
        browser.get(LIST)
    pitch_to(3)
    pitch_to(2)
    with django_assert_num_queries(11):
        browser.get(LIST)


def test_a_pitch_begins_with_a_list(client_for, specialist):
    MailboxFactory(owner=specialist)
    people = [JournalistFactory(with_email=True), JournalistFactory(do_not_contact=True)]
    chosen = MediaListFactory(journalists=people, owner=specialist)
    data = {"campaign": CampaignFactory().pk, "title": "Trade press", "media_list": chosen.pk}
    answer = client_for(specialist).post(NEW, data)
    pitch = Pitch.objects.get()
    assert answer.url == reverse("pitches:pitch-compose", args=[pitch.pk])
    assert (pitch.owner, pitch.recipients.count(), pitch.recipients.active().count()) == (specialist, 2, 1)


def test_a_pitch_begins_with_journalists_chosen_elsewhere(client_for, specialist):
    people = [JournalistFactory(with_email=True) for _ in range(2)]
    browser = client_for(specialist)
    page = browser.post(reverse("pitches:pitch-for-chosen"), {"journalist": [one.pk for one in people]})
    assert "2 journalists chosen" in page.content.decode()
    keys = page.context["form"]["journalists"].value()
    browser.post(NEW, {"campaign": CampaignFactory().pk, "title": "Trade press", "journalists": keys})
    assert Pitch.objects.get().recipients.count() == 2


def test_nobody_chosen_is_said(client_for, specialist):
    page = client_for(specialist).post(reverse("pitches:pitch-for-chosen"), follow=True).content.decode()
    assert "Nobody is chosen" in page


def test_a_pitch_without_campaign_is_refused_and_the_name_kept(client_for, specialist):
    answer = client_for(specialist).post(NEW, {"title": "Trade press"})
    assert answer.status_code == 422
    assert 'value="Trade press"' in answer.content.decode()
    assert not Pitch.objects.exists()


def test_observers_begin_no_pitch(client_for, observer, outsider):
    campaign = CampaignFactory()
    for person in (observer, outsider, None):
        assert client_for(person).post(NEW, {"campaign": campaign.pk, "title": "x"}).status_code in {302, 403}
    assert not Pitch.objects.exists()
