"""Who may open what of kits: the team everything, observers what was shared as journalists see it, others nothing."""

import pytest
from django.urls import reverse

from campaigns.models import Campaign
from mediakits.kit_links import link_with_label
from mediakits.models import Kit, KitItem, KitLink, KitSection
from mediakits.urls import kits as kit_urls
from tests.factories.campaigns import CampaignFactory
from tests.mediakits.made import SECRET, in_days, shared, whole_kit

pytestmark = pytest.mark.django_db
PAGES = {
    "kit-list", "kit-create", "kit-detail", "kit-about", "kit-access", "kit-translation", "kit-section",
    "kit-section-things", "kit-section-links", "kit-readers", "kit-reader-search", "kit-link", "kit-preview",
}  # fmt: skip
ACTIONS = {
    "kit-filling", "kit-review", "kit-withdrawal", "kit-sharing", "kit-sharing-end", "kit-copy", "kit-archiving",
    "kit-restoring", "kit-section-create", "kit-item-restoration", "kit-section-place", "kit-section-removal",
    "kit-item-place", "kit-item-removal", "kit-links", "kit-link-revocation",
}  # fmt: skip


@pytest.fixture
def kit(client_brand, specialist) -> Kit:
    campaign = CampaignFactory(client=client_brand)
    kit = whole_kit(client_brand, specialist, campaign=campaign)
    link_with_label(kit=kit, label="dpa", by=specialist)
    return kit


def address_of(name: str, kit: Kit) -> str:
    if name in {"kit-list", "kit-create"}:
        return reverse(f"mediakits:{name}")
    if name == "kit-preview-zip":
        return reverse(f"mediakits:{name}", args=[kit.pk, "all"])
    kinds = {"kit-section": KitSection, "kit-item": KitItem, "kit-link": KitLink}
    found = {name_: model for name_, model in kinds.items() if name == name_ or name.startswith(f"{name_}-")}
    if not found or name in {"kit-section-create", "kit-item-restoration", "kit-links"}:
        return reverse(f"mediakits:{name}", args=[kit.pk])
    model = next(iter(found.values()))
    return reverse(f"mediakits:{name}", args=[model.objects.order_by("pk").first().pk])


def test_every_address_of_kits_is_walked_here():
    assert {pattern.name for pattern in kit_urls.urlpatterns} == PAGES | ACTIONS | {"kit-preview-zip"}


@pytest.mark.parametrize("name", sorted(PAGES))
def test_owner_and_colleague_open_every_page(client_for, specialist, colleague, kit, name):
    for user in (specialist, colleague):
        response = client_for(user).get(address_of(name, kit))
        assert response.status_code == 200
        if name == "kit-detail":
            assert kit.title in response.content.decode()


@pytest.mark.parametrize("name", sorted(PAGES | ACTIONS | {"kit-preview-zip"}))
def test_observers_and_strangers_open_none(client_for, observer, outsider, kit, name):
    shared(kit)
    state = Kit.objects.values().get(pk=kit.pk)
    for user in (observer, outsider, None):
        browser = client_for(user)
        for method in (browser.get, browser.post):
            response = method(address_of(name, kit))
            assert response.status_code in {302, 403}
            if response.status_code == 302:
                assert user is None
                assert response.url.startswith("/account/login/")
            assert SECRET not in response.content.decode().lower()
    assert Kit.objects.values().get(pk=kit.pk) == state
    assert (kit.sections.count(), KitItem.objects.count()) == (7, 6)


@pytest.mark.parametrize("name", sorted(ACTIONS))
def test_actions_do_nothing_by_get(client_for, specialist, kit, name):
    assert client_for(specialist).get(address_of(name, kit)).status_code == 405


def test_observers_see_public_kits_of_their_client_on_the_campaign(client_for, observer, kit):
    campaign: Campaign = kit.campaign
    page = client_for(observer).get(campaign.get_absolute_url()).content.decode()
    assert kit.title not in page
    shared(kit, access=Kit.Access.PUBLIC)
    page = client_for(observer).get(campaign.get_absolute_url()).content.decode()
    assert kit.title in page
    assert reverse("mediakits-public:kit", args=[kit.token]) in page
    assert kit.get_absolute_url() not in page
    shared(kit, embargo_until=in_days(1))
    assert kit.title not in client_for(observer).get(campaign.get_absolute_url()).content.decode()


def test_the_campaign_shows_its_kits_to_the_team(client_for, colleague, kit):
    page = client_for(colleague).get(kit.campaign.get_absolute_url()).content.decode()
    assert kit.title in page
    assert f"?client={kit.client_id}&amp;campaign={kit.campaign_id}" in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_campaign_costs_the_same_with_one_kit_and_three(
    client_for, colleague, kit, django_assert_num_queries, count
):
    for _ in range(count - 1):
        whole_kit(kit.client, kit.owner, campaign=kit.campaign)
    browser = client_for(colleague)
    browser.get(kit.campaign.get_absolute_url())
    with django_assert_num_queries(CAMPAIGN_QUERIES):
        browser.get(kit.campaign.get_absolute_url())


CAMPAIGN_QUERIES = 24


def test_the_sidebar_leads_to_kits(client_for, specialist, observer):
    assert reverse("mediakits:kit-list") in client_for(specialist).get("/").content.decode()
    assert reverse("mediakits:kit-list") not in client_for(observer).get("/").content.decode()


def test_the_search_finds_kits_for_the_team(client_for, specialist, observer, kit):
    assert kit.get_absolute_url() in client_for(specialist).get("/search/", {"q": "altfelde"}).content.decode()
    assert kit.get_absolute_url() not in client_for(observer).get("/search/", {"q": "altfelde"}).content.decode()


def test_whoever_leaves_still_looks_after_kits(kit, specialist):
    from team.members import holdings_of

    assert ("media kit", 1) in [(one.what, one.count) for one in holdings_of(specialist)]


def test_observers_read_the_words_that_were_shared_not_those_that_are_written(client_for, observer, kit):
    campaign = CampaignFactory(client=kit.client)
    shared(kit, access=Kit.Access.PUBLIC, campaign=campaign)
    Kit.objects.update(title="Hidden merger", state=Kit.State.IN_REVIEW)
    page = client_for(observer).get(campaign.get_absolute_url()).content.decode()
    assert kit.title in page
    assert "Hidden merger" not in page
    assert "In review" not in page
