"""A newsroom on a host name of its own: that newsroom, kits and files, and nothing of the team's."""

import pytest
from django.urls import reverse

from mediakits.addresses import document_url, name_of, newsroom_url
from tests.factories.mediakits import NewsroomFactory
from tests.mediakits.newsrooms import released, shared_kit

pytestmark = pytest.mark.django_db

HOST = "press.fernhall.example"


@pytest.fixture
def newsroom(client_brand, specialist):
    return NewsroomFactory(client=client_brand, slug="fernhall", host=HOST, contact=specialist, colour="#1b4d3e")


def get(client, path, host=HOST):
    return client.get(path, headers={"Host": host})


def test_own_host_shows_the_newsroom_at_its_root(client, newsroom, client_brand):
    document = released(client_brand)
    html = get(client, "/").content.decode()
    assert f'href="/{name_of(document)}/"' in html
    assert '<link rel="canonical" href="http://press.fernhall.example/">' in html
    assert "/newsroom/" not in html
    page = get(client, f"/{name_of(document)}/").content.decode()
    assert f'<link rel="canonical" href="http://{HOST}/{name_of(document)}/">' in page


def test_path_keeps_answering_and_names_the_own_host(client, newsroom, client_brand):
    document = released(client_brand)
    page = client.get(f"/newsroom/fernhall/{name_of(document)}/").content.decode()
    assert f'<link rel="canonical" href="{document_url(document)}">' in page
    assert document_url(document) == f"http://{HOST}/{name_of(document)}/"
    assert newsroom_url(newsroom) == f"http://{HOST}/"
    assert 'href="/newsroom/fernhall/releases/"' in page


@pytest.mark.parametrize("host", ["PRESS.Fernhall.Example", "press.fernhall.example:8443", "press.fernhall.example."])
def test_own_host_is_known_however_it_is_written(client, newsroom, host):
    assert b"Fernhall Storage" in get(client, "/", host).content


TEAMS = ["/account/login/", "/clients/", "/media-kits/newsrooms/", "/contacts/", "/mail/inbox/", "/jobs/1/progress/"]
OTHERS = ["/api/newsrooms/fernhall/", "/p/x/", "/newsroom/fernhall/"]


@pytest.mark.parametrize("path", [*TEAMS, *OTHERS])
def test_own_host_knows_nothing_of_the_team(client_for, specialist, newsroom, path):
    response = get(client_for(specialist), path)
    assert response.status_code == 404
    assert b"There is nothing at this address" in response.content


def test_kits_answer_on_the_own_host(client, newsroom, client_brand):
    kit = shared_kit(client_brand, title="Altfelde kit", documents=(released(client_brand),))
    assert f'href="/k/{kit.token}/"' in get(client, "/").content.decode()
    assert b"Altfelde kit" in get(client, f"/k/{kit.token}/").content


def test_other_newsrooms_do_not_answer_there(client, newsroom, outsider):
    NewsroomFactory(client=outsider.observed_clients.get(), slug="kestrel")
    assert get(client, "/newsroom/kestrel/").status_code == 404


@pytest.mark.parametrize("host", ["evil.example", "fernhall.example", "x.press.fernhall.example", "", "[::1", "a b"])
def test_other_hosts_are_refused_as_before(client, newsroom, host):
    assert get(client, "/newsroom/fernhall/", host).status_code == 400
    assert get(client, reverse("account_login"), host).status_code == 400


def test_host_of_a_closed_newsroom_is_refused(client, newsroom):
    newsroom.is_open = False
    newsroom.save()
    assert get(client, "/").status_code == 400


def test_allowed_hosts_stay_as_the_operator_wrote_them(client, newsroom, settings):
    before = list(settings.ALLOWED_HOSTS)
    get(client, "/")
    assert before == settings.ALLOWED_HOSTS
    assert client.get("/newsroom/fernhall/").status_code == 200


def test_our_own_pages_ask_the_database_nothing_about_hosts(client, newsroom, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/media-kits/newsrooms/x/")


def test_https_is_asked_for_on_the_own_host_too(client, newsroom, settings):
    settings.SECURE_SSL_REDIRECT = True
    assert get(client, "/releases/")["Location"] == f"https://{HOST}/releases/"


def test_robots_and_sitemap(client, newsroom, client_brand):
    document = released(client_brand)
    assert get(client, "/robots.txt").content.decode().splitlines()[-1] == f"Sitemap: http://{HOST}/sitemap.xml"
    assert f"<loc>http://{HOST}/{name_of(document)}/</loc>" in get(client, "/sitemap.xml").content.decode()
    assert client.get("/newsroom/fernhall/robots.txt").status_code == 404


def test_pages_of_both_hosts_are_kept_apart(client, newsroom, client_brand):
    released(client_brand)
    by_path, by_host = client.get("/newsroom/fernhall/").content, get(client, "/").content
    assert b"/newsroom/fernhall/releases/" in by_path
    assert b"/newsroom/fernhall/releases/" not in by_host
