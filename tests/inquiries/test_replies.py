"""Answers as a whole: drafted, signed off by whom policy names, bound to their text, sent once, kept word for word."""

import threading
from datetime import timedelta
from email.message import EmailMessage

import pytest
from django.db import connection
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from core.html import to_text
from dashboard.desk import Desk
from dashboard.waiting import inquiries as today
from dashboard.work import look_at
from inquiries import replies
from inquiries.errors import NotPossible, Overtaken
from inquiries.models import Answer, Inquiry, SignOff, Told
from inquiries.replies import NotSignedOff
from mail import intake
from mail.models import IncomingMessage, OutgoingMessage, Thread
from team import reviews
from team.models import Notification, Review, TeamPolicy
from tests.factories.events import SpeakerFactory
from tests.factories.inquiries import InquiryFactory, QuestionFactory, StatementFactory
from tests.factories.mail import MailboxFactory
from tests.factories.team import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def inquiry(specialist):
    MailboxFactory(owner=specialist)
    inquiry = InquiryFactory(owner=specialist, spokesperson=SpeakerFactory(), subject="Efficiency")
    QuestionFactory(inquiry=inquiry, text="How was it measured?", answer="AC to AC.", state="ready")
    QuestionFactory(inquiry=inquiry, text="Who paid?", state="open")
    return inquiry


@pytest.fixture
def free():
    """A team that wants no sign-off."""
    policy(inquiry_sign_off=False)


def policy(**fields):
    current = TeamPolicy.current()
    TeamPolicy.objects.filter(pk=current.pk).update(**fields)


def letter(sender, number):
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, "press@team.example.com", "Efficiency"
    message["Message-ID"] = f"<{number}@gridcurrent.example.org>"
    message.set_content("Who paid?")
    return message.as_bytes()


def text_of(response):
    return " ".join(response.content.decode().replace("&#x27;", "'").split())


def signed_off(answer, manager):
    reviews.approve(review=Review.objects.of(answer).first(), by=manager)
    answer.refresh_from_db()
    return answer


def test_an_answer_begins_with_what_is_ready_and_there_is_one_at_a_time(inquiry, specialist, colleague):
    answer = replies.compose(inquiry=inquiry, kind="full", by=specialist)
    text = to_text(answer.text)
    assert ("How was it measured?" in text, "AC to AC." in text, "Who paid?" in text) == (True, True, False)
    assert replies.compose(inquiry=inquiry, kind="full", by=colleague) == answer
    with pytest.raises(NotPossible, match="is being written"):
        replies.compose(inquiry=inquiry, kind="holding", by=colleague)
    replies.drop(answer=answer, by=specialist)
    assert "We are looking into it" in to_text(replies.compose(inquiry=inquiry, kind="holding", by=colleague).text)


def test_an_approval_holds_for_one_text(inquiry, specialist, manager):
    answer = replies.compose(inquiry=inquiry, kind="full", by=specialist)
    with pytest.raises(NotSignedOff, match="A manager has not signed this text off"):
        replies.send(answer=answer, by=specialist)
    replies.submit(answer=answer, by=specialist)
    answer = signed_off(answer, manager)
    assert answer.state == "approved"
    replies.edit(answer=answer, text="AC to AC, at the meter.", by=specialist, revision=answer.revision)
    answer.refresh_from_db()
    assert (answer.state, Review.objects.get().state) == ("draft", "void")
    with pytest.raises(NotSignedOff):
        replies.send(answer=answer, by=specialist)
    replies.submit(answer=answer, by=specialist)
    sent = replies.send(answer=signed_off(answer, manager), by=specialist)
    inquiry.refresh_from_db()
    assert (sent.state, inquiry.state, inquiry.acknowledged_by) == ("sent", "answered", specialist)
    message = OutgoingMessage.objects.get()
    assert (message.to_address, b"at the meter" in bytes(message.raw)) == (inquiry.reporter_email, True)


