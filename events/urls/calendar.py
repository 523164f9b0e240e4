"""Addresses of the calendar and of its feeds."""

from django.urls import path

from events.views import calendar

urlpatterns = [
    path("calendar/", calendar.Calendar.as_view(), name="calendar"),
    path("calendar/subscriptions/", calendar.Feeds.as_view(), name="feed-list"),
    path("calendar/subscriptions/<int:pk>/revoke/", calendar.FeedRevoke.as_view(), name="feed-revoke"),
    path("cal/<str:token>.ics", calendar.feed, name="calendar-feed"),
]
