"""Where the links of previews and tests lead: pages for the team that answer nothing for a journalist."""

import re
from email import message_from_bytes, policy

import pytest
from django.urls import reverse

from mail.models import OutgoingMessage
from pitches.answers import ANSWERS
from pitches.models import Recipient, Response
from pitches.preview_links import answer_path, page_path, way_out_path
from tests.factories.pitches import PitchFactory, RecipientFactory, pitch_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def ines(specialist) -> Recipient:
    return RecipientFactory(
        pitch__owner=specialist, journalist__name="Ines Albrecht", journalist__given_name="Ines", reason="Asked us."
    )


@pytest.fixture
def browser(client_for, specialist):
    return client_for(specialist)


def pages(recipient: Recipient) -> list[str]:
    return [page_path(recipient), way_out_path(recipient), *(answer_path(recipient, kind) for kind in ANSWERS)]


def test_every_link_of_a_test_to_us_leads_to_a_preview(ines, browser, settings):
    browser.post(reverse("pitches:pitch-test", args=[ines.pitch.pk]))
    links = re.findall(r'href="([^"]*)"', part_of(OutgoingMessage.objects.get(), "html"))

    assert {link.removeprefix(settings.SITE_URL) for link in links} == {page_path(ines), way_out_path(ines)}
    for link in links:
        assert "as for Ines Albrecht" in browser.get(link.removeprefix(settings.SITE_URL)).content.decode()


def part_of(message: OutgoingMessage, kind: str) -> str:
    return message_from_bytes(bytes(message.raw), policy=policy.default).get_body((kind,)).get_content()


def test_a_test_holds_no_link_that_is_or_becomes_the_journalists_own(ines, browser):
    browser.post(reverse("pitches:pitch-test", args=[ines.pitch.pk]))
    text = part_of(OutgoingMessage.objects.get(), "plain")
    composer = browser.get(reverse("pitches:pitch-compose", args=[ines.pitch.pk])).content.decode()

    assert "Its links to us open a preview for the team; nothing that you answer there is kept." in text
    assert (page_path(ines) in text, page_path(ines) in composer) == (True, True)
    for token in (ines.token, ines.journalist.token):
        assert (token in text, token in composer) == (False, False)


def test_the_preview_is_the_page_of_the_journalist_and_says_that_it_is_none(ines, browser):
    page = browser.get(page_path(ines)).content.decode()
    assert "<b>A preview</b>, as for Ines Albrecht. What you do here changes nothing, and nobody is told." in page
    assert ines.pitch.subject in page
    assert "The plant stood still for three years." in page
    assert "You get this because: Asked us." in page
    assert [kind for kind in ANSWERS if f'href="{answer_path(ines, kind)}"' in page] == list(ANSWERS)
    for token in (ines.token, ines.journalist.token):
        assert token not in page


@pytest.mark.parametrize("kind", list(ANSWERS))
def test_answering_a_preview_records_nothing_and_says_so(kind, ines, browser):
    before = Recipient.objects.values().get()
    asked = browser.get(answer_path(ines, kind)).content.decode()
    answer = browser.post(answer_path(ines, kind), {"text": "The data, please."})
    page = browser.get(answer["Location"]).content.decode()

    assert f"About “{ines.pitch.subject}”" in asked
    assert "<b>Nothing was recorded.</b> This is a preview: the answer is not kept, and nobody is told." in page
    assert ANSWERS[kind].thanks.format(name="Maya") in page
    assert (Response.objects.count(), ines.journalist.timeline.count()) == (0, 0)
    assert Recipient.objects.values().get() == before
    assert "Nothing was recorded" not in browser.get(page_path(ines)).content.decode()


def test_a_preview_of_a_pitch_that_went_out_answers_for_nobody(sent_recipient, client_for, specialist, client):
    browser = client_for(specialist)
    answer = browser.post(answer_path(sent_recipient, "interested"), {"text": ""})
    assert "Nothing was recorded" in browser.get(answer["Location"]).content.decode()
    assert Response.objects.count() == 0
    theirs = client.get(reverse("pitches-public:pitch", args=[sent_recipient.token])).content.decode()
    assert "You said" not in theirs
    assert "preview" not in theirs


