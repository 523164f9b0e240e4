"""The interface by which other systems bring in inquiries: keys, once however often it is sent, clear problems."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from inquiries import api as limits
from inquiries import keys
from inquiries.models import Inquiry, IntakeKey
from tests.factories.campaigns import ClientFactory

pytestmark = pytest.mark.django_db
URL = "/api/v1/inquiries"
ASKED = {
    "words": "Is it one run or an average? Who paid?",
    "reporter": {"name": "Aoife Brannigan", "outlet": "Grid & Current", "email": "aoife@gridcurrent.example.org"},
}


@pytest.fixture(autouse=True)
def _fresh_counts():
    cache.clear()


@pytest.fixture
def key(specialist):
    return keys.make(name="Website", client=ClientFactory(), by=specialist)


def send(secret, body=ASKED, **headers):
    given = {"Authorization": f"Bearer {secret}"} if secret else {}
    return Browser(enforce_csrf_checks=True).post(
        URL, body, content_type="application/json", headers={**given, **headers}
    )


def test_an_inquiry_comes_in_with_its_questions_and_clock(key):
    deadline = (timezone.now() + timedelta(hours=5)).replace(microsecond=0)
    answer = send(key[1], {**ASKED, "deadline": deadline.isoformat(), "zone": "Europe/London", "subject": "Efficiency"})
    assert answer.status_code == 201, answer.content
    inquiry = Inquiry.objects.get()
    told = answer.json()
    assert (told["number"], told["questions"]) == (inquiry.number, ["Is it one run or an average?", "Who paid?"])
    assert (inquiry.channel, inquiry.client, inquiry.deadline) == ("api", key[0].client, deadline)
    assert (str(inquiry.their_zone), inquiry.reporter_outlet) == ("Europe/London", "Grid & Current")
    key[0].refresh_from_db()
    assert key[0].last_used_at is not None
    assert not answer.cookies


def test_what_a_database_cannot_hold_is_left_out(key):
    reporter = {"name": "Aoife\x00 Brannigan", "outlet": "Grid\x00"}
    answer = send(key[1], {"words": "Who\x00 paid?", "reporter": reporter, "questions": ["Who\x00 paid?"]})
    assert (answer.status_code, answer.json()["questions"]) == (201, ["Who paid?"])
    assert Inquiry.objects.get().reporter_name == "Aoife Brannigan"
    for empty in ({"reporter": {"name": "\x00"}}, {"words": "\x00"}, {"questions": ["\x00"]}, {"subject": "x" * 201}):
        assert send(key[1], {**ASKED, **empty}).status_code == 422


def test_what_is_sent_twice_comes_in_once(key, specialist):
    first = send(key[1], **{"Idempotency-Key": "abc"})
    again = send(key[1], **{"Idempotency-Key": "abc"})
    assert (first.status_code, again.status_code, first.json()["number"]) == (201, 200, again.json()["number"])
    other = keys.make(name="Chat", client=ClientFactory(), by=specialist)
    assert send(other[1], **{"Idempotency-Key": "abc"}).status_code == 201
    assert Inquiry.objects.count() == 2


@pytest.mark.parametrize(
    ("change", "at"),
    [
        ({"words": " "}, "words"), ({"words": "x" * 20_001}, "words"), ({"reporter": {"name": ""}}, "reporter/name"),
        ({"reporter": {"name": "A", "email": "nonsense"}}, "reporter/email"), ({"deadline": "soon"}, "deadline"),
        ({"deadline": "2026-12-01T10:00:00"}, "deadline"), ({"zone": "Nowhere/Land"}, "zone"),
        ({"questions": ["x"] * 51}, "questions"),
    ],
)  # fmt: skip
def test_bad_input_is_named_where_it_stands(key, change, at):
    answer = send(key[1], {**ASKED, **change})
    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")
    assert [each["at"] for each in answer.json()["errors"]] == [at]
    assert not Inquiry.objects.exists()


def test_without_a_key_nothing_comes_in(key):
    keys.revoke(key=key[0])
    for secret in ("", "mri_wrong", key[1]):
        answer = send(secret)
        assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")
        assert "withdrawn" in answer.json()["detail"]
    broken = Browser().post(URL, "{", content_type="application/json", headers={"Authorization": f"Bearer {key[1]}"})
    assert broken.status_code == 401
    assert not Inquiry.objects.exists()


def test_a_flood_is_held_up_and_what_came_before_is_kept(key, monkeypatch):
    monkeypatch.setattr(limits, "CALLS_A_MINUTE", 2)
    answers = [send(key[1]) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [201, 201, 429, 429]
    assert answers[-1]["Retry-After"] == "60"
    assert Inquiry.objects.count() == 2


def test_a_deadline_that_is_over_is_kept_for_people_to_see(key):
    assert send(key[1], {**ASKED, "deadline": "2020-01-01T10:00:00Z"}).status_code == 201
    assert Inquiry.objects.get().deadline.year == 2020


def test_managers_make_keys_which_are_shown_once(client_for, manager, specialist, observer):
    page = reverse("inquiries:key-list")
    browser, client = client_for(manager), ClientFactory()
    made = browser.post(page, {"name": "Website", "client": client.pk})
    secret = made.context["secret"]
    assert (made.status_code, made["Cache-Control"]) == (201, "no-store")
    assert send(secret).status_code == 201
    assert secret not in browser.get(page).content.decode()
    assert browser.post(page, {"name": ""}).status_code == 422
    revoke = reverse("inquiries:key-revoke", args=[IntakeKey.objects.get().pk])
    for user in (specialist, observer):
        assert client_for(user).get(page).status_code == 403
        assert client_for(user).post(revoke).status_code == 403
    assert Browser().get(page)["Location"].startswith("/account/login/")
    browser.post(revoke)
    assert send(secret).status_code == 401


def test_the_interface_describes_itself():
    document = Browser().get("/api/v1/openapi.json").json()
    assert document["paths"]["/api/v1/inquiries"]["post"]["security"] == [{"ByKey": []}]
    assert document["paths"]["/api/v1/inquiries"]["get"]["security"] == [{"PersonalToken": []}]
