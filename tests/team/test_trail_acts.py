"""Acts that change no record: signing in, failing to, setting a password, taking data out."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from team.models import TrailLine
from team.trail.telling import tell
from tests.factories.contacts import JournalistFactory
from tests.factories.team import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(specialist, manager):
    TrailLine.objects.all().delete()
    return specialist


def sign_in(client, email, password):
    return client.post(reverse("account_login"), {"login": email, "password": password})


def acts(reader):
    lines = TrailLine.objects.exclude(what__in=["insert", "update", "delete"]).order_by("pk")
    return [(told.by, told.verb, told.name, told.said) for told in tell(list(lines), to=reader)]


def test_signing_in(member, manager, client):
    assert sign_in(client, member.email, PASSWORD).status_code == 302
    assert acts(manager) == [("Maya Lindqvist", "signed in", "", "")]


def test_who_could_not_sign_in_is_told_without_what_was_typed(member, manager, client):
    sign_in(client, member.email.upper(), "wrong")
    sign_in(client, "stranger@example.org", "my secret")

    assert acts(manager) == [
        ("Somebody", "could not sign in", "Maya Lindqvist", ""),
        ("Somebody", "could not sign in", "", "with an unknown address"),
    ]
    assert not TrailLine.objects.filter(said__contains="stranger").exists()


def test_a_new_password(member, manager, client):
    client.force_login(member)
    TrailLine.objects.all().delete()
    new = "another horse battery staple"
    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert ("Maya Lindqvist", "set a new password", "", "") in acts(manager)


def test_taking_journalists_out(member, manager, client_for):
    browser = client_for(member)
    TrailLine.objects.all().delete()
    chosen = JournalistFactory()
    answer = browser.post(reverse("contacts:bulk-export"), {"journalist": chosen.pk})
    assert answer.status_code == 200
    assert acts(manager) == [("Maya Lindqvist", "exported", "", "journalists as CSV")]


@pytest.mark.django_db(transaction=True)
def test_taking_everything_out_at_the_command_line(manager, tmp_path):
    call_command("export_all", tmp_path / "out", json=True)
    assert acts(manager)[-1] == ("Mediarel", "exported", "", "everything, at the command line")
