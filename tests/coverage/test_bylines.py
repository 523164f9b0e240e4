"""Names above articles belong to journalists where that is certain, and to nobody where it is not."""

import pytest
from django.core.cache import cache

from contacts import journalists
from contacts.importing import undoing
from contacts.models import Beat, Journalist, Outlet, Position
from core import jobs
from core.models import Job
from coverage.articles import beats, bylines, catching_up
from coverage.articles.storing import store
from coverage.models import Article, Byline
from coverage.monitors import indexing
from coverage.reading import Reading
from tests.contacts.test_import_apply import applied
from tests.factories.contacts import OutletFactory
from tests.factories.coverage import ArticleFactory
from tests.factories.team import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper() -> Outlet:
    return OutletFactory(name="The Paper", domain="paper.example")


def signed(*names: str, site: str = "paper.example") -> Article:
    reading = Reading(title="Quarry to store wind", authors=names)
    return store(reading, url=f"https://{site}/{Article.objects.count()}")[0]


def whose(article: Article) -> list[Journalist | None]:
    return [byline.journalist for byline in article.bylines.all()]


def test_a_name_is_whoever_is_called_so_at_the_outlet(paper: Outlet) -> None:
    here = journalists.create(name="Jürgen Ödegård", outlet=paper)
    journalists.create(name="Jürgen Ödegård", outlet=OutletFactory())

    assert whose(signed("JURGEN ODEGARD", "Somebody Else")) == [here, None]
    assert whose(signed("Jürgen Ödegård", site="elsewhere.example")) == [None], "there are two of that name"


def test_a_whole_name_is_the_only_one_of_that_name(paper: Outlet) -> None:
    free = journalists.create(name="Ruth Feldmann")
    journalists.create(name="Ruth", outlet=OutletFactory())

    assert whose(signed("Ruth Feldmann")) == [free]
    assert whose(signed("Ruth")) == [None], "a first name alone says too little"
    assert whose(signed("Ruth Feld%")) == [None]


def test_who_is_at_the_outlet_is_found_behind_any_number_of_that_name(paper: Outlet) -> None:
    for _ in range(bylines.MOST_NAMESAKES + 2):
        journalists.create(name="Ruth Feldmann")
    here = journalists.create(name="Ruth Feldmann", outlet=paper)

    assert whose(signed("Ruth Feldmann")) == [here]
    assert len(bylines.namesakes_of(["ruth feldmann"])["ruth feldmann"]) == bylines.MOST_NAMESAKES


def test_two_of_one_name_at_one_outlet_are_nobody(paper: Outlet) -> None:
    for _ in range(2):
        journalists.create(name="Ruth Feldmann", outlet=paper)
    assert whose(signed("Ruth Feldmann")) == [None]


def test_who_is_added_later_takes_up_what_is_theirs(paper: Outlet) -> None:
    here, elsewhere = signed("Ruth Feldmann"), signed("Ruth Feldmann", site="elsewhere.example")
    said = signed("Ruth Feldmann")
    bylines.decide(byline=said.bylines.get(), journalist=None)
    ruth = journalists.create(name="Ruth Feldmann", outlet=paper)

    assert bylines.take_up(ruth) == 2
    assert (whose(here), whose(elsewhere), whose(said)) == ([ruth], [ruth], [None])

    namesake = journalists.create(name="Ruth Feldmann")
    signed("Ruth Feldmann", site="third.example")
    assert bylines.take_up(namesake) == 0
    assert bylines.with_namesakes(said.bylines.all()) == [(said.bylines.get(), [ruth, namesake])]


def test_the_hourly_pass_catches_up_with_outlets_and_journalists() -> None:
    article = signed("Ruth Feldmann", site="www.late.example")
    indexing.index(article)
    others = signed("Ruth Feldmann", site="notlate.example")
    ruth = journalists.create(name="Ruth Feldmann")
    late = OutletFactory(name="The Late", domain="late.example")
    Position.objects.create(journalist=ruth, outlet=late)

    assert catching_up.take_up_recent() == (1, 1)

    article.refresh_from_db()
    assert (article.outlet, whose(article), whose(others)) == (late, [ruth], [ruth])
    assert catching_up.take_up_recent() == (0, 0)


