"""The inbox in a real browser: read, answered and put away by keyboard; accessible in every dress."""

import socket
from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from mail import inbox, intake, threads
from mail.models import Mailbox, OutgoingMessage, Thread, ThreadNote
from team.models import User
from tests.factories.mail import MailboxFactory
from tests.mail.conversations import answered, write_in
from tests.mail.test_attachments import mail_with

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

INBOX = reverse("mail:inbox")


@pytest.fixture
def own(specialist: User) -> Mailbox:
    return MailboxFactory(owner=specialist, address="maya@harbourlane.example.com")


@pytest.fixture
def post(own: Mailbox, specialist: User) -> list[Thread]:
    """Three threads, the newest last; the newest has an earlier message of ours and a note."""
    found = []
    for n, name in enumerate(("Pieter van Dalen", "Tamsin North")):
        incoming = write_in(own, sender=f"{name} <p{n}@example.net>", subject=f"Question {n}", body=f"What is {n}?")
        found.append(incoming.thread)
    _, _, thread = answered(own)
    threads.note(thread=thread, text="She was at the plant in May.", by=specialist)
    return [*found, thread]


def shows(page: Page, subject: str) -> None:
    """Wait until the thread is there, with its scripts and the editor: keys pressed before that go nowhere."""
    expect(page.locator("#thread-subject")).to_have_text(subject)
    page.wait_for_load_state()
    expect(page.locator("#reply .mr-editor")).to_have_count(1)


def test_post_is_worked_through_by_keyboard(
    open_page: Callable[..., Page], specialist: User, post: list[Thread]
) -> None:
    page = open_page(specialist, INBOX)
    subject = page.locator("#thread-subject")
    shows(page, "A 100-hour battery in Altfelde")
    page.keyboard.press("j")
    shows(page, "Question 1")
    page.keyboard.press("k")
    shows(page, "A 100-hour battery in Altfelde")

    page.keyboard.press("n")
    note = page.get_by_label("Note to the team")
    expect(note).to_be_focused()
    note.fill("Ask her about Tuesday.")
    page.get_by_role("button", name="Add note").click()
    expect(page.locator(".mr-thread-note").last).to_contain_text("Ask her about Tuesday.")
    shows(page, "A 100-hour battery in Altfelde")

    page.keyboard.press("r")
    editor = page.get_by_role("textbox", name="Your answer")
    expect(editor).to_be_focused()
    page.keyboard.type("Yes: j, k and e are letters here.")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_text("On its way to ines.albrecht@example.org")).to_be_visible()
    expect(page.locator(".mr-letterbox--ours").last).to_contain_text("Yes: j, k and e are letters here.")
    expect(page.get_by_text("This browser still has what you typed")).to_have_count(0)
    shows(page, "A 100-hour battery in Altfelde")

    page.keyboard.press("e")
    expect(subject).to_have_text("Question 1")
    assert Thread.objects.get(pk=post[2].pk).is_done
    assert ThreadNote.objects.filter(kind="note").count() == 2
    assert OutgoingMessage.objects.get(purpose="answer").written == "<p>Yes: j, k and e are letters here.</p>"


def test_keys_go_on_over_the_edge_of_a_page(
    open_page: Callable[..., Page], specialist: User, post: list[Thread], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox, "A_PAGE", 2)
    page = open_page(specialist, INBOX)
    for key, subject in zip("jjk", ("Question 1", "Question 0", "Question 1"), strict=True):
        page.keyboard.press(key)
        shows(page, subject)
        expect(page.locator(".mr-thread.is-current")).to_contain_text(subject)
    expect(page.get_by_text("1 to 2 of 3 threads")).to_be_visible()


def test_answer_is_taken_back(open_page: Callable[..., Page], specialist: User, post: list[Thread]) -> None:
    page = open_page(specialist, post[2].get_absolute_url())
    shows(page, "A 100-hour battery in Altfelde")
    page.keyboard.press("r")
    expect(page.get_by_role("textbox", name="Your answer")).to_be_focused()
    page.keyboard.type("Too hasty")
    page.get_by_role("button", name="Send", exact=True).click()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Taken back. What you wrote stands below.")).to_be_visible()
    expect(page.get_by_role("textbox", name="Your answer")).to_contain_text("Too hasty")
    assert OutgoingMessage.objects.get(purpose="answer").state == "cancelled"


def test_several_are_put_off(open_page: Callable[..., Page], specialist: User, post: list[Thread]) -> None:
    page = open_page(specialist, INBOX)
    page.get_by_label("Choose: Pieter van Dalen").check()
    page.get_by_label("Choose: Tamsin North").check()
    page.get_by_role("button", name="Put off", exact=True).first.click()
    dialog = page.locator("#bulk-snooze-dialog")
    dialog.get_by_label("In a week, 09:00").check()
    dialog.get_by_role("button", name="Put off").click()
    expect(page.get_by_text("2 threads put off")).to_be_visible()
    assert Thread.objects.snoozed().count() == 2


def test_phone_shows_the_list_and_then_the_thread(
    open_page: Callable[..., Page], specialist: User, post: list[Thread]
) -> None:
    page = open_page(specialist, INBOX, phone=True)
    expect(page.locator("#thread-subject")).to_be_hidden()
    page.get_by_role("link", name="Question 1").click()
    expect(page.locator("#thread-subject")).to_have_text("Question 1")
    expect(page.get_by_role("navigation", name="Threads")).to_be_hidden()
    page.get_by_role("main").get_by_role("link", name="Inbox", exact=True).click()
    expect(page.get_by_role("navigation", name="Threads")).to_be_visible()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_inbox_is_accessible(
    open_page: Callable[..., Page],
    axe: Callable[[Page], list[str]],
    specialist: User,
    post: list[Thread],
    phone: bool,
    dark: bool,
) -> None:
    page = open_page(specialist, INBOX, phone=phone, dark=dark)
    assert axe(page) == []
    page.goto(post[2].get_absolute_url())
    shows(page, "A 100-hour battery in Altfelde")
    page.keyboard.press("r")
    expect(page.get_by_role("textbox", name="Your answer")).to_be_visible()
    assert axe(page) == []
    page.goto(f"{INBOX}?whose=unassigned")
    assert axe(page) == []


def test_letter_as_it_looks_reaches_nobody_elsewhere(
    open_page: Callable[..., Page], specialist: User, own: Mailbox
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as elsewhere:
        there = f"http://127.0.0.1:{elsewhere.getsockname()[1]}/seen"
        html = f'<p>Hello</p><iframe src="{there}"></iframe><link rel="preconnect" href="{there}"><p>Bye</p>'
        letter = intake.receive(mail_with(html=html), mailbox=own)
        page = open_page(specialist, f"{INBOX}{letter.thread_id}/")
        page.get_by_text("As it looks").click()
        expect(page.frame_locator(".mr-mail-frame").get_by_text("Bye")).to_be_visible()
        page.wait_for_timeout(1000)
        elsewhere.setblocking(False)
        with pytest.raises(BlockingIOError):
            elsewhere.accept()
