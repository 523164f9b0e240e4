"""Newsletters become articles, alerts become links to read, and what the team forwards becomes clips."""

from datetime import timedelta
from email.message import EmailMessage
from email.utils import format_datetime

import pytest
from django.utils import timezone

from core.models import Job
from coverage.articles.addresses import LETTER, key_of
from coverage.articles.pipeline import read_due
from coverage.feeds import letters
from coverage.feeds.unwrapping import alerted, is_hidden, unwrapped
from coverage.models import Article, ArticleAddress, Clip, Sighting
from coverage.models.source import LONGEST_URL
from mail import intake, threads
from mail.models import IncomingMessage, Mailbox, Suppression, Thread
from tests.factories.campaigns import ClientFactory
from tests.factories.coverage import ArticleFactory, SourceFactory
from tests.factories.mail import MailboxFactory

SENT = timezone.now().replace(microsecond=0) - timedelta(days=2)
TEXT = "The grid agency named five sites for storage this week, among them Altfelde. " * 6
ALERT = """<html><body><a href="https://www.google.com/url?rct=j&amp;sa=t&amp;url=https://p.example.org/1&amp;ct=ga">
<b>Fernhall</b> opens a site</a> <a href="https://www.google.com/url?rct=j&amp;url=https://q.example.org/2&amp;ct=ga">
Second</a> <a href="https://www.google.com/alerts/share?url=https://p.example.org/1">Share</a>
<a href="https://www.google.com/alerts/edit?x=1">Unsubscribe</a></body></html>"""


def letter(*, sender: str, subject: str = "Grid weekly, 47", text: str = TEXT, html: str = "", **headers: str) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, "press@team.example.com", subject
    message["Date"], message["Message-ID"] = format_datetime(SENT), f"<{abs(hash((sender, subject)))}@x.example>"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    return message.as_bytes()


@pytest.fixture
def shared(db) -> Mailbox:
    return MailboxFactory(owner=None)


def newsletter(**given):
    return SourceFactory(
        **{"kind": "newsletter", "url": "", "sender": "news@grid.example.org", "name": "Grid weekly", **given}
    )


def test_a_newsletter_becomes_an_article_and_no_conversation(shared):
    source = newsletter()
    raw = letter(sender="Grid weekly <News@grid.example.org>", text=f"{TEXT}\nTo unsubscribe, click here.")
    incoming = intake.receive(raw, mailbox=shared)
    assert (incoming.thread, incoming.read_for, Suppression.objects.count()) == (None, "newsletter", 0)
    assert read_due().new == 1
    article = Article.objects.get()
    assert (article.medium, article.title, article.outlet_name) == ("newsletter", "Grid weekly, 47", "Grid weekly")
    assert article.text.startswith("The grid agency named five sites")
    assert article.published_at == SENT
    assert (article.url, article.url_key, article.domain) == ("", "", "example.org")
    source.refresh_from_db()
    assert source.last_new_at is not None
    threads.backfill()
    assert not Thread.objects.exists()


def test_the_same_letter_again_and_one_at_its_place_on_the_web(shared):
    newsletter()
    raw = letter(
        sender="news@grid.example.org", html=f'<p>{TEXT}</p><a href="https://grid.example.org/47">View in browser</a>'
    )
    for _ in range(2):
        intake.receive(raw, mailbox=shared)
    assert [sighting.url for sighting in Sighting.objects.all()] == ["https://grid.example.org/47"]


def test_a_letter_without_a_page_is_kept_once_however_it_comes(shared, specialist):
    newsletter()
    newsletter(mailbox=(own := MailboxFactory(owner=specialist)))
    raw = letter(sender="news@grid.example.org", html=f'<p>{TEXT}</p><a href="mailto:x@y.example">View in browser</a>')
    intake.receive(raw, mailbox=shared)
    intake.receive(b"X-Came-By: another way\r\n" + raw, mailbox=own)
    assert (read_due().new, Article.objects.get().url) == (1, "")
    assert read_due().new == 0


