"""Double opt-in, from the form to the last mail: who gets what, once, and who gets nothing."""

import threading
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from contacts.models import Journalist, TimelineEntry
from mail import delivery, suppression
from mail.models import OutgoingMessage, Suppression
from mail.reports import Report, act_on
from mediakits import inquiring, notices, subscribing
from mediakits.addresses import document_url
from mediakits.models import Document, Notice, Subscriber
from mediakits.views import newsroom_forms
from tests.factories.contacts import JournalistFactory
from tests.factories.mail import MailboxFactory
from tests.factories.mediakits import NewsroomFactory, SubscriberFactory
from tests.mail.sink import Sink
from tests.mediakits.newsrooms import released

pytestmark = pytest.mark.django_db

URL = "/newsroom/fernhall/subscription/"
State = OutgoingMessage.State


@pytest.fixture
def newsroom(client_brand, specialist):
    return NewsroomFactory(client=client_brand, slug="fernhall", contact=specialist, mailbox=MailboxFactory())


@pytest.fixture
def subscriber(newsroom):
    confirmed = timezone.now() - timedelta(days=3)
    return SubscriberFactory(
        newsroom=newsroom, name="Ines Albrecht", email="ines@stromblatt.example", asked_at=confirmed,
        confirmation_sent_at=confirmed, confirmed_at=confirmed,
    )  # fmt: skip


def ask(client, newsroom, **changes):
    with time_machine.travel(timezone.now() - timedelta(seconds=20), tick=False):
        mark = inquiring.open_form(newsroom)
    data = {"name": "Ines Albrecht", "outlet": "Stromblatt", "email": "ines@stromblatt.example", "mark": mark}
    return client.post(URL, {**data, **changes})


def page_of(subscriber, page=""):
    return f"{URL}{subscriber.token}/{page}"


def text_of(message):
    letter = message_from_bytes(message.as_sent(), policy=policy.default)
    return letter.get_body(("plain",)).get_content().replace("\r\n", "\n")


def test_from_the_form_to_the_list(client, newsroom):
    assert ask(client, newsroom)["Location"] == f"{URL}asked/"
    assert subscribing.send_confirmations() == 1
    message = OutgoingMessage.objects.get()
    subscriber = Subscriber.objects.get()
    assert (message.to_address, message.mailbox) == ("ines@stromblatt.example", newsroom.mailbox)
    assert f"http://testserver{page_of(subscriber)}" in text_of(message)
    assert "Yes, send them to me" in client.get(page_of(subscriber)).content.decode()
    subscriber.refresh_from_db()
    assert not subscriber.is_active  # a scanner that follows the link confirms nothing
    client.post(page_of(subscriber))
    subscriber.refresh_from_db()
    assert subscriber.is_active
    journalist = subscriber.journalist
    assert (journalist.name, journalist.source, journalist.beats.count()) == ("Ines Albrecht", subscribing.SOURCE, 0)
    assert journalist.primary_address.address == "ines@stromblatt.example"
    entry = TimelineEntry.objects.get(journalist=journalist)
    assert entry.headline == "Subscribed to the newsroom of Fernhall Storage"
    assert "Stromblatt" in entry.body


def test_confirming_twice_does_it_once(client, newsroom):
    subscriber = SubscriberFactory(newsroom=newsroom)
    for _ in range(2):
        client.post(page_of(subscriber))
    assert (Journalist.objects.count(), TimelineEntry.objects.count()) == (1, 1)


def test_known_journalist_is_found_and_not_doubled(client, newsroom):
    known = JournalistFactory(email="INES@stromblatt.example")
    subscriber = SubscriberFactory(newsroom=newsroom, email="ines@stromblatt.example")
    client.post(page_of(subscriber))
    subscriber.refresh_from_db()
    assert (subscriber.journalist, Journalist.objects.count()) == (known, 1)


