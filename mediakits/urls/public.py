"""Addresses that journalists open: files, kits, newsrooms. No sign-in, no cookie."""

from django.urls import URLPattern, path

from mediakits.views import files

app_name = "mediakits-public"
urlpatterns: list[URLPattern] = [
    # Files
    path("files/<str:signed>/<str:name>", files.serve, name="file"),
]
