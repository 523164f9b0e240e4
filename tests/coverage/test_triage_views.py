"""The screen of triage: who sees it, what it shows, what each key does."""

import re
from collections.abc import Callable

import pytest
from django.http import QueryDict
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from campaigns.models import Client, Spokesperson
from coverage.articles.addresses import key_of
from coverage.clips import authors, deciding, proposing
from coverage.clips import queue as queues
from coverage.clips.queue import Place, Queue
from coverage.forms.triage import VerdictForm
from coverage.models import Article, Clip, Monitor, MonitorMatch
from team.models import User
from tests.coverage.conftest import Noting
from tests.coverage.stories import WINDLESS
from tests.factories.campaigns import CampaignFactory, ClientFactory, KeyMessageFactory
from tests.factories.contacts import JournalistFactory, OutletFactory
from tests.factories.coverage import ArticleFactory, BylineFactory, MonitorFactory

SignIn = Callable[[User | None], Browser]
TRIAGE = "/coverage/"


@pytest.fixture
def monitor(client_brand: Client) -> Monitor:
    return MonitorFactory(client=client_brand, name="Fernhall")


def wait_for_a_decision(monitor: Monitor, **article: object) -> Clip:
    made = ArticleFactory(**{"text": WINDLESS, "language": "en", "word_count": 1140} | article)
    [clip] = proposing.propose(made, [MonitorMatch.objects.create(monitor=monitor, article=made)])
    return clip


def at(clip: Clip, what: str = "clip") -> str:
    return reverse(f"coverage:triage-{what}", args=[clip.pk])


def text_of(response: object) -> str:
    return " ".join(response.content.decode().split())


def test_the_article_shows_what_concerns_us_and_what_is_suggested(
    monitor: Monitor, specialist: User, client_for: SignIn, listener: Noting
) -> None:
    campaign = CampaignFactory(client=monitor.client, name="Altfelde switch-on")
    KeyMessageFactory(campaign=campaign, text="100 hours of power, not four")
    KeyMessageFactory(campaign=campaign, text="We lose more than half of what goes in")
    Spokesperson.objects.create(client=monitor.client, name="Elin Sørvaag")
    outlet = OutletFactory(name="Transition Brief", kind="newsletter", reach=21_400, reach_source="its own figure")
    article = ArticleFactory(title="Storage for the windless week", text=WINDLESS, language="en", outlet=outlet)
    BylineFactory(article=article, journalist=JournalistFactory(name="Ruth Feldmann"))
    proposing.propose(article, [MonitorMatch.objects.create(monitor=monitor, article=article)])

    page = text_of(client_for(specialist).get(TRIAGE))
    assert "1 to confirm" in page
    assert "<mark>One of the odder answers stands in Altfelde, where <b>Fernhall Storage</b>" in page
    assert "3 sentences left out" in page
    assert "Newsletter with 21,400 readers (its own figure)" in page
    for option in ("Altfelde switch-on", "Ruth Feldmann", "Neutral", "Body", "Quote", "Policy newsletters"):
        assert f"selected>{option}</option>" in page
    assert 'value="2" id="id_message-' in page
    assert "Policy newsletters: Ruth opened its page on 4 November." in page


def test_y_confirms_with_what_was_corrected_and_opens_the_next(
    monitor: Monitor, specialist: User, client_for: SignIn, listener: Noting
) -> None:
    campaign = CampaignFactory(client=monitor.client)
    message = KeyMessageFactory(campaign=campaign, text="Rust is what makes it work")
    first, second = wait_for_a_decision(monitor), wait_for_a_decision(monitor)
    elin = Spokesperson.objects.create(client=monitor.client, name="Elin Sørvaag")
    response = client_for(specialist).post(
        at(first, "confirmation"),
        {
            "campaign": campaign.pk,
            "tone": "positive",
            "prominence": "lead",
            "depth": "feature",
            "value": "2",
            "quoted": [elin.pk],
            f"message-{message.pk}": "1",
            "origin-pitch": "9",
        },
    )
    assert response.url == at(second)
    first.refresh_from_db()
    assert (first.state, first.decided_by, first.campaign) == ("ours", specialist, campaign)
    assert (first.tone, first.prominence, first.depth, first.value) == ("positive", "lead", "feature", 2)
    assert list(first.quoted.all()) == [elin]
    assert [(row.key_message, row.score) for row in first.messages.all()] == [(message, 1)]
    assert listener.choices == [(first.pk, "9")]