def test_asking_tells_nothing_of_who_is_on_the_list(client, newsroom, subscriber):
    known, fresh = ask(client, newsroom), ask(client, newsroom, email="new@example.org")
    assert (known.status_code, known["Location"]) == (fresh.status_code, fresh["Location"])
    assert client.get(known["Location"]).content == client.get(fresh["Location"]).content
    assert subscribing.send_confirmations() == 1
    assert OutgoingMessage.objects.get().to_address == "new@example.org"


def test_asking_again_and_again_makes_one_mail_a_day(client, newsroom):
    for address in ("ines@stromblatt.example", "INES@stromblatt.example", "ines@Stromblatt.example"):
        ask(client, newsroom, email=address)
        subscribing.send_confirmations()
    assert (Subscriber.objects.count(), OutgoingMessage.objects.count()) == (1, 1)
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        ask(client, newsroom)
        subscribing.send_confirmations()
    assert OutgoingMessage.objects.count() == 2


def test_stranger_cannot_rename_a_subscriber(client, newsroom, subscriber):
    ask(client, newsroom, name="Mallory")
    subscriber.refresh_from_db()
    assert subscriber.name == "Ines Albrecht"


def test_who_is_suppressed_gets_no_confirmation_and_nobody_learns_it(client, newsroom):
    suppression.suppress("ines@stromblatt.example", source=Suppression.Source.UNSUBSCRIBE)
    assert ask(client, newsroom)["Location"] == f"{URL}asked/"
    assert subscribing.send_confirmations() == 0
    assert OutgoingMessage.objects.count() == 0
    assert subscribing.send_confirmations() == 0  # and it is not tried for ever
    assert Subscriber.objects.get().confirmation_sent_at is not None


def test_many_subscriptions_from_one_visitor_are_held_up(client, newsroom):
    for number in range(newsroom_forms.SUBSCRIPTIONS_AN_HOUR):
        ask(client, newsroom, email=f"a{number}@example.org")
    response = ask(client, newsroom, email="one-more@example.org")
    assert (response.status_code, b"one-more@example.org" in response.content) == (429, True)
    assert Subscriber.objects.count() == newsroom_forms.SUBSCRIPTIONS_AN_HOUR


@pytest.mark.parametrize("change", [{"email": "x"}, {"name": ""}, {"website": "spam"}, {"mark": "x"}])
def test_bad_subscription_is_kept_on_the_page(client, newsroom, change):
    response = ask(client, newsroom, **{"outlet": "Kept Gazette", **change})
    assert (response.status_code, b"Kept Gazette" in response.content) == (422, True)
    assert Subscriber.objects.count() == 0


@pytest.mark.parametrize("change", [{"takes_subscribers": False}, {"mailbox": None}, {"is_open": False}])
def test_no_subscription_where_no_news_can_go_out(client, newsroom, change):
    for name, value in change.items():
        setattr(newsroom, name, value)
    newsroom.save()
    assert client.get(URL).status_code == ask(client, newsroom).status_code == 404
    assert Subscriber.objects.count() == 0


def test_unconfirmed_are_forgotten_and_others_are_not(newsroom, subscriber):
    old = timezone.now() - timedelta(days=15)
    SubscriberFactory(newsroom=newsroom, asked_at=old)
    SubscriberFactory(newsroom=newsroom, asked_at=old, left_at=old)
    young = SubscriberFactory(newsroom=newsroom, asked_at=timezone.now() - timedelta(days=13))
    assert subscribing.forget_unconfirmed() == 1
    assert set(Subscriber.objects.filter(left_at=None)) == {subscriber, young}


# Leaving


