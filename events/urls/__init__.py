"""Addresses of events, one module an area."""

from events.urls import interviews

app_name = "events"
urlpatterns = [*interviews.urlpatterns]
