import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mail.models import Mailbox, SendingDomain
from tests.factories.mail import MailboxFactory
from tests.mail.sink import Sink, accept_password, free_port
from tests.nameserver import SERVFAIL

LIST, CREATE, TEST_NEW = (reverse(f"mail:mailbox-{name}") for name in ("list", "create", "test-new"))
SECRET = "correct horse battery"


@pytest.fixture
def mailbox(specialist) -> Mailbox:
    return MailboxFactory(owner=specialist, address="maya@harbourlane.example.com", smtp_password=SECRET)


def url(name: str, mailbox: Mailbox) -> str:
    return reverse(f"mail:mailbox-{name}", args=[mailbox.pk])


def typed(**changes: object) -> dict[str, object]:
    return {
        "name": "Maya Lindqvist",
        "address": "maya@harbourlane.example.com",
        "signature": "",
        "is_active": "on",
        "smtp_host": "127.0.0.1",
        "smtp_port": 2525,
        "smtp_security": "none",
        "smtp_username": "maya",
        "smtp_password": "",
        "imap_host": "",
        "imap_port": 993,
        "imap_security": "tls",
        "imap_username": "",
        "imap_password": "",
        "imap_folder": "INBOX",
        "hourly_limit": 60,
        "daily_limit": 500,
        "domain_hourly_limit": 30,
        "second_limit": "",
        "warm_up": "on",
        "warm_up_start": 20,
        "warm_up_growth": "1.5",
        "sent_folder": "",
        **changes,
    }


def test_list_shows_own_and_shared_and_all_to_admins(client_for, specialist, colleague, admin_user, mailbox):
    shared = MailboxFactory()
    shown = {
        person: {each.pk for each in client_for(person).get(LIST).context["mailboxes"]}
        for person in (specialist, colleague, admin_user)
    }
    assert shown == {
        specialist: {mailbox.pk, shared.pk},
        colleague: {shared.pk},
        admin_user: {mailbox.pk, shared.pk},
    }


def test_list_offers_settings_only_to_those_who_may_change_them(client_for, specialist, mailbox):
    shared = MailboxFactory()
    page = client_for(specialist).get(LIST).content.decode()
    assert url("edit", mailbox) in page
    assert url("edit", shared) not in page


def test_list_says_what_is_wrong(client_for, specialist, mailbox):
    Mailbox.objects.update(poll_error="The server does not answer.", imap_host="imap.example.com")
    assert "The server does not answer." in client_for(specialist).get(LIST).content.decode()


def test_list_is_empty_at_first(client_for, specialist):
    assert "No mailbox yet" in client_for(specialist).get(LIST).content.decode()


def test_list_asks_as_often_for_three_as_for_one(client_for, admin_user, mailbox, django_assert_num_queries):
    browser = client_for(admin_user)
    browser.get(LIST)
    with CaptureQueriesContext(connection) as one:
        browser.get(LIST)
    MailboxFactory.create_batch(2, owner=admin_user)
    with django_assert_num_queries(len(one)):
        browser.get(LIST)


@pytest.mark.parametrize("who", ["colleague", "manager", "observer", "outsider"])
def test_mailbox_of_somebody_else_cannot_be_seen_tested_or_changed(client_for, request, who, mailbox):
    browser = client_for(request.getfixturevalue(who))
    refused = {"colleague": 404, "manager": 404}.get(who, 403)
    assert browser.get(url("edit", mailbox)).status_code == refused
    assert browser.post(url("edit", mailbox), typed(name="Mallory")).status_code == refused
    assert browser.post(url("test", mailbox), typed()).status_code == refused
    assert browser.post(url("resumption", mailbox)).status_code == refused
    mailbox.refresh_from_db()
    assert mailbox.name == "Maya Lindqvist"


def test_mailboxes_are_not_for_the_anonymous(client, mailbox):
    for address in (LIST, CREATE, url("edit", mailbox)):
        answer = client.get(address)
        assert answer.status_code == 302
        assert "login" in answer["Location"]


def test_create_fills_in_what_a_provider_needs(client_for, specialist):
    page = client_for(specialist).get(CREATE, {"provider": "gmail"}).content.decode()
    assert "smtp.gmail.com" in page
    assert "imap.gmail.com" in page
    assert "app password" in page


