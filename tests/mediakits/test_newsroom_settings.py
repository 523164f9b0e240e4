"""What the team sets of a newsroom, who may, and the list of subscribers."""

import csv
import io

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mediakits import colours
from mediakits.models import Newsroom, Subscriber
from mediakits.newsroom_registration import open_newsrooms_of
from tests.factories.campaigns import ClientFactory
from tests.factories.mail import MailboxFactory
from tests.factories.mediakits import NewsroomFactory, SubscriberFactory

pytestmark = pytest.mark.django_db

LIST, NEW = "/media-kits/newsrooms/", "/media-kits/newsrooms/new/"


@pytest.fixture
def newsroom(client_brand, specialist):
    return NewsroomFactory(client=client_brand, slug="fernhall", contact=specialist)


@pytest.fixture
def subscriber(newsroom):
    return SubscriberFactory(newsroom=newsroom, name="Ines Albrecht", outlet_name="Stromblatt",
                             email="ines@stromblatt.example", confirmed_at=timezone.now())  # fmt: skip


def settings_of(client, contact, /, **changes):
    return {
        "client": client.pk, "slug": "fernhall", "host": "", "is_open": "on", "title": "", "intro": "Batteries.",
        "colour": "#1b4d3e", "language": "en", "contact": contact.pk, "phone": "+49 30 23125 142", "hours": "",
        "address": "", "mailbox": "", "takes_inquiries": "on", "takes_subscribers": "on", **changes,
    }  # fmt: skip


def pages(newsroom):
    here = f"{LIST}{newsroom.pk}/"
    return [LIST, NEW, here, f"{here}preview/", f"{here}subscribers/", f"{here}subscribers/export/", f"{LIST}shades/"]


@pytest.mark.parametrize("who", ["specialist", "colleague", "manager", "observer", "outsider", None])
def test_pages_are_the_teams(client_for, newsroom, subscriber, request, who):
    browser = client_for(request.getfixturevalue(who) if who else None)
    expected = {None: 302, "observer": 403, "outsider": 403}.get(who, 200)
    for page in pages(newsroom):
        response = browser.get(page)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        assert response.status_code == expected
        assert (b"ines@stromblatt.example" in body) == (expected == 200 and "subscribers" in page)


@pytest.mark.parametrize("who", ["observer", "outsider", None])
def test_nobody_else_changes_anything(client_for, newsroom, subscriber, specialist, request, who):
    browser = client_for(request.getfixturevalue(who) if who else None)
    browser.post(f"{LIST}{newsroom.pk}/", settings_of(newsroom.client, specialist, title="Mine now"))
    browser.post(NEW, settings_of(ClientFactory(), specialist, slug="other"))
    browser.post(f"{LIST}{newsroom.pk}/subscribers/{subscriber.pk}/removal/")
    newsroom.refresh_from_db()
    subscriber.refresh_from_db()
    assert (newsroom.title, Newsroom.objects.count(), subscriber.left_at) == ("", 1, None)


def test_newsroom_is_made_and_is_there_at_once(client_for, specialist, client_brand, client):
    response = client_for(specialist).post(NEW, settings_of(client_brand, specialist, colour="1B4D3E"))
    newsroom = Newsroom.objects.get()
    assert response["Location"] == newsroom.get_absolute_url()
    assert (newsroom.client, newsroom.colour, newsroom.is_open) == (client_brand, "#1b4d3e", True)
    assert b"Batteries." in client.get("/newsroom/fernhall/").content


