"""Who gets in by API, how often, and what everybody else is told."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client as Browser
from django.utils import timezone

from campaigns.models import Campaign
from contacts.models import Outlet, PhoneNumber
from coverage.models import Article, Clip
from events.models import Interview, MediaEvent
from inquiries import keys
from inquiries.models import Inquiry
from mediakits.models import Document, Kit
from pitches.models import Pitch
from team import api_tokens
from team.api import auth
from team.models import User
from tests.api.conftest import Program, is_problem
from tests.factories import contacts, coverage, pitches
from tests.factories.campaigns import CampaignFactory, ClientFactory

pytestmark = pytest.mark.django_db
READ = {
    "clients": "campaigns", "campaigns": "campaigns", "journalists": "contacts", "outlets": "contacts",
    "media-lists": "contacts", "pitches": "pitches", "documents": "material", "kits": "material",
    "articles": "coverage", "clips": "coverage", "inquiries": "inquiries", "interviews": "events",
    "media-events": "events",
}  # fmt: skip
WRITE = {
    "campaigns": "campaigns", "journalists": "contacts", "outlets": "contacts", "media-lists": "contacts",
    "pitches": "pitches", "clips/from-address": "coverage", "clips/by-hand": "coverage",
    "clips/1/confirmation": "coverage", "clips/1/rejection": "coverage", "media-lists/1/additions": "contacts",
    "media-lists/1/removals": "contacts", "journalists/1/do-not-contact": "contacts",
}  # fmt: skip
OPEN_TO_OBSERVERS = {"clients", "campaigns", "clips"}


@pytest.mark.parametrize("what", READ)
def test_nobody_reads_without_a_token(what, client_for, admin_user):
    contacts.JournalistFactory(name="Ines Albrecht")
    for program in (Program(), Program("mrt_wrong"), Program("mri_wrong"), Program("x")):
        told = is_problem(answer := program.get(what), 401)
        assert answer["WWW-Authenticate"] == "Bearer"
        assert "withdrawn" in told["detail"]
    signed_in = client_for(admin_user).get(f"/api/v1/{what}")  # a session opens nothing here
    is_problem(signed_in, 401)


@pytest.mark.parametrize("what", READ)
def test_a_scope_too_few_is_named(what, program_of, specialist):
    others = [f"{area}:read" for area in set(READ.values()) - {READ[what]}]
    told = is_problem(program_of(specialist, *others).get(what), 403)
    assert told["scope"] == f"{READ[what]}:read"
    assert told["scope"] in told["detail"]
    assert program_of(specialist, told["scope"]).get(what).status_code == 200


@pytest.mark.parametrize("what", WRITE)
def test_who_only_reads_writes_nothing(what, program_of, specialist):
    told = is_problem(program_of(specialist, *(f"{area}:read" for area in READ.values())).post(what, {}), 403)
    assert told["scope"] == f"{WRITE[what]}:write"


def test_specialists_and_managers_write(program_of, specialist, manager):
    for user in (specialist, manager):
        made = program_of(user).post("outlets", {"name": f"Paper of {user}"})
        assert made.status_code == 201, made.content
        pitch = pitches.PitchFactory()
        changed = program_of(user).change(f"pitches/{pitch.pk}", {"title": f"By {user}"})
        assert changed.status_code == 200, changed.content


def test_observers_read_campaigns_and_clips_of_their_clients_and_nothing_else(
    program_of, observer, outsider, client_brand
):
    campaign, clip = CampaignFactory(client=client_brand), coverage.ClipFactory(
        client=client_brand, state="ours", decided_at=timezone.now(), notes="They are not to read this."
    )  # fmt: skip
    coverage.ClipFactory(client=client_brand)
    pitches.PitchFactory(campaign=campaign, state="draft")
    theirs, others = program_of(observer), program_of(outsider)
    assert [each["id"] for each in theirs.get("campaigns").json()["items"]] == [campaign.pk]
    assert [each["id"] for each in theirs.get("clients").json()["items"]] == [client_brand.pk]
    told = theirs.get("clips").json()["items"]
    assert [(each["id"], each["notes"]) for each in told] == [(clip.pk, None)]
    assert b"They are not to read this" not in theirs.get(f"clips/{clip.pk}").content
    assert others.get("campaigns").json()["items"] == others.get("clips").json()["items"] == []
    for path in (f"campaigns/{campaign.pk}", f"clips/{clip.pk}", f"clients/{client_brand.pk}"):
        assert theirs.get(path).status_code == 200
        is_problem(others.get(path), 404)


def test_who_becomes_an_observer_loses_what_their_token_could_do(program_of, specialist):
    program = program_of(specialist)
    campaign = CampaignFactory()
    assert program.get(f"campaigns/{campaign.pk}").status_code == 200
    User.objects.filter(pk=specialist.pk).update(role=User.Role.OBSERVER)
    is_problem(program.get(f"campaigns/{campaign.pk}"), 404)
    for what in READ:
        if what in OPEN_TO_OBSERVERS:
            assert program.get(what).json()["items"] == []
        else:
            assert "Observers" in is_problem(program.get(what), 403)["detail"]
    for what in WRITE:
        assert "Observers" in is_problem(program.post(what, {}), 403)["detail"]
    is_problem(program.patch(f"campaigns/{campaign.pk}", {"name": "Mine"}), 403)


def test_withdrawn_expired_and_of_somebody_who_left(program_of, specialist, colleague, manager):
    withdrawn = program_of(specialist)
    assert withdrawn.get("outlets").status_code == 200
    api_tokens.withdraw(token=withdrawn.token, by=specialist)
    expired = program_of(colleague, expires_at=timezone.now() + timedelta(hours=1))
    expired.token.expires_at = timezone.now()
    expired.token.save()
    left = program_of(manager)
    User.objects.filter(pk=manager.pk).update(is_active=False)
    for program in (withdrawn, expired, left):
        is_problem(program.get("outlets"), 401)
        is_problem(program.post("outlets", {"name": "Stromblatt"}), 401)


def test_keys_of_press_offices_open_nothing_but_the_intake(specialist):
    _, secret = keys.make(name="Website", client=ClientFactory(), by=specialist)
    for what in READ:
        is_problem(Program(secret).get(what), 401)


def test_a_token_does_not_bring_in_inquiries(program):
    is_problem(program.post("inquiries", {"words": "Who paid?", "reporter": {"name": "Aoife"}}), 401)


def test_reads_and_writes_are_counted_apart(program, settings):
    settings.API_READS_A_MINUTE, settings.API_WRITES_A_MINUTE = 2, 1
    answers = [program.get("outlets") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert [answer["RateLimit-Remaining"] for answer in answers] == ["1", "0", "0"]
    assert {answer["RateLimit-Limit"] for answer in answers} == {"2"}
    assert 0 < int(answers[-1]["Retry-After"]) <= 60
    assert answers[-1]["Retry-After"] == answers[-1]["RateLimit-Reset"]
    is_problem(answers[-1], 429)
    assert program.post("outlets", {"name": "Stromblatt"}).status_code == 201
    is_problem(program.post("outlets", {"name": "Stromblatt"}), 429)


def test_each_token_has_its_own_limit(program_of, specialist, settings):
    settings.API_READS_A_MINUTE = 1
    first, second = program_of(specialist), program_of(specialist)
    assert [first.get("outlets").status_code, first.get("outlets").status_code] == [200, 429]
    assert second.get("outlets").status_code == 200


def test_who_guesses_tokens_is_held_up(program, monkeypatch):
    monkeypatch.setattr(auth, "GUESSES_A_MINUTE", 2)
    guessing = Program("mrt_guess")
    assert [guessing.get("outlets").status_code for _ in range(3)] == [401, 401, 429]
    assert program.get("outlets").status_code == 200  # from the same address


def test_a_limit_that_cannot_be_counted_holds_up_nobody(program, settings):
    away = "redis://127.0.0.1:1/0"
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": away}}
    answer = program.get("outlets")
    assert (answer.status_code, "RateLimit-Limit" in answer) == (200, False)


def test_history_names_the_owner_of_the_token(program, specialist):
    outlet = contacts.OutletFactory()
    program.change(f"outlets/{outlet.pk}", {"city": "Altfelde"})
    context = outlet.events.latest("pgh_id").pgh_context
    assert context.metadata["user"] == specialist.pk


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "nothing", 404), ("GET", "", 404), ("GET", "outlets/", 404), ("GET", "outlets/abc", 404),
        ("GET", "outlets/-1", 404), ("POST", "nothing/at/all", 404), ("DELETE", "outlets", 405),
        ("PUT", "outlets/1", 405), ("OPTIONS", "outlets", 405), ("POST", "documents", 405), ("PATCH", "clips/1", 405),
        ("GET", "%00", 404), ("GET", "outlets/%0A1", 404), ("GET", "outlets/1%0A", 404),
    ],
)  # fmt: skip
def test_what_is_not_there_is_a_problem_too(method, path, status, program):
    answer = program.ask(method, path)
    is_problem(answer, status)
    if status == 405:
        assert answer["Allow"]


NESTED = b'{"name":' + b"[" * 100_000 + b"]" * 100_000 + b"}"


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        (b"{", 400), (b"", 422), (b"[]", 422), (b"null", 422), (b'"name"', 422), (b"\xff\xfe", 400), (NESTED, 400),
        (b'{"name": NaN}', 400), (b'{"name": "A", "name": "B"}', 400), (b'{"name": 1' + b"0" * 5000 + b"}", 400),
        (b'{"name": "\\ud800"}', 422), (b'{"name": "\\u0000"}', 422), (b'{"name": true}', 422), (b"{}", 422),
        (b'{"name": "A", "owner": 1}', 422), (b'{"name": "A", "reach": 99999999999}', 422),
        (b'{"name": "A", "reach": true, "reach_source": "x"}', 422), (b'{"name": "A", "kind": "tabloid"}', 422),
        (b'{"name": "A", "website": "nonsense"}', 422), (b'{"name": "A", "reach": 5}', 422),
        (b'{"name": "A", "reach_on": "0001-01-01"}', 422), (b'{"name": "A", "reach_on": 0}', 422),
        (b'{"name": "A", "country": "ZZ"}', 422), (b'{"name": "' + b"A" * 161 + b'"}', 422),
        (b'{"name": "' + b"A" * 2_700_000 + b'"}', 413),
    ],
)  # fmt: skip
def test_bodies_that_cannot_be_taken(raw, status, program):
    is_problem(program.ask("POST", "outlets", raw=raw), status)
    assert not contacts.OutletFactory._meta.model.objects.exists()


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "nonsense"])
def test_only_json_is_read(kind, program):
    is_problem(program.ask("POST", "outlets", {"name": "Stromblatt"}, kind=kind), 415)


def test_other_names_of_json_are_read(program):
    for kind in ("application/json; charset=utf-8", "application/merge-patch+json", "APPLICATION/JSON"):
        assert program.ask("POST", "outlets", {"name": "Stromblatt"}, kind=kind).status_code == 201


def test_who_may_not_enter_is_told_so_before_their_body_is_read():
    is_problem(Program().ask("POST", "outlets", raw=b"{", kind="text/plain"), 401)


@pytest.mark.django_db(transaction=True)
def test_a_failure_of_ours_is_a_problem_that_tells_nothing(program):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE contacts_outlet RENAME TO contacts_outlet_away")
    try:
        told = is_problem(program.get("outlets"), 500)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE contacts_outlet_away RENAME TO contacts_outlet")
    assert "contacts_outlet" not in str(told)


def test_answers_are_nobody_elses(program):
    answer = program.get("outlets")
    assert (answer["Cache-Control"], answer.cookies) == ("private, no-cache", {})


def test_the_document_is_open_to_everybody_and_complete():
    answer = Browser().get("/api/v1/openapi.json")
    document = answer.json()
    assert {f"/api/v1/{what}" for what in READ} < set(document["paths"])
    assert set(document["components"]["securitySchemes"]) == {"PersonalToken", "ByKey"}
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            problems = {status for status in operation["responses"] if int(status) >= 400}
            assert {"400", "401", "422", "429", "500", "503"} <= problems, (path, method)
            for status in problems:
                assert list(operation["responses"][status]["content"]) == ["application/problem+json"]
            assert operation["security"]
            assert operation["summary"]
    assert "openapi" in document


def test_the_document_names_the_choices_of_each_record():
    """Two schemas of one name would be one: the states of campaigns would read as those of media events."""
    document = Browser().get("/api/v1/openapi.json").json()
    for what, name, choices in (
        ("campaigns", "state", Campaign.State), ("clips", "state", Clip.State), ("pitches", "state", Pitch.State),
        ("documents", "state", Document.State), ("documents", "kind", Document.Kind), ("kits", "state", Kit.State),
        ("outlets", "kind", Outlet.Kind), ("interviews", "state", Interview.State),
        ("media-events", "state", MediaEvent.State), ("articles", "medium", Article.Medium),
        ("inquiries", "state", Inquiry.State),
    ):  # fmt: skip
        asked = document["paths"][f"/api/v1/{what}"]["get"]["parameters"]
        described = next(each["schema"]["enum"] for each in asked if each["name"] == name)
        assert set(described) - {"", "open"} == set(choices.values) - {"open"}, (what, name)
    schemas = document["components"]["schemas"]
    assert schemas["CampaignIn"]["properties"]["state"]["enum"] == Campaign.State.values
    assert schemas["PhoneIn"]["properties"]["kind"]["enum"] == PhoneNumber.Kind.values
    assert not [name for name, each in schemas.items() if "enum" in each]