def test_n_rejects_and_undo_takes_it_back(monitor: Monitor, specialist: User, client_for: SignIn) -> None:
    clip = wait_for_a_decision(monitor)
    browser = client_for(specialist)
    page = text_of(browser.post(at(clip, "rejection"), follow=True))
    clip.refresh_from_db()
    assert clip.state == Clip.State.NOT_OURS
    assert "Nothing waits to be confirmed" in page
    assert f'action="{at(clip, "return")}"' in page
    assert browser.post(at(clip, "return")).url == at(clip)
    clip.refresh_from_db()
    assert clip.state == Clip.State.WAITING


def test_htmx_gets_the_part_and_the_toast(monitor: Monitor, specialist: User, client_for: SignIn) -> None:
    clip, following = wait_for_a_decision(monitor), wait_for_a_decision(monitor)
    response = client_for(specialist).post(
        at(clip, "rejection"), {"filters": f"monitor={monitor.pk}"}, headers={"HX-Request": "true"}, follow=True
    )
    assert response.redirect_chain == [(f"{at(following)}?monitor={monitor.pk}", 302)]
    assert response.content.decode().lstrip().startswith('<div class="d-contents" id="triage"')
    assert at(clip, "return") in response["HX-Trigger"]


def test_s_links_a_copy_which_is_then_decided_with_its_original(
    monitor: Monitor, specialist: User, client_for: SignIn
) -> None:
    original = wait_for_a_decision(monitor, title="Was nach der Kohle kommt")
    copy = wait_for_a_decision(monitor, title="Was nach der Kohle kommt", url="https://radio.example.org/kohle")
    browser = client_for(specialist)
    browser.post(at(copy, "copy"), {"original": original.article_id})
    page = text_of(browser.get(TRIAGE))
    assert "1 to confirm" in page
    assert "The copy in radio.example.org is decided with it" in page
    assert "with its copy" in text_of(browser.post(at(original, "confirmation"), follow=True))
    assert set(Clip.objects.values_list("state", flat=True)) == {"ours"}


def test_undoing_a_copy_gives_back_what_was_linked_before(
    monitor: Monitor, specialist: User, client_for: SignIn
) -> None:
    first, second, copy = (wait_for_a_decision(monitor) for _ in range(3))
    Article.objects.filter(pk=copy.article_id).update(original=first.article)
    browser = client_for(specialist)
    own = ArticleFactory(original=copy.article)
    page = browser.post(at(copy, "copy"), {"original": second.article_id}, follow=True).content.decode()
    own.refresh_from_db()
    assert own.original == second.article
    [kept] = re.findall(r"\?kept=([\w-]+)", page)
    told = [text_of(browser.post(f"{at(copy, 'separation')}?kept={kept}", follow=True)) for _ in range(2)]
    assert ("Taken back" in told[0], "cannot be taken back" in told[1]) == (True, True)
    for article, original, by_hand in ((copy.article, first.article, False), (own, copy.article, False)):
        article.refresh_from_db()
        assert (article.original, article.is_original_by_hand) == (original, by_hand)


def test_what_a_colleague_decided_meanwhile_stays_and_is_said(
    monitor: Monitor, specialist: User, colleague: User, client_for: SignIn
) -> None:
    clip = wait_for_a_decision(monitor)
    deciding.confirm(clip=clip, by=colleague)
    page = text_of(client_for(specialist).post(at(clip, "rejection"), follow=True))
    clip.refresh_from_db()
    assert (clip.state, clip.decided_by) == (Clip.State.OURS, colleague)
    assert "was decided before by Priya Raman: ours. Nothing was changed." in page


def test_bad_input_is_answered_and_nothing_chosen_is_lost(
    monitor: Monitor, specialist: User, client_for: SignIn
) -> None:
    clip, foreign = wait_for_a_decision(monitor), CampaignFactory()
    response = client_for(specialist).post(
        at(clip, "confirmation"), {"campaign": foreign.pk, "tone": "negative", "value": "9"}
    )
    page = text_of(response)
    assert response.status_code == 422
    assert page.count("Select a valid choice.") == 2
    assert '<option value="negative" selected>Negative</option>' in page
    clip.refresh_from_db()
    assert clip.state == Clip.State.WAITING


def test_what_is_probably_not_ours_stands_last_and_copies_after_their_original(
    monitor: Monitor, specialist: User, client_for: SignIn
) -> None:
    unlikely = wait_for_a_decision(monitor, title="Fernhall Road closed")
    Clip.objects.filter(pk=unlikely.pk).update(score=0.1)
    original, other = wait_for_a_decision(monitor, title="Original"), wait_for_a_decision(monitor, title="Other")
    copy = wait_for_a_decision(monitor, title="Copy", original=original.article)
    browser = client_for(specialist)
    page = browser.get(TRIAGE)
    assert list(page.context["page_obj"]) == [original, copy, other, unlikely]
    assert "Likely a copy" in text_of(page)
    assert "Probably not ours" in text_of(page)
    middle = browser.get(at(copy)).context
    assert (middle["position"], middle["preceding"], middle["following"]) == (2, original, other)


