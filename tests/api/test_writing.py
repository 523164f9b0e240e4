"""Writing by API: through the verbs of each app, never over somebody else's change, once however often it is sent."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from campaigns.models import Campaign
from contacts.models import EmailAddress, Journalist, MediaList, Outlet, Position, TimelineEntry
from coverage.articles.addresses import key_of
from coverage.models import Article, Clip
from pitches import drafting
from pitches.models import Pitch
from team.api import once
from team.models import KeptAnswer
from tests.api.conftest import is_problem
from tests.factories import contacts, coverage, mail, mediakits, pitches
from tests.factories.campaigns import CampaignFactory, ClientFactory

pytestmark = pytest.mark.django_db


def made(answer):
    assert answer.status_code == 201, answer.content
    return answer.json()


def test_an_outlet_is_added_and_changed(program):
    told = made(program.post("outlets", {"name": " Strom\x00blatt ", "website": "https://www.stromblatt.example.org"}))
    assert (told["name"], told["domain"]) == ("Stromblatt", "stromblatt.example.org")
    path = f"outlets/{told['id']}"
    changed = program.change(path, {"reach": 41_000, "reach_source": "IVW", "reach_on": "2026-03-31", "kind": "trade"})
    assert (changed.status_code, changed.json()["reach"]) == (200, 41_000)
    assert changed["ETag"] == program.get(path)["ETag"]
    outlet = Outlet.objects.get()
    assert (outlet.name, outlet.kind, outlet.reach_source) == ("Stromblatt", "trade", "IVW")
    assert program.change(path, {"reach": None}).json()["reach"] is None
    assert program.change(path, {}).json()["kind"] == "trade"


def test_a_change_says_what_it_changes(program):
    outlet = contacts.OutletFactory(name="Stromblatt")
    path = f"outlets/{outlet.pk}"
    seen = program.get(path)["ETag"]
    is_problem(program.patch(path, {"city": "Altfelde"}), 428)
    assert program.patch(path, {"city": "Altfelde"}, If_Match=f"W/{seen}").status_code == 200
    told = is_problem(answer := program.patch(path, {"city": "Elsewhere"}, If_Match=seen), 412)
    assert "Read" in told["detail"] or "read" in told["detail"]
    assert answer["ETag"] == program.get(path)["ETag"]
    assert Outlet.objects.get().city == "Altfelde"
    assert program.patch(path, {"city": "Anywhere"}, If_Match="*").status_code == 200
    is_problem(program.patch("outlets/999999", {"city": "Nowhere"}, If_Match="*"), 404)


def test_a_journalist_is_added_with_all_that_is_known(program, specialist):
    outlet = contacts.OutletFactory(name="Stromblatt")
    told = made(
        program.post(
            "journalists",
            {
                "name": "Ines Albrecht", "country": "DE", "owner": specialist.pk, "beats": ["Energy", " energy "],
                "tags": ["Berlin"], "source": "Her reply of 2 November", "paused_until": "2026-12-24",
                "emails": [
                    {"address": "Ines@STROMBLATT.example.org"}, {"address": "i@a.example.org", "is_primary": True}
                ],
                "phones": [{"number": "030 1234567", "kind": "mobile"}],
                "positions": [{"outlet": outlet.pk, "role": "Editor", "from_on": "2020-01-01"}],
            },
        )
    )  # fmt: skip
    journalist = Journalist.objects.get()
    assert (told["id"], told["family_name"], told["owner"]["name"]) == (journalist.pk, "Albrecht", specialist.name)
    assert [each["address"] for each in told["emails"]] == ["i@a.example.org", "Ines@stromblatt.example.org"]
    assert (told["phones"], told["beats"], told["tags"]) == (
        [{"number": "+49301234567", "kind": "mobile"}], ["Energy"], ["Berlin"],
    )  # fmt: skip
    assert (told["positions"][0]["outlet"]["name"], told["positions"][0]["is_primary"]) == ("Stromblatt", True)
    assert program.get("journalists?q=stromblatt").json()["items"][0]["id"] == journalist.pk  # search is in step


def test_a_journalist_keeps_what_is_not_sent(program):
    first, same_name = contacts.OutletFactory(name="Courier"), contacts.OutletFactory(name="Courier")
    journalist = contacts.JournalistFactory(
        name="Ines Albrecht", email="ines@example.org", position__outlet=same_name, beats=[contacts.BeatFactory()]
    )
    kept = list(EmailAddress.objects.values_list("pk")) + list(Position.objects.values_list("pk", "outlet"))
    path = f"journalists/{journalist.pk}"
    before = program.get(path).json()
    told = program.change(path, {"phones": [{"number": "+49 30 1234567"}], "city": "Altfelde"}).json()
    changed = {name for name in before if before[name] != told[name]}
    assert changed == {"phones", "city", "updated_at"}
    assert kept == list(EmailAddress.objects.values_list("pk")) + list(Position.objects.values_list("pk", "outlet"))
    assert first.positions.count() == 0
    told = program.change(path, {"emails": [{"address": "new@example.org"}, {"address": "INES@example.org"}]}).json()
    assert [each["address"] for each in told["emails"]] == ["new@example.org", "INES@example.org"]
    assert EmailAddress.objects.get(address="INES@example.org").pk == kept[0][0]
    assert program.change(path, {"positions": [], "beats": []}).json()["positions"] == []


@pytest.mark.parametrize(
    ("body", "status", "at"),
    [
        ({"emails": [{"address": "nonsense"}]}, 422, "emails/0/address"),
        ({"emails": [{"address": "a@example.org"}, {"address": "A@example.org"}]}, 422, "emails/1/address"),
        ({"emails": [{"address": f"{n}@example.org", "is_primary": True} for n in "ab"]}, 422, "emails"),
        ({"emails": [{"address": "taken@example.org"}]}, 409, None),
        ({"phones": [{"number": "1"}, {"number": "1"}]}, 422, "phones/1/number"),
        ({"positions": [{"outlet": 2**62}]}, 422, "positions/0/outlet"),
        ({"positions": [{"outlet": 2**63}]}, 422, "positions/0/outlet"),
        ({"owner": 2**62}, 422, "owner"), ({"country": "ZZ"}, 422, "country"), ({"beats": [""]}, 422, "beats/0"),
        ({"time_zone": "Nowhere/Land"}, 422, "time_zone"), ({"paused_until": "2026-02-30"}, 422, "paused_until"),
        ({"name": "\x00 "}, 422, "name"), ({"website": "javascript:alert(1)"}, 422, "website"),
        ({"do_not_contact": False}, 422, "do_not_contact"), ({"never_follow_up": "yes"}, 422, "never_follow_up"),
    ],
)  # fmt: skip
def test_what_a_journalist_cannot_be(body, status, at, program):
    contacts.JournalistFactory(email="taken@example.org")
    told = is_problem(program.post("journalists", {"name": "Ines Albrecht", **body}), status)
    assert [each["at"] for each in told.get("errors", [])] == ([at] if at else [])
    assert Journalist.objects.count() == 1


def test_positions_that_make_no_sense(program):
    outlet = contacts.OutletFactory().pk
    for row in (
        {"from_on": "2026-02-01", "until_on": "2026-01-01"}, {"until_on": "2026-01-01", "is_primary": True}
    ):  # fmt: skip
        is_problem(program.post("journalists", {"name": "Ines", "positions": [{"outlet": outlet, **row}]}), 422)
    both = [{"outlet": outlet, "role": role, "is_primary": True} for role in "ab"]
    is_problem(program.post("journalists", {"name": "Ines", "positions": both}), 422)
    assert not Journalist.objects.exists()


def test_who_asks_to_be_left_alone_is(program, specialist):
    journalist = contacts.JournalistFactory()
    told = program.post(f"journalists/{journalist.pk}/do-not-contact", {"reason": "Asked by phone"})
    assert (told.status_code, told.json()["do_not_contact"], told.json()["do_not_contact_reason"]) == (
        200, True, "Asked by phone",
    )  # fmt: skip
    assert TimelineEntry.objects.get(journalist=journalist).by == specialist
    is_problem(program.post("journalists/999999/do-not-contact", {"reason": "x"}), 404)
    is_problem(program.post(f"journalists/{journalist.pk}/do-not-contact", {"reason": ""}), 422)


def test_people_are_put_on_a_list_and_taken_off(program, specialist):
    told = made(program.post("media-lists", {"name": "Energy press", "description": "Who explains the grid"}))
    assert MediaList.objects.get().owner == specialist
    is_problem(program.post("media-lists", {"name": "energy PRESS"}), 409)
    ines, ruth = contacts.JournalistFactory.create_batch(2)
    path = f"media-lists/{told['id']}"
    for _ in range(2):
        assert program.post(f"{path}/additions", {"journalists": [ines.pk, ruth.pk]}).status_code == 200
    assert [each["id"] for each in program.get(f"{path}/members").json()["items"]] == [ines.pk, ruth.pk]
    assert program.post(f"{path}/removals", {"journalists": [ines.pk]}).status_code == 200
    assert [each["id"] for each in program.get(f"{path}/members").json()["items"]] == [ruth.pk]
    is_problem(program.post(f"{path}/additions", {"journalists": [ines.pk, 2**62]}), 422)
    is_problem(program.post(f"{path}/additions", {"journalists": []}), 422)
    live = contacts.MediaListFactory(owner=specialist, kind="live", filters="q=a")
    is_problem(program.post(f"media-lists/{live.pk}/additions", {"journalists": [ines.pk]}), 409)
    assert MediaList.objects.get(pk=told["id"]).members.count() == 1


def test_a_campaign_is_begun_and_changed(program, specialist):
    client = ClientFactory()
    told = made(
        program.post(
            "campaigns",
            {
                "client": client.pk, "name": "Altfelde switch-on",
                "key_messages": ["100  hours", "Where coal was burnt"],
                "embargo_until": "2026-12-01T10:00:00+01:00",
            },
        )
    )  # fmt: skip
    campaign = Campaign.objects.get()
    assert (campaign.owner, campaign.state, told["embargo_until"]) == (specialist, "planned", "2026-12-01T09:00:00Z")
    assert [each["name"] for each in told["key_messages"]] == ["100 hours", "Where coal was burnt"]
    kept = told["key_messages"][1]["id"]
    path = f"campaigns/{campaign.pk}"
    told = program.change(path, {"state": "running", "key_messages": ["Where coal was burnt"]}).json()
    assert (told["state"], [each["id"] for each in told["key_messages"]]) == ("running", [kept])
    assert program.change(path, {"ends_on": "2027-01-01"}).json()["key_messages"] == told["key_messages"]
    is_problem(program.post("campaigns", {"client": client.pk, "name": "altfelde SWITCH-ON"}), 422)
    is_problem(program.post("campaigns", {"client": 2**62, "name": "Other"}), 422)
    current = program.get(path)["ETag"]
    is_problem(program.patch(path, {"starts_on": "2028-01-01"}, If_Match=current), 422)
    for wrong in ({"client": None}, {"client": "1"}, {"key_messages": ["x" * 301]}, {"key_messages": list("abcdef")}):
        is_problem(program.patch(path, wrong, If_Match=current), 422)
    assert program.get(path)["ETag"] == current


def test_a_pitch_is_begun_as_a_draft_and_written(program, specialist):
    campaign, own = CampaignFactory(), mail.MailboxFactory(owner=specialist)
    told = made(
        program.post(
            "pitches",
            {
                "campaign": campaign.pk, "title": "Trade press", "subject": "A 100-hour battery",
                "body": "<p>Hi {{ first_name }}<script>alert(1)</script></p>", "window_start": 7,
                "not_before": "2026-12-01T10:00:00+01:00",
            },
        )
    )  # fmt: skip
    pitch = Pitch.objects.get()
    assert (pitch.owner, pitch.state, pitch.mailbox, pitch.window_start) == (specialist, "draft", own, 7)
    assert told["body"] == "<p>Hi {{ first_name }}</p>"
    assert (told["not_before"], told["page"].endswith(pitch.get_absolute_url())) == ("2026-12-01T09:00:00Z", True)
    changed = program.change(f"pitches/{pitch.pk}", {"lede": "Where coal was burnt.", "mailbox": None})
    assert (changed.status_code, changed.json()["mailbox"], changed.json()["revision"]) == (
        200,
        None,
        told["revision"] + 1,
    )
    same = program.change(f"pitches/{pitch.pk}", {"lede": "Where coal was burnt."}).json()
    assert same["revision"] == told["revision"] + 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"window_start": 12, "window_end": 12}, {"window_end": 25}, {"follow_up_after": 0}, {"subject": "A\nB"},
        {"state": "sent"}, {"mailbox": 2**62}, {"kit": 2**62}, {"title": ""}, {"body": 5}, {"revision": 1},
    ],
)  # fmt: skip
def test_what_a_pitch_cannot_be(wrong, program):
    pitch = pitches.PitchFactory()
    path = f"pitches/{pitch.pk}"
    is_problem(program.patch(path, wrong, If_Match=program.get(path)["ETag"]), 422)
    is_problem(program.post("pitches", {"campaign": pitch.campaign_id, "title": "Other", **wrong}), 422)
    assert Pitch.objects.get().revision == pitch.revision


def test_others_mailboxes_and_closed_campaigns_cannot_be_chosen(program, colleague):
    theirs = mail.MailboxFactory(owner=colleague)
    is_problem(program.post("pitches", {"campaign": CampaignFactory().pk, "title": "A", "mailbox": theirs.pk}), 422)
    is_problem(program.post("pitches", {"campaign": CampaignFactory(state="closed").pk, "title": "A"}), 422)
    other = mediakits.KitFactory()
    is_problem(program.post("pitches", {"campaign": CampaignFactory().pk, "title": "A", "kit": other.pk}), 422)
    assert not Pitch.objects.exists()


def test_a_pitch_stands_still_from_review_on_and_is_never_sent_from_here(program):
    pitch = pitches.PitchFactory(state="in_review")
    path = f"pitches/{pitch.pk}"
    told = is_problem(program.patch(path, {"subject": "Other"}, If_Match=program.get(path)["ETag"]), 409)
    assert "in review" in told["detail"]
    for verb in ("approval", "schedule", "sending"):
        is_problem(program.post(f"{path}/{verb}", {}), 404)


def test_a_save_in_the_browser_stands_in_the_way(program, specialist):
    pitch = pitches.PitchFactory()
    path = f"pitches/{pitch.pk}"
    seen = program.get(path)["ETag"]
    drafting.save(pitch=pitch, by=specialist, revision=pitch.revision, subject="By hand")
    is_problem(program.patch(path, {"subject": "By program"}, If_Match=seen), 412)
    assert Pitch.objects.get().subject == "By hand"


def test_a_clip_comes_from_the_address_of_an_article_that_is_known(program):
    article, client = coverage.ArticleFactory(), ClientFactory()
    address = "https://paper.example.org/four-dark-days"
    article.addresses.create(url=address, url_key=key_of(address))
    told = made(program.post("clips/from-address", {"url": address, "client": client.pk}))
    assert (told["state"], told["origin"], told["article"]["id"]) == ("waiting", "address", article.pk)
    again = program.post("clips/from-address", {"url": address, "client": client.pk})
    assert (again.status_code, again.json()["id"]) == (200, told["id"])
    for url in ("nonsense", "https://", "ftp://paper.example.org/a"):
        is_problem(program.post("clips/from-address", {"url": url, "client": client.pk}), 422)
    is_problem(program.post("clips/from-address", {"url": "http://127.0.0.1:1/a.b", "client": client.pk}), 422)
    foreign = CampaignFactory()
    is_problem(program.post("clips/from-address", {"url": address, "client": client.pk, "campaign": foreign.pk}), 422)


def test_a_clip_is_entered_by_hand(program, specialist):
    client, outlet = ClientFactory(), contacts.OutletFactory(name="Radio Altfelde")
    body = {
        "medium": "radio", "client": client.pk, "title": "Four dark days", "outlet": "radio altfelde",
        "authors": ["Ines Albrecht"], "day": "2026-05-04", "hour": "07:30", "seconds": 750, "tone": "positive",
    }  # fmt: skip
    told = made(program.post("clips/by-hand", body))
    article = Article.objects.get()
    assert (told["state"], told["article"]["outlet"]["id"], told["tone"]) == ("ours", outlet.pk, "positive")
    assert article.published_at.astimezone(specialist.zone).strftime("%H:%M") == "07:30"
    assert (article.moment, told["article"]["authors"][0]["name"]) == (timedelta(seconds=750), "Ines Albrecht")
    assert Clip.objects.get().decided_by == specialist
    for wrong in ({"day": "2999-01-01"}, {"medium": "online"}, {"hour": "25:00"}, {"seconds": -1}, {"title": " "}):
        is_problem(program.post("clips/by-hand", {**body, **wrong}), 422)
    online = {**body, "medium": "online", "url": "https://paper.example.org/a"}
    made(program.post("clips/by-hand", online))
    is_problem(program.post("clips/by-hand", online), 409)


def test_a_clip_is_called_ours_with_corrections(program, specialist):
    clip = coverage.ClipFactory(tone="neutral")
    campaign, speaker = CampaignFactory(client=clip.client), mediakits.SpokespersonFactory(client=clip.client)
    path = f"clips/{clip.pk}/confirmation"
    answer = program.post(path, {"campaign": campaign.pk, "value": 2, "quoted": [speaker.pk], "notes": "Good"})
    told = answer.json()
    assert (answer.status_code, told["state"], told["campaign"]["id"]) == (200, "ours", campaign.pk)
    assert (told["tone"], told["value"], told["quoted"][0]["id"]) == ("neutral", 2, speaker.pk)
    assert Clip.objects.get().decided_by == specialist
    assert "decided before" in is_problem(program.post(path, {}), 409)["detail"]
    assert program.post(f"clips/{clip.pk}/rejection", {}).json()["state"] == "not_ours"
    is_problem(program.post(f"clips/{clip.pk}/rejection", {}), 409)


def test_a_clip_takes_nothing_of_another_client(program):
    clip, other = coverage.ClipFactory(), CampaignFactory()
    speaker, journalist = mediakits.SpokespersonFactory(), contacts.JournalistFactory()
    path = f"clips/{clip.pk}/confirmation"
    for wrong in ({"campaign": other.pk}, {"quoted": [speaker.pk]}, {"journalist": journalist.pk + 1}, {"value": 3}):
        is_problem(program.post(path, wrong), 422)
    assert Clip.objects.get().state == "waiting"
    is_problem(program.post("clips/999999/confirmation", {}), 404)


# --- what is sent twice ---


def test_what_is_sent_twice_is_done_once(program, program_of, specialist):
    first = program.post("outlets", {"name": "Stromblatt"}, Idempotency_Key="order 1".replace(" ", "-"))
    again = program.post("outlets", {"name": "Stromblatt"}, Idempotency_Key="order-1")
    assert (first.status_code, again.status_code, again.content) == (201, 201, first.content)
    assert (again["Idempotency-Replayed"], "Idempotency-Replayed" in first) == ("true", False)
    assert (again["ETag"], again["Content-Type"]) == (first["ETag"], first["Content-Type"])
    is_problem(program.post("outlets", {"name": "Other"}, Idempotency_Key="order-1"), 422)
    is_problem(program.post("media-lists", {"name": "Stromblatt"}, Idempotency_Key="order-1"), 422)
    other = program_of(specialist)
    made(other.post("outlets", {"name": "Stromblatt"}, Idempotency_Key="order-1"))
    assert (Outlet.objects.count(), KeptAnswer.objects.count()) == (2, 2)


def test_what_was_refused_may_be_sent_again_with_the_same_key(program, specialist):
    is_problem(program.post("media-lists", {"name": ""}, Idempotency_Key="k"), 422)
    contacts.MediaListFactory(name="Energy press", owner=specialist)
    is_problem(program.post("media-lists", {"name": "Energy press"}, Idempotency_Key="k"), 409)
    MediaList.objects.all().delete()
    made(program.post("media-lists", {"name": "Energy press"}, Idempotency_Key="k"))


@pytest.mark.parametrize("key", ["with space", "x" * 121, "ü"])
def test_keys_that_cannot_be_taken(key, program):
    is_problem(program.post("outlets", {"name": "Stromblatt"}, Idempotency_Key=key), 422)
    assert not Outlet.objects.exists()


def test_answers_are_forgotten_after_a_day(program):
    made(program.post("outlets", {"name": "Stromblatt"}, Idempotency_Key="k"))
    assert once.forget_old() == 0
    KeptAnswer.objects.update(created_at=timezone.now() - timedelta(hours=24, seconds=1))
    made(program.post("outlets", {"name": "Anew"}, Idempotency_Key="k"))  # forgotten, pruned or not
    assert (Outlet.objects.count(), KeptAnswer.objects.count()) == (2, 1)
    KeptAnswer.objects.update(created_at=timezone.now() - timedelta(hours=25))
    assert (once.forget_old(), KeptAnswer.objects.count()) == (1, 0)


@pytest.mark.django_db(transaction=True)
def test_the_same_request_at_the_same_time_is_done_once(program):
    start = Barrier(4)

    def send(_):
        try:
            start.wait(10)
            return program_like(program).post("outlets", {"name": "Stromblatt"}, Idempotency_Key="k").status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        statuses = list(pool.map(send, range(4)))
    assert set(statuses) <= {201, 409}
    assert 201 in statuses
    assert Outlet.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_request_that_is_being_dealt_with_is_not_begun_again(program):
    def hold():
        request = type("Request", (), {"auth": program.token})()
        with transaction.atomic():
            once._hold(request, "k")
            started.wait(10)
            over.wait(10)
        connection.close()

    started, over = Barrier(2), Barrier(2)
    with ThreadPoolExecutor(1) as pool:
        held = pool.submit(hold)
        started.wait(10)
        answer = program.post("outlets", {"name": "Stromblatt"}, Idempotency_Key="k")
        over.wait(10)
        held.result(10)
    is_problem(answer, 409)
    assert answer["Retry-After"] == "1"
    made(program.post("outlets", {"name": "Stromblatt"}, Idempotency_Key="k"))


def program_like(program):
    """Another browser with the same token: each thread needs its own."""
    return type(program)(program.secret, program.token)


@pytest.mark.django_db(transaction=True)
def test_two_changes_at_once_do_not_both_go_through(program):
    outlet = contacts.OutletFactory(name="Stromblatt")
    path, start = f"outlets/{outlet.pk}", Barrier(2)
    seen = program.get(path)["ETag"]

    def change(city):
        try:
            start.wait(10)
            return program_like(program).patch(path, {"city": city}, If_Match=seen).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(change, ["Altfelde", "Elsewhere"])) == [200, 412]


def test_deciding_twice_with_a_key_says_the_same(program):
    clip = coverage.ClipFactory()
    path = f"clips/{clip.pk}/confirmation"
    first = program.post(path, {}, Idempotency_Key="k")
    again = program.post(path, {}, Idempotency_Key="k")
    assert (first.status_code, json.loads(again.content)) == (200, first.json())