def test_a_letter_that_brings_nothing_to_read_is_correspondence(shared):
    newsletter()
    incoming = intake.receive(letter(sender="news@grid.example.org", text="Shall we have lunch?"), mailbox=shared)
    assert (incoming.read_for, incoming.thread is not None) == ("", True)
    assert not Sighting.objects.exists()


def test_an_alert_whose_links_are_too_long_to_keep_is_correspondence(shared):
    newsletter()
    page = f"https://p.example.org/{'x' * LONGEST_URL}"
    link = f'<a href="https://www.google.com/url?ct=ga&amp;url={page}">Fernhall</a>'
    incoming = intake.receive(letter(sender="news@grid.example.org", text="1 result", html=link), mailbox=shared)
    assert (incoming.read_for, incoming.thread is not None) == ("", True)


def test_what_stands_for_the_address_of_a_letter_is_not_shown(shared, client_for, specialist):
    source = newsletter()
    intake.receive(letter(sender="news@grid.example.org"), mailbox=shared)
    source_page = client_for(specialist).get(source.get_absolute_url()).content.decode()
    read_due()
    article = Article.objects.get()
    page = client_for(specialist).get(article.get_absolute_url()).content.decode()
    assert article.addresses.get().url.startswith(LETTER)
    for shown in (source_page, page):
        assert ("Grid weekly, 47" in shown, LETTER in shown) == (True, False)


def test_a_letter_of_the_team_with_a_counted_link_is_a_letter(shared, specialist):
    link = '<a href="https://www.google.com/url?q=https://p.example.org/1&amp;sa=D">Look</a>'
    incoming = intake.receive(letter(sender=specialist.email, html=link), mailbox=shared)
    assert (incoming.read_for, incoming.thread is not None) == ("", True)


@pytest.mark.parametrize("given", [{"is_paused": True}, {"sender": "other@grid.example.org"}])
def test_other_letters_stay_correspondence(shared, given):
    newsletter(**given)
    incoming = intake.receive(letter(sender="news@grid.example.org"), mailbox=shared)
    assert incoming.thread is not None
    assert not Sighting.objects.exists()


def test_a_mailbox_of_ones_own_is_read_only_where_it_was_named(shared, specialist):
    own = MailboxFactory(owner=specialist)
    source = newsletter()
    intake.receive(letter(sender="news@grid.example.org", subject="Private"), mailbox=own)
    assert not Sighting.objects.exists()
    source.mailbox = own
    source.save()
    intake.receive(letter(sender="news@grid.example.org", subject="Named"), mailbox=own)
    assert [sighting.told["title"] for sighting in Sighting.objects.all()] == ["Named"]


def test_an_alert_that_is_a_source_gives_links_to_read(shared):
    source = newsletter(sender="googlealerts-noreply@google.com")
    intake.receive(letter(sender="Google Alerts <googlealerts-noreply@google.com>", html=ALERT), mailbox=shared)
    assert {(sighting.url, sighting.told.get("title")) for sighting in source.sightings.all()} == {
        ("https://p.example.org/1", "Fernhall opens a site"),
        ("https://q.example.org/2", "Second"),
    }


def test_an_alert_forwarded_by_the_team_is_clipped(shared, specialist, django_capture_on_commit_callbacks):
    client = ClientFactory(name="Fernhall")
    ClientFactory(name="Kestrel Ferries")
    for url in ("https://p.example.org/1", "https://q.example.org/2"):
        ArticleAddress.objects.create(article=ArticleFactory(), url=url, url_key=key_of(url))
    raw = letter(sender=specialist.email.upper(), subject="Fwd: Google Alert - Fernhall", html=ALERT)
    incoming = intake.receive(raw, mailbox=shared)
    assert (incoming.read_for, incoming.thread) == ("forwarded alert", None)
    job = Job.objects.get()
    for _ in range(2):  # a worker that died begins anew
        letters.clip_links(_run(job))
    assert {(clip.client, clip.origin, clip.state, clip.added_by) for clip in Clip.objects.all()} == {
        (client, "mail", "waiting", specialist)
    }
    assert Clip.objects.count() == 2
    assert "2 links of your alert are among the clips of Fernhall." in specialist.notifications.latest("pk").text