def test_what_stays_nobodys_does_not_stand_in_the_way_of_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    monkeypatch.setattr(catching_up, "MOST", 1)
    ambiguous, sure = signed("Ruth Feldmann", site="one.example"), signed("Ida Quist", site="two.example")
    for name in ("Ruth Feldmann", "Ruth Feldmann", "Ida Quist"):
        journalists.create(name=name)
    for _ in range(2):
        catching_up.take_up_recent()
    assert (whose(ambiguous), whose(sure)) == ([None], [Journalist.objects.get(name="Ida Quist")])


def test_the_site_of_an_article_becomes_an_outlet_with_all_its_articles() -> None:
    first, second = signed("Ruth Feldmann", site="new.example"), signed(site="www.new.example")
    other = signed(site="other.example")

    outlet = catching_up.add_outlet(article=first, name=" New Current ", by=UserFactory())

    assert set(outlet.articles.all()) == {first}, "the others are not waited for"
    jobs.run(job_id=Job.objects.get().pk)
    assert (outlet.name, outlet.domain, outlet.source) == ("New Current", "new.example", "Read off its articles")
    assert set(outlet.articles.all()) == {first, second}
    assert catching_up.add_outlet(article=second, name="Again", by=UserFactory()) == outlet
    other.refresh_from_db()
    assert other.outlet is None
    first.refresh_from_db()
    assert "current" in first.search, "monitors find it by its outlet now"


def test_beats_are_guessed_from_what_somebody_writes() -> None:
    for name in ("Energy storage", "Courts", "Retail", "Law and order"):
        Beat.objects.create(name=name)
    written = [
        ArticleFactory(title="Energy: a storage in the quarry"),
        ArticleFactory(title="Nine hours of wind", text="Energies are stored in a storage. " * 3),
        ArticleFactory(title="Judges hear neighbours", text="The court. " * 4),
        ArticleFactory(title="Nothing of the kind"),
    ]
    assert [(beat.name, share) for beat, share in beats.guess(written)] == [("Energy storage", 0.5), ("Courts", 0.25)]
    assert beats.guess([]) == []


def test_a_byline_stands_once_above_an_article() -> None:
    article = signed("Ruth Feldmann", "ruth feldmann", "RUTH  FELDMANN")
    assert [(byline.name, byline.domain) for byline in Byline.objects.all()] == [("Ruth Feldmann", article.domain)]


def test_articles_of_nobody_hold_up_none_of_a_desk_that_is_an_outlet() -> None:
    desk = signed("Ruth Feldmann", site="money.paper.example")
    signed("Ida Quist", site="www.paper.example")  # newer, and under no domain of an outlet
    OutletFactory(domain="money.paper.example")
    assert catching_up.link_articles(["money.paper.example"], most=1) == 1
    desk.refresh_from_db()
    assert desk.outlet is not None


def test_articles_on_a_host_that_is_nobodys_hold_up_none_of_an_outlet() -> None:
    own = signed("Ruth Feldmann", site="late.example")
    signed("Ida Quist", site="medium.com")  # newer, and of no outlet though one has its domain
    for domain in ("late.example", "medium.com"):
        OutletFactory(domain=domain)
    assert catching_up.link_articles(["late.example", "medium.com"], most=1) == 1
    own.refresh_from_db()
    assert own.outlet is not None


def test_an_import_is_taken_back_though_articles_were_given_to_what_it_brought() -> None:
    said = signed("Ida Quist", site="late.example")
    article = signed("Ruth Feldmann", site="late.example")
    rows = "".join(f"{name},{name[:3]}@late.example,The Late\n" for name in ("Ruth Feldmann", "Ida Quist"))
    made = applied(f"Name,Email,Outlet\n{rows}")
    Outlet.objects.filter(name="The Late").update(domain="late.example")
    assert catching_up.link_articles(["late.example"]) == 2
    bylines.decide(byline=said.bylines.get(), journalist=Journalist.objects.get(name="Ida Quist"))
    assert whose(article) != [None]

    assert undoing.undo(contact_import=made, by=None) == {"removed": 1, "restored": 0, "kept": 1}
    assert whose(article) == [None]
    assert made.rows.exclude(kept_because="").get().kept_because == "Has bylines."