def test_an_approval_holds_for_whom_it_goes_to(inquiry, specialist, manager):
    """In a conversation that is whoever wrote last: here somebody else, whose letter was put there."""
    press = MailboxFactory(owner=None)
    intake.receive(letter("Aoife <aoife@gridcurrent.example.org>", 1), mailbox=press)
    inquiry.thread = Thread.objects.get()
    inquiry.save()
    answer = replies.compose(inquiry=inquiry, kind="full", by=specialist)
    replies.submit(answer=answer, by=specialist)
    assert Review.objects.get().snapshot["to"] == "aoife@gridcurrent.example.org"
    answer = signed_off(answer, manager)
    intake.receive(letter("Tom <tom@rival.example.org>", 2), mailbox=press)
    IncomingMessage.objects.filter(from_address="tom@rival.example.org").update(thread=inquiry.thread)
    with pytest.raises(NotSignedOff):
        replies.send(answer=answer, by=specialist)
    replies.submit(answer=answer, by=specialist)
    sent = replies.send(answer=signed_off(answer, manager), by=specialist)
    assert (sent.message.to_address, sent.message.subject) == ("tom@rival.example.org", "Re: Efficiency")


def test_what_is_in_review_is_withdrawn_before_it_is_changed(inquiry, specialist, colleague, manager, client_for):
    answer = replies.compose(inquiry=inquiry, kind="full", by=specialist)
    replies.submit(answer=answer, by=specialist)
    MailboxFactory(owner=manager)
    for refused in (
        lambda: replies.edit(answer=answer, text="Edited.", by=specialist, revision=0),
        lambda: replies.drop(answer=answer, by=specialist),
        lambda: replies.send(answer=answer, by=manager),
    ):
        with pytest.raises(NotPossible, match="It is in review"):
            refused()
    with pytest.raises(reviews.NotTheAuthor):
        replies.withdraw(answer=answer, by=colleague)
    save = reverse("inquiries:reply-save", args=[inquiry.pk, answer.pk])
    client_for(specialist).post(save, {"do": "withdraw"})
    answer.refresh_from_db()
    assert (answer.state, Review.objects.get().state) == ("draft", "withdrawn")
    replies.edit(answer=answer, text="Edited.", by=specialist, revision=0)
    replies.submit(answer=answer, by=specialist)
    assert Review.objects.filter(state="waiting").count() == 1


def test_a_managers_own_answer_wants_a_second_pair_of_eyes(inquiry, manager):
    MailboxFactory(owner=manager)
    answer = replies.compose(inquiry=inquiry, kind="full", by=manager)
    with pytest.raises(NotSignedOff, match="A manager has not signed"):
        replies.send(answer=answer, by=manager)
    policy(approve_own_work=True)
    assert replies.send(answer=answer, by=manager).state == "sent"


def test_an_address_that_changed_is_another_thing_to_sign_off(inquiry, specialist, manager):
    answer = replies.compose(inquiry=inquiry, kind="full", by=specialist)
    replies.submit(answer=answer, by=specialist)
    answer = signed_off(answer, manager)
    Inquiry.objects.filter(pk=inquiry.pk).update(reporter_email="somebody.else@example.org")
    with pytest.raises(NotSignedOff):
        replies.send(answer=answer, by=specialist)