def _run(job: Job):
    from core.jobs import Run

    run = Run(job)
    run.progress = lambda done, total: None
    return run


def test_an_alert_about_nobody_in_particular_is_only_read(shared, specialist):
    ClientFactory(name="Fernhall Storage")
    ClientFactory(name="Kestrel Ferries")
    intake.receive(letter(sender=specialist.email, subject="Fwd: Google Alert - batteries", html=ALERT), mailbox=shared)
    assert Sighting.objects.filter(source=None).count() == 2
    assert not Job.objects.exists()
    assert "No client is named" in specialist.notifications.get().text


def test_strangers_and_observers_clip_nothing_by_mail(shared, observer):
    for sender in ("stranger@elsewhere.example", observer.email):
        incoming = intake.receive(letter(sender=sender, subject="Google Alert - Fernhall", html=ALERT), mailbox=shared)
        assert incoming.read_for == ""
    assert not Job.objects.exists()
    assert not Sighting.objects.exists()


def test_a_letter_of_the_team_without_an_alert_is_a_letter(shared, specialist):
    incoming = intake.receive(
        letter(sender=specialist.email, html='<a href="https://p.example.org/1">Look</a>'), mailbox=shared
    )
    assert incoming.read_for == ""
    assert incoming.kind in IncomingMessage.BY_PEOPLE


@pytest.mark.parametrize(
    ("subject", "text", "name"),
    [
        ("Fwd: Google Alert - Fernhall Storage", "", "Fernhall Storage"),
        ("Fwd: alert", "This is for kestrel ferries, please.", "Kestrel Ferries"),
        ("Fwd: Google Alert - Fernhalla", "", None),
    ],
)
def test_the_client_is_named_in_the_letter(db, subject, text, name):
    for each in ("Fernhall", "Fernhall Storage", "Kestrel Ferries"):
        ClientFactory(name=each)
    found = letters.client_of(subject, text)
    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("url", "page"),
    [
        ("https://www.google.com/url?rct=j&url=https://p.example.org/1%3Fa%3D2&ct=ga", "https://p.example.org/1?a=2"),
        ("https://www.google.co.uk/url?q=https://p.example.org/1", "https://p.example.org/1"),
        ("https://www.google.com/url?url=javascript:alert(1)", "https://www.google.com/url?url=javascript:alert(1)"),
        ("https://news.google.com/articles/CBMiF2h0dHBzOi8vcC5leGFtcGxlLm9yZy8x0gEA", "https://p.example.org/1"),
        ("https://www.google.com/amp/s/p.example.org/1", "https://p.example.org/1"),
        ("https://p-example-org.cdn.ampproject.org/c/s/p.example.org/1", "https://p.example.org/1"),
        (
            "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fp.example.org%2F1&data=x",
            "https://p.example.org/1",
        ),
        ("https://urldefense.com/v3/__https://p.example.org/1__;!!x", "https://p.example.org/1"),
        ("http://www.bing.com/news/apiclick.aspx?url=https%3a%2f%2fp.example.org%2f1", "https://p.example.org/1"),
        (
            "https://p.example.org/url?url=https://q.example.org/",
            "https://p.example.org/url?url=https://q.example.org/",
        ),
        ("http://[broken", "http://[broken"),
    ],
)
def test_links_of_services_lead_to_the_page(url, page):
    assert unwrapped(url) == page


def test_what_google_counts_is_told_apart_and_so_is_what_it_hides():
    wrapped = "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.google.com%2Furl%3Fct%3Dga%26url%3Dhttps%3A%2F%2Fp.example.org%2F1"
    assert alerted(wrapped) == "https://p.example.org/1"
    assert alerted("https://p.example.org/1") == alerted("https://www.google.com/url?q=https://p.example.org/1") == ""
    assert is_hidden("https://news.google.com/rss/articles/CBMiQVVfeXFMUEEAAA?oc=5")
    assert not is_hidden("https://news.google.com/home")
