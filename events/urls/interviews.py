"""Addresses of interviews: for the team, and the page that a journalist opens by a link."""

from django.urls import path

from events.views import beside_inquiry, brief, interviews, record, recordings, speakers
from events.views import interview_public as public

ONE = "interviews/<int:pk>/"
PAGE = "i/<str:token>/"
urlpatterns = [
    path("contacts/journalists/<int:pk>/asked/", record.JournalistAsked.as_view(), name="journalist-asked"),
    path("interviews/", interviews.InterviewList.as_view(), name="interview-list"),
    path("interviews/new/", interviews.InterviewCreate.as_view(), name="interview-create"),
    path("interviews/speakers/", speakers.SpeakerList.as_view(), name="speaker-list"),
    path("interviews/speakers/<int:pk>/", speakers.SpeakerTimes.as_view(), name="speaker-times"),
    path("interviews/times/<int:pk>/remove/", speakers.TimeRemove.as_view(), name="time-remove"),
    path(ONE, interviews.InterviewDetail.as_view(), name="interview-detail"),
    path(f"{ONE}edit/", interviews.InterviewEdit.as_view(), name="interview-edit"),
    path(f"{ONE}offer/", interviews.Offering.as_view(), name="interview-offer"),
    path(f"{ONE}slots/<int:slot>/withdraw/", interviews.SlotWithdrawal.as_view(), name="slot-withdraw"),
    path(f"{ONE}confirm/", interviews.Confirmation.as_view(), name="interview-confirm"),
    path(f"{ONE}in-writing/", interviews.InWriting.as_view(), name="interview-in-writing"),
    path(f"{ONE}move/", interviews.Moving.as_view(), name="interview-move"),
    path(f"{ONE}call-off/", interviews.CallingOff.as_view(), name="interview-call-off"),
    path(f"{ONE}decline/", interviews.Declining.as_view(), name="interview-decline"),
    path(f"{ONE}take-up/", interviews.TakingUp.as_view(), name="interview-take-up"),
    path(f"{ONE}held/", interviews.Held.as_view(), name="interview-held"),
    path(f"{ONE}outcome/", interviews.OutcomeSave.as_view(), name="interview-outcome"),
    path(f"{ONE}brief/", brief.BriefPage.as_view(), name="brief"),
    path(f"{ONE}brief/submit/", brief.BriefSubmit.as_view(), name="brief-submit"),
    path(f"{ONE}brief/withdrawal/", brief.BriefWithdraw.as_view(), name="brief-withdraw"),
    path(f"{ONE}brief/mail/", brief.BriefMail.as_view(), name="brief-mail"),
    path(f"{ONE}brief.pdf", brief.BriefPdf.as_view(), name="brief-pdf"),
    path(f"{ONE}recordings/", recordings.RecordingAdd.as_view(), name="recording-create"),
    path(f"{ONE}recordings/<int:recording>/", recordings.RecordingFile.as_view(), name="recording-file"),
    path(f"{ONE}recordings/<int:recording>/remove/", recordings.RecordingRemoval.as_view(), name="recording-remove"),
    path(f"{ONE}promises/", interviews.PromiseAdd.as_view(), name="promise-create"),
    path(f"{ONE}promises/<int:promise>/", interviews.PromiseEnd.as_view(), name="promise-end"),
    path(f"{ONE}corrections/", interviews.CorrectionAdd.as_view(), name="correction-create"),
    path(f"{ONE}corrections/<int:correction>/", interviews.CorrectionEnd.as_view(), name="correction-end"),
    path("inquiries/<int:pk>/promises/", beside_inquiry.InquiryPromise.as_view(), name="inquiry-promise"),
    path(
        "inquiries/<int:pk>/promises/<int:promise>/",
        beside_inquiry.InquiryPromiseEnd.as_view(),
        name="inquiry-promise-end",
    ),
    path("inquiries/<int:pk>/corrections/", beside_inquiry.InquiryCorrection.as_view(), name="inquiry-correction"),
    path(
        "inquiries/<int:pk>/corrections/<int:correction>/",
        beside_inquiry.InquiryCorrectionEnd.as_view(),
        name="inquiry-correction-end",
    ),
    path(PAGE, public.show, name="interview-page"),
    path(f"{PAGE}pick/", public.pick, name="interview-pick"),
    path(f"{PAGE}none-suits/", public.none_suits, name="interview-none-suits"),
    path(f"{PAGE}call-off/", public.call_off, name="interview-cancel"),
    path(f"{PAGE}interview.ics", public.file, name="interview-file"),
]
