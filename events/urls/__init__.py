"""Addresses of events, one module an area."""

from events.urls import calendar, interviews, media_events

app_name = "events"
urlpatterns = [*interviews.urlpatterns, *media_events.urlpatterns, *calendar.urlpatterns]
