from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from core import journalist_pages
from pitches.models import Response
from tests.factories.pitches import RecipientFactory


def page(recipient):
    return reverse("pitches-public:pitch", args=[recipient.token])


def answer(recipient, kind):
    return reverse("pitches-public:answer", args=[recipient.token, kind])


def test_pitch_page_tells_the_story_without_sign_in_cookie_or_script(client, sent_recipient):
    response = client.get(page(sent_recipient))
    html = response.content.decode()
    assert sent_recipient.pitch.subject in html
    assert "The plant stood still for three years." in html
    assert "<script" not in html
    assert not response.cookies
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Cache-Control"] == "no-store"


def test_pitch_page_shows_nothing_of_other_recipients(client, sent_recipient):
    other = RecipientFactory(pitch=sent_recipient.pitch, journalist__name="Ruth Feldmann", reason="Asked in private")
    html = client.get(page(sent_recipient)).content.decode()
    assert other.journalist.name not in html
    assert other.reason not in html
    assert other.token not in html


@pytest.mark.parametrize("kind", ["interested", "interview", "more", "later", "no"])
def test_answer_by_get_changes_nothing(client, sent_recipient, kind):
    html = client.get(answer(sent_recipient, kind)).content.decode()
    assert '<form method="post"' in html
    assert Response.objects.count() == 0


def test_answer_by_post_is_kept_and_thanked_for(client, sent_recipient):
    response = client.post(answer(sent_recipient, "interview"), {"text": "With the engineer"})
    assert response["Location"] == page(sent_recipient)
    kept = Response.objects.get()
    assert (kept.recipient, kept.kind, kept.text) == (sent_recipient, "interview", "With the engineer")
    html = client.get(page(sent_recipient)).content.decode()
    assert "Maya has your wish for an interview and will propose times." in html


def test_answer_more_without_a_word_keeps_the_form(client, sent_recipient):
    response = client.post(answer(sent_recipient, "more"), {"text": ""})
    assert response.status_code == 422
    assert "Say in a few words what you would like" in response.content.decode()
    assert Response.objects.count() == 0


def test_answer_later_with_a_day_gone_by_keeps_what_was_typed(client, sent_recipient):
    yesterday = timezone.localdate() - timedelta(days=1)
    response = client.post(answer(sent_recipient, "later"), {"later_on": yesterday, "text": "After the fair"})
    html = response.content.decode()
    assert "Choose a day after today" in html
    assert "After the fair" in html


def test_double_tap_is_one_answer(client, sent_recipient):
    for _ in range(2):
        client.post(answer(sent_recipient, "interested"), {"text": ""})
    assert Response.objects.count() == 1


@pytest.mark.parametrize("token", ["x", "0" * 32, "../../etc/passwd", "%00", "ü" * 32])
def test_forged_token_finds_nothing(client, sent_recipient, token):
    response = client.get(f"/p/{token}/")
    assert response.status_code == 404
    assert sent_recipient.pitch.subject not in response.content.decode()


def test_token_of_a_draft_finds_nothing(client, db):
    recipient = RecipientFactory()
    response = client.get(page(recipient))
    assert response.status_code == 404
    assert recipient.pitch.subject not in response.content.decode()


def test_revoked_token_finds_nothing(client, sent_recipient):
    sent_recipient.token_revoked_at = timezone.now()
    sent_recipient.save()
    response = client.post(answer(sent_recipient, "interested"))
    assert response.status_code == 404
    assert Response.objects.count() == 0


def test_expired_link_says_whom_to_ask(client, sent_recipient):
    sent_recipient.link_expires_at = timezone.now()
    sent_recipient.save()
    response = client.get(page(sent_recipient))
    html = response.content.decode()
    assert response.status_code == 410
    assert "Maya Lindqvist" in html
    assert "The plant stood still" not in html
    assert client.post(answer(sent_recipient, "interested")).status_code == 410
    assert Response.objects.count() == 0


def test_too_many_visits_are_asked_to_wait(client, sent_recipient, monkeypatch):
    cache.clear()
    monkeypatch.setattr(journalist_pages, "VISITS_A_MINUTE", 2)
    codes = [client.get(page(sent_recipient)).status_code for _ in range(3)]
    assert codes == [200, 200, 429]


def test_guessing_links_is_stopped_and_holds_up_nobody_who_answers(client, sent_recipient, monkeypatch):
    cache.clear()
    monkeypatch.setattr(journalist_pages, "GUESSES_A_MINUTE", 2)
    codes = [client.get(f"/p/guess{number}/").status_code for number in range(3)]
    assert codes == [404, 404, 429]
    client.post(answer(sent_recipient, "interested"), {"text": ""})
    assert Response.objects.get().recipient == sent_recipient


def test_visitors_behind_our_proxy_are_told_apart(client, sent_recipient, monkeypatch, settings):
    cache.clear()
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    monkeypatch.setattr(journalist_pages, "VISITS_A_MINUTE", 1)
    for visitor in ("192.0.2.1", "192.0.2.2"):
        response = client.get(page(sent_recipient), headers={"x-forwarded-for": f"10.0.0.1, {visitor}"})
        assert response.status_code == 200


def test_page_without_a_story_shows_the_message_and_no_link_to_itself(client, sent_recipient):
    sent_recipient.pitch.story = ""
    sent_recipient.pitch.save()
    html = client.get(page(sent_recipient)).content.decode()
    assert "The results of the first full test are here: this page" in html


def test_values_of_a_journalist_cannot_become_markup(client, sent_recipient):
    sent_recipient.journalist.name = "<script>alert(1)</script>"
    sent_recipient.journalist.given_name = ""
    sent_recipient.journalist.save()
    assert "<script" not in client.get(page(sent_recipient)).content.decode()
