"""What people read when something cannot be answered."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from team.access import public

handler400 = "core.errors.bad_request"
handler403 = "core.errors.forbidden"
handler404 = "core.errors.not_found"
handler500 = "core.errors.server_error"


def _raising(error: Exception) -> Callable[[HttpRequest], HttpResponse]:
    @public
    def view(request: HttpRequest) -> HttpResponse:
        raise error

    return view


urlpatterns = [
    path("suspicious/", _raising(SuspiciousOperation("secret detail"))),
    path("refused/", _raising(PermissionDenied("This is for managers. Ask one of them."))),
    path("refused-without-a-word/", _raising(PermissionDenied())),
    path("gone/", _raising(Http404("secret detail"))),
    path("broken/", _raising(ValueError("secret detail"))),
    path("away/", _raising(OperationalError("secret detail"))),
]

pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db]

CASES = [
    ("suspicious", 400, "could not make sense of that"),
    ("refused", 403, "This is for managers. Ask one of them."),
    ("refused-without-a-word", 403, "You may not do that."),
    ("gone", 404, "That is not there."),
    ("broken", 500, "Something broke on our side."),
    ("away", 503, "The database cannot be reached."),
]


@pytest.fixture
def browser() -> Client:
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(("address", "status", "said"), CASES)
def test_page_says_what_happened_and_nothing_secret(browser: Client, address: str, status: int, said: str) -> None:
    answer = browser.get(f"/{address}/")
    page = answer.content.decode()
    assert answer.status_code == status
    assert said in page
    assert "<h1" in page
    assert "secret detail" not in page


@pytest.mark.parametrize(("address", "status", "said"), CASES)
def test_htmx_gets_one_plain_sentence(browser: Client, address: str, status: int, said: str) -> None:
    answer = browser.get(f"/{address}/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer["Content-Type"]) == (status, "text/plain; charset=utf-8")
    assert said in answer.content.decode()
    assert "<" not in answer.content.decode()


def test_database_that_is_away_asks_to_come_back(browser: Client) -> None:
    assert browser.get("/away/")["Retry-After"] == "60"
    assert "Retry-After" not in browser.get("/broken/")


@pytest.mark.parametrize("address", ["broken", "away"])
def test_broken_page_asks_the_database_nothing(
    browser: Client, address: str, django_assert_num_queries: Callable
) -> None:
    with django_assert_num_queries(0):
        browser.get(f"/{address}/")


def test_expired_form_says_that_nothing_is_lost() -> None:
    answer = Client(enforce_csrf_checks=True).post("/refused/")
    assert answer.status_code == 403
    assert "what you typed is still there" in answer.content.decode()


@pytest.mark.urls("mediarel.urls")
def test_log_tells_no_link_of_a_journalist(client, db, caplog):
    """A path carries the token, and a page that is not there is no news to whoever runs Mediarel."""
    assert client.get("/p/averysecrettokenofajournalist/").status_code == 404
    assert "averysecret" not in caplog.text
