"""Getting in: the first admin, invitations, wrong passwords, and what a stranger meets."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from team import founding, invitations
from team.models import Invitation, Notification, TeamPolicy, User
from team.postman import send_due_invitations
from tests.factories.team import PASSWORD, InvitationFactory, UserFactory

pytestmark = pytest.mark.django_db

FIRST = {
    "organisation": "Harbour Lane Press",
    "postal_address": "Harbour Lane 1, 10115 Berlin",
    "name": "Ruth Abara",
    "email": "ruth@harbourlane.example.com",
    "password": "eleven wet otters",
    "time_zone": "Europe/London",
}


@pytest.mark.parametrize("address", ["/review/", "/account/login/", "/notifications/", "/team/"])
def test_every_page_leads_to_setup_while_nobody_is_there(client_for, address):
    response = client_for(None).get(address)
    assert (response.status_code, response["Location"]) == (302, "/setup/")


def test_setup_makes_the_first_admin_and_signs_them_in(client_for):
    browser = client_for(None)

    response = browser.post("/setup/", FIRST)

    user = User.objects.get()
    assert (user.name, user.role, user.time_zone, user.email) == (
        "Ruth Abara",
        "admin",
        "Europe/London",
        FIRST["email"],
    )
    assert user.check_password("eleven wet otters")
    policy = TeamPolicy.current()
    assert (policy.organisation, policy.postal_address) == (FIRST["organisation"], FIRST["postal_address"])
    assert response["Location"] == "/first-steps/"
    assert browser.get("/team/").status_code == 200


def test_setup_closes_behind_the_first_admin(client_for):
    UserFactory(admin=True)

    assert client_for(None).get("/setup/")["Location"] == "/account/login/"
    assert client_for(None).post("/setup/", FIRST)["Location"] == "/account/login/"
    with pytest.raises(founding.AlreadyFounded):
        founding.found(**FIRST)
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("password", "short", "too short"),
        ("password", "ruth@harbourlane", "too similar"),
        ("email", "nobody", "valid email address"),
        ("time_zone", "Mars/Olympus", "not one of the available choices"),
        ("postal_address", "", "required"),
    ],
)
def test_setup_keeps_what_was_typed_when_something_is_wrong(client_for, field, value, says):
    response = client_for(None).post("/setup/", {**FIRST, field: value})

    assert response.status_code == 422
    assert says in response.context["form"].errors[field].as_text()
    assert "Harbour Lane Press" in response.content.decode()
    assert not User.objects.exists()


def test_createsuperuser_makes_an_admin(monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)

    call_command("createsuperuser", interactive=False, email="root@team.example.com", name="Root", verbosity=0)

    user = User.objects.get()
    assert (user.role, user.is_superuser, user.check_password(PASSWORD)) == ("admin", True, True)


def sign_in(browser, email, password=PASSWORD):
    return browser.post("/account/login/", {"login": email, "password": password})


@pytest.mark.parametrize("email", ["maya@team.example.com", "MAYA@Team.example.com"])
def test_sign_in_by_email_whatever_its_case(specialist, client_for, email):
    browser = client_for(None)

    assert sign_in(browser, email).status_code == 302
    assert browser.get("/notifications/").status_code == 200


def test_sign_in_of_somebody_switched_off_is_refused(specialist, client_for):
    specialist.is_active = False
    specialist.save()
    browser = client_for(None)

    sign_in(browser, specialist.email)

    assert browser.get("/notifications/").status_code == 302


def test_sixth_wrong_password_is_refused_even_if_right(specialist, client_for):
    browser = client_for(None)
    for _ in range(5):
        assert "not correct" in sign_in(browser, specialist.email, "wrong").content.decode()

    sixth = sign_in(browser, specialist.email)

    assert "Too many failed login attempts" in sixth.content.decode()
    assert browser.get("/notifications/").status_code == 302


def test_sign_up_is_closed(specialist, client_for):
    browser = client_for(None)
    browser.post("/account/signup/", {"email": "new@team.example.com", "password1": PASSWORD})

    assert list(User.objects.values_list("email", flat=True)) == [specialist.email]


def test_password_reset_sends_a_link_that_works_once(specialist, client_for):
    browser = client_for(None)
    browser.post("/account/password/reset/", {"email": specialist.email})

    (sent,) = mail.outbox
    link = re.search(r"http\S+(/account/password/reset/key/\S+)", sent.body)[1]
    form_page = browser.get(link)
    browser.post(form_page["Location"], {"password1": "seven dry otters!", "password2": "seven dry otters!"})

    assert sent.to == [specialist.email]
    specialist.refresh_from_db()
    assert specialist.check_password("seven dry otters!")


def test_password_reset_of_a_stranger_tells_nothing(specialist, client_for):
    ours = client_for(None).post("/account/password/reset/", {"email": specialist.email}, follow=True)
    theirs = client_for(None).post("/account/password/reset/", {"email": "nobody@example.com"}, follow=True)

    assert ours.redirect_chain == theirs.redirect_chain


def test_password_reset_without_a_mail_server_says_so(specialist, client_for, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    response = client_for(None).post("/account/password/reset/", {"email": specialist.email}, follow=True)

    assert "The e-mail could not be sent." in response.content.decode()


def test_email_change_counts_once_confirmed(specialist, client_for):
    browser = client_for(None)
    sign_in(browser, specialist.email)
    change = {"email": "lindqvist@team.example.com", "action_add": ""}
    assert browser.post("/account/email/", change)["Location"].startswith("/account/reauthenticate/")
    browser.post("/account/reauthenticate/", {"password": PASSWORD})
    browser.post("/account/email/", change)
    specialist.refresh_from_db()
    assert specialist.email == "maya@team.example.com"

    body = next(message.body for message in mail.outbox if message.to == ["lindqvist@team.example.com"])
    link = re.search(r"http\S+(/account/confirm-email/\S+)", body)[1]
    browser.post(link)

    specialist.refresh_from_db()
    assert specialist.email == "lindqvist@team.example.com"


def join(browser, invitation, **fields):
    data = {"name": "Tomás Vidal", "password": "nine patient herons", **fields}
    return browser.post(f"/join/{invitation.token}/", data)


def test_invitation_makes_an_account_of_its_role(client_for):
    invitation = InvitationFactory(role="manager", name="Tomás")
    browser = client_for(None)

    assert "Tomás" in browser.get(f"/join/{invitation.token}/").content.decode()
    response = join(browser, invitation)

    user = User.objects.get(email=invitation.email)
    assert (user.name, user.role, user.check_password("nine patient herons")) == ("Tomás Vidal", "manager", True)
    invitation.refresh_from_db()
    assert (invitation.accepted_by, response["Location"]) == (user, "/first-steps/")
    assert Notification.objects.get().text == "Tomás Vidal has joined the team."


@pytest.mark.parametrize(
    ("fields", "status", "says"),
    [
        ({"expires_at": timezone.now() - timedelta(minutes=1)}, 410, "has expired"),
        ({"revoked_at": timezone.now()}, 410, "was taken back"),
        ({"accepted_at": timezone.now()}, 410, "has been used"),
    ],
)
def test_invitation_that_ended_answers_kindly(client_for, fields, status, says):
    invitation = InvitationFactory(**fields)

    for response in (client_for(None).get(f"/join/{invitation.token}/"), join(client_for(None), invitation)):
        assert (response.status_code, says in response.content.decode()) == (status, True)
    assert not User.objects.filter(email=invitation.email).exists()


def test_forged_invitation_answers_kindly(client_for, specialist):
    response = client_for(None).get("/join/" + "x" * 32 + "/")

    assert response.status_code == 404
    assert "This link is not one of ours." in response.content.decode()


def test_invitation_used_twice_makes_one_account(client_for):
    invitation = InvitationFactory()
    join(client_for(None), invitation)

    again = join(client_for(None), invitation, name="Somebody Else")

    assert again.status_code == 410
    assert User.objects.filter(email=invitation.email).count() == 1


def test_join_keeps_the_name_when_the_password_is_weak(client_for):
    response = join(client_for(None), InvitationFactory(), password="password")

    assert response.status_code == 422
    assert "Tomás Vidal" in response.content.decode()
    assert "too common" in response.context["form"].errors["password"].as_text()


def test_invite_refuses_members_and_open_invitations(specialist, admin_user):
    invitations.invite(email="new@team.example.com", role="specialist", by=admin_user)

    with pytest.raises(invitations.AlreadyInvited):
        invitations.invite(email="NEW@team.example.com", role="manager", by=admin_user)
    with pytest.raises(invitations.AlreadyMember, match="Maya Lindqvist"):
        invitations.invite(email="Maya@team.example.com", role="manager", by=admin_user)


def test_invite_replaces_an_expired_invitation(admin_user):
    old = InvitationFactory(email="new@team.example.com", expires_at=timezone.now() - timedelta(days=1))

    invitations.invite(email="new@team.example.com", role="specialist", by=admin_user)

    old.refresh_from_db()
    assert old.revoked_at is not None
    assert Invitation.objects.count() == 2


def test_postman_sends_each_invitation_once(admin_user):
    TeamPolicy.objects.update_or_create(pk=1, defaults={"organisation": "Harbour Lane Press"})
    invitation = invitations.invite(email="new@team.example.com", role="observer", by=admin_user)
    InvitationFactory(revoked_at=timezone.now())

    assert send_due_invitations() == (1, 0)
    assert send_due_invitations() == (0, 0)

    (sent,) = mail.outbox
    assert sent.to == ["new@team.example.com"]
    assert sent.subject == "Ruth Abara invites you to the press work of Harbour Lane Press"
    assert reverse("team:join", args=[invitation.token]) in sent.body
    assert "read along" in sent.body


def test_postman_without_a_mail_server_says_why_and_tries_again(admin_user, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    invitation = invitations.invite(email="new@team.example.com", role="specialist", by=admin_user)

    assert send_due_invitations() == (0, 1)

    invitation.refresh_from_db()
    assert invitation.sent_at is None
    assert "cannot be reached" in invitation.send_problem
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert send_due_invitations() == (1, 0)
