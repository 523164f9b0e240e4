"""Clips that a person brings: from an address, by the bookmarklet, entered by hand."""

from datetime import UTC, date, datetime

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from coverage.clips import by_hand
from coverage.models import Article, Clip, Evidence
from tests.coverage.press import page
from tests.factories.campaigns import CampaignFactory, ClientFactory
from tests.factories.contacts import JournalistFactory, OutletFactory, PositionFactory
from tests.factories.coverage import MonitorFactory

pytestmark = pytest.mark.django_db
ADD, BY_HAND = "/coverage/clips/new/", "/coverage/clips/by-hand/"


@pytest.fixture
def browser(client_for, specialist):
    return client_for(specialist)


def words(response) -> str:
    return response.content.decode()


def on_paper(client, **fields):
    """What a person types of a printed clip."""
    values = {
        "medium": "print", "client": client.pk, "title": "Iron keeps the lights on", "outlet": "Havelland Anzeiger",
        "authors": "Ruth Feldmann", "day": "2026-11-04", "section": "4", "text": "One of the odder answers.",
    }  # fmt: skip
    return {f"clip-{name}": value for name, value in (values | fields).items()}


def test_a_clip_is_made_of_an_address_once(browser, specialist, client_brand, press):
    url = press.put(page())
    campaign = CampaignFactory(client=client_brand)
    response = browser.post(ADD, {"url": url, "client": client_brand.pk, "campaign": campaign.pk})
    clip = Clip.objects.get()
    assert response.url == reverse("coverage:triage-clip", args=[clip.pk])
    assert (clip.article.title, clip.state, clip.origin) == ("Ahrendal stores its wind", "waiting", "address")
    assert (clip.added_by, clip.campaign) == (specialist, campaign)
    again = browser.post(ADD, {"url": f"{url}?utm_source=x", "client": client_brand.pk}, follow=True)
    assert "Say whether it is theirs" in words(again)
    assert Clip.objects.count() == 1
    browser.post(ADD, {"url": url, "client": ClientFactory().pk})
    assert Clip.objects.count() == 2
    assert len(press.asked) - sum("robots" in asked for asked in press.asked) == 1


def test_the_bookmarklet_opens_the_form_with_the_address_and_the_client_of_the_last_time(browser, client_brand, press):
    ClientFactory()
    browser.post(ADD, {"url": press.put(page()), "client": client_brand.pk})
    form = browser.get(ADD, {"url": "https://paper.example.org/a?b=1"}).context["form"]
    assert form["url"].value() == "https://paper.example.org/a?b=1"
    assert form["client"].value() == client_brand.pk
    assert "encodeURIComponent(location.href)" in words(browser.get(ADD))


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("Fernhall fills a hall", "not the address of a page"),
        ("http://169.254.169.254/latest/", "private network"),
        ("https://user:secret@paper.example.org/", "name or password"),
    ],
)
def test_an_address_that_leads_nowhere_is_said_and_kept_in_the_form(browser, client_brand, address, said):
    response = browser.post(ADD, {"url": address, "client": client_brand.pk})
    assert response.status_code == 422
    assert said in words(response)
    assert response.context["form"]["url"].value() == address
    assert not Clip.objects.exists()


def test_a_page_that_cannot_be_read_can_be_entered_by_hand(browser, client_brand, press):
    url = press.put(status=404)
    response = browser.post(ADD, {"url": url, "client": client_brand.pk})
    by_hand = response.context["by_hand"]
    form = browser.get(by_hand).context["form"]
    assert (form["url"].value(), form["medium"].value()) == (url, "online")
    browser.post(BY_HAND, on_paper(client_brand, medium="online", url=url, section=""))
    assert Clip.objects.get().article.url == url
    twice = browser.post(BY_HAND, on_paper(client_brand, medium="online", url=url))
    assert "is stored under this address already" in words(twice)
    missing = browser.post(BY_HAND, on_paper(client_brand, medium="online"))
    assert "A page on the web has an address" in words(missing)


