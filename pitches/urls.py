from django.urls import path

from pitches.views import attributions, composer, page_preview, pitch_list, recipients, results, submission

app_name = "pitches"
urlpatterns = [
    path("<int:pk>/", results.PitchDetail.as_view(), name="pitch-detail"),
    path("<int:pk>/schedule/", results.PitchSchedule.as_view(), name="pitch-schedule"),
    path("<int:pk>/schedule/withdrawal/", results.PitchUnschedule.as_view(), name="pitch-unschedule"),
    path("<int:pk>/stop/", results.PitchStop.as_view(), name="pitch-stop"),
    path("recipients/<int:pk>/follow-up/stop/", results.FollowUpStop.as_view(), name="follow-up-stop"),
    path("responses/<int:pk>/handled/", results.ResponseHandled.as_view(), name="response-handled"),
    path("attributions/<int:pk>/confirmation/", attributions.Confirm.as_view(), name="attribution-confirmation"),
    path("attributions/<int:pk>/refusal/", attributions.Refuse.as_view(), name="attribution-refusal"),
    path("attributions/<int:pk>/reopening/", attributions.Reopen.as_view(), name="attribution-reopening"),
    path("", pitch_list.PitchList.as_view(), name="pitch-list"),
    path("new/", pitch_list.PitchCreate.as_view(), name="pitch-create"),
    path("for-journalists/", pitch_list.PitchForChosen.as_view(), name="pitch-for-chosen"),
    path("<int:pk>/write/", composer.Compose.as_view(), name="pitch-compose"),
    path("<int:pk>/draft/", composer.Save.as_view(), name="pitch-save"),
    path("<int:pk>/plan/", composer.Plan.as_view(), name="pitch-plan"),
    path("<int:pk>/checks/", composer.Checks.as_view(), name="pitch-checks"),
    path("<int:pk>/preview/", composer.Preview.as_view(), name="pitch-preview"),
    path("<int:pk>/page/", page_preview.PagePreview.as_view(), name="page-preview"),
    path("<int:pk>/page/way-out/", page_preview.WayOutPreview.as_view(), name="way-out-preview"),
    path("<int:pk>/page/<slug:kind>/", page_preview.AnswerPreview.as_view(), name="answer-preview"),
    path("<int:pk>/presence/", composer.Presence.as_view(), name="pitch-presence"),
    path("<int:pk>/recipients/", recipients.RecipientList.as_view(), name="recipient-list"),
    path("<int:pk>/recipients/search/", recipients.RecipientSearch.as_view(), name="recipient-search"),
    path("<int:pk>/recipients/<int:recipient_pk>/", recipients.RecipientDetail.as_view(), name="recipient-detail"),
    path(
        "<int:pk>/recipients/<int:recipient_pk>/exclusion/", recipients.LeaveOut.as_view(), name="recipient-exclusion"
    ),
    path("<int:pk>/recipients/<int:recipient_pk>/inclusion/", recipients.TakeIn.as_view(), name="recipient-inclusion"),
    path("<int:pk>/recipients/<int:recipient_pk>/removal/", recipients.Remove.as_view(), name="recipient-removal"),
    path("<int:pk>/test/", submission.SendTest.as_view(), name="pitch-test"),
    path("<int:pk>/review/", submission.Submit.as_view(), name="pitch-review"),
    path("<int:pk>/review/withdrawal/", submission.Withdraw.as_view(), name="pitch-withdrawal"),
    path("<int:pk>/copy/", submission.Duplicate.as_view(), name="pitch-copy"),
    path("<int:pk>/aside/", submission.Drop.as_view(), name="pitch-aside"),
    path("<int:pk>/taking-up/", submission.TakeUp.as_view(), name="pitch-draft"),
]
