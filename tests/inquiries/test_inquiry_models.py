"""What the database itself refuses of inquiries."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from tests.factories.inquiries import AnswerFactory, DutyFactory, InquiryFactory, QuestionFactory

pytestmark = pytest.mark.django_db


def test_number_is_counted_within_the_year():
    assert InquiryFactory(year=2026, serial=187).number == "2026-0187"
    with pytest.raises(IntegrityError, match="inquiries_inquiry_number"):
        InquiryFactory(year=2026, serial=187)


def test_one_answer_is_written_at_a_time():
    inquiry = InquiryFactory()
    AnswerFactory(inquiry=inquiry, state="dropped")
    AnswerFactory(inquiry=inquiry)
    with pytest.raises(IntegrityError, match="inquiries_answer_one_open"):
        AnswerFactory(inquiry=inquiry, kind="holding")


def test_ready_answer_says_something():
    with pytest.raises(IntegrityError, match="inquiries_question_ready"):
        QuestionFactory(state="ready")


def test_one_person_is_on_duty_at_a_time():
    duty = DutyFactory()
    DutyFactory(starts_at=duty.ends_at)
    with pytest.raises(IntegrityError, match="inquiries_duty_one_at_a_time"):
        DutyFactory(starts_at=duty.ends_at - timedelta(minutes=1))


def test_what_is_answered_says_when():
    with pytest.raises(IntegrityError, match="inquiries_inquiry_answered"):
        InquiryFactory(state="answered", ended_at=timezone.now())
