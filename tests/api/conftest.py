"""A program that asks: a browser without cookies that sends a token."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client as Browser

from team import api_tokens
from team.models import ApiToken, User
from team.scopes import scopes_open_to

API = "/api/v1"


class Program:
    """Sends a token with each request. Cookies of a person would be of no use to it: CSRF is checked."""

    def __init__(self, secret: str = "", token: ApiToken | None = None) -> None:
        self.browser = Browser(enforce_csrf_checks=True, raise_request_exception=False)
        self.secret, self.token = secret, token

    def ask(self, method: str, path: str, body: Any = None, *, raw: bytes | None = None, kind: str = "application/json",
            **headers: str) -> HttpResponse:  # fmt: skip
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.secret:
            sent["Authorization"] = f"Bearer {self.secret}"
        data = raw if raw is not None else json.dumps(body).encode() if body is not None else b""
        url = path if path.startswith(("/", "http")) else f"{API}/{path}"
        return self.browser.generic(method, url.removeprefix("http://testserver"), data, kind, headers=sent)

    def get(self, path: str, **headers: str) -> HttpResponse:
        return self.ask("GET", path, **headers)

    def post(self, path: str, body: Any = None, **more: Any) -> HttpResponse:
        return self.ask("POST", path, {} if body is None else body, **more)

    def patch(self, path: str, body: Any, **more: Any) -> HttpResponse:
        return self.ask("PATCH", path, body, **more)

    def change(self, path: str, body: Any) -> HttpResponse:
        """As it stands now: read first, then changed."""
        return self.patch(path, body, If_Match=self.get(path)["ETag"])


def is_problem(response: HttpResponse, status: int) -> dict[str, Any]:
    """The problem that a response is; fails where it is none."""
    assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json"), response.content
    told = response.json()
    assert (told["status"], bool(told["title"]), bool(told["detail"])) == (status, True, True)
    return told


@pytest.fixture
def program_of() -> Callable[..., Program]:
    """A program of this person, with all scopes their role has, or with these."""

    def make(user: User | None, *scopes: str, **more: Any) -> Program:
        if user is None:
            return Program()
        token, secret = api_tokens.make(owner=user, name="Test", scopes=scopes or scopes_open_to(user), **more)
        return Program(secret, token)

    return make


@pytest.fixture
def program(program_of: Callable[..., Program], specialist: User) -> Program:
    return program_of(specialist)
