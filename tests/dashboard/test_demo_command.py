"""`manage.py demo`: a team with months of history in every room, once, and only where nobody else lives."""

import json
from io import StringIO

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command

from contacts.models import Journalist
from coverage.models import Clip
from dashboard.demo_here import marks
from dashboard.demo_here.marks import OURS
from dashboard.demo_here.work import STEPS
from events.models import Interview, MediaEvent
from inquiries.models import Inquiry
from mail.models import OutgoingMessage
from mediakits.models import Kit
from pitches.models import Pitch
from team.models import Demo, TrailLine
from tests.factories.team import UserFactory

pytestmark = pytest.mark.django_db


def demo(*words):
    said = StringIO()
    call_command("demo", "--json", *words, stdout=said)
    return json.loads(said.getvalue())


def test_every_room_has_something_to_look_at_and_it_is_loaded_once():
    said = StringIO()
    call_command("demo", "--journalists", "200", stdout=said)
    assert "The demo is loaded." in said.getvalue()
    assert sum(line.startswith("  ") for line in said.getvalue().splitlines()) == STEPS - 1, "the bar ends at its end"
    for model in (Pitch, Kit, Clip, Inquiry, Interview, MediaEvent):
        assert model.objects.exists(), model
    assert Journalist.objects.count() >= 200
    addresses = OutgoingMessage.objects.values_list("to_address", flat=True)
    assert all("example" in address.partition("@")[2] for address in addresses), "nothing could reach a real person"
    assert marks.added_since(Demo.objects.get()) == [], "everything that is here is the demo's"
    loaded = TrailLine.objects.get(what=TrailLine.What.DEMO)
    assert (loaded.by, loaded.said) == (None, "at the command line")
    before = Inquiry.objects.count()
    assert demo()["loaded"] is False
    assert Inquiry.objects.count() == before


def test_where_people_work_nothing_is_removed():
    UserFactory(email="maya@agency.example.org")
    with pytest.raises(CommandError, match="Nothing was removed"):
        demo("--reset")


def test_reset_knows_every_app_of_ours():
    own = {config.label for config in apps.get_app_configs() if config.path.startswith(str(settings.BASE_DIR))}
    with_tables = {label for label in own if list(apps.get_app_config(label).get_models())}
    inside_the_environment = {label for label in own if ".venv" in apps.get_app_config(label).path}
    assert with_tables - inside_the_environment <= set(OURS)


def test_too_few_journalists_are_refused_before_anything_is_written():
    with pytest.raises(CommandError, match="takes 200 or more"):
        demo("--journalists", "60")
    assert not Journalist.objects.exists()
