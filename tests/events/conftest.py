"""An event that the press is invited to, three days from a noon at which the clock stands."""

from datetime import timedelta

import pytest
import time_machine

from tests.events.noon import NOON
from tests.factories.events import MediaEventFactory
from tests.factories.mail import MailboxFactory


@pytest.fixture
def at_noon():
    with time_machine.travel(NOON, tick=False) as now:
        yield now


@pytest.fixture
def event(specialist, at_noon):
    MailboxFactory(owner=specialist)
    return MediaEventFactory(owner=specialist, state="open", starts_at=NOON + timedelta(days=3), title="Switch-on")
