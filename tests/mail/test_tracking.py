"""Counted links: where they lead, who is counted, and who is not."""

from datetime import timedelta
from email import message_from_bytes, policy
from html import escape

import pytest
from django.conf import settings
from django.core.signing import Signer
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as searching
from hypothesis import strategies as st

from mail import handlers, machines, tracking
from mail.handlers import MessageHandler
from mail.models import OutgoingMessage, TrackedLink, Visit
from mail.tracking import Wanted
from mediarel.celery import app
from team.models import TeamPolicy
from tests.factories.mail import MailboxFactory, enqueued

pytestmark = pytest.mark.django_db

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
HTML = (
    '<p>See <a href="https://data.example.org/test?a=1&amp;b=2">the data</a> and '
    '<a href="https://fernhall.example.com/">fernhall.example.com</a>, '
    'or <a href="mailto:maya@example.com">write</a>.</p>'
    f'<p><a href="{settings.SITE_URL}/u/token/">get no more</a></p>'
)


class Counting(MessageHandler):
    wanted = True

    def may_count(self, message: OutgoingMessage) -> bool:
        return self.wanted


@pytest.fixture(autouse=True)
def handler(monkeypatch):
    """Registered for the messages of these tests, as `pitches` registers its own."""
    ours = Counting()
    monkeypatch.setitem(handlers._handlers, "test", ours)
    TeamPolicy.objects.update_or_create(pk=1, defaults={"count_clicks": True, "count_opens": True})
    return ours


@pytest.fixture(autouse=True)
def _at_once():
    """Tasks are done where they are called, so that a test sees what the worker writes."""
    app.conf.task_always_eager = True
    yield
    app.conf.task_always_eager = False


@pytest.fixture
def message():
    sent = enqueued(MailboxFactory(), html=HTML, text="", count=Wanted(clicks=True, opens=True))
    accept(sent)
    return sent


def accept(message: OutgoingMessage, ago: timedelta = timedelta(hours=1)) -> None:
    at = timezone.now() - ago
    OutgoingMessage.objects.filter(pk=message.pk).update(state="sent", handed_off_at=at, accepted_at=at, ended_at=at)


def part(message: OutgoingMessage, subtype: str) -> str:
    mime = message_from_bytes(bytes(message.raw), policy=policy.default)
    return mime.get_body((subtype,)).get_content()


def path(link: TrackedLink) -> str:
    name = "pixel" if link.kind == "pixel" else "link"
    return reverse(f"mail-public:{name}", args=[tracking._signer(link.kind).sign(f"{link.message_id}-{link.number}")])


def follow(client, link: TrackedLink, agent: str = BROWSER, **headers: str):
    return client.get(path(link), headers={"User-Agent": agent, **headers})


def whys() -> list[str]:
    return sorted(Visit.objects.values_list("why", flat=True))


def test_links_become_ours_and_the_words_stay(message):
    html, text = part(message, "html"), part(message, "plain")
    links = list(message.tracked_links.filter(kind="link"))
    assert [link.url for link in links] == ["https://data.example.org/test?a=1&b=2", "https://fernhall.example.com/"]
    assert f'<a href="{settings.SITE_URL}{path(links[0])}">the data</a>' in html
    assert f'<a href="{settings.SITE_URL}{path(links[1])}">fernhall.example.com</a>' in html
    assert f"the data ({settings.SITE_URL}{path(links[0])})" in text
    assert f"fernhall.example.com ({settings.SITE_URL}{path(links[1])})" in text
    for kept in (f"{settings.SITE_URL}/u/token/", "maya@example.com"):
        assert kept in html
        assert kept in text


def test_nothing_is_changed_when_nothing_is_counted():
    plain = enqueued(MailboxFactory(), html=HTML)
    assert "https://data.example.org/test?a=1&amp;b=2" in part(plain, "html")
    assert "<img" not in part(plain, "html")
    assert not TrackedLink.objects.exists()


def test_clicks_alone_bring_no_picture_and_opens_alone_change_no_link():
    clicks = enqueued(MailboxFactory(), html=HTML, count=Wanted(clicks=True))
    opens = enqueued(MailboxFactory(), html=HTML, count=Wanted(opens=True))
    assert "<img" not in part(clicks, "html")
    assert "https://data.example.org/test?a=1&amp;b=2" in part(opens, "html")
    assert f'src="{settings.SITE_URL}/o/' in part(opens, "html")


