"""Mailboxes that send through a mail service: their form, "Test it", and what the doctor says of them."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from mail import doctor, handlers, hooks
from mail.connection_test import Finding, try_mailbox
from mail.handlers import MessageHandler
from mail.models import Mailbox, OutgoingMessage, ServiceEvent
from mail.service_catalogue import SERVICES
from team.models import TeamPolicy
from tests.factories.mail import ServiceMailboxFactory, in_state
from tests.mail.fake_service import HANG, FakeService
from tests.mail.sink import free_port
from tests.mail.test_mailbox_views import CREATE, TEST_NEW, typed, url

pytestmark = pytest.mark.django_db
KEY, SECOND, SIGNING = "the-first-key", "the-second-key", "the-signing-key"


@pytest.fixture
def fake(settings):
    with FakeService() as fake:
        settings.SERVICE_API_URLS = dict.fromkeys(SERVICES, fake.url)
        yield fake


@pytest.fixture
def mailbox(specialist) -> Mailbox:
    return ServiceMailboxFactory(
        owner=specialist, address="maya@harbourlane.example.com", smtp_host="", service="mailgun",
        service_key=KEY, service_signing_key=SIGNING,
    )  # fmt: skip


def by_service(**changes: object) -> dict[str, object]:
    """What the browser sends when a service is chosen; the hidden fields of the server come along."""
    return typed(
        sends_by="service", service="postmark", service_region="", service_domain="", service_key="",
        service_secret="", service_signing_key="", smtp_host="", smtp_port="", smtp_username="",
    ) | changes  # fmt: skip


def errors(answer) -> dict[str, list[str]]:
    assert answer.status_code == 422
    return {name: list(found) for name, found in answer.context["form"].errors.items()}


def test_create_through_a_service_gives_it_addresses_and_shows_no_key(client_for, specialist):
    browser = client_for(specialist)
    browser.post(CREATE, by_service(service_key=KEY))
    mailbox = Mailbox.objects.get()
    assert (mailbox.service, mailbox.service_key, mailbox.smtp_host) == ("postmark", KEY, "")
    assert len(mailbox.hook_token) == len(mailbox.hook_password) == 32
    page = browser.get(url("edit", mailbox)).content.decode()
    assert hooks.events_address(mailbox) in page
    assert hooks.inbound_address(mailbox) in page
    assert KEY not in page


def test_edit_shows_no_stored_secret_and_an_empty_field_keeps_it(client_for, specialist, mailbox):
    browser = client_for(specialist)
    page = browser.get(url("edit", mailbox)).content.decode()
    assert KEY not in page
    assert SIGNING not in page
    browser.post(url("edit", mailbox), by_service(service="mailgun", service_domain="MG.Harbourlane.example.com."))
    before = (mailbox.hook_token, mailbox.hook_password)
    mailbox.refresh_from_db()
    assert (mailbox.service_key, mailbox.service_signing_key) == (KEY, SIGNING)
    assert mailbox.service_domain == "mg.harbourlane.example.com"
    assert (mailbox.hook_token, mailbox.hook_password) == before


def test_key_of_one_service_is_not_given_to_another(client_for, specialist, mailbox):
    answer = client_for(specialist).post(url("edit", mailbox), by_service(service="postmark"))
    assert errors(answer) == {"service_key": ["Enter the Server API token of Postmark."]}
    client_for(specialist).post(url("edit", mailbox), by_service(service="postmark", service_key="another"))
    before = mailbox.hook_token
    mailbox.refresh_from_db()
    assert (mailbox.service_key, mailbox.service_signing_key) == ("another", "")
    assert mailbox.hook_token not in {None, before}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"service": ""}, {"service": ["Choose the service."]}),
        (
            {"service": "sendmail"},
            {"service": ["Select a valid choice. sendmail is not one of the available choices."]},
        ),
        ({"service_key": ""}, {"service_key": ["Enter the Server API token of Postmark."]}),
        (
            {"service_key": "two words"},
            {"service_key": ["A key has no spaces and no letters with accents. Copy it once more."]},
        ),
        ({"service": "mailjet", "service_key": KEY}, {"service_secret": ["Enter the Secret key of Mailjet."]}),
        (
            {"service": "mailgun", "service_key": KEY, "service_domain": "a b/c"},
            {"service_domain": ["This is not a domain. It looks like mg.example.com."]},
        ),
        ({"sends_by": "server"}, {"smtp_host": ["Enter the name of the server, as your provider gives it."]}),
        ({"sends_by": "pigeon"}, {"sends_by": ["Select a valid choice. pigeon is not one of the available choices."]}),
    ],
)
def test_form_says_what_is_missing(client_for, specialist, changes, said):
    given = {"service_key": KEY} | changes if "service_key" not in changes and "service" not in changes else changes
    found = errors(client_for(specialist).post(CREATE, by_service(smtp_port=587) | given))
    assert {name: found[name] for name in said} == said
    assert Mailbox.objects.count() == 0


def test_nothing_typed_is_lost_when_the_other_way_is_chosen(client_for, specialist):
    data = by_service(service="", smtp_host="smtp.typed.example.com", smtp_username="typed-user", service_key=KEY)
    page = client_for(specialist).post(CREATE, data).content.decode()
    for text in ("smtp.typed.example.com", "typed-user", KEY):
        assert text in page


def test_what_is_typed_into_the_hidden_server_does_not_stand_in_the_way(client_for, specialist):
    data = by_service(service_key=KEY, smtp_host="mail.example.com", smtp_port="99999999", smtp_security="none")
    client_for(specialist).post(CREATE, data)
    assert Mailbox.objects.get().smtp_port == 587


def test_what_is_typed_into_fields_of_another_service_does_not_stand_in_the_way(client_for, specialist):
    hidden = {
        "service_secret": "two words",
        "service_domain": "a b/c",
        "service_signing_key": "é",
        "service_region": "eu",
    }
    client_for(specialist).post(CREATE, by_service(service_key=KEY, **hidden))
    mailbox = Mailbox.objects.get()
    assert (mailbox.service_secret, mailbox.service_domain, mailbox.service_region) == ("", "", "")


def test_back_to_a_server_forgets_the_keys(client_for, specialist, mailbox):
    client_for(specialist).post(
        url("edit", mailbox), by_service(sends_by="server", smtp_host="127.0.0.1", smtp_port=25)
    )
    mailbox.refresh_from_db()
    assert (mailbox.service, mailbox.service_key, mailbox.service_signing_key) == ("", "", "")
    assert (mailbox.hook_token, mailbox.hook_password) == (None, "")
    assert mailbox.smtp_host == "127.0.0.1"


@pytest.mark.parametrize("who", ["colleague", "manager", "observer", "outsider"])
def test_addresses_of_somebody_elses_mailbox_are_not_shown(client_for, request, who, mailbox):
    for page in (reverse("mail:mailbox-list"), url("edit", mailbox)):
        assert mailbox.hook_token not in client_for(request.getfixturevalue(who)).get(page).content.decode()


def test_list_says_through_which_service(client_for, specialist, mailbox):
    assert "through Mailgun" in client_for(specialist).get(reverse("mail:mailbox-list")).content.decode()


@pytest.fixture
def counted(monkeypatch):
    """The team counts clicks and opens, and the journalists let it."""

    class Counting(MessageHandler):
        def may_count(self, message: OutgoingMessage) -> bool:
            return True

    monkeypatch.setitem(handlers._handlers, "test", Counting())
    TeamPolicy.objects.update_or_create(pk=1, defaults={"count_clicks": True, "count_opens": True})


def finding(findings: list[Finding], server: str) -> Finding:
    return next(each for each in findings if each.server == server)


@pytest.mark.parametrize("service", SERVICES)
def test_test_says_that_the_key_works_and_sends_nothing(fake, service):
    mailbox = ServiceMailboxFactory(service=service, service_key="right-key", service_secret="second")
    found = finding(try_mailbox(mailbox), "Sending")
    assert found.good
    assert found.what.startswith(f"{SERVICES[service].name} accepts the key.")
    assert fake.taken == []


@pytest.mark.parametrize("service", SERVICES)
def test_test_says_that_the_key_does_not_work(fake, service):
    mailbox = ServiceMailboxFactory(service=service, service_key="wrong", service_secret="second")
    found = finding(try_mailbox(mailbox), "Sending")
    assert not found.good
    assert found.what == f"{SERVICES[service].name} does not accept the key: it says “401 The key is not known.”."
    assert SERVICES[service].key_name in found.todo


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ((404, {"message": "Domain not found"}, {}), "Check the sending domain and the region."),
        ((429, {"message": "Slow down"}, {"Retry-After": "30"}), "Try again in 30 seconds."),
        ((500, "<h1>Oh</h1>", {}), "Try again in 60 seconds."),
        ((302, "", {"Location": "https://elsewhere.example.com"}), "Check SERVICE_API_URLS."),
        ((402, {"message": "Pay first"}, {}), "See to the account there."),
    ],
)
def test_test_says_what_else_can_be_wrong(fake, answer, words):
    fake.script = [answer]
    found = finding(try_mailbox(ServiceMailboxFactory(service="mailgun")), "Sending")
    assert (found.good, found.todo) == (False, words)


def test_test_says_that_nobody_answers(settings, fake, monkeypatch):
    monkeypatch.setattr("mail.service_test.TIMEOUT", 0.3)
    fake.script = [HANG]
    assert "does not answer" in finding(try_mailbox(ServiceMailboxFactory()), "Sending").what
    port = free_port()
    settings.SERVICE_API_URLS = {"postmark": f"http://127.0.0.1:{port}/"}
    found = finding(try_mailbox(ServiceMailboxFactory()), "Sending")
    assert found.what == f"127.0.0.1 refuses connections on port {port}."


def test_test_of_a_key_that_cannot_be_read_any_more(settings, fake):
    pk = ServiceMailboxFactory().pk
    settings.SECRET_KEY = "another key altogether, fifty characters long, or more"
    assert "SECRET_KEY has changed" in finding(try_mailbox(Mailbox.objects.get(pk=pk)), "Sending").what


def test_test_says_whether_the_service_tells_us_anything(fake):
    mailbox = ServiceMailboxFactory()
    found = finding(try_mailbox(mailbox), "Events")
    assert (found.good, found.open) == (True, True)
    assert found.what == "Postmark has told us nothing yet. Without its events, bounces and complaints go unseen."
    mailbox.events_heard_at = timezone.now() - timedelta(minutes=5)
    assert finding(try_mailbox(mailbox), "Events").what == "Postmark last told us something 5 minutes ago."
    unsigned = finding(try_mailbox(ServiceMailboxFactory(service="mailgun")), "Events")
    assert "its HTTP webhook signing key is not stored" in unsigned.what


def test_test_from_the_form_uses_what_is_typed_and_saves_nothing(client_for, specialist, fake):
    answer = client_for(specialist).post(TEST_NEW, by_service(service_key="right-key"), headers={"HX-Request": "true"})
    page = answer.content.decode()
    assert "Postmark accepts the key." in page
    assert "Save the mailbox first" in page
    assert Mailbox.objects.count() == 0


def test_resume_after_the_key_was_mended(client_for, specialist, fake):
    mailbox = ServiceMailboxFactory(owner=specialist, paused_at=timezone.now(), pause_reason="401")
    client_for(specialist).post(url("resumption", mailbox))
    mailbox.refresh_from_db()
    assert mailbox.paused_at is None


def says(mailbox: Mailbox) -> list[tuple[str, str]]:
    return [(each.state, each.says) for each in doctor.mailboxes() if each.subject == f"mailbox {mailbox.pk}"]


def test_doctor_says_that_a_service_never_told_us_anything():
    mailbox = ServiceMailboxFactory()
    assert says(mailbox) == []
    in_state(mailbox, "sent")
    assert says(mailbox) == []
    in_state(
        mailbox,
        "sent",
        handed_off_at=timezone.now() - timedelta(hours=3),
        accepted_at=timezone.now() - timedelta(hours=2),
    )
    assert says(mailbox) == [("warning", "Postmark has never told us what became of a message")]
    Mailbox.objects.update(events_heard_at=timezone.now())
    assert says(mailbox) == []


def test_doctor_says_that_events_are_turned_away_and_that_keys_are_unreadable(settings):
    mailbox = ServiceMailboxFactory(service="mailgun")
    assert says(mailbox) == [
        ("warning", "events of Mailgun are turned away: its HTTP webhook signing key is not stored")
    ]
    settings.SECRET_KEY = "another key altogether, fifty characters long, or more"
    ((state, words),) = says(mailbox)
    assert state == "broken"
    assert "SECRET_KEY has changed" in words


@pytest.mark.usefixtures("counted")
def test_message_shows_what_its_service_told_us(client_for, specialist, mailbox):
    message = in_state(mailbox, "sent", delivered_at=timezone.now())
    page = reverse("mail:message-detail", args=[message.pk])
    browser = client_for(specialist)
    assert "told us" not in browser.get(page).content.decode()
    event(mailbox, message, "opened")
    with CaptureQueriesContext(connection) as one:
        shown = browser.get(page).content.decode()
    assert "What Mailgun told us" in shown
    assert "Its claim" in shown
    for kind in ("bounced", "delivered"):
        event(mailbox, message, kind)
    with CaptureQueriesContext(connection) as three:
        shown = browser.get(page).content.decode()
    assert len(three) == len(one)
    assert "Came back" in shown


def event(mailbox: Mailbox, message, kind: str) -> ServiceEvent:
    return ServiceEvent.objects.create(
        mailbox=mailbox,
        digest=kind,
        kind=kind,
        occurred_at=timezone.now(),
        matched=message,
        processed_at=timezone.now(),
    )


def test_opens_show_as_long_as_they_are_wanted(client_for, specialist, mailbox):
    message = in_state(mailbox, "sent", delivered_at=timezone.now())
    event(mailbox, message, "opened")
    event(mailbox, message, "delivered")
    page = reverse("mail:message-detail", args=[message.pk])
    shown = client_for(specialist).get(page).content.decode()
    assert "What Mailgun told us" in shown
    assert "Its claim" not in shown


@pytest.mark.parametrize("who", ["colleague", "observer", "outsider"])
def test_message_of_somebody_elses_mailbox_is_not_shown(client_for, request, who, mailbox):
    message = in_state(mailbox, "sent")
    event(mailbox, message, "opened")
    answer = client_for(request.getfixturevalue(who)).get(reverse("mail:message-detail", args=[message.pk]))
    assert "What Mailgun told us" not in answer.content.decode()


def test_settings_refuse_addresses_that_are_none(monkeypatch):
    from mediarel import environment

    monkeypatch.setenv("SERVICE_API_URLS", "Postmark=https://relay.example.com/p/, mailgun=http://127.0.0.1:1/")
    assert environment.addresses("SERVICE_API_URLS") == {
        "postmark": "https://relay.example.com/p/",
        "mailgun": "http://127.0.0.1:1/",
    }
    for wrong in ("postmark", "=https://x.example.com", "postmark=ftp://x.example.com"):
        monkeypatch.setenv("SERVICE_API_URLS", wrong)
        with pytest.raises(SystemExit, match="SERVICE_API_URLS holds"):
            environment.addresses("SERVICE_API_URLS")


def test_send_due_works_with_services(fake, capsys):
    in_state(ServiceMailboxFactory(), "queued")
    call_command("send_due")
    assert capsys.readouterr().out.startswith("1 sent, 0 failed")
