from datetime import date, timedelta

import pytest
from django.utils import timezone

from contacts.models import TimelineEntry
from mail.models import IncomingMessage
from mail.reports import Report
from pitches import responses
from pitches.business_days import add_business_days
from pitches.models import Response
from team.models import Notification


def incoming(recipient, kind, **fields):
    return IncomingMessage.objects.create(
        digest=f"{IncomingMessage.objects.count():064}",
        raw=b"",
        received_at=timezone.now(),
        kind=kind,
        matched=recipient.message,
        processed_at=timezone.now(),
        **fields,
    )


def report(recipient, kind, *, permanent=False, reason=""):
    return Report(
        message=recipient.message,
        kind=kind,
        permanent=permanent,
        reason=reason,
        at=timezone.now(),
        key="incoming:1",
        proven=True,
    )


def test_respond_keeps_the_answer_everywhere(sent_recipient):
    responses.respond(recipient=sent_recipient, kind="interested", text="When?")
    sent_recipient.refresh_from_db()
    assert (sent_recipient.answer, sent_recipient.answered_at is None) == ("interested", False)
    entry = TimelineEntry.objects.get(kind="answered")
    assert (entry.journalist, entry.body) == (sent_recipient.journalist, "When?")
    notification = Notification.objects.get()
    assert notification.user == sent_recipient.pitch.owner
    assert notification.text == f"{sent_recipient.journalist} is interested: {sent_recipient.pitch.title}"


def test_respond_twice_alike_is_one_answer(sent_recipient):
    first = responses.respond(recipient=sent_recipient, kind="more", text="Data, please")
    second = responses.respond(recipient=sent_recipient, kind="more", text="Data, please")
    assert first == second
    assert Notification.objects.count() == 1


def test_respond_changed_mind_latest_counts_first_time_stays(sent_recipient):
    responses.respond(recipient=sent_recipient, kind="later")
    sent_recipient.refresh_from_db()
    first_time = sent_recipient.answered_at
    responses.respond(recipient=sent_recipient, kind="interested")
    sent_recipient.refresh_from_db()
    assert (sent_recipient.answer, sent_recipient.answered_at) == ("interested", first_time)
    assert Response.objects.count() == 2


def test_take_in_reply_twice_is_one_response(sent_recipient):
    message = incoming(sent_recipient, "reply", text="Yes, please.")
    responses.take_in(recipient=sent_recipient, incoming=message)
    responses.take_in(recipient=sent_recipient, incoming=message)
    response = Response.objects.get()
    assert (response.kind, response.text, response.incoming) == ("reply", "Yes, please.", message)
    sent_recipient.refresh_from_db()
    assert sent_recipient.answer == "reply"


def test_take_in_permanent_bounce_marks_the_address_and_stops_the_follow_up(sent_recipient):
    reported = report(sent_recipient, "bounce", permanent=True, reason="550 5.1.1 User unknown")
    responses.take_report(recipient=sent_recipient, report=reported)
    responses.take_report(recipient=sent_recipient, report=reported)
    sent_recipient.refresh_from_db()
    assert sent_recipient.follow_up_stopped_why == "The address does not work"
    address = sent_recipient.journalist.emails.get()
    assert address.bounce_reason == "550 5.1.1 User unknown"
    assert sent_recipient.answered_at is None
    assert TimelineEntry.objects.filter(kind="bounced").count() == 1


def test_take_in_transient_bounce_changes_nothing(sent_recipient):
    responses.take_report(recipient=sent_recipient, report=report(sent_recipient, "bounce"))
    sent_recipient.refresh_from_db()
    assert sent_recipient.follow_up_stopped_at is None
    assert sent_recipient.journalist.emails.get().bounced_at is None


def test_take_in_out_of_office_moves_the_follow_up_behind_the_return(sent_recipient):
    back = timezone.localdate() + timedelta(days=30)
    responses.take_in(recipient=sent_recipient, incoming=incoming(sent_recipient, "auto_reply", returns_on=back))
    sent_recipient.refresh_from_db()
    assert sent_recipient.follow_up_due_on == add_business_days(back, 1)
    assert sent_recipient.answered_at is None
    assert TimelineEntry.objects.filter(kind="auto_reply").count() == 1


def test_take_in_out_of_office_that_ends_before_moves_nothing(sent_recipient):
    due = sent_recipient.follow_up_due_on
    back = timezone.localdate() - timedelta(days=1)
    responses.take_in(recipient=sent_recipient, incoming=incoming(sent_recipient, "auto_reply", returns_on=back))
    sent_recipient.refresh_from_db()
    assert sent_recipient.follow_up_due_on == due


@pytest.mark.parametrize("kind", ["unsubscribe", "complaint"])
def test_take_in_wish_to_be_left_alone_is_kept_at_once(sent_recipient, kind):
    responses.take_report(recipient=sent_recipient, report=report(sent_recipient, kind))
    sent_recipient.refresh_from_db()
    sent_recipient.journalist.refresh_from_db()
    assert sent_recipient.journalist.do_not_contact
    assert sent_recipient.follow_up_stopped_why == "Asked to be left alone"


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2026, 11, 13), 3, date(2026, 11, 18)),  # Friday to Wednesday
        (date(2026, 11, 14), 1, date(2026, 11, 16)),  # Saturday to Monday
        (date(2026, 11, 9), 5, date(2026, 11, 16)),  # Monday to Monday
        (date(2026, 11, 12), 0, date(2026, 11, 12)),
    ],
)
def test_add_business_days(start, count, end):
    assert add_business_days(start, count) == end
