"""Answers that did not reach the reporter: the inquiry is open again, what was not told is not kept as told."""

import pytest
from django.utils import timezone

from inquiries import replies, undelivered
from inquiries.models import Answer, InquiryNote, Told
from inquiries.tasks import take_back_undelivered
from mail.models import OutgoingMessage
from team.models import Notification, TeamPolicy
from tests.factories.inquiries import InquiryFactory, QuestionFactory
from tests.factories.mail import MailboxFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def inquiry(specialist):
    MailboxFactory(owner=specialist)
    TeamPolicy.objects.filter(pk=TeamPolicy.current().pk).update(inquiry_sign_off=False)
    inquiry = InquiryFactory(owner=specialist, subject="Efficiency")
    QuestionFactory(inquiry=inquiry, text="How was it measured?", answer="AC to AC.", state="ready")
    return inquiry


def sent(inquiry, kind, by):
    return replies.send(answer=replies.compose(inquiry=inquiry, kind=kind, by=by), by=by)


def refused(answer, **how):
    OutgoingMessage.objects.filter(pk=answer.message_id).update(
        **(how or {"state": "failed", "last_error": "550 No such user", "ended_at": timezone.now()})
    )


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ({}, "550 No such user"),
        ({"bounced_at": timezone.now(), "bounce_reason": "Mailbox full for good"}, "Mailbox full for good"),
    ],
)
def test_an_answer_that_did_not_arrive_opens_the_inquiry_again(inquiry, specialist, how, said):
    answer = sent(inquiry, "full", specialist)
    assert (undelivered.take_back_all(), Told.objects.count()) == (0, 1)
    refused(answer, **how)
    assert (take_back_undelivered(), undelivered.take_back_all()) == (1, 0)
    inquiry.refresh_from_db()
    answer.refresh_from_db()
    assert (inquiry.state, inquiry.answered_at, answer.state, answer.message) == ("working", None, "draft", None)
    assert not Told.objects.exists()
    assert said in InquiryNote.objects.latest("pk").text
    assert said in Notification.objects.get(user=specialist).text
    again = replies.send(answer=answer, by=specialist)
    assert (again.state, Told.objects.count()) == ("sent", 1)


def test_a_correction_that_did_not_arrive_corrected_nothing(inquiry, specialist):
    sent(inquiry, "full", specialist)
    correction = sent(inquiry, "correction", specialist)
    assert Told.objects.filter(corrected_at__isnull=False).count() == 1
    refused(correction)
    undelivered.take_back_all()
    inquiry.refresh_from_db()
    assert inquiry.state == "answered", "the first answer arrived"
    assert list(Told.objects.values_list("corrected_at", flat=True)) == [None]


def test_a_holding_statement_that_did_not_arrive_is_dropped_when_the_answer_is_being_written(inquiry, specialist):
    holding = sent(inquiry, "holding", specialist)
    draft = replies.compose(inquiry=inquiry, kind="full", by=specialist)
    refused(holding)
    assert undelivered.take_back_all() == 1
    assert set(Answer.objects.values_list("pk", "state")) == {(holding.pk, "dropped"), (draft.pk, "draft")}
