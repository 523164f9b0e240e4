"""Members, invitations, policy, profile and notifications: who may, and what it does."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from team import members, notifications, told_of
from team.models import Invitation, Notification, TeamPolicy, User
from tests.factories.team import InvitationFactory, NotificationFactory, UserFactory

pytestmark = pytest.mark.django_db

TEAM = {"specialist", "manager", "admin_user"}
PAGES = {
    "team:member-list": TEAM,
    "team:policy": TEAM,
    "team:profile": TEAM | {"observer", "outsider"},
    "team:notification-list": TEAM | {"observer", "outsider"},
    "team:invitation-create": {"admin_user"},
    "team:member-detail": {"admin_user"},
    "team:invitation-detail": {"admin_user"},
}


def address(name):
    if name == "team:member-detail":
        return reverse(name, args=[UserFactory(name="Tomás Vidal").pk])
    if name == "team:invitation-detail":
        return reverse(name, args=[InvitationFactory().pk])
    return reverse(name)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("who", ["specialist", "manager", "admin_user", "observer", "outsider"])
def test_page_opens_to_those_it_is_for(client_for, request, name, who):
    response = client_for(request.getfixturevalue(who)).get(address(name))
    assert response.status_code == (200 if who in PAGES[name] else 403)


@pytest.mark.parametrize("name", PAGES)
def test_page_asks_strangers_to_sign_in(client_for, specialist, name):
    assert client_for(None).get(address(name))["Location"].startswith("/account/login/")


def test_invitation_links_are_shown_to_admins_alone(client_for, specialist, admin_user):
    invitation = InvitationFactory(email="invited@team.example.com")

    assert "invited@team.example.com" not in client_for(specialist).get("/team/").content.decode()
    assert "invited@team.example.com" in client_for(admin_user).get("/team/").content.decode()
    assert invitation.token in client_for(admin_user).get(f"/team/invitations/{invitation.pk}/").content.decode()


def test_members_cost_the_same_with_one_row_and_with_three(client_for, admin_user):
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert browser.get("/team/").status_code == 200
        return len(seen)

    browser = client_for(admin_user)
    InvitationFactory(invited_by=admin_user)
    queries()
    with_one = queries()
    InvitationFactory.create_batch(2)
    assert queries() == with_one <= 10


@pytest.mark.parametrize("who", ["specialist", "manager", "observer", None])
@pytest.mark.parametrize("action", ["detail", "deactivation", "activation"])
def test_change_of_a_member_by_anybody_but_an_admin_is_refused(client_for, request, colleague, who, action):
    user = request.getfixturevalue(who) if who else None
    before = (colleague.role, colleague.is_active)

    response = client_for(user).post(reverse(f"team:member-{action}", args=[colleague.pk]), {"role": "admin"})

    colleague.refresh_from_db()
    assert response.status_code == (403 if user else 302)
    assert (colleague.role, colleague.is_active) == before


@pytest.mark.parametrize("who", ["specialist", "manager", "observer", None])
@pytest.mark.parametrize("action", ["create", "sending", "revocation"])
def test_invitation_by_anybody_but_an_admin_is_refused(client_for, request, admin_user, who, action):
    user = request.getfixturevalue(who) if who else None
    invitation = InvitationFactory(invited_by=admin_user, sent_at=timezone.now())
    args = [] if action == "create" else [invitation.pk]

    client_for(user).post(
        reverse(f"team:invitation-{action}", args=args), {"email": "a@b.example.com", "role": "admin"}
    )

    assert list(Invitation.objects.values_list("email", "revoked_at")) == [(invitation.email, None)]
    assert Invitation.objects.get().sent_at is not None


def test_admin_changes_a_role(client_for, admin_user, colleague):
    response = client_for(admin_user).post(f"/team/members/{colleague.pk}/", {"role": "manager"})

    colleague.refresh_from_db()
    assert (response["Location"], colleague.role) == ("/team/", "manager")


def test_last_admin_keeps_the_role_and_the_account(client_for, admin_user, manager):
    other = UserFactory(admin=True, is_active=False)
    browser = client_for(admin_user)

    role = browser.post(f"/team/members/{admin_user.pk}/", {"role": "specialist"})
    account = browser.post(f"/team/members/{admin_user.pk}/deactivation/")

    admin_user.refresh_from_db()
    assert (role.status_code, account.status_code) == (409, 409)
    assert "Ruth Abara is the only admin." in role.content.decode()
    assert "You are signed in with this account." in account.content.decode()
    assert (admin_user.role, admin_user.is_active) == ("admin", True)
    with pytest.raises(members.LastAdmin):
        members.deactivate(user=admin_user, by=other)


def test_deactivation_asks_again_when_work_would_be_left_alone(client_for, admin_user, colleague):
    def two_pitches(user):
        return members.Holding("open pitches", 2, "/pitches/") if user == colleague else None

    members.register_holdings(two_pitches)
    try:
        browser = client_for(admin_user)
        asked = browser.post(f"/team/members/{colleague.pk}/deactivation/")
        assert (asked.status_code, User.objects.get(pk=colleague.pk).is_active) == (409, True)
        assert "Priya Raman still looks after 2 open pitches." in asked.content.decode()

        browser.post(f"/team/members/{colleague.pk}/deactivation/", {"anyway": "1"})
        assert not User.objects.get(pk=colleague.pk).is_active
    finally:
        members._holdings.remove(two_pitches)


def test_deactivation_ends_the_session(client_for, admin_user, colleague):
    theirs = client_for(colleague)
    assert theirs.get("/notifications/").status_code == 200

    client_for(admin_user).post(f"/team/members/{colleague.pk}/deactivation/")

    assert theirs.get("/notifications/").status_code == 302
    client_for(admin_user).post(f"/team/members/{colleague.pk}/activation/")
    assert User.objects.get(pk=colleague.pk).is_active


def test_invitation_is_made_sent_again_and_revoked(client_for, admin_user):
    browser = client_for(admin_user)
    browser.post("/team/invitations/new/", {"email": "new@team.example.com", "role": "observer", "name": ""})
    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.role, invitation.invited_by) == (
        "new@team.example.com",
        "observer",
        admin_user,
    )

    Invitation.objects.update(sent_at=timezone.now(), expires_at=timezone.now())
    browser.post(f"/team/invitations/{invitation.pk}/sending/")
    invitation.refresh_from_db()
    assert (invitation.sent_at, invitation.is_open) == (None, True)

    browser.post(f"/team/invitations/{invitation.pk}/revocation/")
    invitation.refresh_from_db()
    assert not invitation.is_open


def test_invitation_twice_keeps_the_form(client_for, admin_user):
    InvitationFactory(email="new@team.example.com")

    response = client_for(admin_user).post(
        "/team/invitations/new/", {"email": "New@team.example.com", "role": "observer", "name": "Otto"}
    )

    assert response.status_code == 422
    assert "open invitation" in response.context["form"].errors["email"].as_text()
    assert "Otto" in response.content.decode()


def policy(**fields):
    from django.forms import model_to_dict

    data = model_to_dict(TeamPolicy.current(), exclude=["id"]) | {"postal_address": "Harbour Lane 1"} | fields
    return {name: "" if value is None else value for name, value in data.items() if value is not False}


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("window_start", 12, "must begin before it ends"),
        ("window_end", 25, "from 1 to 24"),
        ("window_start", -1, "greater than or equal to 0"),
        ("follow_up_after", 0, "from 1 to 30"),
        ("follow_up_lapses_after", 2, "cannot lapse before it is due"),
        ("link_days", 1, "from 7 to 3,650"),
        ("outlet_cap", "many", "whole number"),
        ("sign_off", "sometimes", "Select a valid choice"),
        ("organisation", "", "required"),
    ],
)
def test_policy_refuses_what_makes_no_sense(client_for, manager, field, value, says):
    response = client_for(manager).post("/team/policy/", policy(**{field: value}))

    assert response.status_code == 422
    assert says in " ".join(" ".join(errors) for errors in response.context["form"].errors.values())


def test_policy_is_changed_by_managers_alone(client_for, specialist, manager):
    assert client_for(specialist).post("/team/policy/", policy(cool_off_days=1)).status_code == 403
    assert TeamPolicy.current().cool_off_days == 14

    client_for(manager).post("/team/policy/", policy(cool_off_days=21, weekdays_only=False))
    assert (TeamPolicy.current().cool_off_days, TeamPolicy.current().weekdays_only) == (21, False)


def test_policy_cites_its_sources(client_for, specialist):
    page = client_for(specialist).get("/team/policy/").content.decode()
    assert "62 % want exactly one, 30 % none (Cision State of the Media 2025, n = 3,126)." in page


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"window_start": 12, "window_end": 5}, "team_policy_window"),
        ({"follow_up_after": 8}, "team_policy_follow_up"),
        ({"sign_off": "maybe"}, "team_policy_sign_off"),
    ],
)
def test_constraint_refuses_a_policy_that_cannot_be(fields, constraint):
    TeamPolicy.current()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        TeamPolicy.objects.update(**fields)


def test_constraint_one_policy():
    with pytest.raises(IntegrityError, match="team_policy_single"), transaction.atomic():
        TeamPolicy.objects.create(pk=2)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"email": ""}, "team_user_has_email"),
        ({"email": "MAYA@team.example.com"}, "team_user_email"),
        ({"role": "owner"}, "team_user_role"),
    ],
)
def test_constraint_refuses_a_user_that_cannot_be(specialist, colleague, fields, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        User.objects.filter(pk=colleague.pk).update(**fields)


def picture(kind="PNG"):
    data = io.BytesIO()
    Image.new("RGB", (8, 8)).save(data, kind)
    return SimpleUploadedFile(f"me.{kind.lower()}", data.getvalue())


PROFILE = {"name": "Maya Lindqvist", "job_title": "Specialist", "phone": "+49 30 1234567", "time_zone": "Asia/Kolkata"}


def test_profile_is_each_ones_own(client_for, specialist, colleague):
    client_for(specialist).post("/profile/", {**PROFILE, "photo": picture(), "role": "admin"})

    specialist.refresh_from_db()
    assert (specialist.phone, specialist.time_zone, specialist.role) == ("+49 30 1234567", "Asia/Kolkata", "specialist")
    assert specialist.photo.name.startswith("people/")
    assert client_for(None).get(specialist.photo.url)["Content-Type"] == "image/webp"
    colleague.refresh_from_db()
    assert colleague.job_title == ""


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("phone", "call me", "as one would dial it"),
        ("time_zone", "Mars/Olympus", "Select a valid choice"),
        ("name", "", "required"),
        ("photo", SimpleUploadedFile("me.png", b"not a picture"), "valid image"),
        ("photo", picture("GIF"), "JPEG, PNG or WebP"),
    ],
)
def test_profile_keeps_what_was_typed(client_for, specialist, field, value, says):
    response = client_for(specialist).post("/profile/", {**PROFILE, "job_title": "Wordsmith", field: value})

    assert response.status_code == 422
    assert says in response.context["form"].errors[field].as_text()
    assert "Wordsmith" in response.content.decode()


def test_times_are_shown_in_the_readers_zone(client_for, specialist):
    NotificationFactory(user=specialist)
    Notification.objects.update(created_at=timezone.datetime(2026, 1, 5, 12, tzinfo=timezone.get_fixed_timezone(0)))
    User.objects.update(time_zone="Asia/Kolkata")

    assert "17:30" in client_for(specialist).get("/notifications/").content.decode()


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "../etc/passwd"])
def test_zone_that_nobody_knows_does_not_close_the_door(client_for, specialist, zone):
    User.objects.update(time_zone=zone)
    assert client_for(specialist).get("/notifications/").status_code == 200


def test_notifications_cost_the_same_with_one_row_and_with_three(client_for, specialist):
    browser = client_for(specialist)

    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert browser.get("/notifications/").status_code == 200
        return len(seen)

    NotificationFactory(user=specialist)
    queries()
    with_one = queries()
    NotificationFactory.create_batch(2, user=specialist)
    assert queries() == with_one <= 9


def test_notifications_are_each_ones_own(client_for, specialist, colleague):
    mine = NotificationFactory(user=specialist, text="For Maya alone", url="/review/")
    theirs = NotificationFactory(user=colleague, text="For Priya alone")
    browser = client_for(specialist)

    page = browser.get("/notifications/").content.decode()
    opened = browser.post(f"/notifications/{mine.pk}/reading/")
    refused = browser.post(f"/notifications/{theirs.pk}/reading/")
    browser.post("/notifications/read/")

    assert ("For Maya alone" in page, "For Priya alone" in page) == (True, False)
    assert (opened["Location"], refused.status_code) == ("/review/", 404)
    assert list(Notification.objects.unread()) == [theirs]


def test_notification_never_leads_to_another_site(client_for, specialist):
    evil = NotificationFactory(user=specialist, url="https://elsewhere.example.com/")
    assert client_for(specialist).post(f"/notifications/{evil.pk}/reading/")["Location"] == "/notifications/"


def test_shell_leads_observers_only_where_they_may_go(client_for, observer):
    browser = client_for(observer)
    shell = browser.get("/campaigns/").context["shell"]

    links = [link.href for place in ("work", "foot", "new", "account") for link in getattr(shell, place)]

    assert "/campaigns/" in links
    assert {href: browser.get(href).status_code for href in links} == dict.fromkeys(links, 200) | {
        href: 302 for href in links if href == "/"
    }


def test_notify_tells_each_once_and_not_the_one_who_did_it(specialist, colleague):
    people = [specialist, specialist, colleague]
    notifications.notify(kind=told_of.COMMENT, users=people, by=colleague, text="x" * 400)

    (told,) = Notification.objects.all()
    assert (told.user, len(told.text)) == (specialist, 300)
