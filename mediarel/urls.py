"""Every address of Mediarel; each app keeps its own."""

from django.urls import include, path

from mediarel.api import urlpatterns as api_urls

urlpatterns = [
    path("account/", include("allauth.urls")),
    path("", include("core.urls")),
    path("", include("team.urls")),
    path("", include("dashboard.urls")),
    path("", include("contacts.urls")),
    path("pitches/", include("pitches.urls")),
    path("p/", include("pitches.public_urls")),
    path("", include("mail.public_urls")),
    path("", include("campaigns.urls")),
    path("mail/", include("mail.urls")),
    path("", include("coverage.urls")),
    path("", include("inquiries.urls")),
    path("api/v1/", include((api_urls(), "api"))),
    path("", include("events.urls")),
    path("", include("reports.urls")),
    path("r/", include("reports.urls.public")),
    path("team/export/", include("takeout.urls")),
    path("media-kits/", include("mediakits.urls")),
    path("newsroom/<slug:newsroom>/", include("mediakits.urls.newsroom")),
    path("api/newsrooms/<slug:newsroom>/", include("mediakits.urls.newsroom_api")),
    path("", include("mediakits.urls.public")),
]

handler400 = "core.errors.bad_request"
handler403 = "core.errors.forbidden"
handler404 = "core.errors.not_found"
handler500 = "core.errors.server_error"
