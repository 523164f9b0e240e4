from django.urls import URLPattern, path

from coverage.views import monitors as views

urlpatterns: list[URLPattern] = [
    path("coverage/monitors/", views.MonitorList.as_view(), name="monitor-list"),
    path("coverage/monitors/new/", views.MonitorCreate.as_view(), name="monitor-create"),
    path("coverage/monitors/preview/", views.MonitorPreview.as_view(), name="monitor-preview"),
    path("coverage/monitors/<int:pk>/", views.MonitorDetail.as_view(), name="monitor-detail"),
    path("coverage/monitors/<int:pk>/edit/", views.MonitorEdit.as_view(), name="monitor-edit"),
    path("coverage/monitors/<int:pk>/pause/", views.MonitorPause.as_view(), name="monitor-pause"),
    path("coverage/monitors/<int:pk>/deletion/", views.MonitorDelete.as_view(), name="monitor-delete"),
    path("coverage/crises/<int:pk>/closure/", views.CrisisClose.as_view(), name="crisis-close"),
]