def test_a_click_leads_on_and_is_counted(client, message):
    link = message.tracked_links.first()
    response = follow(client, link)
    assert (response.status_code, response["Location"]) == (302, "https://data.example.org/test?a=1&b=2")
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Cache-Control"] == "no-store"
    assert response.cookies == {}
    visit = Visit.objects.get()
    assert (visit.link, visit.machine, visit.why) == (link, False, "")


def test_the_redirect_is_one_query(client, message, django_assert_num_queries):
    app.conf.task_always_eager = False  # the counting is the worker's
    link = message.tracked_links.first()
    with django_assert_num_queries(1):
        assert follow(client, link).status_code == 302


def test_a_broker_out_of_reach_keeps_nobody_waiting(client, message, monkeypatch):
    def refuse(*_):
        raise ConnectionRefusedError

    monkeypatch.setattr("mail.views.tracked.record_visit.delay", refuse)
    assert follow(client, message.tracked_links.first()).status_code == 302
    assert not Visit.objects.exists()


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_other_methods_are_refused(client, message, method):
    assert getattr(client, method)(path(message.tracked_links.first())).status_code == 405


def test_head_leads_on_and_is_a_machines(client, message):
    response = client.head(path(message.tracked_links.first()), headers={"User-Agent": BROWSER})
    assert response["Location"] == "https://data.example.org/test?a=1&b=2"
    assert whys() == ["head"]


@pytest.mark.parametrize(
    "agent",
    [
        "", "curl/8.5.0", "python-requests/2.32", "Go-http-client/1.1", "Slackbot-LinkExpanding 1.0", "Barracuda/5.0",
        "facebookexternalhit/1.1", "Mozilla/5.0 (X11) AppleWebKit/537.36 HeadlessChrome/140.0", "Mimecast URL Scanner",
        "Mozilla/5.0 (Windows NT 5.1) GoogleImageProxy", "Mozilla/5.0 (compatible; bingbot/2.0)",
        "Proofpoint-URLDefense",
        "Mozilla/5.0 (Windows; SafeLinks)", "WhatsApp/2.23",
    ],
)  # fmt: skip
def test_programs_that_say_so_are_machines(client, message, agent):
    follow(client, message.tracked_links.first(), agent)
    assert whys() == ["agent"]


@pytest.mark.parametrize(
    "agent",
    [
        BROWSER,
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
        "Version/18.5 Mobile/15E148 Safari/604.1",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 "
        "Safari/537.36 Edg/140.0.0.0",
        "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 "
        "Mobile Safari/537.36",
    ],
)
def test_browsers_of_people_are_no_machines(agent):
    assert machines.gives_itself_away("GET", {"User-Agent": agent}) == ""


@pytest.mark.parametrize("header", ["Purpose", "Sec-Purpose"])
def test_what_is_fetched_in_advance_is_a_machines(client, message, header):
    follow(client, message.tracked_links.first(), **{header: "prefetch;prerender"})
    assert whys() == ["prefetch"]


@pytest.mark.parametrize("header", ["DNT", "Sec-GPC"])
def test_who_asks_not_to_be_counted_is_not(client, message, header):
    assert follow(client, message.tracked_links.first(), **{header: "1"}).status_code == 302
    assert not Visit.objects.exists()


def test_a_scanner_that_follows_all_links_within_a_second_counts_nothing(client, message):
    for link in message.tracked_links.all():
        follow(client, link)
    assert whys() == ["", "burst", "burst"]  # the picture is no link
    assert Visit.objects.filter(machine=False).get().link.kind == "pixel"


def test_one_who_follows_two_links_one_after_the_other_is_a_person(message):
    first, second = message.tracked_links.filter(kind="link")
    now = timezone.now()
    tracking.record(link_id=first.pk, at=now, why="")
    tracking.record(link_id=first.pk, at=now + timedelta(seconds=1), why="")
    tracking.record(link_id=second.pk, at=now + timedelta(seconds=20), why="")
    assert whys() == ["", "", ""]


def test_a_burst_of_tasks_that_come_late_and_in_disorder_is_one_still(message):
    first, second = message.tracked_links.filter(kind="link")
    now = timezone.now()
    tracking.record(link_id=second.pk, at=now, why="")
    tracking.record(link_id=first.pk, at=now - timedelta(seconds=2), why="")
    assert whys() == ["burst", "burst"]


@pytest.mark.parametrize(("ago", "why"), [(3, "too_soon"), (-5, "undelivered"), (60, "")])
def test_nobody_reads_within_seconds_of_the_delivery(client, message, ago, why):
    accept(message, timedelta(seconds=ago))
    follow(client, message.tracked_links.first())
    assert whys() == [why]


