"""Addresses of everything out, in the settings."""

from django.urls import path

from takeout import views

app_name = "takeout"
urlpatterns = [
    path("", views.ExportList.as_view(), name="export-list"),
    path("<int:pk>/download/", views.ExportDownload.as_view(), name="export-download"),
    path("<int:pk>/file/", views.ExportFile.as_view(), name="export-file"),
    path("<int:pk>/deletion/", views.ExportDeletion.as_view(), name="export-deletion"),
]
