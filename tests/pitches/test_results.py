from django.urls import reverse

from campaigns.models import Client
from pitches import responses
from tests.factories.pitches import RecipientFactory


def detail(recipient):
    return reverse("pitches:pitch-detail", args=[recipient.pitch_id])


def test_results_show_the_team_who_answered_what(client_for, colleague, sent_recipient):
    responses.respond(recipient=sent_recipient, kind="interested", text="When does it go live?")
    html = client_for(colleague).get(detail(sent_recipient)).content.decode()
    assert sent_recipient.journalist.name in html
    assert "When does it go live?" in html


def test_results_tell_an_observer_figures_and_no_names_in_any_part(client_for, observer, sent_recipient):
    responses.respond(recipient=sent_recipient, kind="interested", text="When does it go live?")
    Client.objects.get(pk=sent_recipient.pitch.campaign.client_id).observers.add(observer)
    for headers in ({}, {"HX-Request": "true"}):
        html = client_for(observer).get(detail(sent_recipient), headers=headers).content.decode()
        assert "Reply rate 100 %" in html
        assert sent_recipient.journalist.name not in html
        assert "When does it go live?" not in html


def test_results_are_not_there_for_an_outsider(client_for, outsider, sent_recipient):
    assert client_for(outsider).get(detail(sent_recipient)).status_code == 404


def test_results_ask_a_stranger_to_sign_in(client, sent_recipient):
    assert client.get(detail(sent_recipient))["Location"].startswith(reverse("account_login"))


def test_results_cost_the_same_for_one_and_three(client_for, specialist, sent_recipient, django_assert_num_queries):
    browser = client_for(specialist)
    browser.get(detail(sent_recipient))
    with django_assert_num_queries(QUERIES):
        browser.get(detail(sent_recipient))
    RecipientFactory.create_batch(2, pitch=sent_recipient.pitch)
    with django_assert_num_queries(QUERIES):
        browser.get(detail(sent_recipient))


def test_handled_leads_back_to_the_pitch_wherever_it_is_asked_to(client_for, specialist, sent_recipient):
    response = responses.respond(recipient=sent_recipient, kind="more", text="Data")
    address = reverse("pitches:response-handled", args=[response.pk])
    answer = client_for(specialist).post(address, {"next": "https://elsewhere.example.org/"})
    assert answer["Location"] == sent_recipient.pitch.get_absolute_url()
    response.refresh_from_db()
    assert response.handled_by == specialist


QUERIES = 22
