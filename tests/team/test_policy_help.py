"""Every rule of the team says what it does, what holds by default, and where it can, why, with its source."""

import re

import pytest

from team.forms.policy import GROUPS, UNTIL_GIVEN, WHY, PolicyForm
from team.models import TeamPolicy

pytestmark = pytest.mark.django_db

NAMES = [name for _, names in GROUPS for name in names]
WITH_A_SOURCE = {
    "cool_off_days", "outlet_cap", "window_start", "window_end", "weekdays_only", "follow_up_after",
    "follow_up_lapses_after", "link_days", "acknowledge_minutes", "deadline_warning",
}  # fmt: skip
"""Rules on which docs/practice.md has figures."""


@pytest.mark.parametrize("name", NAMES)
def test_every_rule_says_what_it_does_and_what_holds_by_default(name):
    help_text = PolicyForm.base_fields[name].help_text
    assert help_text.startswith(WHY[name])
    assert len(WHY[name]) > 50
    assert re.search(r"by default|By default", help_text)


@pytest.mark.parametrize("name", sorted(WITH_A_SOURCE))
def test_rules_that_rest_on_practice_give_the_figure_and_its_source(name):
    assert re.search(r"\d+ %", WHY[name])
    assert re.search(r"Cision|Muck Rack|Propel|as above", WHY[name])


def test_every_field_of_the_policy_is_on_the_page_and_explained():
    columns = {field.name for field in TeamPolicy._meta.concrete_fields} - {"id", "created_at", "updated_at"}
    assert columns == set(NAMES) == set(WHY)
    assert set(UNTIL_GIVEN) <= set(NAMES)


def test_defaults_that_are_named_are_those_that_hold():
    fresh = TeamPolicy()
    said = {name: PolicyForm.base_fields[name].help_text for name in NAMES}
    assert said["cool_off_days"].endswith(f"By default {fresh.cool_off_days}.")
    assert said["weekdays_only"].endswith("On by default.")
    assert said["count_opens"].endswith("Off by default.")
    assert said["sign_off"].endswith("By default: always.")


def test_page_shows_the_help_of_every_rule(manager, client_for):
    page = client_for(manager).get("/team/policy/").content.decode()
    for name in NAMES:
        assert f'id="id_{name}_helptext"' in page or f'id="hint_id_{name}"' in page, name
