"""The list of clips: who sees what, filters, figures, CSV, and what is done to many at once."""

import csv
import io
from datetime import UTC, date, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from coverage.clips import reach
from coverage.forms.clips import BulkForm
from coverage.models import Clip, Evidence
from coverage.monitors.indexing import index
from tests.factories.campaigns import CampaignFactory, ClientFactory
from tests.factories.contacts import OutletFactory
from tests.factories.coverage import ArticleFactory, BylineFactory, ClipFactory

pytestmark = pytest.mark.django_db
LIST = "/coverage/clips/"
LIST_QUERIES = 13


def ours(client, title="Iron keeps the lights on", **fields):
    article = fields.pop("article", None) or ArticleFactory(
        title=title,
        outlet_name=fields.pop("outlet_name", "Stromblatt"),
        published_at=datetime(2026, 11, 4, 9, tzinfo=UTC),
    )
    return ClipFactory(client=client, article=article, state="ours", decided_at=timezone.now(), **fields)


@pytest.fixture
def browser(client_for, specialist):
    return client_for(specialist)


def titles(response) -> list[str]:
    return [clip.article.title for clip in response.context["clips"]]


def test_the_list_shows_what_is_ours_and_the_rest_on_request(browser, client_brand):
    ours(client_brand, "Ours")
    ClipFactory(client=client_brand, article__title="Waiting")
    assert titles(browser.get(LIST)) == ["Ours"]
    assert titles(browser.get(LIST, {"state": "waiting"})) == ["Waiting"]
    assert set(titles(browser.get(LIST, {"state": "all"}))) == {"Ours", "Waiting"}


def test_an_observer_sees_the_clips_of_their_client_that_are_ours_and_no_notes(
    client_for, observer, outsider, client_brand
):
    ours(client_brand, "Ours", notes="The editor owes us one")
    ClipFactory(client=client_brand, article__title="Waiting")
    ours(ClientFactory(), "Of another client")
    page = client_for(observer).get(LIST, {"state": "all"})
    assert titles(page) == ["Ours"]
    assert "bulk-scores" not in page.content.decode()
    rows = list(csv.reader(io.StringIO(b"".join(client_for(observer).get(reverse("coverage:clip-export"))).decode())))
    assert [row[2] for row in rows] == ["Headline", "Ours"]
    assert "owes us one" not in str(rows)
    assert titles(client_for(outsider).get(LIST)) == []
    assert client_for(None).get(LIST).status_code == 302


@pytest.mark.parametrize("look", ["cards", "table"])
@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_often_for_one_clip_as_for_three(
    browser, client_brand, django_assert_num_queries, look, count
):
    for _ in range(count):
        clip = ours(client_brand, campaign=CampaignFactory(client=client_brand))
        BylineFactory(article=clip.article)
        Evidence.objects.create(clip=clip, kind="picture", file="x.webp", taken_at=timezone.now())
    browser.get(LIST)
    with django_assert_num_queries(LIST_QUERIES):
        response = browser.get(LIST, {"as": look})
    assert len(titles(response)) == count


def test_filters_narrow_down_and_stand_as_pills(browser, client_brand):
    ours(client_brand, "Kind", tone="positive", outlet_name="Stromblatt")
    ours(client_brand, "Unkind", tone="negative", outlet_name="Havelland Anzeiger")
    ours(client_brand, "Copied", article=ArticleFactory(title="Copied", original=ArticleFactory()))
    asked = {
        "tone=positive": ["Kind"],
        "at=Havelland": ["Unkind"],
        "copies=only": ["Copied"],
        "since=2026-11-04&until=2026-11-04": ["Unkind", "Kind"],
        "since=2026-11-05": [],
        "tone=nonsense": ["Unkind", "Kind", "Copied"],
    }
    assert {query: titles(browser.get(f"{LIST}?{query}")) for query in asked} == asked
    page = browser.get(LIST, {"tone": "positive", "as": "table"})
    assert page.context["pills"] == [{"field": "Tone", "value": "Positive", "remove": "?as=table"}]


def test_search_finds_words_of_the_article_as_they_are_typed(browser, client_brand):
    wanted, other = ours(client_brand, "Eiserne Nächte"), ours(client_brand, "Something else")
    for clip in (wanted, other):
        index(clip.article)
    assert titles(browser.get(LIST, {"q": "eiserne näc"})) == ["Eiserne Nächte"]
    assert titles(browser.get(LIST, {"q": "' & :* \x00"})) != ["Eiserne Nächte"]


