from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from contacts import journalists, preferences
from contacts.models import Journalist, PrivacyRequest
from mail import suppression
from mail.models import Suppression
from team.models import Notification
from tests.factories.contacts import BeatFactory, EmailAddressFactory, JournalistFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def journalist(specialist) -> Journalist:
    ines = JournalistFactory(
        name="Ines Albrecht",
        given_name="Ines",
        owner=specialist,
        position__outlet__name="Stromblatt",
        email="ines@stromblatt.example.org",
        source="Press list 2026",
        notes="Asks for raw data, talks a lot",
    )
    EmailAddressFactory(journalist=ines, address="ines@example.net", is_primary=False)
    JournalistFactory(name="Pieter van Dalen", email="pieter@polderpost.example.org")
    return ines


@pytest.fixture
def mail_program() -> Browser:
    """Sends no cookie and no CSRF token, as a mail program that unsubscribes does."""
    return Browser(enforce_csrf_checks=True)


def url(name: str, journalist: Journalist) -> str:
    return reverse(f"contacts:{name}", args=[journalist.token])


def test_one_click_unsubscribe_takes_effect_at_once(journalist, mail_program, specialist):
    response = mail_program.post(url("unsubscribe", journalist), {"List-Unsubscribe": "One-Click"})
    journalist.refresh_from_db()
    assert (response.status_code, response.content) == (200, b"You get no more pitches from us.\n")
    assert response.cookies == {}
    assert (journalist.do_not_contact, journalist.do_not_contact_reason) == (True, preferences.LEFT)
    assert suppression.is_suppressed("ines@stromblatt.example.org")
    assert suppression.is_suppressed("ines@example.net")
    assert [entry.headline for entry in journalist.timeline.all()] == ["Left our lists"]
    assert Notification.objects.get().user == specialist


def test_one_click_unsubscribe_as_form_data_of_a_mail_program(journalist, mail_program):
    body = '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n'
    mail_program.post(url("unsubscribe", journalist), body, content_type="multipart/form-data; boundary=x")
    assert not Journalist.objects.pitchable().filter(pk=journalist.pk).exists()


def test_a_withdrawn_link_is_good_for_leaving_and_says_nothing_more(journalist, mail_program, client):
    old = url("unsubscribe", journalist)
    renewed = preferences.withdraw_link(journalist=journalist)
    page = client.get(old).content.decode()
    assert "No more pitches from" in page
    assert renewed.token not in page
    assert "Your preferences" not in page
    response = mail_program.post(old, {"List-Unsubscribe": "One-Click"})
    assert response.content == b"You get no more pitches from us.\n"
    assert suppression.is_suppressed("ines@stromblatt.example.org")
    left = client.get(old).content.decode()
    assert "You get no more pitches from us" in left
    assert "That was a mistake" not in left
    assert "That was a mistake" in client.get(url("unsubscribe", renewed)).content.decode()


def test_leaving_by_hand_with_a_withdrawn_link_stays_on_it(journalist, client):
    old = url("unsubscribe", journalist)
    preferences.withdraw_link(journalist=journalist)
    response = client.post(old)
    assert response.headers["Location"] == old
    journalist.refresh_from_db()
    assert journalist.do_not_contact


def test_one_click_unsubscribe_twice_changes_nothing_more(journalist, mail_program):
    for _ in range(2):
        mail_program.post(url("unsubscribe", journalist), {"List-Unsubscribe": "One-Click"})
    assert journalist.timeline.count() == 1
    assert Suppression.objects.count() == 2


@pytest.mark.parametrize("name", ["unsubscribe", "preferences"])
def test_looking_changes_nothing(journalist, client, name):
    before = Journalist.objects.values().get(pk=journalist.pk)
    for method in (client.get, client.head, client.options):
        method(url(name, journalist))
    assert Journalist.objects.values().get(pk=journalist.pk) == before
    assert not Suppression.objects.exists()
    assert not journalist.timeline.exists()


@pytest.mark.parametrize("name", ["come-back", "correction", "deletion"])
def test_links_that_act_want_a_post(journalist, client, name):
    assert client.get(url(name, journalist)).status_code == 405


def test_a_person_leaves_and_takes_it_back(journalist, client):
    assert "No more pitches from" in client.get(url("unsubscribe", journalist)).content.decode()
    page = client.post(url("unsubscribe", journalist), follow=True).content.decode()
    assert "You get no more pitches from us" in page
    assert "That was a mistake" in page
    page = client.post(url("come-back", journalist), follow=True).content.decode()
    journalist.refresh_from_db()
    assert "You are back" in page
    assert not journalist.do_not_contact
    assert not Suppression.objects.exists()


def test_coming_back_lifts_no_bounce_and_no_decision_of_the_team(journalist, client):
    suppression.suppress("ines@example.net", source="bounce")
    client.post(url("unsubscribe", journalist))
    client.post(url("come-back", journalist))
    assert suppression.suppressed_among(["ines@stromblatt.example.org", "ines@example.net"]) == {"ines@example.net"}
    journalists.leave_alone(journalist=journalist, reason="Asked by phone")
    client.post(url("come-back", journalist))
    journalist.refresh_from_db()
    assert journalist.do_not_contact
    assert "That was a mistake" not in client.get(url("unsubscribe", journalist)).content.decode()