def test_create_makes_it_the_readers_own_with_one_password_for_both(client_for, specialist):
    typed_in = typed(smtp_password=SECRET, imap_host="127.0.0.1")
    client_for(specialist).post(CREATE, typed_in)
    mailbox = Mailbox.objects.get()
    assert (mailbox.owner, mailbox.is_active) == (specialist, True)
    assert (mailbox.smtp_password, mailbox.imap_username, mailbox.imap_password) == (SECRET, "maya", SECRET)


@pytest.mark.parametrize("who", ["specialist", "manager"])
def test_create_shared_is_for_admins(client_for, request, admin_user, who):
    client_for(request.getfixturevalue(who)).post(CREATE, typed(shared="on"))
    assert Mailbox.objects.get().owner == request.getfixturevalue(who)
    Mailbox.objects.all().delete()
    client_for(admin_user).post(CREATE, typed(shared="on"))
    assert Mailbox.objects.get().owner is None


def test_edit_never_shows_a_stored_password_and_keeps_it(client_for, specialist, mailbox):
    browser = client_for(specialist)
    assert SECRET not in browser.get(url("edit", mailbox)).content.decode()
    assert browser.post(url("edit", mailbox), typed(name="Maya L.")).status_code == 302
    mailbox.refresh_from_db()
    assert (mailbox.name, mailbox.smtp_password) == ("Maya L.", SECRET)
    browser.post(url("edit", mailbox), typed(smtp_password="another"))
    assert Mailbox.objects.get().smtp_password == "another"


def test_edit_by_an_admin_leaves_it_its_owners(client_for, admin_user, specialist, mailbox):
    client_for(admin_user).post(url("edit", mailbox), typed(shared="on", name="Maya L."))
    mailbox.refresh_from_db()
    assert (mailbox.owner, mailbox.name) == (specialist, "Maya L.")


def test_edit_of_a_mailbox_whose_key_is_lost(client_for, specialist, mailbox, settings):
    settings.SECRET_KEY_FALLBACKS = []
    settings.SECRET_KEY = "another key of at least thirty-two characters"
    browser = client_for(specialist)
    assert browser.get(LIST).status_code == 200
    assert browser.get(url("edit", mailbox)).status_code == 200
    answer = browser.post(url("test", mailbox), typed(smtp_port=free_port()))
    assert answer.status_code == 200
    browser.post(url("edit", mailbox), typed(smtp_password="anew"))
    assert Mailbox.objects.get().smtp_password == "anew"


def test_edit_with_a_slip_keeps_what_was_typed(client_for, specialist, mailbox):
    answer = client_for(specialist).post(url("edit", mailbox), typed(smtp_port="many", name="Maya Nova"))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Maya Nova" in page
    assert "many" in page
    assert SECRET not in page


def test_edit_of_the_incoming_server_reads_it_anew(client_for, specialist, mailbox):
    Mailbox.objects.update(
        imap_host="127.0.0.1", imap_last_uid=41, imap_uid_validity=7, poll_error="x", poll_failures=3
    )
    browser = client_for(specialist)
    browser.post(url("edit", mailbox), typed(imap_host="127.0.0.1"))
    assert Mailbox.objects.get().imap_last_uid == 41
    browser.post(url("edit", mailbox), typed(imap_host="127.0.0.1", imap_folder="Press"))
    mailbox.refresh_from_db()
    assert (mailbox.imap_last_uid, mailbox.imap_uid_validity, mailbox.poll_error) == (0, None, "")


@pytest.mark.parametrize(("host", "allowed"), [("localhost", True), ("10.0.0.5", True), ("smtp.example.com", False)])
def test_no_encryption_is_for_servers_nearby(client_for, specialist, host, allowed):
    answer = client_for(specialist).post(CREATE, typed(smtp_host=host))
    assert Mailbox.objects.exists() is allowed
    assert ("a password can be read on the way" in answer.content.decode()) is not allowed


def test_two_mailboxes_cannot_have_one_address(client_for, specialist, mailbox):
    answer = client_for(specialist).post(CREATE, typed(address="MAYA@harbourlane.example.com"))
    assert "There is a mailbox with this address." in answer.content.decode()
    with pytest.raises(IntegrityError), transaction.atomic():
        MailboxFactory(address="MAYA@harbourlane.example.com")


