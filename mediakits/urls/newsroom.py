"""Pages of a newsroom, under its path and on its own host alike. They are promises: never change one."""

from django.urls import path, re_path

from mediakits.views import newsroom_feeds, newsroom_forms, newsroom_public

app_name = "newsroom"
DOCUMENT = r"(?P<name>[-\w]{1,80}-[-\w]{10})"
urlpatterns = [
    path("", newsroom_public.home, name="home"),
    path("releases/", newsroom_public.releases, name="releases"),
    path("releases/<int:year>/", newsroom_public.releases, name="year"),
    path("search/", newsroom_public.search, name="search"),
    path("colours.css", newsroom_public.colours, name="colours"),
    path("atom.xml", newsroom_feeds.atom, name="atom"),
    path("rss.xml", newsroom_feeds.rss, name="rss"),
    path("feed.json", newsroom_feeds.json_feed, name="json-feed"),
    path("sitemap.xml", newsroom_feeds.sitemap, name="sitemap"),
    path("robots.txt", newsroom_feeds.robots, name="robots"),
    path("inquiry/", newsroom_forms.inquiry, name="inquiry"),
    path("inquiry/received/<str:word>/", newsroom_forms.inquiry_received, name="inquiry-received"),
    path("subscription/", newsroom_forms.subscribe, name="subscribe"),
    path("subscription/asked/", newsroom_forms.asked, name="asked"),
    path("subscription/<str:token>/", newsroom_forms.confirm, name="subscription"),
    path("subscription/<str:token>/leaving/", newsroom_forms.leave, name="leaving"),
    re_path(rf"^{DOCUMENT}/$", newsroom_public.document, name="document"),
    re_path(rf"^{DOCUMENT}/(?P<form>pdf|docx|txt)/$", newsroom_public.export, name="export"),
]