def test_change_shows_with_the_next_visit(client_for, newsroom, specialist, client):
    client.get("/newsroom/fernhall/")
    client_for(specialist).post(
        f"{LIST}{newsroom.pk}/", settings_of(newsroom.client, specialist, title="Fernhall News")
    )
    assert b"Fernhall News" in client.get("/newsroom/fernhall/").content


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"slug": "kestrel"}, "Another newsroom has this path."),
        ({"slug": "with blank"}, "Use letters without accents, digits and hyphens"),
        ({"host": "https://press.fernhall.example/news"}, "Give a host name alone"),
        ({"host": "fernhall"}, "Give a host name alone"),
        ({"host": "-x.example"}, "Give a host name alone"),
        ({"host": "127.0.0.1"}, "Give a host name alone"),
        ({"host": "testserver.example"}, "Mediarel itself answers on this host"),
        ({"host": "PRESS.KESTREL.example"}, "Another newsroom has this host name"),
        ({"colour": "green"}, "Write the colour like #1b4d3e"),
        ({"phone": ""}, "This field is required"),
        ({"phone": "call us"}, "Give a number that can be called"),
        ({"contact": ""}, "This field is required"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_lost(client_for, specialist, client_brand, settings, change, said):
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver.example"]
    NewsroomFactory(slug="kestrel", host="press.kestrel.example")
    response = client_for(specialist).post(NEW, settings_of(client_brand, specialist, intro="Kept words", **change))
    html = response.content.decode()
    assert (response.status_code, said in html, "Kept words" in html) == (422, True, True)
    assert Newsroom.objects.count() == 1


def test_mailbox_must_be_one_that_the_press_contact_reads(client_for, specialist, colleague, client_brand):
    theirs = MailboxFactory(owner=specialist)
    response = client_for(specialist).post(NEW, settings_of(client_brand, colleague, mailbox=theirs.pk))
    assert "Priya Raman cannot read this mailbox" in response.content.decode()
    response = client_for(specialist).post(NEW, settings_of(client_brand, specialist, mailbox=theirs.pk))
    assert Newsroom.objects.get().mailbox == theirs


def test_mailbox_of_a_colleague_cannot_be_chosen(client_for, specialist, colleague, client_brand):
    theirs = MailboxFactory(owner=colleague)
    response = client_for(specialist).post(NEW, settings_of(client_brand, specialist, mailbox=theirs.pk))
    assert (response.status_code, Newsroom.objects.count()) == (422, 0)


def test_path_of_an_open_newsroom_stays(client_for, newsroom, specialist):
    client_for(specialist).post(f"{LIST}{newsroom.pk}/", settings_of(newsroom.client, specialist, slug="elsewhere"))
    newsroom.refresh_from_db()
    assert newsroom.slug == "fernhall"
    Newsroom.objects.update(is_open=False)
    client_for(specialist).post(f"{LIST}{newsroom.pk}/", settings_of(newsroom.client, specialist, slug="elsewhere"))
    newsroom.refresh_from_db()
    assert newsroom.slug == "elsewhere"


def test_newsroom_of_a_client_stays_theirs(client_for, newsroom, specialist):
    other = ClientFactory()
    client_for(specialist).post(f"{LIST}{newsroom.pk}/", settings_of(other, specialist))
    newsroom.refresh_from_db()
    assert newsroom.client != other


def test_team_looks_at_a_closed_newsroom_and_nobody_else_does(client_for, newsroom, specialist, client):
    Newsroom.objects.update(is_open=False)
    html = client_for(specialist).get(f"{LIST}{newsroom.pk}/preview/").content.decode()
    assert "Nobody" not in html
    assert "The newsroom is closed" in html
    assert '<meta name="robots" content="noindex">' in html


# Colours


@pytest.mark.parametrize(
    "colour", ["#ffe600", "#1b4d3e", "#ffffff", "#000000", "#3c4dc4", "#ff0000", "#777777", "#00ffff"]
)
def test_every_colour_becomes_readable_on_light_and_dark(colour):
    shades = colours.palette(colour)
    assert colours.contrast(shades.light.text, colours.LIGHT) >= 4.5
    assert colours.contrast(shades.dark.text, colours.DARK) >= 4.5
    for shade in (shades.light, shades.dark):
        assert colours.contrast(shade.text, shade.on) >= 4.5
        assert colours.contrast(shade.hover, shade.on) >= 4.5


def test_contrast_is_that_of_wcag():
    assert round(colours.contrast("#ffffff", "#000000"), 2) == 21
    assert round(colours.contrast("#777777", "#ffffff"), 2) == 4.48


def test_readable_colour_stays_as_it_is():
    assert colours.palette("#1b4d3e").light.text == "#1b4d3e"


@pytest.mark.parametrize(
    ("colour", "said"),
    [
        ("#ffe600", "too bright for white ground"),
        ("#1b4d3e", "stays as it is in the light. In the dark a lighter shade is shown"),
        ("nonsense", "This is no colour yet"),
        ("#777777", "Shown"),
    ],
)
def test_form_says_what_a_colour_becomes(client_for, specialist, colour, said):
    html = client_for(specialist).get(f"{LIST}shades/", {"colour": colour}).content.decode()
    assert said in html
    assert "style=" not in html


# Subscribers


def test_subscribers_are_narrowed_down_and_exported_alike(client_for, newsroom, specialist, subscriber):
    SubscriberFactory(newsroom=newsroom, name="Waiting Person")
    SubscriberFactory(newsroom=newsroom, name="=cmd()", outlet_name="Évian Post", confirmed_at=timezone.now())
    SubscriberFactory(name="Of another newsroom", confirmed_at=timezone.now())
    browser, base = client_for(specialist), f"{LIST}{newsroom.pk}/subscribers/"

    def names(query):
        response = browser.get(f"{base}export/{query}")
        text = b"".join(response.streaming_content).decode("utf-8-sig")
        return sorted(row["Name"] for row in csv.DictReader(io.StringIO(text)))

    assert names("") == ["'=cmd()", "Ines Albrecht"]
    assert names("?q=strom+ines") == ["Ines Albrecht"]
    assert names("?q=evian") == ["'=cmd()"]
    assert names("?state=waiting") == ["Waiting Person"]
    assert len(names("?state=all")) == 3
    html = browser.get(f"{base}?q=evian").content.decode()
    assert "Évian Post" in html
    assert "Ines Albrecht" not in html


def test_subscriber_is_taken_out_by_the_team(client_for, newsroom, specialist, subscriber):
    client_for(specialist).post(f"{LIST}{newsroom.pk}/subscribers/{subscriber.pk}/removal/")
    subscriber.refresh_from_db()
    assert subscriber.left_at is not None


def test_subscriber_of_another_newsroom_is_not_found_here(client_for, newsroom, specialist):
    other = SubscriberFactory(confirmed_at=timezone.now())
    path = f"{LIST}{newsroom.pk}/subscribers/{other.pk}/removal/"
    assert client_for(specialist).post(path).status_code == 404
    other.refresh_from_db()
    assert other.left_at is None


def test_address_is_once_on_the_list_whatever_its_case(newsroom, subscriber):
    with pytest.raises(IntegrityError, match="mediakits_subscriber_once"):
        SubscriberFactory(newsroom=newsroom, email="INES@stromblatt.example")


@pytest.mark.parametrize("page", ["", "subscribers/"])
def test_queries_do_not_grow_with_the_rows(client_for, newsroom, specialist, page):
    path = LIST if not page else f"{LIST}{newsroom.pk}/{page}"

    def count(number):
        for _each in range(number):
            NewsroomFactory()
            SubscriberFactory(newsroom=newsroom, confirmed_at=timezone.now())
        with CaptureQueriesContext(connection) as queries:
            client_for(specialist).get(path)
        return len(queries)

    assert count(1) == count(2)


def test_lists_are_bounded(client_for, newsroom, specialist):
    Subscriber.objects.bulk_create(
        Subscriber(newsroom=newsroom, name=f"N{n}", email=f"n{n}@example.org", confirmed_at=timezone.now())
        for n in range(60)
    )
    html = client_for(specialist).get(f"{LIST}{newsroom.pk}/subscribers/").content.decode()
    assert html.count("<tr data-mr-row") == 50
    assert "1 to 50 of 60 subscribers" in html


def test_press_contact_of_an_open_newsroom_hands_it_over_before_leaving(newsroom, specialist):
    held = open_newsrooms_of(specialist)
    assert (held.what, held.count, held.url) == ("open newsroom", 1, LIST)
    Newsroom.objects.update(is_open=False)
    assert open_newsrooms_of(specialist).count == 0