def test_legal_and_the_person_quoted_sign_the_same_text(inquiry, specialist, colleague, manager):
    legal = UserFactory()
    policy(inquiry_legal=legal, inquiry_quoted=True)
    answer = replies.compose(inquiry=inquiry, kind="full", by=specialist)
    replies.submit(answer=answer, by=specialist)
    answer = signed_off(answer, manager)
    assert [said.partition(" has ")[0] for said in replies.standing_of(answer, by=specialist).blockers] == [
        legal.name, str(inquiry.spokesperson),
    ]  # fmt: skip
    of_legal, quoted = answer.sign_offs.order_by("role")
    replies.decide(sign_off=of_legal, agrees=True, by=legal)
    with pytest.raises(Overtaken, match="decided already"):
        replies.decide(sign_off=of_legal, agrees=False, comment="No", by=legal)
    page = reverse("inquiries:sign-off", args=[quoted.token])
    assert "AC to AC." in text_of(Browser().get(page))
    assert Browser().post(page, {"comment": ""}).status_code == 409
    Browser().post(page, {"agrees": "1"})
    quoted.refresh_from_db()
    assert (quoted.state, quoted.decided_how) == ("approved", "by their link")
    assert replies.standing_of(answer, by=specialist).blockers == []
    assert "signed the answer off." in Notification.objects.filter(user=specialist).latest("pk").text
    replies.edit(answer=answer, text="Edited since.", by=specialist, revision=answer.revision)
    assert set(SignOff.objects.values_list("state", flat=True)) == {"void"}
    assert "You will be asked anew" in text_of(Browser().get(page))
    assert len(replies.standing_of(Answer.objects.get(pk=answer.pk), by=specialist).blockers) == 3
    for token in ("x" * 32, "x", of_legal.token):
        assert Browser().get(reverse("inquiries:sign-off", args=[token])).status_code == 404


def test_changes_are_asked_for_with_words(inquiry, specialist, client_for):
    policy(inquiry_quoted=True, inquiry_sign_off=False)
    answer = replies.compose(inquiry=inquiry, kind="full", by=specialist)
    replies.submit(answer=answer, by=specialist)
    quoted = answer.sign_offs.get()
    Browser().post(reverse("inquiries:sign-off", args=[quoted.token]), {"comment": "Say who measured."})
    quoted.refresh_from_db()
    assert (quoted.state, quoted.comment) == ("changes", "Say who measured.")
    assert "Say who measured." in text_of(client_for(specialist).get(reverse("inquiries:reply", args=[inquiry.pk])))
    replies.submit(answer=answer, by=specialist)
    again = answer.sign_offs.get(state="waiting")
    note = reverse("inquiries:sign-off-note", args=[inquiry.pk, again.pk])
    client_for(specialist).post(note)
    again.refresh_from_db()
    assert (again.state, again.decided_how) == ("approved", f"by phone, noted by {specialist.name}")


def test_approved_statements_need_no_manager(inquiry, specialist):
    StatementFactory(client=inquiry.client, title="Holding: tests", text="We publish the report on Tuesday.")
    answer = replies.compose(inquiry=inquiry, kind="holding", by=specialist)
    assert "We publish the report on Tuesday." in to_text(answer.text)
    sent = replies.send(answer=answer, by=specialist)
    inquiry.refresh_from_db()
    assert (sent.state, inquiry.state, inquiry.acknowledged_at is not None) == ("sent", "working", True)
    replies.compose(inquiry=inquiry, kind="full", by=specialist)


def test_a_refusal_declines_and_a_correction_marks_what_it_corrects(inquiry, specialist, free):
    replies.send(answer=replies.compose(inquiry=inquiry, kind="decline", by=specialist), by=specialist)
    inquiry.refresh_from_db()
    assert inquiry.state == "declined"
    told = Told.objects.get()
    with pytest.raises(NotPossible, match="is declined already"):
        replies.compose(inquiry=inquiry, kind="full", by=specialist)
    correction = replies.compose(inquiry=inquiry, kind="correction", by=specialist)
    replies.edit(answer=correction, text="It is 47 %.", by=specialist, revision=0)
    replies.send(answer=correction, by=specialist)
    told.refresh_from_db()
    inquiry.refresh_from_db()
    assert (told.corrected_at is not None, inquiry.state) == (True, "declined")
    assert Told.objects.order_by("pk").last().text == "It is 47 %."
    with pytest.raises(NotPossible, match="Nothing was told yet"):
        replies.compose(inquiry=InquiryFactory(), kind="correction", by=specialist)


