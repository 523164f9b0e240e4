"""One field that finds everything: by kind, with slips forgiven, and only what the reader may see."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from contacts import search as contact_search
from core.folding import folded
from dashboard.finding import MOST
from dashboard.search import search
from mail.models import Thread
from tests.factories.campaigns import CampaignFactory
from tests.factories.contacts import JournalistFactory, OutletFactory
from tests.factories.coverage import ArticleFactory, ClipFactory
from tests.factories.events import InterviewFactory, MediaEventFactory
from tests.factories.inquiries import InquiryFactory
from tests.factories.mail import MailboxFactory
from tests.factories.mediakits import DocumentFactory, KitFactory
from tests.factories.pitches import PitchFactory
from tests.factories.reports import ReportFactory
from tests.mediakits.newsrooms import released

pytestmark = pytest.mark.django_db
WORD = "Altfelde"


def clip_on(client, title, **more):
    article = ArticleFactory(title=title, published_at=datetime(2026, 10, 14, 9, tzinfo=UTC))
    return ClipFactory(article=article, client=client, **{"state": "ours", "decided_at": timezone.now(), **more})


def one_of_each(client, owner):
    """Something of every kind with the word in it."""
    journalist = JournalistFactory(name=f"{WORD} Lindqvist", at_outlet=True)
    contact_search.refresh([journalist.pk])
    OutletFactory(name=f"{WORD} Echo", domain="echo.example.org")
    campaign = CampaignFactory(client=client, name=f"{WORD} switch-on", owner=owner)
    PitchFactory(campaign=campaign, title=f"{WORD} pitch", owner=owner)
    DocumentFactory(client=client, title=f"{WORD} release", owner=owner)
    KitFactory(client=client, title=f"{WORD} kit", owner=owner)
    InquiryFactory(client=client, subject=f"{WORD} question", search_text=folded(f"2026-0007 {WORD} question"))
    InterviewFactory(client=client, topic=f"{WORD} interview", search_text=folded(f"{WORD} interview"))
    MediaEventFactory(client=client, title=f"{WORD} visit", search_text=folded(f"{WORD} visit"))
    clip_on(client, f"{WORD} fills its hall")
    ReportFactory(client=client, title=f"{WORD} report", owner=owner)


def found(text, user):
    return {section.heading: [hit.title for hit in section.hits] for section in search(text, user=user)}


def test_every_kind_is_found_by_a_word(client_brand, specialist):
    one_of_each(client_brand, specialist)
    assert found(WORD, specialist) == {
        "Journalists": ["Altfelde Lindqvist"], "Outlets": ["Altfelde Echo"], "Inquiries": ["Altfelde question"],
        "Pitches": ["Altfelde pitch"], "Campaigns": ["Altfelde switch-on"], "Documents": ["Altfelde release"],
        "Media kits": ["Altfelde kit"], "Clips": ["Altfelde fills its hall"], "Interviews": ["Altfelde interview"],
        "Media events": ["Altfelde visit"], "Reports": ["Altfelde report"],
    }  # fmt: skip


@pytest.mark.parametrize("typed", ["altfelde", "ALTFELDE", "Áltfelde", "Altfeld", "Altfellde"])
def test_case_accents_and_slips_are_forgiven(client_brand, specialist, typed):
    one_of_each(client_brand, specialist)
    kinds = found(typed, specialist)
    assert {"Journalists", "Outlets", "Inquiries", "Pitches", "Campaigns", "Documents", "Media kits"} <= set(kinds)


def test_what_is_spelt_as_typed_keeps_out_what_only_resembles_it(client_brand, specialist):
    for name in ("Altfelde switch-on", "Altfeldt harbour"):
        CampaignFactory(client=client_brand, name=name, owner=specialist)
    assert found("Altfelde", specialist)["Campaigns"] == ["Altfelde switch-on"]


def test_number_of_an_inquiry_domain_of_an_outlet_and_client_of_a_campaign_lead_there(client_brand, specialist):
    one_of_each(client_brand, specialist)
    assert found("2026-0007", specialist) == {"Inquiries": ["Altfelde question"]}
    assert found("echo.exam", specialist) == {"Outlets": ["Altfelde Echo"]}
    assert found("Fernhall", specialist)["Campaigns"] == ["Altfelde switch-on"]


def test_observer_finds_their_clients_campaigns_clips_and_released_reports_alone(client_brand, specialist, observer):
    one_of_each(client_brand, specialist)
    assert found(WORD, observer) == {"Campaigns": ["Altfelde switch-on"], "Clips": ["Altfelde fills its hall"]}
    ReportFactory(client=client_brand, title="Altfelde released", released_at=timezone.now())
    assert found(WORD, observer)["Reports"] == ["Altfelde released"]


def test_observer_of_another_client_finds_nothing(client_brand, specialist, outsider):
    one_of_each(client_brand, specialist)
    assert found(WORD, outsider) == {}


def test_what_was_refused_in_triage_is_not_found(client_brand, specialist):
    clip_on(client_brand, "Fernhall Road closed", state="not_ours")
    assert "Clips" not in found("Fernhall Road", specialist)


@pytest.mark.parametrize(
    "text", ["", " ", "\x00", "%", "_", "a" * 200, "'; DROP TABLE", "((((", "NOT", '"', "\\", "😀", "х" * 50]
)
def test_nonsense_finds_nothing_and_breaks_nothing(client_brand, specialist, client_for, text):
    one_of_each(client_brand, specialist)
    answer = client_for(specialist).get("/search/", {"q": text})
    assert answer.status_code == 200
    assert b"Altfelde Lindqvist" not in answer.content


def test_each_kind_is_bounded(client_brand, specialist):
    for n in range(MOST + 3):
        CampaignFactory(client=client_brand, name=f"Altfelde {n}", owner=specialist)
    assert len(found("Altfelde", specialist)["Campaigns"]) == MOST


def test_pages_and_actions_are_found_by_their_words(client_for, specialist, manager, observer):
    def page(user, text, **headers):
        return client_for(user).get("/search/", {"q": text}, **headers).content.decode()

    assert 'href="/pitches/new/"' in page(specialist, "new pitch")
    assert 'href="/team/policy/"' in page(manager, "policy")
    assert 'href="/profile/telling/"' in page(specialist, "told", HTTP_HX_REQUEST="true")
    assert "Pages and actions" not in page(specialist, "go to pitches", HTTP_HX_REQUEST="true")
    assert 'href="/pitches/new/"' not in page(observer, "new pitch")


def test_strangers_are_asked_to_sign_in(client_for, specialist):
    assert client_for(None).get("/search/", {"q": WORD})["Location"].startswith("/account/login/")


def test_search_takes_the_same_number_of_queries_for_one_and_for_three(
    client_brand, specialist, client_for, django_assert_num_queries
):
    browser = client_for(specialist)
    one_of_each(client_brand, specialist)
    browser.get("/search/", {"q": WORD})
    for more in (0, 2):
        for n in range(more):
            PitchFactory(campaign=CampaignFactory(client=client_brand, name=f"{WORD} {n}"), title=f"{WORD} {n}")
            journalist = JournalistFactory(name=f"{WORD} Person {n}", at_outlet=True)
            contact_search.refresh([journalist.pk])
            clip_on(client_brand, f"{WORD} again {n}")
            KitFactory(client=client_brand, title=f"{WORD} kit {n}")
        with django_assert_num_queries(QUERIES):
            browser.get("/search/", {"q": WORD})


QUERIES = 26


def test_observer_finds_a_release_when_its_embargo_is_over_and_by_its_published_words(client_brand, observer):
    now = timezone.now()
    document = released(client_brand, title="Altfelde switch-on", public_from=now + timedelta(hours=1))
    assert found(WORD, observer) == {}
    past = now - timedelta(hours=1)
    type(document).objects.update(published_at=past, public_from=past, title="Altfelde reworded")
    assert found(WORD, observer) == {"Documents": ["Altfelde switch-on"]}
    assert found("reworded", observer) == {}


def test_a_mailbox_of_ones_own_is_not_searched_for_anybody(specialist, colleague):
    mailbox = MailboxFactory(owner=specialist)
    Thread.objects.create(
        mailbox=mailbox, subject="In confidence", search_text=" in confidence", last_message_at=timezone.now()
    )
    for reader in (specialist, colleague):
        assert found("confidence", reader) == {}
        assert found("confidense", reader) == {}


def test_clips_are_found_among_the_newest_and_older_ones_by_their_title(client_brand, specialist, monkeypatch):
    monkeypatch.setattr("dashboard.finding.NEWEST", 2)
    for title in ("Altfelde opens", "Harbour one", "Harbour two", "Harbour three"):
        clip_on(client_brand, title)
    assert found("altfelde", specialist)["Clips"] == ["Altfelde opens"]
    assert found("harbour", specialist)["Clips"] == ["Harbour three", "Harbour two", "Harbour one"]
    assert found("harbuor", specialist)["Clips"] == ["Harbour three", "Harbour two", "Harbour one"]


def test_last_names_that_begin_with_what_was_typed_come_first(specialist):
    for given, last in (("Linda", "Zola"), ("Ines", "Lindqvist"), ("Berlind", "Adams"), ("Anna", "Lindberg")):
        JournalistFactory(name=f"{given} {last}", given_name=given, family_name=last)
    assert found("lind", specialist)["Journalists"] == [
        "Anna Lindberg",
        "Ines Lindqvist",
        "Linda Zola",
        "Berlind Adams",
    ]


@pytest.mark.parametrize(
    "typed", ["Lindqvist, Maya", "“Maya Lindqvist”", "Lindqvist (Maya)", "Maya – Lindqvist!", "maya?"]
)
def test_signs_beside_words_do_not_keep_anything_from_being_found(client_brand, specialist, typed):
    people = [JournalistFactory(name=name) for name in ("Maya Lindqvist", "Maja Lindquist")]
    contact_search.refresh([person.pk for person in people])
    CampaignFactory(client=client_brand, name="Maya Lindqvist joins", owner=specialist)
    clip_on(client_brand, "Who is Maya Lindqvist?")
    exactly = {
        "Journalists": ["Maya Lindqvist"],
        "Campaigns": ["Maya Lindqvist joins"],
        "Clips": ["Who is Maya Lindqvist?"],
    }
    assert found(typed, specialist) == exactly, "and nobody who is only spelt alike"


@pytest.mark.parametrize("typed", ["o'brien", "O’Brien,", "(O'Brien)", "brien;"])
def test_signs_within_words_are_searched_for(specialist, typed):
    people = [JournalistFactory(name=name) for name in ("Ines O'Brien", "Ines Obrist")]
    contact_search.refresh([person.pk for person in people])
    assert found(typed, specialist) == {"Journalists": ["Ines O'Brien"]}


def test_pages_are_found_whatever_stands_beside_the_word(specialist, client_for):
    page = client_for(specialist).get("/search/", {"q": "“pitches”,"}).content.decode()
    assert 'href="/pitches/"' in page.partition("Pages and actions")[2]
