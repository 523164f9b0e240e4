"""The public interface: its fields, its pages, its errors, and nothing that is not public."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mediakits import stamps
from mediakits.addresses import document_url
from mediakits.models import Document, DocumentVersion
from mediakits.views import newsroom_api
from tests.factories.mediakits import NewsroomFactory
from tests.mediakits.newsrooms import released, shared_kit

pytestmark = pytest.mark.django_db

URL = "/api/newsrooms/fernhall/"


@pytest.fixture
def newsroom(client_brand, specialist):
    return NewsroomFactory(client=client_brand, slug="fernhall", contact=specialist, hours="07:00 to 20:00")


def test_newsroom_says_who_it_is_and_whom_to_call(client, newsroom):
    assert client.get(URL).json() == {
        "name": "Fernhall Storage",
        "url": "http://testserver/newsroom/fernhall/",
        "intro": "",
        "language": "en",
        "website": "",
        "logo": "",
        "press_contact": {
            "name": "Maya Lindqvist",
            "phone": "+49 30 23125 142",
            "email": "maya@team.example.com",
            "hours": "07:00 to 20:00",
        },
        "releases": f"http://testserver{URL}releases/",
        "kits": f"http://testserver{URL}kits/",
    }


def test_list_of_releases_has_the_promised_fields(client, newsroom, client_brand):
    document = released(client_brand, public_from=datetime(2026, 3, 3, 9, 30, tzinfo=UTC))
    released(client_brand, title="Facts", kind=Document.Kind.FACT_SHEET)
    key = document.token[:10]
    answer = client.get(f"{URL}releases/").json()
    (item,) = answer["items"]
    updated = item.pop("updated")
    assert datetime.fromisoformat(updated) >= document.public_from
    assert item == {
        "id": key,
        "kind": "press_release",
        "title": "Turbine hall is full",
        "summary": "The last cell stands. The plant runs for 100 hours.",
        "language": "en",
        "published": "2026-03-03T09:30:00+00:00",
        "url": document_url(document),
        "self": f"http://testserver{URL}releases/{key}/",
    }
    assert answer["next"] is None


def test_release_comes_with_text_files_and_contact(client, newsroom, client_brand):
    document = released(client_brand)
    kit = shared_kit(client_brand, documents=(document,))
    data = client.get(f"{URL}releases/{document.token[:10]}/").json()
    assert "<strong>100 hours</strong>" in data["body_html"]
    assert "The plant runs for 100 hours." in data["body_text"]
    assert data["files"]["pdf"] == f"{document_url(document)}pdf/"
    assert data["contact"]["name"] == document.contact.name
    assert [each["id"] for each in data["kits"]] == [kit.token[:10]]
    assert data["kits"][0]["url"] == f"http://testserver/k/{kit.token}/"


def test_kit_lists_its_sections_with_public_things_alone(client, newsroom, client_brand):
    document = released(client_brand)
    later = released(client_brand, title="Later", public_from=timezone.now() + timedelta(hours=1))
    kit = shared_kit(client_brand, title="Altfelde kit", documents=(document, later))
    assert [each["title"] for each in client.get(f"{URL}kits/").json()["items"]] == ["Altfelde kit"]
    data = client.get(f"{URL}kits/{kit.token[:10]}/").json()
    (section,) = data["sections"]
    assert [each["title"] for each in section["documents"]] == ["Turbine hall is full"]
    assert section["documents"][0]["files"]["pdf"].startswith(f"http://testserver/k/{kit.token}/documents/")


def test_pages_follow_each_other_and_new_releases_move_nothing(client, newsroom, client_brand):
    for number in range(5):
        released(client_brand, title=f"R{number}", public_from=datetime(2026, 1, 1 + number, tzinfo=UTC))
    seen, address = [], f"{URL}releases/?limit=2"
    for step in range(3):
        answer = client.get(address).json()
        seen += [each["title"] for each in answer["items"]]
        address = answer["next"]
        if step == 0:
            released(client_brand, title="New")
            stamps.touch(client_id=client_brand.pk)
    assert seen == ["R4", "R3", "R2", "R1", "R0"]
    assert address is None


def test_releases_of_one_moment_are_each_seen_once(client, newsroom, client_brand):
    at = datetime(2026, 1, 1, tzinfo=UTC)
    titles = {released(client_brand, title=f"R{number}", public_from=at).title for number in range(4)}
    seen, address = [], f"{URL}releases/?limit=1"
    while address:
        answer = client.get(address).json()
        seen += [each["title"] for each in answer["items"]]
        address = answer["next"]
    assert (len(seen), set(seen)) == (4, titles)


def test_list_is_narrowed_by_kind_and_language(client, newsroom, client_brand):
    german = released(client_brand, title="Halle voll")
    DocumentVersion.objects.filter(document=german).update(language="de")
    released(client_brand, title="Facts", kind=Document.Kind.FACT_SHEET)
    released(client_brand, title="Hall full")

    def titles(query):
        return [each["title"] for each in client.get(f"{URL}releases/?{query}").json()["items"]]

    assert titles("language=de") == ["Halle voll"]
    assert titles("kind=fact_sheet") == ["Facts"]
    assert titles("language=fi") == []


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("releases/?limit=0", 400, "“limit” must be a whole number from 1 to 100."),
        ("releases/?limit=101", 400, "“limit” must be a whole number from 1 to 100."),
        ("releases/?limit=00000000599999", 400, "“limit” must be a whole number from 1 to 100."),
        ("releases/?limit=x", 400, "“limit” must be a whole number from 1 to 100."),
        ("releases/?cursor=made-up", 400, "“cursor” must be taken from “next” of the answer before, as it is."),
        ("releases/?kind=gossip", 400, None),
        ("releases/?language=%00", 400, "“language” makes no sense."),
        ("releases/nothing123/", 404, "There is no such newsroom, release or kit, or it is not public."),
        ("releases/%00aaaaaaaaa/", 404, None),
        ("kits/nothing123/", 404, None),
    ],
)
def test_errors_are_problem_details(client, newsroom, path, status, said):
    response = client.get(f"{URL}{path}")
    problem = response.json()
    assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json")
    assert (problem["type"], problem["status"]) == ("about:blank", status)
    assert said is None or problem["detail"] == said
    assert (response["Cache-Control"], response["Access-Control-Allow-Origin"]) == ("no-store", "*")


def test_interface_is_for_reading_from_any_website(client, newsroom):
    assert client.post(f"{URL}releases/").json()["status"] == 405
    asked = client.options(f"{URL}releases/")
    assert (asked.status_code, asked["Access-Control-Allow-Methods"]) == (204, "GET, HEAD, OPTIONS")
    answer = client.get(f"{URL}releases/")
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert not answer.cookies


def test_unchanged_answer_is_304(client, newsroom, client_brand):
    released(client_brand)
    first = client.get(f"{URL}releases/")
    again = client.get(f"{URL}releases/", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, first["Cache-Control"]) == (304, "public, max-age=60")


def test_who_asks_too_often_is_held_up(client, newsroom):
    answers = [client.get(URL).status_code for _ in range(newsroom_api.CALLS_A_MINUTE + 1)]
    assert answers == [200] * newsroom_api.CALLS_A_MINUTE + [429]
    assert client.get(URL)["Retry-After"] == "60"


@pytest.mark.parametrize("path", ["releases/", "kits/"])
def test_queries_do_not_grow_with_the_list(client, newsroom, client_brand, path):
    def count(number):
        for _ in range(number):
            shared_kit(client_brand, documents=(released(client_brand),))
        cache.clear()
        stamps.touch(client_id=client_brand.pk)
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{URL}{path}")
        return len(queries)

    assert count(1) == count(2)
