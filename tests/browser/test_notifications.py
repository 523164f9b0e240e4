"""Notifications in a real browser: reading them, choosing how one is told, and webhooks; under axe, on a phone too."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from team.models import HookDelivery, Notification, NotificationHook, TellingChoice, TellingHours, User
from tests.factories.team import HookDeliveryFactory, NotificationFactory, NotificationHookFactory
from tests.team.hook_server import HookServer

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def server(settings: object) -> Iterator[HookServer]:
    settings.FETCH_PRIVATE_NETWORKS = ["127.0.0.1/32"]  # type: ignore[attr-defined]
    with HookServer() as running:
        yield running


@pytest.fixture
def channel(admin_user: User) -> NotificationHook:
    """One with a log of everything that can become of a delivery."""
    now = timezone.now()
    hook = NotificationHookFactory(name="Slack, #press", kinds=["reply", "comment", "inquiry"], created_by=admin_user)
    text = "For Maya Lindqvist and Priya Raman: Ines Kowalczyk is interested: Trade and energy press"
    HookDeliveryFactory(hook=hook, kind="reply", text=text, state="delivered", attempts=1, status=200, ended_at=now)
    said = "no_service: " + "x" * 280
    HookDeliveryFactory(hook=hook, text=text, state="failed", attempts=12, status=404, said=said, ended_at=now)
    HookDeliveryFactory(hook=hook, is_test=True, state="failed", attempts=1, said="No such host.", ended_at=now)
    HookDeliveryFactory(hook=hook, text=text, attempts=2, status=503, next_try_at=now + timedelta(minutes=4))
    return hook


def lines(user: User, number: int = 3) -> None:
    for place in range(number):
        read_at = timezone.now() if place % 3 == 2 else None
        text = "Ines Kowalczyk (Stromblatt) is interested: Trade and energy press, the second round of the winter"
        NotificationFactory(user=user, kind="reply", text=text, url="/review/", icon="message-reply", read_at=read_at)
    NotificationFactory(user=user, kind="joined", text="Priya Raman has joined the team.", icon="user-plus")


def test_pages_have_no_barrier(
    open_page: Callable[..., Page], axe: Callable[[Page], list[str]], admin_user: User, channel: NotificationHook
) -> None:
    lines(admin_user)
    NotificationHookFactory(is_active=False, off_because="Its server says that this address is gone for good (410).")
    addresses = ["/notifications/", "/notifications/?show=unread&kind=inquiry", "/profile/telling/", "/team/channels/"]
    addresses += ["/team/channels/new/", channel.get_absolute_url(), f"{channel.get_absolute_url()}edit/"]
    found = {}
    for looks in ({}, {"phone": True, "dark": True}):
        page = open_page(admin_user, "/notifications/", **looks)
        for address in addresses:
            page.goto(address)
            is_wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
            found[f"{address} {looks}"] = [*(["wider than the screen"] if is_wide else []), *axe(page)]
    assert {where: what for where, what in found.items() if what} == {}


def test_reading_one_by_one_and_choosing(open_page: Callable[..., Page], specialist: User) -> None:
    lines(specialist, 2)
    page = open_page(specialist, "/notifications/?show=unread")
    page.get_by_role("button", name=re.compile("Mark as read ?: Priya Raman")).click()
    expect(page.get_by_text("has joined the team")).to_be_hidden()
    assert Notification.objects.unread().count() == 2

    page.get_by_role("link", name="How you are told").first.click()
    page.get_by_label("A journalist answered a pitch: by e-mail").select_option("At once")
    page.get_by_label("Saturday").check()
    page.get_by_label("Quiet from").fill("21:30")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("How you are told is saved")).to_be_visible()
    assert TellingChoice.objects.get(kind="reply").mail == "at_once"
    assert TellingHours.objects.get().days == [0, 1, 2, 3, 4, 5]


def test_admin_connects_a_channel_and_tests_it(
    open_page: Callable[..., Page], admin_user: User, server: HookServer
) -> None:
    page = open_page(admin_user, "/team/channels/")
    page.get_by_role("link", name="New channel").first.click()
    page.get_by_label("Name").fill("Slack, #press")
    page.get_by_label("Address").fill(server.url)
    page.get_by_label("A journalist answered a pitch").check()
    page.get_by_role("button", name="Connect").click()
    expect(page.get_by_label("The secret")).to_have_value(NotificationHook.objects.get().secret)
    page.get_by_role("button", name="Send a test").click()
    expect(page.get_by_text("The test went")).to_be_visible()
    assert HookDelivery.objects.get().state == "delivered"
    page.get_by_role("button", name="Switch off").click()
    page.get_by_role("dialog").get_by_role("button").last.click()
    expect(page.get_by_text("is switched off")).to_be_visible()
