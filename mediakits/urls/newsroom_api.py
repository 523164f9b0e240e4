"""The public JSON interface of newsrooms. docs/user-guide/newsroom-api.md promises it."""

from django.urls import path

from mediakits.views import newsroom_api

app_name = "newsroom-api"
urlpatterns = [
    path("", newsroom_api.newsroom, name="newsroom"),
    path("releases/", newsroom_api.release_list, name="release-list"),
    path("releases/<str:key>/", newsroom_api.release, name="release"),
    path("kits/", newsroom_api.kit_list, name="kit-list"),
    path("kits/<str:key>/", newsroom_api.kit, name="kit"),
]