def test_print_comes_in_with_its_scan_its_outlet_and_its_author(browser, client_brand, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    outlet = OutletFactory(name="Havelland Anzeiger", reach=48_000, reach_source="IVW", language="de")
    ruth = JournalistFactory(name="Ruth Feldmann")
    PositionFactory(journalist=ruth, outlet=outlet)
    scan = ContentFile(b"%PDF-1.7 page 4", name="page 4.pdf")
    response = browser.post(BY_HAND, on_paper(client_brand, outlet="havelland anzeiger", tone="positive", file=scan))
    clip = Clip.objects.get()
    assert response.url == clip.get_absolute_url()
    assert (clip.state, clip.origin, clip.tone, clip.reach) == ("ours", "by_hand", "positive", 48_000)
    assert clip.journalist == ruth
    article = clip.article
    assert (article.medium, article.section, article.outlet, article.language) == ("print", "4", outlet, "de")
    assert (article.published_at, article.published_day_only) == (datetime(2026, 11, 4, 12, tzinfo=UTC), True)
    assert article.url == article.url_key == ""
    assert Evidence.objects.get().name == "page 4.pdf"
    assert "odder" in words(browser.get("/coverage/clips/", {"q": "odder"}))
    browser.post(BY_HAND, on_paper(client_brand, title="Another one"))  # no address: no clash of empty keys
    assert Article.objects.count() == 2


def test_a_broadcast_has_its_hour_and_its_moment(browser, client_brand):
    data = on_paper(client_brand, medium="radio", hour="18:40", moment="12:30", section="Kulturjournal")
    page = browser.post(BY_HAND, data, follow=True)
    article = Article.objects.get()
    assert article.published_at == datetime(2026, 11, 4, 17, 40, tzinfo=UTC)
    assert "at 12:30" in words(page)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"day": "2126-01-01"}, "still to come"),
        ({"moment": "-5"}, "as it stands on the player"),
        ({"url": "no address"}, "not the address of a page"),
        ({"title": ""}, "required"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(browser, client_brand, wrong, said):
    response = browser.post(BY_HAND, on_paper(client_brand, **wrong))
    assert response.status_code == 422
    assert said in words(response)
    assert "One of the odder answers." in words(response)
    assert not Article.objects.exists()


def test_a_campaign_of_another_client_is_refused(browser, client_brand):
    foreign = CampaignFactory()
    response = browser.post(BY_HAND, on_paper(client_brand, campaign=foreign.pk))
    assert "This campaign is for" in words(response)
    assert not Article.objects.exists()


def test_observers_add_nothing(client_for, observer, client_brand):
    for url in (ADD, BY_HAND):
        assert client_for(observer).get(url).status_code == 403
        assert client_for(None).get(url).status_code == 302
    assert client_for(observer).post(BY_HAND, on_paper(client_brand)).status_code == 403
    assert not Article.objects.exists()


def test_what_was_printed_is_found_by_monitors_of_others_too(specialist, client_brand):
    rival = MonitorFactory()
    given = {"by": specialist, "medium": "print", "outlet": "Stromblatt", "day": date(2026, 11, 20)}
    clip = by_hand.enter(client=client_brand, title="Fernhall and the ferries", **given)
    assert (clip.state, clip.origin) == ("ours", "by_hand")
    assert [(one.client, one.state) for one in Clip.objects.exclude(pk=clip.pk)] == [(rival.client, "waiting")]


def test_whoever_is_second_to_enter_a_page_is_told(specialist, client_brand):
    given = {"by": specialist, "client": client_brand, "medium": "online", "title": "Ferries", "outlet": "Stromblatt"}
    clip = by_hand.enter(**given, day=date(2026, 11, 20), url="https://stromblatt.example.org/1")
    twin = Article(title="Ferries", url=clip.article.url, url_key=clip.article.url_key)
    with pytest.raises(by_hand.KnownAlready):
        by_hand.keep(twin)
    assert Article.objects.count() == 1