def test_preferences_are_kept_and_told(journalist, client, specialist):
    BeatFactory(name="Grid")
    until = timezone.localdate() + timedelta(days=30)
    response = client.post(
        url("preferences", journalist),
        {
            "wishes-covers": "grid, Tidal power",
            "wishes-how_to_pitch": "Data before quotes",
            "wishes-never_follow_up": "on",
            "wishes-paused_until": until.isoformat(),
            "wishes-instead": "Lewis Tran",
        },
        follow=True,
    )
    journalist.refresh_from_db()
    assert "Saved. Thank you for telling us." in response.content.decode()
    assert (journalist.how_to_pitch, journalist.never_follow_up, journalist.paused_until) == (
        "Data before quotes",
        True,
        until,
    )
    assert journalist.preferences_set_at is not None
    assert [beat.name for beat in journalist.beats.all()] == ["Grid"]
    told = journalist.timeline.get()
    assert told.headline == "Changed their preferences"
    assert "also covers Tidal power" in told.body
    assert "write instead to: Lewis Tran" in told.body
    assert Notification.objects.get(user=specialist).text == "Ines Albrecht: changed their preferences"


@pytest.mark.parametrize(
    ("until", "why"), [(-1, "This day has passed"), (900, "more than two years ahead"), (None, "Enter a valid date")]
)
def test_preferences_with_a_bad_day_keep_what_was_typed(journalist, client, until, why):
    day = "31.31.2026" if until is None else (timezone.localdate() + timedelta(days=until)).isoformat()
    response = client.post(
        url("preferences", journalist), {"wishes-how_to_pitch": "Before ten, please", "wishes-paused_until": day}
    )
    page = response.content.decode()
    assert response.status_code == 422
    assert why in page
    assert "Before ten, please" in page
    assert not Journalist.objects.exclude(preferences_set_at=None).exists()


def test_correction_reaches_a_person(journalist, client, specialist):
    client.post(url("correction", journalist), {"correction-text": "I left Stromblatt in May"})
    request = PrivacyRequest.objects.get()
    assert (request.kind, request.text, request.journalist) == ("correction", "I left Stromblatt in May", journalist)
    assert journalist.timeline.get().body == "I left Stromblatt in May"
    assert Notification.objects.filter(user=specialist).count() == 1


def test_deletion_needs_the_box_and_stops_mail_at_once(journalist, client):
    assert client.post(url("deletion", journalist), {}).status_code == 422
    assert not PrivacyRequest.objects.exists()
    for _ in range(2):
        client.post(url("deletion", journalist), {"deletion-sure": "on"})
    journalist.refresh_from_db()
    assert PrivacyRequest.objects.get().kind == "deletion"
    assert journalist.do_not_contact
    assert suppression.is_suppressed("ines@example.net")


def test_deletion_asked_twice_is_refused_by_the_database(journalist):
    PrivacyRequest.objects.create(journalist=journalist, kind="deletion")
    with pytest.raises(IntegrityError, match="contacts_privacy_one_open_deletion"), transaction.atomic():
        PrivacyRequest.objects.create(journalist=journalist, kind="deletion")


def test_the_page_shows_what_is_held_and_nobody_else(journalist, client):
    page = client.get(url("preferences", journalist)).content.decode()
    for held in ("Ines Albrecht", "Press list 2026", "ines@stromblatt.example.org", "Stromblatt"):
        assert held in page
    for secret in ("Pieter", "polderpost", "talks a lot"):
        assert secret not in page


@pytest.mark.parametrize("name", ["preferences", "unsubscribe"])
@pytest.mark.parametrize("token", ["x", "a" * 32, "a" * 31 + "%00", "%F0%9F%98%80" * 8])
def test_a_forged_token_is_answered_kindly(journalist, client, name, token):
    address = reverse(f"contacts:{name}", args=["TOKEN"]).replace("TOKEN", token)
    for response in (client.get(address), client.post(address, {"List-Unsubscribe": "One-Click"})):
        assert response.status_code == 404
        assert "This link does not work" in response.content.decode()
        assert "Ines" not in response.content.decode()


@pytest.mark.parametrize("name", ["preferences", "unsubscribe"])
def test_journalists_pages_stay_out_of_search_engines_and_set_no_cookie(journalist, client, name):
    response = client.get(url(name, journalist))
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Cache-Control"] == "no-store"
    assert response.cookies == {}


def test_whoever_tries_many_tokens_is_slowed_down(journalist, client, monkeypatch):
    monkeypatch.setattr("core.journalist_pages.GUESSES_A_MINUTE", 2)
    answers = [client.get(reverse("contacts:preferences", args=[letter * 32])).status_code for letter in "abc"]
    assert answers == [404, 404, 429]
    assert "One moment, please" in client.get(url("preferences", journalist)).content.decode()
