"""Everything that answers on a newsroom's own host: the newsroom, kits, files. No sign-in."""

from django.urls import include, path

from core import pictures

urlpatterns = [
    path("", include("mediakits.urls.newsroom")),
    path("", include("mediakits.urls.public")),
    path("media/<str:folder>/<str:name>", pictures.serve),
]

handler404 = "mediakits.views.newsroom_public.lost"
handler500 = "core.errors.server_error"