def test_an_empty_list_tells_none_yet_from_nothing_matches(browser, client_brand):
    assert "No clips yet" in browser.get(LIST).content.decode()
    ours(client_brand)
    assert "Nothing matches" in browser.get(LIST, {"tone": "negative"}).content.decode()


def test_reach_counts_an_outlet_once_a_day():
    outlet, day = OutletFactory(), datetime(2026, 11, 4, 9, tzinfo=UTC)

    def clip(people, **article):
        return ClipFactory(article=ArticleFactory(**{"published_at": day, "outlet": outlet, **article}), reach=people)

    clip(100), clip(120), clip(100, published_at=datetime(2026, 11, 5, 9, tzinfo=UTC))
    (
        clip(50, outlet=None, outlet_name="Kilowatt Weekly"),
        clip(None, outlet=None, outlet_name="", domain="x.example.org"),
    )
    assert reach.total(Clip.objects.all()) == reach.Reach(value=270, outlets=3, counted=3, without=1)
    assert reach.total(Clip.objects.none()) == reach.Reach(0, 0, 0, 0)


def test_the_file_holds_what_a_reader_needs_and_no_formula(browser, client_brand):
    clip = ours(
        client_brand,
        "=HYPERLINK(1)",
        tone="positive",
        value=0,
        reach=900,
        reach_source="IVW",
        reach_on=date(2026, 6, 1),
    )
    BylineFactory(article=clip.article, name="Ruth Feldmann")
    answer = browser.get(reverse("coverage:clip-export"))
    [row] = csv.DictReader(io.StringIO(b"".join(answer).decode("utf-8-sig")))
    expected = {
        "Published": "2026-11-04 10:00", "Outlet": "Stromblatt", "Headline": "'=HYPERLINK(1)",
        "Authors": "Ruth Feldmann", "Tone": "Positive", "Value to the objective": "None",
        "Reach": "900", "Reach from": "IVW", "Client": "Fernhall Storage",
    }  # fmt: skip
    assert expected.items() <= row.items()


def test_many_are_changed_at_once_and_taken_back_by_whoever_did_it(browser, client_for, colleague, client_brand):
    campaign = CampaignFactory(client=client_brand)
    first, second = ours(client_brand, tone="negative"), ours(client_brand)
    foreign = ours(ClientFactory())
    data = {"clip": [first.pk, second.pk, foreign.pk], "campaign": campaign.pk, "tone": "mixed"}
    page = browser.post(reverse("coverage:clip-bulk-scores"), data, follow=True)
    assert "2 clips changed. 1 clip of another client stayed" in page.content.decode()
    assert [clip.tone for clip in Clip.objects.order_by("pk")] == ["mixed", "mixed", ""]
    undo = next(tag for message in page.context["messages"] for tag in message.extra_tags.split()).removeprefix("undo:")
    Clip.objects.filter(pk=second.pk).update(tone="positive")  # somebody else, meanwhile
    client_for(colleague).post(undo)
    assert Clip.objects.get(pk=first.pk).tone == "mixed"
    browser.post(undo)
    now = Clip.objects.order_by("pk").values_list("tone", "campaign")
    assert list(now) == [("negative", None), ("positive", campaign.pk), ("", None)]


def test_all_that_match_are_meant_and_nothing_chosen_is_said(browser, client_for, observer, client_brand):
    ours(client_brand, tone="negative"), ours(client_brand, tone="negative"), ours(client_brand, tone="positive")
    url = reverse("coverage:clip-bulk-scores")
    browser.post(url, {"all_matching": "1", "filters": "tone=negative", "depth": "feature"})
    assert Clip.objects.filter(depth="feature").count() == 2
    assert "No clip is chosen" in browser.post(url, {"depth": "cover"}, follow=True).content.decode()
    nothing = browser.post(url, {"clip": Clip.objects.first().pk}, follow=True)
    assert "Choose at least one thing" in nothing.content.decode()
    assert client_for(observer).post(url, {"all_matching": "1", "depth": "cover"}).status_code == 403
    assert not Clip.objects.filter(depth="cover").exists()


def test_the_form_for_many_says_no_value_as_a_value(specialist):
    form = BulkForm({"value": "0"}, user=specialist)
    assert form.is_valid()
    assert form.cleaned_data == {"value": 0}