@pytest.mark.services
def test_test_uses_what_is_typed_and_the_stored_password_and_saves_nothing(client_for, specialist, mailbox):
    Mailbox.objects.update(smtp_password="right")
    with Sink(authenticator=accept_password, auth_required=True, auth_require_tls=False) as sink:
        browser = client_for(specialist)
        answer = browser.post(url("test", mailbox), typed(smtp_port=sink.port), headers={"HX-Request": "true"})
    part = answer.content.decode()
    assert "lets maya@harbourlane.example.com send" in part
    assert "<html" not in part
    mailbox.refresh_from_db()
    assert mailbox.smtp_port == 1


@pytest.mark.parametrize("name", ["edit", "test"])
@pytest.mark.parametrize("server", ["smtp", "imap"])
def test_stored_password_goes_to_no_other_server(client_for, admin_user, mailbox, name, server):
    """An admin may mend the settings of a colleague's mailbox, and must not get at its password by that."""
    Mailbox.objects.update(smtp_host="127.0.0.1", imap_host="127.0.0.1", imap_security="none", imap_password=SECRET)
    with Sink(authenticator=accept_password, auth_require_tls=False) as sink:
        form = typed(smtp_port=sink.port, imap_host="127.0.0.1", imap_port=sink.port, imap_security="none")
        answer = client_for(admin_user).post(url(name, mailbox), form | {f"{server}_host": "127.0.0.2"})
    assert "Enter the password for 127.0.0.2. The one that is stored was given for 127.0.0.1" in answer.content.decode()
    mailbox.refresh_from_db()
    assert getattr(mailbox, f"{server}_host") == "127.0.0.1"


def test_another_server_with_its_password_is_saved(client_for, specialist, mailbox):
    client_for(specialist).post(url("edit", mailbox), typed(smtp_host="127.0.0.2", smtp_password="new"))
    mailbox.refresh_from_db()
    assert (mailbox.smtp_host, mailbox.smtp_password) == ("127.0.0.2", "new")


@pytest.mark.services
def test_test_before_the_first_save_without_script_loses_nothing(client_for, specialist):
    answer = client_for(specialist).post(TEST_NEW, typed(smtp_port=free_port(), signature="Kind words, Maya"))
    page = answer.content.decode()
    assert "refuses connections on port" in page
    assert "Kind words, Maya" in page
    assert not Mailbox.objects.exists()


def test_test_tells_what_the_world_sees_of_the_domain(client_for, specialist, mailbox, nameserver):
    nameserver.text("harbourlane.example.com", "v=spf1 +all")
    with Sink() as sink:
        answer = client_for(specialist).post(
            url("test", mailbox), typed(smtp_port=sink.port, smtp_username=""), headers={"HX-Request": "true"}
        )
    part = answer.content.decode()
    assert "lets everybody in the world send" in part
    assert 'value="v=spf1 ~all"' in part
    assert "_dmarc.harbourlane.example.com" in part
    assert not SendingDomain.objects.exists()


def test_name_servers_that_are_down_spoil_no_test(client_for, specialist, mailbox, nameserver):
    nameserver.misbehave("harbourlane.example.com", SERVFAIL)
    with Sink() as sink:
        answer = client_for(specialist).post(url("test", mailbox), typed(smtp_port=sink.port, smtp_username=""))
    page = answer.content.decode()
    assert "Nothing stands in the way of sending through it" in page
    assert "could not be looked up" in page


def test_test_says_what_is_missing(client_for, specialist):
    page = client_for(specialist).post(TEST_NEW, typed(smtp_host="")).content.decode()
    assert "Something is missing before it can be tested" in page


@pytest.mark.services
def test_paused_mailbox_resumes_after_a_passed_test_alone(client_for, specialist, mailbox):
    Mailbox.objects.update(paused_at="2026-11-20T10:00Z", pause_reason="Wrong password.", smtp_port=free_port())
    browser = client_for(specialist)
    assert "Wrong password." in browser.get(url("edit", mailbox)).content.decode()
    assert "refuses connections" in browser.post(url("resumption", mailbox)).content.decode()
    mailbox.refresh_from_db()
    assert mailbox.paused_at
    with Sink() as sink:
        Mailbox.objects.update(smtp_port=sink.port)
        assert browser.post(url("resumption", mailbox)).status_code == 302
    mailbox.refresh_from_db()
    assert (mailbox.paused_at, mailbox.pause_reason) == (None, "")
