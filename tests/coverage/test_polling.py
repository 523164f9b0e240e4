"""Sources are asked politely, at the right time, and none is ever given up."""

import json
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from core.history import history_of
from coverage.feeds import pacing, polling, visiting
from coverage.models import Sighting, Source
from tests.coverage.web_server import WebServer
from tests.factories.coverage import SourceFactory

FEED = "<rss><channel><title>T</title>{}</channel></rss>"


def feed(*numbers: int) -> str:
    return FEED.format(
        "".join(f"<item><title>{n}</title><link>https://p.example.org/{n}</link></item>" for n in numbers)
    )


@pytest.fixture
def web(settings) -> Iterator[WebServer]:
    settings.FETCH_PRIVATE_NETWORKS = ["127.0.0.0/8"]
    with WebServer() as server:
        yield server


def source_at(url: str, **given) -> Source:
    return SourceFactory(url=url, **given)


def poll_again(source: Source) -> polling.Tally:
    Source.objects.filter(pk=source.pk).update(next_poll_at=timezone.now())
    tally = polling.poll_due()
    source.refresh_from_db()
    return tally


def test_what_is_new_is_noted_and_asked_for_under_conditions(db, web):
    source = source_at(web.says("/feed", feed(1, 2), ETag='"one"', Last_Modified="Mon, 02 Mar 2026 10:00:00 GMT"))
    assert polling.poll_due() == polling.Tally(polled=1, read=1, new=2)
    source.refresh_from_db()
    assert (source.etag, source.last_status, source.claimed_until) == ('"one"', 200, None)
    assert source.last_new_at == source.last_read_at == source.last_polled_at
    assert source.next_poll_at > timezone.now()
    assert polling.poll_due() == polling.Tally()
    assert poll_again(source) == polling.Tally(polled=1, unchanged=1)
    assert web.seen[-1][1]["If-None-Match"] == '"one"'
    assert web.seen[-1][1]["If-Modified-Since"] == "Mon, 02 Mar 2026 10:00:00 GMT"
    web.says("/feed", feed(1, 2, 3))
    assert poll_again(source) == polling.Tally(polled=1, read=1, new=1)
    assert poll_again(source) == polling.Tally(polled=1, unchanged=1)  # the same bytes, though no ETag
    assert source.etag == ""


def test_an_etag_of_what_could_not_be_read_is_not_kept(db, web):
    source = source_at(web.says("/feed", feed(1), ETag='"good"'))
    polling.poll_due()
    web.says("/feed", "<html>Sorry</html>", ETag='"broken"')
    assert poll_again(source) == polling.Tally(polled=1, failed=1)
    assert (source.etag, source.last_error, source.trouble) == ('"good"', "It is a web page, not a feed.", 0.25)
    assert source.failing_since is not None
    assert poll_again(source) == polling.Tally(polled=1, failed=1)
    assert web.seen[-1][1]["If-None-Match"] == '"good"'
    web.says("/feed", feed(1, 2))
    poll_again(source)
    assert (source.last_error, source.trouble, source.failing_since) == ("", 0, None)


def test_a_moved_feed_is_asked_where_it_is_now(db, web):
    source = source_at(web.says("/old", status=301, Location="/new"))
    poll_again(source)
    assert source.url.endswith("/old")  # there is nothing at the new address
    web.says("/new", feed(1))
    poll_again(source)
    assert (source.url, source.moved_from) == (f"{web.url}/new", f"{web.url}/old")
    assert [change.label for change in history_of(source)[0].changes] == ["Address"]
    web.seen.clear()
    poll_again(source)
    assert [path for path, _ in web.seen] == ["/new"]


def test_a_passing_redirect_is_no_move_and_two_sources_do_not_become_one(db, web):
    web.says("/new", feed(1))
    source_at(f"{web.url}/new")
    passing = source_at(web.says("/passing", status=302, Location="/new"))
    moved = source_at(web.says("/moved", status=308, Location="/new"))
    assert polling.poll_due().read == 3
    passing.refresh_from_db()
    moved.refresh_from_db()
    assert (passing.url, passing.last_error) == (f"{web.url}/passing", "")
    assert moved.url == f"{web.url}/moved"
    assert "another source" in moved.last_error
    assert moved.failing_since is None


def test_what_is_gone_is_asked_once_a_month_and_may_come_back(db, web):
    source = source_at(web.says("/feed", status=410))
    assert poll_again(source) == polling.Tally(polled=1, gone=1)
    assert timedelta(days=25) < source.next_poll_at - timezone.now() <= timedelta(days=30)
    assert source.gone_at is not None
    web.says("/feed", feed(1))
    poll_again(source)
    assert (source.gone_at, source.last_error) == (None, "")


@pytest.mark.parametrize("status", [429, 503])
def test_a_server_says_when_to_come_again(db, web, status):
    source = source_at(web.says("/feed", status=status, Retry_After=str(5 * 24 * 3600)))
    poll_again(source)
    assert source.next_poll_at - timezone.now() > timedelta(days=4, hours=23)
    web.says("/feed", status=status, Retry_After="Fri, 31 Dec 2099 23:59:59 GMT")
    poll_again(source)
    assert source.next_poll_at - timezone.now() <= timedelta(days=30)


def test_failures_are_weighed(db, web, monkeypatch):
    monkeypatch.setattr(visiting, "SECONDS", 1)
    monkeypatch.setattr(visiting, "LARGEST", 4000)
    web.answers["/hangs"] = 2
    addresses = {
        web.says("/html", "<html></html>"): 0.25,
        web.says("/often", status=429): 0.3,
        web.says("/missing", status=404): 0.5,
        web.says("/huge", b" " * 5000): 0.5,
        web.says("/broken", status=500): 0.75,
        web.says("/round", status=302, Location="/round"): 0.75,
        f"{web.url}/hangs": 1,
        "http://127.0.0.1:1/refuses": 1,
    }
    for url in addresses:
        source_at(url)
    polling.poll_due()
    assert {source.url: source.trouble for source in Source.objects.all()} == addresses


