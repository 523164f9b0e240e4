"""Acts that change no record: signing in, failing to, setting a password, taking data out."""

import json

import pghistory
import pytest
from allauth.core import context
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP as TOTPAuth
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from contacts import bulk
from contacts.models import Journalist
from team.models import ApiToken, TrailLine
from team.trail import acts as trail_acts
from team.trail.telling import tell
from tests.factories.contacts import JournalistFactory, MediaListFactory
from tests.factories.team import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

A_KEY = {
    "id": "AAAA", "rawId": "AAAA", "type": "public-key", "clientExtensionResults": {},
    "response": {
        "clientDataJSON": "e30", "signature": "AAAA", "userHandle": None,
        "authenticatorData": "SZYN5YgOjGh0NBcPZHZgW4_krrmihjLHmVzzuoMdl2MFAAAAAQ",
    },
}  # fmt: skip
"""What a browser sends of a key that nobody here has."""


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


def second_step_of(user, client, **posted):
    """Signed in with the password, and then with something that is not theirs."""
    sign_in(client, user.email, PASSWORD)
    TrailLine.objects.all().delete()
    return client.post(reverse("mfa_authenticate"), posted)


@pytest.fixture
def admin(db):
    return UserFactory(name="Noor Haddad", admin=True)


@pytest.fixture
def careful(member, rf):
    """Maya, who has an authenticator app and recovery codes."""
    with context.request_context(rf.get("/")):
        TOTPAuth.activate(member, generate_totp_secret())
        RecoveryCodes.activate(member)
    return member


@pytest.mark.parametrize("code", ["000000", "abcd1234"])
def test_a_wrong_code_at_the_second_step(code, careful, manager, client):
    assert "Incorrect code" in second_step_of(careful, client, code=code).content.decode()
    assert acts(manager) == [
        ("Somebody", "could not sign in", "Maya Lindqvist", "at the second step, by a wrong code"),
    ]
    assert not TrailLine.objects.filter(said__contains=code).exists()


def test_a_key_that_is_not_theirs_at_the_second_step(careful, manager, client):
    second_step_of(careful, client, credential=json.dumps(A_KEY))
    assert acts(manager) == [
        ("Somebody", "could not sign in", "Maya Lindqvist", "at the second step, by a key that does not fit"),
    ]


def test_a_passkey_that_is_not_known_names_nobody(careful, manager, client):
    for given in (A_KEY, {"id": "x"}):
        assert client.post(reverse("mfa_login_webauthn"), {"credential": json.dumps(given)}).status_code == 302
    assert acts(manager) == [("Somebody", "could not sign in", "", "by a key that does not fit")] * 2


def test_a_wrong_code_when_asked_once_more(careful, manager, client_for):
    browser = client_for(careful)
    TrailLine.objects.all().delete()
    browser.post(reverse("mfa_reauthenticate"), {"code": "000000"})
    browser.post(reverse("mfa_reauthenticate_webauthn"), {"credential": json.dumps(A_KEY)})
    assert acts(manager)[0] == (
        "Maya Lindqvist", "could not sign in", "Maya Lindqvist", "when asked once more, by a wrong code",
    )  # fmt: skip


def test_a_right_code_is_no_failure(careful, manager, client):
    code = careful.authenticator_set.get(type="recovery_codes").wrap().get_unused_codes()[0]
    second_step_of(careful, client, code=code)
    assert [verb for _, verb, _, _ in acts(manager)] == ["signed in"]


def mailbox_form(**typed):
    given = {
        "name": "Maya Lindqvist", "address": "maya@alder.example.org", "sends_by": "server", "is_active": "on",
        "smtp_host": "mail.alder.example.org", "smtp_port": "587", "smtp_security": "starttls",
        "imap_host": "mail.alder.example.org", "imap_port": "993", "imap_security": "tls", "imap_folder": "INBOX",
        "hourly_limit": "60", "daily_limit": "500", "domain_hourly_limit": "30", "warm_up_start": "20",
        "warm_up_growth": "1.5",
    }  # fmt: skip
    return given | typed


