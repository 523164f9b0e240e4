from django.urls import path

from coverage.views import press

urlpatterns = [
    path("contacts/journalists/<int:pk>/articles/", press.JournalistArticles.as_view(), name="journalist-articles"),
    path("contacts/journalists/<int:pk>/coverage/", press.JournalistCoverage.as_view(), name="journalist-coverage"),
]
