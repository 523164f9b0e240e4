from inquiries.models.answer import Answer, SignOff, Told
from inquiries.models.duty import Duty, Escalation, Page
from inquiries.models.inquiry import Fact, Inquiry, InquiryClip, InquiryNote, Question, Topic
from inquiries.models.intake import IntakeKey, PressDesk

__all__ = [
    "Answer",
    "Duty",
    "Escalation",
    "Fact",
    "Inquiry",
    "InquiryClip",
    "InquiryNote",
    "IntakeKey",
    "Page",
    "PressDesk",
    "Question",
    "SignOff",
    "Told",
    "Topic",
]
