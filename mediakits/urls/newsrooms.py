"""Addresses of newsrooms, as the team sees them."""

from django.urls import URLPattern, path

from mediakits.views import newsrooms

urlpatterns: list[URLPattern] = [
    path("newsrooms/", newsrooms.NewsroomList.as_view(), name="newsroom-list"),
    path("newsrooms/new/", newsrooms.NewsroomEdit.as_view(), name="newsroom-create"),
    path("newsrooms/shades/", newsrooms.ShadesView.as_view(), name="newsroom-shades"),
    path("newsrooms/<int:pk>/", newsrooms.NewsroomEdit.as_view(), name="newsroom-edit"),
    path("newsrooms/<int:pk>/preview/", newsrooms.NewsroomPreview.as_view(), name="newsroom-preview"),
    path("newsrooms/<int:pk>/subscribers/", newsrooms.SubscriberList.as_view(), name="newsroom-subscribers"),
    path("newsrooms/<int:pk>/subscribers/export/", newsrooms.SubscriberExport.as_view(), name="newsroom-export"),
    path(
        "newsrooms/<int:pk>/subscribers/<int:subscriber>/removal/",
        newsrooms.SubscriberRemoval.as_view(),
        name="newsroom-removal",
    ),
]
