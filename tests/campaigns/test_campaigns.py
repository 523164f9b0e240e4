"""Campaigns and clients: who sees them, who changes them, and what cannot be."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from campaigns import panels, running
from campaigns.apps import open_campaigns_of
from campaigns.models import Campaign, Client, KeyMessage
from tests.factories.campaigns import CampaignFactory, ClientFactory, KeyMessageFactory
from tests.factories.team import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign(client_brand, specialist):
    return CampaignFactory(client=client_brand, owner=specialist, name="Altfelde switch-on", objective="Trade press.")


SEEING = ["specialist", "colleague", "manager", "admin_user", "observer"]


@pytest.mark.parametrize("who", [*SEEING, "outsider"])
def test_campaign_is_seen_by_the_team_and_its_observers(campaign, client_for, request, who):
    browser = client_for(request.getfixturevalue(who))

    listed = "Altfelde switch-on" in browser.get("/campaigns/").content.decode()
    detail = browser.get(campaign.get_absolute_url())
    client = browser.get(campaign.client.get_absolute_url())

    assert listed == (who in SEEING)
    assert detail.status_code == client.status_code == (200 if who in SEEING else 404)
    assert (b"Altfelde switch-on" in detail.content) == (b"Altfelde switch-on" in client.content) == (who in SEEING)


@pytest.mark.parametrize("page", ["/campaigns/", "/clients/", "/campaigns/new/"])
def test_pages_ask_strangers_to_sign_in(campaign, client_for, page):
    assert client_for(None).get(page)["Location"].startswith("/account/login/")
    assert client_for(None).get(campaign.get_absolute_url())["Location"].startswith("/account/login/")


@pytest.mark.parametrize("name", ["client-list", "client-create", "campaign-create"])
def test_pages_of_the_team_are_closed_to_observers(campaign, client_for, observer, name):
    assert client_for(observer).get(reverse(f"campaigns:{name}")).status_code == 403


def test_observer_sees_neither_buttons_nor_history(campaign, client_for, observer):
    page = client_for(observer).get(campaign.get_absolute_url()).content.decode()
    assert ("History" in page, "Edit" in page, "Close</button>" in page) == (False, False, False)


@pytest.mark.parametrize("who", ["observer", "outsider", None])
@pytest.mark.parametrize("action", ["edit", "closure", "reopening"])
def test_campaign_is_changed_by_the_team_alone(campaign, client_for, request, who, action):
    user = request.getfixturevalue(who) if who else None

    response = client_for(user).post(f"{campaign.get_absolute_url()}{action}/", {"name": "Taken over"})

    campaign.refresh_from_db()
    assert response.status_code == (403 if user else 302)
    assert (campaign.name, campaign.state) == ("Altfelde switch-on", "running")


@pytest.mark.parametrize("who", ["specialist", "observer", "outsider", None])
@pytest.mark.parametrize("action", ["archiving", "restoring", "observers"])
def test_client_is_archived_and_opened_by_managers_alone(client_brand, observer, client_for, request, who, action):
    user = request.getfixturevalue(who) if who else None
    Client.objects.filter(pk=client_brand.pk).update(archived_at=None)

    response = client_for(user).post(f"{client_brand.get_absolute_url()}{action}/")

    client_brand.refresh_from_db()
    assert response.status_code == (403 if user else 302)
    assert (client_brand.archived_at, list(client_brand.observers.all())) == (None, [observer])


def form_of(campaign, **fields):
    return {
        "client": campaign.client_id,
        "name": campaign.name,
        "state": "running",
        "owner": campaign.owner_id,
        "objective": campaign.objective,
        "audience": "",
        "starts_on": "",
        "ends_on": "",
        "embargo_until": "",
        "messages": "",
        **fields,
    }


def test_campaign_is_made_with_its_messages(client_brand, specialist, client_for):
    draft = Campaign(client=client_brand, owner=specialist, name="Winter timetable")
    messages = "It runs for 100 hours.\n\n  It is   cheap.\nIt runs for 100 hours."

    response = client_for(specialist).post("/campaigns/new/", form_of(draft, messages=messages))

    campaign = Campaign.objects.get()
    assert response["Location"] == campaign.get_absolute_url()
    assert [m.text for m in campaign.key_messages.all()] == ["It runs for 100 hours.", "It is cheap."]


def test_message_that_is_kept_keeps_its_row(campaign, colleague, client_for):
    kept = KeyMessageFactory(campaign=campaign, text="Kept.", position=1)
    KeyMessageFactory(campaign=campaign, text="Gone.", position=0)

    client_for(colleague).post(f"{campaign.get_absolute_url()}edit/", form_of(campaign, messages="New.\nKept."))

    assert list(campaign.key_messages.values_list("text", "position")) == [("New.", 0), ("Kept.", 1)]
    assert KeyMessage.objects.get(text="Kept.").pk == kept.pk


@pytest.mark.parametrize(
    ("fields", "field", "says"),
    [
        ({"name": ""}, "name", "required"),
        ({"name": "winter timetable"}, "__all__", "This client has a campaign of this name."),
        ({"starts_on": "2026-05-02", "ends_on": "2026-05-01"}, "__all__", "A campaign cannot end before it starts."),
        ({"messages": "\n".join("abcdef")}, "messages", "Nobody remembers more than 5"),
        ({"messages": "x" * 301}, "messages", "longer than 300"),
        ({"client": "0"}, "client", "Select a valid choice"),
    ],
)
def test_campaign_form_keeps_what_was_typed(campaign, specialist, client_for, fields, field, says):
    CampaignFactory(client=campaign.client, name="Winter timetable")

    response = client_for(specialist).post(
        f"{campaign.get_absolute_url()}edit/", form_of(campaign, audience="Readers of energy pages", **fields)
    )

    assert response.status_code == 422
    assert says in response.context["form"].errors[field].as_text()
    assert "Readers of energy pages" in response.content.decode()


@pytest.mark.parametrize("wanted", ["", "abc", "99999999999999999999", "-1", "²"])
def test_new_campaign_survives_a_strange_client_in_the_address(client_brand, specialist, client_for, wanted):
    assert client_for(specialist).get("/campaigns/new/", {"client": wanted}).status_code == 200


def test_campaign_is_closed_and_taken_up_again(campaign, colleague, client_for):
    browser = client_for(colleague)

    closed = browser.post(f"{campaign.get_absolute_url()}closure/", follow=True)
    assert Campaign.objects.get().state == "closed"
    assert f'action="{campaign.get_absolute_url()}reopening/"' in closed.content.decode()

    browser.post(f"{campaign.get_absolute_url()}reopening/")
    assert Campaign.objects.get().state == "running"


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", {"Altfelde switch-on", "Winter timetable"}),
        ("?show=closed", {"Old story"}),
        ("?show=all", {"Altfelde switch-on", "Winter timetable", "Old story"}),
        ("?q=WINTER", {"Winter timetable"}),
        ("?q=fernhall", {"Altfelde switch-on"}),
        ("?show=nonsense&client=nonsense", {"Altfelde switch-on", "Winter timetable"}),
    ],
)
def test_list_is_narrowed_by_its_address(campaign, client_for, specialist, query, names):
    CampaignFactory(name="Winter timetable")
    CampaignFactory(name="Old story", state="closed")

    response = client_for(specialist).get(f"/campaigns/{query}")

    assert {c.name for c in response.context["page_obj"]} == names


def test_list_answers_htmx_with_its_rows(campaign, client_for, specialist):
    response = client_for(specialist).get("/campaigns/?q=alt", headers={"HX-Request": "true"})

    assert "Altfelde switch-on" in response.content.decode()
    assert "<html" not in response.content.decode()


def test_list_tells_none_yet_from_none_matching(client_for, specialist):
    browser = client_for(specialist)
    assert "No campaigns yet" in browser.get("/campaigns/").content.decode()
    CampaignFactory(state="closed")
    assert "No campaign is open." in browser.get("/campaigns/").content.decode()
    assert "No campaign matches." in browser.get("/campaigns/?q=zzz").content.decode()


@pytest.mark.parametrize("page", ["/campaigns/", "/clients/", "detail", "client"])
def test_pages_cost_the_same_with_one_row_and_with_three(campaign, client_for, specialist, page):
    browser = client_for(specialist)
    address = {"detail": campaign.get_absolute_url(), "client": campaign.client.get_absolute_url()}.get(page, page)

    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert browser.get(address).status_code == 200
        return len(seen)

    def one_more():
        KeyMessageFactory(campaign=campaign)
        client = ClientFactory()
        client.observers.add(UserFactory(observer=True))
        campaign.client.observers.add(UserFactory(observer=True))
        CampaignFactory(client=client)
        CampaignFactory(client=campaign.client)

    one_more()
    queries()
    with_one = queries()
    one_more()
    one_more()
    assert queries() == with_one <= 21


def test_panels_and_counts_of_other_apps_are_shown(campaign, client_for, specialist, monkeypatch):
    def pitches(shown, request):
        return {"entries": [], "for": (shown.pk, request.user.pk)}

    for registry in ("_panels", "_counts"):  # what the other apps have registered stays for the tests that follow
        monkeypatch.setattr(panels, registry, dict(getattr(panels, registry)))
    panels.register_panel(panels.Panel("Pitches", "components/history.html", pitches))
    panels.register_count("Pitches", lambda keys, user: dict.fromkeys(keys, 1234))
    browser = client_for(specialist)
    shown = browser.get(campaign.get_absolute_url()).context["panels"]
    assert [(p.title, p.context["for"]) for p in shown if p.template == "components/history.html"] == [
        ("Pitches", (campaign.pk, specialist.pk))
    ]
    assert "1,234" in browser.get("/campaigns/").content.decode()


def test_client_is_made_with_an_address_of_its_own(specialist, client_for):
    ClientFactory(name="Old", slug="nord-ost")
    browser = client_for(specialist)

    browser.post("/clients/new/", {"name": "Nord & Ost", "about": "", "website": ""})
    browser.post("/clients/new/", {"name": "新聞", "about": "", "website": ""})
    again = browser.post("/clients/new/", {"name": "nord & ost", "about": "Ferries", "website": ""})

    assert set(Client.objects.values_list("name", "slug")) == {
        ("Old", "nord-ost"),
        ("Nord & Ost", "nord-ost-2"),
        ("新聞", "client"),
    }
    assert again.status_code == 422
    assert "There is a client of this name." in again.content.decode()


def test_client_with_open_campaigns_stays(campaign, manager, client_for):
    browser = client_for(manager)
    refused = browser.post(f"{campaign.client.get_absolute_url()}archiving/", follow=True)
    assert "“Altfelde switch-on”. Close them first." in refused.content.decode()
    assert Client.objects.active().count() == 1

    running.close(campaign=campaign)
    browser.post(f"{campaign.client.get_absolute_url()}archiving/")
    assert Client.objects.active().count() == 0
    assert list(browser.get("/clients/").context["page_obj"]) == []
    assert [c.name for c in browser.get("/clients/?archived=1").context["page_obj"]] == ["Fernhall Storage"]

    browser.post(f"{campaign.client.get_absolute_url()}restoring/")
    assert Client.objects.active().count() == 1


def test_manager_opens_a_client_to_observers_only(campaign, manager, observer, outsider, specialist, client_for):
    address = f"{campaign.client.get_absolute_url()}observers/"
    browser = client_for(manager)

    browser.post(address, {"observers": [outsider.pk]})
    assert list(campaign.client.observers.all()) == [outsider]
    assert client_for(observer).get(campaign.get_absolute_url()).status_code == 404
    assert client_for(outsider).get(campaign.get_absolute_url()).status_code == 200

    assert browser.post(address, {"observers": [specialist.pk]}).status_code == 422
    assert list(campaign.client.observers.all()) == [outsider]


def test_owner_of_open_campaigns_holds_them(campaign, specialist, colleague):
    CampaignFactory(owner=specialist, state="closed")

    assert (open_campaigns_of(specialist).count, open_campaigns_of(specialist).what) == (1, "open campaign")
    assert open_campaigns_of(colleague).count == 0


def test_embargo_ends_by_itself(campaign):
    campaign.embargo_until = timezone.now() + timedelta(hours=1)
    assert campaign.is_embargoed
    campaign.embargo_until = timezone.now() - timedelta(seconds=1)
    assert not campaign.is_embargoed


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        (lambda c: Campaign.objects.update(state="paused"), "campaigns_campaign_state"),
        (lambda c: Campaign.objects.update(starts_on="2026-05-02", ends_on="2026-05-01"), "campaigns_campaign_dates"),
        (lambda c: CampaignFactory(client=c.client, name=c.name.upper()), "campaigns_campaign_name"),
        (lambda c: ClientFactory(name=c.client.name.upper()), "campaigns_client_name"),
        (lambda c: KeyMessageFactory(campaign=c, text=""), "campaigns_key_message_says_something"),
    ],
)
def test_constraint_refuses_what_cannot_be(campaign, change, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        change(campaign)
