from django.urls import URLPattern, path

from coverage.views import alerts as views

urlpatterns: list[URLPattern] = [
    path("coverage/alerts/", views.Alerts.as_view(), name="alerts"),
    path("coverage/monitors/<int:pk>/alert/", views.MonitorAlert.as_view(), name="monitor-alert"),
]
