"""Walks every address of the project and compares who gets in with the written table."""

import pytest
from django.test import Client as Browser

from tests.access.walking import GROUPS, addresses, is_refused, table

pytestmark = pytest.mark.django_db
ENDS_THE_SESSION = {"account_logout"}
METHODS = ("get", "post")


def test_every_address_stands_in_the_table_once():
    assert {name for name, _ in addresses()} == set(table())
    assert set(table().values()) <= set(GROUPS)


def walked(browser: Browser, *groups: str) -> tuple[set[str], set[str]]:
    """The names of these groups that let the browser in by some method, and those that refused it by some."""
    let_in, refused = set(), set()
    for name, path in addresses():
        if table()[name] in groups and name not in ENDS_THE_SESSION:
            for method in METHODS:
                (refused if is_refused(getattr(browser, method)(path)) else let_in).add(name)
    return let_in, refused


def names_of(*groups: str) -> set[str]:
    return {name for name, group in table().items() if group in groups} - ENDS_THE_SESSION


def test_strangers_get_in_where_everybody_may_and_nowhere_else(specialist, client_for):
    browser = client_for(None)
    let_in, _ = walked(browser, *GROUPS[2:])
    assert let_in == set()
    assert names_of("everybody") - walked(browser, "everybody")[0] == SETUP
    assert walked(browser, "key")[1] == names_of("key")


SETUP = {"team:setup"}
"""Open while there is nobody on the team, and never again."""


def test_observers_get_in_where_all_who_sign_in_may_and_nowhere_else(observer, client_for):
    browser = client_for(observer)
    let_in, _ = walked(browser, *GROUPS[3:])
    hidden = {name for name in let_in if name.startswith("contacts:import-")}
    assert let_in == hidden
    assert walked(browser, "signed in")[1] == set()
    for name, path in addresses():
        if name in hidden:  # said to be nowhere rather than shut
            assert {browser.get(path).status_code, browser.post(path).status_code} <= {404, 405}, name


def test_specialists_get_in_where_the_team_may_and_nowhere_else(specialist, client_for):
    browser = client_for(specialist)
    assert walked(browser, *GROUPS[4:])[0] == set()
    assert names_of("team") - walked(browser, "team")[0] == set()


def test_managers_get_in_where_managers_may_and_nowhere_else(manager, client_for):
    browser = client_for(manager)
    assert walked(browser, "admins")[0] == set()
    assert walked(browser, "managers")[1] == set()


def test_admins_get_in_everywhere(admin_user, client_for):
    assert walked(client_for(admin_user), "managers", "admins")[1] == set()