def test_a_redirect_inside_is_not_followed(db, web):
    source = source_at(web.says("/feed", status=302, Location="http://10.0.0.7/feed"))
    poll_again(source)
    assert "private network" in source.last_error


def test_one_request_at_a_time_and_a_host_that_hangs_delays_itself_alone(db, web, monkeypatch):
    monkeypatch.setattr(visiting, "SECONDS", 1)
    monkeypatch.setattr(polling, "PAUSE", 0.01)
    with WebServer("127.0.0.2") as hanging:
        for number in range(4):
            source_at(web.says(f"/{number}", feed(number)))
            hanging.answers[f"/{number}"] = 2
            source_at(f"{hanging.url}/{number}")
        tally = polling.poll_due()
        assert (web.most_open, len(hanging.seen)) == (1, 2)
    assert tally == polling.Tally(polled=6, read=4, failed=2, put_off=2, new=4)
    put_off = Source.objects.filter(last_polled_at=None)
    assert [(source.trouble, source.claimed_until) for source in put_off] == [(0, None), (0, None)]
    assert all(source.next_poll_at > timezone.now() for source in put_off)


def test_an_index_leads_to_its_sitemaps_and_is_never_taken_as_unchanged(db, web):
    page = (
        '<url><loc>https://p.example.org/{0}</loc><n:news xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">'
        "<n:title>{0}</n:title></n:news></url>"
    )
    web.says("/news.xml", f"<urlset>{page.format(1)}</urlset>")
    index = f"<sitemapindex><sitemap><loc>{web.url}/news.xml</loc></sitemap></sitemapindex>"
    source = source_at(web.says("/index.xml", index, ETag='"same"'), kind="sitemap")
    assert poll_again(source).new == 1
    web.says("/news.xml", f"<urlset>{page.format(1)}{page.format(2)}</urlset>")
    assert poll_again(source).new == 1


def test_paused_claimed_and_newsletters_are_left_alone(db, web):
    source_at(web.says("/feed", feed(1)), is_paused=True)
    source_at(f"{web.url}/claimed", claimed_until=timezone.now() + timedelta(minutes=1))
    source_at(f"{web.url}/same-host")  # another worker is at its host
    SourceFactory(kind="newsletter", url="", sender="news@p.example.org")
    assert polling.poll_due() == polling.Tally()
    Source.objects.update(claimed_until=timezone.now() - timedelta(minutes=1))  # that worker died
    assert polling.poll_due().polled == 2


def test_a_source_is_polled_at_once_when_somebody_asks(db, web):
    source = source_at(web.says("/feed", feed(1)), next_poll_at=timezone.now() + timedelta(days=1))
    assert polling.poll_now(source.pk) == polling.Tally(polled=1, read=1, new=1)
    Source.objects.update(is_paused=True)
    assert polling.poll_now(source.pk) == polling.Tally()


def test_an_address_changed_meanwhile_keeps_its_own_state(db, web, monkeypatch):
    source = source_at(web.says("/feed", feed(1), ETag='"old"'))
    made = visiting.visit(source)
    Source.objects.filter(pk=source.pk).update(url=f"{web.url}/other", claimed_until=timezone.now())
    polling.settle(source, made)
    source.refresh_from_db()
    assert (source.etag, source.last_polled_at, source.claimed_until) == ("", None, None)


def test_a_source_removed_meanwhile_leaves_nothing_and_the_others_go_on(db, web):
    gone, other = source_at(web.says("/gone", feed(1))), source_at(web.says("/other", feed(2)))
    polled = [gone, other]
    Source.objects.filter(pk=gone.pk).delete()
    assert polling._poll(polled).new == 1
    assert Sighting.objects.get().source == other


def test_the_command_counts(db, web):
    source_at(web.says("/feed", feed(1)))
    source_at(web.says("/none", status=404))
    out = StringIO()
    call_command("poll_sources", "--json", stdout=out)
    counts = json.loads(out.getvalue())
    assert counts == {"polled": 2, "read": 1, "unchanged": 0, "failed": 1, "gone": 0, "put_off": 0, "new": 1}
    assert Sighting.objects.count() == 1


def test_the_interval_follows_what_is_new():
    assert [pacing.interval_for(per_day) for per_day in (0, 1, 24, 96, 10_000)] == [240, 240, 120, 30, 10]
    day = timedelta(days=1)
    assert pacing.per_day_after(10, new=10, since=day) == pytest.approx(10)
    assert 5 < pacing.per_day_after(10, new=0, since=day) < 10
    assert pacing.per_day_after(10, new=5, since=timedelta(0)) == 10


def test_waiting_grows_with_trouble_and_never_past_thirty_days():
    now = timezone.now()

    def wait(trouble: float, failing_for: timedelta) -> timedelta:
        at = pacing.next_after_failure(30, trouble=trouble, failing_since=now - failing_for, not_before=None, now=now)
        return at - now

    assert timedelta(minutes=25) < wait(0, timedelta(0)) < timedelta(minutes=35)
    assert timedelta(hours=3) < wait(3, timedelta(days=1)) < timedelta(hours=5)
    assert wait(100, timedelta(days=3)) < timedelta(days=1.2)
    assert wait(1e9, timedelta(days=400)) <= timedelta(days=30)
