"""Sign-off, people and campaigns in a real browser: by keyboard alone, on a phone, in the dark, under axe."""

from collections.abc import Callable

import pytest
from django.db import transaction
from playwright.sync_api import Page, expect

from campaigns.models import Campaign
from pitches import drafting, sign_off
from pitches.models import Pitch
from team import api_tokens, reviews
from team.events import announce
from team.models import Review, TeamPolicy, User, WebhookEndpoint
from tests.factories.campaigns import CampaignFactory, KeyMessageFactory
from tests.factories.pitches import pitch_to
from tests.factories.team import InvitationFactory, NotificationFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def campaign(client_brand, specialist: User) -> Campaign:
    campaign = CampaignFactory(client=client_brand, owner=specialist, objective="Six articles in the trade press.")
    KeyMessageFactory(campaign=campaign)
    campaign.objective = "Eight articles in the trade press, and one on national radio, by the end of the winter."
    campaign.save()
    return campaign


@pytest.fixture
def waiting(campaign: Campaign, specialist: User, manager: User) -> list[Review]:
    """Two pitches wait for the manager; the first was sent back once and has changed since."""
    TeamPolicy.objects.update_or_create(pk=1, defaults={"postal_address": "Uferweg 8, 10999 Berlin"})
    first = pitch_to(2, campaign=campaign, owner=specialist, title="Trade and energy press")
    sent_back = sign_off.submit_for_review(pitch=first, by=specialist)
    reviews.ask_for_changes(review=sent_back, by=manager, text="Shorter, please.")
    first = Pitch.objects.get(pk=first.pk)
    drafting.save(pitch=first, by=specialist, revision=first.revision, subject="A battery for a windless week")
    second = pitch_to(1, campaign=campaign, owner=specialist, title="Regional press and radio")
    return [
        sign_off.submit_for_review(pitch=Pitch.objects.get(pk=first.pk), by=specialist),
        sign_off.submit_for_review(pitch=second, by=specialist),
    ]


PAGES = [
    "/review/",
    "/review/decided/",
    "/team/",
    "/team/members/{colleague}/",
    "/team/invitations/new/",
    "/team/invitations/{invitation}/",
    "/team/policy/",
    "/team/webhooks/",
    "/team/webhooks/{webhook}/",
    "/profile/",
    "/profile/tokens/",
    "/profile/tokens/{token}/",
    "/notifications/",
    "/campaigns/",
    "/campaigns/{campaign}/",
    "/campaigns/{campaign}/edit/",
    "/clients/",
    "/clients/{client}/",
    "/clients/{client}/edit/",
    "/clients/{client}/observers/",
]


PANES = ["changes", "outgoing", "recipients"]


def test_pages_have_no_barrier(
    open_page: Callable[..., Page],
    axe: Callable[[Page], list[str]],
    admin_user: User,
    colleague: User,
    observer: User,
    waiting: list[Review],
) -> None:
    NotificationFactory(user=admin_user, url="/review/")
    campaign = Campaign.objects.get()
    keys = {
        "colleague": colleague.pk,
        "invitation": InvitationFactory(invited_by=admin_user).pk,
        "campaign": campaign.pk,
        "client": campaign.client_id,
        "token": api_tokens.make(owner=admin_user, name="Nightly export", scopes=["contacts:write"])[0].pk,
        "webhook": WebhookEndpoint.objects.create(
            name="Dashboard", url="https://hooks.example.org/a", told_of=["pitch.sent"], made_by=admin_user
        ).pk,
    }
    with transaction.atomic():
        announce("pitch.sent", {"id": 1, "name": "Trade press"})
    addresses = [address.format(**keys) for address in PAGES]
    addresses += [f"{waiting[0].get_absolute_url()}?show={pane}" for pane in PANES]
    found = {}

    for looks in ({}, {"phone": True, "dark": True}):
        page = open_page(admin_user, "/notifications/", **looks)
        for address in addresses:
            page.goto(address)
            wide = (
                ["wider than the screen"] if page.evaluate("document.documentElement.scrollWidth > innerWidth") else []
            )
            found[f"{address} {looks}"] = wide + axe(page)

    assert {where: what for where, what in found.items() if what} == {}


def test_doors_have_no_barrier(open_page: Callable[..., Page], axe: Callable[[Page], list[str]], db: None) -> None:
    page = open_page(None, "/review/")
    assert page.url.endswith("/setup/")
    assert axe(page) == []

    invitation = InvitationFactory()
    for address in (f"/join/{invitation.token}/", "/account/login/"):
        page = open_page(None, address, phone=True, dark=True)
        assert axe(page) == []


def test_manager_decides_by_keyboard_alone(
    open_page: Callable[..., Page], manager: User, waiting: list[Review]
) -> None:
    first, second = waiting
    page = open_page(manager, "/review/")
    title = page.locator("#item")
    expect(title).to_have_text("Trade and energy press")
    expect(page.locator("ins").first).to_contain_text("windless week")

    page.keyboard.press("j")
    expect(title).to_have_text("Regional press and radio")
    page.keyboard.press("k")
    expect(title).to_have_text("Trade and energy press")

    page.keyboard.press("c")
    page.keyboard.type("Say the embargo first. a j k")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(title).to_have_text("Regional press and radio")
    page.keyboard.press("a")
    expect(page.get_by_text("Nothing waits for review.")).to_be_visible()

    assert {r.pk: r.state for r in Review.objects.filter(pk__in=[first.pk, second.pk])} == {
        first.pk: "changes",
        second.pk: "approved",
    }


def test_queue_on_a_phone_is_a_list_then_the_thing(
    open_page: Callable[..., Page], manager: User, waiting: list[Review]
) -> None:
    page = open_page(manager, "/review/", phone=True)
    expect(page.locator("#item")).to_be_hidden()
    expect(page.get_by_role("button", name="Approve and next")).to_be_hidden()

    page.get_by_role("link", name="Regional press and radio").click()
    expect(page.locator("#item")).to_be_visible()
    page.get_by_role("button", name="Approve and next").click()

    expect(page.locator("#item")).to_have_text("Trade and energy press")


def test_comment_stands_in_the_thread_at_once(
    open_page: Callable[..., Page], manager: User, waiting: list[Review]
) -> None:
    page = open_page(manager, waiting[0].get_absolute_url())
    page.get_by_role("textbox", name="Comment").fill("Can we prove it?")
    page.get_by_role("button", name="Comment").click()

    expect(page.locator("#thread + .mr-timeline")).to_contain_text("Can we prove it?")
