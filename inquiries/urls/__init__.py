"""Addresses of inquiries."""

from django.urls import path

from inquiries.views import board, by_mail, figures, keys, outcome, page, planning, reply, told

app_name = "inquiries"
urlpatterns = [
    path("inquiries/", board.InquiryList.as_view(), name="inquiry-list"),
    path("inquiries/new/", board.PhoneLog.as_view(), name="inquiry-create"),
    path("inquiries/board/", figures.Board.as_view(), name="board"),
    path("inquiries/figures/", figures.Figures.as_view(), name="figures"),
    path("inquiries/load/", figures.Load.as_view(), name="load"),
    path("inquiries/told/", told.ToldList.as_view(), name="told-list"),
    path("inquiries/of-thread/<int:thread>/", by_mail.InquiryOfThread.as_view(), name="inquiry-of-thread"),
    path("inquiries/statements/", planning.StatementList.as_view(), name="statement-list"),
    path("inquiries/statements/new/", planning.StatementEdit.as_view(), name="statement-create"),
    path("inquiries/statements/<int:pk>/", planning.StatementEdit.as_view(), name="statement-edit"),
    path(
        "inquiries/statements/<int:pk>/approve/",
        planning.StatementAction.as_view(action="approve"),
        name="statement-approve",
    ),
    path(
        "inquiries/statements/<int:pk>/archive/",
        planning.StatementAction.as_view(action="archive"),
        name="statement-archive",
    ),
    path(
        "inquiries/statements/<int:pk>/restore/",
        planning.StatementAction.as_view(action="restore"),
        name="statement-restore",
    ),
    path("inquiries/duty/", planning.DutyList.as_view(), name="duty-list"),
    path("inquiries/duty/<int:pk>/remove/", planning.DutyDelete.as_view(), name="duty-delete"),
    path("settings/intake-keys/", keys.Keys.as_view(), name="key-list"),
    path("settings/intake-keys/<int:pk>/revoke/", keys.KeyRevoke.as_view(), name="key-revoke"),
    path("settings/press-offices/", by_mail.PressDesks.as_view(), name="press-desks"),
    path("inquiries/<int:pk>/", page.InquiryDetail.as_view(), name="inquiry-detail"),
    path("inquiries/<int:pk>/acknowledge/", page.Acknowledgement.as_view(), name="inquiry-acknowledge"),
    path("inquiries/<int:pk>/assign/", page.Assignment.as_view(), name="inquiry-assign"),
    path("inquiries/<int:pk>/close/", page.Closing.as_view(), name="inquiry-close"),
    path("inquiries/<int:pk>/reopen/", page.Reopening.as_view(), name="inquiry-reopen"),
    path("inquiries/<int:pk>/note/", page.NoteAdd.as_view(), name="inquiry-note"),
    path("inquiries/<int:pk>/given/", page.Given.as_view(), name="inquiry-given"),
    path("inquiries/<int:pk>/outcome/", outcome.OutcomeSave.as_view(), name="inquiry-outcome"),
    path("inquiries/<int:pk>/clips/<int:clip>/", outcome.ClipTie.as_view(), name="inquiry-clip"),
    path("inquiries/<int:pk>/reply/", reply.Reply.as_view(), name="reply"),
    path("inquiries/<int:pk>/reply/begin/", reply.ReplyBegin.as_view(), name="reply-begin"),
    path("inquiries/<int:pk>/reply/<int:answer>/", reply.ReplySave.as_view(), name="reply-save"),
    path("inquiries/<int:pk>/sign-offs/<int:sign_off>/", reply.SignOffNote.as_view(), name="sign-off-note"),
    path("signoff/<str:token>/", reply.sign_off, name="sign-off"),
    path("inquiries/<int:pk>/questions/", page.QuestionAdd.as_view(), name="question-create"),
    path("inquiries/<int:pk>/questions/<int:question>/", page.AnswerSave.as_view(), name="question-answer"),
]