def test_a_click_before_the_delivery_is_a_machines(client):
    waiting = enqueued(MailboxFactory(), html=HTML, count=Wanted(clicks=True))
    follow(client, waiting.tracked_links.first())
    assert whys() == ["undelivered"]


def test_a_reader_who_does_not_want_it_is_not_counted(client, message, handler):
    handler.wanted = False
    assert follow(client, message.tracked_links.first()).status_code == 302
    assert not Visit.objects.exists()


def test_what_the_team_has_switched_off_is_not_counted_any_more(client, message):
    link, pixel = message.tracked_links.first(), message.tracked_links.get(kind="pixel")
    TeamPolicy.objects.update(count_clicks=False)
    follow(client, link), follow(client, pixel)
    assert [visit.link for visit in Visit.objects.all()] == [pixel]
    TeamPolicy.objects.update(count_opens=False)
    response = follow(client, pixel)
    assert (response.status_code, response["Content-Type"]) == (200, "image/gif")
    assert Visit.objects.count() == 1


@pytest.mark.parametrize("token", ["x", "1-1", "1-1.AAAA", "1-1.", "%00", "1-99999999999.x", "-"])
def test_a_forged_link_is_answered_kindly(client, message, token):
    response = client.get(reverse("mail-public:link", args=["TOKEN"]).replace("TOKEN", token))
    assert response.status_code == 404
    assert "This link does not work" in response.content.decode()
    assert "Location" not in response


def test_a_token_of_a_picture_or_of_something_else_opens_no_link(client, message):
    link = message.tracked_links.first()
    for salt in ("mail.tracking.pixel", "another", ""):
        token = Signer(salt=salt or None, sep=".").sign(f"{message.pk}-{link.number}")
        assert client.get(reverse("mail-public:link", args=[token])).status_code == 404


def test_a_link_of_a_message_that_is_gone_is_answered_kindly(client, message):
    address = path(message.tracked_links.first())
    message.delete()
    assert "This link does not work" in client.get(address).content.decode()


urls = st.from_regex(r"https?://[!-~]{1,40}", fullmatch=True) | st.text(max_size=40) | st.just("javascript:alert(1)")


@searching(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(written=st.lists(urls, max_size=4))
def test_no_address_can_be_led_to_that_did_not_stand_in_the_message(client, written):
    html = "".join(f'<p><a href="{escape(url)}">word</a></p>' for url in written)
    with transaction.atomic():
        tracker = tracking.Tracker.for_new_message()
        rewritten, _ = tracker.rewrite(html, Wanted(clicks=True))
        sent = enqueued(MailboxFactory(), html=html, count=Wanted(clicks=True))
    assert rewritten.count("<a href=") == len(written)
    for link in sent.tracked_links.all():
        response = follow(client, link)
        assert response.status_code == 302
        assert response["Location"] == link.url
        assert link.url in written
        token = path(link).split("/")[2]
        for forged in (f"{token}x", token[:-1], f"1{token}", token.replace("-", "-1", 1)):
            assert tracking.find(forged, "link") is None


def test_a_link_to_anything_but_the_web_is_refused_by_the_database(message):
    with pytest.raises(IntegrityError, match="mail_trackedlink_url"), transaction.atomic():
        TrackedLink.objects.create(message=message, number=9, url="javascript:alert(1)")


def test_a_machine_without_a_reason_is_refused_by_the_database(message):
    with pytest.raises(IntegrityError, match="mail_visit_machine_why"), transaction.atomic():
        Visit.objects.create(link=message.tracked_links.first(), at=timezone.now(), machine=True)


def test_old_visits_become_counts(client, message, settings):
    first, second = message.tracked_links.filter(kind="link")
    long_ago = timezone.now() - timedelta(days=settings.CLICKS_KEPT_DAYS + 1)
    for link, why in ((first, ""), (first, "agent"), (first, "head"), (second, "")):
        Visit.objects.create(link=link, at=long_ago, machine=bool(why), why=why)
    tracking.record(link_id=first.pk, at=timezone.now(), why="")
    before = tracking.visits_of(OutgoingMessage.objects.all(), "link")
    assert before == {message.pk: (3, 2)}
    assert tracking.fold_old_visits() == 4
    assert list(Visit.objects.values_list("link", "why")) == [(first.pk, "")]
    assert tracking.visits_of(OutgoingMessage.objects.all(), "link") == before
    assert tracking.fold_old_visits() == 0


def test_no_trace_of_who_it_was_is_kept():
    kept = {field.name for field in Visit._meta.fields}
    assert kept == {"id", "link", "at", "machine", "why"}