def test_changed_passwords_of_a_mailbox_without_the_passwords(member, manager, admin, client_for):
    browser = client_for(member)
    passwords = {"smtp_password": "kelp-1", "imap_password": "kelp-2"}
    made = browser.post(reverse("mail:mailbox-create"), mailbox_form(**passwords))
    edit = made["Location"]
    assert "secret" not in TrailLine.objects.values_list("what", flat=True), "the new mailbox says it all"
    TrailLine.objects.all().delete()

    browser.post(edit, mailbox_form(daily_limit="400"))
    browser.post(edit, mailbox_form(**passwords))
    assert acts(admin) == [], "empty fields and the same words again change none"
    browser.post(edit, mailbox_form(smtp_password="iron-1"))
    browser.post(edit, mailbox_form(smtp_password="iron-2", imap_password="iron-3"))

    mailbox = "maya@alder.example.org"
    assert acts(admin) == [
        ("Maya Lindqvist", "changed", mailbox, "the SMTP password"),
        ("Maya Lindqvist", "changed", mailbox, "the SMTP password and the IMAP password"),
    ]
    assert acts(manager) == [("Maya Lindqvist", "changed", "", "")] * 2, "whose own mailbox it is, is theirs"
    page = client_for(manager).get(reverse("team:trail"), {"what": "secret"}).content.decode()
    assert "a record that is not yours to see (mailbox)" in page
    assert "SMTP" not in page.partition('class="mr-timeline"')[2]
    page = " ".join(client_for(admin).get(reverse("team:trail"), {"what": "secret"}).content.decode().split())
    assert f'changed the SMTP password of <a href="{edit}">{mailbox}</a>' in page


def test_on_and_off_a_media_list_is_one_line_however_many_and_one_statement(member, manager, client_for):
    energy = MediaListFactory(name="Energy", owner=member)
    people = JournalistFactory.create_batch(7)
    TrailLine.objects.all().delete()
    few, all_of_them = (Journalist.objects.filter(pk__in=[one.pk for one in some]) for some in (people[:2], people))
    one_of_them = Journalist.objects.filter(pk=people[0].pk)
    bulk.add_to_list(journalists=few, media_list=energy, by=member)
    with CaptureQueriesContext(connection) as seven:
        back = bulk.add_to_list(journalists=all_of_them, media_list=energy, by=member)
    assert len([each for each in seven if "INSERT" in each["sql"]]) == 2, "the members, and the line"
    bulk.add_to_list(journalists=all_of_them, media_list=energy, by=member)
    bulk.undo(token=back.undo.rstrip("/").rpartition("/")[2], by=member)
    bulk.remove_from_list(journalists=one_of_them, media_list=energy, by=member)

    first, second = (one.pk for one in people[:2])
    assert acts(manager) == [
        ("Maya Lindqvist", "added", "Energy", f"2 journalists (numbers {first} and {second})"),
        ("Maya Lindqvist", "added", "Energy", "5 journalists (numbers {}, {}, {}, {} and {})".format(
            *(one.pk for one in people[2:]))),
        ("Maya Lindqvist", "removed", "Energy", "5 journalists (numbers {}, {}, {}, {} and {})".format(
            *(one.pk for one in people[2:]))),
        ("Maya Lindqvist", "removed", "Energy", f"1 journalist (number {first})"),
    ]  # fmt: skip
    assert acts_numbered(6) == "6 journalists"
    query = {"kind": "contacts.MediaList", "record": energy.pk}
    page = " ".join(client_for(manager).get(reverse("team:trail"), query).content.decode().split())
    assert f'removed 1 journalist (number {first}) from <a href="{energy.get_absolute_url()}">Energy</a>' in page
    energy.delete()
    assert acts(manager)[-1][2] == "a media list that is gone"


def acts_numbered(many):
    return trail_acts.numbered(range(1, many + 1), "journalist", "journalists")


def test_an_act_through_a_program_names_its_token(member, manager, admin):
    token = ApiToken.objects.create(owner=member, name="Newsdesk", digest="d" * 64, scopes=["contacts:read"])
    with pghistory.context(user=member.pk, token=token.pk):
        trail_acts.exported("journalists as CSV", by=member)
    told = tell([TrailLine.objects.get(what="exported")], to=admin)
    assert told[0].through == "API token Newsdesk"


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
