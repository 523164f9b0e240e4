"""Discover: bylines of people who are not contacts yet."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from contacts import timeline, undoing
from contacts.models import Journalist, Outlet
from coverage.models import Byline, MonitorMatch, NotAPerson
from coverage.monitors.indexing import index
from coverage.press import discovering
from tests.factories.campaigns import CampaignFactory
from tests.factories.contacts import BeatFactory, JournalistFactory, OutletFactory
from tests.factories.coverage import ArticleFactory, BylineFactory, MonitorFactory

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
ACTS = ["newcomer-addition", "newcomer-link", "newcomer-dismissal"]


@pytest.fixture
def browser(client_for, specialist):
    return client_for(specialist)


def signed(name="Ruth Feldmann", title="Grid fees rise", *, domain="stromblatt.example.org", days=3, **article):
    at = timezone.now() - timedelta(days=days)
    article = {"outlet_name": "Stromblatt", "language": "de-DE", **article}
    one = ArticleFactory(title=title, url=f"https://{domain}/{Byline.objects.count()}", published_at=at, **article)
    BylineFactory(article=one, name=name, domain=domain, published_at=at)
    index(one)
    return one


def meant(name="ruth feldmann", **more):
    return {"name_key": name, "domain": "stromblatt.example.org", **more}


def names(browser, **query):
    return [one.name for one in browser.get(reverse("coverage:discover"), query).context["newcomers"]]


def test_the_team_discovers_and_nobody_else(client_for, specialist, colleague, observer):
    signed()
    address = reverse("coverage:discover")
    for person in (specialist, colleague):
        assert "Ruth Feldmann" in client_for(person).get(address).content.decode()
    refused = client_for(observer).get(address)
    assert refused.status_code in {403, 404}
    assert b"Ruth" not in refused.content
    assert client_for(None).get(address).status_code == 302


@pytest.mark.parametrize("name", ACTS)
def test_nobody_outside_the_team_adds_or_dismisses(name, client_for, observer):
    signed()
    known = JournalistFactory(name="Ruth Feldmann")
    for person in (observer, None):
        answer = client_for(person).post(reverse(f"coverage:{name}"), meant(journalist=known.pk))
        assert answer.status_code in {302, 403, 404}
    assert Journalist.objects.count() == 1
    assert not NotAPerson.objects.exists()
    assert Byline.objects.get().journalist is None


def test_those_who_wrote_most_stand_first_with_their_articles(browser):
    signed("Tamsin North", "Once")
    signed("Ruth Feldmann", "First of two", days=9)
    signed("Ruth Feldmann", "Second of two", days=1)
    BylineFactory(name="Ines Albrecht", journalist=JournalistFactory(name="Ines Albrecht"))
    page = browser.get(reverse("coverage:discover"))
    assert [one.name for one in page.context["newcomers"]] == ["Ruth Feldmann", "Tamsin North"]
    text = " ".join(page.content.decode().split())
    assert "2 bylines of people who are not contacts yet" in text
    assert text.index("Second of two") < text.index("First of two")
    assert "an outlet that is new to you" in text


def test_beat_words_and_campaign_narrow_down(browser, client_brand):
    grid = BeatFactory(name="Grid fees")
    campaign = CampaignFactory(client=client_brand)
    monitor = MonitorFactory(client=client_brand, campaign=campaign, purpose="campaign")
    signed("Ruth Feldmann", "Grid fees rise")
    MonitorMatch.objects.create(monitor=monitor, article=signed("Tamsin North", "A ferry for the islands"))
    signed("Otto Elsewhere", "Opera")
    assert names(browser, beat=grid.pk) == ["Ruth Feldmann"]
    assert names(browser, q="ferry islands") == ["Tamsin North"]
    assert names(browser, campaign=campaign.pk) == ["Tamsin North"]
    assert names(browser, campaign=campaign.pk, q="opera") == []
    assert len(names(browser, q="!!")) == 3
    assert len(names(browser, beat="999", campaign="x")) == 3


def test_adding_makes_a_contact_with_outlet_beat_and_articles(browser, specialist):
    grid = BeatFactory(name="Grid fees")
    signed()
    elsewhere = signed(domain="polderpost.example.net", outlet_name="Polderpost")
    answer = browser.post(reverse("coverage:newcomer-addition"), meant(beat=grid.pk), headers=HTMX)
    ruth = Journalist.objects.with_primary().get()
    assert (ruth.name, ruth.language, ruth.owner, ruth.source) == (
        "Ruth Feldmann", "de", specialist, "Byline: Grid fees rise",
    )  # fmt: skip
    outlet = ruth.primary_position.outlet
    assert (outlet.name, outlet.domain) == ("Stromblatt", "stromblatt.example.org")
    assert outlet.articles.count() == 1
    assert [beat.name for beat in ruth.beats.all()] == ["Grid fees"]
    assert set(Byline.objects.values_list("journalist", flat=True)) == {ruth.pk}
    assert elsewhere.bylines.get().is_by_hand is False
    assert ruth.get_absolute_url() in answer.content.decode()
    assert "Ruth Feldmann added to contacts" in answer["HX-Trigger"]


def test_what_they_probably_cover_is_guessed_and_taken_along(browser):
    BeatFactory(name="Opera")
    signed(title="Grid fees rise", excerpt="The grid fee goes up.")
    grid = BeatFactory(name="Grid fees")
    page = browser.get(reverse("coverage:discover")).content.decode()
    assert "Probably covers Grid fees" in page
    assert f'name="beat" value="{grid.pk}"' in page


def test_adding_uses_the_outlet_that_is_known(browser):
    outlet = OutletFactory(name="Stromblatt", domain="stromblatt.example.org", country="DE")
    signed(outlet=outlet)
    browser.post(reverse("coverage:newcomer-addition"), meant())
    assert Outlet.objects.get() == outlet
    assert Journalist.objects.get().country == "DE"


def test_adding_twice_adds_once_and_says_so(browser):
    signed()
    for _ in range(2):
        answer = browser.post(reverse("coverage:newcomer-addition"), meant(query="q=grid"), follow=True)
    assert Journalist.objects.count() == 1
    assert "A colleague was faster" in answer.content.decode()
    assert answer.redirect_chain == [(reverse("coverage:discover") + "?q=grid", 302)]


def test_undo_takes_them_out_again_with_the_outlet(browser, specialist):
    signed()
    _, undo = discovering.add(**meant(), by=specialist)
    browser.post(undo)
    assert not Journalist.objects.exists()
    assert not Outlet.objects.exists()
    assert names(browser) == ["Ruth Feldmann"]


def test_undo_is_too_late_once_something_was_done_with_them(browser, specialist):
    signed()
    ruth, undo = discovering.add(**meant(), by=specialist)
    timeline.record(journalist=ruth, kind="call", headline="Call")
    assert "cannot be taken back" in browser.post(undo, follow=True).content.decode()
    assert Journalist.objects.get() == ruth


def test_a_contact_of_the_same_name_is_offered_and_linked(browser):
    known = JournalistFactory(name="Ruth Feldmann", position__outlet=OutletFactory(name="Polderpost"))
    signed("RUTH FELDMANN")
    page = " ".join(browser.get(reverse("coverage:discover")).content.decode().split())
    assert "Ruth Feldmann, Reporter at Polderpost" in page
    browser.post(reverse("coverage:newcomer-link"), meant(journalist=known.pk))
    byline = Byline.objects.get()
    assert (byline.journalist, byline.is_by_hand) == (known, True)
    assert Journalist.objects.count() == 1


def test_a_name_of_no_person_is_not_offered_again_until_that_is_taken_back(browser, specialist):
    signed("Newsroom Staff")
    signed("Newsroom Staff", domain="elsewhere.example.org")
    browser.post(reverse("coverage:newcomer-dismissal"), meant("newsroom staff"))
    assert names(browser) == []
    assert NotAPerson.objects.get().by == specialist
    _, undo = discovering.dismiss(name_key="newsroom staff", by=specialist)
    browser.post(undo)
    assert names(browser) == ["Newsroom Staff"] * 2


@pytest.mark.parametrize("given", [{}, {"name_key": "nobody"}, {"name_key": "x" * 500}, {"name_key": "a\x00b"}])
@pytest.mark.parametrize("name", ACTS)
def test_what_is_not_there_is_said_kindly(name, given, browser):
    signed()
    known = JournalistFactory()
    answer = browser.post(reverse(f"coverage:{name}"), {**given, "journalist": known.pk}, follow=True)
    assert "Nobody of that name is left to add" in answer.content.decode()


def test_a_name_of_no_person_is_kept_once_and_never_empty(specialist):
    NotAPerson.objects.create(name="dpa", name_key="dpa")
    for key in ("dpa", ""):
        with pytest.raises(IntegrityError), transaction.atomic():
            NotAPerson.objects.create(name="x", name_key=key)


@pytest.mark.parametrize(
    ("query", "words"),
    [({}, "No bylines yet"), ({"q": "opera"}, "Nobody new writes about that")],
)
def test_none_yet_differs_from_nothing_matches(query, words, browser):
    assert words in browser.get(reverse("coverage:discover"), query).content.decode()


def test_when_everybody_is_known_it_says_so(browser):
    BylineFactory(journalist=JournalistFactory())
    assert "You know them all" in browser.get(reverse("coverage:discover")).content.decode()


def test_the_page_costs_the_same_with_one_person_and_three(browser, django_assert_num_queries):
    def fill(name):
        JournalistFactory(name=name, at_outlet=True)
        signed(name, outlet=OutletFactory())

    fill("Ruth A")
    with CaptureQueriesContext(connection) as one:
        browser.get(reverse("coverage:discover"), {"q": "grid"})
    fill("Ruth B")
    fill("Ruth C")
    with django_assert_num_queries(len(one)):
        browser.get(reverse("coverage:discover"), {"q": "grid"})


def test_what_was_remembered_by_another_is_not_taken_back(specialist, colleague, client_for):
    signed()
    discovering.add(**meant(), by=specialist)
    undo = undoing.remember(by=specialist, what="discovered", journalist=Journalist.objects.get().pk, outlet=None)
    client_for(colleague).post(undo)
    assert Journalist.objects.count() == 1
