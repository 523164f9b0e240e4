from django.urls import path

from mail.views import caught, outgoing

app_name = "mail"

urlpatterns = [
    path("trouble/", outgoing.TroubleListView.as_view(), name="trouble-list"),
    path("messages/<int:pk>/", outgoing.MessageDetailView.as_view(), name="message-detail"),
    path("messages/<int:pk>/confirmation/", outgoing.MessageConfirmationView.as_view(), name="message-confirmation"),
    path("messages/<int:pk>/retry/", outgoing.MessageRetryView.as_view(), name="message-retry"),
    path("messages/<int:pk>/settlement/", outgoing.MessageSettlementView.as_view(), name="message-settlement"),
    path("caught/", caught.CaughtListView.as_view(), name="caught-list"),
    path("caught/<str:key>/", caught.CaughtDetailView.as_view(), name="caught-detail"),
    path("caught/<str:key>/html/", caught.CaughtHtmlView.as_view(), name="caught-html"),
]
