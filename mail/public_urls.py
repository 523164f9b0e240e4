"""The addresses that stand in e-mails. They are promises: never change one."""

from django.urls import path

from mail.views import tracked

app_name = "mail-public"
urlpatterns = [
    path("l/<str:token>/", tracked.LinkView.as_view(), name="link"),
    path("o/<str:token>/", tracked.PixelView.as_view(), name="pixel"),
]
