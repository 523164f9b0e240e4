"""Addresses that journalists open: files, kits, newsrooms. No sign-in, no cookie."""

from django.urls import URLPattern, path, re_path

from mediakits.views import files, newsroom_public

app_name = "mediakits-public"
urlpatterns: list[URLPattern] = [
    # Files
    path("files/<str:signed>/<str:name>", files.serve, name="file"),
    # Released documents of clients without an open newsroom; what stands in newsrooms is in newsroom.py
    path("k/d/<str:token>/", newsroom_public.lone_document, name="document"),
    re_path(
        r"^k/d/(?P<token>[-\w]{32})/(?P<form>pdf|docx|txt)/\Z",
        newsroom_public.lone_document,
        name="document-export",
    ),
]