def test_leaving_by_one_click_is_at_once_and_asks_nothing(client, newsroom, subscriber):
    released(newsroom.client)
    notices.send_due()
    letter = message_from_bytes(bytes(OutgoingMessage.objects.get().raw), policy=policy.default)
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = letter["List-Unsubscribe"].split(">")[0].strip(" <")
    assert address == f"http://testserver{page_of(subscriber, 'leaving/')}"
    response = client.post(page_of(subscriber, "leaving/"), {"List-Unsubscribe": "One-Click"})
    assert response.content == b"You get no more news from us.\n"
    subscriber.refresh_from_db()
    assert not subscriber.is_active
    assert OutgoingMessage.objects.get().state == State.CANCELLED


def test_looking_at_the_leaving_page_changes_nothing(client, subscriber):
    assert b"No more of these" in client.get(page_of(subscriber, "leaving/")).content
    subscriber.refresh_from_db()
    assert subscriber.is_active


def test_one_can_leave_a_closed_newsroom_and_under_its_old_path(client, newsroom, subscriber):
    newsroom.is_open, newsroom.slug = False, "renamed"
    newsroom.save()
    client.post(page_of(subscriber, "leaving/"))
    subscriber.refresh_from_db()
    assert subscriber.left_at is not None


def test_who_left_comes_back_by_confirming_alone(client, newsroom, subscriber):
    subscribing.leave(subscriber=subscriber)
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        ask(client, newsroom)
        assert subscribing.send_confirmations() == 1
        subscriber.refresh_from_db()
        assert not subscriber.is_active
        client.post(page_of(subscriber))
    subscriber.refresh_from_db()
    assert subscriber.is_active


@pytest.mark.parametrize("token", ["x", "0" * 32, "%00", "ü" * 32])
def test_forged_links_find_nobody(client, newsroom, token):
    for page in ("", "leaving/"):
        assert client.post(f"{URL}{token}/{page}").status_code == 404


# News


def test_new_release_goes_to_each_subscriber_once(newsroom, subscriber, client_brand):
    document = released(client_brand, title="Turbine hall is full")
    assert [notices.send_due() for _ in range(3)] == [1, 0, 0]
    message = OutgoingMessage.objects.get()
    assert (message.subject, message.to_address) == ("Turbine hall is full", "ines@stromblatt.example")
    assert document_url(document) in text_of(message)
    assert page_of(subscriber, "leaving/") in text_of(message)
    with pytest.raises(IntegrityError, match="mediakits_notice_once"), transaction.atomic():
        Notice.objects.create(subscriber=subscriber, document=document)


def test_news_goes_out_through_the_engine(newsroom, subscriber, client_brand):
    with Sink() as sink:
        newsroom.mailbox.smtp_port = sink.port
        newsroom.mailbox.save()
        released(client_brand)
        notices.send_due()
        delivery.deliver_mailbox(newsroom.mailbox_id)
        assert [to for _, to in sink.received] == ["ines@stromblatt.example"]
    assert OutgoingMessage.objects.get().state == State.SENT


def test_nothing_goes_out_before_the_embargo_ends(newsroom, subscriber, client_brand):
    lifts = timezone.now().replace(microsecond=0) + timedelta(hours=2)
    released(client_brand, public_from=lifts)
    with time_machine.travel(lifts - timedelta(seconds=1), tick=False):
        assert notices.send_due() == 0
    with time_machine.travel(lifts, tick=False):
        assert notices.send_due() == 1


@pytest.mark.parametrize(
    "change",
    [{"left_at": timezone.now()}, {"confirmed_at": None}, {"confirmed_at": timezone.now() + timedelta(days=1)}],
)
def test_who_left_or_came_later_gets_nothing(newsroom, subscriber, client_brand, change):
    Subscriber.objects.filter(pk=subscriber.pk).update(**change)
    released(client_brand)
    assert notices.send_due() == 0


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": Document.Kind.FACT_SHEET},
        {"public_from": timezone.now() - timedelta(hours=30)},
        {"withdrawn_at": timezone.now()},
    ],
)
def test_background_old_news_and_withdrawn_ones_are_not_told(newsroom, subscriber, client_brand, fields):
    released(client_brand, **fields)
    assert notices.send_due() == 0


