"""From the address that a source gave to an article, and what becomes of those that cannot be read."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from core.fetching import FetchError
from coverage import sightings
from coverage.articles import doctor, following_up, pipeline, queue
from coverage.articles.addresses import key_of
from coverage.articles.pipeline import Counts
from coverage.entries import Entry
from coverage.models import Article, ArticleAddress, Sighting, Source
from coverage.reading import NotAnArticle
from tests.coverage.press import STORY, Press, page
from tests.factories.contacts import OutletFactory
from tests.factories.coverage import ArticleFactory, SightingFactory, SourceFactory

pytestmark = pytest.mark.django_db


def sighted(url: str, *, source: Source | None = None, **told: object) -> Sighting:
    """A sighting as a poll notes it, due now."""
    sightings.note(entries=[Entry(url=url, **told)], source=source or SourceFactory())
    return Sighting.objects.get(url=url)


def test_a_sighting_becomes_an_article(press: Press) -> None:
    url = press.put(page())
    sighted(url)

    assert pipeline.read_due() == Counts(new=1)

    read = Sighting.objects.get()
    assert (read.state, read.article.title, read.claimed_until) == ("read", "Ahrendal stores its wind", None)
    assert STORY in read.article.text
    assert [byline.name for byline in read.article.bylines.all()] == ["Ruth Feldmann"]
    assert pipeline.read_due() == Counts()


def test_one_story_at_five_addresses_is_one_article(press: Press) -> None:
    host = press.host()
    told = page(head=f'<link rel="canonical" href="http://{host}/wind">')
    press.put(told, path="/wind", host=host)
    paths = ["/wind", "/wind?utm_source=feed", "/wind?page=all", "/amp/wind"]
    entries = [Entry(press.put(told, path=path, host=host)) for path in paths]
    moved = press.put(status=301, Location=f"http://{host}/wind")
    for address in [*(entry.url for entry in entries), moved]:
        cache.clear()
        pipeline.read_address(url=address)

    article = Article.objects.get()
    assert article.url == f"http://{host}/wind"
    assert set(article.addresses.values_list("url", flat=True)) == {
        f"http://{host}/wind", f"http://{host}/wind?page=all", f"http://{host}/amp/wind", moved,
    }  # fmt: skip
    assert sightings.note(entries=[Entry(moved)], source=SourceFactory()) == 1
    assert Sighting.objects.get().article == article


def test_an_article_behind_a_wall_is_kept_with_what_the_feed_says(press: Press) -> None:
    url = press.put("Subscribe!", status=403)
    sighted(url, title="Quarry to store wind", authors=("Ruth Feldmann",), summary="Ahrendal votes.")

    assert pipeline.read_due() == Counts(new=1)

    article = Article.objects.get()
    assert (article.title, article.excerpt, article.text) == ("Quarry to store wind", "Ahrendal votes.", "")
    assert article.how["title"] == "source"
    cache.clear()
    press.put(page(), host=url.split("/")[2])
    assert STORY in pipeline.read_address(url=url).text
    assert [(article.title, STORY in article.text) for article in Article.objects.all()] == [(article.title, True)]


def test_a_consent_page_is_a_wall(press: Press) -> None:
    aside = press.put(page("Before you continue"), path="/consent?to=story")
    url = press.put(status=302, Location=aside)
    sighted(url, title="Quarry to store wind")

    assert pipeline.read_due() == Counts(new=1)
    assert [(article.title, article.url) for article in Article.objects.all()] == [("Quarry to store wind", url)]


def test_robots_txt_holds_for_what_nobody_asked_for(press: Press) -> None:
    host = press.host()
    press.put("User-agent: *\nDisallow: /story", path="/robots.txt", host=host)
    url = press.put(page(), host=host)
    sighted(url, title="Quarry to store wind")

    assert pipeline.read_due() == Counts(new=1)
    assert (Article.objects.get().text, press.asked) == ("", [f"http://{host}/robots.txt"])
    assert STORY in pipeline.read_address(url=url).text, "a person named it"


@pytest.mark.parametrize(("status", "state", "error"), [
    (404, "failed", "There is no such page (the site answered 404)."),
    (403, "failed", "The site does not let us read this page (it answered 403)."),
    (503, "waiting", "The site answered 503 instead of the page."),
])  # fmt: skip
def test_a_page_that_cannot_be_read_says_why(press: Press, status: int, state: str, error: str) -> None:
    sighting = sighted(press.put(status=status))

    counts = pipeline.read_due()

    sighting.refresh_from_db()
    assert (sighting.state, sighting.error, sighting.attempts) == (state, error, 1)
    assert counts == (Counts(put_off=1) if state == "waiting" else Counts(failed=1))
    assert not Article.objects.exists()


def test_a_page_is_tried_again_later_and_later_and_then_given_up(press: Press) -> None:
    sighting = sighted(press.put(status=503))
    waits = []
    for _ in queue.PAUSES:
        Sighting.objects.update(due_at=timezone.now())
        cache.clear()  # so that it need not wait for the host's next turn
        pipeline.read_due()
        sighting.refresh_from_db()
        waits.append(sighting.due_at - timezone.now())
        assert pipeline.read_due() == Counts(), "not before its time"

    assert waits == sorted(waits)
    Sighting.objects.update(due_at=timezone.now())
    cache.clear()
    assert pipeline.read_due() == Counts(failed=1)


def test_what_is_older_than_a_month_when_it_is_sighted_is_passed_over(press: Press) -> None:
    old, url = timezone.now() - timedelta(days=31), press.put(page())
    sighted(url, published=old)

    assert pipeline.read_due() == Counts(passed=1)
    assert press.asked == []

    by_hand = pipeline.read_address(url=url, told=Entry(url, published=old))
    assert by_hand.published_at == old


def test_a_letter_is_read_without_fetching_anything(press: Press) -> None:
    outlet = OutletFactory(domain="")
    letters = SourceFactory(kind="newsletter", url="", host="", sender="desk@paper.example", outlet=outlet)
    sighted("https://paper.example/letters/7", source=letters, title="The Week in Storage", text=STORY)

    assert pipeline.read_due() == Counts(new=1)

    article = Article.objects.get()
    assert (article.medium, article.text, article.word_count) == ("newsletter", STORY, len(STORY.split()))
    assert article.outlet == outlet


@pytest.mark.parametrize(("told", "kept"), [("en-GB", "en"), ("EN_us", "en"), ("nb", "no"), ("", "")])
def test_the_language_a_source_tells_has_the_form_that_reading_gives(press: Press, told: str, kept: str) -> None:
    letters = SourceFactory(kind="newsletter", url="", host="", sender="desk@paper.example")
    sighted("https://paper.example/letters/7", source=letters, title="Wind", text="Wind.", language=told)

    pipeline.read_due()

    assert Article.objects.get().language == kept


def test_a_dead_workers_sightings_are_read_by_the_next(press: Press) -> None:
    sighted(press.put(page()))
    assert len(queue.claim(limit=10)) == 1

    assert pipeline.read_due() == Counts()
    Sighting.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))
    assert pipeline.read_due() == Counts(new=1)


def test_a_page_that_ends_its_readers_is_given_up_and_what_was_claimed_with_it_is_not() -> None:
    killer, *_ = [SightingFactory(host=f"h{number}.example") for number in range(40)]
    deaths = 0
    while Sighting.objects.filter(state="waiting").exists():
        Sighting.objects.update(due_at=timezone.now())
        claimed = queue.claim(limit=40)
        if killer in claimed:
            deaths += 1
            Sighting.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))
        else:
            for sighting in claimed:
                queue.pass_over(sighting, why="")

    killer.refresh_from_db()
    assert (deaths, killer.state, killer.error) == (5, "failed", queue.ENDED_ITS_READERS)
    assert {sighting.state for sighting in Sighting.objects.exclude(pk=killer.pk)} == {"passed"}


def test_a_pass_begins_nothing_when_its_time_is_over(press: Press) -> None:
    sighting = sighted(press.put(page()))

    assert pipeline.read_due(worked_for=timedelta()) == Counts()
    sighting.refresh_from_db()
    assert (press.asked, sighting.claimed_until, sighting.attempts) == ([], None, 0)
    assert pipeline.read_due() == Counts(new=1)


def test_an_article_that_a_dead_worker_left_is_taken_the_rest_of_the_way(press: Press) -> None:
    known, left, young = (ArticleFactory(search=None, text=STORY) for _ in range(3))
    ArticleAddress.objects.create(article=known, url=known.url, url_key=key_of(known.url))

    pipeline.read_address(url=known.url)
    known.refresh_from_db()
    assert known.search is not None
    Article.objects.filter(pk=left.pk).update(found_at=timezone.now() - timedelta(minutes=11))
    assert following_up.take_up_left() == 1
    assert following_up.take_up_left() == 0
    for article, is_done in ((left, True), (young, False)):
        article.refresh_from_db()
        assert (article.search is not None) is is_done


def test_claims_take_turns_between_hosts_and_leave_claimed_ones_alone() -> None:
    source = SourceFactory()
    busy = [SightingFactory(source=source, host="busy.example") for _ in range(queue.MOST_PER_HOST + 2)]
    calm = SightingFactory(source=source, host="calm.example")

    assert {sighting.pk for sighting in queue.claim(limit=2)} == {busy[0].pk, calm.pk}
    SightingFactory(source=source, host="calm.example")
    other = SightingFactory(source=source, host="other.example")
    assert [sighting.pk for sighting in queue.claim(limit=50)] == [other.pk]


def test_reading_an_address_says_why_it_cannot(press: Press) -> None:
    with pytest.raises(FetchError, match="There is no such page"):
        pipeline.read_address(url=press.put(status=410))
    with pytest.raises(FetchError, match="front page"):
        pipeline.read_address(url=press.put(status=302, Location=press.put(path="/")))
    with pytest.raises(NotAnArticle):
        pipeline.read_address(url=press.put(""))
    with pytest.raises(FetchError, match="private network"):
        pipeline.read_address(url="http://10.1.2.3/story")
    assert not Article.objects.exists()


def test_the_doctor_says_whether_articles_are_read() -> None:
    assert list(doctor.articles()) == []
    sighting = SightingFactory()
    assert [finding.state for finding in doctor.articles()] == ["good"]
    Sighting.objects.filter(pk=sighting.pk).update(due_at=timezone.now() - timedelta(hours=2))
    (late,) = doctor.articles()
    assert (late.state, late.says) == ("warning", "1 have waited to be read for more than an hour")


def test_a_redirect_to_a_private_address_or_to_itself_is_not_followed(press: Press) -> None:
    inside = sighted(press.put(status=302, Location="http://169.254.169.254/latest/meta-data/"))
    host = press.host()
    round_about = sighted(press.put(status=301, host=host, Location=f"http://{host}/story"))

    assert pipeline.read_due() == Counts(put_off=1, failed=1)

    inside.refresh_from_db()
    round_about.refresh_from_db()
    assert "private network" in inside.error
    assert "redirects" in round_about.error
    assert not Article.objects.exists()
