"""Pages, their parts, and what views say beside them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib import messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django_htmx.middleware import HtmxMiddleware

from core.htmx import go_to, messages_as_toasts, render_page, wants_part
from core.toasts import say

HTMX = {"HTTP_HX_REQUEST": "true"}


PARTS = "<main>{% partialdef table inline %}<table>{{ name }}</table>{% endpartialdef %}</main>"


@pytest.fixture
def parts_template(settings: Any, tmp_path: Path) -> None:
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "parts.html").write_text(PARTS)
    engine = settings.TEMPLATES[0]
    settings.TEMPLATES = [{**engine, "DIRS": [*engine["DIRS"], tmp_path]}]


def ask(view: Callable[[HttpRequest], HttpResponse], request: HttpRequest) -> HttpResponse:
    request.session = SessionStore()
    request._messages = FallbackStorage(request)
    return HtmxMiddleware(messages_as_toasts(view))(request)


def page(request: HttpRequest) -> HttpResponse:
    return render_page(request, "tests/parts.html", {"name": "Ines"}, partial="table")


def test_browser_gets_the_page_and_htmx_its_part(rf: RequestFactory, parts_template: None) -> None:
    whole = ask(page, rf.get("/"))
    part = ask(page, rf.get("/", **HTMX))
    assert (whole.content, part.content) == (b"<main><table>Ines</table></main>", b"<table>Ines</table>")
    assert whole["Vary"] == part["Vary"] == "HX-Request"


def test_history_and_boosted_requests_get_the_page(rf: RequestFactory, parts_template: None) -> None:
    restored = ask(page, rf.get("/", **HTMX, HTTP_HX_HISTORY_RESTORE_REQUEST="true"))
    boosted = ask(page, rf.get("/", **HTMX, HTTP_HX_BOOSTED="true"))
    assert restored.content == boosted.content == b"<main><table>Ines</table></main>"


def test_messages_of_a_part_become_toasts(rf: RequestFactory) -> None:
    def view(request: HttpRequest) -> HttpResponse:
        say(request, "4 journalists added to “Storage, trade”", undo="/undo/7/")
        say(request, "One was left out", tone="bad")
        messages.info(request, "plain")
        return HttpResponse("part")

    answer = ask(view, rf.post("/", **HTMX))
    assert json.loads(answer["HX-Trigger"])["mr:toasts"]["toasts"] == [
        {"text": "4 journalists added to “Storage, trade”", "tone": "ok", "undo": "/undo/7/"},
        {"text": "One was left out", "tone": "bad", "undo": ""},
        {"text": "plain", "tone": "plain", "undo": ""},
    ]


def test_messages_before_leaving_wait_for_the_next_page(rf: RequestFactory) -> None:
    def view(request: HttpRequest) -> HttpResponse:
        say(request, "Archived")
        return go_to(request, "/pitches/")

    request = rf.post("/", **HTMX)
    answer = ask(view, request)
    assert answer["HX-Redirect"] == "/pitches/"
    assert "HX-Trigger" not in answer
    assert [str(message) for message in request._messages] == ["Archived"]


def test_leaving_redirects_a_browser(rf: RequestFactory) -> None:
    answer = ask(lambda request: go_to(request, "/pitches/"), rf.post("/"))
    assert (answer.status_code, answer["Location"]) == (302, "/pitches/")


def test_request_that_never_met_htmx_wants_the_page(rf: RequestFactory) -> None:
    assert wants_part(rf.get("/")) is False
