"""What is offered beside a message about the journalist who wrote it, and what pressing it does."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from contacts.models import EmailAddress, Journalist, Position
from mail import intake
from mail.suggestions import suggestions_for
from tests.factories.contacts import EmailAddressFactory, JournalistFactory, OutletFactory
from tests.factories.mail import MailboxFactory, in_state
from tests.mail.letters import letter

STOP = "Thanks, but this is nothing for me.\n\nCould you take me off your list? I cover cars now.\n"
GONE = "I have left Stromblatt. Please write to my successor Noor Haddad (noor@stromblatt.example.org) from now on.\n"
MOVED = "I no longer work at Stromblatt. You can reach me at ines@windpost.example.org.\n"


@pytest.fixture
def own(specialist):
    return MailboxFactory(owner=specialist, address="maya@harbourlane.example.com")


@pytest.fixture
def ines(db):
    return JournalistFactory(
        name="Ines Albrecht",
        position__outlet=OutletFactory(name="Stromblatt"),
        position__role="Energy reporter",
        email="ines.albrecht@example.org",
    )


@pytest.fixture
def write(own, ines):
    def write(body, **headers):
        sent = in_state(own, "sent")
        return intake.receive(letter(in_reply_to=sent.message_id, body=body, **headers), mailbox=own)

    return write


def do(browser, incoming, deed):
    return browser.post(reverse("contacts:suggested", args=[incoming.pk, deed]), follow=True)


def undo(browser, page):
    where = next(str(m.extra_tags).removeprefix("undo:").split()[0] for m in page.context["messages"] if m.extra_tags)
    return browser.post(where)


def labels(incoming):
    incoming.refresh_from_db()
    return [(found.key, [action.label for action in found.actions]) for found in suggestions_for(incoming)]


def test_wish_in_a_longer_answer_is_offered_and_not_acted_on(write, ines):
    incoming = write(STOP)
    assert (incoming.kind, incoming.asks_to_stop) == ("reply", True)
    assert labels(incoming) == [("stop", ["Do not contact", "No follow-ups"])]
    ines.refresh_from_db()
    assert (ines.do_not_contact, ines.never_follow_up) == (False, False)


def test_do_not_contact_holds_with_the_reason_and_is_taken_back(client_for, specialist, write, ines):
    incoming, browser = write(STOP), client_for(specialist)
    page = do(browser, incoming, "refusal")
    ines.refresh_from_db()
    assert ines.do_not_contact
    assert "Could you take me off your list?" in ines.do_not_contact_reason
    assert ines.timeline.get().headline == "Set to do not contact"
    assert labels(incoming) == []
    undo(browser, page)
    ines.refresh_from_db()
    assert not ines.do_not_contact
    assert labels(incoming) == [("stop", ["Do not contact", "No follow-ups"])]


def test_no_follow_ups_holds_and_is_taken_back(client_for, specialist, write, ines):
    incoming, browser = write(STOP), client_for(specialist)
    page = do(browser, incoming, "no-follow-ups")
    ines.refresh_from_db()
    assert (ines.never_follow_up, ines.do_not_contact) == (True, False)
    undo(browser, page)
    ines.refresh_from_db()
    assert not ines.never_follow_up
    assert [entry.headline for entry in ines.timeline.order_by("pk")] == [
        "No follow-ups, as they seem to wish",
        "Follow-ups are fine again",
    ]


def test_dismissed_suggestion_stays_dismissed(client_for, specialist, write, ines):
    incoming = write(STOP)
    client_for(specialist).post(reverse("mail:suggestion-dismissal", args=[incoming.pk, "stop"]))
    assert labels(incoming) == []
    page = do(client_for(specialist), incoming, "refusal")
    assert "Somebody has seen to that already." in page.content.decode()
    ines.refresh_from_db()
    assert not ines.do_not_contact


def test_who_has_left_is_offered_an_end_and_a_successor(client_for, specialist, write, ines):
    incoming = write(GONE)
    assert labels(incoming) == [("left", ["Mark the position as ended", "Add the successor"])]
    browser = client_for(specialist)
    form = browser.get(suggestions_for(incoming)[0].actions[1].url).content.decode()
    for known in (
        "Noor Haddad",
        "noor@stromblatt.example.org",
        "Stromblatt",
        "Energy reporter",
        "Message of Ines Albrecht",
    ):
        assert f'value="{known}' in form
    page = do(browser, incoming, "end-of-position")
    position = Position.objects.get()
    assert (position.is_primary, position.until_on is not None) == (False, True)
    assert labels(incoming) == [("left", ["Add the successor"])]
    assert "outlet=Stromblatt" in suggestions_for(incoming)[0].actions[0].url
    undo(browser, page)
    position.refresh_from_db()
    assert (position.is_primary, position.until_on) == (True, None)


def test_prefilled_form_saves_the_successor(client_for, specialist, write, ines):
    browser = client_for(specialist)
    url = suggestions_for(write(GONE))[0].actions[1].url
    form = browser.get(url).context["form"]
    data = {
        bound.html_name: bound.value() if bound.value() is not None else ""
        for part in (form.main, *form.positions, *form.emails, *form.phones)
        for bound in part
        if bound.value() not in (None, False, [])
    }
    for rows in (form.positions, form.emails, form.phones):
        data |= {f"{rows.prefix}-{name}": value for name, value in rows.management_form.initial.items()}
    data["owner"] = specialist.pk
    assert browser.post(reverse("contacts:journalist-create"), data).status_code == 302
    noor = Journalist.objects.get(name="Noor Haddad")
    assert noor.emails.get().address == "noor@stromblatt.example.org"
    assert str(noor.positions.get()) == "Energy reporter at Stromblatt"


def test_who_has_two_positions_is_said_to_have_left_one(client_for, specialist, write, ines):
    incoming = write(GONE)
    ines.positions.create(outlet=OutletFactory(name="Windpost"))
    do(client_for(specialist), incoming, "end-of-position")
    assert set(ines.positions.filter(until_on=None).values_list("outlet__name", flat=True)) == {"Windpost"}
    assert labels(incoming) == [("left", ["Add the successor"])]


def test_dismissed_departure_cannot_be_followed(client_for, specialist, write, ines):
    incoming = write(GONE)
    client_for(specialist).post(reverse("mail:suggestion-dismissal", args=[incoming.pk, "left"]))
    page = do(client_for(specialist), incoming, "end-of-position")
    assert "Somebody has seen to that already." in page.content.decode()
    assert ines.positions.get().until_on is None


def test_successor_we_know_already_is_not_offered(write, ines):
    EmailAddressFactory(address="Noor@stromblatt.example.org")
    assert labels(write(GONE)) == [("left", ["Mark the position as ended"])]


def test_new_address_becomes_the_main_one_and_is_taken_back(client_for, specialist, write, ines):
    incoming, browser = write(MOVED), client_for(specialist)
    assert labels(incoming)[0][1][:2] == ["Mark the position as ended", "Use the new address"]
    page = do(browser, incoming, "new-address")
    assert list(ines.emails.values_list("address", "is_primary")) == [
        ("ines@windpost.example.org", True),
        ("ines.albrecht@example.org", False),
    ]
    undo(browser, page)
    assert list(ines.emails.values_list("address", "is_primary")) == [("ines.albrecht@example.org", True)]


def test_address_of_somebody_else_is_refused_in_a_sentence(client_for, specialist, write, ines):
    incoming = write(MOVED)
    EmailAddressFactory(address="ines@windpost.example.org", journalist=JournalistFactory(name="Ines Other"))
    page = do(client_for(specialist), incoming, "new-address")
    assert "Ines Other has the address ines@windpost.example.org already." in page.content.decode()
    assert labels(incoming)[0][0] == "left"


def test_whom_we_do_not_know_nothing_is_offered_about(own):
    incoming = intake.receive(letter(sender="Stranger <who@example.net>", body=STOP), mailbox=own)
    assert labels(incoming) == []


def test_only_those_who_may_read_the_message_may_follow(client_for, client, colleague, observer, write, ines, own):
    """Maya's own mailbox: neither a colleague nor an observer nor anybody from outside decides about her mail."""
    incoming = intake.receive(letter(body=STOP, subject="Hello", message_id="<own@example.org>"), mailbox=own)
    url = reverse("contacts:suggested", args=[incoming.pk, "refusal"])
    dismiss = reverse("mail:suggestion-dismissal", args=[incoming.pk, "stop"])
    assert {client_for(colleague).post(each).status_code for each in (url, dismiss)} == {404}
    assert {client_for(observer).post(each).status_code for each in (url, dismiss)} <= {403, 404}
    assert {client.post(each).status_code for each in (url, dismiss)} == {302}
    ines.refresh_from_db()
    incoming.refresh_from_db()
    assert (ines.do_not_contact, incoming.settled_suggestions) == (False, [])


def test_unknown_deed_is_not_found(client_for, specialist, write):
    assert do(client_for(specialist), write(STOP), "erase").status_code == 404


def test_page_of_the_message_offers_it_with_a_constant_number_of_queries(client_for, specialist, write, ines):
    incoming, browser = write(GONE + STOP), client_for(specialist)
    url = reverse("mail:incoming-detail", args=[incoming.pk])
    page = browser.get(url).content.decode()
    assert "Ines Albrecht seems to have left Stromblatt." in page
    assert "Ines Albrecht seems to ask not to be written to again." in page
    with CaptureQueriesContext(
        connection,
    ) as one:
        browser.get(url)
    for n in range(2):
        EmailAddressFactory(journalist=ines, address=f"other{n}@example.org", is_primary=False)
        ines.positions.create(outlet=OutletFactory(), until_on=date(2020, 1, 1))
    with CaptureQueriesContext(connection) as three:
        browser.get(url)
    assert len(one) == len(three)
    assert EmailAddress.objects.count() == 3
