"""Every address of Mediarel; each app keeps its own."""

from django.urls import include, path

urlpatterns = [
    path("account/", include("allauth.urls")),
    path("", include("core.urls")),
    path("", include("team.urls")),
]
