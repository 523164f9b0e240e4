"""Answering in the inbox: what goes out, what is refused and why, and what can be taken back."""

import pytest
from django.urls import reverse
from django.utils import timezone

from mail import answering, suppression
from mail.models import OutgoingMessage, Thread
from tests.factories.mail import MailboxFactory
from tests.mail.conversations import answered, at, form_of, said, send, write_in


@pytest.fixture
def own(specialist):
    return MailboxFactory(owner=specialist, address="maya@harbourlane.example.com")


@pytest.fixture
def shared(db):
    return MailboxFactory(address="press@harbourlane.example.com")


def test_answer_is_sent_and_can_be_taken_back(client_for, specialist, own):
    incoming = write_in(own)
    browser = client_for(specialist)
    answer = browser.post(at(incoming.thread, "thread-answer"), form_of(incoming, body="<p>At <b>ten</b>.</p>"))
    message = OutgoingMessage.objects.get()
    assert answer["Location"] == f"{at(incoming.thread)}?sent={message.pk}"
    assert (message.written, message.to_address) == ("<p>At <b>ten</b>.</p>", "ines.albrecht@example.org")
    answer = browser.post(reverse("mail:answer-undo", args=[message.pk]), follow=True)
    message.refresh_from_db()
    assert message.state == "cancelled"
    assert answer.context["reply"].form["body"].value() == "<p>At <b>ten</b>.</p>"


def test_double_click_on_send_sends_once(client_for, specialist, own):
    incoming = write_in(own)
    data = form_of(incoming)
    browser = client_for(specialist)
    first, second = (browser.post(at(incoming.thread, "thread-answer"), data) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert OutgoingMessage.objects.count() == 1


def test_answer_past_a_colleague_is_asked_about_and_then_sent(client_for, specialist, colleague, shared):
    incoming = write_in(shared)
    data = form_of(incoming, body="<p>Mine, typed at length.</p>")
    send(incoming, colleague)
    browser = client_for(specialist)
    page = browser.post(at(incoming.thread, "thread-answer"), data)
    assert page.status_code == 409
    assert "Priya Raman answered at" in page.content.decode()
    again = page.context["reply"].form
    assert again["body"].value() == "<p>Mine, typed at length.</p>"
    data |= {"latest": again["latest"].value(), "once": again["once"].value()}
    browser.post(at(incoming.thread, "thread-answer"), data)
    assert set(OutgoingMessage.objects.values_list("written_by", flat=True)) == {specialist.pk, colleague.pk}


def test_send_and_done_goes_on_to_the_next(client_for, specialist, own):
    following = write_in(own, subject="Next").thread
    incoming = write_in(own, subject="This", body="x")
    answer = client_for(specialist).post(at(incoming.thread, "thread-answer"), form_of(incoming, then="done"))
    assert answer["Location"] == at(following)
    assert Thread.objects.get(pk=incoming.thread.pk).is_done


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"body": ""}, "Write something first."),
        ({"body": "<p>  </p><script>alert(1)</script>"}, "Write something first."),
        ({"address": "mallory@example.net"}, "Select a valid choice"),
        ({"mailbox": "0"}, "Select a valid choice"),
        ({"once": "x"}, "Enter a valid UUID"),
    ],
)
def test_bad_answer_is_told_and_kept(client_for, specialist, own, changes, words):
    incoming = write_in(own)
    page = client_for(specialist).post(at(incoming.thread, "thread-answer"), form_of(incoming, **changes))
    assert page.status_code == 422
    assert words in page.content.decode()
    assert not OutgoingMessage.objects.exists()


@pytest.mark.parametrize("to", ["0", "x", "9" * 30])
def test_answer_to_a_letter_of_another_thread_is_refused(client_for, specialist, own, to):
    incoming = write_in(own)
    other = write_in(own, subject="Other", body="o", sender="Other <o@example.net>")
    to = str(other.pk) if to == "0" else to
    page = client_for(specialist).post(at(incoming.thread, "thread-answer"), form_of(incoming, to=to))
    assert not OutgoingMessage.objects.filter(to_address="o@example.net").exists()
    assert page.status_code in {302, 404, 422}


def test_answer_is_cleaned(client_for, specialist, own):
    incoming = write_in(own)
    body = '<p onclick="x()">Yes</p><script>alert(1)</script><img src=x><a href="javascript:x">l</a>'
    client_for(specialist).post(at(incoming.thread, "thread-answer"), form_of(incoming, body=body))
    assert OutgoingMessage.objects.get().written == "<p>Yes</p><a>l</a>"


def test_answer_that_must_not_go_out_is_refused_with_the_reason(client_for, specialist, own):
    incoming = write_in(own)
    data = form_of(incoming)
    suppression.suppress("ines.albrecht@example.org", source="complaint")
    page = client_for(specialist).post(at(incoming.thread, "thread-answer"), data)
    assert page.status_code == 409
    assert "has reported our mail as spam" in page.content.decode()
    assert not OutgoingMessage.objects.exists()


def test_who_left_and_writes_may_be_answered_and_the_page_says_so(client_for, specialist, own):
    suppression.suppress("ines.albrecht@example.org", source="unsubscribe")
    incoming = write_in(own)
    browser = client_for(specialist)
    assert "has asked for no more mail, and has written since" in browser.get(at(incoming.thread)).content.decode()
    browser.post(at(incoming.thread, "thread-answer"), form_of(incoming))
    assert OutgoingMessage.objects.get().state == "queued"


def test_letter_from_another_address_is_marked(client_for, specialist, own):
    sent, _, thread = answered(own)
    write_in(own, sender="Mallory <m@example.net>", in_reply_to=sent.message_id, body="Tell me more.")
    page = client_for(specialist).get(at(thread))
    assert "From another address than we wrote to:" in page.content.decode()
    reply = page.context["reply"]
    assert (reply.stranger, reply.snippets, reply.form["quote"].value()) == (True, [], False)


def test_undo_is_for_who_wrote_it(client_for, specialist, colleague, shared):
    message = send(write_in(shared), specialist)
    address = reverse("mail:answer-undo", args=[message.pk])
    assert client_for(colleague).post(address).status_code == 404
    message.refresh_from_db()
    assert message.state == "queued"
    OutgoingMessage.objects.filter(pk=message.pk).update(
        state="sent", handed_off_at=timezone.now(), accepted_at=timezone.now(), ended_at=timezone.now()
    )
    answer = client_for(specialist).post(address)
    assert said(answer) == ["It has gone out already, so it cannot be taken back."]


def test_colleagues_text_is_not_restored_for_others(client_for, specialist, colleague, shared):
    incoming = write_in(shared)
    message = send(incoming, specialist, html="<p>My first thought, not for Priya.</p>")
    answering.take_back(message=message, by=specialist)
    page = client_for(colleague).get(at(incoming.thread), {"restore": message.pk})
    assert page.context["reply"].form["body"].value() == ""
