"""The screens of sources: what is there, how it is doing, where it comes from; observers see none of it."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from core.doctor import State
from coverage.feeds import keeping
from coverage.feeds.doctor import sources as examine_sources
from coverage.models import Sighting, Source
from tests.coverage.web_server import WebServer
from tests.factories.contacts import OutletFactory
from tests.factories.coverage import ArticleFactory, SightingFactory, SourceFactory
from tests.factories.mail import MailboxFactory
from tests.factories.team import UserFactory

RSS = (
    "<rss><channel><title>{0}</title><item><title>A</title><link>https://p.example.org/1</link></item></channel></rss>"
)


@pytest.fixture
def browser(client_for, specialist):
    return client_for(specialist)


@pytest.fixture
def web(settings) -> Iterator[WebServer]:
    settings.FETCH_PRIVATE_NETWORKS = ["127.0.0.0/8"]
    with WebServer() as server:
        yield server


def failing(**given) -> Source:
    now = timezone.now()
    defaults = {"failing_since": now - timedelta(days=3), "last_error": "It refuses us (403).", "trouble": 4}
    return SourceFactory(**{**defaults, "last_read_at": now - timedelta(days=3), **given})


def test_everybody_of_the_team_sees_sources_and_nobody_else(client_for, specialist, colleague, observer, outsider):
    source = SourceFactory(name="Energy feed")
    pages = [reverse("coverage:source-list"), source.get_absolute_url(), reverse("coverage:source-create")]
    pages += [reverse("coverage:source-update", args=[source.pk]), reverse("coverage:source-newsletter")]
    for page in pages:
        assert [client_for(user).get(page).status_code for user in (specialist, colleague)] == [200, 200]
        for user in (observer, outsider):
            answer = client_for(user).get(page)
            assert answer.status_code in {403, 404}
            assert b"Energy feed" not in answer.content
        assert client_for(None).get(page).status_code == 302
    for name in ("source-poll", "source-pause", "source-polling", "source-removal"):
        act = reverse(f"coverage:{name}", args=[source.pk])
        assert client_for(observer).post(act).status_code in {403, 404}
        assert client_for(None).post(act).status_code == 302
    assert b"Energy feed" not in client_for(observer).get(reverse("coverage:source-export")).content
    assert Source.objects.get().is_paused is False


def test_the_list_and_the_page_cost_the_same_whatever_is_on_them(browser, django_assert_num_queries):
    def fill(number: int) -> None:
        for _ in range(number):
            source = failing(outlet=OutletFactory())
            SightingFactory(source=Source.objects.first(), article=ArticleFactory(), state="read")
        assert source

    def queries(url: str) -> int:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as seen:
            assert browser.get(url).status_code == 200
        return len(seen)

    fill(1)
    pages = [reverse("coverage:source-list"), Source.objects.first().get_absolute_url()]
    before = [queries(page) for page in pages]
    fill(2)
    assert [queries(page) for page in pages] == before


def test_the_list_says_how_each_is_doing_and_is_narrowed_down(browser):
    SourceFactory(name="Fine one", last_read_at=timezone.now())
    failing(name="Broken one")
    failing(name="Shaky one", failing_since=timezone.now())
    SourceFactory(name="Paused Énergie", is_paused=True)
    SourceFactory(name="Ended one", gone_at=timezone.now(), failing_since=timezone.now())

    def shown(query: str) -> list[str]:
        return [source.name for source in browser.get(reverse("coverage:source-list") + query).context["page"]]

    assert shown("") == ["Broken one", "Ended one", "Fine one", "Paused Énergie", "Shaky one"]
    assert shown("?state=failing") == ["Broken one", "Ended one"]
    assert shown("?state=paused") == ["Paused Énergie"]
    assert shown("?q=energie") == ["Paused Énergie"]
    assert shown("?kind=sitemap&state=nonsense&page=x") == []
    health = {source.name: source.health.value for source in Source.objects.all()}
    assert list(health.values()) == ["failing", "gone", "fine", "paused", "stumbled"]
    page = browser.get(reverse("coverage:source-list") + "?q=nowhere").content.decode()
    assert "No source matches" in page
    Source.objects.all().delete()
    assert "No sources yet" in browser.get(reverse("coverage:source-list")).content.decode()


def test_the_page_of_a_source_shows_what_it_gave(browser):
    source = failing()
    article = ArticleFactory(title="Read one")
    SightingFactory(source=source, article=article, state="read")
    SightingFactory(source=source, told={"title": "Told one"}, state="failed", error="The page is gone.")
    SightingFactory(source=SourceFactory(), told={"title": "Somebody else’s"})
    page = browser.get(source.get_absolute_url()).content.decode()
    assert "Read one" in page
    assert "Told one" in page
    assert "The page is gone." in page
    assert "It refuses us (403)." in page
    assert "never given up" in page
    assert "Somebody else’s" not in page


def test_pausing_can_be_undone_and_asking_now_is_for_those_that_are_asked(browser):
    source = failing()
    browser.post(reverse("coverage:source-pause", args=[source.pk]))
    source.refresh_from_db()
    assert source.is_paused
    answer = browser.post(reverse("coverage:source-poll", args=[source.pk]), follow=True)
    assert "is paused. Resume it" in answer.content.decode()
    browser.post(reverse("coverage:source-polling", args=[source.pk]))
    source.refresh_from_db()
    assert (source.is_paused, source.trouble, source.is_due) == (False, 0, True)
    Source.objects.update(next_poll_at=timezone.now() + timedelta(days=2))
    browser.post(reverse("coverage:source-poll", args=[source.pk]))
    source.refresh_from_db()
    assert source.is_due


def test_removing_a_source_leaves_its_articles(browser):
    sighting = SightingFactory(article=ArticleFactory(), state="read")
    browser.post(reverse("coverage:source-removal", args=[sighting.source_id]))
    assert (Source.objects.count(), Sighting.objects.count(), type(sighting.article).objects.count()) == (0, 0, 1)


def test_feeds_of_a_site_are_found_and_those_ticked_are_added(browser, web):
    outlet = OutletFactory(domain="127.0.0.1")
    web.says("/", "".join(f'<link rel="alternate" type="application/rss+xml" href="/{name}">' for name in "abc"))
    for path in ("/a", "/b", "/c"):
        web.says(path, RSS.format(f"Feed {path}"))
    known = SourceFactory(name="Known", url=f"{web.url}/c")
    create = reverse("coverage:source-create")
    rows = browser.post(create, {"address": web.url}).context["rows"]
    assert [(found.title, source) for found, source, _ in rows] == [
        ("Feed /a", None),
        ("Feed /b", None),
        ("Feed /c", known),
    ]
    answer = browser.post(create, {"add": "yes", "feed": [rows[0][2], rows[1][2], rows[2][2]]}, follow=True)
    assert "2 sources added" in answer.content.decode()
    added = Source.objects.exclude(pk=known.pk)
    assert {(source.name, source.outlet, source.added_by.name) for source in added} == {
        ("Feed /a", outlet, "Maya Lindqvist"),
        ("Feed /b", outlet, "Maya Lindqvist"),
    }


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "This field is required"),
        ("ftp://paper.example.org", "Only pages at http"),
        ("http://10.0.0.7/", "private network"),
        ("http://127.0.0.1:1/", "refuses connections"),
    ],
)
def test_an_address_that_leads_nowhere_is_told_and_kept(browser, web, typed, said):
    answer = browser.post(reverse("coverage:source-create"), {"address": typed})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert f'value="{typed}"' in page or not typed


def test_nothing_found_and_nothing_ticked_are_told(browser, web):
    web.says("/", "<html></html>")
    create = reverse("coverage:source-create")
    assert "No feed found" in browser.post(create, {"address": web.url}).content.decode()
    assert browser.post(create, {"add": "yes", "address": web.url}).status_code == 422
    assert browser.post(create, {"add": "yes", "feed": "forged:token"}).status_code == 422
    assert not Source.objects.exists()


def test_another_address_begins_afresh_and_a_taken_one_is_refused(browser):
    outlet = OutletFactory(name="Stromblatt")
    source = failing(etag='"x"', content_hash="y")
    other = SourceFactory(name="Other")
    edit = reverse("coverage:source-update", args=[source.pk])
    given = {"source-name": "New name", "source-url": other.url, "source-outlet": "stromblatt"}
    answer = browser.post(edit, given)
    assert answer.status_code == 422
    assert "has this address already" in answer.content.decode()
    given["source-url"] = "paper.example.net/rss#x"
    assert browser.post(edit, given).status_code == 302
    source.refresh_from_db()
    assert (source.name, source.url, source.host, source.outlet) == (
        "New name", "https://paper.example.net/rss", "paper.example.net", outlet,
    )  # fmt: skip
    assert (source.etag, source.content_hash, source.trouble, source.failing_since) == ("", "", 0, None)
    answer = browser.post(edit, {**given, "source-outlet": "Nobody"})
    assert "no outlet called “Nobody”" in answer.content.decode()


def test_a_poll_that_ends_while_the_form_is_open_is_not_undone(specialist):
    source = SourceFactory(name="Grid")
    typed = Source.objects.get(pk=source.pk)
    Source.objects.filter(pk=source.pk).update(etag="new", trouble=2, is_paused=True)
    typed.name = "Grid weekly"
    keeping.save(typed)
    source.refresh_from_db()
    assert (source.name, source.etag, source.trouble, source.is_paused) == ("Grid weekly", "new", 2, True)


def test_whoever_is_second_to_save_a_source_is_told(specialist):
    feed = {"url": "https://grid.example.org/feed", "host": "grid.example.org"}
    SourceFactory(**feed)
    with pytest.raises(keeping.Known, match="among the sources already"):
        keeping.save(SourceFactory.build(**feed))
    newsletter = {"kind": "newsletter", "url": "", "host": "", "sender": "news@grid.example.org"}
    SourceFactory(**newsletter)
    with pytest.raises(keeping.Known):
        keeping.save(SourceFactory.build(**newsletter))


def test_a_newsletter_is_added_by_its_sender(browser, specialist):
    mailbox, foreign = MailboxFactory(owner=None), MailboxFactory(owner=UserFactory())
    add = reverse("coverage:source-newsletter")
    given = {"source-name": "Grid weekly", "source-sender": "News@Grid.example.org", "source-mailbox": mailbox.pk}
    assert browser.post(add, {**given, "source-mailbox": foreign.pk}).status_code == 422
    assert browser.post(add, given).status_code == 302
    source = Source.objects.get()
    assert (source.kind, source.sender, source.mailbox, source.added_by) == (
        "newsletter", "news@grid.example.org", mailbox, specialist,
    )  # fmt: skip
    assert browser.post(add, given).status_code == 422
    assert "Grid weekly" in browser.get(source.get_absolute_url()).content.decode()


def test_a_list_is_taken_in_said_and_undone(browser):
    there = SourceFactory(url="https://a.example.org/feed")
    body = (
        b'<opml><body><outline text="A" xmlUrl="http://a.example.org/feed/"/><outline text="B" xmlUrl="https://b.example.net/f"/>'
        b'<outline text="C" xmlUrl="nonsense address"/></body></opml>'
    )
    answer = browser.post(reverse("coverage:source-import"), {"file": SimpleUploadedFile("my.opml", body)})
    done = answer.context["done"]
    assert ([source.name for source in done.new], done.known, len(done.problems), done.outlets) == (["B"], 1, 1, 1)
    browser.post(reverse("coverage:source-import-undo"), {"undo": answer.context["undo"]})
    assert list(Source.objects.all()) == [there]
    answer = browser.post(reverse("coverage:source-import"), {"file": SimpleUploadedFile("my.opml", b"words")})
    assert answer.status_code == 422
    assert "no OPML" in answer.content.decode()
    browser.post(reverse("coverage:source-import-undo"), {"undo": "forged"})
    assert Source.objects.exists()


def test_what_is_shown_goes_out_as_a_list(browser):
    SourceFactory(name="Kept <one>", url="https://a.example.org/feed")
    SourceFactory(name="Other", is_paused=True)
    answer = browser.get(reverse("coverage:source-export") + "?q=kept")
    written = b"".join(answer.streaming_content).decode()
    assert 'text="Kept &lt;one&gt;"' in written
    assert "Other" not in written


@pytest.mark.parametrize(
    "given",
    [
        {"kind": "podcast"},
        {"url": ""},
        {"kind": "newsletter"},
        {"kind": "newsletter", "url": "", "sender": ""},
        {"name": ""},
        {"interval": 0},
        {"interval": 43_201},
        {"host": ""},
    ],
)
def test_what_must_not_be_is_impossible(db, given):
    with pytest.raises(IntegrityError), transaction.atomic():
        SourceFactory(**given)


def test_no_two_sources_have_one_address_or_one_sender(db):
    first = SourceFactory()
    letters = {"kind": "newsletter", "url": "", "sender": "n@p.example.org"}
    SourceFactory(**letters)
    for given in ({"url": first.url}, letters):
        with pytest.raises(IntegrityError), transaction.atomic():
            SourceFactory(**given)


def test_the_doctor_tells_of_sources_that_nobody_asks_and_of_those_that_fail(db):
    assert list(examine_sources()) == []
    source = SourceFactory(last_read_at=timezone.now())
    assert [found.state for found in examine_sources()] == [State.GOOD]
    failing()
    assert "1 of 2" in next(iter(examine_sources())).says
    Source.objects.filter(pk=source.pk).update(next_poll_at=timezone.now() - timedelta(hours=1))
    assert [found.state for found in examine_sources()] == [State.BROKEN]
