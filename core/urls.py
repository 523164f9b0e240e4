from django.urls import path

from core import pictures, views

app_name = "core"

urlpatterns = [
    path("media/<str:folder>/<str:name>", pictures.serve, name="picture"),
    path("jobs/<int:pk>/progress/", views.JobProgress.as_view(), name="job-progress"),
    path("jobs/<int:pk>/stop/", views.JobStop.as_view(), name="job-stop"),
]