def test_each_clip_knows_its_neighbours_on_other_pages_too(
    monitor: Monitor, specialist: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queues, "A_PAGE", 2)
    clips = [wait_for_a_decision(monitor, title=f"Number {n}") for n in range(1, 6)]
    queue = Queue(QueryDict(), user=specialist)
    places = [queue.place(clip, queue.page(holding=clip)) for clip in clips]
    assert places == [Place(n, before, after) for n, before, after in zip(
        range(1, 6), [None, *clips], [*clips[1:], None], strict=False
    )]  # fmt: skip
    elsewhere = queue.place(clips[4], queue.page())
    assert elsewhere == Place(5, clips[3], None)


def test_the_list_is_narrowed_by_its_address(monitor: Monitor, specialist: User, client_for: SignIn) -> None:
    other = MonitorFactory(client=ClientFactory(name="Kestrel Ferries"))
    ours, theirs = wait_for_a_decision(monitor), wait_for_a_decision(other)
    browser = client_for(specialist)
    assert list(browser.get(TRIAGE, {"client": other.client_id}).context["page_obj"]) == [theirs]
    assert list(browser.get(TRIAGE, {"monitor": monitor.pk}).context["page_obj"]) == [ours]
    assert list(browser.get(TRIAGE, {"client": "nonsense"}).context["page_obj"]) == [ours, theirs]
    quiet = MonitorFactory(client=monitor.client)
    assert "Nothing waits in this list" in text_of(browser.get(TRIAGE, {"monitor": quiet.pk}))


def test_several_are_decided_at_once_and_taken_back_at_once(
    monitor: Monitor, specialist: User, colleague: User, client_for: SignIn
) -> None:
    clips = [wait_for_a_decision(monitor) for _ in range(3)]
    deciding.confirm(clip=clips[2], by=colleague)
    browser = client_for(specialist)
    page = text_of(
        browser.post(
            reverse("coverage:triage-decisions"), {"do": "not_ours", "clip": [clip.pk for clip in clips]}, follow=True
        )
    )
    assert "Not ours: 2 articles" in page
    assert "1 article left alone: somebody has decided in the meantime." in page
    assert sorted(Clip.objects.values_list("state", flat=True)) == ["not_ours", "not_ours", "ours"]
    browser.post(reverse("coverage:triage-returns") + f"?clip={clips[0].pk}&clip={clips[1].pk}")
    assert sorted(Clip.objects.values_list("state", flat=True)) == ["ours", "waiting", "waiting"]
    nothing = browser.post(reverse("coverage:triage-decisions"), {"do": "ours"}, follow=True)
    assert "Nothing is chosen." in text_of(nothing)


def test_a_message_keeps_the_sentence_that_carries_it_when_the_campaign_changes(
    monitor: Monitor, specialist: User, client_for: SignIn
) -> None:
    clip, campaign = wait_for_a_decision(monitor), CampaignFactory(client=monitor.client)
    KeyMessageFactory(campaign=campaign, text="100 hours of power, not four")
    client_for(specialist).post(at(clip, "confirmation"), {"campaign": campaign.pk})
    row = clip.messages.get()
    assert (row.score > 0, "100 hours" in row.sentence) == (True, True)


def test_choosing_a_campaign_asks_for_its_messages(monitor: Monitor, specialist: User, client_for: SignIn) -> None:
    clip, campaign = wait_for_a_decision(monitor), CampaignFactory(client=monitor.client)
    KeyMessageFactory(campaign=campaign, text="100 hours of power, not four")
    browser = client_for(specialist)
    part = text_of(browser.get(at(clip, "messages"), {"campaign": campaign.pk}))
    assert "“The hall delivers power for 100 hours" in part
    assert "Key messages" not in text_of(browser.get(at(clip, "messages"), {"campaign": ""}))
    assert "Key messages" not in text_of(browser.get(at(clip, "messages"), {"campaign": CampaignFactory().pk}))


def test_the_whole_text_is_a_click_away(monitor: Monitor, specialist: User, client_for: SignIn) -> None:
    clip = wait_for_a_decision(monitor)
    browser = client_for(specialist)
    assert "The trick is old." not in text_of(browser.get(at(clip)))
    assert "The trick is old." in text_of(browser.get(at(clip), {"whole": "1"}))


def test_an_address_that_cannot_be_one_is_answered_and_kept(
    client_brand: Client, specialist: User, client_for: SignIn
) -> None:
    response = client_for(specialist).post(
        reverse("coverage:triage-address"), {"url": "not an address", "client": client_brand.pk}
    )
    assert response.status_code == 422
    assert "That is not the address of a page." in text_of(response)
    assert 'value="not an address"' in text_of(response)


