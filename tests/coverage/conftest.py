"""What the tests of coverage share."""

from collections.abc import Iterator
from typing import Any

import pytest

from coverage import listeners
from coverage.listeners import Listener, Origin
from coverage.models import Clip
from team.models import User
from tests.coverage.press import HERE, Press, printing


class Noting(Listener):
    """A listener as an app above would register one; keeps what it is told."""

    field, label = "pitch", "From pitch"

    def __init__(self) -> None:
        self.decisions: list[tuple[int, str]] = []
        self.choices: list[tuple[int, str]] = []

    def origins(self, clip: Clip, *, by: User) -> list[Origin]:
        return [
            Origin("7", "Policy newsletters", "Ruth opened its page on 4 November.", is_likely=True),
            Origin("9", "An older pitch", "Sent to her outlet."),
        ]

    def choose(self, clip: Clip, key: str, *, by: User) -> None:
        self.choices.append((clip.pk, key))

    def decided(self, clip: Clip, *, by: User) -> None:
        self.decisions.append((clip.pk, clip.state))


@pytest.fixture
def listener() -> Iterator[Noting]:
    """The only listener, for as long as a test takes."""
    kept = dict(listeners._listeners)
    listeners._listeners.clear()
    noting = Noting()
    listeners.register(noting)
    yield noting
    listeners._listeners.clear()
    listeners._listeners.update(kept)


@pytest.fixture
def press(settings: Any) -> Iterator[Press]:
    """Web servers on this machine, which may be fetched from."""
    settings.FETCH_PRIVATE_NETWORKS = HERE
    with printing() as press:
        yield press
