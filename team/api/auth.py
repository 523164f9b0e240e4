"""Who asks: a personal token, held against what its owner may do at this moment."""

from http import HTTPStatus
from typing import Any

import pghistory
from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from core.journalist_pages import MINUTE, too_many
from team import api_tokens
from team.api import limits
from team.api.problems import Refused
from team.models import ApiToken, User

GUESSES_A_MINUTE = 30
"""Of tokens that open nothing, from one address."""


class PersonalToken(HttpBearer):
    """`Authorization: Bearer mrt_…` of a token with this scope; observers' only where an operation is open to them."""

    def __init__(self, scope: str, *, for_observers: bool = False) -> None:
        super().__init__()
        self.scope, self.for_observers = scope, for_observers

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        found = api_tokens.find(token)
        if found is None:
            if too_many(request, scope="api-guess", limit=GUESSES_A_MINUTE):
                said = "Too many tokens that open nothing came from your address. Try again in a minute."
                raise Refused(HTTPStatus.TOO_MANY_REQUESTS, said, headers={"Retry-After": str(MINUTE)})
            return None
        standing = limits.count(request, found.pk)
        request.api_standing = standing  # type: ignore[attr-defined]
        self._check(found)
        pghistory.context(token=found.pk)
        request.user = found.owner  # history names them, as it does whoever is signed in
        timezone.activate(found.owner.zone)  # `team.middleware.ReaderZone` puts it back
        return found

    def _check(self, token: ApiToken) -> None:
        if self.scope not in token.scopes:
            said = f"The token “{token.name}” lacks the scope {self.scope}. Make one that has it in your account."
            raise Refused(HTTPStatus.FORBIDDEN, said, scope=self.scope)
        if token.owner.is_observer and not self.for_observers:
            raise Refused(HTTPStatus.FORBIDDEN, "Observers read campaigns and coverage of their clients, nothing else.")


def token_of(request: HttpRequest) -> ApiToken:
    found: ApiToken = request.auth  # type: ignore[attr-defined]
    return found


def asking(request: HttpRequest) -> User:
    """In whose name this is done."""
    owner: Any = token_of(request).owner
    assert isinstance(owner, User)
    return owner
