"""Two steps, and what is kept about them."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.db import connection

from tests.factories.team import PASSWORD

pytestmark = pytest.mark.django_db


def code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


@pytest.fixture
def secret(specialist, client_for) -> str:
    """Maya has an authenticator app; this is what it knows."""
    browser = client_for(None)
    browser.post("/account/login/", {"login": specialist.email, "password": PASSWORD})
    assert browser.get("/account/2fa/totp/activate/")["Location"].startswith("/account/reauthenticate/")
    browser.post("/account/reauthenticate/", {"password": PASSWORD})
    page = browser.get("/account/2fa/totp/activate/")
    secret = page.context["form"].secret
    assert browser.post("/account/2fa/totp/activate/", {"code": code(secret)}).status_code == 302
    return secret


def test_second_step_is_asked_for(secret, specialist, client_for):
    browser = client_for(None)
    first = browser.post("/account/login/", {"login": specialist.email, "password": PASSWORD})
    assert first["Location"].startswith("/account/2fa/authenticate/")
    assert browser.get("/notifications/").status_code == 302

    wrong = browser.post("/account/2fa/authenticate/", {"code": "000000"})
    assert "Incorrect code" in wrong.content.decode()
    assert browser.get("/notifications/").status_code == 302


def test_second_step_lets_in_with_the_right_code(secret, specialist, client_for):
    cache.clear()  # a code counts once; the app would show the next one by now
    browser = client_for(None)
    browser.post("/account/login/", {"login": specialist.email, "password": PASSWORD})
    browser.post("/account/2fa/authenticate/", {"code": code(secret)})

    assert browser.get("/notifications/").status_code == 200


def test_secrets_are_encrypted_at_rest(secret):
    with connection.cursor() as cursor:
        cursor.execute("SELECT data::text FROM mfa_authenticator")
        stored = " ".join(row[0] for row in cursor.fetchall())

    assert secret not in stored
    assert re.search(r'"secret": "gAAAA', stored)
    cache.clear()
    assert TOTP(Authenticator.objects.get(type="totp")).validate_code(code(secret))