def test_what_was_told_is_kept_by_question(inquiry, specialist, free):
    replies.send(answer=replies.compose(inquiry=inquiry, kind="full", by=specialist), by=specialist)
    told = Told.objects.get()
    assert (told.asked, told.text, told.to_name) == ("How was it measured?", "AC to AC.", inquiry.reporter)


def test_contradictions_and_statements_that_expired_are_shown(inquiry, specialist, manager, client_for, free):
    other = InquiryFactory(client=inquiry.client)
    earlier = Answer.objects.create(inquiry=other, owner=specialist, state="dropped")
    Told.objects.create(
        answer=earlier, inquiry=other, client=inquiry.client, text="The round-trip efficiency is 41 %.",
        at=timezone.now(), to_name="Ruth Feldmann",
    )  # fmt: skip
    yesterday = timezone.localdate() - timedelta(days=1)
    said = "Iron lasts for twenty years at least."
    StatementFactory(client=inquiry.client, title="Old", text=said, expires_on=yesterday)
    answer = replies.compose(inquiry=inquiry, kind="full", by=specialist)
    text = f"Our round-trip efficiency is 47 %.\n\n{said}"
    answer = replies.edit(answer=answer, text=text, by=specialist, revision=0)
    page = text_of(client_for(specialist).get(reverse("inquiries:reply", args=[inquiry.pk])))
    assert "We told Ruth Feldmann otherwise" in page
    assert "41 % then, 47 % now" in page
    assert "“Old” may not be used: it held until" in page
    with pytest.raises(NotSignedOff, match="may not be used"):
        replies.send(answer=answer, by=specialist)
    MailboxFactory(owner=manager)
    assert replies.send(answer=answer, by=manager).state == "sent"


@pytest.mark.django_db(transaction=True)
def test_two_specialists_answer_at_once(specialist, colleague):
    policy(inquiry_sign_off=False)
    inquiry = InquiryFactory()
    QuestionFactory(inquiry=inquiry, answer="AC to AC.", state="ready")
    people = [specialist, colleague]
    for user in people:
        MailboxFactory(owner=user)
    answer = replies.compose(inquiry=inquiry, kind="full", by=specialist)
    begin, said = threading.Barrier(2), []

    def send(user):
        begin.wait()
        try:
            said.append(replies.send(answer=answer, by=user).state)
        except (NotPossible, Overtaken) as problem:
            said.append(str(problem))
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=[user]) for user in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said) == ["This answer is sent; it cannot be changed any more.", "sent"]
    assert (OutgoingMessage.objects.count(), Told.objects.count()) == (1, 1)


def test_a_later_save_shows_both_texts(inquiry, specialist, colleague, client_for):
    answer = replies.compose(inquiry=inquiry, kind="full", by=specialist)
    save = reverse("inquiries:reply-save", args=[inquiry.pk, answer.pk])
    client_for(colleague).post(save, {"text": "Theirs.", "revision": "0"})
    refused = client_for(specialist).post(save, {"text": "Mine.", "revision": "0"})
    page = text_of(refused)
    assert (refused.status_code, "Theirs." in page, "Mine." in page) == (409, True, True)
    answer.refresh_from_db()
    assert to_text(answer.text) == "Theirs."
    empty = client_for(specialist).post(save, {"text": " ", "revision": "1", "do": "submit"})
    assert (empty.status_code, "Write the answer first" in text_of(empty)) == (409, True)


def test_the_page_leads_from_draft_to_sent(inquiry, specialist, manager, client_for):
    browser = client_for(specialist)
    page = browser.post(reverse("inquiries:reply-begin", args=[inquiry.pk]), {"kind": "full"}, follow=True)
    answer = Answer.objects.get()
    assert "A manager has not signed this text off." in text_of(page)
    save = reverse("inquiries:reply-save", args=[inquiry.pk, answer.pk])
    browser.post(save, {"text": "AC to AC.", "revision": "0", "do": "submit"})
    review = Review.objects.get()
    reviewer = client_for(manager)
    for tab in ("", "?tab=outgoing", "?tab=changes"):
        assert "AC to AC." in text_of(reviewer.get(f"{review.get_absolute_url()}{tab}"))
    reviews.approve(review=review, by=manager)
    answer.refresh_from_db()
    page = browser.post(save, {"text": "AC to AC.", "revision": str(answer.revision), "do": "send"}, follow=True)
    assert "Answer sent to Aoife Brannigan" in text_of(page)
    assert Answer.objects.get().state == "sent"
    assert browser.get(reverse("inquiries:reply", args=[inquiry.pk])).status_code == 200


