"""Addresses of coverage; each room keeps its own."""

from coverage.urls import alerts, articles, clips, monitors, press, sources, triage

app_name = "coverage"
urlpatterns = [
    *triage.urlpatterns,
    *clips.urlpatterns,
    *monitors.urlpatterns,
    *sources.urlpatterns,
    *articles.urlpatterns,
    *press.urlpatterns,
    *alerts.urlpatterns,
]
