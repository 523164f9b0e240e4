"""What is typed is kept until it is saved, and forgotten then."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from team.models import User
from tests.factories.contacts import JournalistFactory
from tests.factories.pitches import PitchFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_logged_call_is_not_offered_again(open_page: Callable[..., Page], specialist: User) -> None:
    journalist = JournalistFactory(name="Ines Albrecht")
    page = open_page(specialist, journalist.get_absolute_url())
    page.get_by_label("Log a call, a meeting or a note").fill("Asked for the figures.")
    page.get_by_role("button", name="Log", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("Asked for the figures.")
    expect(page.get_by_text("This browser still has what you typed")).to_have_count(0)
    page.reload()
    expect(page.get_by_text("This browser still has what you typed")).to_have_count(0)


def test_what_was_not_saved_is_offered(open_page: Callable[..., Page], specialist: User, complaints: list[str]) -> None:
    page = open_page(specialist, JournalistFactory(name="Ines Albrecht").get_absolute_url())
    page.get_by_label("Log a call, a meeting or a note").fill("Half a sentence")
    page.once("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(page.get_by_text("This browser still has what you typed")).to_have_count(1)
    complaints.clear()


def test_times_told_by_scripts_are_in_the_zone_of_the_profile(
    open_page: Callable[..., Page], specialist: User, complaints: list[str]
) -> None:
    specialist.time_zone = "Pacific/Kiritimati"  # 14 hours ahead; the browser's clock is the machine's
    specialist.save()
    page = open_page(specialist, PitchFactory(owner=specialist).get_compose_url())
    page.get_by_label("Subject", exact=True).fill("A battery for a windless week")
    saved = page.locator("[data-mr-save-state=compose-form]")
    expect(saved).to_have_text(re.compile(r"Saved \d\d:\d\d"))
    assert saved.inner_text() in {f"Saved {hour}" for hour in latest_hours(specialist)}

    page.goto(JournalistFactory(name="Ines Albrecht").get_absolute_url())
    page.get_by_label("Log a call, a meeting or a note").fill("Half a sentence")
    page.once("dialog", lambda dialog: dialog.accept())
    page.reload()
    assert page.locator("[data-mr-draft-at]").inner_text()[-5:] in latest_hours(specialist)
    complaints.clear()


def latest_hours(user: User) -> set[str]:
    """This minute and the two before it on the wall of that person."""
    now = timezone.now().astimezone(user.zone)
    return {(now - timedelta(minutes=ago)).strftime("%H:%M") for ago in range(3)}
