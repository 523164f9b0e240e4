"""allauth's pages in our words: each says where one is, and what to do when it cannot be done."""

import re
from collections.abc import Callable

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from team.models import User

PASSWORD = "a-long-enough-secret"


@pytest.fixture
def browser(specialist: User) -> Client:
    """Signed in through the form, and shown once more to be themselves, as the pages of the second step ask."""
    specialist.set_password(PASSWORD)
    specialist.save()
    browser = Client()
    answer = browser.post(reverse("account_login"), {"login": specialist.email, "password": PASSWORD})
    assert answer.status_code == 302
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return browser


def heading(page: str) -> str:
    found = re.search(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)
    assert found, page
    return " ".join(found[1].split())


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("account_login", "Sign in"),
        ("account_signup", "By invitation"),
        ("account_reset_password", "Set a new password"),
        ("account_reset_password_done", "Look into your mailbox"),
        ("account_reset_password_from_key_done", "Your password is changed"),
        ("account_inactive", "This account is closed"),
        ("account_email_verification_sent", "Confirm your e-mail"),
    ],
)
def test_page_before_the_door(client: Client, specialist: User, name: str, said: str) -> None:
    page = client.get(reverse(name)).content.decode()
    assert heading(page) == said
    assert page.count("<main") == 1


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("account_logout", "Sign out?"),
        ("account_change_password", "Change your password"),
        ("account_email", "Your e-mail"),
        ("account_reauthenticate", "Is it you?"),
        ("mfa_index", "Two-step sign-in"),
        ("mfa_activate_totp", "Set up an authenticator app"),
        ("mfa_list_webauthn", "Passkeys and security keys"),
        ("mfa_add_webauthn", "Add a passkey or security key"),
    ],
)
def test_page_of_the_account(browser: Client, name: str, said: str) -> None:
    assert heading(browser.get(reverse(name)).content.decode()) == said


def test_wrong_password_says_so_and_keeps_the_address(client: Client, specialist: User) -> None:
    page = client.post(reverse("account_login"), {"login": specialist.email, "password": "wrong"}).content.decode()
    assert 'role="alert"' in page
    assert f'value="{specialist.email}"' in page
    assert "wrong" not in page


def test_forgotten_password_is_set_anew(client: Client, specialist: User) -> None:
    client.post(reverse("account_reset_password"), {"email": specialist.email})
    [message] = mail.outbox
    assert message.subject == "Set a new password"
    link = re.search(r"https?://\S+", message.body)[0]
    page = client.get(link, follow=True)
    assert heading(page.content.decode()) == "Set a new password"
    form = {"password1": PASSWORD, "password2": PASSWORD}
    done = client.post(page.redirect_chain[-1][0], form, follow=True).content.decode()
    assert heading(done) == "Your password is changed"
    specialist.refresh_from_db()
    assert specialist.check_password(PASSWORD)
    assert heading(client.get(link, follow=True).content.decode()) == "This link no longer works"


def test_new_address_waits_for_its_link(browser: Client, specialist: User) -> None:
    browser.post(reverse("account_email"), {"action_add": "", "email": "maya@new.example.com"})
    page = browser.get(reverse("account_email")).content.decode()
    assert "maya@new.example.com is not confirmed yet" in page
    message = next(m for m in mail.outbox if m.to == ["maya@new.example.com"])
    assert message.subject == "Is this your address?"
    link = re.search(r"https?://\S+", message.body)[0]
    assert heading(browser.get(link).content.decode()) == "Confirm your e-mail"


def test_link_that_no_longer_works_says_what_to_do(browser: Client) -> None:
    page = browser.get(reverse("account_confirm_email", args=["forged"])).content.decode()
    assert heading(page) == "This link no longer works"
    assert reverse("account_email") in page


def test_authenticator_app_is_set_up_and_asked_for(
    browser: Client, specialist: User, client_for: Callable[[User | None], Client]
) -> None:
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

    page = browser.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    assert secret in page.content.decode()
    code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    done = browser.post(reverse("mfa_activate_totp"), {"code": code}, follow=True).content.decode()
    assert heading(done) == "Recovery codes"
    assert done.count("<code>") == 10

    assert heading(browser.get(reverse("mfa_deactivate_totp")).content.decode()) == "Stop using the authenticator app?"
    assert heading(browser.get(reverse("mfa_generate_recovery_codes")).content.decode()) == "Make new recovery codes?"

    again = Client()
    form = {"login": specialist.email, "password": PASSWORD}
    asked = again.post(reverse("account_login"), form, follow=True).content.decode()
    assert heading(asked) == "Second step"
    refused = again.post(reverse("mfa_authenticate"), {"code": "000000"}).content.decode()
    assert 'class="mr-error"' in refused