def test_a_known_article_is_clipped_by_its_address_without_fetching_it_again(
    client_brand: Client, specialist: User, client_for: SignIn
) -> None:
    article = ArticleFactory(url="https://paper.example.org/known", text=WINDLESS)
    article.addresses.create(url=article.url, url_key=key_of(article.url))
    response = client_for(specialist).post(
        reverse("coverage:triage-address"), {"url": "paper.example.org/known?utm_source=x", "client": client_brand.pk}
    )
    clip = Clip.objects.get()
    assert response.url == at(clip)
    assert (clip.article, clip.origin, clip.added_by) == (article, Clip.Origin.ADDRESS, specialist)


def test_observers_and_strangers_see_nothing_of_it(
    monitor: Monitor, observer: User, outsider: User, client_for: SignIn
) -> None:
    clip = wait_for_a_decision(monitor, title="Confidential so far")
    for user in (observer, outsider):
        browser = client_for(user)
        answers = [browser.get(TRIAGE), browser.get(at(clip)), browser.get(at(clip, "messages"))]
        answers += [browser.post(at(clip, what)) for what in ("confirmation", "rejection", "copy", "return")]
        answers += [browser.post(reverse(f"coverage:triage-{what}")) for what in ("address", "decisions", "returns")]
        assert {answer.status_code for answer in answers} == {403}
        assert not any("Confidential" in answer.content.decode() for answer in answers)
        assert "/coverage/triage" not in browser.get("/", follow=True).content.decode()
    anonymous = client_for(None)
    assert anonymous.get(at(clip)).url.startswith("/account/login/")
    assert anonymous.post(at(clip, "rejection")).url.startswith("/account/login/")
    clip.refresh_from_db()
    assert clip.state == Clip.State.WAITING


def test_the_sidebar_counts_what_waits(monitor: Monitor, colleague: User, client_for: SignIn) -> None:
    for _ in range(2):
        wait_for_a_decision(monitor)
    page = text_of(client_for(colleague).get(TRIAGE))
    assert '2<span class="visually-hidden"> to confirm</span>' in page


@pytest.mark.parametrize("rows", [1, 3])
def test_a_page_costs_the_same_whatever_waits(
    rows: int,
    monitor: Monitor,
    specialist: User,
    client_for: SignIn,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    campaign = CampaignFactory(client=monitor.client)
    monitor = MonitorFactory(client=monitor.client, purpose=Monitor.Purpose.CAMPAIGN, campaign=campaign)
    for number in range(rows):
        KeyMessageFactory(campaign=campaign, text=f"{number} 100 hours of power, not four")
        Spokesperson.objects.create(client=monitor.client, name=f"Elin Sørvaag{number}")
    for number in range(rows):
        clip = wait_for_a_decision(monitor, outlet=OutletFactory())
        for each in range(rows):
            BylineFactory(article=clip.article, name=f"{number} {each}", journalist=JournalistFactory())
        wait_for_a_decision(monitor, original=clip.article)
    browser = client_for(specialist)
    browser.get(TRIAGE)
    with django_assert_num_queries(35):
        browser.get(TRIAGE)


def test_the_author_is_offered_however_many_work_at_the_outlet(
    monitor: Monitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    outlet = OutletFactory()
    for number in range(60):
        JournalistFactory(name=f"A{number:02}", position__outlet=outlet)
    article = ArticleFactory(text=WINDLESS, outlet=outlet)
    author = BylineFactory(article=article, journalist=JournalistFactory(name="Zoë Zander")).journalist
    [clip] = proposing.propose(article, [MonitorMatch.objects.create(monitor=monitor, article=article)])

    monkeypatch.setattr(authors, "MOST_OF_OUTLET", 50)
    found = authors.offered(clip)
    assert (found[0], len(found)) == (author, 51)


def test_of_an_unknown_outlet_nobody_but_the_author_is_offered(monitor: Monitor) -> None:
    JournalistFactory.create_batch(3)
    clip = wait_for_a_decision(monitor)
    author = BylineFactory(article=clip.article, journalist=JournalistFactory()).journalist

    assert authors.offered(clip) == [author]


def test_who_was_quoted_is_offered_though_archived(monitor: Monitor) -> None:
    clip = wait_for_a_decision(monitor)
    names = {"Elin": None, "Marek": timezone.now(), "Anke": timezone.now()}
    people = [Spokesperson.objects.create(client=clip.client, name=n, archived_at=at) for n, at in names.items()]
    clip.quoted.add(people[1])

    form = VerdictForm(clip=clip, authors=[], offers=[])
    assert set(form.fields["quoted"].queryset) == set(people[:2])
