"""The pages of the inbox: who sees which conversation, what can be done there, and what is said when it cannot."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from mail import inbox, threads
from mail.models import IncomingMessage, OutgoingMessage, Thread, ThreadNote
from team.models import Notification
from tests.factories.mail import MailboxFactory, enqueued
from tests.mail.conversations import answered, at, form_of, said, send, write_in

INBOX = reverse("mail:inbox")
NOTE = "Ask for the embargo first; 40 MW are not announced."
PEOPLE = ("specialist", "colleague", "manager", "admin_user", "observer", "outsider")


@pytest.fixture
def own(specialist):
    return MailboxFactory(owner=specialist, address="maya@harbourlane.example.com")


@pytest.fixture
def shared(db):
    return MailboxFactory(address="press@harbourlane.example.com")


@pytest.fixture
def everybody(request):
    return {name: request.getfixturevalue(name) for name in PEOPLE}


def listed(browser, **query):
    return {row.pk for row in browser.get(INBOX, query).context["page_obj"]}


# Who sees what


def test_list_and_thread_are_for_whose_mailbox_it_is(client_for, everybody, own, shared):
    _, _, ours = answered(own, body="Yes to the pitch, in confidence.")
    private = write_in(own, subject="Lunch?", body="At one, in confidence?").thread
    common = write_in(shared, subject="A question", sender="S <s@example.net>", body="In confidence").thread
    lists, pages = {}, {}
    for name, who in everybody.items():
        browser = client_for(who)
        answer = browser.get(INBOX, {"whose": "all", "state": "any"})
        is_open = answer.status_code == 200
        lists[name] = {row.pk for row in answer.context["page_obj"]} if is_open else answer.status_code
        pages[name] = [browser.get(at(thread)).status_code for thread in (ours, private, common)]
    every = {ours.pk, private.pk, common.pk}
    over = {ours.pk, common.pk}
    assert lists == {
        "specialist": every,
        "colleague": {common.pk},
        "manager": over,
        "admin_user": over,
        "observer": 403,
        "outsider": 403,
    }
    assert pages == {
        "specialist": [200, 200, 200],
        "colleague": [404, 404, 200],
        "manager": [200, 404, 200],
        "admin_user": [200, 404, 200],
        "observer": [403, 403, 403],
        "outsider": [403, 403, 403],
    }


def test_inbox_is_not_for_the_anonymous(client, own):
    thread = write_in(own).thread
    for address in (INBOX, at(thread)):
        assert client.get(address)["Location"].startswith("/account/login/")


ACTIONS = {
    "thread-answer": {},
    "thread-notes": {"text": NOTE},
    "thread-assignment": {"assignee": ""},
    "thread-snooze": {"when": "tomorrow"},
    "thread-waking": {},
    "thread-done": {},
    "thread-reopening": {},
}


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("who", ["colleague", "observer", "outsider", None])
def test_nobody_acts_on_what_they_do_not_see(client_for, request, own, who, action):
    incoming = write_in(own, subject="Lunch?")
    before = Thread.objects.values().get()
    browser = client_for(request.getfixturevalue(who) if who else None)
    data = form_of(incoming) if action == "thread-answer" else ACTIONS[action]
    answer = browser.post(at(incoming.thread, action), data)
    assert answer.status_code == {"colleague": 404, None: 302}.get(who, 403)
    assert Thread.objects.values().get() == before
    assert (OutgoingMessage.objects.count(), ThreadNote.objects.count()) == (0, 0)


def test_nobody_acts_on_many_that_they_do_not_see(client_for, colleague, own):
    thread = write_in(own, subject="Lunch?").thread
    answer = client_for(colleague).post(reverse("mail:inbox-bulk"), {"do": "done", "thread": [thread.pk]})
    assert said(answer) == ["Nothing is chosen. Tick the threads it is for, then try again."]
    assert not Thread.objects.get().is_done


def test_actions_are_not_links(client_for, specialist, own):
    thread = write_in(own).thread
    browser = client_for(specialist)
    assert {browser.get(at(thread, action)).status_code for action in ACTIONS} == {405}


def test_manager_reads_of_a_colleagues_thread_what_belongs_to_a_pitch(client_for, manager, specialist, own):
    _, _, thread = answered(own, body="Yes, the data please.", message_id="<one@example.org>")
    private = write_in(own, references="<one@example.org>", subject="Privately", body="Lunch on Sunday?")
    assert private.thread == thread
    matched = IncomingMessage.objects.filter(pk=private.pk)
    matched.update(matched=None)
    assert "Lunch on Sunday?" in client_for(specialist).get(at(thread)).content.decode()
    page = client_for(manager).get(at(thread)).content.decode()
    assert "Yes, the data please." in page
    assert "Lunch on Sunday?" not in page
    assert "Lunch on Sunday?" not in client_for(manager).get(INBOX, {"whose": "all"}).content.decode()
    assert listed(client_for(manager), whose="all", q="Sunday") == set()
    assert listed(client_for(specialist), whose="all", q="Sunday") == {thread.pk}


# The list


def test_mine_unassigned_and_all(client_for, specialist, colleague, own, shared):
    mine = write_in(own, subject="Mine").thread
    nobodys = write_in(shared, subject="Nobody's", sender="A <a@example.net>").thread
    theirs = write_in(shared, subject="Priya's", sender="B <b@example.net>").thread
    threads.assign(thread=theirs, to=colleague, by=specialist)
    browser = client_for(specialist)
    assert listed(browser) == {mine.pk}
    assert listed(browser, whose="unassigned") == {nobodys.pk}
    assert listed(browser, whose="all") == {mine.pk, nobodys.pk, theirs.pk}
    segments = browser.get(INBOX).context["listing"].segments()
    assert [(each.label, each.waiting, each.current) for each in segments] == [
        ("Mine", 1, True), ("Unassigned", 1, False), ("All", 3, False),
    ]  # fmt: skip


def test_states_and_filters(client_for, specialist, own, shared):
    waits = write_in(own, subject="Waits").thread
    done = write_in(own, subject="Done").thread
    rests = write_in(own, subject="Rests").thread
    written = write_in(own, subject="Written")
    threads.finish(thread=done, by=specialist)
    threads.snooze(thread=rests, until=timezone.now() + timedelta(days=1), by=specialist)
    send(written, specialist)
    browser = client_for(specialist)
    assert {state: listed(browser, state=state) for state in ("open", "waiting", "snoozed", "done", "any")} == {
        "open": {waits.pk, written.thread.pk},
        "waiting": {waits.pk},
        "snoozed": {rests.pk},
        "done": {done.pk},
        "any": {waits.pk, done.pk, rests.pk, written.thread.pk},
    }
    assert listed(browser, whose="all", mailbox=shared.pk) == set()
    assert len(listed(browser, whose="all", mailbox=own.pk)) == 2
    assert listed(browser, attached="on") == set()


@pytest.mark.parametrize(
    "nonsense", [{"whose": "x"}, {"state": "x"}, {"mailbox": "x"}, {"assignee": "-1"}, {"page": "x"}]
)
def test_nonsense_in_the_address_counts_as_not_chosen(client_for, specialist, own, nonsense):
    thread = write_in(own).thread
    assert listed(client_for(specialist), **nonsense) == {thread.pk}


@pytest.mark.parametrize(
    "words", ["ZURICH", "zürich data", "ines albrecht", "albrecht@example.org", "altfelde", "thank you kindly"]
)
def test_search_finds_in_letters_answers_and_names(client_for, specialist, own, words):
    incoming = write_in(own, subject="Re: Altfelde", body="The office in Zürich has the data.")
    send(incoming, specialist, html="<p>Thank you kindly.</p>")
    write_in(own, subject="Else", sender="Some One <s@example.net>", body="Nothing")
    assert listed(client_for(specialist), q=words) == {incoming.thread.pk}


def test_search_that_finds_nothing_says_so_and_offers_everywhere(client_for, specialist, own):
    write_in(own)
    page = client_for(specialist).get(INBOX, {"q": "100% <b>_"}).content.decode()
    assert "No thread matches" in page
    assert "Look everywhere" in page


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({}, "Nothing waits for you"),
        ({"whose": "unassigned"}, "Everything has somebody"),
        ({"whose": "all"}, "No open threads"),
    ],
)
def test_empty_inbox_says_why(client_for, specialist, query, words):
    assert words in client_for(specialist).get(INBOX, query).content.decode()


def test_sidebar_counts_what_waits_for_the_reader(client_for, specialist, colleague, own):
    write_in(own, subject="One")
    write_in(own, subject="Two", body="2")
    counted = '2<span class="visually-hidden"> waiting for you'
    entry = {who: "waiting for you" in client_for(who).get("/").content.decode() for who in (specialist, colleague)}
    assert entry == {specialist: True, colleague: False}, counted


def test_counting_stops_and_says_so(client_for, specialist, own, monkeypatch):
    monkeypatch.setattr(inbox, "MOST_COUNTED", 2)
    browser = client_for(specialist)
    figures = []
    for n in range(3):
        write_in(own, subject=f"No {n}", body=str(n))
        answer = browser.get(INBOX)
        beside = re.search(r'mr-count">([^<]*)<', answer.content.decode())[1]
        figures.append((beside, answer.context["listing"].segments()[0].waiting))
    assert figures == [("1", 1), ("2", 2), ("2+", "2+")]


def test_list_and_thread_ask_as_often_for_three_as_for_one(
    client_for, specialist, own, shared, django_assert_num_queries
):
    _, first, thread = answered(own)
    threads.note(thread=thread, text="One", by=specialist)
    send(first, specialist)
    browser = client_for(specialist)
    browser.get(at(thread))
    with CaptureQueriesContext(connection) as one:
        browser.get(INBOX)
    with CaptureQueriesContext(connection) as conversation:
        browser.get(at(thread))
    for n in range(2):
        more = write_in(own, in_reply_to=first.matched.message_id, body=f"More {n}")
        assert more.thread == thread
        threads.note(thread=thread, text=f"Note {n}", by=specialist)
        send(more, specialist)
        send(write_in(own, subject=f"Another {n}", body=str(n)), specialist)
        write_in(shared, subject=f"Shared {n}", body=str(n))
    with django_assert_num_queries(len(one)):
        browser.get(INBOX)
    with django_assert_num_queries(len(conversation)):
        browser.get(at(thread))


@pytest.fixture
def long_list(own, monkeypatch):
    """Seven threads, newest first, in pages of three."""
    monkeypatch.setattr(inbox, "A_PAGE", 3)
    return [write_in(own, subject=f"No {n}", body=f"{n}?").thread for n in range(7)][::-1]


def test_long_list_is_cut_into_pages(client_for, specialist, long_list):
    browser = client_for(specialist)
    pages = [[row.pk for row in browser.get(INBOX, {"page": n}).context["page_obj"]] for n in (1, 2, 3, 9, "x")]
    keys = [thread.pk for thread in long_list]
    assert pages == [keys[:3], keys[3:6], keys[6:], keys[6:], keys[:3]]


@pytest.mark.parametrize(
    ("opened", "number", "above", "below"), [(0, 1, None, 1), (2, 1, 1, 3), (3, 2, 2, 4), (4, 2, 3, 5), (6, 3, 5, None)]
)
def test_thread_opens_beside_the_page_it_stands_on(client_for, specialist, long_list, opened, number, above, below):
    page = client_for(specialist).get(at(long_list[opened]))
    neighbours = [None if each is None else long_list[each] for each in (above, below)]
    assert page.context["page_obj"].number == number
    assert [page.context["previous"], page.context["following"]] == neighbours
    html = page.content.decode()
    for key, thread in zip("kj", neighbours, strict=True):
        assert (f'data-mr-key="{key}"' in html) is (thread is not None)
    assert (f'href="{INBOX}?page={number}"' in html) is (number > 1)


def test_thread_stays_open_while_one_turns_the_pages(client_for, specialist, long_list):
    page = client_for(specialist).get(at(long_list[0]), {"page": 3})
    assert (page.context["thread"], page.context["page_obj"].number) == (long_list[0], 3)


def test_done_goes_on_below_and_at_the_end_above(client_for, specialist, long_list):
    browser = client_for(specialist)
    assert browser.post(at(long_list[4], "thread-done"))["Location"] == at(long_list[5])
    assert browser.post(at(long_list[6], "thread-done"))["Location"] == at(long_list[5])
    assert browser.post(at(long_list[5], "thread-done"))["Location"] == at(long_list[3])


def test_bulk_stays_on_its_page(client_for, specialist, long_list):
    data = {"do": "done", "thread": [long_list[3].pk], "filters": "whose=all&page=2"}
    answer = client_for(specialist).post(reverse("mail:inbox-bulk"), data)
    assert answer["Location"] == f"{INBOX}?whose=all&page=2"


def test_long_conversation_shows_its_end_and_the_whole_on_request(client_for, specialist, own):
    thread = write_in(own, body="The very first line").thread
    for n in range(60):
        threads.note(thread=thread, text=f"Note {n:02}", by=specialist)
    browser = client_for(specialist)
    short = browser.get(at(thread))
    assert len(short.context["entries"]) == 50
    assert "Note 59" in short.content.decode()
    assert len(browser.get(at(thread), {"earlier": "1"}).context["entries"]) == 61


# What else can be done


def test_note_is_for_the_team(client_for, specialist, colleague, shared):
    thread = write_in(shared).thread
    client_for(specialist).post(at(thread, "thread-notes"), {"text": NOTE})
    assert NOTE in client_for(colleague).get(at(thread)).content.decode()
    note = ThreadNote.objects.get()
    assert (note.author, note.kind) == (specialist, "note")


def test_note_says_something(client_for, specialist, own):
    page = client_for(specialist).post(at(write_in(own).thread, "thread-notes"), {"text": "  "})
    assert page.status_code == 422
    assert "Write something first." in page.content.decode()


def test_assign_tells_whom_it_was_given_to(client_for, specialist, colleague, shared):
    thread = write_in(shared).thread
    answer = client_for(specialist).post(at(thread, "thread-assignment"), {"assignee": colleague.pk})
    assert said(answer) == ["Priya Raman looks after it now"]
    told = Notification.objects.get()
    assert (told.user, told.url) == (colleague, thread.get_absolute_url())
    assert told.text == "Maya Lindqvist gave you a conversation: Ines Albrecht, “Re: A 100-hour battery in Altfelde”"


def test_assign_to_somebody_who_may_not_see_it_is_refused(client_for, specialist, colleague, own):
    thread = write_in(own, subject="Lunch?").thread
    answer = client_for(specialist).post(at(thread, "thread-assignment"), {"assignee": colleague.pk})
    assert said(answer) == ["Choose somebody who may see this conversation."]
    assert (Thread.objects.get().assignee, Notification.objects.count()) == (specialist, 0)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"when": "at", "at": ""}, "Choose the day and the hour."),
        ({"when": "at", "at": "never"}, "Enter a valid date/time."),
        ({"when": "someday"}, "Select a valid choice"),
    ],
)
def test_bad_snooze_is_told(client_for, specialist, own, data, words):
    page = client_for(specialist).post(at(write_in(own).thread, "thread-snooze"), data)
    assert page.status_code == 422
    assert words in page.content.decode()


def test_snooze_into_the_past_is_told(client_for, specialist, own):
    thread = write_in(own).thread
    answer = client_for(specialist).post(at(thread, "thread-snooze"), {"when": "at", "at": "2020-01-01T09:00"})
    assert said(answer) == ["Choose a time that is still to come."]
    assert Thread.objects.get().snoozed_until is None


def test_snooze_and_wake(client_for, specialist, own):
    thread = write_in(own).thread
    browser = client_for(specialist)
    browser.post(at(thread, "thread-snooze"), {"when": "tomorrow"})
    until = timezone.localtime(Thread.objects.get().snoozed_until)
    assert (until.hour, until.date()) == (9, timezone.localdate() + timedelta(days=1))
    assert listed(browser) == set()
    browser.post(at(thread, "thread-waking"))
    assert listed(browser) == {thread.pk}


def test_done_and_undone(client_for, specialist, own):
    thread = write_in(own).thread
    browser = client_for(specialist)
    answer = browser.post(at(thread, "thread-done"), {"filters": "whose=all"})
    assert answer["Location"] == f"{INBOX}?whose=all"
    assert Thread.objects.get().is_done
    browser.post(at(thread, "thread-reopening"))
    assert Thread.objects.get().waiting_since == thread.waiting_since


def hidden_of(page):
    """What the forms of the page carry of how far each conversation was."""
    return dict(re.findall(r'name="(heard[-\d]*)" value="([^"]*)"', page.content.decode()))


@pytest.mark.parametrize("action", ["thread-done", "thread-snooze"])
def test_nobody_lays_aside_a_letter_that_they_have_not_seen(client_for, specialist, own, action):
    sent, _, thread = answered(own)
    browser = client_for(specialist)
    form = ACTIONS[action] | hidden_of(browser.get(at(thread)))
    write_in(own, in_reply_to=sent.message_id, body="One thing more: by five, please.")
    answer = browser.post(at(thread, action), form)
    assert said(answer) == ["Ines Albrecht has written again since you opened this. Read it first."]
    assert thread in Thread.objects.waiting()
    browser.post(at(thread, action), form | hidden_of(browser.get(at(thread))))
    assert thread not in Thread.objects.waiting()


@pytest.mark.parametrize("do", ["done", "snooze"])
def test_bulk_lays_aside_no_letter_that_nobody_has_seen(client_for, specialist, own, do):
    sent, _, thread = answered(own)
    other = write_in(own, subject="Another", body="Another").thread
    browser = client_for(specialist)
    form = {"do": do, "when": "week", "thread": [thread.pk, other.pk]} | hidden_of(browser.get(INBOX))
    write_in(own, in_reply_to=sent.message_id, body="One thing more: by five, please.")
    answer = browser.post(reverse("mail:inbox-bulk"), form)
    assert said(answer)[1].startswith("1 thread was left as before: they have written again")
    assert list(Thread.objects.waiting()) == [thread]


@pytest.mark.parametrize("do", ["done", "assign", "snooze"])
def test_bulk_does_it_with_what_was_chosen(client_for, specialist, colleague, shared, do):
    chosen = [write_in(shared, subject=f"No {n}", body=str(n)).thread for n in range(3)]
    left = write_in(shared, subject="Left", body="x").thread
    data = {"do": do, "thread": [each.pk for each in chosen], "assignee": colleague.pk, "when": "week"}
    answer = client_for(specialist).post(reverse("mail:inbox-bulk"), data)
    words = {"done": "done", "assign": "given away", "snooze": "put off"}[do]
    assert said(answer) == [f"3 threads {words}"]
    changed = {
        "done": Thread.objects.filter(state="done"),
        "assign": Thread.objects.filter(assignee=colleague),
        "snooze": Thread.objects.snoozed(),
    }[do]
    assert set(changed) == set(chosen)
    left.refresh_from_db()
    assert (left.state, left.assignee, left.snoozed_until) == ("open", None, None)


def test_bulk_assign_skips_what_the_other_may_not_see(client_for, specialist, colleague, own, shared):
    private = write_in(own, subject="Lunch?").thread
    common = write_in(shared, subject="Common", body="c").thread
    data = {"do": "assign", "thread": [private.pk, common.pk], "assignee": colleague.pk}
    answer = client_for(specialist).post(reverse("mail:inbox-bulk"), data)
    assert said(answer)[0] == "1 thread given away"
    assert said(answer)[1].startswith("1 thread was left as before")
    private.refresh_from_db()
    assert private.assignee == specialist


@pytest.mark.parametrize("data", [{"do": "snooze", "when": "at"}, {"do": "burn"}, {"do": "done", "thread": ["x"]}, {}])
def test_bulk_that_cannot_be_is_told(client_for, specialist, own, data):
    thread = write_in(own).thread
    answer = client_for(specialist).post(reverse("mail:inbox-bulk"), {"thread": [thread.pk]} | data)
    assert len(said(answer)) == 1
    thread.refresh_from_db()
    assert (thread.state, thread.snoozed_until) == ("open", None)


def test_page_runs_nothing_of_a_letter(client_for, specialist, own):
    body = '<script>alert(1)</script> "quoted" <img src=x onerror=alert(1)> https://example.org/<b>'
    thread = write_in(
        own, subject="<script>alert(2)</script>", sender='"<b>Ines</b>" <i@example.org>', body=body
    ).thread
    page = client_for(specialist).get(at(thread)).content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "<b>Ines</b>" not in page


def test_links_of_our_message_are_the_journalists_alone(client_for, specialist, own):
    sent, _, thread = answered(own)
    text = "Not your subject? Get no more: https://press.example.com/unsubscribe/secret"
    sent.refresh_from_db()
    assert enqueued(own, in_reply_to=sent, text=text, html="<p>x</p>").thread == thread
    page = client_for(specialist).get(at(thread)).content.decode()
    assert "https://press.example.com/unsubscribe/secret" in page
    assert 'href="https://press.example.com/unsubscribe' not in page


def test_restored_numbers_that_are_none_are_borne(client_for, specialist, own):
    thread = write_in(own).thread
    for query in ({"restore": "x"}, {"restore": "9" * 40}, {"to": "²"}, {"to": str(uuid4())}):
        assert client_for(specialist).get(at(thread), query).context["thread"] == thread