@pytest.mark.parametrize("change", [{"is_open": False}, {"takes_subscribers": False}, {"mailbox": None}])
def test_newsroom_that_tells_nobody(newsroom, subscriber, client_brand, change):
    for name, value in change.items():
        setattr(newsroom, name, value)
    newsroom.save()
    released(client_brand)
    assert notices.send_due() == 0


def test_other_clients_releases_are_not_told(newsroom, subscriber, outsider):
    released(outsider.observed_clients.get())
    assert notices.send_due() == 0


def test_suppressed_subscriber_has_a_notice_without_a_mail(newsroom, subscriber, client_brand):
    suppression.suppress(subscriber.email, source=Suppression.Source.BOUNCE)
    released(client_brand)
    assert [notices.send_due(), notices.send_due()] == [0, 0]
    notice = Notice.objects.get()
    assert (notice.message, notice.skipped) == (None, "ines@stromblatt.example gets no more mail from us.")


@pytest.mark.parametrize("what", ["left", "withdrawn", "closed", "not to be contacted"])
def test_news_is_stopped_right_before_hand_off(newsroom, subscriber, client_brand, what):
    document = released(client_brand)
    notices.send_due()
    if what == "left":
        Subscriber.objects.update(left_at=timezone.now())
    elif what == "withdrawn":
        Document.objects.filter(pk=document.pk).update(withdrawn_at=timezone.now())
    elif what == "not to be contacted":
        Subscriber.objects.update(journalist=JournalistFactory(do_not_contact=True))
    else:
        newsroom.is_open = False
        newsroom.save()
    with Sink() as sink:
        newsroom.mailbox.smtp_port = sink.port
        newsroom.mailbox.save()
        delivery.deliver_mailbox(newsroom.mailbox_id)
        assert sink.received == []
    assert OutgoingMessage.objects.get().state == State.CANCELLED


@pytest.mark.parametrize(
    ("kind", "leaves"), [("complaint", True), ("bounce", True), ("unsubscribe", True), ("delivered", False)]
)
def test_what_a_server_reports_ends_the_subscription(newsroom, subscriber, client_brand, kind, leaves):
    released(client_brand)
    notices.send_due()
    message = OutgoingMessage.objects.get()
    with transaction.atomic():
        act_on(Report(message=message, kind=kind, permanent=True, reason="", at=timezone.now(), key="x", proven=True))
    subscriber.refresh_from_db()
    assert (subscriber.left_at is not None) == leaves


def test_number_of_queries_for_each_notice_does_not_grow(newsroom, client_brand, django_assert_max_num_queries):
    then = timezone.now() - timedelta(days=3)
    for number in range(3):
        SubscriberFactory(newsroom=newsroom, email=f"s{number}@example.org", confirmed_at=then)
    released(client_brand)
    with django_assert_max_num_queries(60):
        assert notices.send_due() == 3


def test_whoever_is_deleted_from_the_contacts_is_gone_from_the_list(newsroom):
    subscriber = subscribing.confirm(subscriber=SubscriberFactory(newsroom=newsroom, email="gone@example.org"))
    subscriber.journalist.delete()
    assert not Subscriber.objects.filter(email="gone@example.org").exists()


@pytest.mark.django_db(transaction=True)
def test_confirming_two_newsrooms_at_once_makes_one_journalist():
    both = [SubscriberFactory(name="Ines Albrecht", email="ines@stromblatt.example") for _ in range(2)]
    together, failed = threading.Barrier(2), []

    def confirm(subscriber):
        together.wait()
        try:
            subscribing.confirm(subscriber=subscriber)
        except Exception as error:  # whatever it is, it would be a page with an error to the reader
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=confirm, args=(one,)) for one in both]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    journalist = Journalist.objects.get()
    assert failed == []
    assert set(Subscriber.objects.values_list("journalist", flat=True)) == {journalist.pk}
