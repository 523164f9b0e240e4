"""Addresses of inquiries."""

from django.urls import path

from inquiries.views import board, by_mail, page, told

app_name = "inquiries"
urlpatterns = [
    path("inquiries/", board.InquiryList.as_view(), name="inquiry-list"),
    path("inquiries/new/", board.PhoneLog.as_view(), name="inquiry-create"),
    path("inquiries/told/", told.ToldList.as_view(), name="told-list"),
    path("inquiries/of-thread/<int:thread>/", by_mail.InquiryOfThread.as_view(), name="inquiry-of-thread"),
    path("settings/press-offices/", by_mail.PressDesks.as_view(), name="press-desks"),
    path("inquiries/<int:pk>/", page.InquiryDetail.as_view(), name="inquiry-detail"),
    path("inquiries/<int:pk>/acknowledge/", page.Acknowledgement.as_view(), name="inquiry-acknowledge"),
    path("inquiries/<int:pk>/assign/", page.Assignment.as_view(), name="inquiry-assign"),
    path("inquiries/<int:pk>/close/", page.Closing.as_view(), name="inquiry-close"),
    path("inquiries/<int:pk>/reopen/", page.Reopening.as_view(), name="inquiry-reopen"),
    path("inquiries/<int:pk>/note/", page.NoteAdd.as_view(), name="inquiry-note"),
    path("inquiries/<int:pk>/given/", page.Given.as_view(), name="inquiry-given"),
    path("inquiries/<int:pk>/questions/", page.QuestionAdd.as_view(), name="question-create"),
    path("inquiries/<int:pk>/questions/<int:question>/", page.AnswerSave.as_view(), name="question-answer"),
]
