"""The pages of notifications: the list, How you are told, and Settings, Channels."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.doctor import State
from team.doctor import notifications as examine
from team.models import HookDelivery, Notification, NotificationHook, NotificationLetter, TellingChoice, TellingHours
from tests.factories.team import HookDeliveryFactory, NotificationFactory, NotificationHookFactory
from tests.team.hook_server import HookServer

PEOPLE = ["specialist", "manager", "admin_user", "observer", "anonymous"]
HOURS = {"digest_at": "09:30", "days": ["0", "2", "5"], "quiet_from": "22:00", "quiet_until": "06:30"}


def queries(browser: object, url: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert browser.get(url).status_code == 200  # type: ignore[attr-defined]
    return len(seen)


@pytest.fixture
def someone(request: pytest.FixtureRequest) -> Callable[[str], object]:
    return lambda who: None if who == "anonymous" else request.getfixturevalue(who)


# The list


def test_list_shows_unread_or_a_kind(client_for, specialist):
    NotificationFactory(user=specialist, kind="reply", text="An unread reply")
    NotificationFactory(user=specialist, kind="reply", text="A reply seen", read_at=timezone.now())
    NotificationFactory(user=specialist, kind="comment", text="An unread comment")
    browser = client_for(specialist)

    def shown(query: str) -> list[str]:
        lines = browser.get(f"/notifications/{query}").context["page_obj"].object_list
        return sorted(line.text for line in lines)

    assert shown("?show=unread") == ["An unread comment", "An unread reply"]
    assert shown("?kind=reply") == ["A reply seen", "An unread reply"]
    assert shown("?kind=reply&show=unread") == ["An unread reply"]
    assert len(shown("?kind=nonsense&show=%00&page=99999999999999999999")) == 3
    assert "You have read all of them" in browser.get("/notifications/?kind=inquiry&show=unread").content.decode()


def test_mark_one_as_read_and_stay(client_for, specialist, colleague):
    line = NotificationFactory(user=specialist, kind="reply", url="/review/")
    theirs = NotificationFactory(user=colleague)
    browser = client_for(specialist)
    there = browser.post(f"/notifications/{line.pk}/reading/", {"stay": "1", "show": "unread", "kind": "reply"})
    assert there["Location"] == "/notifications/?show=unread&kind=reply"
    assert browser.post(f"/notifications/{theirs.pk}/reading/", {"stay": "1"}).status_code == 404
    assert list(Notification.objects.unread()) == [theirs]


def test_mark_all_of_a_kind_as_read(client_for, specialist, colleague):
    NotificationFactory(user=specialist, kind="reply")
    other = NotificationFactory(user=specialist, kind="comment")
    theirs = NotificationFactory(user=colleague, kind="reply")
    browser = client_for(specialist)
    assert browser.post("/notifications/read/", {"kind": "reply"})["Location"] == "/notifications/?kind=reply"
    assert set(Notification.objects.unread()) == {other, theirs}
    browser.post("/notifications/read/", {"kind": "nonsense"})
    assert list(Notification.objects.unread()) == [theirs]


def test_list_is_paged_and_costs_the_same_with_one_line_and_with_sixty(client_for, specialist):
    browser = client_for(specialist)
    NotificationFactory(user=specialist, kind="reply")
    queries(browser, "/notifications/")
    with_one = queries(browser, "/notifications/?kind=reply&show=unread")
    NotificationFactory.create_batch(59, user=specialist, kind="reply")
    assert queries(browser, "/notifications/?kind=reply&show=unread") == with_one <= 9
    assert len(browser.get("/notifications/").context["page_obj"].object_list) == 50
    assert len(browser.get("/notifications/?page=2").context["page_obj"].object_list) == 10


# How you are told


@pytest.mark.parametrize("who", PEOPLE)
def test_who_may_choose_how_they_are_told(who, client_for, someone, db):
    status = {"observer": 403, "anonymous": 302}.get(who, 200)
    browser = client_for(someone(who))
    assert browser.get("/profile/telling/").status_code == status
    assert browser.post("/profile/telling/", HOURS).status_code == (422 if status == 200 else status)
    assert not TellingHours.objects.exists()


def answers(browser: object, **more: object) -> dict[str, object]:
    form = browser.get("/profile/telling/").context["form"]  # type: ignore[attr-defined]
    given = {name: form[name].value() for name in form.fields if name not in HOURS and form[name].value()}
    return {**HOURS, **given, **more}


def test_choices_are_kept_for_the_reader_alone(client_for, specialist, colleague):
    browser = client_for(specialist)
    page = browser.get("/profile/telling/").content.decode()
    assert "at any hour: a call breaks through quiet hours and cannot be switched off" in page
    assert "Channels</th>" not in page
    response = browser.post("/profile/telling/", answers(browser, mail_reply="at_once", user=colleague.pk))
    assert response["Location"] == "/profile/telling/"
    hours = TellingHours.objects.get()
    assert (hours.user, hours.days, f"{hours.digest_at:%H:%M}", f"{hours.quiet_until:%H:%M}") == (
        specialist, [0, 2, 5], "09:30", "06:30",
    )  # fmt: skip
    assert set(TellingChoice.objects.values_list("user", flat=True)) == {specialist.pk}
    chosen = dict(TellingChoice.objects.values_list("kind", "mail"))
    assert (chosen["reply"], chosen["decided"], chosen["comment"]) == ("at_once", "at_once", "digest")
    assert "09:30" in browser.get("/profile/telling/").content.decode()


def test_kinds_that_cannot_concern_a_person_are_not_asked_about(client_for, specialist, admin_user):
    def kinds(user) -> set[str]:
        return {kind.key for kind in client_for(user).get("/profile/telling/").context["form"].kinds}

    assert kinds(admin_user) - kinds(specialist) == {"review", "joined", "taken_out", "webhook"}


def test_webhooks_are_asked_about_where_one_hears_of_the_kind(client_for, specialist):
    NotificationHookFactory(kinds=["reply", "escalation", "coverage"])
    NotificationHookFactory(kinds=["comment"], is_active=False)
    browser = client_for(specialist)
    form = browser.get("/profile/telling/").context["form"]
    assert [name for name in form.fields if name.startswith("webhook_")] == ["webhook_reply", "webhook_coverage"]
    browser.post("/profile/telling/", answers(browser, webhook_reply=""))
    chosen = dict(TellingChoice.objects.values_list("kind", "to_webhook"))
    assert (chosen["reply"], chosen["coverage"], chosen["comment"], chosen["conversation"]) == (
        False,
        True,
        True,
        False,
    )


@pytest.mark.parametrize(
    "bad",
    [
        {"days": []},
        {"days": ["7"]},
        {"days": ["x"]},
        {"digest_at": "25:00"},
        {"quiet_from": ""},
        {"quiet_until": "\x00"},
        {"mail_reply": "hourly"},
        {"mail_reply": "\x00"},
    ],
)
def test_nonsense_is_refused_with_the_form_as_it_was(bad, client_for, specialist):
    browser = client_for(specialist)
    response = browser.post("/profile/telling/", answers(browser, **bad))
    assert response.status_code == 422
    assert set(response.context["form"].errors) == set(bad)
    assert not TellingHours.objects.exists()


def test_telling_costs_the_same_for_one_webhook_and_for_three(client_for, specialist):
    browser = client_for(specialist)
    NotificationHookFactory()
    queries(browser, "/profile/telling/")
    with_one = queries(browser, "/profile/telling/")
    NotificationHookFactory.create_batch(2)
    assert queries(browser, "/profile/telling/") == with_one <= 12


# Channels

GETS = ["/team/channels/", "/team/channels/new/", "/team/channels/{hook}/", "/team/channels/{hook}/edit/"]
POSTS = ["new", "{hook}/edit", "{hook}/secret", "{hook}/activation", "{hook}/deactivation", "{hook}/test",
         "deliveries/{delivery}/sending", "{hook}/deletion"]  # fmt: skip


@pytest.mark.parametrize("who", PEOPLE)
def test_only_admins_see_and_change_webhooks(who, client_for, someone, db):
    delivery = HookDeliveryFactory(state="failed", ended_at=timezone.now())
    given = {"hook": delivery.hook_id, "delivery": delivery.pk}
    browser = client_for(someone(who))
    if who == "admin_user":
        assert {browser.get(url.format(**given)).status_code for url in GETS} == {200}
        return
    refused = 302 if who == "anonymous" else 403
    for url in GETS:
        response = browser.get(url.format(**given))
        assert response.status_code == refused
        assert delivery.text not in response.content.decode()
    assert {browser.post(f"/team/channels/{url.format(**given)}/").status_code for url in POSTS} == {refused}
    assert NotificationHook.objects.get().is_active
    assert HookDelivery.objects.get().state == "failed"


@pytest.fixture
def server(settings) -> Iterator[HookServer]:
    settings.FETCH_PRIVATE_NETWORKS = ["127.0.0.1/32"]
    with HookServer() as running:
        yield running


def test_a_webhook_is_made_and_its_secret_shown_once(client_for, admin_user, server):
    browser = client_for(admin_user)
    given = {"name": "Slack, #press", "format": "slack", "url": server.url, "kinds": ["reply", "inquiry"]}
    made = browser.post("/team/channels/new/", given)
    hook = NotificationHook.objects.get()
    page = made.content.decode()
    assert (made.status_code, made["Cache-Control"]) == (201, "no-store")
    assert hook.secret in page
    assert "secret-part" not in page
    assert (hook.url, hook.kinds, hook.created_by) == (server.url, ["reply", "inquiry"], admin_user)
    later = browser.get(hook.get_absolute_url()).content.decode()
    assert hook.secret not in later
    assert "http://127.0.0.1/…" in later
    renewed = browser.post(f"{hook.get_absolute_url()}secret/").content.decode()
    before, hook = hook.secret, NotificationHook.objects.get()
    assert hook.secret != before
    assert hook.secret in renewed


def test_edit_keeps_the_address_that_is_not_shown(client_for, admin_user):
    hook = NotificationHookFactory()
    browser = client_for(admin_user)
    form = browser.get(f"{hook.get_absolute_url()}edit/").content.decode()
    assert "T0" not in form
    browser.post(f"{hook.get_absolute_url()}edit/", {"name": "Teams", "format": "teams", "url": "", "kinds": ["soon"]})
    changed = NotificationHook.objects.get()
    assert (changed.name, changed.format, changed.kinds, changed.url) == ("Teams", "teams", ["soon"], hook.url)
    browser.post(
        f"{hook.get_absolute_url()}edit/",
        {"name": "Teams", "format": "teams", "url": "https://other.example.com/x", "kinds": ["soon"]},
    )
    assert NotificationHook.objects.get().url == "https://other.example.com/x"


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        ({"url": "ftp://example.com/x"}, "url"),
        ({"url": "https://user:pass@example.com/x"}, "url"),
        ({"url": "https://example.com/" + "x" * 2000}, "url"),
        ({"url": ""}, "url"),
        ({"name": "\x00"}, "name"),
        ({"kinds": []}, "kinds"),
        ({"kinds": ["nonsense"]}, "kinds"),
        ({"format": "morse"}, "format"),
    ],
)
def test_what_makes_no_sense_is_refused(bad, field, client_for, admin_user):
    given = {"name": "Slack", "format": "slack", "url": "https://hooks.example.com/x", "kinds": ["reply"], **bad}
    response = client_for(admin_user).post("/team/channels/new/", given)
    assert (response.status_code, set(response.context["form"].errors)) == (422, {field})
    assert not NotificationHook.objects.exists()


def test_a_test_is_sent_while_one_waits(client_for, admin_user, server):
    hook = NotificationHookFactory(url=server.url, is_active=False)
    browser = client_for(admin_user)
    page = browser.post(f"{hook.get_absolute_url()}test/", follow=True).content.decode()
    assert "The test went" in page
    server.says((404, "no_service"))
    page = browser.post(f"{hook.get_absolute_url()}test/", follow=True).content.decode()
    assert "the server answered 404: no_service" in page
    assert [(test.state, test.attempts) for test in HookDelivery.objects.all()] == [("failed", 1), ("delivered", 1)]
    assert b"This is a test from Mediarel" in server.heard[0].body
    assert NotificationHook.objects.get().failures == 0


def test_send_again(client_for, admin_user, server):
    given_up = HookDeliveryFactory(hook__url=server.url, state="failed", attempts=12, ended_at=timezone.now())
    hook = given_up.hook
    browser = client_for(admin_user)
    again = f"/team/channels/deliveries/{given_up.pk}/sending/"
    assert "sent again" in browser.post(again, follow=True).content.decode()
    given_up.refresh_from_db()
    assert (given_up.state, given_up.attempts, given_up.ended_at) == ("waiting", 0, None)
    assert "waiting to be sent already" in browser.post(again, follow=True).content.decode()
    browser.post(f"{hook.get_absolute_url()}deactivation/")
    assert "Switch it on first" in browser.post(again, follow=True).content.decode()
    given_up.refresh_from_db()
    assert (given_up.state, given_up.said) == ("failed", "The webhook was switched off.")
    assert browser.post("/team/channels/deliveries/99999999999999999999/sending/").status_code == 404


def test_switching_on_forgets_why_it_was_off(client_for, admin_user):
    hook = NotificationHookFactory(is_active=False, off_because="Gone.", failures=12)
    browser = client_for(admin_user)
    assert "It was switched off: Gone." in browser.get(hook.get_absolute_url()).content.decode()
    browser.post(f"{hook.get_absolute_url()}activation/")
    hook.refresh_from_db()
    assert (hook.is_active, hook.off_because, hook.failures) == (True, "", 0)
    browser.post(f"{hook.get_absolute_url()}deletion/")
    assert not NotificationHook.objects.exists()


@pytest.mark.parametrize("rows", ["hooks", "deliveries"])
def test_webhooks_cost_the_same_with_one_row_and_with_three(rows, client_for, admin_user):
    browser = client_for(admin_user)
    hook = HookDeliveryFactory(state="delivered", ended_at=timezone.now()).hook
    url = "/team/channels/" if rows == "hooks" else hook.get_absolute_url()
    queries(browser, url)
    with_one = queries(browser, url)
    for _ in range(2):
        HookDeliveryFactory() if rows == "hooks" else HookDeliveryFactory(hook=hook)
    assert queries(browser, url) == with_one <= 12


def test_what_a_server_said_is_shown_as_text(client_for, admin_user):
    delivery = HookDeliveryFactory(
        state="failed", ended_at=timezone.now(), status=500, said="<script>alert(1)</script>"
    )
    page = client_for(admin_user).get(delivery.hook.get_absolute_url()).content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page


# The doctor


def test_doctor_is_content(db):
    NotificationHookFactory()
    (finding,) = examine()
    assert (finding.state, finding.says) == (State.GOOD, "no letter is late, 1 webhooks hear of everything in time")


def test_doctor_says_what_is_stuck(specialist):
    long_ago = timezone.now() - timedelta(hours=1)
    NotificationLetter.objects.create(user=specialist, due_at=long_ago, problem="The mail server refuses it (X).")
    NotificationLetter.objects.create(user=specialist, handed_off_at=long_ago)
    NotificationLetter.objects.create(user=specialist, handed_off_at=long_ago, sent_at=long_ago)
    HookDeliveryFactory(next_try_at=long_ago)
    HookDeliveryFactory(next_try_at=long_ago, hook__rests_until=timezone.now() + timedelta(hours=1), hook__failures=3)
    HookDeliveryFactory(next_try_at=long_ago, hook__is_active=False, hook__off_because="Gone.")
    said = {(finding.state.value, finding.says.split(" “")[0]) for finding in examine()}
    assert said == {
        ("broken", "1 letters with notifications are late"),
        ("warning", "letters with notifications do not go: The mail server refuses it (X)."),
        ("warning", "of 1 letters with notifications nobody knows whether they went"),
        ("broken", "1 deliveries to webhooks are stuck"),
        ("warning", "the webhook"),
    }
    assert len(list(examine())) == 6