def test_a_journalists_answer_is_not_shown_in_the_preview(sent_recipient, client_for, specialist, client):
    client.post(reverse("pitches-public:answer", args=[sent_recipient.token, "no"]), {"text": "Asked in private"})
    page = client_for(specialist).get(page_path(sent_recipient)).content.decode()
    assert ("You said" in page, "Asked in private" in page) == (False, False)


def test_a_preview_asks_for_what_a_journalist_is_asked_for(ines, browser):
    answer = browser.post(answer_path(ines, "more"), {"text": ""})
    assert answer.status_code == 422
    assert "Say in a few words what you would like" in answer.content.decode()


def test_the_way_out_of_a_preview_takes_nobody_off_a_list(ines, browser):
    page = browser.get(way_out_path(ines)).content.decode()
    assert "Here they say what they want from us" in page
    assert "<form" not in page
    assert browser.post(way_out_path(ines)).status_code == 405
    ines.journalist.refresh_from_db()
    assert ines.journalist.do_not_contact is False


def test_previews_open_to_the_team_alone(ines, client_for, colleague, observer, outsider):
    ines.pitch.campaign.client.observers.add(observer)
    for path in pages(ines):
        assert "Ines Albrecht" in client_for(colleague).get(path).content.decode()
        for person in (observer, outsider, None):
            answer = client_for(person).get(path)
            assert answer.status_code in {302, 403, 404}
            assert b"Ines" not in answer.content
            assert ines.pitch.subject.encode() not in answer.content
    for person in (observer, outsider, None):
        answer = client_for(person).post(answer_path(ines, "interested"), {"text": ""})
        assert answer.status_code in {302, 403, 404}
        assert "said=" not in answer.get("Location", "")


def test_a_recipient_of_another_pitch_is_not_shown(ines, browser):
    other = RecipientFactory(journalist__name="Ruth Feldmann")
    address = reverse("pitches:page-preview", args=[ines.pitch.pk])
    for wanted in (str(other.pk), "0", "-1", "x", "9" * 40):
        page = browser.get(address, {"to": wanted}).content.decode()
        assert ("Ines Albrecht" in page, "Ruth Feldmann" in page) == (True, False)


def test_without_recipients_somebody_made_up_is_shown(browser, specialist):
    pitch = PitchFactory(owner=specialist)
    address = reverse("pitches:page-preview", args=[pitch.pk])
    assert "as for somebody made up" in browser.get(address).content.decode()
    answer = browser.post(reverse("pitches:answer-preview", args=[pitch.pk, "interested"]), {"text": ""})
    assert answer["Location"] == f"{address}?said=interested"


@pytest.mark.parametrize("kind", ["reply", "nonsense"])
def test_an_answer_that_does_not_exist_is_not_found(kind, ines, browser):
    assert browser.get(answer_path(ines, kind)).status_code == 404
    assert "Nothing was recorded" not in browser.get(page_path(ines, said=kind)).content.decode()


def test_a_page_with_a_broken_merge_field_leads_back_to_the_pitch(ines, browser):
    ines.pitch.story = "<p>{{ firstname }}</p>"
    ines.pitch.save()
    page = browser.get(page_path(ines), follow=True).content.decode()
    assert "The pitch page cannot be shown yet. There is no merge field" in page


def test_a_preview_costs_the_same_for_one_and_three_recipients(browser, specialist, django_assert_num_queries):
    pitches = [pitch_to(count, owner=specialist) for count in (1, 1, 3)]
    browser.get(page_path(pitches[0].recipients.first()))
    for pitch in pitches[1:]:
        address = page_path(pitch.recipients.first())
        with django_assert_num_queries(9):
            browser.get(address)
