"""The people of every test: who owns the thing, who works beside them, who decides, who only reads along.

`observer` reads along for `client_brand`; `outsider` observes another client and must see nothing of it.
"""

from collections.abc import Callable

import pytest
from django.test import Client as Browser

from campaigns.models import Client
from team.models import User
from tests.factories.campaigns import ClientFactory
from tests.factories.team import UserFactory


@pytest.fixture
def specialist(db: None) -> User:
    return UserFactory(name="Maya Lindqvist", email="maya@team.example.com")


@pytest.fixture
def colleague(db: None) -> User:
    return UserFactory(name="Priya Raman", email="priya@team.example.com")


@pytest.fixture
def manager(db: None) -> User:
    return UserFactory(name="Daniel Osei", email="daniel@team.example.com", manager=True)


@pytest.fixture
def admin_user(db: None) -> User:
    return UserFactory(name="Ruth Abara", email="ruth@team.example.com", admin=True)


@pytest.fixture
def client_brand(db: None) -> Client:
    return ClientFactory(name="Fernhall Storage", slug="fernhall-storage")


@pytest.fixture
def observer(client_brand: Client) -> User:
    user = UserFactory(name="Elin Sørvaag", email="elin@fernhall.example.com", observer=True)
    client_brand.observers.add(user)
    return user


@pytest.fixture
def outsider(db: None) -> User:
    user = UserFactory(name="Otto Kestrel", email="otto@kestrel.example.com", observer=True)
    ClientFactory(name="Kestrel Ferries", slug="kestrel-ferries").observers.add(user)
    return user


@pytest.fixture
def client_for() -> Callable[[User | None], Browser]:
    """A browser in which this person is signed in (None: nobody is)."""

    def sign_in(user: User | None) -> Browser:
        browser = Browser()
        if user is not None:
            browser.force_login(user)
        return browser

    return sign_in
