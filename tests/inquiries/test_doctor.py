"""What the doctor says of inquiries, interviews and media events."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core.doctor import State, examine
from events.doctor import reminders
from events.models import Reminder
from inquiries import duty
from inquiries.doctor import inquiries
from inquiries.models import Escalation, Page, PressDesk
from tests.factories.campaigns import ClientFactory
from tests.factories.events import InterviewFactory
from tests.factories.inquiries import InquiryFactory
from tests.factories.mail import MailboxFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def inquiry(specialist):
    now = timezone.now()
    duty.plan(user=specialist, starts_at=now - timedelta(hours=1), ends_at=now + timedelta(hours=1))
    inquiry = InquiryFactory()
    Escalation.objects.all().delete()
    return inquiry


def said(examination):
    return [(finding.state, finding.says) for finding in examination()]


def test_all_is_well(inquiry):
    assert said(inquiries) == [(State.GOOD, "1 open, no call is late")]
    assert {"inquiries", "interviews"} <= {finding.subject for finding in examine()}


def test_nobody_on_duty_is_a_warning_where_there_are_inquiries(inquiry, specialist):
    specialist.duties.all().delete()
    assert said(inquiries) == [(State.WARNING, "nobody is on duty now")]
    inquiry.delete()
    assert said(inquiries) == [(State.GOOD, "0 open, no call is late")]


def test_calls_that_are_late_or_do_not_go_and_a_press_office_without_mailbox(inquiry):
    now = timezone.now()
    call = Escalation.objects.create(
        inquiry=inquiry, clock="acknowledge", step=1, due_at=now - timedelta(minutes=6)
    )  # fmt: skip
    Page.objects.create(
        escalation=call, channel="webhook", text="x", next_try_at=now, attempts=2, error="404 Not Found"
    )
    PressDesk.objects.create(client=ClientFactory(name="Fernhall"), mailbox=MailboxFactory(is_active=False))
    late, failed, desk = said(inquiries)
    assert late == (State.BROKEN, "1 calls are late")
    assert failed == (State.BROKEN, "calls by Webhook do not go: 404 Not Found")
    assert "the press office of Fernhall reads" in desk[1]
    Escalation.objects.filter(pk=call.pk).update(due_at=now - timedelta(minutes=4))
    Page.objects.update(attempts=1)
    assert [says for _, says in said(inquiries)] == [desk[1]]


def test_reminders_that_are_late():
    interview = InterviewFactory()
    assert said(reminders) == [(State.GOOD, "0 coming, no reminder is late")]
    due = timezone.now() - timedelta(minutes=16)
    Reminder.objects.create(interview=interview, whom="owner", due_at=due)
    assert said(reminders) == [(State.BROKEN, "1 reminders are late")]
