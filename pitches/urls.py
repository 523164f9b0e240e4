from django.urls import path

from pitches.views import results

app_name = "pitches"
urlpatterns = [
    path("<int:pk>/", results.PitchDetail.as_view(), name="pitch-detail"),
    path("<int:pk>/schedule/", results.PitchSchedule.as_view(), name="pitch-schedule"),
    path("<int:pk>/schedule/withdrawal/", results.PitchUnschedule.as_view(), name="pitch-unschedule"),
    path("<int:pk>/stop/", results.PitchStop.as_view(), name="pitch-stop"),
    path("recipients/<int:pk>/follow-up/stop/", results.FollowUpStop.as_view(), name="follow-up-stop"),
    path("responses/<int:pk>/handled/", results.ResponseHandled.as_view(), name="response-handled"),
]
