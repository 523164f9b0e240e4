"""The interface held against its own description: whatever is sent to it, it answers as the OpenAPI document says.

Schemathesis makes up requests from the document, right and wrong ones, and Hypothesis makes them small again where one
fails. Bounded, so that it stays a test among others.
"""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import load_all_checks, not_a_server_error
from schemathesis.config import SchemathesisConfig
from schemathesis.core.parameters import ParameterLocation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from inquiries import keys
from mediarel.api import api
from team import api_tokens
from team.models import User
from team.scopes import SCOPES
from tests.factories import contacts, coverage, events, inquiries, mediakits, pitches
from tests.factories.campaigns import CampaignFactory, ClientFactory
from tests.factories.team import UserFactory

load_all_checks()
CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance, response_headers_conformance,
    response_schema_conformance, negative_data_rejection,
]  # fmt: skip
EXAMPLES = 10
SMALL = 100

document = json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/v1/")))
config = SchemathesisConfig.from_dict({"phases": {"coverage": {"enabled": False}, "stateful": {"enabled": False}}})
schema = schemathesis.openapi.from_dict(document, config=config)
schema.app = get_wsgi_application()

RECORDS: dict[str, Callable[[User], Any]] = {
    "clients": lambda user: ClientFactory(),
    "campaigns": lambda user: CampaignFactory(),
    "journalists": lambda user: contacts.JournalistFactory(at_outlet=True, with_email=True),
    "outlets": lambda user: contacts.OutletFactory(),
    "media-lists": lambda user: contacts.MediaListFactory(owner=user),
    "pitches": lambda user: pitches.RecipientFactory().pitch,
    "documents": lambda user: mediakits.DocumentFactory(),
    "kits": lambda user: mediakits.KitSectionFactory().kit,
    "articles": lambda user: coverage.BylineFactory().article,
    "clips": lambda user: coverage.ClipFactory(),
    "inquiries": lambda user: inquiries.QuestionFactory().inquiry,
    "interviews": lambda user: events.InterviewFactory(starts_at=timezone.now(), state="confirmed"),
    "media-events": lambda user: events.MediaEventFactory(),
}


@pytest.fixture
def _one_connection() -> Iterator[None]:
    """A request ends without closing the connection that the test's transaction is in, as with Django's own client."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture
def asking(db: None, settings: Any, _one_connection: None) -> dict[str, Any]:
    """A token and a key, and one record of each kind, so that there is something to be found and changed."""
    settings.API_READS_A_MINUTE = settings.API_WRITES_A_MINUTE = 1_000_000
    user = UserFactory()
    _, token = api_tokens.make(owner=user, name="Schema", scopes=SCOPES)
    _, key = keys.make(name="Website", client=ClientFactory(), by=user)
    return {"token": token, "key": key, "pks": {what: make(user).pk for what, make in RECORDS.items()}}


@schema.parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
    suppress_health_check=list(HealthCheck),
)
def test_the_interface_answers_as_it_says(case: schemathesis.Case, asking: dict[str, Any]) -> None:
    what = case.path.split("/")[3]
    is_intake = (case.method, what) == ("POST", "inquiries")
    headers = {"Authorization": f"Bearer {asking['key' if is_intake else 'token']}", "Accept-Encoding": "identity"}
    if (case.path_parameters or {}).get("pk", SMALL) in range(SMALL):  # so that some are found
        case.path_parameters["pk"] = asking["pks"][what]
        if case.method == "PATCH":
            headers["If-Match"] = "*"
    case.call_and_validate(checks=CHECKS[:-1] if _is_wrong_in_a_header(case) else CHECKS, headers=headers)


def _is_wrong_in_a_header(case: schemathesis.Case) -> bool:
    """Whether a header was made wrong on purpose: ours take its place, so the request may be right after all."""
    header = case.meta.components.get(ParameterLocation.HEADER) if case.meta else None
    return header is not None and header.mode.is_negative