def test_the_team_writes_and_nobody_else(inquiry, specialist, colleague, observer, client_for):
    policy(inquiry_legal=UserFactory())
    answer = replies.compose(inquiry=inquiry, kind="full", by=specialist)
    replies.submit(answer=answer, by=specialist)
    of_legal = answer.sign_offs.get()
    page = reverse("inquiries:reply", args=[inquiry.pk])
    posts = [reverse("inquiries:reply-begin", args=[inquiry.pk]),
             reverse("inquiries:reply-save", args=[inquiry.pk, answer.pk]),
             reverse("inquiries:sign-off-note", args=[inquiry.pk, of_legal.pk])]  # fmt: skip
    assert client_for(colleague).get(page).status_code == 200
    assert client_for(observer).get(page).status_code == 403
    for post in posts:
        assert client_for(observer).post(post, {"agrees": "1"}).status_code == 403
        assert Browser().post(post)["Location"].startswith("/account/login/")
    refused = client_for(colleague).post(posts[2], {"agrees": "1"}, follow=True)
    assert "somebody else to sign off" in text_of(refused)
    of_legal.refresh_from_db()
    assert of_legal.state == "waiting"


def on_today(name, user):
    """Title and action of the rows that this source of Today has for somebody."""
    [source] = [source for source in today.SOURCES if source.name == name]
    return [(item.title, item.action) for item in look_at(Desk(user), [source]).items]


def test_what_waits_for_a_word_or_for_sending_stands_on_today(inquiry, specialist, manager):
    legal = UserFactory()
    policy(inquiry_legal=legal)
    answer = replies.compose(inquiry=inquiry, kind="full", by=specialist)
    replies.submit(answer=answer, by=specialist)
    assert on_today("sign-off", legal) == [("Efficiency", "Sign off")]
    assert on_today("sign-off", specialist) == on_today("answer that was decided", specialist) == []
    signed_off(answer, manager)
    assert on_today("answer that was decided", specialist) == [], "legal has not said anything yet"
    replies.decide(sign_off=answer.sign_offs.get(), agrees=True, by=legal)
    assert on_today("sign-off", legal) == []
    assert on_today("answer that was decided", specialist) == [("Efficiency", "Send")]


def test_changes_that_legal_asks_for_stand_on_today_though_the_manager_agreed(inquiry, specialist, manager):
    legal = UserFactory()
    policy(inquiry_legal=legal)
    answer = replies.compose(inquiry=inquiry, kind="full", by=specialist)
    replies.submit(answer=answer, by=specialist)
    signed_off(answer, manager)
    replies.decide(sign_off=answer.sign_offs.get(), agrees=False, comment="Not the second sentence.", by=legal)
    assert on_today("answer that was decided", specialist) == [("Efficiency", "Change")]


def test_without_address_or_mailbox_it_says_so(specialist, free):
    inquiry = InquiryFactory(reporter_email="")
    answer = replies.compose(inquiry=inquiry, kind="decline", by=specialist)
    with pytest.raises(NotPossible, match="There is no address to write to"):
        replies.send(answer=answer, by=specialist)
    Inquiry.objects.filter(pk=inquiry.pk).update(reporter_email="ruth@paper.example.org")
    with pytest.raises(NotPossible, match="There is no mailbox to write from"):
        replies.send(answer=answer, by=specialist)
    assert Inquiry.objects.get(pk=inquiry.pk).state == "new"
