"""A passkey, made and used in a real browser with a virtual key, under the strict CSP."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from team.models import User

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "a-long-enough-secret"
LOGIN = "/account/login/?next=/account/2fa/"
KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def door(open_page: Callable[..., Page], specialist: User) -> Page:
    """The sign-in page, in a browser on a device with a fingerprint reader."""
    specialist.set_password(PASSWORD)
    specialist.save()
    page = open_page(None, LOGIN)
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    page.key_id = devices.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})["authenticatorId"]
    page.devices = devices
    return page


def sign_in(page: Page, user: User) -> None:
    page.get_by_label("E-mail").fill(user.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/account/2fa/")


def test_passkey_is_added_and_signs_in_alone(door: Page, axe: Callable, specialist: User) -> None:
    sign_in(door, specialist)
    door.goto("/account/2fa/webauthn/add/")
    expect(door.get_by_role("heading", name="Is it you?")).to_be_visible()
    assert axe(door) == []
    door.get_by_label("Your password").fill(PASSWORD)
    door.get_by_role("button", name="Go on").click()
    expect(door.get_by_role("heading", name="Add a passkey or security key")).to_be_visible()
    assert axe(door) == []
    door.get_by_label("What do you call it?").fill("My laptop")
    door.get_by_label("Sign in with it alone, without a password").check()
    door.get_by_role("button", name="Add it").click()
    door.wait_for_url(re.compile(r"recovery-codes|webauthn/$"))
    door.goto("/account/2fa/webauthn/")
    expect(door.get_by_role("rowheader", name="My laptop")).to_be_visible()
    assert axe(door) == []
    door.goto("/account/2fa/")
    expect(door.get_by_text("1 in use")).to_be_visible()
    assert axe(door) == []

    door.context.clear_cookies()
    door.goto(LOGIN)
    door.get_by_role("button", name="Sign in with a passkey").click()
    door.wait_for_url("**/account/2fa/")
    expect(door.get_by_text("1 in use")).to_be_visible()


def test_passkey_that_is_not_there_says_so(door: Page) -> None:
    door.devices.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": door.key_id})
    door.devices.send("WebAuthn.disable")
    door.evaluate(
        "() => { navigator.credentials.get = async () => { throw new DOMException('no', 'NotAllowedError') } }"
    )
    door.get_by_role("button", name="Sign in with a passkey").click()
    expect(door.get_by_role("alert")).to_contain_text("The passkey was not used")
