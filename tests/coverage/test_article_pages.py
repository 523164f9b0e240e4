"""The list of articles, the page of one, and what people say there."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from campaigns.models import Client
from contacts import journalists
from contacts.models import Outlet
from coverage.articles import following_up
from coverage.articles.storing import store
from coverage.models import Article, Clip
from coverage.reading import Reading
from coverage.views import articles
from team.models import User
from tests.coverage.press import STORY
from tests.factories.campaigns import ClientFactory
from tests.factories.contacts import OutletFactory
from tests.factories.coverage import ClipFactory, MonitorFactory

pytestmark = pytest.mark.django_db

LIST = "/coverage/articles/"
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def printed(
    title: str = "Quarry to store wind", *, site: str = "paper.example", text: str = STORY, **more: object
) -> Article:
    """An article as the pipeline takes it all the way."""
    reading = Reading(**{"title": title, "text": text, "authors": ("Ruth Feldmann",), "published": NOON} | more)
    article, _ = store(reading, url=f"https://{site}/{Article.objects.count()}")
    return following_up.follow_up(article)


@pytest.fixture
def team(client_for: Callable[[User], Browser], specialist: User) -> Browser:
    return client_for(specialist)


def headlines(browser: Browser, query: str = "") -> list[str]:
    return [article.title for article in browser.get(f"{LIST}{query}").context["articles"]]


def test_the_list_shows_originals_newest_first_and_is_searched_as_monitors_are(team: Browser) -> None:
    OutletFactory(name="Grid & Current", domain="grid.example")
    printed("Quarry to store wind", language="en")
    printed("A copy of it", site="copy.example", published=NOON + timedelta(hours=2))
    printed("Steinbruch speichert Wind", text="Die Kommune hat entschieden.", language="de", authors=("Ines Albrecht",))
    printed("Ferry runs late", site="www.grid.example", text="", published=NOON + timedelta(days=1), excerpt="Fog.")

    assert headlines(team) == ["Ferry runs late", "Steinbruch speichert Wind", "Quarry to store wind"]
    assert headlines(team, "?copies=only") == ["A copy of it"]
    assert headlines(team, "?q=wind+NOT+steinbruch") == ["Quarry to store wind"]
    assert headlines(team, "?q=title:ferry+OR+%22disused+quarry%22&sort=published") == [
        "Ferry runs late",
        "Quarry to store wind",
    ]
    assert headlines(team, "?author=ines+albrecht") == ["Steinbruch speichert Wind"]
    assert headlines(team, "?outlet=grid.example") == headlines(team, "?outlet=Grid") == ["Ferry runs late"]
    assert headlines(team, "?language=de") == ["Steinbruch speichert Wind"]
    assert (
        headlines(team, "?since=2026-11-21")
        == headlines(team, "?since=2026-11-21&until=2026-11-21")
        == ["Ferry runs late"]
    )
    assert headlines(team, "?sort=found")[0] == "Ferry runs late"


def test_a_query_that_cannot_be_read_says_where_and_keeps_what_was_typed(team: Browser) -> None:
    printed()
    page = team.get(f"{LIST}?q=wind+(quarry&author=%22%22&since=never").content.decode()

    assert 'value="wind (quarry"' in page
    assert "<mark>" in page
    assert "Quarry to store wind" not in page
    assert team.get(f"{LIST}?by=nobody&at=99&page=nonsense").status_code == 200


def test_an_empty_list_says_why(team: Browser) -> None:
    assert "No articles yet" in team.get(LIST).content.decode()
    printed()
    page = team.get(f"{LIST}?q=nothingofthekind").content.decode()
    assert "No article matches “nothingofthekind”" in page
    assert 'href="/coverage/articles/">Clear all' in page


def test_the_page_of_an_article_shows_what_is_known_of_it(team: Browser, client_brand: Client) -> None:
    MonitorFactory(client=client_brand, name="Us", query="fernhall", compiled="'fernhall'", anchors=["fernhall"])
    ruth = journalists.create(name="Ruth Feldmann")
    article = printed(links=("fernhall.example",), how={"title": "json-ld"})
    copy = printed("Another headline", site="copy.example", published=NOON + timedelta(hours=1))

    page = team.get(article.get_absolute_url()).content.decode()

    assert "The operator, <mark>Fernhall</mark> Storage" in page
    for shown in (
        ruth.get_absolute_url(),
        copy.get_absolute_url(),
        "json-ld",
        "fernhall.example",
        "To confirm",
        article.url,
    ):
        assert shown in page
    unread = printed(text="", excerpt="Ahrendal votes.")
    assert "could not be read" in team.get(unread.get_absolute_url()).content.decode()


def test_pages_cost_the_same_with_more_rows(team: Browser, client_brand: Client) -> None:
    MonitorFactory(client=client_brand, query="fernhall", compiled="'fernhall'", anchors=["fernhall"])
    original = printed(authors=("Ruth Feldmann", "Ines Albrecht"))

    def counts() -> list[int]:
        found = []
        for address in (LIST, f"{LIST}?copies=with&q=ahrendal", original.get_absolute_url()):
            team.get(address)
            with CaptureQueriesContext(connection) as seen:
                team.get(address)
            found.append(len(seen))
        return found

    printed(site="first.example")
    for _ in range(2):
        journalists.create(name="Ines Albrecht")
    with_one = counts()
    for number in range(3):
        article = printed(f"Copy {number}", site=f"copy{number}.example", text=STORY + "x " * number)
        ClipFactory(article=article)
        printed(f"Other {number}", text=f"{number} " * 40)
        journalists.create(name="Ruth Feldmann")
    assert counts() == with_one


def test_articles_are_put_to_the_coverage_of_a_client(team: Browser, client_brand: Client) -> None:
    one, two, three = printed("One", text="a"), printed("Two", text="b"), printed("Three", text="c")

    team.post(reverse("coverage:article-clip", args=[one.pk]), {"client": client_brand.pk})
    answer = team.post(
        reverse("coverage:article-clips"), {"client": client_brand.pk, "article": [one.pk, two.pk], "filters": "q=o"}
    )

    assert answer["Location"] == f"{LIST}?q=o"
    clips = Clip.objects.order_by("article__title").values_list("article__title", "client", "state", "added_by__name")
    assert list(clips) == [(title, client_brand.pk, "waiting", "Maya Lindqvist") for title in ("One", "Two")]
    for given in ({}, {"client": "999"}, {"client": client_brand.pk, "article": ["x", "9" * 30]}):
        page = team.post(reverse("coverage:article-clips"), given, follow=True).content.decode()
        assert "Choose at least one article" in page
    assert not three.clips.exists()


def test_people_regroup_copies(team: Browser) -> None:
    original, copy = printed(), printed("The copy", site="copy.example", published=NOON + timedelta(hours=1))

    def say(name: str, *args: int, **given: str) -> str:
        page = team.post(reverse(f"coverage:article-{name}", args=args), given, follow=True).content.decode()
        copy.refresh_from_db()
        original.refresh_from_db()
        return page

    assert copy.original == original
    page = say("separation", copy.pk)
    assert (copy.original, copy.is_original_by_hand) == (None, True)
    team.post(re.findall(r'"(/coverage/articles/\d+/regrouped/[\w-]+/)"', page)[0])
    copy.refresh_from_db()
    assert (copy.original, copy.is_original_by_hand) == (original, False)
    say("promotion", copy.pk)
    assert (copy.original, original.original) == (None, copy)
    assert "Make it the original first" in say("copy", copy.pk, address=original.url)
    assert "No article with this address is stored" in say("copy", copy.pk, address="https://nowhere.example/")
    say("separation", original.pk)
    say("copy", copy.pk, address=f"{original.url}?utm_source=mail")
    assert copy.original == original


def test_the_site_becomes_an_outlet_and_a_name_a_journalist(team: Browser) -> None:
    article = printed(site="www.new.example")
    page = team.get(article.get_absolute_url()).content.decode()
    assert "Not one of your outlets" in page

    team.post(reverse("coverage:article-outlet", args=[article.pk]), {"name": ""})
    assert not Outlet.objects.exists()
    team.post(reverse("coverage:article-outlet", args=[article.pk]), {"name": "The New"})
    article.refresh_from_db()
    assert (article.outlet.name, article.outlet.domain) == ("The New", "new.example")

    byline, ruth = article.bylines.get(), journalists.create(name="R. Feldmann")
    decide = reverse("coverage:article-byline", args=[article.pk, byline.pk])
    team.post(decide, {"journalist": ruth.pk})
    byline.refresh_from_db()
    assert (byline.journalist, byline.is_by_hand) == (ruth, True)
    team.post(decide)
    byline.refresh_from_db()
    assert byline.journalist is None
    assert team.post(decide, {"journalist": "x"}).status_code == 404
    other = printed()
    assert team.post(reverse("coverage:article-byline", args=[other.pk, byline.pk])).status_code == 404


def test_only_the_team_opens_articles(
    client_for: Callable[[User], Browser], colleague: User, observer: User, client_brand: Client
) -> None:
    article = printed("A secret headline")
    ClipFactory(article=article, client=client_brand, state=Clip.State.OURS, decided_at=NOON)
    pages = [LIST, article.get_absolute_url()]
    actions = [
        reverse(f"coverage:article-{name}", args=[article.pk])
        for name in ("clip", "outlet", "separation", "promotion", "copy")
    ]
    byline = reverse("coverage:article-byline", args=[article.pk, article.bylines.get().pk])
    actions += [
        byline,
        reverse("coverage:article-clips"),
        reverse("coverage:article-regrouped", args=[article.pk, "x"]),
    ]

    for page in pages:
        assert "A secret headline" in client_for(colleague).get(page).content.decode()
        refused = client_for(observer).get(page)
        assert (refused.status_code, b"A secret headline" in refused.content) == (403, False)
        assert Browser().get(page)["Location"].startswith("/account/login/")
    for action in actions:
        assert client_for(observer).post(action).status_code == 403
        assert Browser().post(action)["Location"].startswith("/account/login/")
        assert client_for(colleague).get(action).status_code == 405
    assert Article.objects.get().is_original_by_hand is False
    assert list(Article.objects.visible_to(observer)) == [article]
    assert ClientFactory() not in Client.objects.visible_to(observer)


def test_the_list_counts_no_further_than_it_leads(team: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(articles.ArticlePages, "most", 2)
    for number in range(4):
        printed(f"Number {number}", text=f"{number} " * 40)

    page = team.get(f"{LIST}?page=99")

    assert (page.context["page"].paginator.label, page.context["page"].paginator.is_cut) == ("2+", True)
    assert [article.title for article in page.context["articles"]] == ["Number 3", "Number 2"]
