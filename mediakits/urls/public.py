"""Addresses that journalists open: files, kits, newsrooms. No sign-in, no cookie."""

from django.urls import path, re_path

from mediakits.views import files, kit_public, newsroom_public

app_name = "mediakits-public"
urlpatterns = [
    # Files
    path("files/<str:signed>/<str:name>", files.serve, name="file"),
    # Kits. These addresses stand in e-mails: they are promises, never change one.
    path("k/<slug:token>/", kit_public.KitPageView.as_view(), name="kit"),
    path("k/<slug:token>/password/", kit_public.KitPassword.as_view(), name="kit-password"),
    path("k/<slug:token>/files/<int:pk>/", kit_public.KitFile.as_view(), name="kit-file"),
    re_path(
        r"^k/(?P<token>[-\w]+)/documents/(?P<pk>[0-9]{1,18})\.(?P<kind>pdf|docx|txt)\Z",
        kit_public.KitDocument.as_view(),
        name="kit-document",
    ),
    re_path(r"^k/(?P<token>[-\w]+)/(?P<which>all|photos)\.zip\Z", kit_public.KitZip.as_view(), name="kit-zip"),
    # Released documents of clients without an open newsroom; what stands in newsrooms is in newsroom.py
    path("k/d/<str:token>/", newsroom_public.lone_document, name="document"),
    re_path(
        r"^k/d/(?P<token>[-\w]{32})/(?P<form>pdf|docx|txt)/\Z",
        newsroom_public.lone_document,
        name="document-export",
    ),
]
