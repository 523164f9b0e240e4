import pytest
from django.urls import reverse

from mail import handlers
from mail.handlers import MessageHandler
from mail.models import Mailbox, OutgoingMessage
from tests.factories.mail import MailboxFactory, in_state

ACTIONS = ["message-confirmation", "message-retry", "message-settlement"]


@pytest.fixture
def mailbox(specialist):
    return MailboxFactory(owner=specialist, address="maya@harbourlane.example.com")


@pytest.fixture
def doubtful(mailbox):
    return in_state(mailbox, "unconfirmed")


@pytest.fixture
def failed(mailbox):
    return in_state(mailbox, "failed", last_error="550 5.1.1 There is no Ines here")


def test_trouble_list_shows_own_and_shared_but_not_a_colleagues(client_for, specialist, colleague, manager, failed):
    shared = in_state(MailboxFactory(), "unconfirmed")
    in_state(failed.mailbox, "sent")
    shown = {
        person: {m.pk for m in client_for(person).get(reverse("mail:trouble-list")).context["messages_in_trouble"]}
        for person in (specialist, colleague, manager)
    }
    assert shown == {specialist: {failed.pk, shared.pk}, colleague: {shared.pk}, manager: {failed.pk, shared.pk}}


def test_trouble_list_says_what_happened(client_for, specialist, doubtful, failed):
    page = client_for(specialist).get(reverse("mail:trouble-list")).content.decode()
    assert "There is no Ines here" in page
    assert "Unconfirmed" in page
    assert reverse("mail:message-detail", args=[doubtful.pk]) in page


def test_trouble_list_when_all_is_well(client_for, specialist):
    assert "Nothing is in trouble" in client_for(specialist).get(reverse("mail:trouble-list")).content.decode()


@pytest.mark.parametrize("who", ["observer", "outsider"])
def test_trouble_is_not_for_observers(client_for, request, who, doubtful):
    browser = client_for(request.getfixturevalue(who))
    assert browser.get(reverse("mail:trouble-list")).status_code == 403
    assert browser.get(reverse("mail:message-detail", args=[doubtful.pk])).status_code == 403


def test_trouble_is_not_for_the_anonymous(client, doubtful):
    for name, args in (("trouble-list", []), ("message-detail", [doubtful.pk])):
        answer = client.get(reverse(f"mail:{name}", args=args))
        assert answer.status_code == 302
        assert "login" in answer["Location"]


def test_trouble_list_asks_as_often_for_three_as_for_one(client_for, specialist, mailbox, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    browser = client_for(specialist)
    in_state(mailbox, "failed")
    with CaptureQueriesContext(connection) as one:
        browser.get(reverse("mail:trouble-list"))
    for _ in range(2):
        in_state(mailbox, "unconfirmed")
    with django_assert_num_queries(len(one)):
        browser.get(reverse("mail:trouble-list"))


def test_message_detail_shows_the_text_and_the_question(client_for, specialist, doubtful):
    page = client_for(specialist).get(reverse("mail:message-detail", args=[doubtful.pk])).content.decode()
    assert "Would the test data be of use to you?" in page
    assert "It was sent" in page
    assert "Send again" in page
    assert "Try again" not in page


def test_message_of_a_colleague_is_not_found(client_for, colleague, doubtful, failed):
    browser = client_for(colleague)
    assert browser.get(reverse("mail:message-detail", args=[doubtful.pk])).status_code == 404
    for action in ACTIONS:
        assert browser.post(reverse(f"mail:{action}", args=[doubtful.pk]), {"was_sent": "yes"}).status_code == 404
    doubtful.refresh_from_db()
    assert doubtful.state == "unconfirmed"


@pytest.mark.parametrize("who", ["observer", "outsider"])
def test_actions_are_not_for_observers(client_for, request, who, doubtful, failed):
    Mailbox.objects.update(owner=None)
    browser = client_for(request.getfixturevalue(who))
    for action in ACTIONS:
        assert browser.post(reverse(f"mail:{action}", args=[doubtful.pk]), {"was_sent": "yes"}).status_code == 403
    assert set(OutgoingMessage.objects.values_list("state", flat=True)) == {"unconfirmed", "failed"}


def test_actions_are_posts_alone(client_for, specialist, doubtful):
    for action in ACTIONS:
        assert client_for(specialist).get(reverse(f"mail:{action}", args=[doubtful.pk])).status_code == 405


@pytest.mark.parametrize(("word", "state"), [("yes", "sent"), ("no", "queued")])
def test_confirmation_is_written_down_once(client_for, specialist, doubtful, word, state):
    browser, url = client_for(specialist), reverse("mail:message-confirmation", args=[doubtful.pk])
    browser.post(url, {"was_sent": word})
    doubtful.refresh_from_db()
    assert (doubtful.state, doubtful.confirmed_by) == (state, specialist)
    answer = browser.post(url, {"was_sent": "no"}, follow=True)
    assert "not in doubt any more" in answer.content.decode()
    doubtful.refresh_from_db()
    assert doubtful.state == state


def test_confirmation_without_a_word_changes_nothing(client_for, specialist, doubtful):
    answer = client_for(specialist).post(reverse("mail:message-confirmation", args=[doubtful.pk]), {}, follow=True)
    assert "Nothing was changed" in answer.content.decode()
    doubtful.refresh_from_db()
    assert doubtful.state == "unconfirmed"


def test_retry_queues_the_message_again(client_for, manager, failed):
    client_for(manager).post(reverse("mail:message-retry", args=[failed.pk]))
    failed.refresh_from_db()
    assert failed.state == "queued"


def test_retry_of_a_doubtful_message_is_refused(client_for, specialist, doubtful):
    answer = client_for(specialist).post(reverse("mail:message-retry", args=[doubtful.pk]), follow=True)
    assert "has not failed" in answer.content.decode()


def test_settled_failure_leaves_the_list_and_can_still_be_tried_again(client_for, specialist, failed):
    browser = client_for(specialist)
    browser.post(reverse("mail:message-settlement", args=[failed.pk]))
    assert not browser.get(reverse("mail:trouble-list")).context["messages_in_trouble"]
    browser.post(reverse("mail:message-retry", args=[failed.pk]))
    failed.refresh_from_db()
    assert (failed.state, failed.settled_at) == ("queued", None)


def test_message_detail_leads_to_what_it_belongs_to(client_for, specialist, doubtful, monkeypatch):
    class Linked(MessageHandler):
        def link(self, message: OutgoingMessage) -> str:
            return f"/somewhere/{message.pk}/"

    monkeypatch.setitem(handlers._handlers, "test", Linked())
    page = client_for(specialist).get(reverse("mail:message-detail", args=[doubtful.pk])).content.decode()
    assert f'href="/somewhere/{doubtful.pk}/"' in page
